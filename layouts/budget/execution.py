"""How far is the budget executed, in words?"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.budget import words
from layouts.components.bar import key
from layouts.components.data_table import Cells, Column, Table, told
from layouts.components.progress_bars import progress_bars
from layouts.components.share_rows import Row, share_rows
from layouts.figures import money as figures
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented

ALL_PAYMENTS = N_("Payments, row by row")

CUT = {
    "fund": N_("By fund"),
    "component": N_("By component"),
    "line": N_("By line of work"),
    "category": N_("By category"),
    "year": N_("By fiscal year"),
    "quarter": N_("By quarter"),
}

STEPS = {
    "budget": N_("Budget of all years"),
    "spent": N_("Spent, at the rates of the days of payment"),
    "exchange": N_("Exchange difference"),
    "unpaid": N_("Under contract, not paid yet"),
    "free": N_("Balance: neither spent nor under contract"),
}
SHORT_STEPS = {
    "budget": N_("Budget"),
    "spent": N_("Spent"),
    "exchange": N_("Exchange difference"),
    "unpaid": N_("Under contract"),
    "free": N_("Balance"),
}


def standing(
    found: Any,
    parts: Mapping[str, Sequence[Any]],
    funds: dict[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the way from the budget to its balance; `found` as `standing` returns it, `parts` as
    `parts` returns them by cut."""
    if found is None or not found.budget:
        return Panel(
            key="budget-standing",
            title=t("What is left of the budget?"),
            finding=t("There is no budget here, or no rate to convert it."),
            source=words.payments_source(filters, t),
        )
    amounts = {name: getattr(found, name) for name in STEPS}
    drawn = [
        row
        for row, (name, amount) in enumerate(amounts.items())
        if amount is not None and (amount or name != "exchange")
    ]
    rows = [
        {"step": t(STEPS[name]), "amount": amount, "share": _share(amount, found.budget)}
        for name, amount in amounts.items()
    ]
    columns = (
        Column("step", t("Step")),
        Column("amount", t(words.SHORT[found.currency]), lambda n: words.exact(n, t), True),
        Column("share", t("Of the budget"), lambda n: t.percent(n, 1), True),
    )
    return Panel(
        key="budget-standing",
        title=t("What is left of the budget?"),
        finding=t(
            "Of {budget}, {spent} are spent, {unpaid} are under contract and not paid yet, {free} "
            "are free.",
            budget=words.million(found.budget, found.currency, t),
            spent=t.percent(_share(found.spent, found.budget)),
            unpaid=t.percent(_share(found.unpaid, found.budget)),
            free=t.percent(_share(found.free, found.budget)),
        ),
        figure=figures.waterfall(
            [
                (t(SHORT_STEPS[name]), amount)
                for row, (name, amount) in enumerate(amounts.items())
                if row in drawn
            ],
            drawn,
            found.currency,
            t,
        ),
        frame=told(rows, columns),
        columns=columns,
        more=tuple(_table(cut, rows_, t) for cut, rows_ in parts.items()),
        source=words.payments_source(filters, t),
        demonstration=found.demonstration == 1,
        notes=(words.at_rates(found.closing, t), *words.of_fund(filters.fund, funds, t)),
    )


def _share(part: Decimal | None, whole: Decimal) -> float | None:
    return None if part is None or not whole else float(part / whole)


def part_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of a table of the parts of the budget, US dollars."""

    def amount(value: Decimal | None) -> str:
        return words.exact(value, t)

    return (
        Column("code", t("Code")),
        Column("name", t("Name")),
        Column("budget", t("Budget, USD"), amount, True),
        Column("committed", t("Committed, USD"), amount, True),
        Column("disbursed", t("Disbursed, USD"), amount, True),
        Column("spent", t("Spent, USD"), amount, True),
        Column("share", t("Spent of the budget"), lambda n: t.percent(n, 1), True),
    )


def part_rows(parts: Sequence[Any]) -> list[dict[str, Any]]:
    """Return parts as rows of a table."""
    names = ("code", "name", "budget", "committed", "disbursed", "spent", "share")
    return [{name: getattr(part, name) for name in names} for part in parts]


def _table(cut: str, parts: Sequence[Any], t: Translator) -> Table:
    columns = part_columns(t)
    return Table(t(CUT[cut]), told(part_rows(parts), columns), columns)


def burn(found: Any, funds: dict[str, str], filters: Filters, t: Translator) -> Panel:
    """Return how fast money is spent; `found` as `burn` returns it."""
    title = t("How fast is money spent?")
    source = words.payments_source(filters, t)
    if found is None:
        return Panel(
            key="budget-burn",
            title=title,
            finding=t("Nothing has been paid here yet."),
            source=source,
        )
    rows = [
        {
            "quarter": t.quarter(day),
            "amount": amount,
            "kind": t("expected") if is_expected else t("paid"),
        }
        for day, amount, is_expected in found.quarters
    ]
    columns = (
        Column("quarter", t("Quarter")),
        Column("amount", t("Spent, USD"), lambda n: words.exact(n, t), True),
        Column("kind", t("Kind")),
    )
    places = {
        "pace": words.million(found.pace, "USD", t),
        "expected": words.million(found.expected, "USD", t),
        "year": found.year,
        "budget": words.million(found.budget, "USD", t),
    }
    finding = t(
        "{pace} a quarter; at this pace {expected} by the end of {year}, and the budget of the "
        "year is {budget}.",
        **places,
    )
    if found.budget:
        share = t("That is {share} of it.", share=t.percent(float(found.expected / found.budget)))
        finding = f"{finding} {share}"
    quarters = float(found.left / found.pace) if found.pace > 0 else float("nan")
    lasting = (
        t("What is left of all years would last {n} quarters.", n=t.number(quarters, 1))
        if not is_missing(quarters)
        else ""
    )
    return Panel(
        key="budget-burn",
        title=title,
        finding=words.closed(finding),
        figure=figures.burn(found.quarters, t),
        body=html.P(lasting, className="hint") if lasting else None,
        frame=told(rows, columns),
        columns=columns,
        source=source,
        demonstration=found.demonstration == 1,
        notes=(
            t("Pace: mean of the last four quarters. Hatched quarters are expected at this pace."),
            words.house_rule(t),
            *words.of_fund(filters.fund, funds, t),
        ),
    )


def progress(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return work, money and time of each component; frame as `progress_by_component`."""
    known = frame[frame["progress_share"].notna() & frame["spent_share"].notna()]
    finding = t("Work and money cannot be compared yet.")
    if len(known):
        gap = (known["spent_share"] - known["progress_share"]).astype("float64")
        row = known.iloc[int(gap.argmax())]
        finding = t(
            "Money is furthest ahead of work in “{component}”: {spent} spent, {progress} done, "
            "{time} of the time gone.",
            component=row["component_name"],
            spent=t.percent(row["spent_share"]),
            progress=t.percent(row["progress_share"]),
            time=t.percent(row["time_share"]),
        )
    return Panel(
        key="budget-progress",
        title=t("Do work, money and time keep step?"),
        finding=words.closed(finding),
        body=[
            progress_bars(frame, 2, 7, t),
            html.Ul(
                [
                    html.Li([html.Span(className=f"swatch swatch-{look}"), text])
                    for look, text in (
                        ("progress", t("Work done")),
                        ("money", t("Money spent")),
                        ("time", t("Time gone")),
                    )
                ],
                className="legend",
            ),
        ],
        frame=frame,
        columns=(
            Column("component_name", t("Component")),
            Column("progress_share", t("Work done"), t.percent, True),
            Column("counted_count", t("Indicators counted"), t.number, True),
            Column("weighted_count", t("Indicators that should count"), t.number, True),
            Column("spent", t("Spent, USD"), t.number, True),
            Column("budget", t("Budget of all years, USD"), t.number, True),
            Column("spent_share", t("Money spent"), t.percent, True),
            Column("time_share", t("Time gone"), t.percent, True),
        ),
        source=t(
            "payments and reported results, {quarter}; whole country",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=is_invented(frame),
        notes=(
            t(
                "Work done: weighted mean share of the end targets that the indicators of a "
                "component have reached. All funds."
            ),
            words.house_rule(t),
        ),
    )


def outrun(frame: pd.DataFrame, limit: float, filters: Filters, t: Translator) -> Panel:
    """Return the lines of work, those first where spending outruns progress; frame as
    `work_against_money`."""
    gap = (frame["spent_share"] - frame["progress_share"]).astype("float64")
    ordered = frame.assign(gap=gap).sort_values(
        ["gap", "line"], ascending=[False, True], na_position="last", ignore_index=True
    )
    ahead = ordered[ordered["outruns"].astype(bool)]
    if frame.empty:
        finding = t("No budget names a line of work.")
    elif ahead.empty:
        finding = t("On no line of work does spending outrun progress.")
    else:
        finding = t(
            "Spending outruns progress on: {lines}.",
            lines="; ".join(
                f"{row['line']} {row['line_name']}" for row in ahead.to_dict("records")
            ),
        )
    rows = [
        Row(
            f"{row['line']} {row['line_name']}",
            row["spent_share"],
            t(
                "{spent} spent, {progress} done",
                spent=t.percent(row["spent_share"]),
                progress=t.percent(row["progress_share"]),
            ),
            "money",
            ((row["progress_share"], "work"),),
            row=n,
        )
        for n, row in enumerate(ordered.to_dict("records"))
        if not is_missing(row["progress_share"])
    ]
    return Panel(
        key="budget-outrun",
        title=t("Where does spending outrun progress?"),
        finding=words.closed(finding),
        body=[key(("money", t("Money spent")), ("work", t("Work done"))), share_rows(rows, "1.5")]
        if rows
        else None,
        frame=ordered,
        columns=(
            Column("line", t("Line of work")),
            Column("line_name", t("Name")),
            Column("spent", t("Spent, USD"), t.number, True),
            Column("budget", t("Budget of all years, USD"), t.number, True),
            Column("spent_share", t("Money spent"), t.percent, True),
            Column("progress_share", t("Work done"), t.percent, True),
            Column("counted_count", t("Indicators counted"), t.number, True),
            Column("outruns", t("Spending ahead"), lambda is_so: t("yes") if is_so else t("no")),
        ),
        source=t(
            "payments and reported results, {quarter}; whole country",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=is_invented(frame) if len(frame) else False,
        notes=(
            t(
                "Spending outruns progress where it is at least {n} percentage points ahead; "
                "lines of work without an indicator cannot be judged and stand in the table.",
                n=t.number(100 * limit),
            ),
            t("All funds."),
            words.house_rule(t),
        ),
    )


def parts_panel(
    parts: Mapping[str, Sequence[Any]],
    exports: dict[str, str],
    funds: dict[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return budget, commitments, withdrawals and spending side by side by fund, component, line,
    category, year and quarter; `exports`: words of a link -> its address."""
    by_fund = parts["fund"]
    blocks = [
        html.Section(
            [
                html.H3(t(CUT[cut])),
                share_rows([_row(part, t) for part in parts[cut]], f"{table}.6"),
            ],
            className="budget-cut",
        )
        for table, cut in enumerate(CUT, 1)
        if cut in ("fund", "component", "category", "year")
    ]
    columns = part_columns(t)
    links = html.P(
        [html.A(text, href=address) for text, address in exports.items()], className="hint links"
    )
    known = [part for part in by_fund if part.share is not None]
    finding = t("No budget is known here.")
    if len(known) == 1:
        (part,) = known
        finding = t(
            "{fund}: {share} of its budget is spent.", fund=part.name, share=t.percent(part.share)
        )
    elif known:
        low, high = (pick(known, key=lambda part: part.share) for pick in (min, max))
        finding = t(
            "Spent the most: {high}, {high_share} of its budget; the least: {low}, {low_share}.",
            high=high.name,
            high_share=t.percent(high.share),
            low=low.name,
            low_share=t.percent(low.share),
        )
    first, *others = CUT
    return Panel(
        key="budget-parts",
        title=t("What is budgeted, committed, disbursed and spent?"),
        finding=words.closed(finding),
        body=[
            key(
                ("budget", t("Budget")),
                ("committed", t("Committed")),
                ("money", t("Spent")),
            ),
            html.Div(blocks, className="budget-cuts"),
            links,
        ],
        frame=told(part_rows(parts[first]), columns) if by_fund else Cells(),
        columns=columns,
        more=tuple(_table(cut, parts[cut], t) for cut in others),
        source=words.payments_source(filters, t),
        demonstration=any(part.demonstration for part in by_fund),
        notes=(
            t(
                "US dollars. Committed: contracts, and what was spent without one. Disbursed: "
                "withdrawn from the fund, advances included. Contracts name no line of work, "
                "withdrawals neither component nor category, the budget no quarter."
            ),
            *words.of_fund(filters.fund, funds, t),
        ),
    )


def _row(part: Any, t: Translator) -> Row:
    whole = part.budget
    if not whole:
        told_ = t("{spent} spent, no budget", spent=labels.million_usd(float(part.spent), t))
        return Row(part.name, float("nan"), told_)
    committed = float("nan") if part.committed is None else float(part.committed / whole)
    return Row(
        part.name,
        committed,
        t(
            "{spent} of {budget}, {share}",
            spent=t.number(float(part.spent) / 1e6, 1),
            budget=labels.million_usd(float(whole), t),
            share=t.percent(part.share),
        ),
        "committed",
        ((float(part.share or 0), "money"),),
    )
