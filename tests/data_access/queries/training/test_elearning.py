import pandas as pd
import pytest

from data_access.queries.training import elearning, lessons
from data_access.summaries.training import MODULE_LIST, MODULES, OBSERVATIONS, UNITS
from tests.data_access.queries.training.cells import WHO, module
from tests.data_access.queries.training.cells import lessons as seen
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


def enrolled(code: str, device: str, enrolled: int, completed: int, period=SUMMER) -> dict:
    counts = {"enrolled": enrolled, "completed": completed}
    return {"module": code, "period": period, "device": device, **WHO, **counts}


def modules(session):
    later = module("EM-03", live_on=pd.Timestamp("2026-10-05").date())
    summarised(session, MODULE_LIST, module(), module("EM-02"), later)
    summarised(
        session,
        MODULES,
        enrolled("EM-01", "phone", 40, 10),
        enrolled("EM-01", "computer", 20, 5),
        enrolled("EM-01", "phone", 0, 15, AUTUMN),
    )


def test_modules_that_are_live_have_their_learners_up_to_the_quarter(publish):
    with publish(modules) as db:
        now, then = (elearning.modules(db, asked(period=day)) for day in (AUTUMN, SUMMER))

    assert now["module"].tolist() == ["EM-01", "EM-02"]
    assert now[["enrolled", "completed"]].to_numpy().tolist() == [[60, 30], [0, 0]]
    assert now["completed_share"].iloc[0] == 0.5
    assert pd.isna(now["completed_share"].iloc[1])
    assert then["completed"].tolist() == [15, 0]


def test_the_total_holds_all_modules(publish):
    with publish(modules) as db:
        assert elearning.total(db, asked()).to_numpy().tolist() == [[60, 30]]


def test_devices_are_ordered_by_who_enrolled_with_them(publish):
    with publish(modules) as db:
        frame = elearning.devices(db, asked())

    assert frame[["device", "enrolled"]].to_numpy().tolist() == [["phone", 40], ["computer", 20]]


def reached(code: str, *people: int) -> list[dict]:
    return [
        {"module": code, "last_unit": unit, "people": count, "completed": 0}
        for unit, count in enumerate(people)
    ]


def units(session):
    summarised(session, MODULE_LIST, module(), module("EM-02"), module("EM-03"))
    rows = [*reached("EM-01", 10, 5, 50, 35), *reached("EM-02", 20, 60, 17, 3)]
    summarised(session, UNITS, *rows, *reached("EM-03", 2, 1, 1, 0))


def test_who_reached_a_unit_reached_all_before_it(publish):
    with publish(units) as db:
        frame = elearning.units(db, asked())

    first = frame[frame["module"] == "EM-01"]
    assert first["unit"].tolist() == [0, 1, 2, 3]
    assert first["reached"].tolist() == [100, 90, 85, 35]
    assert first["reached_share"].tolist() == [1, 0.9, 0.85, 0.35]


def test_the_worst_drop_is_a_share_of_the_enrolled(publish):
    with publish(units) as db:
        row = elearning.worst_drop(elearning.units(db, asked()))

    assert (row["module"], row["unit"]) == ("EM-02", 2)
    assert row["lost_share"] == pytest.approx(0.6)


def test_a_few_at_the_end_and_a_module_of_a_few_are_not_told(publish):
    with publish(units) as db:
        frame = elearning.units(db, asked())

    assert set(frame["module"]) == {"EM-01", "EM-02"}
    last = frame[(frame["module"] == "EM-02") & (frame["unit"] == 3)].iloc[0]
    assert pd.isna(last["reached"])
    assert pd.isna(last["reached_share"])


def observed(session):
    summarised(
        session,
        OBSERVATIONS,
        seen(AT_BASHY, 40, 20, 10),
        seen(KOCHKOR, 20, 15, 10, period=AUTUMN),
        seen(MANAS, 30, 15, 15),
    )


def test_lessons_are_told_by_region_up_to_the_quarter(publish):
    with publish(observed) as db:
        now, then = (lessons.by_region(db, asked(period=day)) for day in (AUTUMN, SUMMER))

    assert now["region"].tolist() == ["KG", NARYN, TALAS]
    assert now[["observed", "uses_ict"]].to_numpy().tolist() == [[90, 35], [60, 20], [30, 15]]
    assert now["ict_share"].tolist() == pytest.approx([35 / 90, 1 / 3, 0.5])
    assert then["observed"].tolist() == [70, 40, 30]


def test_lessons_are_told_by_quarter_in_a_region_and_in_the_country(publish):
    with publish(observed) as db:
        country, talas = (lessons.by_quarter(db, asked(region=each)) for each in (None, TALAS))

    assert len(country) == lessons.QUARTERS
    assert country["observed"].tolist()[-3:] == [0, 70, 20]
    assert talas["observed"].tolist()[-3:] == [0, 30, 0]
    assert pd.isna(talas["ict_share"].iloc[-1])
    assert country["period"].iloc[-1] == pd.Timestamp(AUTUMN)


def test_a_few_lessons_of_a_region_follow_from_nothing(publish):
    def few(session):
        summarised(
            session,
            OBSERVATIONS,
            *(seen(AT_BASHY, 40, 20, 10, period=day) for day in (SPRING, SUMMER)),
            seen(MANAS, 30, 15, 2),
            seen(MANAS, 30, 15, 8, period=SPRING),
        )

    with publish(few) as db:
        country, *regions = (
            lessons.by_quarter(db, asked(region=each))["uses_ict"].tolist()[-3:-1]
            for each in (None, NARYN, TALAS)
        )

    assert country == [18, 12]
    assert all(pd.isna(each) for region in regions for each in region)


def test_a_release_without_modules_and_lessons_answers_too(publish):
    with publish() as db:
        assert elearning.modules(db, asked()).empty
        assert elearning.devices(db, asked()).empty
        units = elearning.units(db, asked())
        assert units.empty and elearning.worst_drop(units) is None
        assert lessons.by_region(db, asked())["observed"].tolist() == [0]
        assert lessons.by_quarter(db, asked())["observed"].sum() == 0
