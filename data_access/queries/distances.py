"""How far is it to the next innovative school, and how many pupils live around one?

All functions take the frame of `every_school.every_school`. Distances are great circles on a
sphere of radius `great_circle.EARTH_KM`: as the crow flies, not by road, and only as right as the
positions are. Schools without a position are left out, and missing where they are asked about.
Pupils are those of the schools that gave their number: none where there is no school, missing where
all schools are silent.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data_access.columns import RINGS
from data_access.great_circle import kilometres


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
        pupil_count    Int64
        unknown_count  Int64    schools among them that gave no number of pupils
        demonstration  Int64    1 where any of them is invented
    """
    here = every[(every["school"] == school) & _has_place(every)]
    around = _placed(every, innovative=False)
    around = around[around["school"] != school]
    columns = _counts(_distances(here, around), around, km)
    frame = pd.DataFrame({name: counts.ravel() for name, counts in columns.items()}).astype("Int64")
    frame.insert(0, "km", np.asarray(km, "float64") if len(here) else np.empty(0))
    return frame


def reach(every: pd.DataFrame, km: Sequence[float] = RINGS) -> pd.DataFrame:
    """Return the pupils of ordinary schools around each innovative school.

    Columns:
        school         str
        pupils_<km>    Int64    for each distance, nested
        unknown_<km>   Int64    schools among them that gave no number of pupils; missing, as all,
                                where the school has no position
        around_invented  Int64  1 where any school within the largest distance is invented
    """
    innovative, around = _placed(every, innovative=True), _placed(every, innovative=False)
    counts = _counts(_distances(innovative, around), around, km)
    columns = {
        f"{name}_{ring:g}": counts[count][:, column]
        for name, count in (("pupils", "pupil_count"), ("unknown", "unknown_count"))
        for column, ring in enumerate(km)
    }
    columns["around_invented"] = counts["demonstration"][:, -1]
    frame = pd.DataFrame(columns).astype("Int64")
    frame.insert(0, "school", innovative["school"].to_numpy())
    everybody = every.loc[every["innovative"], ["school"]]
    return everybody.merge(frame, how="left", on="school")


def covered(every: pd.DataFrame, km: Sequence[float] = RINGS) -> pd.DataFrame:
    """Return the ordinary schools that have an innovative one within a distance, each counted once.

    Columns:
        km             float64
        school_count   Int64
        pupil_count    Int64
        pupil_share    float64  of the pupils of all ordinary schools with a position
        unknown_count  Int64    schools among them that gave no number of pupils
        demonstration  Int64    1 where any of them is invented
    """
    ordinary = nearest(every).merge(every[["school", "pupil_count", "demonstration"]], on="school")
    counts = _counts(ordinary[["nearest_km"]].to_numpy().T, ordinary, km)
    frame = pd.DataFrame({name: row[0] for name, row in counts.items()}).astype("Int64")
    frame.insert(0, "km", np.asarray(km, "float64"))
    pupils = ordinary["pupil_count"].sum()
    share = frame["pupil_count"].astype("float64") / (pupils or float("nan"))
    frame.insert(3, "pupil_share", share)
    return frame


def by_district(every: pd.DataFrame, far: float = RINGS[-1]) -> pd.DataFrame:
    """Return how far the ordinary schools of each district have to the nearest innovative one.

    One row per district with an ordinary school that has a position, the farthest first.

    Columns:
        district, district_name   str
        school_count   Int64
        mean_km, most_km  float64  of these schools, each counted once
        far_count      Int64    of them, schools farther than the given distance
        far_pupils     Int64    their pupils; missing where none of them gave a number
        demonstration  Int64    1 where any of them is invented
    """
    names = ["school", "district", "district_name", "pupil_count", "demonstration"]
    rows = nearest(every).merge(every[names], on="school")
    is_far = rows["nearest_km"] > far
    rows = rows.assign(is_far=is_far, far_pupils=rows["pupil_count"].where(is_far))
    grouped = rows.groupby(["district", "district_name"])
    frame = grouped.agg(
        school_count=("school", "size"),
        mean_km=("nearest_km", "mean"),
        most_km=("nearest_km", "max"),
        far_count=("is_far", "sum"),
        demonstration=("demonstration", "max"),
    )
    pupils = grouped["far_pupils"].sum(min_count=1).astype("Int64")
    frame.insert(4, "far_pupils", pupils.mask((frame["far_count"] == 0).to_numpy(), 0))
    whole = dict.fromkeys(("school_count", "far_count", "demonstration"), "Int64")
    return (
        frame.reset_index()
        .astype(whole)
        .sort_values(["mean_km", "district"], ascending=[False, True], ignore_index=True)
    )


def of_district(every: pd.DataFrame, district: str | None) -> pd.DataFrame:
    """Return the ordinary schools of a district with the innovative one that is nearest to each.

    The nearest first, those without a position last; no rows where no district is given.

    Columns:
        school, school_name   str
        pupil_count    Int64
        nearest        str      missing where the school has no position
        nearest_km     float64
    """
    here = every[(every["district"] == district) & ~every["innovative"]]
    rows = here[["school", "school_name", "pupil_count"]].merge(
        nearest(every), how="left", on="school"
    )
    return rows.sort_values(["nearest_km", "school"], ignore_index=True)


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


def nearest_to(every: pd.DataFrame, school: str) -> pd.DataFrame:
    """Return the nearest innovative school in one row as `neighbours` does, or no row."""
    is_meant = every["innovative"] | (every["school"] == school)
    return neighbours(every[is_meant], school, most=1)


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
    """Return schools, pupils, silent and invented schools: rows as `distance`, columns `km`."""
    pupils = around["pupil_count"].to_numpy("float64", na_value=np.nan)
    invented = around["demonstration"].to_numpy("float64", na_value=0)
    inside = [distance <= ring for ring in km]
    counted = (np.ones(len(around)), np.isnan(pupils), np.nan_to_num(pupils), invented)
    school_count, unknown_count, known, of_invented = (
        # As numbers: the product of truth values would only say whether there is any.
        np.stack([within @ numbers.astype("float64") for within in inside], axis=1)
        for numbers in counted
    )
    is_silent = (school_count > 0) & (school_count == unknown_count)
    return {
        "school_count": school_count,
        "pupil_count": np.where(is_silent, np.nan, known),
        "unknown_count": unknown_count,
        "demonstration": of_invented > 0,
    }
