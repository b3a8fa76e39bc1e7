"""Which places does the map know, as rows for the database?"""

from collections.abc import Iterator

from data_access.imports.places import Places
from geo import boundaries

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
