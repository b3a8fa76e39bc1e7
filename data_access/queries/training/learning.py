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
from data_access.queries.training import flow
from data_access.queries.training.hidden import told
from data_access.summaries.training import COURSES, GAIN, SCORES
from data_access.suppression import FEW, TOTAL, suppressed_with_totals, with_totals

BANDS = tuple(range(0, 100, 10))
TESTS = ("pre", "post")
CONFIDENCE = 0.95

LEAST = 50
"""Tests of a group from which on its points and both means are told: of fewer, the means would
narrow down the bands that are hidden."""

SUMS = ("both", "sum_pre", "sum_post", "sum_gain", "sum_gain_squared")


@kept("release", "period")
def distributions(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return how many reached which points in both tests, by course, by provider, and of all.

    Every group has every band of both tests; a group whose number is not told, or below LEAST,
    has no row.

    Columns:
        part     str     course, provider or all
        group    str     code of the course or provider; TOTAL of all
        test     str     pre or post
        band     Int64   points from this one to the next multiple of ten; 100 belongs to 90
        people   Int64   missing where it would tell a few people apart
        demonstration   Int64
    """
    cells = _cells(db, filters)
    tables, within = _tables(cells)
    marks = _hidden(db, filters)
    invented = int((cells["demonstration"] == 1).any())
    part = {**dict.fromkeys(within.index, "course"), **dict.fromkeys(within, "provider")}
    found = []
    for test in TESTS:
        counts, secret = with_totals(tables[test], within), marks[test]
        is_shown = ~secret[TOTAL] & (counts[TOTAL] >= LEAST)
        shown = counts.mask(secret)[is_shown].drop(columns=TOTAL)
        found.append(shown.rename_axis("group").reset_index().assign(test=test))
    wide = pd.concat(found, ignore_index=True)
    frame = wide.melt(["group", "test"], list(BANDS), "band", "people")
    return frame.assign(
        part=[part.get(group, "all") for group in frame["group"]],
        demonstration=pd.array([invented] * len(frame), "Int64"),
    ).astype({"part": "str", "group": "str", "band": "Int64", "people": "Int64"})


@kept("release", "period")
def total(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return one row about everybody who sat both tests; none where fewer than five did.

    Columns: those of `with_interval`.
    """
    sums = _sums(db, filters).assign(everybody="")
    row = sums.groupby("everybody", as_index=False)[[*SUMS, "demonstration"]].agg(
        {**dict.fromkeys(SUMS, "sum"), "demonstration": "max"}
    )
    return with_interval(row[row["both"] >= FEW].reset_index(drop=True))


@kept("release", "period", "lang")
def gains_by_provider(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the mean gain by provider, the largest first.

    Columns:
        provider, provider_name   str
        is_told   bool   whether the group is large enough, and does not give a small one away;
                  all that follows is missing where it is not
        and those of `with_interval`
    """
    return _gains(db, filters, "provider")


@kept("release", "period", "lang")
def gains_by_course(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the same by course: `gains_by_provider` with `course` and `course_name` before it."""
    return _gains(db, filters, "course", "provider")


def with_interval(sums: pd.DataFrame) -> pd.DataFrame:
    """Return the mean gain and its 95 % interval by Student's t; `sums` holds SUMS.

    Columns:
        both        Int64     who sat both tests
        mean_pre, mean_post, mean_gain   float64   points
        low, high   float64   missing where fewer than two sat both
        is_clear    bool      whether the interval does not hold zero
        demonstration   Int64
    """
    # A tenth of the start of a server, were it imported there.
    from scipy.special import stdtrit

    both = sums["both"].to_numpy("float64", na_value=np.nan)
    pre, post, gain, squares = (sums[name].to_numpy("float64") for name in SUMS[1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        mean, mean_pre, mean_post = gain / both, pre / both, post / both
        # Squares are rounded to four places, so that equal gains may miss zero by a hair.
        variance = np.maximum(squares - gain * mean, 0) / (both - 1)
        error = stdtrit(both - 1, (1 + CONFIDENCE) / 2) * np.sqrt(variance / both)
    low, high = mean - error, mean + error
    return sums.assign(
        mean_pre=mean_pre,
        mean_post=mean_post,
        mean_gain=mean,
        low=low,
        high=high,
        is_clear=(low > 0) | (high < 0),
    )


def _gains(db: Connection, filters: Filters, name: str, *beside: str) -> pd.DataFrame:
    by = [column for key in (name, *beside) for column in (key, f"{key}_name")]
    how = {**dict.fromkeys(SUMS, "sum"), "demonstration": "max"}
    groups = _sums(db, filters).groupby(by, as_index=False)[list(how)].agg(how)
    secret = _hidden(db, filters)["post"][TOTAL]
    is_told = ~groups[name].map(secret).fillna(False).astype(bool)
    sums = groups.assign(**{each: groups[each].where(is_told) for each in SUMS}, is_told=is_told)
    frame = with_interval(sums).drop(columns=list(SUMS[1:]))
    return frame.sort_values(["mean_gain", name], ascending=[False, True], ignore_index=True)


@kept("release", "period")
def _hidden(db: Connection, filters: Filters) -> dict[str, pd.DataFrame]:
    return hidden(_cells(db, filters), _hidden_beside_seats(db, filters))


def _hidden_beside_seats(db: Connection, filters: Filters) -> frozenset[str]:
    """Return the courses, providers or TOTAL of whom it is not told how many sat both tests: taken
    from those enrolled or completed, it would tell a few who did not."""
    keys = ["course", "provider"]
    seats = flow.counts(db, filters, *keys)[[*keys, *flow.STEPS]]
    sat = _sums(db, filters).groupby(keys, as_index=False)["both"].sum()
    frame = seats.merge(sat, how="outer", on=keys)
    numbers = [*flow.STEPS, "both"]
    frame[numbers] = frame[numbers].fillna(0).astype("Int64")
    beside = {**flow.BESIDE, "both": ("enrolled", "completed")}
    found = told(frame, beside, *keys)
    parts = found["parts"].set_index("course")["both"]
    both = pd.concat([parts, found["wholes"]["both"]])
    return frozenset(both.index[both.isna()])


def hidden(
    cells: pd.DataFrame, also_groups: frozenset[str] = frozenset()
) -> dict[str, pd.DataFrame]:
    """Return by test which counts are not told, with the totals of courses and providers.

    Both tests have the same totals: what is hidden in one is hidden in the other, and then all of
    the group. Columns of `cells`: course, provider, test, band, people; `also_groups` are courses
    and providers that are hidden for other reasons.
    """
    tables, within = _tables(cells)
    marks: dict[str, pd.DataFrame] = {}
    secret: set = set(also_groups) & {*within.index, *within, TOTAL}
    known = -1
    while len(secret) > known:
        known = len(secret)
        also = [(group, band) for group in secret for band in (*BANDS, TOTAL)]
        for test in TESTS:
            marks[test] = suppressed_with_totals([tables[test]], within, also=also)
            secret |= set(marks[test].index[marks[test][TOTAL]])
    return marks


def _tables(cells: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], pd.Series]:
    """Return a table of courses and bands by test, and the provider of each course."""
    within = cells.drop_duplicates("course").set_index("course")["provider"].sort_index()
    tables = {
        test: rows.pivot(index="course", columns="band", values="people").reindex(
            index=within.index, columns=list(BANDS)
        )
        for test, rows in ((test, cells[cells["test"] == test]) for test in TESTS)
    }
    return {test: table.fillna(0).astype("int64") for test, table in tables.items()}, within


@kept("release", "period")
def _cells(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return people by course, test and band; columns: these, provider and demonstration."""
    score, course = SCORES.table.c, COURSES.table.c
    return read_frame(
        db,
        select(
            score.course,
            course.provider,
            score.test,
            score.band,
            func.sum(score.people).label("people"),
            func.max(score.demonstration).label("demonstration"),
        )
        .join_from(
            SCORES.table,
            COURSES.table,
            (course.code == score.course) & (course.release == score.release),
        )
        .where(score.release == filters.release, score.period <= filters.quarter)
        .group_by(score.course, course.provider, score.test, score.band),
    )


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
