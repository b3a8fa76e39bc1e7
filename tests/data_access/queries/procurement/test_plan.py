"""The plan is told as the release knows it, and as it stood at the end of the quarter."""

from datetime import date, timedelta

import pandas as pd
import pytest

from data_access import database
from data_access.indicators.formulas import ROWS_BEHIND
from data_access.queries import results
from data_access.queries.procurement import plan
from tests import factories
from tests import factories_procurement as procurement
from tests.factories import AUTUMN, SUMMER, asked

DAY = pd.Timestamp(AUTUMN)


@pytest.fixture
def moved(engine):
    """A connection on two releases: in the second the plan of a package was moved by 90 days."""
    with database.writing(engine) as session:
        for period in (SUMMER, AUTUMN):
            factories.target(session, "R4.4", 0.8, period=period)
        procurement.plan(session)
        late = procurement.milestone(session, "PP-W-01R", "advertised", date(2026, 7, 1))
        factories.release(session)
        factories.intake(session)
        factories.corrected(session, late, planned_on=date(2026, 9, 29))
        factories.release(session)
    with database.reading(engine) as db:
        yield db


def package(db, code: str, **question) -> pd.Series:
    return plan.packages(db, asked(**question)).set_index("package").loc[code]


def test_delays_count_against_the_plan_in_force_at_the_release(moved):
    before = package(moved, "PP-W-01R", release=1)
    after = package(moved, "PP-W-01R", release=2)

    assert (before.delay, bool(before.is_late)) == (91, True)
    assert (after.delay, bool(after.is_late)) == (10, False)


def test_the_figure_follows_the_plan_of_its_release(moved):
    shares = [results.standing(moved, asked(release=release))["R4.4"] for release in (1, 2)]

    assert [(row["numerator"], row["denominator"]) for row in shares] == [(0, 3), (1, 3)]


def test_an_earlier_quarter_knows_what_had_happened_by_then(moved):
    signed = package(moved, "PP-G-12", period=SUMMER)
    gone = package(moved, "PP-W-01", period=date(2026, 3, 31))

    assert (signed.state, signed.last_step, signed.delay) == ("signed", "signed", 22)
    assert (gone.state, bool(gone.counts)) == ("in_hand", True)
    assert package(moved, "PP-W-01").state == "cancelled"
    assert package(moved, "PP-G-13").state == "ahead"


def test_a_method_narrows_packages_and_steps(moved):
    question = asked(method="ics")

    assert plan.packages(moved, question)["package"].tolist() == ["PP-C-01"]
    assert set(plan.steps(moved, question)["package"]) == {"PP-C-01"}
    assert plan.methods(moved, asked())["method"].tolist() == ["icb", "ncb", "rfq", "ics"]


def test_the_next_ten_steps_are_the_soonest_of_packages_that_go_on(engine):
    with database.writing(engine) as session:
        for turn in range(13):
            code = f"PP-{turn:02}"
            gone = date(2026, 9, 1) if turn == 0 else None
            procurement.package(session, code, cancelled_on=gone)
            day = AUTUMN + timedelta(days=turn)
            procurement.milestone(session, code, "documents", day)
        factories.release(session)
    with database.reading(engine) as db:
        question = asked()
        steps, packages = plan.steps(db, question), plan.packages(db, question)

    found = plan.next_steps(steps, packages, DAY)

    assert found["package"].tolist() == [f"PP-{turn:02}" for turn in range(1, 11)]
    assert (found["expected_on"] == found["planned_on"]).all()


def test_days_of_cancelled_packages_are_not_added_up(moved):
    steps, packages = plan.steps(moved, asked(release=2)), plan.packages(moved, asked(release=2))

    found = plan.by_step(steps, packages).set_index("step")

    # PP-G-12 18 days, PP-W-01R 10; the 19 of cancelled PP-W-01 are left out.
    assert found.loc["documents", ["lost", "gained", "net"]].tolist() == [28, 0, 28]


def test_the_facts_behind_the_figure_are_the_packages_that_it_counts_and_their_steps(moved):
    packages, steps = ROWS_BEHIND["R4.4"](2, "KG", AUTUMN)

    codes = {row.code for row in moved.execute(packages)}
    assert codes == {"PP-G-12", "PP-C-01", "PP-W-01R"}
    assert {row.package for row in moved.execute(steps)} == codes
