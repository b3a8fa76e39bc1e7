"""Which schools, with how many pupils and teachers, does the demonstration country have?

Codes and names are neutral, spots are moved by up to 1.5 km, so that no real school is meant.
"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.districts import REGION_WEIGHTS, districts, places
from dashboard.demonstration.seeded import dice, divide

PUPILS = 1_536_633
TEACHERS = 93_600
INNOVATIVE = 30

LANGUAGE_MIX = {"ky": 1368, "ru": 274, "uz": 18, "tg": 3, "en": 5, "ky ru": 548, "ky uz": 161}
"""Published schools by language of instruction 2024/25; "several" beside ky ru taken as ky uz."""
TAJIK_REGIONS, UZBEK_REGIONS = {"KG-B"}, {"KG-B", "KG-J", "KG-O", "KG-GO"}

UNPLACED = "IS-23"
WITHOUT_PUPILS = 7
KM_PER_DEGREE = 111.2
NAMES = {
    "IS": ("{} инновациялык мектеби", "Инновационная школа {}", "Innovative school {}"),
    "SC": ("Мектеп {}", "Школа {}", "School {}"),
}


@cache
def schools() -> pd.DataFrame:
    """Return all schools, one row each, with the columns of the sheet "schools" and `region`."""
    rows = _numbered(_sized(_located()))
    rows = rows.assign(languages=_languages(rows))
    return _with_gaps(rows)


AUTUMN_2026 = "2026-Q3"
CLOSED_ON = pd.Timestamp("2026-08-31")


@cache
def ended() -> pd.DataFrame:
    """Return the two small village schools that ended in summer 2026, with who has their pupils.

    Columns:
        code   str   the first was merged into its heir, the second closed
        heir   str   nearest ordinary school of the same district
    """
    rows = schools()
    rows = rows[~rows["innovative"] & rows["lon"].notna() & rows["girls"].notna()]
    small = rows[rows["rural"]].sort_values(["pupils", "code"]).drop_duplicates("district").head(2)
    others = rows[~rows["code"].isin(small["code"])]
    pairs = small.merge(others, on="district", suffixes=("", "_heir"))
    east = (pairs["lon_heir"] - pairs["lon"]) * np.cos(np.radians(pairs["lat"]))
    pairs["apart"] = east**2 + (pairs["lat_heir"] - pairs["lat"]) ** 2
    nearest = pairs.sort_values("apart").drop_duplicates("code").sort_values(["pupils", "code"])
    return nearest[["code", "code_heir"]].set_axis(["code", "heir"], axis=1)


def changed(quarter: str, pupils: pd.DataFrame) -> pd.DataFrame:
    """Return the schools that a quarter tells anew, in autumn 2026 only: the two that ended, their
    heirs, and the innovative schools with the pupils given (code, girls, boys)."""
    if quarter != AUTUMN_2026:
        return pd.DataFrame()
    rows = schools().set_index("code")
    gone, heirs = ended()["code"].tolist(), ended()["heir"].tolist()
    for name in ("girls", "boys", "teachers"):
        moved = rows.loc[gone, name].to_numpy()
        rows.loc[heirs, name] = rows.loc[heirs, name].to_numpy() + moved
    new = pupils.set_index("code")
    rows.loc[new.index, ["girls", "boys"]] = new[["girls", "boys"]].to_numpy(dtype=float)
    rows["closed_on"] = [CLOSED_ON if code in gone else None for code in rows.index]
    rows["closed_on"] = pd.to_datetime(rows["closed_on"])
    rows["merged_into"] = [heirs[0] if code == gone[0] else None for code in rows.index]
    return rows.loc[sorted({*gone, *heirs, *new.index})].reset_index()


def innovative_schools() -> pd.DataFrame:
    """Return the innovative schools only, sorted by code."""
    rows = schools()
    return rows[rows["innovative"]].sort_values("code", ignore_index=True)


def by_district(column: str) -> pd.Series:
    """Return the sum of a column of the schools, by code of district."""
    return schools().groupby("district")[column].sum()


def _located() -> pd.DataFrame:
    """Return one spot for every school: drawn from the places of its district, then moved."""
    chance = dice("places")
    drawn = []
    for district, region, count in districts()[["district", "region", "schools"]].to_numpy():
        spots = places()[places()["district"] == district]
        weight = np.where(spots["rural"] == 0, 4.0, 1.0)
        chosen = chance.choice(len(spots), size=count, p=weight / weight.sum())
        drawn.append(spots.iloc[chosen].assign(region=region))
    rows = pd.concat(drawn, ignore_index=True)
    distance = rows["reach_km"] * np.sqrt(chance.random(len(rows))) * 0.95
    angle = chance.random(len(rows)) * 2 * np.pi
    per_lon = KM_PER_DEGREE * np.cos(np.radians(rows["lat"]))
    return rows.assign(
        lon=(rows["lon"] + distance * np.cos(angle) / per_lon).round(4),
        lat=(rows["lat"] + distance * np.sin(angle) / KM_PER_DEGREE).round(4),
        rural=rows["rural"] == 1,
    )


def _sized(rows: pd.DataFrame) -> pd.DataFrame:
    """Add pupils and teachers: regions follow their published weight, towns have larger schools."""
    chance = dice("pupils")
    spread = chance.lognormal(0, 0.45, len(rows)) * np.where(rows["rural"], 1.0, 1.6)
    in_region = pd.Series(spread, rows.index).groupby(rows["region"]).transform("sum")
    pupils = divide(PUPILS, spread / in_region * rows["region"].map(REGION_WEIGHTS))
    girls = chance.binomial(pupils, 0.49)
    load = pupils ** np.where(rows["rural"], 0.88, 0.92)
    return rows.assign(
        pupils=pupils, girls=girls, boys=pupils - girls, teachers=divide(TEACHERS, load)
    )


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Choose the innovative schools among the villages and give every school code and names."""
    chosen = _innovative_rows(rows)
    rows = rows.assign(innovative=rows.index.isin(chosen))
    number = rows.groupby("innovative").cumcount() + 1
    code = np.where(
        rows["innovative"], number.map("IS-{:02d}".format), number.map("SC-{:04d}".format)
    )
    rows = rows.assign(code=code, remote=rows["innovative"] | _is_remote(rows))
    for language, name in enumerate(("name_ky", "name_ru", "name_en")):
        rows[name] = [NAMES[text[:2]][language].format(text) for text in rows["code"]]
    return rows.sort_values("code", ignore_index=True)


def _innovative_rows(rows: pd.DataFrame) -> list[int]:
    """Return 30 rural rows of medium size over 24 rayons of all seven oblasts."""
    chance = dice("innovative")
    rayons = districts()[districts()["rayon"]]
    by_region = [chance.permutation(group["district"]) for _, group in rayons.groupby("region")]
    in_turn = [codes[turn] for turn in range(9) for codes in by_region if turn < len(codes)]
    wanted = in_turn[:24] + in_turn[: INNOVATIVE - 24]
    medium = rows[rows["rural"] & rows["pupils"].between(250, 900)]
    chosen: list[int] = []
    for district in wanted:
        free = medium.index[(medium["district"] == district) & ~medium.index.isin(chosen)]
        chosen.append(int(chance.choice(free)))
    return chosen


def _is_remote(rows: pd.DataFrame) -> pd.Series:
    far = rows["region"].isin(["KG-N", "KG-B"]) | (rows["pupils"] < 300)
    return rows["rural"] & far & (dice("remote").random(len(rows)) < 0.5)


def _languages(rows: pd.DataFrame) -> np.ndarray:
    """Return languages of instruction in the published mix, each where it is spoken."""
    chance = dice("languages")
    counts = divide(len(rows), list(LANGUAGE_MIX.values()))
    languages = np.full(len(rows), "", dtype=object)
    for name, count in sorted(zip(LANGUAGE_MIX, counts, strict=True), key=lambda item: item[1]):
        allowed = languages == ""
        if "tg" in name:
            allowed &= rows["region"].isin(TAJIK_REGIONS).to_numpy()
        if "uz" in name:
            allowed &= rows["region"].isin(UZBEK_REGIONS).to_numpy()
        weight = np.where(rows["rural"], 1.0, 3.0) if "ru" in name else np.ones(len(rows))
        weight = np.where(allowed, weight, 0)
        languages[chance.choice(len(rows), count, replace=False, p=weight / weight.sum())] = name
    return languages


def _with_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what was not reported: pupils of a few small schools, one school's position."""
    small = rows[~rows["innovative"] & (rows["pupils"] < 250)].index
    silent = dice("gaps").choice(small, WITHOUT_PUPILS, replace=False)
    rows = rows.astype({"girls": float, "boys": float, "teachers": float})
    rows.loc[silent, ["girls", "boys"]] = np.nan
    rows.loc[silent[:3], "teachers"] = np.nan
    rows.loc[rows["code"] == UNPLACED, ["lon", "lat"]] = np.nan
    return rows
