import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access import database
from data_access.queries.training import coverage
from data_access.queries.training.places import (
    estimated,
    from_published,
    gaps,
    placed,
    rounded,
    subjects,
)
from data_access.queries.training.teachers import Counts
from data_access.summaries.training import ELIGIBLE, REGISTERS, TRAINED
from data_access.suppression import TOTAL, with_totals
from tests.factories import (
    AT_BASHY,
    AUTUMN,
    KOCHKOR,
    MANAS,
    NARYN,
    SPRING,
    SUMMER,
    asked,
    summarised,
)


def eligible(session, teachers, district=AT_BASHY, subject="physics", **values):
    row = {
        "period": SPRING, "district": district, "subject": subject, "language": "ky",
        "sex": "female", "rural": True, "teachers": teachers,
    }  # fmt: skip
    summarised(session, ELIGIBLE, row | values)


def trained(session, people, district=AT_BASHY, subject="physics", **values):
    row = {
        "period": SPRING, "district": district, "audience": "teachers", "role": "teacher",
        "subject": subject, "language": "ky", "sex": "female", "rural": True, "people": people,
    }  # fmt: skip
    summarised(session, TRAINED, row | values)


@pytest.fixture
def asking(publish, engine):
    """Return a function that keeps what steps keep, and opens a connection."""

    def ask(*steps):
        with publish(), database.writing(engine) as session:
            for step in steps:
                step(session)
        return database.reading(engine)

    return ask


def small_country(session):
    for district, whole, done in ((AT_BASHY, 80, 20), (KOCHKOR, 60, 30), (MANAS, 100, 10)):
        eligible(session, whole, district)
        trained(session, done, district)


def test_places_go_where_coverage_is_lowest_in_whole_groups(asking):
    with asking(small_country) as db:
        result = placed(db, asked(places=100))

    assert result.cells["district"].tolist() == [MANAS, AT_BASHY]
    assert result.cells["people"].tolist() == [75, 25]
    assert result.cells["groups"].tolist() == [3, 1]
    assert result.cells["before"].tolist() == [0.1, 0.25]
    assert result.cells["after"].tolist() == [0.85, 45 / 80]
    assert (result.gap, result.people, result.groups, result.price) == (180, 100, 4, 0)
    assert not result.cells["estimated"].any()
    assert result.country_coverage == 60 / 240


def test_what_is_left_out_is_listed_with_its_gap(asking):
    with asking(small_country) as db:
        districts = placed(db, asked(places=100)).districts.set_index("district")

    assert districts.loc[KOCHKOR, ["groups", "people", "gap"]].tolist() == [0, 0, 30]
    assert districts.loc[KOCHKOR, ["before", "after"]].tolist() == [0.5, 0.5]


def test_a_floor_that_cannot_be_kept_says_how_many_places_it_needs(asking):
    def hard(session):
        eligible(session, 1000, AT_BASHY)
        trained(session, 500, AT_BASHY)
        eligible(session, 1000, MANAS)

    with asking(hard) as db:
        result = placed(db, asked(places=100, floor=90))

    assert result.floor_places == 225
    assert result.kept_floor == 40
    assert result.floor_coverage == pytest.approx(0.1)
    manas = result.districts.set_index("district").loc[MANAS]
    assert manas["after"] >= 0.1


def test_the_price_of_a_floor_is_people(asking):
    def costly(session):
        eligible(session, 1000, AT_BASHY)
        trained(session, 900, AT_BASHY)
        eligible(session, 20, MANAS)

    with asking(costly) as db:
        result = placed(db, asked(places=100, floor=90))

    assert (result.people, result.price, result.kept_floor) == (95, 5, 90)


def test_the_floor_of_a_region_is_that_of_the_country(asking):
    with asking(small_country) as db:
        result = placed(db, asked(places=100, floor=50, region="KG-N"))

    assert set(result.districts["district"]) == {AT_BASHY, KOCHKOR}
    assert result.country_coverage == 60 / 240
    assert result.floor_coverage == pytest.approx(0.125)


def test_one_subject_is_planned_by_itself(asking):
    def chemistry(session):
        eligible(session, 50, subject="chemistry")
        trained(session, 25, subject="chemistry")

    with asking(small_country, chemistry) as db:
        result = placed(db, asked(subject="chemistry", places=100))
        unknown = placed(db, asked(subject="biology", places=100))

    assert result.cells["subject"].tolist() == ["chemistry"]
    assert (result.gap, result.people, result.subject_name) == (25, 25, "Chemistry")
    assert unknown.cells.empty
    assert unknown.gap == 0


def test_teachers_count_once_and_never_beyond_those_eligible(asking):
    def surplus(session):
        eligible(session, 40, KOCHKOR)
        trained(session, 60, KOCHKOR)
        trained(session, 30, KOCHKOR, audience="leaders", role="head", subject="physics")
        eligible(session, 50)

    with asking(surplus) as db:
        rows = gaps(db, asked()).set_index("district")

    assert rows["covered"].to_dict() == {AT_BASHY: 0, KOCHKOR: 40}


def test_the_newest_number_of_those_eligible_counts_by_the_quarter(asking):
    def grown(session):
        eligible(session, 40)
        eligible(session, 70, period=SUMMER)
        eligible(session, 90, period=AUTUMN)
        eligible(session, 30, MANAS)

    with asking(grown) as db:
        rows = gaps(db, asked(period=SUMMER)).set_index("district")

    assert rows["eligible"].to_dict() == {AT_BASHY: 70, MANAS: 30}
    assert rows.loc[AT_BASHY, "period"] == pd.Timestamp(SUMMER)


def test_few_people_are_estimated_from_the_sum_of_the_district(asking):
    def few(session):
        for subject, whole, done in (
            ("physics", 60, 2), ("chemistry", 60, 10), ("biology", 80, 40), ("geography", 40, 20),
        ):  # fmt: skip
            for district in (AT_BASHY, KOCHKOR, MANAS):
                eligible(session, whole, district, subject)
                trained(session, done if district == AT_BASHY else 20, district, subject)

    with asking(few) as db:
        rows = gaps(db, asked())
        result = placed(db, asked(places=100))

    here = rows[rows["district"] == AT_BASHY].set_index("subject")
    assert here.loc["physics", "estimated"]
    assert here["estimated"].sum() >= 2
    assert here["covered"].sum() == 72
    assert here.loc["physics", "covered"] != 2
    assert result.cells["estimated"].any()


def test_what_the_coverage_hides_because_of_the_language_of_a_few_is_estimated_too(asking):
    def few(session):
        for district, ky, ru, people in (
            (AT_BASHY, 140, 4, 35), (KOCHKOR, 300, 8, 30), (MANAS, 200, 100, 28),
        ):  # fmt: skip
            for language, whole in (("ky", ky), ("ru", ru)):
                eligible(session, whole, district, language=language)
            trained(session, people, district)

    with asking(few) as db:
        rows = gaps(db, asked()).groupby("district")
        shown = coverage.districts(db, asked()).set_index("area")

    hidden = set(shown.index[shown["hidden"]])
    assert AT_BASHY in hidden
    assert hidden <= {*rows.groups}
    for district in hidden:
        assert rows.get_group(district)["estimated"].all()
    assert rows["covered"].sum()[AT_BASHY] != 35
    assert rows["eligible"].sum()[AT_BASHY] != 144


def test_an_estimate_is_no_less_than_the_groups_that_are_told(asking):
    """Three men who are trained hide all of a district, but not that 60 women are eligible."""

    def hides_men(session):
        for district, women, men in (
            (AT_BASHY, (60, 50), (40, 3)),
            (KOCHKOR, (0, 0), (60, 10)),
            (MANAS, (0, 0), (40, 40)),
        ):
            for sex, (whole, done) in (("female", women), ("male", men)):
                eligible(session, whole, district, sex=sex)
                trained(session, done, district, sex=sex)

    here = asked(region=NARYN, district=AT_BASHY)
    with asking(hides_men) as db:
        told = coverage.groups(db, here).set_index("group")
        plan = placed(db, here)

    assert told.loc["male", "hidden"] and plan.estimated
    assert told.loc["female", ["numerator", "denominator"]].tolist() == [50, 60]
    (district,) = plan.districts.to_dict("records")
    assert district["estimated"] is True
    assert district["eligible"] >= 60
    assert district["eligible"] - district["gap"] >= 50


def test_districts_that_gave_no_number_or_no_register_are_named(asking):
    def register(session):
        row = {"district": AT_BASHY, "period": AUTUMN, "closed_on": AUTUMN}
        summarised(session, REGISTERS, row)

    with asking(small_country, register) as db:
        result = placed(db, asked(region="KG-N"))

    assert AT_BASHY not in set(result.unreported["district"])
    assert KOCHKOR in set(result.unreported["district"])
    assert len(result.unknown) == len(result.unreported) - 1
    assert KOCHKOR not in set(result.unknown["district"])


def test_nothing_known_is_no_error(publish):
    with publish() as db:
        result = placed(db, asked())
        named = subjects(db, asked())

    assert result.cells.empty
    assert result.districts.empty
    assert np.isnan(result.country_coverage)
    assert named["subject"].tolist()[:2] == ["mathematics", "physics"]


REGIONS = pd.Series({"a": "n", "b": "n", "c": "o", "d": "o", "e": "o"})
COUNTS = st.lists(
    st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=4, max_size=4),
    min_size=5,
    max_size=5,
)
MARKS = st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=3, max_size=3)


def told_of(rows, marks) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a table with its totals, and which of it is hidden: any cell but zero, any total."""
    table = pd.DataFrame([[n for n, _ in row] for row in rows], REGIONS.index, list("wxyz"))
    counts = with_totals(table, REGIONS)
    hidden = pd.DataFrame(False, counts.index, counts.columns)
    hidden.loc[table.index, table.columns] = [[n > 0 and is_so for n, is_so in row] for row in rows]
    hidden.loc[["n", "o", TOTAL]] = marks
    return counts, hidden


@settings(deadline=None, max_examples=40)
@given(COUNTS, MARKS)
def test_estimates_keep_what_is_told_and_agree_with_its_sums(rows, marks):
    counts, hidden = told_of(rows, marks)
    cells = counts.loc[REGIONS.index].drop(columns=TOTAL)

    found = estimated(counts.mask(hidden), np.ones(cells.shape), REGIONS, counts[TOTAL] * 0)

    is_told = ~hidden.loc[cells.index, cells.columns]
    assert (found == cells).where(is_told, True).all(axis=None)
    assert (found >= 0).all(axis=None)
    assert found.sum(axis=1).equals(counts[TOTAL][REGIONS.index])


@settings(deadline=None, max_examples=40)
@given(COUNTS, COUNTS, MARKS, st.integers(1, 90))
def test_no_plan_rests_on_what_is_hidden(rows, trained_rows, marks, change):
    """Whatever stands behind hidden cells and totals, the estimates are the same."""
    eligible, hidden = told_of(rows, marks)
    trained, more = told_of(trained_rows, marks)
    hidden |= more
    found, other = (
        from_published(
            {"subject": Counts(trained + by * hidden, eligible + by * hidden, hidden)},
            REGIONS,
            REGIONS.index[1:],
        )
        for by in (0, change)
    )

    assert found[0].equals(other[0])
    assert found[1].equals(other[1])
    assert (found[1] <= found[0]).all(axis=None)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9))
def test_whole_numbers_keep_the_sum(values):
    found = rounded(np.array(values))

    assert found.sum() == round(np.array(values).sum())
    assert (abs(found - values) < 1 + 1e-5).all()
