import math

import pytest
from sqlalchemy import insert

from data_access import database
from data_access.indicators.computed import COMPUTED
from data_access.queries import map as maps
from data_access.queries import results
from data_access.summaries.training import REGISTERS, TRAINED
from tests import factories
from tests.factories import (
    AT_BASHY,
    KOCHKOR,
    MANAS,
    NARYN,
    SPRING,
    SUMMER,
    TALAS,
    asked,
    summarised,
)


def areas(db, **filters):
    return maps.measure_by_area(db, asked(**{"measure": "R1.4", **filters})).set_index("area")


def coverage(session):
    factories.reported(session, "R1.4", 10, 100, area=AT_BASHY)
    factories.reported(session, "R1.4", 90, 300, area=KOCHKOR)
    factories.reported(session, "R1.4", 5, 10, area=MANAS, period=SUMMER)


def test_every_district_has_a_row_and_silence_is_missing(publish):
    with publish(coverage) as db:
        frame = areas(db)

    assert len(frame) == 54
    assert frame.loc[AT_BASHY, "value"] == 0.1
    silent = frame.loc[MANAS]
    assert math.isnan(silent["value"])
    assert (silent["reported_count"], silent["expected_count"]) == (0, 1)


def test_a_district_that_never_reported_is_expected_to_like_all_others(publish):
    with publish(coverage) as db:
        never = areas(db).loc["41711000000000"]

    assert math.isnan(never["value"])
    assert (never["reported_count"], never["expected_count"]) == (0, 1)


def test_a_figure_is_counted_only_where_there_is_something_to_count(publish):
    def facts(session):
        factories.innovative_school(session, district=AT_BASHY)
        factories.accepted_package(session)
        factories.target(session, "R3.2", 1)

    with publish(facts) as db:
        frame = areas(db, measure="R3.2")

    assert list(frame.index[frame["expected_count"] > 0]) == [AT_BASHY]


def test_a_region_adds_up_its_districts_and_does_not_average_them(publish):
    with publish(coverage) as db:
        frame = areas(db, by="region")

    assert len(frame) == 9
    assert frame.loc[NARYN, "value"] == 0.25
    assert (frame.loc[NARYN, "reported_count"], frame.loc[TALAS, "reported_count"]) == (2, 0)
    assert math.isnan(frame.loc[TALAS, "value"])


def test_the_country_average_is_the_ratio_of_the_totals(publish):
    with publish(coverage) as db:
        frame = maps.measure_by_area(db, asked(measure="R1.4"))

    assert maps.country_average(frame) == pytest.approx(100 / 400)
    assert math.isnan(maps.country_average(frame.iloc[:0]))


def test_the_map_shows_the_whole_country_whatever_part_was_asked_for(publish):
    with publish(coverage) as db:
        whole, part = areas(db), areas(db, region=TALAS, district=MANAS)

    assert list(whole["value"].fillna(-1)) == list(part["value"].fillna(-1))


def test_a_count_is_told_as_it_is_and_adds_up(publish):
    def facts(session):
        for number, district in enumerate((AT_BASHY, KOCHKOR, KOCHKOR), start=1):
            factories.innovative_school(session, f"IS-0{number}", district=district)
        for package in ("lab", "materials", "ict", "multimedia", "repair", "access"):
            for school in ("IS-02", "IS-03"):
                factories.accepted_package(session, school, package)
        factories.target(session, "R3.1", 3)

    with publish(facts) as db:
        frame, regions = areas(db, measure="R3.1"), areas(db, measure="R3.1", by="region")
        measure, _ = maps.measure_asked(db, asked(measure="R3.1"))
        whole = maps.of_country(frame, measure)

    assert dict(frame["value"].dropna()) == {AT_BASHY: 0, KOCHKOR: 2}
    assert (frame["expected_count"] > 0).sum() == 2
    assert regions.loc[NARYN, "value"] == whole == 2


def test_an_indicator_of_the_country_only_has_no_map(publish):
    with publish() as db:
        rows = results.indicators(db, asked())

    with_map = {code for code, row in rows.items() if maps.of_indicator(row)}
    assert with_map == {
        *("R1.3b", "R1.4", "R1.6a", "R1.6b", "R1.6c", "R1.7"),
        *("R2.1", "R2.2", "R3.1", "R3.2", "R3.3"),
    }


def test_pupils_per_school_counts_only_schools_that_gave_a_number(publish):
    def facts(session):
        factories.school(session, girls=100, boys=100)
        factories.school(session, girls=200, boys=200)
        factories.school(session, girls=None, boys=None)

    with publish(facts) as db:
        row = areas(db, measure="pupils_per_school").loc[AT_BASHY]

    assert (row["numerator"], row["denominator"], row["value"]) == (600, 2, 300)


def test_a_published_statistic_is_shown_as_published_and_by_region_only(publish):
    with publish(lambda session: factories.statistic(session, "numeracy", 0.55)) as db:
        frame = areas(db, measure="numeracy", by="district")

    assert len(frame) == 9
    assert (frame.loc[NARYN, "value"], frame.loc[NARYN, "demonstration"]) == (0.55, 0)
    assert math.isnan(frame.loc[TALAS, "value"])
    assert (frame.loc[NARYN, "source"], frame.loc[TALAS, "source"]) == ("https://www.stat.kg", "")


def test_the_figure_is_the_one_of_the_period(publish):
    def facts(session):
        factories.reported(session, "R1.4", 10, 100, period=SPRING)
        factories.reported(session, "R1.4", 50, 100)

    with publish(facts) as db:
        values = [areas(db, period=day).loc[AT_BASHY, "value"] for day in (SPRING, asked().period)]

    assert values == [0.1, 0.5]


@pytest.mark.parametrize("by", ["district", "region"])
@pytest.mark.parametrize("measure", [*maps.MEASURES, "R2.1", "R1.6b"])
def test_every_measure_answers_a_release_without_facts(publish, measure, by):
    with publish() as db:
        frame = maps.measure_by_area(db, asked(measure=measure, by=by))

    assert frame["value"].isna().all()
    assert (frame["source"] == "").all()
    assert len(frame) in (9, 54)


def test_an_unknown_measure_is_the_first_one(publish):
    with publish() as db:
        measure, level = maps.measure_asked(db, asked(measure="nonsense", by="nonsense"))

    assert (measure.code, level) == ("R2.2", "district")


def test_few_teachers_are_hidden_as_on_the_page_of_training(publish, engine):
    def rows(session):
        who = {"audience": "teachers", "role": "teacher", "subject": "physics", "language": "ky"}
        for district, many in ((AT_BASHY, 3), (KOCHKOR, 30), (MANAS, 40)):
            here = {"period": factories.AUTUMN, "district": district, **who, "sex": "female"}
            summarised(session, TRAINED, {**here, "rural": True, "people": many})
            register = {"period": factories.AUTUMN, "district": district}
            summarised(session, REGISTERS, {**register, "closed_on": factories.AUTUMN})
            for indicator, teachers in (("R2.2", 100), ("R2.1", None)):
                value = {"release": 1, "indicator": indicator, "period": factories.AUTUMN}
                counts = {"area": district, "numerator": many, "denominator": teachers}
                session.execute(insert(COMPUTED), [{**value, **counts, "demonstration": 0}])

    with publish(), database.writing(engine) as session:
        rows(session)
    with database.reading(engine) as db:
        frame, regions = areas(db, measure="R2.2"), areas(db, measure="R2.2", by="region")
        people = areas(db, measure="R2.1")

    assert frame.loc[[AT_BASHY, KOCHKOR], "hidden"].all()
    assert (
        frame.loc[[AT_BASHY, KOCHKOR], ["value", "numerator", "denominator"]].isna().all(axis=None)
    )
    assert frame.loc[MANAS, "value"] == 0.4 and not frame.loc[MANAS, "hidden"]
    assert regions.loc[NARYN, "value"] == 0.165
    assert people["hidden"].equals(frame["hidden"])
    assert people.loc[[AT_BASHY, KOCHKOR], ["value", "numerator"]].isna().all(axis=None)
    assert people.loc[MANAS, "value"] == 40
