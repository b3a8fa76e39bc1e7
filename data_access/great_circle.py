"""How far apart are two points of the Earth, as the crow flies?"""

import numpy as np

EARTH_KM = 6371.0088
"""Mean radius of the Earth, IUGG (Moritz, Geodetic Reference System 1980).

Distances on this sphere are within 0.6 % of those on the ellipsoid. Roads are longer: in the
mountains often several times.
"""


def kilometres(lon, lat, other_lon, other_lat):
    """Return great-circle distances in km between points in degrees; arrays spread as in numpy."""
    lat, other_lat = np.radians(lat), np.radians(other_lat)
    north, east = (other_lat - lat) / 2, (np.radians(other_lon) - np.radians(lon)) / 2
    chord = np.sin(north) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin(east) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
