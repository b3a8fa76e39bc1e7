"""Which places does the map know, as rows for the database, and what does it show of them?"""

from collections.abc import Iterator

import pandas as pd

from data_access.filters import Filters
from data_access.imports.places import Places
from geo import boundaries

COUNTRY = "KG"

PLACES = Places(boundaries.km_outside)
"""How the import door judges positions: by the map."""


def areas() -> Iterator[dict[str, object]]:
    """Yield the country, regions and districts of the map as rows for the database."""
    for unit in boundaries.units():
        if unit.level == "lake":
            continue
        yield {
            "code": unit.code,
            "level": unit.level,
            "parent": unit.parent,
            "map_code": unit.map_code or unit.code,
            "lon": unit.label_lon,
            "lat": unit.label_lat,
            **{
                f"{form}_{lang}": getattr(unit, f"{form}_{lang}")
                for form in ("name", "short")
                for lang in ("ky", "ru", "en")
            },
        }


def chosen(by_area: pd.DataFrame, filters: Filters, level: str) -> list[str]:
    """Return the areas of the map that the question is about; empty: all of them."""
    if level == "region":
        return [filters.region] if filters.region else []
    column, wanted = ("area", filters.district) if filters.district else ("region", filters.region)
    shown = by_area["map_code"] if filters.district else by_area["area"]
    return [code for code, each in zip(shown, by_area[column], strict=True) if each == wanted]


def frame(code: str) -> tuple[float, float, float, float]:
    """Return what the map shows of an area: its bounds and a little around them."""
    west, south, east, north = boundaries.bounds(code)
    margin = 0.03 * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin
