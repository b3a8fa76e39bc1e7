from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_access.queries.training import pilot
from data_access.summaries.training import ATTESTATION
from tests import factories
from tests.data_access.queries.training.cells import cases
from tests.factories import AUTUMN, MANAS, NARYN, SUMMER, TALAS, asked, summarised


def pilots(*rows):
    def cells(session):
        factories.innovative_school(session, "IS-01")
        factories.innovative_school(session, "IS-02", district=MANAS)
        factories.innovative_school(session, "IS-03", district="41703215000000")
        summarised(session, ATTESTATION, *rows)

    return cells


def row_of(frame: pd.DataFrame, region: str, states=pilot.STATES) -> list:
    row = frame[frame["region"] == region].iloc[0]
    return [None if pd.isna(row[name]) else int(row[name]) for name in ("candidates", *states)]


def test_each_case_waits_for_one_thing_or_is_decided(publish):
    step = pilots(
        cases("IS-01", 60, 50, 30, 15, 8),
        cases("IS-02", 40, 20, 10, 5, 0),
        cases("IS-02", 5, 15, 10, 8, 7, period=AUTUMN),
    )
    with publish(step) as db:
        now, then = pilot.cases(db, asked()), pilot.cases(db, asked(period=SUMMER))

    assert now["region"].tolist() == ["KG", NARYN, TALAS]
    assert row_of(now, "KG") == [105, 20, 35, 7, 28, 15]
    assert row_of(now, "KG", pilot.TOLD) == [105, 62, 28, 15]
    assert row_of(now, NARYN, pilot.TOLD) == [60, 37, 15, 8]
    assert row_of(now, TALAS, pilot.TOLD) == [45, 25, 13, 7]
    assert row_of(then, TALAS, pilot.TOLD) == [40, 35, 5, 0]


def test_what_cases_wait_for_is_told_of_the_country_only(publish):
    with publish(pilots(cases("IS-01", 60, 50, 30, 15, 8))) as db:
        frame = pilot.cases(db, asked()).set_index("region")

    assert frame.loc["KG", list(pilot.WAITS)].tolist() == [10, 20, 7]
    assert frame.loc[NARYN, list(pilot.WAITS)].isna().all()


def test_few_in_every_region_leave_what_the_country_tells(publish):
    # Two of each region wait for the decision: that hides neither how many of the country do, nor
    # how many are certified.
    rows = [cases(school, 30, 30, 22, 15, 5) for school in ("IS-01", "IS-02", "IS-03")]
    with publish(pilots(*rows)) as db:
        frame = pilot.cases(db, asked())

    assert row_of(frame, "KG") == [90, 0, 24, 6, 45, 15]
    assert row_of(frame, NARYN, pilot.TOLD) == [30, 10, 15, 5]


def test_a_few_cases_of_a_region_follow_from_nothing(publish):
    step = pilots(
        cases("IS-01", 60, 50, 30, 15, 8),
        cases("IS-02", 40, 20, 10, 5, 2),
        cases("IS-03", 60, 50, 30, 15, 8),
    )
    with publish(step) as db:
        frame = pilot.cases(db, asked())

    states = frame.set_index("region")[list(pilot.TOLD)]
    hidden = states.isna()
    assert hidden.loc[TALAS, "refused"]
    assert not hidden.loc["KG"].any()
    assert (hidden.drop(index="KG").sum(axis=0) != 1).all()
    assert (hidden.sum(axis=1) != 1).all()


def test_a_few_of_a_school_do_not_follow_from_its_region_and_its_neighbours(publish):
    def cells(session):
        for number in range(1, 5):
            factories.innovative_school(session, f"IS-0{number}")
        summarised(
            session, ATTESTATION, cases("IS-01", 3, 3, 3, 0, 3), cases("IS-02", 5, 5, 5, 0, 5),
            cases("IS-03", 9, 9, 9, 0, 9),
        )  # fmt: skip

    with publish(cells) as db:
        hidden = pilot.hidden_schools(db, asked())
        regions = pilot.cases(db, asked())

    assert hidden == {"IS-01", "IS-02"}
    assert row_of(regions, NARYN, pilot.TOLD) == [17, 0, 0, 17]


def test_days_to_a_stage_are_means_over_the_cases_that_reached_it(publish):
    days = {"portfolio_days": 500, "assessed_days": 1800, "decided_days": 230}
    with publish(pilots(cases("IS-01", 60, 50, 30, 15, 8, **days))) as db:
        frame = pilot.times(db, asked())

    assert frame["stage"].tolist() == ["portfolio", "assessed", "decided"]
    assert frame["cases"].tolist() == [50, 30, 23]
    assert frame["mean_days"].tolist() == [10, 60, 10]
    assert pilot.slowest(frame) == "assessed"


def test_days_of_a_few_cases_are_not_told(publish):
    days = {"portfolio_days": 500, "assessed_days": 90, "decided_days": 0}
    with publish(pilots(cases("IS-01", 200, 100, 3, 0, 0, **days))) as db:
        frame = pilot.times(db, asked())

    assert frame["mean_days"].tolist()[0] == 5
    assert np.isnan(frame["mean_days"].tolist()[1:]).all()
    assert pd.isna(frame["cases"].iloc[1])


def test_the_number_of_cases_behind_days_gives_no_hidden_state_away(publish):
    # 2 wait for the assessment: 50 reached it less 48 that were assessed would tell.
    with publish(pilots(cases("IS-01", 60, 50, 48, 30, 12))) as db:
        country, frame = pilot.cases(db, asked()), pilot.times(db, asked())

    states = dict(zip(pilot.STATES, row_of(country, "KG")[1:], strict=True))
    assert states["assessment"] is None
    reached = [None if pd.isna(each) else int(each) for each in frame["cases"]]
    assert not (reached[0] == 50 and reached[1] == 48)


def day(year: int, month: int, of_month: int) -> int:
    return (date(year, month, of_month) - date(2000, 1, 1)).days


DAYS = {
    "applied_day": 20 * day(2026, 6, 1),
    "portfolio_day": 10 * day(2026, 6, 11), "portfolio_days": 10 * 10,
    "assessed_day": 10 * day(2026, 6, 21), "assessed_days": 10 * 10,
    "decided_day": 5 * day(2026, 6, 26), "decided_days": 5 * 5,
}  # fmt: skip
"""Twenty applied on 1 June; ten of them brought a portfolio on the 11th and were assessed on the
21st, and five of those were decided on the 26th."""


def test_open_cases_have_waited_since_the_stage_before(publish):
    with publish(pilots(cases("IS-01", 20, 10, 10, 5, 0, **DAYS))) as db:
        now, then = pilot.waits(db, asked()), pilot.waits(db, asked(period=SUMMER))
        here = pilot.waits(db, asked(region=NARYN))

    assert now["wait"].tolist() == list(pilot.WAITS)
    assert now["cases"].tolist() == [10, 0, 5]
    assert now["mean_days"].tolist()[::2] == [121, 101]
    assert then["mean_days"].tolist()[::2] == [29, 9]
    assert here.empty


def test_days_of_a_few_open_cases_are_not_told(publish):
    with publish(pilots(cases("IS-01", 13, 10, 10, 5, 5, **DAYS))) as db:
        frame = pilot.waits(db, asked())

    assert frame["mean_days"].isna().all()


@pytest.mark.parametrize("place", [{}, {"region": NARYN}])
def test_a_country_without_cases_answers_too(publish, place):
    with publish() as db:
        assert pilot.cases(db, asked(**place)).empty
        assert pilot.times(db, asked(**place)).empty
        assert pilot.slowest(pilot.times(db, asked(**place))) is None
