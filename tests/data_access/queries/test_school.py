from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pandas as pd

from data_access.columns import COLUMNS
from data_access.filters import LANGUAGES
from data_access.queries import school
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AUTUMN, MANAS, NARYN, SPRING, SUMMER, TALAS, asked

ONE = {"school": "IS-01"}


def one(**filters):
    """Return the question about the school IS-01."""
    return asked(**ONE, **filters)


def test_the_profile_holds_the_facts_of_the_school_and_of_no_other(publish):
    def facts(session):
        factories.innovative_school(session, remote=True, teachers=None)
        factories.innovative_school(session, "IS-02", district=MANAS)

    with publish(facts) as db:
        frame = school.profile(db, one(region=TALAS))

    (row,) = frame.to_dict("records")
    assert (row["school"], row["region"], row["region_name"]) == ("IS-01", NARYN, "Naryn")
    assert (row["languages"], row["rural"], row["remote"]) == ("ky ru", True, True)
    assert (row["girls"], row["boys"], row["pupil_count"]) == (60, 40, 100)
    assert (
        frame[["teacher_count", "closed_on", "merged_into", "merged_into_name"]]
        .isna()
        .all(axis=None)
    )


def test_a_merged_school_keeps_its_profile_and_names_its_heir(publish):
    def facts(session):
        factories.school(session, "SC-0002")
        factories.innovative_school(session, closed_on=SUMMER, merged_into="SC-0002")

    with publish(facts) as db:
        (row,) = school.profile(db, one()).to_dict("records")

    assert row["closed_on"] == pd.Timestamp(SUMMER)
    assert (row["merged_into"], row["merged_into_name"]) == ("SC-0002", "School SC-0002")


def test_before_a_school_closes_nobody_has_taken_it_over(publish):
    def facts(session):
        factories.school(session, "SC-0002")
        factories.school(session, "SC-0003", closed_on=AUTUMN, merged_into="SC-0002")
        factories.school(session, "SC-0004", closed_on=SUMMER, merged_into="SC-0002")
        factories.school(session, "SC-0005", closed_on=SUMMER)

    with publish(facts) as db:
        now, before = (
            school.profile(db, asked(school="SC-0003", period=day)) for day in (AUTUMN, SUMMER)
        )
        merged = [
            school.merged(db, asked(school="SC-0002", period=day))["school"].tolist()
            for day in (AUTUMN, SUMMER, SPRING)
        ]
        heirs = school.merged(db, asked(school="SC-0005"))

    ends = ["closed_on", "merged_into", "merged_into_name"]
    assert now[ends].notna().all(axis=None)
    assert before[ends].isna().all(axis=None)
    assert now.dtypes.to_dict() == before.dtypes.to_dict()
    assert merged == [["SC-0004", "SC-0003"], ["SC-0004"], []]
    assert heirs.empty


def test_enrolment_adds_up_the_languages_of_the_newest_year_that_has_begun(publish):
    def facts(session):
        factories.enrolment(session, grade=7, language="ky", girls=12, boys=10)
        factories.enrolment(session, grade=7, language="uz", girls=3, boys=4)
        factories.enrolment(session, grade=1, demonstration=True)
        factories.enrolment(session, grade=1, school_year="2025/26", girls=9, boys=9)
        factories.enrolment(session, grade=1, school="IS-02", girls=500)

    with publish(facts) as db:
        now, before = school.enrolment(db, one()), school.enrolment(db, one(period=SUMMER))

    assert now.to_numpy().tolist() == [["2026/27", 1, 12, 10, 1], ["2026/27", 7, 15, 14, 0]]
    assert before.to_numpy().tolist() == [["2025/26", 1, 9, 9, 0]]


def test_enrolment_by_year_leaves_out_the_year_that_is_still_to_begin(publish):
    def facts(session):
        for year in ("2024/25", "2025/26", "2026/27"):
            factories.enrolment(session, school_year=year)
            factories.enrolment(session, grade=8, school_year=year)

    with publish(facts) as db:
        years = [
            school.enrolment_by_year(db, one(period=day))["school_year"].tolist()
            for day in (AUTUMN, SUMMER)
        ]
        counts = school.enrolment_by_year(db, one())["pupil_count"].tolist()

    assert years == [["2024/25", "2025/26", "2026/27"], ["2024/25", "2025/26"]]
    assert counts == [44, 44, 44]


def test_items_stand_in_the_order_of_packages_with_unit_and_counts(publish):
    def facts(session):
        factories.item(session, item="access-ramp", planned=1, delivered=0, accepted=0, defective=0)
        factories.item(session, item="lab-chemistry")
        factories.item(session, item="lab-physics", delivered=5, accepted=5, defective=0)
        factories.item(session, "IS-02")

    with publish(facts) as db:
        frame = school.items(db, one())

    counts = ["item", "unit", "planned", "delivered", "accepted", "defective"]
    assert frame[counts].to_numpy().tolist() == [
        ["lab-physics", "sets", 4, 5, 5, 0],
        ["lab-chemistry", "sets", 4, 3, 2, 1],
        ["access-ramp", "works", 1, 0, 0, 0],
    ]
    assert frame["item_name"].iloc[2] == "Ramp"


def test_money_is_planned_contracted_and_spent_by_package(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.package(session, kind="ict", contracted=Decimal("900.50"), spent=Decimal(10))
        factories.package(session, kind="lab", budget=None, spent=None)

    with publish(facts) as db:
        frame = school.money(db, one())

    assert frame["package"].tolist() == ["lab", "ict"]
    assert frame.loc[0, ["budget", "contracted", "spent"]].isna().all()
    assert frame.loc[1, ["budget", "contracted", "spent"]].tolist() == [1e6, 900.5, 10]


def test_teaching_is_the_newest_row_by_the_end_of_the_quarter(publish):
    def facts(session):
        factories.teaching(session, period=SPRING, teachers_trained=1)
        factories.teaching(session, period=AUTUMN, teachers_trained=6, candidates=3)

    with publish(facts) as db:
        now, before, never = (
            school.teaching(db, one(period=day)) for day in (AUTUMN, SUMMER, date(2025, 12, 31))
        )

    assert now[["teachers_eligible", "teachers_trained", "candidates"]].to_numpy().tolist() == [
        [8, 6, 3]
    ]
    assert before["period"].tolist() == [pd.Timestamp(SPRING)]
    assert before[["candidates", "attested", "certified"]].isna().all(axis=None)
    assert never.empty


def test_textbooks_are_those_of_the_newest_counts_of_the_school(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.enrolment(session)
        books.title(session)
        books.stock_count(session, "IS-01", 5, counted_on=date(2026, 4, 20))
        books.stock_count(session, "IS-01", 12)
        books.stock_count(session, "IS-02", 99)

    with publish(facts) as db:
        frame, before = (school.textbooks(db, one(period=day)) for day in (AUTUMN, SPRING))

    assert frame[["school", "title", "needed", "usable"]].to_numpy().tolist() == [
        ["IS-01", "PHY-7-KY-N", 22, 12]
    ]
    assert before["counted_on"].tolist() == [pd.Timestamp(2026, 9, 20)]


def test_access_keeps_what_was_not_assessed_missing(publish):
    def facts(session):
        factories.access(session, toilet=False, pupils_with_disabilities=5, demonstration=True)
        factories.access(session, period=SPRING, ramp=False)

    with publish(facts) as db:
        frame, before = school.access(db, one()), school.access(db, one(period=SPRING))

    (row,) = frame.to_dict("records")
    assert (row["ramp"], row["toilet"], row["pupils_with_disabilities"]) == (True, False, 5)
    assert frame[["resource_room", "adapted_materials", "pupils_served"]].isna().all(axis=None)
    assert (row["demonstration"], before["ramp"].tolist()) == (1, [False])


def test_the_accessibility_of_all_lists_schools_that_nobody_assessed_too(publish):
    def facts(session):
        factories.innovative_school(session, "IS-01")
        factories.innovative_school(session, "IS-02", district=MANAS, demonstration=True)
        factories.innovative_school(session, "IS-03", closed_on=SUMMER)
        factories.school(session, "SC-0001")
        factories.access(session, "IS-01", period=SPRING)
        factories.access(session, "IS-01", period=SUMMER, ramp=False)
        factories.access(session, "IS-02", period=date(2026, 12, 31))
        factories.access(session, "SC-0001")

    with publish(facts) as db:
        frame = school.access_of_all(db, asked())
        part = school.access_of_all(db, asked(region=TALAS))

    assert frame["school"].tolist() == ["IS-01", "IS-02"]
    assert frame["period"].tolist() == [pd.Timestamp(SUMMER), pd.NaT]
    assert frame["ramp"].tolist() == [False, pd.NA]
    assert frame["demonstration"].tolist() == [0, 1]
    assert part["school"].tolist() == ["IS-02"]


def test_open_actions_come_first_and_say_how_long_they_are_overdue(publish):
    def facts(session):
        factories.action(session, "AC-001", done_on=SUMMER)
        factories.action(session, "AC-002", due_on=AUTUMN - timedelta(days=7))
        factories.action(session, "AC-003", due_on=AUTUMN, kind="commitment")
        factories.action(session, "AC-004", school="IS-02")

    with publish(facts) as db:
        frame = school.actions(db, one())
        before = school.actions(db, one(period=SPRING)).set_index("action")

    assert frame["action"].tolist() == ["AC-002", "AC-003", "AC-001"]
    assert frame["days_overdue"].tolist() == [7, pd.NA, pd.NA]
    assert frame["done_on"].tolist() == [pd.NaT, pd.NaT, pd.Timestamp(SUMMER)]
    assert frame["text"].iloc[0] == "The roof leaks"
    assert before.loc["AC-001", ["done_on", "days_overdue"]].isna().all()


EVERYTHING = (
    school.profile, school.enrolment, school.enrolment_by_year, school.items, school.money,
    school.teaching, school.textbooks, school.access, school.access_of_all, school.actions,
)  # fmt: skip


def test_a_school_that_nobody_knows_has_empty_frames_of_the_same_types(publish):
    def facts(session):
        books.title(session)
        books.stock_count(session, "IS-01", counted_on=date(2026, 6, 20))
        factories.programme(session)

    promised = {name: dtype.replace("date", "datetime64[s]") for name, dtype in COLUMNS.items()}
    with publish(facts) as db:
        for query, lang in product(EVERYTHING, LANGUAGES):
            known, unknown = (
                query(db, asked(school=code, lang=lang)) for code in ("IS-01", "nonsense")
            )

            assert len(known), query
            assert unknown.empty or query is school.access_of_all, query
            assert list(known.columns) == list(unknown.columns), query
            assert known.dtypes.to_dict() == unknown.dtypes.to_dict(), query
            assert known.columns[-1] == "demonstration", query
            for name, dtype in known.dtypes.items():
                assert str(dtype) == promised.get(str(name), str(dtype)), (query, name)
