"""Do people know more after a course than before? Only those who sat both tests count.

Summaries know no place here, so all answers are about the whole country. Who sat both tests in two
courses counts in each.
"""

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Provider
from data_access.models.base import name_of
from data_access.queries.training.hidden import told
from data_access.summaries.training import COURSES, GAIN, SCORES
from data_access.suppression import FEW, suppressed_parts

BANDS = tuple(range(0, 100, 10))
TESTS = ("pre", "post")
CONFIDENCE = 0.95

SUMS = ("both", "sum_pre", "sum_post", "sum_gain", "sum_gain_squared")


@kept("release", "period")
def scores(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many reached which points in both tests; every test has every band.

    Columns:
        test     str     pre or post
        band     Int64   points from this one to the next multiple of ten; 100 belongs to 90
        people   Int64   missing where it would tell a few people apart
        demonstration   Int64
    """
    score = SCORES.table.c
    found = read_frame(
        db,
        select(
            score.test,
            score.band,
            func.sum(score.people).label("people"),
            func.max(score.demonstration).label("demonstration"),
        )
        .where(score.release == filters.release, score.period <= filters.quarter)
        .group_by(score.test, score.band),
    )
    every = pd.MultiIndex.from_product([TESTS, BANDS], names=["test", "band"])
    filled = found.set_index(["test", "band"]).reindex(every).fillna(0).astype("Int64")
    frame = filled.reset_index().astype({"test": "str", "band": "Int64"})
    hidden = frame["people"].groupby(frame["test"], group_keys=False).apply(suppressed_parts)
    return frame.assign(people=frame["people"].mask(hidden))


@kept("release", "period")
def total(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return one row about everybody who sat both tests; none where fewer than five did.

    Columns: both, mean_pre, mean_post, and those of `with_interval`.
    """
    sums = _sums(db, filters).assign(everybody="")
    row = sums.groupby("everybody", as_index=False)[[*SUMS, "demonstration"]].agg(
        {**dict.fromkeys(SUMS, "sum"), "demonstration": "max"}
    )
    row = row[row["both"] >= FEW].reset_index(drop=True)
    return with_interval(row).assign(
        mean_pre=row["sum_pre"] / row["both"].astype("float64"),
        mean_post=row["sum_post"] / row["both"].astype("float64"),
    )


@kept("release", "period", "lang")
def gains_by_provider(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the mean gain by provider, the largest first.

    Columns:
        provider, provider_name   str
        is_told   bool   whether the group is large enough, and does not give a small one away;
                  all that follows is missing where it is not
        and those of `with_interval`
    """
    hidden = _of_courses(db, filters)["wholes"]
    groups = _by(db, filters, "provider").drop(columns="both")
    return _gains(groups.join(hidden, on="provider"), "provider")


@kept("release", "period", "lang")
def gains_by_course(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the same by course: `gains_by_provider` with `course` and `course_name` before it."""
    return _gains(_of_courses(db, filters)["parts"], "course")


def _of_courses(db: Connection, filters: Filters) -> dict[str, pd.DataFrame]:
    return told(_by(db, filters, "course", "provider"), ("both",), "course", "provider")


def with_interval(sums: pd.DataFrame) -> pd.DataFrame:
    """Return the mean gain and its 95 % interval by Student's t; `sums` holds SUMS.

    Columns:
        both        Int64     who sat both tests
        mean_gain   float64   points
        low, high   float64   missing where fewer than two sat both
        is_clear    bool      whether the interval does not hold zero
        demonstration   Int64
    """
    # A tenth of the start of a server, were it imported there.
    from scipy.special import stdtrit

    both = sums["both"].to_numpy("float64", na_value=np.nan)
    gain, squares = (sums[name].to_numpy("float64") for name in ("sum_gain", "sum_gain_squared"))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = gain / both
        # Squares are rounded to four places, so that equal gains may miss zero by a hair.
        variance = np.maximum(squares - gain * mean, 0) / (both - 1)
        error = stdtrit(both - 1, (1 + CONFIDENCE) / 2) * np.sqrt(variance / both)
    low, high = mean - error, mean + error
    return sums.assign(mean_gain=mean, low=low, high=high, is_clear=(low > 0) | (high < 0))


def _gains(groups: pd.DataFrame, name: str) -> pd.DataFrame:
    is_told = groups["both"].notna()
    sums = groups.drop(columns=list(SUMS[1:])).join(groups[list(SUMS[1:])].where(is_told))
    frame = with_interval(sums.assign(is_told=is_told)).drop(columns=list(SUMS[1:]))
    return frame.sort_values(["mean_gain", name], ascending=[False, True], ignore_index=True)


def _by(db: Connection, filters: Filters, *keys: str) -> pd.DataFrame:
    by = [column for key in keys for column in (key, f"{key}_name")]
    how = {**dict.fromkeys(SUMS, "sum"), "demonstration": "max"}
    return _sums(db, filters).groupby(by, as_index=False)[list(how)].agg(how)


@kept("release", "period", "lang")
def _sums(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the sums by course, with its name and provider."""
    gain, course = GAIN.table.c, COURSES.table.c
    course_name = course[f"name_{filters.lang}"]
    provider_name = name_of(Provider, filters.lang)
    return read_frame(
        db,
        select(
            gain.course,
            course_name.label("course_name"),
            course.provider,
            provider_name.label("provider_name"),
            *(func.sum(gain[name]).label(name) for name in SUMS),
            func.max(gain.demonstration).label("demonstration"),
        )
        .join_from(
            GAIN.table,
            COURSES.table,
            (course.code == gain.course) & (course.release == gain.release),
        )
        .join(Provider, Provider.code == course.provider)
        .where(gain.release == filters.release, gain.period <= filters.quarter)
        .group_by(gain.course, course_name, course.provider, provider_name),
    )
