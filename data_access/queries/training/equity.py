"""How do women and men, villages and towns, and languages fare beside each other, panel by panel?

All answers but that of `covered` and `placed` are about the whole country. Each compares a rate of
one group with that of another, and has the same columns:

    dimension       str      sex, rural or language
    group, base     str      codes of the groups compared
    rate, base_rate float64  of each; missing where hidden or where there is nobody
    of, base_of     Int64    people or seats that the rate is of; missing likewise
    value           float64  parity index: rate ÷ base_rate; missing where it cannot be told
    hidden          bool     a few people could be told apart
    demonstration   Int64    1 where any fact behind is invented
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models.training import AUDIENCES
from data_access.queries.training import coverage, places, teachers
from data_access.queries.training.coverage import COUNTRY, pairs
from data_access.queries.training.lessons import SEEN
from data_access.queries.training.teachers import TEACHERS
from data_access.summaries.summary import Summary
from data_access.summaries.training import (
    ATTESTATION,
    ENROLLED,
    GAIN,
    GROUPS,
    MODULES,
    OBSERVATIONS,
    SEATS,
    TRAINED,
)
from data_access.suppression import TOTAL, suppressed_with_totals

YEAR = 4
"""Quarters of a pace."""

OTHERS = tuple(name for name in AUDIENCES if name != TEACHERS)


@kept("release", "period", "region", "district")
def covered(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return teachers trained of those eligible, in the area asked for."""
    frame = coverage.parity(db, filters)
    here = frame[frame["area"] == (filters.district or filters.region or COUNTRY)]
    cells = teachers.cells(db, filters)
    invented = int((cells["demonstration"] == 1).any())
    of, base_of = (here[name].mask(here["hidden"]) for name in ("part_of", "base_of"))
    return pd.DataFrame(
        {
            **{name: here[name] for name in ("dimension", "group", "base")},
            "rate": here["part"].astype("Float64").astype("float64") / _positive(of),
            "base_rate": here["base_part"].astype("Float64").astype("float64") / _positive(base_of),
            "of": of,
            "base_of": base_of,
            "value": here["value"],
            "hidden": here["hidden"],
            "demonstration": pd.array([invented] * len(here), "Int64"),
        }
    ).reset_index(drop=True)


@kept("release", "period")
def seats(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return completed seats of each teacher trained."""
    done, trained = (
        _summed(db, filters, part, [name], part.table.c.period, audience=TEACHERS)
        for part, name in ((SEATS, "completions"), (TRAINED, "people"))
    )
    frame = pd.concat([done, trained]).fillna({"completions": 0, "people": 0})
    frame["further"] = frame["completions"] - frame["people"]
    return _lens(frame, "completions", "people", ["further"], _hidden_teachers(db, filters))


@kept("release", "period")
def pace(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return teachers trained in the last four quarters of those eligible."""
    part = TRAINED.table.c
    so_far = _summed(db, filters, TRAINED, ["people"], part.period, audience=TEACHERS)
    until = pd.Timestamp(filters.quarter) - YEAR * pd.offsets.QuarterEnd()
    earlier = _summed(
        db, filters, TRAINED, ["people"], part.period, until.date(), audience=TEACHERS
    )
    eligible = teachers.cells(db, filters)[[*GROUPS, "eligible", "demonstration"]]
    frame = pd.concat(
        [
            so_far.rename(columns={"people": "trained"}),
            earlier.rename(columns={"people": "earlier"}),
            eligible,
        ]
    ).fillna({"trained": 0, "earlier": 0, "eligible": 0})
    frame["recent"] = frame["trained"] - frame["earlier"]
    return _lens(frame, "recent", "eligible", ["earlier"], _hidden_teachers(db, filters))


@kept("release", "period")
def completed(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return seats completed of those enrolled, in sessions that have ended."""
    return _ended(db, filters, "completed", "enrolled", AUDIENCES)


@kept("release", "period")
def certified(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return seats certified of those completed, in sessions that have ended."""
    return _ended(db, filters, "certified", "completed", AUDIENCES)


@kept("release", "period")
def others_completed(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the seats of leaders and specialists that were completed of those enrolled."""
    return _ended(db, filters, "completed", "enrolled", OTHERS)


@kept("release", "period")
def coming(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return seats that teachers took in sessions to come, of those eligible."""
    part = ENROLLED.table.c
    taken = _read(
        db, ENROLLED, ["enrolled"], part.release == filters.release,
        part.starts > filters.quarter, part.audience == TEACHERS,
    )  # fmt: skip
    eligible = teachers.cells(db, filters)[[*GROUPS, "eligible", "demonstration"]]
    frame = pd.concat([taken, eligible]).fillna({"enrolled": 0, "eligible": 0})
    return _lens(frame, "enrolled", "eligible", [], _hidden_teachers(db, filters))


@kept("release", "period")
def known_after(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return mean points in the test after, of those who sat both."""
    return _mean(db, filters, "sum_post")


@kept("release", "period")
def gained(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the mean gain in points, of those who sat both tests."""
    return _mean(db, filters, "sum_gain")


@kept("release", "period")
def attested(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return candidates certified in the attestation pilot."""
    names = ["candidates", "certified"]
    frame = _summed(db, filters, ATTESTATION, names, ATTESTATION.table.c.period)
    frame["rest"] = frame["candidates"] - frame["certified"]
    return _lens(frame, "certified", "candidates", ["rest"])


@kept("release", "period")
def learned_online(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return enrolments in online modules that were completed."""
    names = ["enrolled", "completed"]
    frame = _summed(db, filters, MODULES, names, MODULES.table.c.period)
    frame["rest"] = frame["enrolled"] - frame["completed"]
    return _lens(frame, "completed", "enrolled", ["rest"])


@kept("release", "period")
def used_ict(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return observed lessons that use ICT."""
    frame = _summed(db, filters, OBSERVATIONS, list(SEEN), OBSERVATIONS.table.c.period)
    frame["rest"] = frame["observed"] - frame["uses_ict"]
    return _lens(frame, "uses_ict", "observed", ["rest"])


def placed(db: Connection, filters: Filters, plan: places.Placed) -> pd.DataFrame:
    """Return the coverage that a plan of places would leave, in the area asked for.

    Who is reached in a district is not known yet: places are shared out by those not trained in
    each of its groups, as far as they are published; where they are hidden, as in its region, else
    as in the country. Columns, beside the usual ones: before (float64: the index now).
    """
    now = covered(db, filters)
    reached = _expected(db, filters, plan)
    rates = {}
    for rate, of, code in (("rate", "of", "group"), ("base_rate", "base_of", "base")):
        more = [
            reached[dimension].get(group, 0.0)
            for dimension, group in zip(now["dimension"], now[code], strict=True)
        ]
        rates[rate] = (now[rate] + np.array(more) / _positive(now[of])).clip(upper=1.0)
    value = rates["rate"] / rates["base_rate"].where(rates["base_rate"] > 0)
    return now.assign(**rates, value=value, before=now["value"])


def _expected(
    db: Connection, filters: Filters, plan: places.Placed
) -> dict[str, dict[Hashable, float]]:
    """Return how many of each group of each dimension a plan would reach."""
    regions = teachers.regions_of_districts(db, filters).to_dict()
    counts = teachers.counts(db, filters)
    districts = plan.districts[plan.districts["people"] > 0]
    reached: dict[str, dict[Hashable, float]] = {name: {} for name in GROUPS}
    for name in GROUPS:
        left, hidden = _untrained(counts[name])
        for district, people in zip(districts["district"], districts["people"], strict=True):
            for group, share in _shares(left, hidden, (district, regions[district])).items():
                reached[name][group] = reached[name].get(group, 0.0) + float(people) * share
    return reached


def _untrained(counts: teachers.Counts) -> tuple[dict, dict]:
    """Return who is not trained, and what is hidden: place -> group -> count, or whether."""
    left = (counts.eligible - counts.trained).clip(lower=0).drop(columns=TOTAL)
    hidden = counts.hidden.drop(columns=TOTAL)
    return left.to_dict("index"), hidden.to_dict("index")


def _shares(left: dict, hidden: dict, nearest: Sequence[str]) -> dict[Hashable, float]:
    """Return the share of each group in those not trained, of the first place that tells it.

    Where none does, it is that of the country, whose hidden groups count as nobody.
    """
    for place in nearest:
        whole = sum(left[place].values())
        if whole and not any(hidden[place].values()):
            return {group: people / whole for group, people in left[place].items()}
    told = {group: 0 if hidden[TOTAL][group] else n for group, n in left[TOTAL].items()}
    return {group: people / max(sum(told.values()), 1) for group, people in told.items()}


def _read(db: Connection, part: Summary, names: Sequence[str], *only: Any) -> pd.DataFrame:
    """Return sums by all groups at once; columns: GROUPS, the names (float64), demonstration."""
    columns = part.table.c
    keys = [columns[name] for name in GROUPS]
    statement: Select = (
        select(
            *keys,
            *(func.sum(columns[name]).label(name) for name in names),
            func.max(columns.demonstration).label("demonstration"),
        )
        .where(*only)
        .group_by(*keys)
        .order_by(*keys)
    )
    frame = read_frame(db, statement)
    return frame.astype(dict.fromkeys(names, "float64"))


def _summed(
    db: Connection,
    filters: Filters,
    part: Summary,
    names: Sequence[str],
    period: Any,
    until: Any = None,
    **only: str,
) -> pd.DataFrame:
    """Return what `_read` does, of the release up to a day, by default the end of the quarter."""
    columns = part.table.c
    here = (columns[name] == value for name, value in only.items())
    before = period <= (until or filters.quarter)
    return _read(db, part, names, columns.release == filters.release, before, *here)


def _hidden_teachers(db: Connection, filters: Filters) -> dict[str, frozenset[str]]:
    """Return the groups of teachers of the country that coverage does not tell."""
    counts = teachers.counts(db, filters)
    hidden = {name: counts[name].hidden.loc[TOTAL].to_dict() for name in GROUPS}
    return {
        name: frozenset(str(group) for group, is_so in each.items() if is_so and group != TOTAL)
        for name, each in hidden.items()
    }


def _ended(
    db: Connection, filters: Filters, part: str, whole: str, audiences: Sequence[str]
) -> pd.DataFrame:
    """Return a step of the flow of some audiences."""
    every, hidden = _flow(db, filters)
    if TEACHERS in audiences:
        return _lens(every, part, whole, [], {name: hidden[name, TOTAL] for name in GROUPS})
    others = every[~every["is_teacher"]]
    return _lens(others, part, whole, [], {name: hidden[name, False] for name in GROUPS})


@kept("release", "period")
def _flow(
    db: Connection, filters: Filters
) -> tuple[pd.DataFrame, dict[tuple[str, Any], frozenset[str]]]:
    """Return the steps by group and whether they are those of teachers, and the hidden groups.

    All audiences are told, and all but teachers: a table of groups and these two, so that no
    difference tells a few teachers. Hidden are the groups by dimension and column of that table.
    """
    columns, names = ENROLLED.table.c, ["enrolled", "completed", "certified"]
    ended = columns.release == filters.release, columns.ends <= filters.quarter
    every = pd.concat(
        [
            _read(db, ENROLLED, names, *ended, is_one).assign(is_teacher=is_teacher)
            for is_teacher, is_one in (
                (True, columns.audience == TEACHERS), (False, columns.audience != TEACHERS),
            )
        ],
        ignore_index=True,
    )  # fmt: skip
    every["left"] = every["enrolled"] - every["completed"]
    every["uncertified"] = every["completed"] - every["certified"]
    hidden: dict[tuple[str, Any], frozenset[str]] = {}
    steps = [*names, "left", "uncertified"]
    for name in GROUPS:
        sums = every.groupby([every[name].astype("str"), "is_teacher"])[steps].sum()
        marks = _marks([sums[step].unstack(fill_value=0) for step in steps])
        for column in (True, False, TOTAL):
            secret = marks[column].to_dict() if column in marks else {}
            hidden[name, column] = frozenset(str(group) for group, is_so in secret.items() if is_so)
    return every, hidden


def _marks(tables: Sequence[pd.DataFrame], also: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Return what has to be hidden of counts by group whose sums over the groups are published.

    `also` are groups that are hidden anyway. Where even a sum would have to be hidden, no group is
    told.
    """
    filled = [each.fillna(0).astype("int64") for each in tables]
    cells = [(group, column) for group in sorted(also) for column in filled[0]]
    marks = suppressed_with_totals(filled, also=cells)
    groups = marks.drop(index=TOTAL)
    return groups | bool(marks.loc[[TOTAL]].to_numpy().any())


def _lens(
    frame: pd.DataFrame,
    part: str,
    whole: str,
    beside: Sequence[str],
    also: Mapping[str, frozenset[str]] | None = None,
) -> pd.DataFrame:
    """Return the comparisons of part ÷ whole; columns as at the head of this module.

    `beside` are counts that follow from what is told, and `also` the groups that are not told
    anywhere else.
    """
    names = [part, whole, *beside]
    found = []
    for dimension in GROUPS:
        sums = frame.groupby(frame[dimension].astype("str"))[names].sum()
        known = (also or {}).get(dimension, frozenset()).intersection(sums.index)
        marks = _marks([sums[[name]].set_axis(["all"], axis="columns") for name in names], known)
        found.append(_compared(dimension, sums[part], sums[whole], marks["all"]))
    invented = int((frame["demonstration"] == 1).any())
    rows = pd.concat(found, ignore_index=True)
    return rows.assign(demonstration=pd.array([invented] * len(rows), "Int64"))


def _mean(db: Connection, filters: Filters, points: str) -> pd.DataFrame:
    """Return the comparisons of means; groups that coverage does not tell are hidden here too.

    Tests are counted, not people, and a few people may have sat many of them.
    """
    frame = _summed(db, filters, GAIN, ["both", points], GAIN.table.c.period)
    secret, found = _hidden_teachers(db, filters), []
    for dimension in GROUPS:
        sums = frame.groupby(frame[dimension].astype("str"))[["both", points]].sum()
        known = secret[dimension].intersection(sums.index)
        marks = _marks([sums[["both"]].set_axis(["all"], axis="columns")], known)
        found.append(_compared(dimension, sums[points], sums["both"], marks["all"]))
    invented = int((frame["demonstration"] == 1).any())
    rows = pd.concat(found, ignore_index=True)
    return rows.assign(demonstration=pd.array([invented] * len(rows), "Int64"))


def _compared(
    dimension: str, part: pd.Series, whole: pd.Series, is_hidden: pd.Series
) -> pd.DataFrame:
    shown, secret = whole.mask(is_hidden), is_hidden.to_dict()
    rates = part.mask(is_hidden) / shown.where(shown > 0)
    compared = pairs(dimension, [name for name in whole.index if whole[name] > 0])
    one, other = ([pair[place] for pair in compared] for place in (0, 1))
    rate, base_rate = (rates.reindex(names).to_numpy("float64") for names in (one, other))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where((base_rate > 0) & (rate >= 0), rate / base_rate, np.nan)
    return pd.DataFrame(
        {
            "dimension": pd.Series([dimension] * len(one), dtype="str"),
            "group": pd.Series(one, dtype="str"),
            "base": pd.Series(other, dtype="str"),
            "rate": rate,
            "base_rate": base_rate,
            "of": pd.array(shown.reindex(one).to_numpy(), "Int64"),
            "base_of": pd.array(shown.reindex(other).to_numpy(), "Int64"),
            "value": value,
            "hidden": pd.Series(
                [bool(secret[a] or secret[b]) for a, b in zip(one, other, strict=True)], dtype=bool
            ),
        }
    )


def _positive(numbers: pd.Series) -> pd.Series:
    wholes = numbers.astype("Float64").astype("float64")
    return wholes.where(wholes > 0)
