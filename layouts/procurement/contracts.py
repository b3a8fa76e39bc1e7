"""What was signed, until when, at what price, and from whom, in words?"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.components.status_mark import status_sign
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, is_invented
from layouts.procurement import words

SHOWN = 8
"""Contracts or suppliers that a panel draws; its table holds all of them."""

MODERATE, HIGH = 1_500, 2_500
"""Herfindahl index from which awards are called concentrated, and highly so."""

LEVEL = {
    "spread": N_("spread over many suppliers"),
    "moderate": N_("moderately concentrated"),
    "high": N_("highly concentrated"),
}


def level(index: float) -> str:
    """Return which words fit a Herfindahl index."""
    return "spread" if index < MODERATE else "moderate" if index <= HIGH else "high"


def overview(
    rows: pd.DataFrame, exports: Mapping[str, str], late_days: int, filters: Filters, t: Translator
) -> Panel:
    """Return all contracts; frame as `queries…contracts.contracts`.

    `exports`: name of a file -> its address. Later than `late_days` is at risk.
    """
    return Panel(
        key="contracts",
        title=t("What was signed, paid and accepted?"),
        finding=_signed(rows, t),
        body=[_list(rows, late_days, t), _files(exports, t)] if len(rows) else None,
        frame=rows,
        columns=columns(t),
        source=source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t(
                "Amounts in the currency of the contract; US dollars at the rate of the day of "
                "signing, of each variation and of each payment. What remains is at the rate of "
                "signing, so that in dollars value and parts differ by the exchange difference: "
                "{usd}.",
                usd=words.money(_exchange(rows), "USD", t),
            ),
            t(
                "Late: after the end in force; extensions moved that end. A contract without "
                "listed deliverables is never done."
            ),
        ),
    )


def _signed(rows: pd.DataFrame, t: Translator) -> str:
    if rows.empty:
        return t("No contract has been signed by the end of this quarter.")
    late = int((rows["delay"].fillna(0) > 0).where(~rows["is_done"], False).sum())
    return t.plural(
        "{n} contract is worth {value} with its variations: {paid} paid ({share}), {rest} remain. "
        "Past their end and not done: {late}.",
        "{n} contracts are worth {value} with their variations: {paid} paid ({share}), {rest} "
        "remain. Past their end and not done: {late}.",
        len(rows),
        value=labels.million_usd(rows["value_usd"].sum(), t),
        paid=labels.million_usd(rows["paid_usd"].sum(), t),
        share=t.percent(rows["paid_usd"].sum() / rows["value_usd"].sum()),
        rest=labels.million_usd(rows["remaining_usd"].sum(), t),
        late=t.number(late),
    )


def _exchange(rows: pd.DataFrame) -> float:
    """Return the value in dollars less what was paid and what remains."""
    return float((rows["value_usd"] - rows["paid_usd"] - rows["remaining_usd"]).sum())


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of contracts."""

    def name(value: object) -> str:
        return words.named(value, t)

    return (
        Column("contract", t("Contract")),
        Column("supplier_name", t("Supplier"), name),
        Column("package", t("Package"), name),
        Column("package_name", t("Name of the package"), name),
        Column("method_name", t("Method"), name),
        Column("fund", t("Fund")),
        Column("component_name", t("Component")),
        Column("category_name", t("Category")),
        Column("signed_on", t("Signed"), t.day),
        Column("currency", t("Currency")),
        Column("amount", t("Amount signed"), t.number, True),
        Column("variations", t("Variations"), t.number, True),
        Column("varied", t("Amount of variations"), t.number, True),
        Column("value", t("Amount now"), t.number, True),
        Column("paid", t("Paid"), t.number, True),
        Column("remaining", t("Remaining"), t.number, True),
        Column("value_usd", t("Amount now, USD"), t.number, True),
        Column("rate", t("KGS per USD on the day of signing"), _rate(t), True),
        Column("paid_usd", t("Paid, USD"), t.number, True),
        Column("paid_rate", t("KGS per USD, mean of the payments"), _rate(t), True),
        Column("first_rate_on", t("Rates of payments, from"), t.day),
        Column("last_rate_on", t("Rates of payments, to"), t.day),
        Column("first_end", t("First end"), t.day),
        Column("ends_on", t("End in force"), t.day),
        Column("extended", t("Extended, days"), t.number, True),
        Column("delay", t("Behind the end, days"), t.number, True),
        Column("deliverables", t("Deliverables"), t.number, True),
        Column("accepted", t("Accepted"), t.number, True),
        Column("overdue", t("Overdue"), t.number, True),
    )


def _rate(t: Translator) -> Callable[[float], str]:
    """Return how a rate is told; what was not paid has none."""
    return lambda rate: "–" if is_missing(rate) else t.number(rate, 4)


def _list(rows: pd.DataFrame, late_days: int, t: Translator) -> Element:
    """Return the contracts below each other: what is late first, then what is worth most."""
    order = rows.assign(
        is_open=(rows["delay"].fillna(0) > 0) & ~rows["is_done"], late=rows["delay"].fillna(0)
    )
    order["late"] = order["late"].where(order["is_open"], 0)
    order = order.sort_values(["late", "value_usd"], ascending=False)
    heads = (
        (t("Contract"), ""),
        (t("Supplier"), ""),
        (t("Package and method"), ""),
        (t("Amount now"), "number"),
        (t("Paid"), "number"),
        (t("Remaining"), "number"),
        (t("End in force"), ""),
        (t("Deliverables accepted"), "number"),
    )
    head = Element(
        "tr", [Element("th", word, {"scope": "col", "class": look}) for word, look in heads]
    )
    body = [_row(row, late_days, t) for row in order.to_dict("records")]
    table = Element(
        "table", [Element("thead", head), Element("tbody", body)], {"class": "ledger contracts"}
    )
    look = {
        "class": "scrolled",
        "tabindex": "0",
        "role": "region",
        **aria(label=t("List of contracts")),
    }
    return Element("div", table, look)


def _row(row: Mapping[Any, Any], late_days: int, t: Translator) -> Element:
    currency = row["currency"]
    varied = []
    if row["variations"]:
        changed = t("{n} by variations", n=t.change(row["varied"]))
        varied = [Element("small", changed)] if row["varied"] else []
    share = row["paid"] / row["value"] if row["value"] > 0 else float("nan")
    cells = (
        (
            [Element("b", row["contract"]), Element("small", t.day(row["signed_on"]))],
            "",
        ),
        (words.named(row["supplier_name"], t), ""),
        (
            [
                Element("span", words.named(row["package_name"], t)),
                Element("small", words.named(row["method_name"], t)),
            ],
            "",
        ),
        ([Element("span", words.money(row["value"], currency, t)), *varied], "number"),
        (
            [
                Element("span", t.number(row["paid"])),
                Element("small", t.percent(share)),
            ],
            "number",
        ),
        (t.number(row["remaining"]), "number"),
        ([Element("span", t.day(row["ends_on"])), *_end(row, late_days, t)], ""),
        (
            t("{n} of {total}", n=t.number(row["accepted"]), total=t.number(row["deliverables"])),
            "number",
        ),
    )
    first, *others = cells
    return Element(
        "tr",
        [
            Element("th", first[0], {"scope": "row"}),
            *(Element("td", content, {"class": look}) for content, look in others),
        ],
    )


def _end(row: Mapping[Any, Any], late_days: int, t: Translator) -> list[Any]:
    """Return whether a contract is done, late, or was put off."""
    if row["is_done"]:
        return [Element("small", t("done, {behind}", behind=labels.behind(row["delay"], t)))]
    if not is_missing(row["delay"]):
        risk = "at_risk" if row["delay"] > late_days else "attention"
        late = [status_sign(risk, t), f" {labels.days_late(row['delay'], t)}"]
        return [Element("small", late, {"class": f"status-{risk}"})]
    if _is_extended(row):
        return [Element("small", t("put off by {days}", days=labels.days(int(row["extended"]), t)))]
    return []


def _is_extended(row: Mapping[Any, Any]) -> bool:
    """Return whether the end of a contract was put off; not where no end is known."""
    return not is_missing(row["extended"]) and row["extended"] > 0


def _files(exports: Mapping[str, str], t: Translator) -> html.P:
    """Return the ways to the lists as files."""
    parts: list[Any] = []
    for name, address in exports.items():
        parts += [html.A(name, href=address, download=""), " · "]
    return html.P(parts[:-1], className="hint")


def ends(rows: pd.DataFrame, late_days: int, filters: Filters, t: Translator) -> Panel:
    """Return which contracts are past their end, and which were put off."""
    late = rows[(rows["delay"].fillna(0) > 0) & ~rows["is_done"]]
    late = late.sort_values(["delay", "contract"], ascending=[False, True], ignore_index=True)
    done = rows[rows["is_done"]]
    return Panel(
        key="contract-ends",
        title=t("Do contracts end in time?"),
        finding=_ended(rows, late, done, t),
        body=_late_rows(late, late_days, t) if len(late) else None,
        frame=late,
        columns=(
            Column("contract", t("Contract")),
            Column("supplier_name", t("Supplier"), lambda name: words.named(name, t)),
            Column("package_name", t("Package"), lambda name: words.named(name, t)),
            Column("ends_on", t("End in force"), t.day),
            Column("delay", t("Behind the end, days"), t.number, True),
            Column("extended", t("Extended, days"), t.number, True),
            Column("accepted", t("Accepted"), t.number, True),
            Column("deliverables", t("Deliverables"), t.number, True),
        ),
        source=source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t("Bars: days behind the end in force, up to the quarter's last day."),
            t("At risk from {days} on: house rule.", days=labels.days(late_days + 1, t)),
        )
        if len(late)
        else (),
    )


def _ended(rows: pd.DataFrame, late: pd.DataFrame, done: pd.DataFrame, t: Translator) -> str:
    if rows.empty:
        return t("No contract has been signed by the end of this quarter.")
    in_time = int((done["delay"].fillna(0) <= 0).sum())
    told = t(
        "{n} of {total} contracts are done, {in_time} of them in time.",
        n=t.number(len(done)),
        total=t.number(len(rows)),
        in_time=t.number(in_time),
    )
    if late.empty:
        return f"{told} {t('None is past its end.')}"
    worst = late.iloc[0]
    most = t.plural(
        "{n} is past its end and not done: {contract}, {days}.",
        "{n} are past their end and not done, most of all {contract}: {days}.",
        len(late),
        contract=worst["contract"],
        days=labels.days_late(worst["delay"], t),
    )
    return f"{told} {most}"


def _late_rows(late: pd.DataFrame, late_days: int, t: Translator) -> html.Ul:
    scale = float(late["delay"].max())
    return share_rows(
        [
            Row(
                f"{row['contract']} · {words.named(row['supplier_name'], t)}",
                float(row["delay"]) / scale,
                [
                    status_sign("at_risk" if row["delay"] > late_days else "attention", t),
                    f" {labels.days_late(row['delay'], t)}",
                ],
                "late",
            )
            for row in late.head(SHOWN).to_dict("records")
        ],
        "1.5",
    )


def changes(rows: pd.DataFrame, variations: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return how contracts changed; frames as `contracts` and `variations` return them."""
    changed = rows[rows["variations"] > 0].sort_values("varied_usd", ascending=False)
    named = variations.merge(
        rows[["contract", "supplier_name", "currency", "first_end"]], on="contract"
    )
    return Panel(
        key="contract-changes",
        title=t("How did contracts change?"),
        finding=_changed(rows, changed, t),
        body=_change_rows(changed, t) if len(changed) else None,
        frame=named,
        columns=(
            Column("contract", t("Contract")),
            Column("supplier_name", t("Supplier"), lambda name: words.named(name, t)),
            Column("variation", t("Variation"), t.number, True),
            Column("signed_on", t("Signed"), t.day),
            Column("currency", t("Currency")),
            Column("amount", t("Change of amount"), t.change, True),
            Column("amount_usd", t("Change of amount, USD"), t.change, True),
            Column("rate", t("KGS per USD on the day of signing"), _rate(t), True),
            Column("first_end", t("First end"), t.day),
            Column("ends_on", t("New end"), t.day),
        ),
        source=source(filters, t),
        demonstration=is_invented(rows),
        notes=(t("Shares of the amount signed, in the currency of each contract."),)
        if len(changed)
        else (),
    )


def _changed(rows: pd.DataFrame, changed: pd.DataFrame, t: Translator) -> str:
    if changed.empty:
        return t("No contract has been changed by the end of this quarter.")
    longer = changed[changed["extended"] > 0]
    told = t(
        "{n} of {total} contracts were changed: {usd} in all, {share} of what was signed.",
        n=t.number(len(changed)),
        total=t.number(len(rows)),
        usd=t("USD {n}", n=t.change(rows["varied_usd"].sum())),
        share=t.percent(rows["varied_usd"].sum() / rows["amount_usd"].sum(), 1),
    )
    if longer.empty:
        return told
    most = longer.nlargest(1, "extended").iloc[0]
    put_off = t.plural(
        "{n} was put off: {contract}, by {days}.",
        "{n} were put off, most of all {contract}: by {days}.",
        len(longer),
        contract=most["contract"],
        days=labels.days(int(most["extended"]), t),
    )
    return f"{told} {put_off}"


def _change_rows(changed: pd.DataFrame, t: Translator) -> html.Ul:
    """Return the contracts whose amount changed most, up or down; bars are shares of the most."""
    part = changed["varied"] / changed["amount"].where(changed["amount"] > 0)
    order = part.abs().sort_values(ascending=False, kind="stable").index
    shown = changed.loc[order].assign(part=part).head(SHOWN)
    scale = float(shown["part"].abs().max()) or 1.0
    rows = []
    for row in shown.to_dict("records"):
        share = _signed_share(row["part"], t)
        told = [t("{share} of the amount", share=share)] if row["varied"] else []
        if _is_extended(row):
            told.append(t("end put off by {days}", days=labels.days(int(row["extended"]), t)))
        rows.append(
            Row(
                f"{row['contract']} · {words.named(row['supplier_name'], t)}",
                abs(row["part"]) / scale,
                "; ".join(told),
                "more" if row["part"] >= 0 else "less",
            )
        )
    return share_rows(rows)


def _signed_share(share: float, t: Translator) -> str:
    sign = "+" if share > 0 else ""
    return f"{sign}{t.percent(share, 1)}"


def results(
    rows: pd.DataFrame, owed: pd.DataFrame, day: pd.Timestamp, filters: Filters, t: Translator
) -> Panel:
    """Return which deliverables were accepted; frames as `contracts` and `deliverables`."""
    named = owed.merge(rows[["contract", "supplier_name", "category_name", "currency"]])
    named = named.assign(accepted_on=named["accepted_on"].where(named["accepted_on"] <= day))
    waiting = named[named["accepted_on"].isna() & (named["due_on"] <= day)]
    waiting = waiting.assign(days=(day - waiting["due_on"]).dt.days)
    by_category = rows.groupby("category_name", as_index=False)[
        ["deliverables", "due", "accepted", "overdue"]
    ].sum()
    return Panel(
        key="contract-results",
        title=t("Are deliverables accepted in time?"),
        finding=_accepted(rows, named, waiting, t),
        body=_result_rows(by_category, t) if len(named) else None,
        frame=named,
        columns=(
            Column("contract", t("Contract")),
            Column("supplier_name", t("Supplier"), lambda name: words.named(name, t)),
            Column("deliverable", t("No."), t.number, True),
            Column("deliverable_name", t("Deliverable")),
            Column("due_on", t("Due"), t.day),
            Column("accepted_on", t("Accepted"), t.day),
            Column("currency", t("Currency")),
            Column("amount", t("Part of the contract"), t.number, True),
        ),
        more=(
            Table(
                t("By category"),
                by_category,
                (
                    Column("category_name", t("Category")),
                    Column("deliverables", t("Deliverables"), t.number, True),
                    Column("due", t("Due"), t.number, True),
                    Column("accepted", t("Accepted"), t.number, True),
                    Column("overdue", t("Overdue"), t.number, True),
                ),
            ),
        ),
        source=source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t("Bars: accepted of all deliverables of signed contracts; the line is what is due."),
        )
        if len(named)
        else (),
    )


def _accepted(rows: pd.DataFrame, named: pd.DataFrame, waiting: pd.DataFrame, t: Translator) -> str:
    if named.empty:
        return t("No deliverable of a contract is listed.")
    known = named[named["accepted_on"].notna()]
    late = int((known["accepted_on"] > known["due_on"]).sum())
    told = t(
        "{accepted} of {total} deliverables are accepted, {late} of them late; {due} are due.",
        accepted=t.number(len(known)),
        total=t.number(len(named)),
        late=t.number(late),
        due=t.number(int(rows["due"].sum())),
    )
    if waiting.empty:
        return f"{told} {t('None is overdue.')}"
    worst = waiting.nlargest(1, "days").iloc[0]
    return f"{told} " + t.plural(
        "{n} is overdue: “{what}” of {contract}, {days}.",
        "{n} are overdue, longest “{what}” of {contract}: {days}.",
        len(waiting),
        what=worst["deliverable_name"],
        contract=worst["contract"],
        days=labels.days(int(worst["days"]), t),
    )


def _result_rows(by_category: pd.DataFrame, t: Translator) -> html.Ul:
    rows = []
    for n, row in enumerate(by_category.to_dict("records")):
        total = int(row["deliverables"])
        if not total:
            continue
        rows.append(
            Row(
                row["category_name"],
                row["due"] / total,
                t(
                    "{accepted} accepted, {due} due, {total} in all",
                    accepted=t.number(row["accepted"]),
                    due=t.number(row["due"]),
                    total=t.number(total),
                ),
                "due",
                ((row["accepted"] / total, "actual"),),
                row=n,
            )
        )
    return share_rows(rows, "2.4")


def concentration(
    suppliers: pd.DataFrame, parts: pd.DataFrame, unknown: int, filters: Filters, t: Translator
) -> Panel:
    """Return how much hangs on a few suppliers; frames as `by_supplier` and `concentration`.

    `unknown`: contracts without a supplier, which are left out.
    """
    notes = [
        t(
            "Herfindahl index: squares of the shares in percent added up, 0 to 10,000. Below "
            "{moderate} spread, above {high} highly concentrated: customary limits, house rule.",
            moderate=t.number(MODERATE),
            high=t.number(HIGH),
        )
    ]
    if unknown:
        notes.append(
            t.plural(
                "{n} contract without a known supplier is left out.",
                "{n} contracts without a known supplier are left out.",
                unknown,
            )
        )
    return Panel(
        key="concentration",
        title=t("How much hangs on a few suppliers?"),
        finding=_concentrated(suppliers, parts, t),
        body=_supplier_rows(suppliers, t) if len(suppliers) else None,
        frame=suppliers,
        columns=supplier_columns(t),
        more=(
            Table(
                t("By category"),
                parts.assign(words=[_level_words(index, t) for index in parts["index"]]),
                (
                    Column("category_name", t("Category"), lambda name: name or t("all")),
                    Column("contracts", t("Contracts"), t.number, True),
                    Column("suppliers", t("Suppliers"), t.number, True),
                    Column("value_usd", t("Amount now, USD"), t.number, True),
                    Column("largest", t("Share of the largest"), t.percent, True),
                    Column("four", t("Share of the largest four"), t.percent, True),
                    Column("index", t("Herfindahl index"), t.number, True),
                    Column("words", t("In words")),
                ),
            ),
        ),
        source=source(filters, t),
        demonstration=is_invented(suppliers),
        notes=notes,
    )


def supplier_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of suppliers."""
    return (
        Column("supplier", t("Code")),
        Column("supplier_name", t("Supplier")),
        Column("contracts", t("Contracts"), t.number, True),
        Column("value_usd", t("Amount now, USD"), t.number, True),
        Column("paid_usd", t("Paid, USD"), t.number, True),
        Column("share", t("Share of all awards"), lambda share: t.percent(share, 1), True),
        Column("up_to_here", t("Added up"), lambda share: t.percent(share, 1), True),
    )


def _level_words(index: float, t: Translator) -> str:
    return "–" if is_missing(index) else t(LEVEL[level(index)])


def _concentrated(suppliers: pd.DataFrame, parts: pd.DataFrame, t: Translator) -> str:
    if suppliers.empty:
        return t("No contract with a known supplier has been signed by the end of this quarter.")
    whole = parts.iloc[0]
    told = t(
        "The largest of {n} suppliers has {largest} of all awards, the largest four have {four}. "
        "Herfindahl index {index}: {words}.",
        n=t.number(whole["suppliers"]),
        largest=t.percent(whole["largest"]),
        four=t.percent(whole["four"]),
        index=t.number(whole["index"]),
        words=_level_words(whole["index"], t),
    )
    narrow = parts.iloc[1:].dropna(subset="index")
    narrow = narrow[narrow["index"] >= MODERATE].sort_values("index", ascending=False)
    if narrow.empty:
        return told
    first = narrow.iloc[0]
    return f"{told} " + t(
        "Narrowest: {category}, {index}.",
        category=first["category_name"],
        index=t.number(first["index"]),
    )


def _supplier_rows(suppliers: pd.DataFrame, t: Translator) -> html.Ul:
    scale = float(suppliers["share"].max()) or 1.0
    return share_rows(
        [
            Row(
                row["supplier_name"],
                row["share"] / scale,
                t(
                    "{share}, {usd}",
                    share=t.percent(row["share"], 1),
                    usd=words.millions(row["value_usd"], "USD", t),
                ),
            )
            for row in suppliers.head(SHOWN).to_dict("records")
        ],
        "1.6",
    )


def source(filters: Filters, t: Translator) -> str:
    """Return where the figures of contracts are from."""
    return t("contracts and payments, {quarter}", quarter=t.quarter(filters.quarter))
