"""How far does a point lie outside the area that it should lie in?"""

from collections.abc import Callable
from dataclasses import dataclass

from data_access.great_circle import kilometres

TOLERANCE_KM = 3
"""Kilometres beyond a border that are let pass: the borders of the map are simplified."""

COUNTRY = "KG"
WEST, EAST, SOUTH, NORTH = 69.2, 80.3, 39.1, 43.3


@dataclass(frozen=True)
class Places:
    """Where areas lie, as whoever draws the map knows it."""

    km_outside: Callable[[str, float, float], float]
    """(code of a district or the country, lon, lat) -> km from its border; 0 inside."""

    def misses(self, area: str, lon: float, lat: float) -> float:
        """Return the km by which a point misses an area; 0 within the tolerance."""
        distance = self.km_outside(area, lon, lat)
        return distance if distance > TOLERANCE_KM else 0.0


def _km_outside_frame(area: str, lon: float, lat: float) -> float:
    if area != COUNTRY:
        return 0.0
    near = min(max(lon, WEST), EAST), min(max(lat, SOUTH), NORTH)
    return float(kilometres(lon, lat, *near))


FRAME = Places(_km_outside_frame)
"""Knows the frame of the country only: for whoever brings files without a map."""
