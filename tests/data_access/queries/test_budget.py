from datetime import date

import pandas as pd
import pytest

from data_access.queries import budget
from tests import factories
from tests.factories import AUTUMN, SPRING, SUMMER, asked

WINTER = date(2026, 12, 31)


def components(db, **filters):
    return budget.progress_by_component(db, asked(**filters)).set_index("component")


def test_the_curve_adds_up_and_is_missing_after_the_period(publish):
    def facts(session):
        for period in (SPRING, SUMMER, AUTUMN, WINTER):
            factories.projection(session, 100, 50, period=period)
        factories.withdrawal(session, 20, period=SPRING)
        factories.withdrawal(session, 30, period=AUTUMN)
        factories.contract(session, 70, period=SUMMER)
        factories.withdrawal(session, 999, period=AUTUMN, method="soe")

    with publish(facts) as db:
        curve = budget.award_and_disbursement_curve(db, asked())

    assert [day.date() for day in curve["period"]] == [SPRING, SUMMER, AUTUMN, WINTER]
    assert list(curve["disbursement_original"]) == [50, 100, 150, 200]
    assert list(curve["disbursement"][:3]) == [20, 20, 50]
    assert list(curve["awards"][:2]) == [0, 70]
    assert curve.loc[2:, "awards"].isna().all()
    assert curve.loc[3:, "disbursement"].isna().all()


def test_the_curve_ends_at_the_period_even_if_later_money_is_known(publish):
    def facts(session):
        for period in (SPRING, SUMMER, AUTUMN):
            factories.projection(session, period=period)
            factories.withdrawal(session, 20, period=period)

    with publish(facts) as db:
        curve = budget.award_and_disbursement_curve(db, asked(period=SUMMER))

    assert list(curve["disbursement"].fillna(-1)) == [20, 40, -1]


def test_the_newest_projection_of_a_quarter_is_the_revised_one_where_there_is_one(publish):
    def facts(session):
        for period in (SPRING, SUMMER):
            factories.projection(session, 100, 50, period=period)
            factories.projection(session, 10, 5, period=period, fund="L4217")
        factories.projection(session, 80, 30, period=SUMMER, version="revised")

    with publish(facts) as db:
        curve = budget.award_and_disbursement_curve(db, asked())

    assert list(curve["awards_original"]) == [110, 220]
    assert list(curve["awards_newest"]) == [110, 200]
    assert list(curve["disbursement_newest"]) == [55, 90]


@pytest.mark.parametrize("source", ["projection", "withdrawal", "contract"])
def test_one_invented_sum_marks_the_whole_curve(publish, source):
    def facts(session):
        for each in ("projection", "withdrawal", "contract"):
            getattr(factories, each)(session, demonstration=each == source)

    with publish(facts) as db:
        curve = budget.award_and_disbursement_curve(db, asked())

    assert (curve["demonstration"] == 1).all()


def test_money_is_compared_with_work_and_time_for_each_component(publish):
    def facts(session):
        factories.budget(session, 1000)
        factories.budget(session, 1000, year=2027)
        factories.payment(session, 500)
        factories.payment(session, 999, period=WINTER)
        factories.programme_date(session, "signed", date(2025, 9, 30))
        factories.programme_date(session, "closing", date(2027, 9, 30))
        factories.reported(session, "R1.1", 2, area="KG")
        factories.target(session, "R1.1", 4)

    with publish(facts) as db:
        frame = components(db)

    first, second = frame.loc["1"], frame.loc["2"]
    assert (first["spent"], first["budget"], first["spent_share"]) == (500, 2000, 0.25)
    assert (first["progress_share"], first["counted_count"]) == (0.5, 1)
    assert first["time_share"] == pytest.approx(0.5, abs=0.01)
    assert second[["spent_share", "progress_share"]].isna().all()


def test_work_beyond_its_target_does_not_make_up_for_work_not_done(publish):
    def facts(session):
        factories.reported(session, "R1.1", 40, area="KG")
        factories.target(session, "R1.1", 4)
        factories.reported(session, "R1.3a", 0, area="KG")
        factories.target(session, "R1.3a", 100)

    with publish(facts) as db:
        share = components(db).loc["1", "progress_share"]

    weights = {"R1.1": 2, "R1.3a": 1}
    assert share == pytest.approx(weights["R1.1"] / sum(weights.values()))


@pytest.mark.parametrize(
    ("day", "share"),
    [(date(2024, 1, 1), 0), (date(2026, 1, 1), 0.5), (date(2030, 1, 1), 1)],
)
def test_time_gone_stays_between_nothing_and_everything(day, share):
    dates = pd.DataFrame(
        {
            "event": ["signed", "closing"],
            "happens_on": pd.to_datetime(["2025-01-01", "2027-01-01"]),
        }
    )

    assert budget.time_elapsed(dates, day) == pytest.approx(share, abs=0.001)


def test_time_gone_is_missing_while_a_date_is_missing(publish):
    with publish(
        lambda session: factories.programme_date(session, "signed", date(2023, 7, 21))
    ) as db:
        dates = budget.programme_dates(db, asked())

    assert pd.isna(budget.time_elapsed(dates, AUTUMN))
    assert list(dates["event"]) == ["signed"]
