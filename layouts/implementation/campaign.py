"""Whom does the information campaign reach, in words?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters, quarter_code
from layouts import country_map, labels
from layouts.components.data_table import Column
from layouts.components.scrolled_table import line, scrolled_table
from layouts.components.share_rows import Row, share_rows
from layouts.components.status_mark import standing_mark
from layouts.figures.schools import classes
from layouts.i18n import N_, Translator, is_missing
from layouts.implementation import promised
from layouts.panel import Panel, is_invented
from layouts.results import words as results
from layouts.results.indicator import history_columns
from layouts.shell import ALL, Control

CHANNEL = {
    "meeting": N_("Meetings"),
    "school": N_("Events at schools"),
    "radio": N_("Radio"),
    "tv": N_("Television"),
    "print": N_("Printed materials"),
    "online": N_("Online"),
}


def reach(
    row: Mapping[Any, Any],
    quarters: pd.DataFrame,
    figure: dict[str, Any],
    rule: Any,
    address: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return people reached against the targets; `row` and `quarters` as those of the indicator."""
    return Panel(
        key="campaign-reach",
        title=t("How many people were reached?"),
        finding=_reached(row, filters, t),
        figure=figure,
        body=[
            html.P(
                [
                    standing_mark(row, t),
                    f" {results.reason(row, rule, t)}",
                ],
                className="standing",
            ),
            html.P(html.A(t("Everything about this indicator"), href=address), className="ways"),
        ],
        frame=quarters,
        columns=history_columns(row, t, t.number),
        source=_source(filters, t),
        demonstration=is_invented(quarters),
        notes=(
            t("Solid: people reached since the start; dotted: targets."),
            t("People as organisers counted them; whoever was reached twice counts twice."),
        ),
    )


def _reached(row: Mapping[Any, Any], filters: Filters, t: Translator) -> str:
    if is_missing(row["value"]):
        return t("No event of this quarter is known yet.")
    told = t(
        "{n} people were reached by the end of {quarter}",
        n=t.number(row["value"]),
        quarter=t.quarter(filters.quarter),
    )
    if is_missing(row["target"]) or row["target"] <= 0:
        return f"{told}."
    return t(
        "{told}: {share} of {target} due.",
        told=told,
        share=t.percent(row["value"] / row["target"]),
        target=t.number(row["target"]),
    )


def district_map(
    areas: pd.DataFrame,
    events: pd.DataFrame,
    measure: Any,
    figure: dict[str, Any],
    attribution: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return people reached by district, so far or in one quarter; frames as `by_district` and
    `events` return them."""
    known = areas[areas["value"].notna()]
    elsewhere = events[~events["area"].isin(set(areas["area"]))]
    finding = t("No district has had an event yet.")
    if filters.held:
        finding = t("No district had an event.")
    if len(known):
        most = known.iloc[int(known["value"].argmax())]
        finding = t(
            "Events were held in {n} of {total} districts; most people came in {district}: {most}.",
            n=t.number(len(known)),
            total=t.number(len(areas)),
            district=most["area_name"],
            most=t.number(most["value"]),
        )
    if filters.held:
        finding = t("{quarter}: {what}", quarter=t.quarter(filters.held), what=finding)
    name = t(labels.MEASURE[measure.code])
    panel = country_map.areas_panel(
        areas, measure, name, "district", float("nan"), attribution, filters, t
    )
    return replace(
        panel,
        key="campaign-map",
        title=t("Where were they reached?"),
        finding=finding,
        figure=figure,
        body=country_map.area_legend(areas, measure, classes(areas["value"]), t),
        source=_source(filters, t),
        demonstration=is_invented(events),
        notes=(
            t(
                "Not on the map: {n} people reached by events for the whole country.",
                n=t.number(elsewhere["people"].sum()),
            ),
            t("Hatched: no event was told of; that is not zero people."),
            *panel.notes,
        ),
    )


def quarter_control(events: pd.DataFrame, chosen: date | None, t: Translator) -> Control:
    """Return the choice of the quarter whose events are on the map; frame as `events` returns
    it."""
    days = {day.date() for day in events["period"]} | ({chosen} if chosen else set())
    options = [(quarter_code(day), t.quarter(day)) for day in sorted(days, reverse=True)]
    value = quarter_code(chosen) if chosen else ALL
    return Control(
        "held", t("Map of events"), [(ALL, t("All so far")), *options], value, section="campaign"
    )


def channels(frame: pd.DataFrame, events: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return people reached by channel; frame as `by_channel` returns it."""
    total = int(frame["people"].sum()) if len(frame) else 0
    finding = t("No event of the campaign is known yet.")
    if total:
        first, counted = frame.iloc[0], int(frame["counted"].sum())
        finding = t(
            "“{channel}” reached the most: {n} of {total} people ({share}).",
            channel=t(CHANNEL[first["channel"]]),
            n=t.number(first["people"]),
            total=t.number(total),
            share=t.percent(first["people"] / total),
        )
        if counted:
            finding += " " + t(
                "Women: {share} of the {n} people among whom they were counted.",
                share=t.percent(frame["women"].sum() / counted),
                n=t.number(counted),
            )
    rows = [
        Row(
            t(CHANNEL[row["channel"]]),
            row["people"] / total if total else float("nan"),
            _channel_words(row, t),
        )
        for row in frame.to_dict("records")
    ]
    return Panel(
        key="campaign-channels",
        title=t("By which channels?"),
        finding=finding,
        body=share_rows(rows, "1.3") if rows else None,
        frame=frame,
        columns=(
            Column("channel", t("Channel"), lambda code: t(CHANNEL[code])),
            Column("events", t("Events"), t.number, True),
            Column("people", t("People reached"), t.number, True),
            Column("counted", t("Of them at events that counted women"), t.number, True),
            Column("women", t("Women"), t.number, True),
            Column("women_share", t("Share of women"), t.percent, True),
        ),
        source=_source(filters, t),
        demonstration=is_invented(events),
        notes=(t("Bars: share of all people reached."),) if rows else (),
    )


def _channel_words(row: dict[Any, Any], t: Translator) -> str:
    told = t(
        "{people} people, {events} events",
        people=t.number(row["people"]),
        events=t.number(row["events"]),
    )
    if is_missing(row["women_share"]):
        return t("{told}; women not counted", told=told)
    return t("{told}; women {share}", told=told, share=t.percent(row["women_share"]))


def event_list(events: pd.DataFrame, address: str, filters: Filters, t: Translator) -> Panel:
    """Return the events, the newest first; frame as `events` returns it."""
    title = t("Which events were held?")
    if events.empty:
        finding = t("No event of the campaign is known yet.")
        return promised.without_rows("campaign-events", title, finding, _source(filters, t))
    newest = events.iloc[0]
    rows = [
        line(
            t.day(row["held_on"]),
            promised.named(row["event"], row["event_name"]),
            t(CHANNEL[row["channel"]]),
            row["area_name"],
            t.number(row["people"]),
        )
        for row in events.to_dict("records")
    ]
    heads = (t("Held on"), t("Event"), t("Channel"), t("Where"), t("People"))
    return Panel(
        key="campaign-events",
        title=title,
        finding=t(
            "{n} events so far; the last one on {day}: {name}, {people} people.",
            n=t.number(len(events)),
            day=t.date(newest["held_on"]),
            name=newest["event_name"],
            people=t.number(newest["people"]),
        ),
        body=[
            scrolled_table(heads, rows, title, "promises"),
            promised.file(t("Events as a file (CSV)"), address),
        ],
        frame=events,
        columns=columns(t),
        source=_source(filters, t),
        demonstration=is_invented(events),
    )


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of events."""
    return (
        Column("event", t("Code")),
        Column("event_name", t("Event")),
        Column("held_on", t("Held on"), t.day),
        Column("channel", t("Channel"), lambda code: t(CHANNEL[code])),
        Column("area_name", t("Where")),
        Column("people", t("People reached"), t.number, True),
        Column("women", t("Women"), t.number, True),
    )


def _source(filters: Filters, t: Translator) -> str:
    return promised.source(t("reports of events of the campaign"), filters, t)
