from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import insert

from data_access import database, ledger
from data_access.indicators.computed import COMPUTED
from data_access.indicators.formulas import ROWS_BEHIND
from data_access.queries import cube, results
from data_access.summaries.training import REGISTERS, TRAINED
from geo import boundaries
from tests import factories
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN, SPRING, SUMMER, TALAS, asked

END = date(2028, 12, 31)
KINDS = ("lab", "materials", "ict", "multimedia", "repair", "access")


def figures(frame):
    return cube.cube(frame, ("numerator", "denominator"))


def stand(db, indicator, **filters):
    """Return the row of one indicator."""
    return pd.Series(results.standing(db, asked(**filters))[indicator])


def test_districts_add_up_and_a_part_of_the_country_has_its_own_figure(publish):
    def facts(session):
        factories.reported(session, numerator=10, area=AT_BASHY)
        factories.reported(session, numerator=20, area=KOCHKOR)
        factories.reported(session, numerator=40, area=MANAS)

    with publish(facts) as db:
        assert stand(db, "R1.3b")["value"] == 70
        assert stand(db, "R1.3b", region=NARYN)["value"] == 30
        assert stand(db, "R1.3b", region=NARYN, district=KOCHKOR)["value"] == 20


def test_a_figure_that_nobody_reported_is_missing_and_not_zero(publish):
    with publish(lambda session: factories.target(session, "R1.3b", 100)) as db:
        row = stand(db, "R1.3b")

    assert row[["value", "numerator", "last_value"]].isna().all()
    assert (row["status"], row["target"], row["expected_count"]) == ("not_reported", 100, 54)


def test_a_reported_zero_is_a_zero(publish):
    def facts(session):
        factories.target(session, "R1.3b", 100)
        factories.reported(session, numerator=0)

    with publish(facts) as db:
        row = stand(db, "R1.3b")

    assert (row["value"], row["status"]) == (0, "at_risk")


def test_a_district_that_did_not_report_keeps_its_last_known_state_and_is_counted(publish):
    def facts(session):
        factories.reported(session, numerator=10, area=AT_BASHY, period=SUMMER)
        factories.reported(session, numerator=20, area=KOCHKOR, period=SUMMER)
        factories.reported(session, numerator=15, area=AT_BASHY, period=AUTUMN)

    with publish(facts) as db:
        row = stand(db, "R1.3b")

    assert (row["value"], row["reported_count"], row["expected_count"]) == (35, 1, 54)


def test_every_district_asked_for_should_report_a_figure_of_the_districts(publish):
    with publish(lambda session: factories.reported(session, area=AT_BASHY)) as db:
        counts = [
            stand(db, "R1.3b", **part)["expected_count"]
            for part in ({}, {"region": NARYN}, {"region": NARYN, "district": KOCHKOR})
        ]
        naryn = [unit for unit in boundaries.units() if unit.parent == NARYN]

    assert counts == [54, len(naryn), 1]


def test_a_counted_figure_is_expected_only_where_there_is_something_to_count(publish):
    def facts(session):
        factories.innovative_school(session, "IS-01", district=AT_BASHY)
        factories.innovative_school(session, "IS-02", district=MANAS)
        factories.target(session, "R3.1", 2)

    with publish(facts) as db:
        assert stand(db, "R3.1")["expected_count"] == 2
        assert stand(db, "R3.1", region=TALAS)["expected_count"] == 1


def test_a_figure_not_reported_for_the_period_is_missing_but_its_last_report_is_known(publish):
    with publish(lambda session: factories.reported(session, numerator=10, period=SUMMER)) as db:
        row = stand(db, "R1.3b")

    assert row[["value", "numerator"]].isna().all()
    assert (row["last_value"], row["last_period"].date()) == (10, SUMMER)


def test_what_was_reported_later_is_not_known_yet(publish):
    def facts(session):
        factories.reported(session, numerator=10, period=SPRING)
        factories.reported(session, numerator=99, period=AUTUMN)

    with publish(facts) as db:
        assert stand(db, "R1.3b", period=SPRING)["value"] == 10


def test_a_share_is_the_ratio_of_the_sums_since_percentages_do_not_add_up(publish):
    def facts(session):
        factories.reported(session, "R1.4", 90, 100, area=AT_BASHY)
        factories.reported(session, "R1.4", 0, 900, area=KOCHKOR)

    with publish(facts) as db:
        row = stand(db, "R1.4")

    assert (row["numerator"], row["denominator"]) == (90, 1000)
    assert row["value"] == pytest.approx(0.09)


def test_a_share_of_nothing_is_missing(publish):
    with publish(lambda session: factories.reported(session, "R1.4", 0, 0)) as db:
        assert stand(db, "R1.4")[["value"]].isna().all()


def test_women_among_the_trained_are_not_added_to_all_of_them(publish):
    def facts(session):
        factories.reported(session, numerator=50)
        factories.reported(session, numerator=30, cut="female")

    with publish(facts) as db:
        assert stand(db, "R1.3b")["value"] == 50


def test_targets_of_districts_add_up_each_with_its_newest_one(publish):
    def facts(session):
        factories.target(session, value=10, area=AT_BASHY)
        factories.target(session, value=20, area=KOCHKOR)
        factories.target(session, value=40, area=MANAS)
        factories.target(session, value=80, area=MANAS, period=END)

    with publish(facts) as db:
        country, talas = stand(db, "R1.3b"), stand(db, "R1.3b", region=TALAS)

    assert (country["target"], country["end_target"]) == (70, 110)
    assert (talas["target"], talas["end_target"], talas["end_period"].date()) == (40, 80, END)


def test_a_target_of_the_country_wins_over_those_of_its_districts(publish):
    def facts(session):
        factories.target(session, value=100)
        factories.target(session, value=10, area=AT_BASHY)
        factories.target(session, value=20, area=KOCHKOR)

    with publish(facts) as db:
        assert stand(db, "R1.3b")["target"] == 100
        assert stand(db, "R1.3b", region=NARYN)["target"] == 30


def test_targets_that_are_shares_never_add_up(publish):
    def facts(session):
        factories.target(session, "R1.4", 0.5, area=AT_BASHY)
        factories.target(session, "R1.4", 0.6, area=KOCHKOR)

    with publish(facts) as db:
        country, naryn = stand(db, "R1.4"), stand(db, "R1.4", region=NARYN)
        own = stand(db, "R1.4", region=NARYN, district=KOCHKOR)

    assert country[["target", "end_target"]].isna().all()
    assert naryn[["target", "end_target"]].isna().all()
    assert own["target"] == 0.6


def test_an_invented_target_marks_the_figure_that_it_judges(publish):
    def facts(session):
        factories.reported(session, numerator=10)
        factories.target(session, value=10, demonstration=True)
        factories.reported(session, "R1.1", 3, area="KG")
        factories.target(session, "R1.1", 4)

    with publish(facts) as db:
        assert [stand(db, code)["demonstration"] for code in ("R1.3b", "R1.1")] == [1, 0]


@pytest.mark.parametrize("paid", [100, 150])
def test_what_is_judged_anew_each_quarter_is_never_achieved(publish, paid):
    def facts(session):
        factories.withdrawal(session, paid)
        factories.projection(session, disbursement=100)
        factories.target(session, "R4.3b", 1)

    with publish(facts) as db:
        row = stand(db, "R4.3b")

    assert (row["ongoing"], row["status"], row["target"]) == (True, "on_track", 1)
    assert row[["end_target", "end_period"]].isna().all()


def test_the_target_to_date_is_the_last_one_that_was_due(publish):
    def facts(session):
        factories.target(session, value=10, period=SUMMER)
        factories.target(session, value=100, period=END)

    with publish(facts) as db:
        row = stand(db, "R1.3b")

    assert (row["target"], row["end_target"]) == (10, 100)


def test_a_share_set_for_the_country_holds_in_every_part_of_it(publish):
    with publish(lambda session: factories.target(session, "R1.4", 0.8)) as db:
        assert stand(db, "R1.4", district=KOCHKOR, region=NARYN)["target"] == 0.8


def test_a_count_set_for_the_country_says_nothing_about_a_part_of_it(publish):
    with publish(lambda session: factories.target(session, "R1.3b", 10_000)) as db:
        assert stand(db, "R1.3b")["target"] == 10_000
        assert stand(db, "R1.3b", region=NARYN)[["target", "end_target"]].isna().all()


def test_a_figure_of_the_country_says_so_when_a_part_was_asked_for(publish):
    def facts(session):
        factories.reported(session, "R1.1", 3, area="KG")
        factories.target(session, "R1.1", 4)

    with publish(facts) as db:
        row = stand(db, "R1.1", region=NARYN)
        assert not stand(db, "R1.1")["country_only"]

    assert (row["value"], row["target"], row["country_only"]) == (3, 4, True)


def test_a_figure_that_does_not_exist_in_a_part_is_not_applicable_there(publish):
    def facts(session):
        factories.innovative_school(session, district=AT_BASHY)
        for kind in KINDS:
            factories.accepted_package(session, kind=kind)
        factories.target(session, "R3.2", 1)

    with publish(facts) as db:
        assert stand(db, "R3.2", region=NARYN)["status"] == "achieved"
        assert stand(db, "R3.2", region=TALAS)["status"] == "not_applicable"


def test_a_school_is_equipped_only_when_all_six_packages_are_accepted(publish):
    def facts(session):
        for code, accepted in (("IS-01", KINDS), ("IS-02", KINDS[:5])):
            factories.innovative_school(session, code, girls=60, boys=40)
            for kind in KINDS:
                is_accepted = kind in accepted
                factories.package(
                    session, code, kind, accepted_actual=SUMMER if is_accepted else None
                )
        factories.target(session, "R3.1", 2)
        factories.target(session, "R3.1", 1, period=SPRING)

    with publish(facts) as db:
        values = {code: stand(db, code)["value"] for code in ("R3.1", "R3.2", "R3.3")}
        before = {
            code: stand(db, code, period=SPRING)["value"] for code in ("R3.1", "R3.2", "R3.3")
        }

    assert values == {"R3.1": 1, "R3.2": pytest.approx(11 / 12), "R3.3": 100}
    assert before == {"R3.1": 0, "R3.2": 0, "R3.3": 0}


def test_six_packages_count_for_each_school_also_where_none_is_known_of(publish):
    def facts(session):
        factories.innovative_school(session, "IS-01")
        factories.innovative_school(session, "IS-02")
        factories.accepted_package(session, "IS-01")
        factories.target(session, "R3.2", 1)

    with publish(facts) as db:
        row = stand(db, "R3.2")

    assert (row["numerator"], row["denominator"]) == (1, 12)


def equipped_and_then_closed(session):
    """One equipped school of At-Bashy that closes in summer, and one of Talas that stays."""
    factories.innovative_school(session, "IS-01", closed_on=SUMMER)
    factories.innovative_school(session, "IS-02", district=MANAS)
    for code, kind in product(("IS-01", "IS-02"), KINDS):
        factories.accepted_package(session, code, kind)
    for code, period in product(("R3.1", "R3.2", "R3.3"), (SPRING, SUMMER, AUTUMN)):
        factories.target(session, code, 1, period=period)


def test_a_closed_school_counts_in_the_quarters_before_and_never_after(publish):
    def counted(db, period):
        rows = [stand(db, code, period=period) for code in ("R3.1", "R3.2", "R3.3")]
        return [(row["numerator"], row["denominator"]) for row in rows]

    with publish(equipped_and_then_closed) as db:
        by_quarter = [counted(db, day) for day in (SPRING, SUMMER, AUTUMN)]
        alone = stand(db, "R3.1", region=NARYN)
        breaks = ledger.verify(db)

    equipped, accepted, pupils = zip(*by_quarter, strict=True)
    assert [number for number, _ in equipped] == [2, 1, 1]
    assert accepted == ((12, 12), (6, 6), (6, 6))
    assert [number for number, _ in pupils] == [200, 100, 100]
    assert alone["value"] == 0
    assert breaks == []


def test_the_facts_behind_a_figure_leave_a_closed_school_out(publish):
    behind = ROWS_BEHIND["R3.2"]

    with publish(equipped_and_then_closed) as db:
        counts = [
            [len(db.execute(part).all()) for part in behind(1, AT_BASHY, day)]
            for day in (SPRING, AUTUMN)
        ]

    assert counts == [[1, 6], [0, 0]]


def test_pupils_that_an_equipped_school_did_not_report_are_missing_and_not_zero(publish):
    def facts(session):
        factories.innovative_school(session, "IS-01", girls=None)
        factories.innovative_school(session, "IS-02")
        for code, kind in product(("IS-01", "IS-02"), KINDS):
            factories.accepted_package(session, code, kind)
        factories.target(session, "R3.3", 100)

    with publish(facts) as db:
        row = stand(db, "R3.3")

    assert row[["value", "last_value"]].isna().all()
    assert row["status"] == "not_reported"


def test_disbursement_is_measured_against_the_newest_projection_of_adb_funds(publish):
    def facts(session):
        factories.withdrawal(session, 20)
        factories.withdrawal(session, 10, method="advance")
        factories.withdrawal(session, 5, method="soe")
        factories.payment(session, 1000, fund="GOV")
        factories.projection(session, disbursement=100)
        factories.projection(session, disbursement=60, version="revised")
        factories.target(session, "R4.3b", 1)

    with publish(facts) as db:
        row = stand(db, "R4.3b")

    assert (row["numerator"], row["denominator"], row["value"]) == (30, 60, 0.5)


def test_what_was_spent_is_measured_against_the_budget_of_all_years_and_funds(publish):
    def facts(session):
        factories.payment(session, 30, period=SUMMER)
        factories.payment(session, 20, fund="GOV")
        factories.budget(session, 150)
        factories.budget(session, 50, year=2027, fund="GOV")
        factories.projection(session, period=SUMMER)
        factories.projection(session)

    with publish(facts) as db:
        now, then = stand(db, "R4.3c"), stand(db, "R4.3c", period=SUMMER)

    assert (now["numerator"], now["denominator"], now["value"]) == (50, 200, 0.25)
    assert then["numerator"] == 30


def test_money_of_which_no_withdrawal_is_known_is_missing_and_not_zero(publish):
    def facts(session):
        factories.projection(session, disbursement=100)
        factories.target(session, "R4.3b", 1)

    with publish(facts) as db:
        row = stand(db, "R4.3b")

    assert row[["value", "numerator"]].isna().all()
    assert row["status"] == "not_reported"


def test_the_trend_runs_quarter_by_quarter_and_carries_the_last_known_state(publish):
    def facts(session):
        factories.reported(session, numerator=10, area=AT_BASHY, period=SPRING)
        factories.reported(session, numerator=20, area=KOCHKOR, period=SUMMER)

    with publish(facts) as db:
        standing = results.standing(db, asked())

    days, values = zip(*standing["R1.3b"]["trend"], strict=True)
    assert [day.date() for day in days][-3:] == [SPRING, SUMMER, AUTUMN]
    assert list(np.nan_to_num(values, nan=-1)) == [-1] * 9 + [10, 30, -1]
    assert standing["R1.1"]["trend"] == []


def test_a_share_carries_numerator_and_denominator_as_a_pair(publish):
    def facts(session):
        factories.reported(session, "R1.4", 90, 100, area=AT_BASHY, period=SUMMER)
        factories.reported(session, "R1.4", 10, 100, area=KOCHKOR)

    with publish(facts) as db:
        row = stand(db, "R1.4")

    assert (row["numerator"], row["denominator"], row["value"]) == (100, 200, 0.5)


def test_a_part_without_its_whole_is_left_out_of_a_share():
    values = pd.DataFrame(
        {
            "indicator": "R1.4",
            "area": [AT_BASHY, KOCHKOR],
            "period": pd.to_datetime([AUTUMN, AUTUMN]).as_unit("s"),
            "numerator": [50.0, 70.0],
            "denominator": [100.0, float("nan")],
            "demonstration": 0,
        }
    )

    found = results.series(figures(values), np.array([True]))

    assert (found.numerator, found.denominator, found.value) == (50, 100, 0.5)
    assert found.reported_count == 1


def test_figures_are_shares_by_their_unit_and_not_by_having_a_denominator():
    values = pd.DataFrame(
        {
            "indicator": "R1.3b",
            "area": [AT_BASHY],
            "period": pd.to_datetime([AUTUMN]).as_unit("s"),
            "numerator": [50.0],
            "denominator": [100.0],
            "demonstration": 0,
        }
    )

    assert results.series(figures(values), np.array([False])).value == 50


def test_demonstration_marks_every_figure_that_rests_on_an_invented_one(publish):
    def facts(session):
        factories.reported(session, numerator=10, area=AT_BASHY)
        factories.reported(session, numerator=20, area=KOCHKOR, demonstration=True)
        factories.reported(session, "R1.1", 3, area="KG")

    with publish(facts) as db:
        assert stand(db, "R1.3b")["demonstration"] == 1
        assert stand(db, "R1.1")["demonstration"] == 0


def test_names_come_in_the_language_of_the_reader(publish):
    with publish() as db:
        names = {
            lang: stand(db, "R2.1", lang=lang)["indicator_name"] for lang in ("ky", "ru", "en")
        }

    assert names == {
        "ky": "Окутулган мугалимдер",
        "ru": "Обученные учителя",
        "en": "Teachers trained",
    }


def people(session, *counts):
    """Keep that districts trained so many teachers by autumn, and closed their registers."""
    for district, many in counts:
        value = {"period": AUTUMN, "district": district}
        who = {"audience": "teachers", "role": "teacher", "subject": "physics", "language": "ky"}
        row = {**value, **who, "sex": "female", "rural": True, "people": many}
        factories.summarised(session, TRAINED, row)
        factories.summarised(session, REGISTERS, {**value, "closed_on": AUTUMN})
        computed = {"release": 1, "indicator": "R2.1", "period": AUTUMN, "area": district}
        session.execute(insert(COMPUTED), [{**computed, "numerator": many, "demonstration": 0}])


def test_few_people_are_hidden_here_as_on_the_page_of_training(publish, engine):
    with publish(lambda session: factories.target(session, "R2.1", 40, area=AT_BASHY)):
        pass
    with database.writing(engine) as session:
        people(session, (AT_BASHY, 3), (KOCHKOR, 30), (MANAS, 40))
    with database.reading(engine) as db:
        country = stand(db, "R2.1")
        few = stand(db, "R2.1", region=NARYN, district=AT_BASHY)
        beside = stand(db, "R2.1", region=NARYN, district=KOCHKOR)

    assert (country["value"], bool(country["hidden"])) == (73, False)
    for row in (few, beside):
        assert row["hidden"]
        assert row[["value", "numerator", "last_value"]].isna().all()
        assert row["status"] == "not_applicable"
        assert all(np.isnan(value) for _, value in row["trend"])


def test_what_does_not_count_people_is_told_however_small(publish):
    with publish(lambda session: factories.reported(session, "R1.1", 3, area="KG")) as db:
        row = stand(db, "R1.1")

    assert (row["value"], bool(row["hidden"])) == (3, False)
