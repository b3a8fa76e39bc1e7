"""How far is it to the next innovative school, and how many pupils live around one?

All functions take the frame of `every_school.every_school`. Distances are great circles on a
sphere of radius `great_circle.EARTH_KM`: as the crow flies, not by road, and only as right as the
positions are. Schools without a position are left out, and missing where they are asked about.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data_access.great_circle import kilometres

RINGS = (5, 10, 25)
"""Kilometres around a school."""


def nearest(every: pd.DataFrame) -> pd.DataFrame:
    """Return the innovative school that is nearest to each ordinary one with a position.

    Columns:
        school      str
        nearest     str      code of the innovative school; the first code where two are as near
        nearest_km  float64
    """
    ordinary, innovative = _placed(every, innovative=False), _placed(every, innovative=True)
    distance = _distances(ordinary, innovative)
    if not len(innovative):
        ordinary = ordinary.iloc[:0]
        distance = np.empty((0, 1))
    place = distance.argmin(axis=1)
    return pd.DataFrame(
        {
            "school": ordinary["school"].to_numpy(),
            "nearest": pd.Series(innovative["school"].to_numpy()[place], dtype="str"),
            "nearest_km": distance[np.arange(len(place)), place],
        }
    )


def within(every: pd.DataFrame, school: str, km: Sequence[float] = RINGS) -> pd.DataFrame:
    """Return the ordinary schools around one school, one row per distance; the rows are nested.

    No row where the school has no position.

    Columns:
        km             float64
        school_count   Int64
        pupil_count    Int64    of those whose pupils are known
        unknown_count  Int64    schools among them that gave no number of pupils
    """
    here = every[(every["school"] == school) & _has_place(every)]
    around = _placed(every, innovative=False)
    around = around[around["school"] != school]
    columns = _counts(_distances(here, around), around, km)
    frame = pd.DataFrame({name: counts.ravel() for name, counts in columns.items()}, dtype="Int64")
    frame.insert(0, "km", np.asarray(km, "float64") if len(here) else np.empty(0))
    return frame


def reach(every: pd.DataFrame, km: Sequence[float] = RINGS) -> pd.DataFrame:
    """Return the pupils of ordinary schools around each innovative school.

    Columns:
        school         str
        pupils_<km>    Int64    for each distance, nested; missing where the school has no position
        unknown_count  Int64    schools within the largest distance that gave no number of pupils
    """
    innovative, around = _placed(every, innovative=True), _placed(every, innovative=False)
    counts = _counts(_distances(innovative, around), around, km)
    frame = pd.DataFrame(
        counts["pupil_count"], columns=[f"pupils_{ring:g}" for ring in km], dtype="Int64"
    )
    frame.insert(0, "school", innovative["school"].to_numpy())
    frame["unknown_count"] = pd.Series(counts["unknown_count"][:, -1], dtype="Int64")
    everybody = every.loc[every["innovative"], ["school"]]
    return everybody.merge(frame, how="left", on="school")


def covered(every: pd.DataFrame, km: Sequence[float] = RINGS) -> pd.DataFrame:
    """Return the ordinary schools that have an innovative one within a distance, each counted once.

    Columns:
        km             float64
        school_count   Int64
        pupil_count    Int64    of those whose pupils are known
        pupil_share    float64  of the pupils of all ordinary schools with a position
        unknown_count  Int64    schools among them that gave no number of pupils
    """
    ordinary = nearest(every).merge(every[["school", "pupil_count"]], on="school")
    pupils = ordinary["pupil_count"].sum()
    rows = []
    for ring in km:
        inside = ordinary[ordinary["nearest_km"] <= ring]
        counted = inside["pupil_count"].sum()
        share = counted / pupils if pupils else float("nan")
        rows.append((ring, len(inside), counted, share, inside["pupil_count"].isna().sum()))
    names = ("km", "school_count", "pupil_count", "pupil_share", "unknown_count")
    whole = dict.fromkeys(("school_count", "pupil_count", "unknown_count"), "Int64")
    return pd.DataFrame(rows, columns=list(names)).astype({"km": "float64", **whole})


def neighbours(every: pd.DataFrame, school: str, most: int = 5) -> pd.DataFrame:
    """Return the schools that are nearest to one, innovative ones among them, nearest first.

    Columns:
        school, school_name, district, district_name, region   str
        lon, lat, pupil_count, innovative, demonstration        as in the frame given
        distance_km   float64
    """
    here = every[(every["school"] == school) & _has_place(every)]
    others = every[(every["school"] != school) & _has_place(every)]
    if here.empty:
        others = others.iloc[:0]
    distance = _distances(here, others).ravel()
    return (
        others.assign(distance_km=distance)
        .sort_values(["distance_km", "school"], ignore_index=True)
        .head(most)
    )


def _has_place(every: pd.DataFrame) -> pd.Series:
    return every["lon"].notna() & every["lat"].notna()


def _placed(every: pd.DataFrame, *, innovative: bool) -> pd.DataFrame:
    return every[_has_place(every) & (every["innovative"] == innovative)]


def _distances(some: pd.DataFrame, others: pd.DataFrame) -> np.ndarray:
    """Return km between each of some schools (rows) and each of the others (columns)."""
    (lon, lat), (other_lon, other_lat) = (
        (each["lon"].to_numpy("float64"), each["lat"].to_numpy("float64"))
        for each in (some, others)
    )
    return kilometres(lon[:, None], lat[:, None], other_lon, other_lat)


def _counts(distance: np.ndarray, around: pd.DataFrame, km: Sequence[float]) -> dict:
    """Return schools, their pupils and those without a number: rows as `distance`, columns `km`."""
    pupils = around["pupil_count"].to_numpy("float64", na_value=np.nan)
    rows = (len(distance), len(km))
    counts = {name: np.zeros(rows, "int64") for name in _SUMMED}
    for column, ring in enumerate(km):
        inside = distance <= ring
        counts["school_count"][:, column] = inside.sum(axis=1)
        counts["pupil_count"][:, column] = inside @ np.nan_to_num(pupils)
        counts["unknown_count"][:, column] = inside @ np.isnan(pupils)
    return counts


_SUMMED = ("school_count", "pupil_count", "unknown_count")
