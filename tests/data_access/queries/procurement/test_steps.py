"""Days gained and lost add up along the steps, whatever happened to a package."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from data_access import reference
from data_access.filters import Filters
from data_access.indicators.procurement import TOLERANCE, packages_on_schedule
from data_access.queries.procurement import plan, steps
from tests import factories
from tests import factories_procurement as procurement
from tests.data_access.queries.procurement.counted import published
from tests.factories import AUTUMN, SPRING, SUMMER

DAY = pd.Timestamp("2026-09-30")
BEGIN = date(2026, 3, 1)
METHODS = {
    method: [row["step"] for row in reference.read("method_steps") if row["method"] == method]
    for method in ("rfq", "ics", "ncb")
}


def table(*rows: tuple[int, str, str | None], package: str = "A") -> pd.DataFrame:
    """Return steps of a package: position, planned and actual day of each."""
    frame = pd.DataFrame(rows, columns=["position", "planned_on", "actual_on"])
    days = dict.fromkeys(("planned_on", "actual_on"), "datetime64[s]")
    frame = frame.astype(days | {"position": "Int64"})
    return frame.assign(package=package, step=[f"s{n}" for n in frame["position"]])


def told(*rows, day=DAY) -> list[tuple]:
    found = steps.delays(table(*rows), day)
    return [
        tuple(None if pd.isna(value) else int(value) for value in row)
        for row in found[["delay", "lost"]].itertuples(index=False)
    ]


def test_a_step_loses_what_it_adds_to_the_delay_and_gains_what_it_makes_good():
    assert told(
        (1, "2026-03-01", "2026-03-11"),
        (2, "2026-04-01", "2026-05-01"),
        (3, "2026-05-01", "2026-05-06"),
        (4, "2026-12-01", None),
    ) == [(10, 10), (30, 20), (5, -25), (None, None)]


def test_an_open_step_adds_only_what_goes_beyond_the_delay_before_it():
    late = (1, "2026-03-01", "2026-05-30")

    assert told(late, (2, "2026-09-20", None)) == [(90, 90), (10, 0)]
    assert told(late, (2, "2026-06-02", None), (3, "2026-07-02", None)) == [
        (90, 90), (120, 30), (90, 0),
    ]  # fmt: skip


def test_a_step_that_was_passed_over_counts_as_reached_on_an_unknown_day():
    found = steps.delays(
        table(
            (1, "2026-03-01", "2026-03-04"),
            (2, "2026-04-01", None),
            (3, "2026-05-01", "2026-05-02"),
        ),
        DAY,
    )

    assert found["is_reached"].tolist() == [True, True, True]
    assert told(
        (1, "2026-03-01", "2026-03-04"), (2, "2026-04-01", None), (3, "2026-05-01", "2026-05-02")
    ) == [(3, 3), (None, None), (1, -2)]


def test_what_happened_later_is_not_known_on_the_day():
    rows = ((1, "2026-03-01", "2026-10-05"),)

    assert told(*rows) == [(213, 213)]
    assert told(*rows, day=pd.Timestamp("2026-02-01")) == [(None, None)]


each_step = st.tuples(st.integers(5, 60), st.one_of(st.none(), st.integers(-20, 200)))
"""Days planned since the step before, and days of delay; None while it is not reached."""


def dates_of(parts) -> list[tuple[int, date, date | None]]:
    planned, rows = BEGIN, []
    for position, (days, late) in enumerate(parts, start=1):
        planned += timedelta(days=days)
        rows.append((position, planned, None if late is None else planned + timedelta(days=late)))
    return rows


def by_hand(rows, day: date) -> int | None:
    """Return the delay of a package, told without frames."""
    reached = [row for row in rows if row[2] and row[2] <= day]
    last = max((row[0] for row in reached), default=0)
    delays = [(row[2] - row[1]).days for row in reached if row[0] == last]
    delays += [(day - row[1]).days for row in rows if row[0] > last and row[1] < day]
    return max(delays, default=None)


@settings(max_examples=200, deadline=None)
@given(st.lists(each_step, min_size=1, max_size=8), st.integers(0, 500))
def test_days_gained_and_lost_add_up_along_the_steps(parts, days):
    rows, day = dates_of(parts), BEGIN + timedelta(days=days)

    found = steps.delays(table(*rows), pd.Timestamp(day))
    known = found["lost"].dropna()

    assert (None if known.empty else int(known.sum())) == by_hand(rows, day)
    reached = found[found["is_reached"] & found["delay"].notna()]
    for place, row in zip(reached.index, reached.to_dict("records"), strict=True):
        assert int(found.loc[:place, "lost"].dropna().sum()) == row["delay"]


packages = st.lists(
    st.tuples(
        st.sampled_from(list(METHODS)),
        st.lists(each_step, min_size=3, max_size=8),
        st.one_of(st.none(), st.integers(0, 240)),
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(packages)
def test_the_figure_counts_the_packages_that_the_page_calls_on_schedule(engine, drawn):
    with engine.connect() as db, Session(db, autoflush=False) as session:
        factories.intake(session)
        for period in (SPRING, SUMMER, AUTUMN):
            factories.target(session, "R4.4", 0.8, period=period)
        for turn, (method, parts, gone) in enumerate(drawn):
            code = f"PP-{turn}"
            cancelled = None if gone is None else BEGIN + timedelta(days=gone)
            procurement.package(session, code, method=method, cancelled_on=cancelled)
            for step, row in zip(METHODS[method], dates_of(parts), strict=False):
                procurement.milestone(session, code, step, row[1], row[2])
        number = published(session)
        counted = {
            row.period: (int(row.numerator), int(row.denominator))
            for row in session.connection().execute(packages_on_schedule(number))
        }
        for period in (SPRING, SUMMER, AUTUMN):
            asked = Filters(release=number, period=period, lang="en")
            told = plan.packages(session.connection(), asked)
            whole = told[told["counts"]]
            late = whole["delay"].fillna(0) > TOLERANCE
            assert whole["is_late"].tolist() == late.tolist()
            expected = (len(whole) - int(late.sum()), len(whole)) if len(whole) else None
            assert counted.get(period) == expected
        session.rollback()
