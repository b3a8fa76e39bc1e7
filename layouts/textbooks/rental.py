"""Does the rental scheme carry itself, in words?"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import key
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.figures import textbooks_rental as figures
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.shell import Control

STAGES = ("running", "prepared", "planned")
PUPILS = ("full", "half", "exempt")


def controls(terms: Sequence[tuple[str, Sequence[int], int]], t: Translator) -> list[Control]:
    """Return the sliders of fee, price and life; each with its choices and what is chosen."""
    titles = {
        "fee": t("Fee a pupil and year"),
        "price": t("Price of a copy"),
        "life": t("Life of a copy"),
    }
    return [
        Control(
            name,
            titles[name],
            [(str(value), _term(name, value, t)) for value in reversed(values)],
            str(chosen),
            is_slider=True,
            section="rental",
        )
        for name, values, chosen in terms
    ]


def _term(name: str, value: int, t: Translator) -> str:
    if name == "life":
        return t.plural("{n} year", "{n} years", value)
    return t("KGS {n}", n=t.number(value))


def stages(rows: pd.DataFrame, silent: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return schools and pupils in each stage of introduction.

    Frames as `queries…rental.introduced` and `silent` return them.
    """
    newest = rows[rows["school_year"] == rows["school_year"].max()]
    running = newest[newest["stage"] == "running"]
    return Panel(
        key="rental-stages",
        title=t("How far is the scheme introduced?"),
        finding=_introduced(newest, running, silent, t),
        body=[*_years(rows, t), *_payers(running, t)] if len(rows) else None,
        frame=rows,
        columns=(
            Column("school_year", t("School year")),
            Column("stage", t("Stage"), lambda code: t(labels.RENTAL_STAGE[code])),
            Column("schools", t("Schools"), t.number, True),
            Column("carried", t("Of them by an earlier report"), t.number, True),
            *(
                Column(name, t(labels.RENTAL_PUPILS[name]), lambda n: _count(n, t), True)
                for name in PUPILS
            ),
            Column("school_count", t("Open schools of these districts"), t.number, True),
        ),
        more=_silent_table(newest, silent, t),
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(
            t(
                "A district that has not reported for a school year keeps its last report; the "
                "share is of the open schools of all districts that have ever reported by then."
            ),
        ),
    )


def _silent_table(newest: pd.DataFrame, silent: pd.DataFrame, t: Translator) -> tuple[Table, ...]:
    if newest.empty or silent.empty:
        return ()
    year = newest["school_year"].iloc[0]

    def or_never(value: Any) -> str:
        return t("never") if is_missing(value) else str(value)

    columns = (
        Column("district_name", t("District")),
        Column("school_year", t("Last report"), or_never),
        Column("schools", t("Schools that took fees then"), lambda n: _count(n, t), True),
    )
    return (Table(t("Districts that have not reported for {year}", year=year), silent, columns),)


def _count(value: float, t: Translator) -> str:
    return t("not known") if is_missing(value) else t.number(value)


def _introduced(
    newest: pd.DataFrame, running: pd.DataFrame, silent: pd.DataFrame, t: Translator
) -> str:
    if newest.empty:
        return t("No school here has reported on the rental scheme.")
    year, total = newest[["school_year", "school_count"]].iloc[0]
    count = int(running["schools"].sum())
    words = t(
        "In {year} fees are taken in {n} of {total} schools ({share}).",
        year=year,
        n=t.number(count),
        total=t.number(total),
        share=t.percent(count / total if total else None),
    )
    return " ".join([words, *_silent(str(year), silent, t), *_pupils(running, t)])


def _silent(year: str, silent: pd.DataFrame, t: Translator) -> list[str]:
    """Return how many districts are silent about the newest year, and what counts instead."""
    spoke = silent["school_year"].dropna()
    told = []
    if len(spoke):
        told.append(
            t.plural(
                "{n} district has not reported for {year}: its last report counts ({years}).",
                "{n} districts have not reported for {year}: their last reports count ({years}).",
                len(spoke),
                year=year,
                years=", ".join(sorted(spoke.unique())),
            )
        )
    if never := len(silent) - len(spoke):
        told.append(
            t.plural(
                "{n} district has never reported: its schools are not among them.",
                "{n} districts have never reported: their schools are not among them.",
                never,
            )
        )
    return told


def _pupils(running: pd.DataFrame, t: Translator) -> list[str]:
    if running.empty or running[list(PUPILS)].isna().any(axis=None):
        return []
    full, half, exempt = (int(running[name].sum()) for name in PUPILS)
    words = t(
        "Of {total} pupils, {full} pay the whole fee, {half} half of it, and {exempt} are exempt.",
        total=t.number(full + half + exempt),
        full=t.number(full),
        half=t.number(half),
        exempt=t.number(exempt),
    )
    return [words]


def _years(rows: pd.DataFrame, t: Translator) -> list[Any]:
    """Return a bar for each school year, filled by the stages that its schools have reached."""
    lines = []
    for year, part in rows.assign(row=range(len(rows))).groupby("school_year"):
        counts, schools = part.set_index("stage")["schools"], int(part["school_count"].iloc[0])
        reached, more = 0, []
        for stage in STAGES:
            reached += int(counts.get(stage, 0))
            more.append((reached / schools if schools else 0.0, stage))
        told = [
            t("{stage}: {n}", stage=t(labels.RENTAL_STAGE[stage]), n=t.number(counts[stage]))
            for stage in STAGES
            if stage in counts.index
        ]
        told.append(t("of {total} schools", total=t.number(schools)))
        # The longest bar lies lowest.
        (share, look), *above = reversed(more)
        first = next(stage for stage in STAGES if stage in counts.index)
        at = int(part.set_index("stage")["row"][first])
        lines.append(Row(str(year), share, "; ".join(told), look, tuple(above), row=at))
    stages_key = key(*((stage, t(labels.RENTAL_STAGE[stage])) for stage in STAGES))
    return [stages_key, share_rows(lines, "1.3")]


def _payers(running: pd.DataFrame, t: Translator) -> list[Any]:
    if running.empty or running[list(PUPILS)].isna().any(axis=None):
        return []
    counts = {name: int(running[name].sum()) for name in PUPILS}
    total = sum(counts.values())
    if not total:
        return []
    rows = [
        Row(
            t(labels.RENTAL_PUPILS[name]),
            n / total,
            t("{n} pupils, {share}", n=t.number(n), share=t.percent(n / total)),
        )
        for name, n in counts.items()
    ]
    return [html.H3(t("Who pays"), className="part-title"), share_rows(rows)]


def collected(areas: pd.DataFrame, years: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return fees due and collected; frames as `collected_by_area` and `stages` return them."""
    by_year = years[years["collected"].notna()].groupby("school_year", as_index=False)
    money = by_year[["due", "collected"]].sum()
    money = money.assign(
        arrears=money["due"] - money["collected"],
        share=money["collected"] / money["due"].where(money["due"] > 0),
    )

    def amount(value: float) -> str:
        return t("not known") if is_missing(value) else labels.million_kgs(value, t)

    columns = (
        Column("due", t("Due"), amount, True),
        Column("collected", t("Collected"), amount, True),
        Column("arrears", t("Arrears"), amount, True),
        Column("share", t("Collected of due"), t.percent, True),
    )
    return Panel(
        key="rental-collected",
        title=t("How much of the fees is collected?"),
        finding=_collected_finding(money, areas, t),
        body=share_rows(
            [
                Row(
                    row["area_name"],
                    row["share"],
                    t(
                        "{share}; arrears {amount}",
                        share=t.percent(row["share"]),
                        amount=amount(row["arrears"]),
                    ),
                )
                for row in areas.to_dict("records")
            ],
            "1.6",
        )
        if len(areas)
        else None,
        frame=areas,
        columns=(
            Column("area_name", t("Place")),
            Column("schools", t("Schools that reported"), t.number, True),
            *columns,
        ),
        more=(
            Table(t("By school year"), money, (Column("school_year", t("School year")), *columns)),
        ),
        source=_source(filters, t),
        demonstration=is_invented(areas),
        notes=(t("Bars from 0 to 100 % of the fees due; the lowest share first."),),
    )


def _collected_finding(money: pd.DataFrame, areas: pd.DataFrame, t: Translator) -> str:
    if areas.empty:
        return t("No school here has said what it collected in a school year that is over.")
    last = money[money["school_year"] == areas["school_year"].iloc[0]].iloc[0]
    words = t(
        "In {year} {share} of the fees due were collected: {collected} of {due}.",
        year=last["school_year"],
        share=t.percent(last["share"]),
        collected=labels.million_kgs(last["collected"], t),
        due=labels.million_kgs(last["due"], t),
    )
    if len(areas) < 2:
        return words
    low = areas.iloc[0]
    least = t("Lowest: {place}, {share}.", place=low["area_name"], share=t.percent(low["share"]))
    return f"{words} {least}"


def fund(
    past: pd.DataFrame,
    coming: pd.DataFrame | None,
    terms: dict[str, Any],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the balance of the fund and what becomes of it under stated terms.

    `past` as `queries…rental.fund`, `coming` as `rental_fund.outlook`, None where there is none;
    `terms`: fee, price, life, dry (a school year or None), sustaining (KGS or None).
    """
    future = past.iloc[:0] if coming is None else coming

    def amount(value: float) -> str:
        return t("not known") if is_missing(value) else labels.million_kgs(value, t)

    return Panel(
        key="rental-fund",
        title=t("How long does the fund last?"),
        finding=_fund_finding(past, coming, terms, t),
        figure=figures.balance(past, future, t) if len(past) else None,
        frame=past,
        columns=(
            Column("school_year", t("School year")),
            Column("collected", t("Collected"), amount, True),
            Column("books", t("Spent on copies"), amount, True),
            Column("copies", t("Copies bought"), lambda n: _count(n, t), True),
            Column("other", t("Other costs"), amount, True),
            Column("balance", t("Balance at the end"), amount, True),
        ),
        more=(
            Table(
                t("Under the stated terms"),
                future,
                (
                    Column("school_year", t("School year")),
                    Column("income", t("Income"), amount, True),
                    Column("cost", t("Cost"), amount, True),
                    Column("balance", t("Balance at the end"), amount, True),
                ),
            ),
        )
        if len(future)
        else (),
        source=_source(filters, t),
        demonstration=is_invented(past),
        notes=(
            t(
                "House rule: the scheme keeps its size and its rate of collection, every year one "
                "copy in as many as its life has years is replaced, other costs stay. Hatched bars "
                "are years to come."
            ),
        ),
    )


def _fund_finding(
    past: pd.DataFrame, coming: pd.DataFrame | None, terms: dict[str, Any], t: Translator
) -> str:
    known = past[past["balance"].notna()]
    if known.empty:
        return t("Nothing can be said of the fund: income and spending are not reported here.")
    last = known.iloc[-1]
    words = t(
        "At the end of {year} the fund holds {amount}.",
        year=last["school_year"],
        amount=labels.million_kgs(last["balance"], t),
    )
    if coming is None:
        return words
    stated = {
        "fee": t.number(terms["fee"]),
        "price": t.number(terms["price"]),
        "life": t.plural("{n} year", "{n} years", terms["life"]),
    }
    if terms["dry"]:
        future = t(
            "With a fee of KGS {fee}, a price of KGS {price} and a life of {life} it runs dry in "
            "{year}.",
            year=terms["dry"],
            **stated,
        )
    else:
        future = t(
            "With a fee of KGS {fee}, a price of KGS {price} and a life of {life} it does not run "
            "dry within ten years.",
            **stated,
        )
    if terms["sustaining"] is None:
        return f"{words} {future}"
    fee = t("A fee of KGS {fee} would sustain it.", fee=t.number(terms["sustaining"]))
    return f"{words} {future} {fee}"


def _source(filters: Filters, t: Translator) -> str:
    return t("rental registers, {release}", release=labels.as_stated(filters, t))
