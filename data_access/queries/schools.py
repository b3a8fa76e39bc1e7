"""How far are the six packages of each innovative school?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.indicators.status import Rules, Status, rules, status
from data_access.models import Area, Office, PackageKind
from data_access.models.base import name_of
from data_access.models.schools import PACKAGE_COUNT, STAGES
from data_access.queries.areas import inside
from data_access.summaries.schools import PACKAGES, SCHOOLS

SCHOOL, PACKAGE = SCHOOLS.table.c, PACKAGES.table.c


def packages(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every package of the innovative schools asked for, in the order of schools.

    Schools that are closed by the end of the period are left out. A stage counts as reached where a
    later one is; late is what was planned before the day.

    Columns:
        school, district, region, package, package_name, owner_name   str
        <stage>_planned, <stage>_actual   date      for each stage; missing where not set
        stage       str    last stage reached by the end of the period; missing before the first
        days_late   Int64  days between the planned date of the first stage that is due and not
                           reached, and the end of the period; missing where nothing is late
        due         str    that stage
        demonstration   Int64   1 where the row is invented
    """
    frame = _packages(db, filters)
    return inside(_open(frame, filters), filters)


def packages_of_school(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the same of one school, wherever it lies; of a closed one as it was when it closed."""
    frame = _packages(db, filters)
    return frame[frame["school"] == filters.school].drop(columns="closed_on").reset_index(drop=True)


def _open(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the rows of schools that are open at the end of the period."""
    is_closed = frame["closed_on"] <= pd.Timestamp(filters.quarter)
    return frame[~is_closed].drop(columns="closed_on").reset_index(drop=True)


@kept("release", "period", "lang")
def _packages(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return every package of the country with the day on which its school was closed."""
    dates = [PACKAGE[f"{stage}_{kind}"] for stage in STAGES for kind in ("planned", "actual")]
    statement = (
        select(
            PACKAGE.school,
            SCHOOL.district,
            Area.parent.label("region"),
            PACKAGE.package,
            name_of(PackageKind, filters.lang).label("package_name"),
            name_of(Office, filters.lang).label("owner_name"),
            *dates,
            PACKAGE.demonstration,
            SCHOOL.closed_on,
        )
        .join(
            SCHOOLS.table, (SCHOOL.school == PACKAGE.school) & (SCHOOL.release == PACKAGE.release)
        )
        .join(Area, Area.code == SCHOOL.district)
        .join(PackageKind, PackageKind.code == PACKAGE.package)
        .join(Office, Office.code == PACKAGE.owner)
        .where(PACKAGE.release == filters.release, SCHOOL.innovative)
        .order_by(PACKAGE.school, PackageKind.position)
    )
    frame = read_frame(db, statement)
    return with_stage(frame, seen_on(frame["closed_on"], filters))


Day = pd.Timestamp | pd.Series
"""One day for all rows, or one for each."""


def seen_on(closed_on: pd.Series, filters: Filters) -> pd.Series:
    """Return the last day on which schools are seen: they wait for nothing once they are closed."""
    day = pd.Timestamp(filters.quarter)
    return closed_on.where(closed_on < day, day)


def with_stage(frame: pd.DataFrame, day: Day) -> pd.DataFrame:
    """Return packages with `stage`, `due` and `days_late` as seen on a day."""
    reached, late = _reached(frame, day), _late(frame, day)
    stage = pd.Series(None, index=frame.index, dtype="str")
    due = pd.Series(None, index=frame.index, dtype="str")
    since = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    for name in STAGES:
        stage = stage.mask(reached[name], name)
        is_first = late[name] & due.isna()
        since = since.mask(is_first, frame[f"{name}_planned"])
        due = due.mask(is_first, name)
    days_late = (day - since).dt.days.astype("Int64")
    return frame.assign(stage=stage, due=due, days_late=days_late)


def _reached(frame: pd.DataFrame, day: Day) -> dict[str, pd.Series]:
    """Return for each stage whether it, or a later one, was reached by a day."""
    reached: dict[str, pd.Series] = {}
    beyond = pd.Series(False, index=frame.index)
    for name in reversed(STAGES):
        beyond = beyond | (frame[f"{name}_actual"] <= day)
        reached[name] = beyond
    return reached


def _late(frame: pd.DataFrame, day: Day) -> dict[str, pd.Series]:
    """Return for each stage whether it was planned before a day and is not reached."""
    reached = _reached(frame, day)
    return {name: (frame[f"{name}_planned"] < day) & ~reached[name] for name in STAGES}


def innovative_schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the innovative schools asked for that are open at the end of the period.

    Columns:
        school, school_name, district, district_name, region   str
        lon, lat         float64  missing where the school has no position yet
        pupil_count      Int64    missing where not reported
        package_count, accepted_count   Int64  packages known of, and accepted by then
        late_count       Int64    packages with a stage due and not reached
        days_late        Int64    of the latest of them; missing where none is late
        is_planned       boolean  False where none of the stages still to be reached has a date
        status           str      house rule on stages reached ÷ stages due; a school with a package
                                  that is at risk for its delay is not on track
        demonstration    Int64    1 where the school or its packages are invented
    """
    return inside(_innovative_schools(db, filters), filters)


@kept("release", "period", "lang")
def _innovative_schools(db: Connection, filters: Filters) -> pd.DataFrame:
    statement = (
        select(
            SCHOOL.school,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            SCHOOL.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            SCHOOL.lon,
            SCHOOL.lat,
            (SCHOOL.girls + SCHOOL.boys).label("pupil_count"),
            SCHOOL.demonstration,
            SCHOOL.closed_on,
        )
        .join(Area, Area.code == SCHOOL.district)
        .where(SCHOOL.release == filters.release, SCHOOL.innovative)
        .order_by(SCHOOL.school)
    )
    schools = _open(read_frame(db, statement), filters)
    progress = _progress(_packages(db, filters), pd.Timestamp(filters.quarter))
    schools = schools.merge(progress, how="left", on="school")
    schools["is_planned"] = (schools["dated"] > 0) | (schools["ahead"] == 0)
    house = rules(filters.quarter)
    schools["status"] = [_school_status(row, house) for row in schools.to_dict("records")]
    invented = schools[["demonstration", "packages_invented"]].max(axis=1).astype("Int64")
    return schools.assign(demonstration=invented).drop(
        columns=["reached", "due", "ahead", "dated", "packages_invented"]
    )


def _progress(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return per school: packages, accepted ones, stages reached and due, delays, what is ahead."""
    late = _late(frame, day)
    ahead = {stage: ~reached for stage, reached in _reached(frame, day).items()}
    dated = {stage: ahead[stage] & frame[f"{stage}_planned"].notna() for stage in STAGES}
    planned = sum((frame[f"{stage}_planned"] < day).astype(int) for stage in STAGES)
    behind = sum(late[stage].astype(int) for stage in STAGES)
    counted = frame.assign(
        due=planned,
        reached=planned - behind,
        ahead=pd.DataFrame(ahead).sum(axis=1),
        dated=pd.DataFrame(dated).sum(axis=1),
        accepted=frame["stage"] == STAGES[-1],
        late=frame["due"].notna(),
    )
    return (
        counted.groupby("school")
        .agg(
            package_count=("package", "size"),
            accepted_count=("accepted", "sum"),
            late_count=("late", "sum"),
            days_late=("days_late", "max"),
            reached=("reached", "sum"),
            due=("due", "sum"),
            ahead=("ahead", "sum"),
            dated=("dated", "sum"),
            packages_invented=("demonstration", "max"),
        )
        .astype("Int64")
        .reset_index()
    )


def _school_status(row: Mapping[Any, Any], house: Rules) -> str:
    if pd.isna(row["package_count"]):
        return Status.NOT_REPORTED.value
    if row["accepted_count"] >= PACKAGE_COUNT:
        return Status.ACHIEVED.value
    found = status(float(row["reached"]), float(row["due"]), float("inf"), house.thresholds)
    days = row["days_late"]
    is_package_at_risk = pd.notna(days) and days > house.lateness.at_risk_days
    return (Status.ATTENTION if found is Status.ON_TRACK and is_package_at_risk else found).value
