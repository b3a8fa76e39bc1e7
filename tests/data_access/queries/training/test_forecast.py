from datetime import date

import pandas as pd
import pytest

from dashboard.areas import areas
from data_access import database, outlook
from data_access.models import Release
from data_access.queries.training.forecast import forecast
from data_access.summaries.training import REGISTERS, TRAINED
from tests import factories
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, SPRING, SUMMER, asked, summarised

QUARTERS = [day.date() for day in pd.date_range(end=AUTUMN, periods=8, freq="QE")]
PEOPLE = (240, 370, 650, 560, 770, 710, 890, 870)
CLOSING = date(2028, 12, 31)


def trained(session, people=PEOPLE, quarters=QUARTERS, release=1, **values):
    """Keep that a district trained so many in each quarter."""
    defaults = {
        "district": AT_BASHY, "audience": "teachers", "role": "teacher", "subject": "physics",
        "language": "ky", "sex": "female", "rural": True,
    }  # fmt: skip
    rows = [
        {**defaults, "period": period, "people": n, **values}
        for period, n in zip(quarters, people, strict=True)
    ]
    summarised(session, TRAINED, *rows, release=release)


def every_register(session, *, period=AUTUMN, but=(), release=1):
    """Keep that every district has closed its register of a quarter."""
    districts = [each["code"] for each in areas() if each["level"] == "district"]
    rows = [
        {"district": code, "period": period, "closed_on": period}
        for code in districts
        if code not in but
    ]
    summarised(session, REGISTERS, *rows, release=release)


def planned(session, target=10_000, closing=CLOSING):
    factories.target(session, "R2.1", area="KG", value=target / 2)
    factories.target(session, "R2.1", area="KG", value=target, period=date(2028, 6, 30))
    if closing:
        factories.programme_date(session, "closing", closing)


@pytest.fixture
def answered(publish, engine):
    """Return a function that publishes a plan, keeps summaries, and asks for the forecast."""

    def answer(*steps, plan=planned, **question):
        with publish(plan), database.writing(engine) as session:
            for step in steps:
                step(session)
        with database.reading(engine) as db:
            return forecast(db, asked(**question))

    return answer


def test_people_go_on_to_the_closing_date_in_an_interval(answered):
    result = answered(trained, every_register)

    rows = result.quarters.set_index("period")
    ahead = rows.loc[rows.index > pd.Timestamp(AUTUMN)]
    assert result.why_not is None
    assert (result.trained, result.target, result.closing) == (5060, 10_000, pd.Timestamp(CLOSING))
    assert rows.index[-1] == pd.Timestamp(CLOSING)
    assert (
        rows.loc[pd.Timestamp(AUTUMN), ["trained", "low", "middle", "high"]].tolist() == [5060] * 4
    )
    assert (ahead["low"] < ahead["middle"]).all()
    assert (ahead["middle"] < ahead["high"]).all()
    assert ahead["trained"].isna().all()
    assert rows["low"].loc[: pd.Timestamp(SUMMER)].isna().all()
    assert result.chance > 0.9
    assert result.reached_on == rows.index[(rows["middle"] >= 10_000).argmax()]
    assert result.pace == pytest.approx((770 + 710 + 890 + 870) / 12)
    assert result.pace_needed == pytest.approx(4940 / 27, rel=0.01)


def test_the_plan_is_that_of_the_country_and_stands_still_after_its_last_quarter(answered):
    rows = answered(trained, every_register).quarters.set_index("period")["target"]

    assert rows.loc[pd.Timestamp(AUTUMN)] == 5000
    assert rows.loc[pd.Timestamp("2028-06-30")] == rows.loc[pd.Timestamp(CLOSING)] == 10_000


def test_only_teachers_count(answered):
    def leaders(session):
        trained(session, audience="leaders", role="head", subject="")

    assert answered(trained, leaders, every_register).trained == sum(PEOPLE)


def test_earlier_forecasts_are_compared_with_what_came(answered):
    trials = answered(trained, every_register).trials

    assert [day.date() for day in trials["period"]] == QUARTERS[3:7]
    assert trials["quarters"].tolist() == [4, 3, 2, 1]
    assert (trials["inside"] <= trials["quarters"]).all()
    assert (trials["error"] > 0).all()


def test_an_earlier_forecast_knows_only_what_its_release_knew(publish, engine):
    with publish(planned, lambda session: factories.target(session, "R2.1", area=MANAS)):
        pass
    with database.writing(engine) as session:
        session.get(Release, 1).as_of = SUMMER
        trained(session, (*PEOPLE[:6], 90), QUARTERS[:7])
        trained(session, release=2)
        every_register(session, release=2)
    with database.reading(engine) as db:
        trials = forecast(db, asked(release=2)).trials

    known, now = (sum(part) for part in ((*PEOPLE[:6], 90), PEOPLE[:7]))
    expected = outlook.trial((*PEOPLE[:6], 90), [now - known + PEOPLE[7]])
    assert tuple(trials.iloc[-1][["error", "inside"]]) == expected


KNOWN = (trained, every_register)


def young(session):
    trained(session, PEOPLE[:3], QUARTERS[-3:])


@pytest.mark.parametrize(
    ("reason", "steps", "plan", "question"),
    [
        ("registers", [trained], {}, {}),
        ("district", KNOWN, {}, {"district": AT_BASHY, "region": "KG-N"}),
        ("no_target", KNOWN, {}, {"region": "KG-N"}),
        ("no_closing", KNOWN, {"closing": None}, {}),
        ("reached", KNOWN, {"target": 5000}, {}),
        ("closed", KNOWN, {"closing": date(2026, 12, 1)}, {}),
        ("few_quarters", [young, every_register], {}, {}),
        ("few_quarters", [every_register], {}, {}),
    ],
)
def test_where_the_data_carries_no_forecast_it_says_why(answered, reason, steps, plan, question):
    result = answered(*steps, plan=lambda session: planned(session, **plan), **question)

    assert result.why_not == reason
    assert result.quarters["middle"].isna().all()
    assert pd.isna(result.chance)
    assert result.trials.empty


def test_a_region_has_the_targets_of_its_districts(answered):
    def districts(session):
        factories.programme_date(session, "closing", CLOSING)
        for area in (AT_BASHY, KOCHKOR, MANAS):
            factories.target(session, "R2.1", area=area, value=4000, period=date(2028, 6, 30))

    result = answered(trained, every_register, plan=districts, region="KG-N")

    assert (result.target, result.why_not) == (8000, None)


def test_a_few_open_registers_are_named_and_their_people_counted(answered):
    result = answered(trained, lambda session: every_register(session, but=(AT_BASHY, MANAS)))

    assert result.why_not is None
    assert result.unreported["district"].tolist() == [AT_BASHY, MANAS]
    assert result.district_count == 54
    assert result.trained == sum(PEOPLE)


def test_a_quarter_of_few_people_is_not_told_apart_nor_what_gives_it_away(answered):
    def small(session):
        trained(session, (3, 370, 650, 560, 770, 710, 890, 870))

    result = answered(small, every_register)

    rows = result.quarters.dropna(subset="trained").set_index("period")
    told = result.quarters.dropna(subset="people")
    assert result.hides_few
    assert pd.Timestamp(QUARTERS[0]) not in set(told["period"])
    assert len(told) == 6
    assert pd.Timestamp(QUARTERS[0]) not in rows.index


def test_the_past_is_seen_as_it_was(answered):
    def register(session):
        every_register(session, period=SPRING)

    result = answered(trained, register, period=SPRING)

    assert result.trained == sum(PEOPLE[:6])
    assert result.why_not is None
    assert result.quarters["middle"].notna().sum() == 12


def test_nothing_known_at_all_is_no_error(publish):
    with publish() as db:
        result = forecast(db, asked())

    assert result.why_not == "no_target"
    assert result.quarters.empty


def test_what_protects_a_few_is_told_here_no_more_than_elsewhere(answered):
    def small(session):
        trained(session, (3,), QUARTERS[-1:])
        trained(session, (30,), QUARTERS[-1:], district=KOCHKOR)
        trained(session, (40,), QUARTERS[-1:], district=MANAS)

    result = answered(small, every_register, region=factories.NARYN, district=KOCHKOR)

    assert pd.isna(result.trained)
    assert result.quarters["trained"].iloc[-1:].isna().all()
    assert result.quarters["people"].isna().all()
