"""When and where is each course held, and what becomes of every seat?"""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from dashboard.demonstration.reporting import (
    NEVER,
    NOW,
    starts,
    told_in,
    turn_of,
)
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.people import people
from dashboard.demonstration.training.seats import seats

FOLDER = Path(__file__).parent
HOURS_A_DAY = {"in_person": 5, "blended": 3, "online": 4}

ZONES = {
    **dict.fromkeys(("KG-O", "KG-GO", "KG-B", "KG-J"), "south"),
    **dict.fromkeys(("KG-C", "KG-GB", "KG-T", "KG-Y", "KG-N"), "north"),
}
"""Teachers of a few oblasts sit in one session, in the district of one of them."""
GROUP, GROUP_TO_COME, SEATS_TO_COME = 22, 16, 25
"""Most people of a session; of one to come, which has more seats than people so far."""
FIRST_END, LAST_END = 3, 79
"""Days of the quarter on which a session may end."""
EARLY = 0.45
"""Part of the people who are enrolled in the quarter before their session starts."""

TOGETHER = ["course", "turn", "zone"]


@cache
def courses() -> pd.DataFrame:
    """Return the courses: columns of the sheet "courses", and `days` that a session takes."""
    rows = pd.read_csv(FOLDER / "courses.csv")
    return rows.assign(days=np.ceil(rows["hours"] / rows["mode"].map(HOURS_A_DAY)).astype(int))


@cache
def sessions() -> pd.DataFrame:
    """Return every session by number of its group: columns of the sheet "sessions", and `told`."""
    rows = _gathered()
    chance = dice("sessions")
    found = rows.groupby("group").agg(
        course=("course", "first"),
        mode=("mode", "first"),
        district=("district", "first"),
        turn=("turn", "first"),
        days=("days", "first"),
        people=("person", "size"),
    )
    end = starts(found["turn"].to_numpy()) + chance.integers(FIRST_END, LAST_END, len(found))
    ends_on = np.busday_offset(end, 0, roll="backward")
    starts_on = np.busday_offset(ends_on, 1 - found["days"].to_numpy())
    spare = chance.integers(0, 4, len(found))
    seats_past = (-(-(found["people"] + spare) // 5)).clip(lower=2) * 5
    found = found.assign(
        starts_on=starts_on,
        ends_on=ends_on,
        district=found["district"].where(found["mode"] != "online"),
        planned_seats=seats_past.where(found["turn"] <= NOW, SEATS_TO_COME).astype(int),
        told=told_in(turn_of(starts_on) - 2),
    ).sort_values(["course", "starts_on", "ends_on"], kind="stable")
    number = found.groupby("course").cumcount() + 1
    return found.assign(code=found["course"] + "-" + number.astype(str).str.zfill(4))


@cache
def places() -> pd.DataFrame:
    """Return every seat of `seats()` with its session, days and the workbooks that tell of it.

    Columns:
        person, outcome        as in seats()
        session, course        str
        starts_on, ends_on     datetime64
        days                   int64
        told_first, told_last  int64  workbook that tells of the enrolment, of the end
    """
    rows = _gathered()
    chance = dice("places")
    held = sessions()[["code", "starts_on", "ends_on"]].rename(columns={"code": "session"})
    rows = rows.join(held, on="group")
    start = turn_of(rows["starts_on"].to_numpy())
    enrolled = np.minimum(start - (chance.random(len(rows)) < EARLY), NOW)
    is_second = people()["same_as"].to_numpy()[rows["person"]] >= 0
    enrolled = np.where(is_second, rows["turn"], enrolled)
    district = registered_in(rows["person"])
    has_ended = rows["outcome"] != "enrolled"
    return rows.assign(
        told_first=told_in(enrolled, district),
        told_last=np.where(has_ended, told_in(rows["turn"].to_numpy(), district), NEVER),
    )


def registered_in(persons: pd.Series) -> pd.Series:
    """Return the district that registers each person; others than teachers have no register."""
    districts = people()["district"].where(people()["audience"] == "teachers", "")
    return districts[persons].reset_index(drop=True)


@cache
def _gathered() -> pd.DataFrame:
    """Return the seats with the number of the group, which sits in one session."""
    about = courses().set_index("code")[["mode", "days", "audience"]]
    rows = seats().sample(frac=1, random_state=dice("groups"), ignore_index=True)
    rows = rows.join(people()[["district", "region"]], on="person").join(about, on="course")
    is_local = (rows["mode"] != "online") & (rows["audience"] != "specialists")
    zone = rows["region"].map(ZONES).where(is_local, "")
    rows = rows.assign(zone=zone)
    together = rows.groupby(TOGETHER)
    most = np.where(rows["turn"] <= NOW, GROUP, GROUP_TO_COME)
    count = np.ceil(together["person"].transform("size") / most)
    rows = rows.assign(part=together.cumcount() % count)
    return rows.assign(group=rows.groupby([*TOGETHER, "part"]).ngroup())
