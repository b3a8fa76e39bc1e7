"""How long are copies on their way, and are they there in September, in words and bars?"""

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.textbooks.supply import order_name, source

STAGE = {
    "printing": N_("From order to print"),
    "central_store": N_("In the central store"),
    "road": N_("On the road to the district"),
    "district_store": N_("In the store of the district"),
    "parcel": N_("From the district to the school"),
    "direct": N_("Straight from the central store to the school"),
    "whole": N_("The whole way, from order to school"),
}

SHOWN = 6
"""Orders or districts that are drawn; the tables hold all of them."""


def lead(stages: pd.DataFrame, districts: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return how long each stage takes; frames as `stages` and `by_district` return them."""
    known = stages.assign(row=range(len(stages)))[stages["begun"] > 0]
    return Panel(
        key="lead",
        title=t("How long are copies on their way?"),
        finding=_lead_finding(stages, t),
        body=_lead_body(known, districts, t) if len(known) else None,
        frame=stages.assign(name=[t(STAGE[stage]) for stage in stages["stage"]]),
        columns=(
            Column("name", t("Stage")),
            Column("median_days", t("Days, median"), t.number, True),
            Column("low_days", t("Days, tenth percentile"), t.number, True),
            Column("high_days", t("Days, ninetieth percentile"), t.number, True),
            Column("passed", t("Passed it"), t.number, True),
            Column("begun", t("Began it"), t.number, True),
        ),
        more=(Table(t("By district"), districts, _district_columns(t)),),
        source=source(filters, t),
        demonstration=is_invented(districts),
        notes=(
            t(
                "Copies have a mean day of every step; a stage is the time between two of them. "
                "Medians over orders, from the road on over orders in districts, so that they do "
                "not add up."
            ),
            t(
                "A stage is passed when nine tenths of the copies that began it have ended it; "
                "how long those have waited who have not is not in it."
            ),
        ),
    )


def _district_columns(t: Translator) -> tuple[Column, ...]:
    stages = ("road", "district_store", "parcel", "direct", "whole")
    return (
        Column("district_name", t("District")),
        Column("waiting", t("Orders not sent on"), t.number, True),
        Column("begun", t("Orders"), t.number, True),
        Column("passed", t("Passed the whole way"), t.number, True),
        *(
            Column(stage, t("{stage}, days", stage=t(STAGE[stage])), t.number, True)
            for stage in stages
        ),
    )


def _lead_finding(stages: pd.DataFrame, t: Translator) -> str:
    known = stages.dropna(subset=["median_days"])
    parts, whole = known[known["stage"] != "whole"], known[known["stage"] == "whole"]
    if parts.empty:
        return t("No order has come far enough to say how long its way takes.")
    longest = parts.nlargest(1, "median_days").iloc[0]
    words = t(
        "The longest stage is “{stage}”: {days} in the median.",
        stage=t(STAGE[longest["stage"]]),
        days=labels.days(round(longest["median_days"]), t),
    )
    if whole.empty:
        return words
    first = t(
        "From the order until schools have the copies it takes {days} in the median.",
        days=labels.days(round(whole["median_days"].iloc[0]), t),
    )
    return f"{first} {words}"


def _lead_body(known: pd.DataFrame, districts: pd.DataFrame, t: Translator) -> list:
    most = known["median_days"].max()
    rows = [
        Row(
            t(STAGE[row["stage"]]),
            row["median_days"] / most,
            _stage_words(row, t),
            "time",
            cell=f"1.{row['row'] + 1}.{5 if is_missing(row['median_days']) else 2}",
        )
        for row in known.to_dict("records")
    ]
    body: list = [share_rows(rows)]
    late = districts.assign(row=range(len(districts)))[districts["waiting"] > 0].head(SHOWN)
    if len(late):
        body += [
            html.H3(t("Districts that have not sent on the most orders"), className="part-title"),
            share_rows(
                [
                    Row(
                        row["district_name"],
                        row["waiting"] / row["begun"],
                        t(
                            "{n} of {total} orders",
                            n=t.number(row["waiting"]),
                            total=t.number(row["begun"]),
                        ),
                        "late",
                        row=row["row"],
                    )
                    for row in late.to_dict("records")
                ],
                "2.2",
            ),
        ]
    return body


def _stage_words(row: dict, t: Translator) -> str:
    passed = t("{n} of {total} passed it", n=t.number(row["passed"]), total=t.number(row["begun"]))
    if is_missing(row["median_days"]):
        return passed
    days = labels.days(round(row["median_days"]), t)
    if row["passed"] == 1:
        return f"{days} · {passed}"
    spread = t(
        "mostly {low} to {high}", low=t.number(row["low_days"]), high=t.number(row["high_days"])
    )
    return f"{days} ({spread}) · {passed}"


def september(
    years: pd.DataFrame,
    orders: pd.DataFrame,
    districts: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return what was there on the first of September; frames as of `textbooks.supply_times`."""
    year = _year(years)
    here, places = (
        frame.assign(row=range(len(frame)))[frame["school_year"] == year]
        for frame in (orders, districts)
    )
    return Panel(
        key="september",
        title=t("Are the copies in schools before 1 September?"),
        finding=_september_finding(years, year, here, places, filters, t),
        body=_september_body(years, year, here, places, filters, t) if len(years) else None,
        frame=years,
        columns=(
            Column("school_year", t("School year")),
            Column("order_count", t("Orders"), t.number, True),
            Column("due", t("Copies due"), t.number, True),
            Column("in_time", t("In schools before 1 September"), t.number, True),
            Column("share", t("Share"), t.percent, True),
            Column("delivered", t("In schools by now"), t.number, True),
            Column("due_later", t("Copies not due yet"), t.number, True),
        ),
        more=(
            Table(
                t("By order"),
                orders.assign(due_words=[_due_words(row, t) for row in orders.to_dict("records")]),
                (
                    Column("order", t("Order")),
                    Column("title_name", t("Title")),
                    Column("school_year", t("School year")),
                    Column("due_words", t("Due")),
                    *_copies_columns(t),
                ),
            ),
            Table(
                t("By district"),
                districts,
                (
                    Column("district_name", t("District")),
                    Column("school_year", t("School year")),
                    *_copies_columns(t),
                ),
            ),
        ),
        source=source(filters, t),
        demonstration=is_invented(years),
        notes=(
            t(
                "Due: copies of the orders whose day of delivery is in the calendar year; of a "
                "district or region, the copies of these orders that were sent there."
            ),
            t(
                "An order may itself allow a day after 31 August: the table says so. After "
                "1 September an order counts from the day on which it is due."
            ),
        ),
    )


def _copies_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("due", t("Copies due"), t.number, True),
        Column("in_time", t("In schools before 1 September"), t.number, True),
        Column("late", t("Not there in time"), t.number, True),
        Column("share", t("Share"), t.percent, True),
    )


def _due_words(row: dict, t: Translator) -> str:
    day = t.day(row["due_on"])
    if row["is_over"] and not row["is_due"]:
        return t("{day}, not due yet", day=day)
    return t("{day}, after 31 August", day=day) if row["is_due_later"] else day


def _year(years: pd.DataFrame) -> str:
    """Return the newest school year that has begun and of which an order is due, or the newest
    one; empty for none."""
    begun = years[years["is_over"] & (years["order_count"] > 0)]
    known = begun if len(begun) else years
    return "" if known.empty else str(known["school_year"].iloc[-1])


def _september_finding(
    years: pd.DataFrame,
    year: str,
    orders: pd.DataFrame,
    districts: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> str:
    if not year:
        return t("No copies are due here.")
    row = years[years["school_year"] == year].iloc[0]
    if not row["order_count"]:
        return t(
            "For {year} no copies are due yet: {n} are to come.",
            year=year,
            n=t.number(row["due_later"]),
        )
    places = {
        "year": year,
        "n": t.number(row["in_time"]),
        "due": t.number(row["due"]),
        "share": t.percent(row["share"]),
    }
    if not row["is_over"]:
        return t(
            "1 September of {year} is still to come: {n} of {due} copies due are in schools "
            "({share}).",
            **places,
        )
    words = t(
        "For {year}, {n} of {due} copies due were in schools before 1 September ({share}).",
        **places,
    )
    late = orders[orders["late"] > 0]
    if late.empty:
        return words
    most = t("Most were missing of: {title}.", title=late["title_name"].iloc[0])
    known = districts.dropna(subset=["share"])
    if filters.district or known.empty or known["late"].iloc[0] == 0:
        return f"{words} {most}"
    worst = known.iloc[0]
    place = t(
        "Least was there in: {district} ({share}).",
        district=worst["district_name"],
        share=t.percent(worst["share"]),
    )
    return f"{words} {most} {place}"


def _september_body(
    years: pd.DataFrame,
    year: str,
    orders: pd.DataFrame,
    districts: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> list:
    body: list = [
        share_rows(
            [
                Row(
                    row["school_year"],
                    row["share"],
                    _year_words(row, t),
                    "actual" if row["is_over"] else "direct",
                    cell=f"1.{n}.{4 if row['order_count'] else 7}",
                )
                for n, row in enumerate(years.to_dict("records"), 1)
            ]
        )
    ]
    late = orders[orders["late"] > 0].head(SHOWN)
    if len(late):
        body += [
            html.H3(
                t("Orders of {year} that miss the most copies", year=year), className="part-title"
            ),
            share_rows(
                [
                    Row(order_name(row), row["share"], _copies_words(row, t), row=row["row"])
                    for row in late.to_dict("records")
                ],
                "2.6",
            ),
        ]
    places = districts[districts["late"] > 0].head(SHOWN)
    if len(places) and not filters.district:
        body += [
            html.H3(
                t("Districts with the smallest share in {year}", year=year), className="part-title"
            ),
            share_rows(
                [
                    Row(row["district_name"], row["share"], _copies_words(row, t), row=row["row"])
                    for row in places.to_dict("records")
                ],
                "3.4",
            ),
        ]
    return body


def _copies_words(row: dict, t: Translator) -> str:
    return t(
        "{n} of {total} copies ({share})",
        n=t.number(row["in_time"]),
        total=t.number(row["due"]),
        share=t.percent(row["share"]),
    )


def _year_words(row: dict, t: Translator) -> str:
    """Return the copies of a year, and which of them nobody is late with yet."""
    told = [_copies_words(row, t)] if row["order_count"] else []
    if not row["is_over"]:
        told.append(t("1 September is still to come"))
    if row["due_later"]:
        told.append(t("{n} copies not due yet", n=t.number(row["due_later"])))
    return " · ".join(told)
