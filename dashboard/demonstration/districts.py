"""Which districts are there, how many schools has each, and who plays a part in the plot?"""

from functools import cache
from pathlib import Path

import pandas as pd

from geo import boundaries

FOLDER = Path(__file__).parent

CHATKAL = "41703230000000"
TOGUZ_TORO = "41703223000000"
SUZAK = "41703220000000"
AK_TALAA = "41704210000000"
AT_BASHY = "41704220000000"
JUMGAL = "41704230000000"
BATKEN = "41705214000000"
LEILEK = "41705236000000"
KADAMJAI = "41705258000000"
SULUKTA = "41705420000010"
ALAI = "41706207000000"
KARA_SUU = "41706226000000"
UZGEN = "41706255000000"
CHONG_ALAI = "41706259000000"

REGION_WEIGHTS = {
    "KG-O": 20.3,
    "KG-J": 19.8,
    "KG-C": 17.9,
    "KG-GB": 10.2,
    "KG-B": 9.2,
    "KG-Y": 7.9,
    "KG-GO": 6.4,
    "KG-N": 4.4,
    "KG-T": 4.0,
}
"""Percent of the published places in grade 1, April 2024: how the pupils are spread."""


@cache
def districts() -> pd.DataFrame:
    """Return the districts, sorted by code.

    Columns:
        district  str    code
        region    str    code of the region around it
        rayon     bool   False for a city
        schools   int64  schools of the demonstration, innovative ones included
    """
    units = pd.DataFrame(
        [
            (unit.code, unit.parent, unit.type == "rayon")
            for unit in boundaries.units()
            if unit.level == "district"
        ],
        columns=["district", "region", "rayon"],
    )
    counts = pd.read_csv(FOLDER / "districts.csv", dtype={"district": str})
    return units.merge(counts, on="district", how="left", validate="1:1").sort_values(
        "district", ignore_index=True
    )


@cache
def places() -> pd.DataFrame:
    """Return spots near settlements where a school may be drawn, without any name.

    Columns:
        lon, lat  float64  degrees
        district  str      code
        rural     int64    1 for a village, 0 for a town
        reach_km  float64  distance within which the spot may be moved and stays in its district
    """
    return pd.read_csv(FOLDER / "places.csv", dtype={"district": str})
