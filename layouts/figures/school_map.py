"""The map of schools, which the browser pans and zooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from layouts import labels
from layouts.components.school_mark import school_mark
from layouts.figures.schools import (
    LAKES,
    Bounds,
    area_words,
    class_colors,
    class_of,
    classes,
    school_words,
)
from layouts.i18n import Translator, is_missing
from layouts.markup import markup
from layouts.theme import BORDER, MARKS, NO_DATA, POINTS, STAGES, WATER

RINGS_KM = (5, 10, 25)


def color_of(row: Mapping[Any, Any], meaning: str, limits: Sequence[float]) -> str:
    """Return the colour of a school; `limits` are the classes of a measured meaning."""
    if meaning == "status":
        return MARKS[row["status"]].color
    if meaning in MEASURED:
        value = row[meaning]
        return NO_DATA if is_missing(value) else point_colors(limits)[class_of(value, limits)]
    count = row[f"stage_{meaning}"]
    return NO_DATA if is_missing(count) else STAGES[int(count)]


def shape_of(row: Mapping[Any, Any], meaning: str) -> str:
    """Return the shape of a school, as `school_mark` takes it."""
    if meaning == "status":
        return row["status"]
    count = row[f"stage_{meaning}"]
    return "not_reported" if is_missing(count) else str(int(count))


MEASURED = {"spent_share": "share", "pupil_count": "pupils"}
"""Meanings of colour that are measured, and their units."""


@dataclass(frozen=True)
class Scales:
    """Limits of the classes of areas and schools; maps side by side share them."""

    areas: list[float]
    schools: list[float]
    """Empty where the colour of schools is no measure."""


def scales(areas: Sequence[pd.DataFrame], marks: Sequence[pd.DataFrame], meaning: str) -> Scales:
    """Return the scales that hold the values of all maps shown."""
    values = pd.concat([frame["value"] for frame in areas])
    if meaning not in MEASURED:
        return Scales(classes(values), [])
    measured = pd.concat([frame[meaning].astype("float64") for frame in marks])
    return Scales(classes(values), classes(measured, most=len(POINTS)))


def point_colors(limits: Sequence[float]) -> list[str]:
    """Return one colour per class of a measured meaning, the lightest first."""
    return class_colors(limits, POINTS)


def school_map(
    areas: pd.DataFrame,
    marks: pd.DataFrame,
    scales: Scales,
    *,
    measure: str,
    unit: str,
    color: str,
    shape: str,
    boundaries: str,
    layer: str,
    bounds: Bounds,
    chosen: Sequence[str],
    picked: Sequence[str],
    school: str | None,
    t: Translator,
) -> dict[str, Any]:
    """Return what `assets/js/school-map.js` draws.

    `areas` as `measure_by_area` returns it, `marks` as `school_marks.marks` of the whole country,
    `scales` as of the function of that name;
    `boundaries` and `layer` are the addresses of shapes and of all schools; areas in `chosen` and
    schools in `picked` stand out, or all of them where it is empty.
    """
    steps, limits = scales.areas, scales.schools
    colors = class_colors(steps)
    rows = areas.to_dict("records")
    return {
        "kind": "map",
        "boundaries": boundaries,
        "layer": layer,
        "bounds": list(bounds),
        "areas": [
            {
                "code": row["area"],
                "place": None if row["area"] == row["map_code"] else [row["lat"], row["lon"]],
                "color": None
                if is_missing(row["value"])
                else colors[class_of(row["value"], steps)],
                "text": area_words(row, measure, unit, t),
                "isFaded": bool(chosen) and row["area"] not in chosen,
            }
            for row in rows
        ],
        "lakes": {"codes": list(LAKES), "color": WATER},
        "border": BORDER,
        "schools": [
            {
                "code": row["school"],
                "place": [row["lat"], row["lon"]],
                "sign": markup(school_mark(shape_of(row, shape), color_of(row, color, limits))),
                "text": "<br>".join(filter(None, (school_words(row, t), _meaning(row, color, t)))),
                "isFaded": bool(picked) and row["school"] not in picked,
            }
            for row in marks[marks["lon"].notna()].to_dict("records")
        ],
        "school": school,
        "rings": list(RINGS_KM),
        "words": _words(t),
    }


def _meaning(row: Mapping[Any, Any], color: str, t: Translator) -> str:
    if color == "status":
        return ""
    if color in MEASURED:
        return f"{t(labels.COLOR[color])}: {labels.measured(row[color], MEASURED[color], t)}"
    return labels.stage_reached(row[f"stage_{color}"], t)


def _words(t: Translator) -> dict[str, str]:
    """Return what the browser says itself; it fills the places in braces."""
    return {
        "map": t("Map of schools"),
        "zoomIn": t("Zoom in"),
        "zoomOut": t("Zoom out"),
        "pupils": t("Pupils: {n}", n="{n}"),
        "nearest": t(
            "Nearest innovative school: {school}, {km} km as the crow flies",
            school="{school}",
            km="{km}",
        ),
        "ring": t("{km} km", km="{km}"),
    }
