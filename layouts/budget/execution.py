"""How far is the budget executed, in words?"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.budget import words
from layouts.budget.currencies import period_name
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
        more=tuple(_table(cut, rows_, found.currency, t) for cut, rows_ in parts.items()),
        source=words.payments_source(filters, t),
        demonstration=found.demonstration == 1,
        notes=(
            words.at_rates(found.closing, t),
            *words.unmoved(filters, t, "prices"),
            *words.of_fund(filters.fund, funds, t),
        ),
    )


def _share(part: Decimal | None, whole: Decimal) -> float | None:
    return None if part is None or not whole else float(part / whole)


def part_columns(currency: str, t: Translator) -> tuple[Column, ...]:
    """Return the columns of a table of the parts of the budget in a currency."""
    unit = t(words.SHORT[currency])

    def amount(value: Decimal | None) -> str:
        return words.exact(value, t)

    return (
        Column("code", t("Code")),
        Column("name", t("Name")),
        Column("budget", t("Budget, {currency}", currency=unit), amount, True),
        Column("committed", t("Committed, {currency}", currency=unit), amount, True),
        Column("disbursed", t("Disbursed, {currency}", currency=unit), amount, True),
        Column("spent", t("Spent, {currency}", currency=unit), amount, True),
        Column("share", t("Spent of the budget"), lambda n: t.percent(n, 1), True),
    )


def part_rows(cut: str, parts: Sequence[Any], t: Translator) -> list[dict[str, Any]]:
    """Return parts of a cut as rows of a table."""
    amounts = ("budget", "committed", "disbursed", "spent", "share")
    return [
        {"code": part.code or "–", "name": _name(cut, part, t)}
        | {name: getattr(part, name) for name in amounts}
        for part in parts
    ]


def _name(cut: str, part: Any, t: Translator) -> str:
    if cut == "line" and not part.code:
        return t("Not assigned to a line of work")
    return period_name(part.code, t) if cut == "quarter" else part.name


def _table(cut: str, parts: Sequence[Any], currency: str, t: Translator) -> Table:
    columns = part_columns(currency, t)
    return Table(t(CUT[cut]), told(part_rows(cut, parts, t), columns), columns)


LONG = 40
"""Quarters, ten years: a pace that would last longer says nothing of the time left."""


def _lasting(left: Decimal, pace: Decimal, t: Translator) -> str:
    """Return how long what is left of the budget would last."""
    if left <= 0:
        return t("Nothing is left of the budget of all years.")
    if pace <= 0:
        return t("Nothing was spent in the last four quarters, so no end can be told.")
    if left > LONG * pace:
        return t("What is left of all years would last more than ten years.")
    return t("What is left of all years would last {n} quarters.", n=t.number(left / pace, 1))


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
    currency = found.closing.currency
    unit = t(words.SHORT[currency])
    columns = (
        Column("quarter", t("Quarter")),
        Column("amount", t("Spent, {currency}", currency=unit), lambda n: words.exact(n, t), True),
        Column("kind", t("Kind")),
    )
    places = {
        "pace": words.million(found.pace, currency, t),
        "expected": words.million(found.expected, currency, t),
        "year": found.year,
        "budget": words.million(found.budget, currency, t),
    }
    message = N_(
        "{pace} a quarter; at this pace {expected} by the end of {year}, and the budget of the "
        "year is {budget}."
    )
    if filters.quarter.month == 12:
        message = N_(
            "{pace} a quarter; {expected} were spent in {year}, and the budget of the year was "
            "{budget}."
        )
    finding = t(message, **places)
    if found.budget:
        share = t("That is {share} of it.", share=t.percent(float(found.expected / found.budget)))
        finding = f"{finding} {share}"
    return Panel(
        key="budget-burn",
        title=title,
        finding=words.closed(finding),
        figure=figures.burn(found.quarters, currency, t),
        body=html.P(_lasting(found.left, found.pace, t), className="hint"),
        frame=told(rows, columns),
        columns=columns,
        source=source,
        demonstration=found.demonstration == 1,
        notes=(
            t("Pace: mean of the last four quarters. Hatched quarters are expected at this pace."),
            *_converted(found.closing, filters, t),
            *words.unmoved(filters, t, "calendar", "prices"),
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
            *words.unmoved(filters, t, "currency", "prices"),
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
            Column("outruns", t("Spending ahead"), lambda is_so: labels.yes_no(is_so, t)),
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
            *words.unmoved(filters, t, "currency", "prices"),
            words.house_rule(t),
        ),
    )


def parts_panel(
    parts: Mapping[str, Sequence[Any]],
    closing: Any,
    exports: dict[str, str],
    funds: dict[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return budget, commitments, withdrawals and spending side by side by fund, component, line,
    category, year and quarter; `closing`: currency and rates, `exports`: words of a link -> its
    address."""
    by_fund, currency = parts["fund"], closing.currency
    blocks = [
        html.Section(
            [
                html.H3(t(CUT[cut])),
                share_rows(_rows(cut, parts[cut], currency, t), f"{table}.6"),
            ],
            className="budget-cut",
        )
        for table, cut in enumerate(CUT, 1)
    ]
    columns = part_columns(currency, t)
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
                ("disbursed", t("Disbursed")),
                ("money", t("Spent")),
            ),
            html.Div(blocks, className="budget-cuts"),
            links,
        ],
        frame=told(part_rows(first, parts[first], t), columns) if by_fund else Cells(),
        columns=columns,
        more=tuple(_table(cut, parts[cut], currency, t) for cut in others),
        source=words.payments_source(filters, t),
        demonstration=any(part.demonstration for part in by_fund),
        notes=(
            t(
                "Committed: contracts, and what was spent without one. Disbursed: withdrawn from "
                "the fund, advances included. Contracts name no line of work, withdrawals neither "
                "component nor category, the budget no quarter: bars are parts of each budget, "
                "those of quarters parts of the largest amount."
            ),
            *(
                [t("A bar that ends in an arrow is more than its budget.")]
                if any(map(_is_over, chain(*parts.values())))
                else []
            ),
            *_converted(closing, filters, t),
            *words.unmoved(filters, t, "calendar", "prices"),
            *words.of_fund(filters.fund, funds, t),
        ),
    )


def _is_over(part: Any) -> bool:
    amounts = (part.committed, part.disbursed, part.spent)
    return bool(part.budget) and any(each is not None and each > part.budget for each in amounts)


def _converted(closing: Any, filters: Filters, t: Translator) -> tuple[str, ...]:
    """Return how amounts came into the currency in which they are told."""
    if closing.currency == "USD":
        return (t("US dollars."), *words.dollars_instead(closing, filters, t))
    return (
        words.at_rates(closing, t),
        t("Spent, and withdrawn in som, is at the rates of its days."),
    )


def _rows(cut: str, parts: Sequence[Any], currency: str, t: Translator) -> list[Row]:
    """Return the bars of a cut: parts of its budget, or, of quarters, of the largest amount."""
    if cut != "quarter":
        return [_of_budget(cut, part, currency, t) for part in parts]
    amounts = [each for part in parts for each in (part.committed, part.disbursed, part.spent)]
    most = max((each for each in amounts if each is not None), default=Decimal())
    return [_of_most(part, most, currency, t) for part in parts]


def _of_budget(cut: str, part: Any, currency: str, t: Translator) -> Row:
    name = _name(cut, part, t)
    if cut == "line" and part.code:
        name = f"{part.code} {name}"
    whole = part.budget
    if not whole:
        spent = words.million(part.spent, currency, t)
        return Row(name, float("nan"), t("{spent} spent, no budget", spent=spent))
    return Row(
        name,
        _of(part.committed, whole),
        t(
            "{spent} of {budget}, {share}",
            spent=t.number(float(part.spent) / 1e6, 1),
            budget=words.million(whole, currency, t),
            share=t.percent(part.share),
        ),
        "committed",
        _over(part, whole),
    )


def _of_most(part: Any, most: Decimal, currency: str, t: Translator) -> Row:
    return Row(
        _name("quarter", part, t),
        _of(part.committed, most),
        _words_of_quarter(part, currency, t),
        "committed",
        _over(part, most),
    )


def _words_of_quarter(part: Any, currency: str, t: Translator) -> str:
    spent = words.million(part.spent, currency, t)
    if part.disbursed is None:
        return t("{spent} spent", spent=spent)
    return t(
        "{spent} spent, {disbursed} disbursed",
        spent=spent,
        disbursed=t.number(float(part.disbursed) / 1e6, 1),
    )


def _over(part: Any, whole: Decimal) -> tuple[tuple[float, str], ...]:
    """Return what is drawn over the bar of commitments."""
    return ((_of(part.spent, whole), "money"), (_of(part.disbursed, whole), "disbursed"))


def _of(amount: Decimal | None, whole: Decimal) -> float:
    share = None if amount is None else _share(amount, whole)
    return float("nan") if share is None else share
