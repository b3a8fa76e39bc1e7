"""Groups are compared on every panel, and nobody finds a few people in what is compared."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.queries.training import equity, places
from data_access.summaries.training import (
    ATTESTATION,
    ELIGIBLE,
    ENROLLED,
    GAIN,
    MODULES,
    OBSERVATIONS,
    SEATS,
    TRAINED,
)
from data_access.suppression import FEW
from tests.data_access.queries.training.cells import WHO, cases, gains, lessons
from tests.data_access.queries.training.rows import eligible, finished, trained
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, NARYN, SPRING, SUMMER, asked

MEN, TOWN, UZBEK = {"sex": "male"}, {"rural": False}, {"language": "uz"}


def enrolled(people: int, completed: int, certified: int = 0, **values) -> dict:
    when = {"starts": SUMMER, "ends": AUTUMN, "audience": "teachers"}
    counts = {"enrolled": people, "completed": completed, "certified": certified}
    return {**when, **WHO, **counts, **values}


def learners(people: int, completed: int, **values) -> dict:
    where = {"module": "EM-01", "period": SUMMER, "device": "phone"}
    return {**where, **WHO, "enrolled": people, "completed": completed, **values}


def one(frame: pd.DataFrame, dimension: str, group: str | None = None) -> dict:
    rows = frame[frame["dimension"] == dimension]
    if group:
        rows = rows[rows["group"] == group]
    (row,) = rows.to_dict("records")
    return row


def test_a_rate_of_women_is_compared_with_that_of_men(told):
    rows = [enrolled(100, 80, 40), enrolled(50, 30, 30, **MEN)]
    with told((ENROLLED, rows)) as db:
        done, passed = equity.completed(db, asked()), equity.certified(db, asked())

    row = one(done, "sex")
    assert (row["group"], row["base"]) == ("female", "male")
    assert (row["rate"], row["of"], row["base_rate"], row["base_of"]) == (0.8, 100, 0.6, 50)
    assert row["value"] == pytest.approx(0.8 / 0.6)
    assert one(passed, "sex")["value"] == pytest.approx(0.5)


def test_sessions_count_once_they_have_ended_and_to_come_until_they_begin(told):
    later = {"starts": AUTUMN, "ends": AUTUMN}
    rows = [
        *(enrolled(40, 0, **later, **who) for who in ({}, MEN)),
        *(enrolled(60, 50, starts=SPRING, ends=SUMMER, **who) for who in ({}, MEN)),
    ]
    teachers = [eligible(n, **who) for n, who in ((200, {}), (100, MEN))]
    with told((ENROLLED, rows), (ELIGIBLE, teachers)) as db:
        ended = one(equity.completed(db, asked(period=SUMMER)), "sex")
        coming = one(equity.coming(db, asked(period=SUMMER)), "sex")

    assert ended["of"] == 60
    assert (coming["rate"], coming["base_rate"], coming["value"]) == (0.2, 0.4, 0.5)


def test_other_audiences_are_compared_without_teachers(told):
    heads = {"audience": "leaders"}
    rows = [
        enrolled(100, 50), enrolled(100, 50, **MEN),
        enrolled(40, 40, **heads), enrolled(40, 20, **heads, **MEN),
    ]  # fmt: skip
    with told((ENROLLED, rows)) as db:
        row = one(equity.others_completed(db, asked()), "sex")

    assert (row["rate"], row["base_rate"], row["of"]) == (1, 0.5, 40)


def test_seats_of_a_teacher_and_the_pace_of_a_year_are_compared(told):
    people = [
        *(trained(40, period=SPRING, **who) for who in ({}, MEN)),
        trained(60, period=AUTUMN),
        trained(20, period=AUTUMN, **MEN),
    ]
    done = [finished(150), finished(60, **MEN)]
    teachers = [eligible(400), eligible(200, **MEN)]
    with told((TRAINED, people), (SEATS, done), (ELIGIBLE, teachers)) as db:
        each, year = equity.seats(db, asked()), equity.pace(db, asked())

    assert (one(each, "sex")["rate"], one(each, "sex")["base_rate"]) == (1.5, 1.0)
    assert (one(year, "sex")["rate"], one(year, "sex")["base_rate"]) == (100 / 400, 60 / 200)


def test_points_gains_cases_modules_and_lessons_are_compared(told):
    parts = (
        (GAIN, [gains("CR-01", *[12.0] * 30), gains("CR-01", *[8.0] * 30, **TOWN)]),
        (ATTESTATION, [cases("IS-01", 30, 30, 20, 15, 5),
                       cases("IS-01", 30, 30, 20, 10, 10, language="ru")]),
        (MODULES, [learners(50, 40), learners(50, 20, **TOWN)]),
        (OBSERVATIONS, [lessons(AT_BASHY, 40, 30, 20), lessons(AT_BASHY, 40, 30, 10, **TOWN)]),
    )  # fmt: skip
    with told(*parts) as db:
        assert one(equity.known_after(db, asked()), "rural")["value"] == pytest.approx(52 / 48)
        assert one(equity.gained(db, asked()), "rural")["value"] == 1.5
        assert one(equity.attested(db, asked()), "language")["value"] == pytest.approx(10 / 15)
        assert one(equity.learned_online(db, asked()), "rural")["value"] == 2
        assert one(equity.used_ict(db, asked()), "rural")["value"] == 2


def test_a_gain_is_not_compared_with_a_loss(told):
    rows = [gains("CR-01", *[12.0] * 30), gains("CR-01", *[-2.0] * 30, **TOWN)]
    with told((GAIN, rows)) as db:
        row = one(equity.gained(db, asked()), "rural")

    assert np.isnan(row["value"]) and not row["hidden"]
    assert row["base_rate"] == -2


def test_coverage_is_compared_in_the_area_asked_for(told):
    people = [trained(20), trained(30, **MEN), trained(50, district=KOCHKOR)]
    teachers = [eligible(40), eligible(40, **MEN), eligible(80, district=KOCHKOR)]
    with told((TRAINED, people), (ELIGIBLE, teachers)) as db:
        here = one(equity.covered(db, asked(region=NARYN, district=AT_BASHY)), "sex")
        everywhere = one(equity.covered(db, asked()), "sex")

    assert (here["rate"], here["base_rate"]) == (0.5, 0.75)
    assert (everywhere["rate"], everywhere["of"]) == (70 / 120, 120)


def test_places_are_shared_out_by_those_who_are_not_trained(told):
    people = [trained(10), trained(10, **MEN)]
    teachers = [eligible(85), eligible(35, **MEN)]
    question = asked(places=100, floor=0)
    with told((TRAINED, people), (ELIGIBLE, teachers)) as db:
        plan = places.placed(db, question)
        row = one(equity.placed(db, question, plan), "sex")

    assert plan.people == 100
    assert row["before"] == pytest.approx((10 / 85) / (10 / 35))
    assert row["rate"] == pytest.approx((10 + 75) / 85)
    assert row["base_rate"] == pytest.approx((10 + 25) / 35)


def test_a_few_are_hidden_and_another_group_with_them(told):
    rows = [enrolled(60, 50), enrolled(3, 3, **UZBEK), enrolled(40, 30, language="ru")]
    with told((ENROLLED, rows)) as db:
        frame = equity.completed(db, asked())

    uzbek, russian = (one(frame, "language", group) for group in ("uz", "ru"))
    assert uzbek["hidden"] and russian["hidden"]
    assert pd.isna(uzbek["of"]) and np.isnan(uzbek["rate"]) and np.isnan(uzbek["value"])


def test_a_few_of_whom_all_but_a_few_completed_are_hidden_too(told):
    rows = [enrolled(60, 50), enrolled(20, 18, **UZBEK), enrolled(40, 30, language="ru")]
    with told((ENROLLED, rows)) as db:
        assert one(equity.completed(db, asked()), "language", "uz")["hidden"]


@pytest.mark.parametrize(
    "answer",
    [
        equity.covered, equity.seats, equity.pace, equity.completed, equity.certified,
        equity.others_completed, equity.coming, equity.known_after, equity.gained, equity.attested,
        equity.learned_online, equity.used_ict,
    ],
)  # fmt: skip
def test_nothing_is_compared_where_nobody_is_known(told, answer: Callable):
    with told() as db:
        frame = answer(db, asked())

    assert frame.empty
    assert {"dimension", "group", "rate", "of", "value", "hidden"} <= set(frame.columns)


COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 60))
LANGUAGES = ("ky", "ru", "uz", "tg", "en")


def groups_told(wholes: list[int], parts: list[int]) -> dict[str, bool]:
    """Return which groups are told where their wholes and parts are compared."""
    frame = pd.DataFrame({"language": LANGUAGES, "sex": "female", "rural": True})
    counts = frame.assign(whole=wholes, part=parts, demonstration=0)
    counts["rest"] = counts["whole"] - counts["part"]
    compared = equity._lens(counts, "part", "whole", ["rest"])
    rows = compared[compared["dimension"] == "language"]
    told = dict(zip(rows["group"], rows["of"].notna(), strict=True))
    return told | ({"ky": bool(rows["base_of"].notna().all())} if len(rows) else {})


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=5, max_size=5))
def test_what_is_hidden_does_not_follow_from_the_sum_less_what_is_told(counts):
    parts, wholes = ([pick(pair) for pair in counts] for pick in (min, max))
    told = groups_told(wholes, parts)

    for numbers in (parts, wholes, [a - b for a, b in zip(wholes, parts, strict=True)]):
        by_group = dict(zip(LANGUAGES, numbers, strict=True))
        shown = [by_group[group] for group, is_told in told.items() if is_told]
        hidden = [n for group, n in by_group.items() if n and not told.get(group)]
        assert all(n == 0 or n >= FEW for n in shown)
        if shown and hidden:
            assert sum(hidden) >= FEW
            assert min(hidden) >= FEW or len(hidden) > 1
