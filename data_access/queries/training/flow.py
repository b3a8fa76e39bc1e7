"""How many of those enrolled in sessions came, completed, were certified, and apply it?

Counts are seats, not people: who takes two courses counts twice. Sessions count from the quarter in
which they have ended.
"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Area, Provider
from data_access.models.base import name_of
from data_access.queries.areas import inside
from data_access.queries.training.hidden import told
from data_access.summaries.training import COURSES, FLOW, STEPS
from data_access.suppression import FEW, TOTAL

BEFORE = {
    "attended": "enrolled",
    "completed": "attended",
    "certified": "completed",
    "observed": "completed",
    "applied": "observed",
}

BESIDE = {
    "enrolled": (),
    "completed": ("enrolled",),
    "certified": ("completed",),
    "attended": ("enrolled", "completed"),
    "observed": ("completed",),
    "applied": ("observed",),
}
"""Steps in the order in which they are told, each with those that hold it or are held by it."""

LOSABLE = ("attended", "completed", "certified")
"""Steps at which seats are lost; lessons are observed of a part only."""


@kept("release", "lang")
def sessions(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every session of the release, those to come included, in the order of first days.

    Columns:
        session, course, course_name, provider, provider_name   str
        district, district_name, region   str   missing where it is held online
        starts_on, ends_on   date
        planned_seats, enrolled, attended, completed, certified, observed, applied   Int64
        demonstration   Int64
    """
    flow, course = FLOW.table.c, COURSES.table.c
    return read_frame(
        db,
        select(
            flow.session,
            flow.course,
            course[f"name_{filters.lang}"].label("course_name"),
            course.provider,
            name_of(Provider, filters.lang).label("provider_name"),
            flow.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            flow.starts_on,
            flow.ends_on,
            flow.planned_seats,
            *(flow[step] for step in STEPS),
            flow.demonstration,
        )
        .join_from(
            FLOW.table,
            COURSES.table,
            (course.code == flow.course) & (course.release == flow.release),
        )
        .join(Provider, Provider.code == course.provider)
        .join(Area, Area.code == flow.district, isouter=True)
        .where(flow.release == filters.release)
        .order_by(flow.starts_on, flow.session),
    )


def ended(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the sessions of the whole country that have ended by the end of the quarter."""
    every = sessions(db, filters)
    return every[every["ends_on"] <= pd.Timestamp(filters.quarter)]


@kept("release", "period", "region", "district", "lang")
def steps(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many seats of ended sessions reached each step, in the area asked for.

    A region or district counts the sessions that are held in it, without those online.

    Columns:
        step            str      one of STEPS
        seats           Int64    missing where it would tell a few people apart
        before          Int64    seats at the step that this one rests on; missing for the first
        share_before, share_enrolled   float64   missing where there is nothing to divide by
        session_count   Int64    of the sessions counted
        demonstration   Int64
    """
    every = ended(db, filters)
    counts, here = _counts_of_area(every, filters), inside(every, filters)
    before = [counts.get(BEFORE.get(step, ""), pd.NA) for step in STEPS]
    frame = pd.DataFrame(
        {
            "step": pd.Series(STEPS, dtype="str"),
            "seats": pd.array([counts[step] for step in STEPS], "Int64"),
            "before": pd.array(before, "Int64"),
        }
    )
    return frame.assign(
        share_before=share(frame["seats"], frame["before"]),
        share_enrolled=share(frame["seats"], pd.Series([counts["enrolled"]] * len(STEPS))),
        session_count=pd.array([len(here)] * len(STEPS), "Int64"),
        demonstration=pd.array([_highest(here)] * len(STEPS), "Int64"),
    )


def largest_loss(frame: pd.DataFrame) -> tuple[str, int, float] | None:
    """Return where most seats are lost: step, seats, share of the step before; None if nowhere."""
    known = frame[frame["step"].isin(LOSABLE)].dropna(subset=["seats", "before"])
    lost = (known["before"] - known["seats"]).astype("int64")
    if known.empty or lost.max() < FEW:
        return None
    row = known.iloc[int(lost.argmax())]
    return str(row["step"]), int(lost.max()), 1 - float(row["share_before"])


def _counts_of_area(every: pd.DataFrame, filters: Filters) -> pd.Series:
    """Return seats by step, with those missing that would follow from what other areas tell."""
    placed = every.assign(
        region=every["region"].fillna("online"), district=every["district"].fillna("nowhere")
    )
    districts = placed.groupby(["region", "district"], as_index=False)[list(STEPS)].sum()
    areas = told(districts, BESIDE, "district", "region")
    by_area = pd.concat([areas["parts"].set_index("district")[list(STEPS)], areas["wholes"]])
    asked = filters.district or filters.region or TOTAL
    return by_area.reindex([asked], fill_value=0).iloc[0]


@kept("release", "period", "lang")
def by_provider(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the steps by provider, in the whole country; the largest share completed is first.

    Columns:
        provider, provider_name   str
        session_count   Int64    ended sessions
        enrolled, attended, completed, certified, observed, applied   Int64   missing where it would
                                 tell a few people apart
        completed_share   float64   of those enrolled; missing where either is
        certified_share   float64   of those who completed
        applied_share     float64   of those observed after they completed
        demonstration   Int64
    """
    hidden = _of_courses(db, filters)["wholes"]
    groups = counts(db, filters, "provider").drop(columns=list(STEPS))
    return _in_order(groups.join(hidden, on="provider"), "provider")


@kept("release", "period", "lang")
def by_course(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the same by course: `by_provider` with `course` and `course_name` before it."""
    return _in_order(_of_courses(db, filters)["parts"], "course")


def _of_courses(db: Connection, filters: Filters) -> dict[str, pd.DataFrame]:
    return told(counts(db, filters, "course", "provider"), BESIDE, "course", "provider")


def counts(db: Connection, filters: Filters, *keys: str) -> pd.DataFrame:
    """Return the seats of ended sessions by course or provider (`keys`), few ones too: STEPS."""
    every = ended(db, filters)
    by = [column for key in keys for column in (key, f"{key}_name")]
    groups = every.groupby(by, as_index=False)
    counts = groups.agg(
        session_count=("session", "size"),
        **{step: (step, "sum") for step in STEPS},
        demonstration=("demonstration", "max"),
    )
    return counts.astype({"session_count": "Int64"})


def _in_order(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    shares = frame.assign(
        completed_share=share(frame["completed"], frame["enrolled"]),
        certified_share=share(frame["certified"], frame["completed"]),
        applied_share=share(frame["applied"], frame["observed"]),
    )
    return shares.sort_values(["completed_share", name], ascending=[False, True], ignore_index=True)


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return part ÷ whole; missing where either is, or there is nothing to divide by."""
    parts, wholes = (
        pd.to_numeric(each, errors="coerce").astype("Float64").astype("float64")
        for each in (part, whole)
    )
    return parts / wholes.where(wholes > 0)


def _highest(frame: pd.DataFrame) -> int:
    return int(frame["demonstration"].max()) if len(frame) else 0
