"""Who is trained, learns online, or was given a second code? One row for each code of a person."""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import districts as place
from dashboard.demonstration import results
from dashboard.demonstration.districts import districts
from dashboard.demonstration.quarters import REPORTED
from dashboard.demonstration.schools import schools
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.population import BORN, UNTRAINED, YEARS, teachers

LEADERS = {"head": 430, "deputy": 390, "methodologist": 150, "institute": 80}
SPECIALISTS = {"developer": 96, "author": 78, "publisher": 5, "official": 56}
"""Role -> people of that role; not all of them have completed a course."""
PUBLISHERS = 4
"""Publishers trained: a group too small to be shown."""

BISHKEK, OSH = "41711000000000", "41721000000000"

TWICE = ("2026-Q1", place.UZGEN, 1.4)
"""Quarter and district in which people were registered again under second codes, and how many
people there seem to be for every one."""
TWICE_TURN = REPORTED.index(TWICE[0])


@cache
def people() -> pd.DataFrame:
    """Return every code of a person, eligible teachers first and in their order.

    Columns:
        school    str    missing for those who belong to none
        district, region, role, audience, sex, language  str
        subject   str    of teachers only
        innovative, rural  bool    of the school
        birth_year  Int64  of those with a school
        turn      int64  quarter of REPORTED of the first completed course, else UNTRAINED
        same_as   int64  the row of the same human being, -1 for most
    """
    own = teachers().assign(role="teacher", audience="teachers", same_as=-1)
    second = _second_codes(own)
    rows = pd.concat([own, _leaders(), _specialists(), second], ignore_index=True)
    regions = districts().set_index("district")["region"]
    return rows.assign(
        region=rows["district"].map(regions),
        same_as=rows["same_as"].fillna(-1).astype(int),
        birth_year=rows["birth_year"].astype("Int64"),
        **{name: rows[name].eq(True) for name in ("innovative", "rural")},
    ).drop(columns="remote")


def _second_codes(own: pd.DataFrame) -> pd.DataFrame:
    """Return teachers of one district once more: they come back for a second course."""
    quarter, district, factor = TWICE
    people = int(results.trained(quarter)["people"][district])
    here = (own["district"] == district) & (own["turn"] < TWICE_TURN) & ~own["innovative"]
    rows = own[here].sample(round(people * factor) - people, random_state=dice("second codes"))
    return rows.assign(same_as=rows.index, turn=TWICE_TURN)


def _leaders() -> pd.DataFrame:
    """Return heads and deputies with their schools, methodologists and staff of institutes."""
    chance = dice("leaders")
    roles = np.repeat([*LEADERS], [*LEADERS.values()])
    rows = schools().rename(columns={"code": "school"})
    head, deputy = (
        chance.choice(len(rows), LEADERS[role], replace=False) for role in ("head", "deputy")
    )
    methodologists = chance.choice(districts()["district"], LEADERS["methodologist"])
    staff = chance.choice([BISHKEK, OSH], LEADERS["institute"], p=[0.6, 0.4])
    in_school = rows.iloc[[*head, *deputy]][["school", "district", "rural", "innovative"]]
    elsewhere = pd.DataFrame({"district": [*methodologists, *staff]})
    spoken = rows.iloc[[*head, *deputy]]["languages"].str.split(" ").str[0]
    language = [*spoken, *_spoken(chance, len(elsewhere))]
    found = pd.concat([in_school, elsewhere], ignore_index=True)
    born = BORN + chance.integers(0, YEARS - 12, len(found))
    return found.assign(
        role=roles,
        audience="leaders",
        language=language,
        sex=_sexes(chance, len(found), 0.62),
        birth_year=pd.Series(born).where(found["school"].notna()),
        turn=_turns(chance, results.LEADERS_TRAINED, len(found)),
    )


def _specialists() -> pd.DataFrame:
    """Return developers, authors, publishers and officials; most of them work in the capital."""
    chance = dice("specialists")
    roles = np.repeat([*SPECIALISTS], [*SPECIALISTS.values()])
    count = len(roles)
    is_local = (roles == "official") & (chance.random(count) < 0.5)
    rows = pd.DataFrame(
        {
            "district": np.where(is_local, chance.choice(districts()["district"], count), BISHKEK),
            "role": roles,
            "audience": "specialists",
            "language": _spoken(chance, count),
            "sex": _sexes(chance, count, 0.58),
            "turn": _turns(chance, results.SPECIALISTS_TRAINED, count),
        }
    )
    return _few_publishers(rows)


def _few_publishers(rows: pd.DataFrame) -> pd.DataFrame:
    """Exchange turns so that exactly PUBLISHERS of the publishers have completed a course."""
    turns = rows["turn"].to_numpy().copy()
    publishers = np.flatnonzero(rows["role"] == "publisher")
    others = np.flatnonzero(rows["role"] != "publisher")
    wanted = np.arange(len(publishers)) < PUBLISHERS
    for is_trained in (True, False):
        wrong = publishers[(wanted == is_trained) & ((turns[publishers] < UNTRAINED) != is_trained)]
        free = others[(turns[others] < UNTRAINED) == is_trained][: len(wrong)]
        turns[wrong], turns[free] = turns[free], turns[wrong]
    return rows.assign(turn=turns)


def _turns(chance: np.random.Generator, so_far: tuple[int, ...], count: int) -> np.ndarray:
    """Return for each of some people the quarter of the first completed course."""
    turns = np.repeat(np.arange(len(so_far)), np.diff(so_far, prepend=0))
    rest = np.full(count - len(turns), UNTRAINED)
    return chance.permutation(np.concatenate([turns, rest]))


def _sexes(chance: np.random.Generator, count: int, women: float) -> np.ndarray:
    return np.where(chance.random(count) < women, "female", "male")


def _spoken(chance: np.random.Generator, count: int) -> np.ndarray:
    return chance.choice(["ky", "ru"], count, p=[0.75, 0.25])
