"""What does the country plan for education and spend on it, in words?"""

from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import country_map
from layouts.budget import words
from layouts.components.bar import key
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.figures import money as figures
from layouts.figures.schools import classes
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented

LEVEL = {
    "preschool": N_("Preschool"),
    "school": N_("Schools"),
    "vocational": N_("Vocational"),
    "higher": N_("Higher"),
    "other": N_("Other"),
}
PUBLISHED = {
    "education_spending": N_("Spent on education, KGS billion"),
    "education_plan": N_("Planned for education, KGS billion"),
    "education_execution": N_("Spent as a share of the approved budget"),
    "education_state_share": N_("Share of all government spending"),
    "schools_spending": N_("Spent on schools and secondary vocational education, KGS billion"),
}


def _amount(value: float, t: Translator) -> str:
    return t("not reported") if is_missing(value) else t.number(value)


def _columns(name: str, title: str, t: Translator, show: Any = str) -> tuple[Column, ...]:
    return (
        Column(name, title, show),
        Column("planned", t("Plan, KGS"), lambda n: _amount(n, t), True),
        Column("actual", t("Actual, KGS"), lambda n: _amount(n, t), True),
        Column("executed_share", t("Execution"), lambda n: t.percent(n, 1), True),
        Column(
            "repair",
            t("Of which capital repair and maintenance, KGS"),
            lambda n: _amount(n, t),
            True,
        ),
        Column("repair_share", t("Share of repair"), lambda n: t.percent(n, 1), True),
        Column("reported_count", t("Figures reported"), t.number, True),
        Column("expected_count", t("Figures expected"), t.number, True),
    )


def _source(filters: Filters, t: Translator, place: str = "") -> str:
    told = t(
        "spending of regions by level, as release No. {number} states it", number=filters.release
    )
    return f"{told}; {place}" if place else told


def _told_in(prices: Any, filters: Filters, t: Translator) -> tuple[str, ...]:
    """Return at which prices and in which currency amounts are told."""
    priced = t("Prices of their year.")
    if filters.prices == "constant" and prices.base is not None:
        priced = t("In prices of {year}. Source: {source}.", year=prices.base, source=prices.source)
    return (priced, *words.in_som(filters, t), *words.unmoved(filters, t, "calendar"))


def region_map(
    regions: pd.DataFrame,
    year: int | None,
    measure: Any,
    figure: dict[str, Any],
    attribution: str,
    prices: Any,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return spending on schools per pupil; frame as `by_region`."""
    known = regions[regions["value"].notna()].sort_values(["value", "area"])
    finding = t("Spending per pupil is not known.")
    if len(known):
        low, high = known.iloc[0], known.iloc[-1]
        finding = t(
            "In {year} {high} spent KGS {most} on a pupil, {low} KGS {least}: {times} times.",
            year=year,
            high=high["area_name"],
            most=t.number(high["value"]),
            low=low["area_name"],
            least=t.number(low["value"]),
            times=t.number(high["value"] / low["value"], 1),
        )
    return Panel(
        key="sector-map",
        title=t("What is spent on a pupil?"),
        finding=finding,
        figure=figure,
        body=country_map.area_legend(regions, measure, classes(regions["value"]), t),
        frame=country_map.areas_told(regions, measure, t),
        columns=(
            Column("area_name", t("Region")),
            Column("state", t("KGS a pupil"), is_number=True),
            Column("numerator", t("Spent on schools, KGS"), lambda n: _amount(n, t), True),
            Column("denominator", t("Pupils"), lambda n: _amount(n, t), True),
        ),
        source=_source(filters, t),
        demonstration=is_invented(regions),
        notes=(
            t(
                "Pupils of {n} of {total} schools, as the register of the release states them; a "
                "region where some are missing appears dearer than it is.",
                n=t.number(regions["told_schools"].sum()),
                total=t.number(regions["all_schools"].sum()),
            ),
            *_told_in(prices, filters, t),
            t(attribution),
        ),
    )


def years(
    frame: pd.DataFrame,
    published: pd.DataFrame,
    prices: Any,
    place: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return plan and actual by year; frames as `by_year` and `published`."""
    known = frame[frame["executed_share"].notna()]
    finding = t("No year has been reported.")
    if len(known):
        last = known.iloc[-1]
        finding = t(
            "In {year} {share} of the plan was spent: KGS {actual} of {planned} billion.",
            year=int(last["fiscal_year"]),
            share=t.percent(last["executed_share"], 1),
            actual=t.number(last["actual"] / 1e9, 1),
            planned=t.number(last["actual"] / last["executed_share"] / 1e9, 1),
        )
        if last["reported_count"] < last["expected_count"]:
            rest = t(
                "{n} of {total} figures are reported.",
                n=t.number(last["reported_count"]),
                total=t.number(last["expected_count"]),
            )
            finding = f"{finding} {rest}"
    told = published.assign(
        what=[t(PUBLISHED[code]) for code in published["statistic"]],
        told=[
            t.percent(value, 1) if code in SHARES else t.number(value, 1)
            for code, value in zip(published["statistic"], published["value"], strict=True)
        ],
        host=[urlsplit(source).hostname or source for source in published["source"]],
    )
    return Panel(
        key="sector-years",
        title=t("Is the education budget executed?"),
        finding=finding,
        figure=figures.plan_and_actual(frame, t) if len(frame) else None,
        body=[
            key(("plan", t("plan")), ("actual", t("actual"))),
            *_published(told, t),
        ],
        frame=frame,
        columns=_columns("fiscal_year", t("Year"), t),
        more=(
            Table(
                t("Published for the country"),
                told,
                (
                    Column("what", t("Figure")),
                    Column("year", t("Year")),
                    Column("told", t("Value"), is_number=True),
                    Column("source", t("Source")),
                ),
            ),
        ),
        source=_source(filters, t, place),
        demonstration=is_invented(frame),
        notes=(
            t("Execution: of figures that have both a plan and an actual."),
            *_told_in(prices, filters, t),
            *((t("Published figures: prices of their year."),) if filters.prices else ()),
        ),
    )


SHARES = ("education_execution", "education_state_share")


def _published(told: pd.DataFrame, t: Translator) -> list[Any]:
    """Return the newest published figure of each kind, with its source."""
    newest = told.sort_values("year").groupby("statistic", sort=False).tail(1)
    items = [
        html.Li(
            [
                t("{what}, {year}: {value}", what=row["what"], year=row["year"], value=row["told"]),
                " (",
                _linked(row["source"], row["host"]),
                ")",
            ]
        )
        for row in newest.sort_values("statistic").to_dict("records")
    ]
    if not items:
        return []
    return [
        html.H3(t("Published for the country"), className="part-title"),
        html.Ul(items, className="facts-list"),
    ]


def _linked(source: str, host: str) -> Any:
    """Return a source as the way to its address, where it has one."""
    if not source.startswith(("https://", "http://")):
        return source
    return html.A(host, href=source, rel="noopener noreferrer", title=source)


def levels(
    frame: pd.DataFrame, year: int | None, prices: Any, place: str, filters: Filters, t: Translator
) -> Panel:
    """Return spending by level of education; frame as `by_level`."""
    total = float(frame["actual"].sum())
    rows = [
        Row(
            t(LEVEL[row["level"]]),
            row["actual"] / total if total else float("nan"),
            t(
                "KGS {n} billion, execution {share}",
                n=t.number(row["actual"] / 1e9, 1),
                share=t.percent(row["executed_share"]),
            ),
        )
        for row in frame.to_dict("records")
    ]
    known = frame[frame["actual"].notna()]
    finding = t("Spending by level is not known.")
    if len(known):
        most = known.iloc[int(known["actual"].argmax())]
        finding = t(
            "In {year} “{level}” took {share} of KGS {total} billion.",
            year=year,
            level=t(LEVEL[most["level"]]),
            share=t.percent(most["actual"] / total),
            total=t.number(total / 1e9, 1),
        )
    return Panel(
        key="sector-levels",
        title=t("Which level takes how much?"),
        finding=finding,
        body=share_rows(rows, "1.3") if rows else None,
        frame=frame,
        columns=_columns("level", t("Level of education"), t, lambda code: t(LEVEL[code])),
        source=_source(filters, t, place),
        demonstration=is_invented(frame),
        notes=(t("Bars: share of all spending of the year."), *_told_in(prices, filters, t)),
    )


def regions(
    frame: pd.DataFrame, year: int | None, prices: Any, filters: Filters, t: Translator
) -> Panel:
    """Return execution and share of repair by region; frame as `by_region`."""
    known = frame[frame["repair_share"].notna()].sort_values(["repair_share", "area"])
    finding = t("The share of repair is not known.")
    if len(known):
        low = known.iloc[0]
        whole = known["repair"].sum() / (known["repair"] / known["repair_share"]).sum()
        finding = t(
            "In {year} {share} went into capital repair and maintenance; the least in {region}, "
            "{least}.",
            year=year,
            share=t.percent(whole, 1),
            region=low["area_name"],
            least=t.percent(low["repair_share"], 1),
        )
    rows = [
        Row(
            row["area_name"],
            row["repair_share"] / most,
            t(
                "repair {repair}, execution {share}",
                repair=t.percent(row["repair_share"], 1),
                share=t.percent(row["executed_share"], 1),
            ),
            row=row["row"],
        )
        for most in [float(known["repair_share"].max()) if len(known) else 1.0]
        for row in frame.assign(row=range(len(frame)))
        .sort_values("repair_share", na_position="last")
        .to_dict("records")
    ]
    return Panel(
        key="sector-regions",
        title=t("How much goes into repair?"),
        finding=finding,
        body=share_rows(rows, "1.6"),
        frame=frame,
        columns=_columns("area_name", t("Region"), t),
        source=_source(filters, t),
        demonstration=is_invented(frame),
        notes=(
            t(
                "Bars end at the largest share; shares are of spending that says what went "
                "into repair."
            ),
            *_told_in(prices, filters, t),
        ),
    )
