"""Whom does the programme meet here: by its campaign, in courses to come, with complaints?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components.data_table import Column, told
from layouts.components.number_link import cell_link, has_number
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented

Row = dict[str, Any]

NAME = {
    "campaign": N_("Information campaign"),
    "sessions": N_("Training sessions to come"),
    "grievances": N_("Grievances, {region}"),
    "lessons": N_("Observed lessons with ICT, {region}"),
}
"""What is told, in its order; the last two of the smallest places that are told: regions."""


def panel(
    events: pd.DataFrame,
    sessions: pd.DataFrame,
    grievances: pd.DataFrame,
    lessons: pd.DataFrame,
    region: str,
    addresses: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return events of the campaign and sessions to come in the area, grievances and observed
    lessons of its region, called `region`.

    Frames as of `campaign.events`, `calendar.to_come`, `grievances.parts` and `lessons.by_region`,
    of the area or its region only, grievances with their demonstration too; `addresses`: key of
    NAME -> where more is told.
    """
    rows = [
        {"key": "campaign"} | _campaign(events, t),
        {"key": "sessions"} | _sessions(sessions, t),
        {"key": "grievances"} | _grievances(grievances, t),
        {"key": "lessons"} | _lessons(lessons, t),
    ]
    rows = [row | {"name": t(NAME[row["key"]], region=region)} for row in rows]
    columns = (
        Column("name", t("What is told")),
        Column("number", t("Number"), is_number=True),
        Column("words", t("More")),
    )
    return Panel(
        key="outreach",
        title=t("Campaign, courses to come, grievances and lessons"),
        finding=_finding(events, sessions, t),
        body=html.Dl(
            [_fact(row, f"1.{n}.2", addresses) for n, row in enumerate(rows, 1)],
            className="facts outreach",
        ),
        frame=told(rows, columns),
        columns=columns,
        source=t(
            "events, registers and observed lessons, {quarter}", quarter=t.quarter(filters.quarter)
        ),
        demonstration=is_invented(events, sessions, grievances, lessons),
        notes=(t("Few grievances and few lessons are not told apart, and only by region."),),
    )


def _finding(events: pd.DataFrame, sessions: pd.DataFrame, t: Translator) -> str:
    return t(
        "Events of the campaign here: {events}; training sessions to come: {sessions}.",
        events=t.number(len(events)),
        sessions=t.number(len(sessions)),
    )


def _fact(row: Row, cell: str, addresses: Mapping[str, str]) -> html.Div:
    number = row["number"]
    shown = html.Strong(cell_link(number, cell)) if has_number(number) else number
    more = [html.Small(row["words"])] if row["words"] else []
    name = html.A(row["name"], href=addresses[row["key"]])
    return html.Div([html.Dt(name), html.Dd([shown, " ", *more])])


def _campaign(events: pd.DataFrame, t: Translator) -> Row:
    if events.empty:
        return {"number": t("no event known"), "words": ""}
    people = int(events["people"].sum())
    return {
        "number": t.plural("{n} person reached", "{n} people reached", people),
        "words": t(
            "{events}, the last on {day}",
            events=t.plural("{n} event", "{n} events", len(events)),
            day=t.day(events["held_on"].max()),
        ),
    }


def _sessions(sessions: pd.DataFrame, t: Translator) -> Row:
    if sessions.empty:
        return {"number": t("no session known"), "words": ""}
    free = t.number(sessions["at_least_free"].sum())
    return {
        "number": t.plural("{n} session", "{n} sessions", len(sessions)),
        "words": t(
            "the first on {day}; {free} of {planned} seats free",
            day=t.day(sessions["starts_on"].min()),
            free=t("at least {n}", n=free) if sessions["free"].isna().any() else free,
            planned=t.number(sessions["planned_seats"].sum()),
        ),
    }


def _grievances(grievances: pd.DataFrame, t: Translator) -> Row:
    if grievances.empty:
        return {"number": t("none known"), "words": ""}
    received = grievances.iloc[0]["received"]
    if is_missing(received):
        return {"number": t("not told apart"), "words": ""}
    median = grievances.iloc[0]["median"]
    words = "" if is_missing(median) else t("median {days} days", days=t.number(median))
    return {"number": t("{n} received", n=t.number(received)), "words": words}


def _lessons(lessons: pd.DataFrame, t: Translator) -> Row:
    if lessons.empty or (not is_missing(observed := lessons.iloc[0]["observed"]) and not observed):
        return {"number": t("none observed"), "words": ""}
    row = lessons.iloc[0]
    if is_missing(row["ict_share"]):
        return {"number": t("not told apart"), "words": ""}
    words = t("{n} of {total}", n=t.number(row["uses_ict"]), total=t.number(row["observed"]))
    return {"number": t.percent(row["ict_share"]), "words": words}
