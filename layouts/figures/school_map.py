"""The map of schools, which the browser pans and zooms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_access.columns import RINGS
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
    picked: Sequence[str] | None,
    school: str | None,
    title: str,
    t: Translator,
) -> dict[str, Any]:
    """Return what `assets/js/school-map.js` draws.

    `areas` as `measure_by_area` returns it, `marks` as `school_marks.marks` of the whole country,
    `scales` as of the function of that name;
    `boundaries` and `layer` are the addresses of shapes and of all schools; areas in `chosen` stand
    out, or all of them where it is empty; schools in `picked`, or all of them where it is None.
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
        "noData": NO_DATA,
        "lakes": {"codes": list(LAKES), "color": WATER},
        "border": BORDER,
        "schools": [
            {
                "code": row["school"],
                "place": [row["lat"], row["lon"]],
                "sign": markup(
                    school_mark(
                        shape_of(row, shape),
                        color_of(row, color, limits),
                        is_late=any(_days_late(row, each) for each in (color, shape)),
                    )
                ),
                "text": "<br>".join(
                    [school_words(row, t), *_meanings(row, dict.fromkeys((color, shape)), t)]
                ),
                "isFaded": picked is not None and row["school"] not in picked,
            }
            for row in marks[marks["lon"].notna()].to_dict("records")
        ],
        "school": school,
        "rings": list(RINGS),
        "words": _words(title, t),
    }


def _days_late(row: Mapping[Any, Any], meaning: str) -> int:
    """Return how many days the package is late that a colour or shape means."""
    days = row.get(f"late_{meaning}")
    return 0 if days is None or is_missing(days) else int(days)


def _meanings(row: Mapping[Any, Any], meanings: Iterable[str], t: Translator) -> Iterator[str]:
    """Yield what colour and shape say of a school; its status is told anyway."""
    for meaning in meanings:
        if meaning in MEASURED:
            words = labels.measured(row[meaning], MEASURED[meaning], t)
            yield f"{t(labels.COLOR[meaning])}: {words}"
        elif meaning in labels.PACKAGE:
            words = [labels.stage_reached(row[f"stage_{meaning}"], t)]
            if days := _days_late(row, meaning):
                words.append(labels.days_late(days, t))
            yield f"{t(labels.PACKAGE[meaning])}: {', '.join(words)}"


def _words(title: str, t: Translator) -> dict[str, str]:
    """Return what the browser says itself; it fills the places in braces."""
    return {
        "map": title,
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
