"""Provision by district, group, quarter and school, by hand for three districts."""

import math
from datetime import date

import pandas as pd
import pytest

from data_access import database
from data_access.queries import results
from data_access.queries.textbooks import counts, provision, shortages
from tests import factories
from tests import factories_textbooks as books
from tests.data_access.random_history import history
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN, SUMMER, TALAS, asked

OLD, UZBEK = "PHY-8-KY-O", "BIO-7-UZ-N"


def facts(session):
    """At-Bashy has too many books in one school and none in the other, Kochkor lacks Uzbek ones,
    Manas has not counted."""
    books.title(session)
    books.title(session, OLD, grade=8, standard="old", first_year="2018/19")
    books.title(session, UZBEK, subject="biology", language="uz")
    for school, district in (("SC-0001", AT_BASHY), ("SC-0002", AT_BASHY), ("SC-0003", KOCHKOR)):
        factories.school(session, school, district=district)
        factories.enrolment(session, school)
        factories.enrolment(session, school, grade=8)
    factories.school(session, "SC-0004", district=MANAS)
    factories.school(session, "SC-0005", district=MANAS, closed_on=SUMMER)
    factories.enrolment(session, "SC-0003", language="uz", girls=5, boys=5)
    factories.enrolment(session, "SC-0004", girls=30, boys=0)
    factories.enrolment(session, "SC-0001", school_year="2025/26")
    books.stock_count(session, "SC-0001", 11, counted_on=date(2026, 5, 20))
    books.stock_count(session, "SC-0001", 100)
    books.stock_count(session, "SC-0002", 0, worn=4, lost=1)
    books.stock_count(session, "SC-0001", 22, title=OLD)
    books.stock_count(session, "SC-0003", 5, title=UZBEK, worn=9)
    books.stock_count(session, "SC-0004", 5, title=OLD)
    factories.target(session, "R1.4", 0.9)


@pytest.fixture
def db(engine):
    with database.writing(engine) as session:
        facts(session)
        factories.release(session)
    with database.reading(engine) as connection:
        yield connection


def test_the_whole_is_capped_for_each_school_and_title(db):
    whole = provision.whole(db, asked())

    names = ("needed", "covered", "shortage", "surplus", "worn", "lost", "unknown")
    assert [whole[name] for name in names] == [76, 49, 27, 78, 13, 1, 1]
    assert whole["provision_share"] == pytest.approx(49 / 76)
    assert whole["provision_share"] != pytest.approx((100 + 22 + 5) / 76)


@pytest.mark.parametrize(
    ("part", "needed", "covered"),
    [
        ({"region": NARYN}, 76, 49),
        ({"region": NARYN, "district": AT_BASHY}, 66, 44),
        ({"subject": "biology"}, 10, 5),
        ({"grade": 8}, 22, 22),
        ({"language": "uz", "district": KOCHKOR, "region": NARYN}, 10, 5),
    ],
)
def test_a_part_that_is_asked_for_narrows_the_whole(db, part, needed, covered):
    whole = provision.whole(db, asked(**part))

    assert (whole["needed"], whole["covered"]) == (needed, covered)


def test_nothing_that_was_not_counted_is_told_as_zero(db):
    for part in ({"region": TALAS, "language": "uz"}, {"grade": 9}, {"period": date(2025, 3, 31)}):
        whole = provision.whole(db, asked(**part))
        assert all(math.isnan(whole[name]) for name in ("needed", "shortage", "provision_share"))
        assert provision.groups(db, asked(**part)).empty


def test_mathematics_and_sciences_stand_alone_with_the_fewest_pupils_who_can_lack_a_book(engine):
    """Of two titles of a subject one pupil may lack both: 10 + 20 missing are 15 pupils."""
    there = {
        "ALG-7-KY-N": ("mathematics", 12),
        "GEO-7-KY-N": ("mathematics", 2),
        "PHY-7-KY-N": ("physics", 10),
        "GGR-7-KY-N": ("geography", 0),
    }
    with database.writing(engine) as session:
        factories.school(session, "SC-0001", district=AT_BASHY)
        factories.enrolment(session, "SC-0001")
        for code, (subject, usable) in there.items():
            books.title(session, code, subject=subject)
            books.stock_count(session, "SC-0001", usable, title=code)
        factories.release(session)

    with database.reading(engine) as db:
        alone = provision.sciences(db, asked())
        assert alone is not None
        names = ("needed", "covered", "shortage", "pupils")
        assert [alone[name] for name in names] == [66, 24, 42, 15]
        assert provision.whole(db, asked())["shortage"] == 64
        assert provision.sciences(db, asked(subject="physics")) is None
        assert provision.sciences(db, asked(grade=8)) is None


def test_groups_are_ordered_by_provision_the_lowest_first(db):
    rows = provision.groups(db, asked())
    told = {
        name: list(zip(part["group"], part["shortage"], strict=True))
        for name, part in rows.groupby("dimension", sort=False)
    }

    assert told == {
        "place": [(NARYN, 27), (TALAS, 0)],
        "language": [("uz", 5), ("ky", 22)],
        "subject": [("biology", 5), ("physics", 22)],
        "grade": [("7", 27), ("8", 0)],
        "standard": [("new", 27), ("old", 0)],
    }
    assert (rows["covered"] + rows["shortage"] == rows["needed"]).all()
    inside = provision.groups(db, asked(region=NARYN))
    assert inside[inside["dimension"] == "place"]["group"].tolist() == [KOCHKOR, AT_BASHY]


def test_a_group_of_which_no_pupils_are_known_has_no_share(db):
    rows = provision.groups(db, asked())

    talas = rows[rows["group"] == TALAS].iloc[0]
    assert (talas["needed"], math.isnan(talas["provision_share"])) == (0, True)


def test_every_district_is_on_the_map_and_one_that_did_not_count_has_no_value(db):
    frame = provision.districts(db, asked()).set_index("area")

    assert len(frame) == 54
    assert frame.loc[AT_BASHY, ["numerator", "denominator", "shortage"]].tolist() == [44, 66, 22]
    assert frame.loc[KOCHKOR, "value"] == 0.5
    silent = frame.drop(index=[AT_BASHY, KOCHKOR, MANAS])
    assert silent[["value", "shortage", "surplus"]].isna().all(axis=None)
    assert (silent["reported_count"] == 0).all()
    only = provision.districts(db, asked(subject="biology")).set_index("area")
    assert math.isnan(only.loc[AT_BASHY, "value"])


def test_the_trend_begins_with_the_first_count_and_keeps_standards_apart(db):
    frame = provision.trend(db, asked())

    assert frame["period"].dt.date.tolist() == [SUMMER, AUTUMN]
    assert frame["school_year"].tolist() == ["2025/26", "2026/27"]
    assert frame["provision_share"].tolist() == pytest.approx([0.5, 49 / 76])
    assert frame["new_share"].tolist() == pytest.approx([0.5, 27 / 54])
    assert (math.isnan(frame["old_share"][0]), frame["old_share"][1]) == (True, 1.0)
    assert (math.isnan(frame["target"][0]), frame["target"][1]) == (True, 0.9)
    assert provision.trend(db, asked(subject="physics"))["target"].isna().all()
    assert provision.trend(db, asked(region=TALAS))["needed"].tolist() == [0]


def test_the_reach_counts_open_schools_and_pupils_whose_books_were_counted(db):
    rows = provision.reach(db, asked()).set_index("area")

    told = ["school_count", "counted_count", "pupils", "counted", "unknown"]
    assert rows.loc[NARYN, told].tolist() == [3, 3, 142, 76, 66]
    assert rows.loc[TALAS, told].tolist() == [1, 1, 30, 0, 30]
    uzbek = provision.reach(db, asked(language="uz", region=NARYN)).set_index("area")
    assert uzbek.loc[KOCHKOR, told].tolist() == [1, 1, 10, 10, 0]
    assert uzbek.loc[AT_BASHY, ["pupils", "counted", "unknown"]].isna().all()


def test_pupils_without_a_textbook_in_the_list_are_no_uncounted_ones(engine):
    with database.writing(engine) as session:
        facts(session)
        factories.enrolment(session, "SC-0004", language="en", girls=8, boys=0)
        factories.release(session)

    with database.reading(engine) as db:
        talas = provision.reach(db, asked()).set_index("area").loc[TALAS]
        english = asked(language="en")
        rows, areas = provision.reach(db, english), provision.districts(db, english)
        listed = [provision.is_listed(db, asked(language=each)) for each in (None, "uz", "en")]

    told = ["pupils", "counted", "unlisted", "unknown"]
    assert talas[told].tolist() == [38, 0, 8, 30]
    assert rows.set_index("area").loc[TALAS, told].tolist() == [8, 0, 8, 0]
    assert listed == [True, True, False]
    assert areas["expected_count"].sum() == 0


def test_schools_that_counted_are_as_many_as_elsewhere_on_the_page(db):
    counted = [
        (shortages.school_count(db, question), counts.over_time(db, question)["schools"].iloc[-1])
        for question in (asked(), asked(region=TALAS), asked(district=KOCHKOR))
    ]

    assert counted == [(4, 4), (1, 1), (1, 1)]
    assert len(shortages.schools(db, asked())) == 3  # nobody said how many pupils SC-0004 has


def test_the_trend_tells_the_newest_count_of_each_school_year(engine):
    with database.writing(engine) as session:
        factories.school(session, "SC-0001")
        books.title(session)
        for year in ("2024/25", "2025/26", "2026/27"):
            factories.enrolment(session, "SC-0001", school_year=year)
        old = {"standard": "old", "grade": 7, "first_year": "2018/19"}
        books.title(session, OLD, **old)
        for day, usable in (((2024, 10, 5), 1), ((2025, 4, 5), 2), ((2026, 9, 5), 3)):
            books.stock_count(session, "SC-0001", usable, title=OLD, counted_on=date(*day))
        for period in (date(2025, 12, 31), SUMMER):
            factories.reported(session, "R1.1", 1, area="KG", period=period)
        factories.release(session)

    with database.reading(engine) as db:
        rows = provision.trend(db, asked())

    assert rows["school_year"].tolist() == ["2024/25", "2025/26", "2026/27"]
    assert rows["period"].dt.date.tolist() == [date(2025, 6, 30), date(2025, 12, 31), AUTUMN]
    assert rows["provision_share"].tolist() == pytest.approx([2 / 22, 2 / 22, 3 / 22])


def test_titles_and_schools_that_lack_most_come_first(db):
    titles, schools = shortages.titles(db, asked()), shortages.schools(db, asked())

    assert titles[["title", "shortage", "surplus", "short_count"]].to_numpy().tolist() == [
        ["PHY-7-KY-N", 22, 78, 1], [UZBEK, 5, 0, 1], [OLD, 0, 0, 0],
    ]  # fmt: skip
    assert schools[["school", "shortage", "title_count"]].to_numpy().tolist() == [
        ["SC-0002", 22, 1], ["SC-0003", 5, 1], ["SC-0001", 0, 2],
    ]  # fmt: skip
    only = shortages.schools(db, asked(title=UZBEK))
    assert only["school"].tolist() == ["SC-0003"]
    assert shortages.schools(db, asked(region=TALAS)).empty


def test_causes_add_up_to_the_shortage_and_worn_copies_come_first(db):
    assert shortages.causes(db, asked()) == {
        "worn": 9, "lost": 1, "never": 17, "shortage": 27, "elsewhere": 22,
    }  # fmt: skip
    assert shortages.causes(db, asked(region=TALAS))["shortage"] == 0


def test_a_closed_school_and_a_title_out_of_use_have_no_shelves(engine):
    with database.writing(engine) as session:
        for code, closed_on in (("SC-0001", SUMMER), ("SC-0002", None)):
            factories.school(session, code, closed_on=closed_on)
            factories.enrolment(session, code)
            factories.enrolment(session, code, school_year="2025/26")
        books.title(session)
        books.title(session, OLD, grade=7, standard="old", last_year="2025/26")
        for code in ("SC-0001", "SC-0002"):
            books.stock_count(session, code, 9, title=OLD, counted_on=date(2026, 5, 20))
        books.stock_count(session, "SC-0002", 9)
        factories.release(session)

    with database.reading(engine) as db:
        rows = shortages.shelves(db, asked())

    assert rows[["school", "title"]].to_numpy().tolist() == [["SC-0002", "PHY-7-KY-N"]]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_ways_to_count_the_same_copies_agree(sqlite_engine, seed):
    with database.writing(sqlite_engine) as session:
        history(session, seed)

    with database.reading(sqlite_engine) as db:
        question = asked(release=3, period=AUTUMN)
        whole = provision.whole(db, question)
        shelves = shortages.shelves(db, question)
        rows = provision.groups(db, question)
        districts = provision.districts(db, question)
        stand = results.standing(db, question)["R1.4"]

    names = ("needed", "covered", "surplus", "shortage")
    sums = {name: int(shelves[name].sum()) for name in names}
    assert sums == {name: 0 if math.isnan(whole[name]) else whole[name] for name in names}
    for dimension, part in rows.groupby("dimension"):
        assert {name: int(part[name].sum()) for name in names} == sums, dimension
    assert districts["shortage"].sum() == sums["shortage"]
    figure = stand
    if sums["needed"] and figure["reported_count"] == districts["value"].notna().sum():
        assert districts["numerator"].sum() == sums["covered"]
    assert pd.Series(rows["provision_share"].dropna()).between(0, 1).all()
