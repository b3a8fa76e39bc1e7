"""Maps of districts, regions and innovative schools."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from layouts import labels, points
from layouts.i18n import Translator, is_missing
from layouts.theme import BORDER, CARD, INK, MARKS, NO_DATA, SEQUENTIAL, WATER, new_figure

Bounds = tuple[float, float, float, float]
LAKES = ("issyk-kul", "son-kul")


def classes(
    values: pd.Series, most: int = len(SEQUENTIAL), *, is_counted: bool = False
) -> list[float]:
    """Return the limits of the classes: the smallest round steps that hold all values.

    What is counted has a class for each number, as long as the colours reach.
    """
    known = values.dropna()
    if known.empty:
        return []
    low, high = float(known.min()), float(known.max())
    if is_counted and high - low < most:
        return [low + step for step in range(int(high - low) + 2)]
    if low == high:
        return [low, high]
    for step in _round_steps((high - low) / most):
        first = math.floor(low / step)
        count = math.ceil(high / step - 1e-9) - first
        if count <= most:
            return [round((first + i) * step, 10) for i in range(count + 1)]
    raise AssertionError("round steps grow without end")


def _round_steps(start: float) -> Iterator[float]:
    """Yield 1, 2, 2.5 or 5 times powers of ten, the smallest first, from about `start`."""
    power = 10.0 ** math.floor(math.log10(start))
    while True:
        for factor in (1, 2, 2.5, 5):
            if factor * power >= start * 0.999:
                yield factor * power
        power *= 10


def class_of(value: float, limits: Sequence[float]) -> int:
    """Return the number of the class of a value; the highest limit belongs to the last class."""
    upper = len(limits) - 2
    inner = sum(value >= limit - 1e-12 for limit in limits[1:-1])
    return min(max(inner, 0), max(upper, 0))


def class_colors(limits: Sequence[float], scale: Sequence[str] = SEQUENTIAL) -> list[str]:
    """Return one colour per class, the lightest first."""
    count = max(len(limits) - 1, 1)
    if count == 1:
        return [scale[len(scale) // 2]]
    return [scale[round(i * (len(scale) - 1) / (count - 1))] for i in range(count)]


def area_traces(
    areas: pd.DataFrame,
    *,
    measure: str,
    unit: str,
    geojson: str,
    regions: Sequence[str],
    t: Translator,
    is_counted: bool = False,
) -> list[dict[str, Any]]:
    """Return areas coloured by class of a measure, lakes, borders of regions, and cities.

    `areas` as `measure_by_area` returns it; `geojson` is the address of the boundaries;
    `is_counted`: the measure is a number of things, not a ratio.
    """
    limits = classes(areas["value"], is_counted=is_counted)
    drawn = areas[areas["area"] == areas["map_code"]]
    known = drawn[drawn["value"].notna()]
    cities = areas[(areas["area"] != areas["map_code"]) & areas["value"].notna()]
    colors = class_colors(limits)
    return [
        _without_data(drawn[drawn["value"].isna()], geojson, measure, unit, t),
        _polygons(
            geojson,
            list(known["area"]),
            [class_of(value, limits) for value in known["value"]],
            colors,
            0.6,
        )
        | _words(known, measure, unit, t)
        | {"meta": points.of_areas()},
        _polygons(geojson, list(LAKES), [0, 0], [WATER], 0.4) | {"hoverinfo": "skip"},
        _polygons(geojson, list(regions), [0] * len(regions), ["rgba(0,0,0,0)"], 1.1, BORDER)
        | {"hoverinfo": "skip"},
        _city_points(cities, limits, colors, measure, unit, t),
    ]


def country_map(
    areas: Sequence[dict[str, Any]],
    schools: Sequence[Mapping[Any, Any]],
    *,
    bounds: Bounds,
    chosen: Sequence[str],
    school: str | None,
    t: Translator,
) -> dict[str, Any]:
    """Draw areas and innovative schools.

    `areas` as `area_traces` returns them, `schools` are rows of `innovative_schools`; areas in
    `chosen` stand out, or all of them where it is empty.
    """
    hatched, coloured, *others = areas
    traces = [
        hatched,
        coloured | _faded(coloured["locations"], chosen),
        *others,
        *_school_points(schools, school, t),
    ]
    west, south, east, north = bounds
    return new_figure(
        traces,
        geo={
            "projection": {"type": "mercator"},
            "fitbounds": False,
            "lonaxis": {"range": [west, east]},
            "lataxis": {"range": [south, north]},
            "visible": False,
            "bgcolor": "rgba(0,0,0,0)",
            "uirevision": str(bounds),
        },
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        clickmode="event",
    )


def _without_data(areas: pd.DataFrame, geojson: str, measure: str, unit: str, t: Translator):
    """Return the areas that the style sheet hatches, as the first trace of the map.

    It is never empty: it holds a lake too, which the trace of the lakes covers.
    """
    words = _words(areas, measure, unit, t)
    trace = _polygons(geojson, [*areas["area"], LAKES[0]], [0] * (len(areas) + 1), [NO_DATA], 0.6)
    return trace | words | {"text": [*words["text"], ""], "customdata": [*words["customdata"], ""]}


def _polygons(geojson, codes, classes_, colors, width, line=CARD) -> dict[str, Any]:
    steps = len(colors)
    scale = [[edge / steps, color] for i, color in enumerate(colors) for edge in (i, i + 1)]
    return {
        "type": "choropleth",
        "geojson": geojson,
        "featureidkey": "properties.code",
        "locations": codes,
        "z": classes_,
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": scale,
        "showscale": False,
        "marker": {"line": {"color": line, "width": width}},
    }


def _words(areas: pd.DataFrame, measure: str, unit: str, t: Translator) -> dict[str, Any]:
    return {
        "text": [area_words(row, measure, unit, t) for row in areas.to_dict("records")],
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": list(areas["area"]),
    }


def area_words(row: Mapping[Any, Any], measure: str, unit: str, t: Translator) -> str:
    """Return what the map says about an area, lines parted by `<br>`."""
    name = f"<b>{escape(row['area_name'])}</b>"
    if row["expected_count"] == 0:
        return f"{name}<br>{t('Not measured here.')}"
    if row.get("hidden"):
        return f"{name}<br>{t('Too few people to be told apart.')}"
    if is_missing(row["value"]):
        return f"{name}<br>{t('Not reported for this quarter.')}"
    # A count tells its unit; a ratio tells it with its parts, below.
    show = labels.counted if is_missing(row["denominator"]) else labels.measured
    lines = [name, show(row["value"], unit, t)]
    lines.append(labels.of_what(measure, row["numerator"], row["denominator"], t))
    if row["expected_count"] > 1:
        lines.append(labels.districts_reported(row["reported_count"], row["expected_count"], t))
    return "<br>".join(line for line in lines if line)


def _faded(codes: Sequence[str], chosen: Sequence[str]) -> dict[str, Any]:
    if not chosen:
        return {}
    positions = [i for i, code in enumerate(codes) if code in chosen]
    return {"selectedpoints": positions, "unselected": {"marker": {"opacity": 0.35}}}


def _city_points(cities, limits, colors, measure, unit, t) -> dict[str, Any]:
    """Return the cities without a polygon of their own, as squares in the colour of their class."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "meta": points.of_areas(),
        "lon": list(cities["lon"]),
        "lat": list(cities["lat"]),
        "marker": {
            "symbol": "square",
            "size": 9,
            "color": [colors[class_of(value, limits)] for value in cities["value"]],
            "line": {"color": INK, "width": 0.8},
        },
    } | _words(cities, measure, unit, t)


def _school_points(
    schools: Sequence[Mapping[Any, Any]], chosen: str | None, t: Translator
) -> list[dict[str, Any]]:
    placed = [row for row in schools if not is_missing(row["lon"])]
    traces = []
    for status, mark in MARKS.items():
        here = [row for row in placed if row["status"] == status]
        if not here:
            continue
        traces.append(
            {
                "type": "scattergeo",
                "mode": "markers",
                "name": t(labels.STATUS[status]),
                "lon": [row["lon"] for row in here],
                "lat": [row["lat"] for row in here],
                "text": [school_words(row, t) for row in here],
                "customdata": [row["school"] for row in here],
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {
                    "symbol": mark.symbol,
                    "size": [16 if row["school"] == chosen else 11 for row in here],
                    "color": mark.color,
                    "line": {"color": CARD if "open" not in mark.symbol else INK, "width": 1.4},
                },
            }
        )
    return traces


def school_words(row: Mapping[Any, Any], t: Translator) -> str:
    """Return what a map says about an innovative school, lines parted by `<br>`."""
    accepted = t(
        "{n} of {total} packages accepted",
        n=t.number(row["accepted_count"]),
        total=t.number(row["package_count"]),
    )
    lines = [
        f"<b>{escape(row['school_name'])}</b>",
        escape(row["district_name"]),
        t(labels.STATUS[row["status"]]),
    ]
    if not is_missing(row["package_count"]):
        lines.append(accepted)
    lines.append(labels.days_late(row["days_late"], t))
    return "<br>".join(filter(None, lines))
