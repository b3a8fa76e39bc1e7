"""How do the districts of a region compare, side by side and on one scale?"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column, told
from layouts.country_map import state
from layouts.districts.words import bars, few_hidden, part, share_words
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented

COMPARED = {
    "training": ("R2.2", N_("Training coverage")),
    "books": ("R1.4", N_("Textbook provision rate")),
    "packages": ("R3.2", N_("Packages accepted in innovative schools")),
}
"""What is compared: code of the measure, and its name."""

PARTS = {
    "training": N_("teachers trained of those eligible"),
    "books": N_("copies there of those needed"),
    "packages": N_("packages accepted of all"),
}
"""Numerator and denominator of the bars."""


def panel(
    region: str,
    frames: Mapping[str, pd.DataFrame],
    averages: Mapping[str, float],
    measures: Mapping[str, Any],
    address: Callable[[str], str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the districts of a region beside each other.

    `frames` as `districts.side_by_side` returns them, of the whole country; `averages` are the
    figures of the country, `measures` those of the map by code, `address` leads to a district.
    """
    parts = {
        name: _told(frame[frame["region"] == filters.region], measures[COMPARED[name][0]], t)
        for name, frame in frames.items()
    }
    blocks = [
        part(
            [t(COMPARED[name][1]), html.Small(t(PARTS[name]))],
            bars(
                [_row(row, address, filters, t) for row in rows],
                [f"1.{n}.{column}" for n, _ in enumerate(rows, 1)],
                averages[name],
            ),
        )
        for column, (name, rows) in enumerate(parts.items(), 2)
    ]
    columns = (
        Column("area_name", t("District")),
        *(
            Column(f"{name}_words", t(title), is_number=True)
            for name, (_, title) in COMPARED.items()
        ),
    )
    by_area = [
        {"area_name": rows[0]["area_name"]}
        | {f"{name}_words": row["told"] for name, row in zip(parts, rows, strict=True)}
        for rows in zip(*parts.values(), strict=True)
    ]
    return Panel(
        key="beside",
        title=t("Districts of the region side by side: {region}", region=region),
        finding=_finding(parts, t),
        body=[
            html.Div(blocks, className="beside-blocks"),
            html.P(t("All bars from 0 to 100 %; the line is the country."), className="hint"),
        ],
        frame=told(by_area, columns),
        columns=columns,
        source=t("reports of districts and schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(*frames.values()),
        notes=(few_hidden(t),),
    )


def _told(frame: pd.DataFrame, measure: Any, t: Translator) -> list[dict[Any, Any]]:
    """Return districts by name, with `words` beside the bar and what is `told` in the table."""
    rows = sorted(frame.to_dict("records"), key=lambda row: t.sort_key(row["area_name"]))
    for row in rows:
        row["words"] = row["told"] = state(row, measure, t)
        if not is_missing(row["value"]):
            of = labels.of_what(measure.code, row["numerator"], row["denominator"], t)
            row["told"] = f"{row['words']} · {of}"
            row["words"] = t(
                "{n} of {total}", n=t.number(row["numerator"]), total=t.number(row["denominator"])
            )
    return rows


def _row(
    row: Mapping[Any, Any], address: Callable[[str], str], filters: Filters, t: Translator
) -> tuple[Any, float, Any]:
    name: Any = html.A(row["area_name"], href=address(row["area"]))
    if row["area"] == filters.district:
        name = html.Strong(f"▸ {row['area_name']}")
    return name, row["value"], share_words(row["value"], row["words"], t)


def _finding(parts: Mapping[str, list[dict[Any, Any]]], t: Translator) -> str:
    """Return the lowest and the highest district of each figure."""
    told = []
    for name, rows in parts.items():
        known = sorted((row for row in rows if not is_missing(row["value"])),
                       key=lambda row: row["value"])  # fmt: skip
        if len(known) > 1:
            low, high = known[0], known[-1]
            told.append(
                t(
                    "{measure}: from {low_value} in {low} to {high_value} in {high}.",
                    measure=t(COMPARED[name][1]),
                    low=low["area_name"],
                    low_value=t.percent(low["value"]),
                    high=high["area_name"],
                    high_value=t.percent(high["value"]),
                )
            )
    return " ".join(told) or t("There are not two districts here whose figures are told.")
