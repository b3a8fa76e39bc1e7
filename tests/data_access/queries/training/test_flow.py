import math
from datetime import date

import pandas as pd
import pytest

from data_access.queries.training import calendar, flow, registers
from data_access.summaries.training import COURSES, FLOW, REGISTERS
from tests.data_access.queries.training.cells import course, session
from tests.factories import (
    AT_BASHY,
    AUTUMN,
    KOCHKOR,
    MANAS,
    NARYN,
    SPRING,
    SUMMER,
    TALAS,
    asked,
    summarised,
)

LATER = pd.Timestamp("2026-11-02").date()


def school_of(*rows, courses=()):
    """Return a step that puts sessions into the summary."""

    def cells(db_session):
        summarised(db_session, COURSES, course(), *courses)
        summarised(db_session, FLOW, *rows)

    return cells


def told(frame: pd.DataFrame, name: str = "seats") -> list:
    return [None if pd.isna(value) else value for value in frame[name]]


def test_seats_of_ended_sessions_fall_from_step_to_step(publish):
    step = school_of(
        session("S-1", 60, 50, 40, 30, 20, 10),
        session("S-2", 40, 40, 40, 30, 20, 10),
        session("S-3", 25, 5, ends_on=LATER),
        session("S-4", 20, starts_on=LATER, ends_on=LATER),
    )
    with publish(step) as db:
        frame = flow.steps(db, asked())

    assert frame["step"].tolist() == list(flow.STEPS)
    assert frame["seats"].tolist() == [100, 90, 80, 60, 40, 20]
    assert told(frame, "share_before")[1:] == pytest.approx([0.9, 80 / 90, 0.75, 0.5, 0.5])
    assert frame["share_enrolled"].tolist() == pytest.approx([1, 0.9, 0.8, 0.6, 0.4, 0.2])
    assert set(frame["session_count"]) == {2}


def test_before_the_first_session_has_ended_nothing_is_a_share(publish):
    with publish(school_of(session("S-1", 60, 50))) as db:
        frame = flow.steps(db, asked(period=SPRING))

    assert frame["seats"].tolist() == [0] * 6
    assert frame["share_enrolled"].isna().all()
    assert flow.largest_loss(frame) is None


def test_an_area_counts_the_sessions_held_in_it_and_not_those_online(publish):
    step = school_of(
        session("S-1", 60, 50),
        session("S-2", 30, 20, district=KOCHKOR),
        session("S-3", 20, 10, district=MANAS),
        session("S-4", 90, 80, district=None),
    )
    with publish(step) as db:
        seats = {
            place: flow.steps(db, asked(**place_asked))["seats"].tolist()[:2]
            for place, place_asked in {
                "country": {},
                "Naryn": {"region": NARYN},
                "Kochkor": {"region": NARYN, "district": KOCHKOR},
                "Issyk-Kul": {"region": "KG-Y"},
            }.items()
        }

    assert seats == {
        "country": [200, 160], "Naryn": [90, 70], "Kochkor": [30, 20], "Issyk-Kul": [0, 0],
    }  # fmt: skip


def test_an_area_does_not_tell_a_few_people_apart_nor_does_its_neighbour_give_them_away(publish):
    step = school_of(
        session("S-1", 60, 50, 3),
        session("S-2", 30, 20, 12, district=KOCHKOR),
        session("S-3", 20, 10, 8, district=MANAS),
        session("S-4", 20, 10, 9, district=MANAS),
    )
    with publish(step) as db:
        here, beside, region, other = (
            told(flow.steps(db, asked(**place)))[2]
            for place in (
                {"region": NARYN, "district": AT_BASHY},
                {"region": NARYN, "district": KOCHKOR},
                {"region": NARYN},
                {"region": TALAS},
            )
        )

    assert (here, beside) == (None, None)
    assert (region, other) == (15, 17)


def test_the_largest_loss_is_a_step_that_can_lose_seats(publish):
    with publish(school_of(session("S-1", 100, 90, 60, 55, 9, 7))) as db:
        frame = flow.steps(db, asked())

    assert flow.largest_loss(frame) == ("completed", 30, pytest.approx(1 / 3))


def test_providers_and_courses_are_ordered_by_completion(publish):
    step = school_of(
        session("S-1", 50, 45, 40, 20),
        session("S-2", 50, 45, 10, 10, course="CR-02"),
        session("S-3", 50, 50, 45, 45, course="CR-03"),
        courses=(course("CR-02"), course("CR-03", "osh")),
    )
    with publish(step) as db:
        providers, courses = flow.by_provider(db, asked()), flow.by_course(db, asked())

    assert providers["provider"].tolist() == ["osh", "kae"]
    assert providers["completed_share"].tolist() == [0.9, 0.5]
    assert courses["course"].tolist() == ["CR-03", "CR-01", "CR-02"]
    assert courses["certified_share"].tolist() == [1.0, 0.5, 1.0]
    assert courses["course_name"].tolist()[0] == "Course CR-03"
    assert courses["provider"].tolist() == ["osh", "kae", "kae"]


@pytest.mark.parametrize(
    ("counts", "told_of"),
    [
        ((60, 58, 40, 30), {"attended": False, "completed": True, "certified": True}),
        ((60, 50, 47, 30), {"attended": False, "completed": True, "certified": True}),
        ((60, 50, 40, 38), {"attended": True, "completed": True, "certified": False}),
        ((60, 60, 58, 50), {"attended": False, "completed": False, "certified": False}),
        ((60, 60, 60, 60), {"attended": True, "completed": True, "certified": True}),
    ],
)
def test_how_few_are_lost_at_a_step_does_not_follow_from_its_neighbours(publish, counts, told_of):
    other = session("S-2", 60, 50, 40, 30, course="CR-02")
    with publish(school_of(session("S-1", *counts), other, courses=(course("CR-02"),))) as db:
        courses = flow.by_course(db, asked()).set_index("course")

    for code in ("CR-01", "CR-02"):
        row = courses.loc[code]
        assert {step: not pd.isna(row[step]) for step in told_of} == told_of
        assert row["enrolled"] == 60


def test_a_course_of_a_few_does_not_follow_from_its_provider(publish):
    step = school_of(
        session("S-1", 50, 45, 40),
        session("S-2", 3, 3, 2, course="CR-02"),
        session("S-3", 40, 40, 38, course="CR-03"),
        courses=(course("CR-02"), course("CR-03", "osh")),
    )
    with publish(step) as db:
        courses = flow.by_course(db, asked()).set_index("course")["enrolled"]
        providers = flow.by_provider(db, asked()).set_index("provider")["enrolled"]

    assert courses.isna().to_dict() == {"CR-03": False, "CR-01": True, "CR-02": True}
    assert providers.to_dict() == {"osh": 40, "kae": 53}


def test_sessions_to_come_begin_after_the_quarter_and_say_what_is_free(publish):
    step = school_of(
        session("S-1", 20, starts_on=AUTUMN, ends_on=LATER),
        session("S-2", 12, starts_on=LATER, ends_on=LATER),
        session("S-3", 2, starts_on=LATER, ends_on=LATER, district=None),
        session("S-4", 33, starts_on=LATER, ends_on=LATER, district=MANAS),
    )
    with publish(step) as db:
        frame = calendar.to_come(db, asked())
        here = calendar.to_come(db, asked(region=TALAS))

    assert frame["session"].tolist() == ["S-2", "S-3", "S-4"]
    assert told(frame, "free") == [18, None, 0]
    assert told(frame, "enrolled") == [12, None, 33]
    assert frame["at_least_free"].tolist() == [18, 26, 0]
    assert here["session"].tolist() == ["S-4"]


def test_of_sessions_that_are_over_by_now_it_is_not_told_how_many_came(publish):
    step = school_of(session("S-1", 20), session("S-2", 12, starts_on=LATER, ends_on=LATER))
    with publish(step) as db:
        frame = calendar.to_come(db, asked(period=SPRING))

    assert frame["session"].tolist() == ["S-1", "S-2"]
    assert frame["is_open"].tolist() == [False, True]
    assert told(frame, "enrolled") == [None, 12]
    assert frame["at_least_free"].tolist() == [0, 18]


def test_past_months_count_sessions_that_began_and_those_still_running(publish):
    step = school_of(session("S-1"), session("S-2"), session("S-3", ends_on=LATER))
    with publish(step) as db:
        begun = calendar.begun(db, asked())
    frame = calendar.by_month(begun, asked())

    assert begun["session"].tolist() == ["S-1", "S-2", "S-3"]
    assert begun["is_running"].tolist() == [False, False, True]
    assert len(frame) == 12
    assert frame["month"].iloc[-1] == pd.Timestamp("2026-09-01")
    july = frame[frame["month"] == pd.Timestamp("2026-07-01")].iloc[0]
    assert (july["session_count"], july["planned_seats"], july["running_count"]) == (3, 90, 1)
    assert frame["session_count"].sum() == 3


def test_the_calendar_of_the_past_is_of_the_area_and_of_twelve_months(publish):
    step = school_of(
        session("S-1", starts_on=date(2025, 9, 30), ends_on=date(2025, 10, 4)),
        session("S-2", starts_on=date(2025, 10, 1), ends_on=date(2025, 10, 4)),
        session("S-3", district=MANAS),
        session("S-4", starts_on=LATER, ends_on=LATER),
    )
    with publish(step) as db:
        begun = calendar.begun(db, asked())
        here = calendar.begun(db, asked(region=TALAS))

    assert begun["session"].tolist() == ["S-3", "S-2"]
    assert here["session"].tolist() == ["S-3"]
    assert not {"enrolled", "completed"} & {*begun.columns}


def test_a_register_is_open_until_the_district_closes_the_quarter(publish):
    def closed(db_session):
        rows = [
            {"district": AT_BASHY, "period": AUTUMN, "closed_on": LATER},
            {"district": KOCHKOR, "period": SUMMER, "closed_on": LATER},
        ]
        summarised(db_session, REGISTERS, *rows)

    with publish(closed) as db:
        frame = registers.open_registers(db, asked(region=NARYN)).set_index("area")

    assert not frame.loc[AT_BASHY, "is_open"]
    assert frame.loc[KOCHKOR, "is_open"]
    assert MANAS not in frame.index


def test_a_release_without_training_answers_too(publish):
    with publish() as db:
        steps = flow.steps(db, asked())
        empty = [flow.by_course, flow.by_provider, calendar.to_come, calendar.begun]
        assert all(query(db, asked()).empty for query in empty)
        months = calendar.by_month(calendar.begun(db, asked()), asked())

    assert months["session_count"].tolist() == [0] * 12
    assert steps["seats"].tolist() == [0] * 6
    assert math.isnan(steps["share_enrolled"].iloc[0])
