"""Who learns with which online module, on which device, and how far?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.quarters import REPORTED
from dashboard.demonstration.reporting import starts, told_in, turn_of
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.people import people
from dashboard.demonstration.training.population import UNTRAINED
from dashboard.demonstration.training.sessions import FOLDER

ENROLLED = (620, 1250, 1900, 2900, 3900, 5050, 6420)
COMPLETED = (180, 420, 700, 1240, 1830, 2520, 3390)
"""So far, by the end of each of the newest quarters. Modules are completed within a quarter."""
FIRST_TURN = len(REPORTED) - len(ENROLLED)

TWO_MODULES = 300
"""Enrolments of people who learned with another module before."""
DEVICES = {"phone": 0.61, "computer": 0.31, "tablet": 0.08}
STUMBLE = ("EM-03", 4)
"""Module and unit at which most of those who do not complete it stop."""
OPEN_DAYS, MOST_DAYS = 55, 30
"""Days of the quarter on which people enrol; days that they take."""


@cache
def modules() -> pd.DataFrame:
    """Return the online modules: columns of the sheet "modules", and `told`."""
    rows = pd.read_csv(FOLDER / "modules.csv", parse_dates=["live_on"])
    return rows.assign(told=told_in(turn_of(rows["live_on"].to_numpy())))


@cache
def enrolments() -> pd.DataFrame:
    """Return every enrolment: columns of the sheet "module_enrolments", and `told`.

    Persons are rows of people().
    """
    chance = dice("modules")
    turns = FIRST_TURN + np.repeat(np.arange(len(ENROLLED)), np.diff(ENROLLED, prepend=0))
    first_of_two, second_of_two = _pairs(len(turns), chance)
    person = _learners(len(turns), chance)
    person[second_of_two] = person[first_of_two]
    module = _modules(turns, first_of_two, second_of_two, chance)
    about = modules().iloc[module].reset_index(drop=True)
    opened = np.maximum(starts(turns), about["live_on"].to_numpy().astype("datetime64[D]"))
    enrolled_on = opened + (chance.random(len(turns)) * _open_days(opened, turns)).astype(int)
    is_completed = _is_completed(turns, about["code"], chance)
    completed_on = enrolled_on + chance.integers(6, MOST_DAYS, len(turns))
    return pd.DataFrame(
        {
            "module": about["code"],
            "person": person,
            "enrolled_on": enrolled_on,
            "completed_on": pd.Series(completed_on).where(is_completed),
            "last_unit": np.where(is_completed, about["units"], _stopped_at(about, chance)),
            "device": chance.choice([*DEVICES], len(turns), p=[*DEVICES.values()]),
            "told": told_in(turns),
        }
    )


def _pairs(count: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return places of enrolments that belong to one person, the first and the second one."""
    chosen = chance.choice(count, 2 * TWO_MODULES, replace=False).reshape(2, -1)
    return chosen.min(axis=0), chosen.max(axis=0)


def _learners(count: int, chance: np.random.Generator) -> np.ndarray:
    """Return different people; those who were trained are twice as likely to be among them."""
    rows = people()
    rows = rows[(rows["same_as"] < 0) & (rows["audience"] != "specialists")]
    weight = np.where(rows["turn"] < UNTRAINED, 2.0, 1.0)
    return chance.choice(rows.index, count, replace=False, p=weight / weight.sum())


def _modules(turns, first_of_two, second_of_two, chance: np.random.Generator) -> np.ndarray:
    """Return the place of a module that is live for every enrolment, another one for the second."""
    live = (turn_of(modules()["live_on"].to_numpy())[None, :] <= turns[:, None]).sum(axis=1)
    chosen = np.floor(chance.random(len(turns)) * live).astype(int)
    step = 1 + np.floor(chance.random(TWO_MODULES) * (live[second_of_two] - 1)).astype(int)
    chosen[second_of_two] = (chosen[first_of_two] + step) % live[second_of_two]
    return chosen


def _open_days(opened: np.ndarray, turns: np.ndarray) -> np.ndarray:
    """Return for how many days people enrol: until OPEN_DAYS of the quarter are over."""
    return OPEN_DAYS - (opened - starts(turns)).astype(int)


def _is_completed(turns: np.ndarray, module: pd.Series, chance: np.random.Generator) -> np.ndarray:
    """Return who completes, exactly as many in each quarter as are reported."""
    luck = chance.random(len(turns)) + (module == STUMBLE[0]) * 0.35
    turn_of_luck = pd.Series(luck).groupby(turns).rank(method="first")
    return (turn_of_luck <= np.diff(COMPLETED, prepend=0)[turns - FIRST_TURN]).to_numpy()


def _stopped_at(about: pd.DataFrame, chance: np.random.Generator) -> np.ndarray:
    """Return the last unit opened by those who do not complete a module."""
    anywhere = np.floor(chance.random(len(about)) ** 1.4 * about["units"].to_numpy())
    stumbles = (about["code"] == STUMBLE[0]) & (chance.random(len(about)) < 0.72)
    return np.where(stumbles, STUMBLE[1], anywhere).astype(int)
