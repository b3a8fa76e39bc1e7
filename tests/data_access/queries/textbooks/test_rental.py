"""The rental scheme of three schools in two districts, counted by hand."""

import pytest

from data_access import database
from data_access.queries import results
from data_access.queries.textbooks import rental as queries
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN, TALAS, asked


@pytest.fixture
def db(engine):
    with database.writing(engine) as session:
        factories.intake(session)
        for code, district in (("SC-0001", KOCHKOR), ("SC-0002", AT_BASHY), ("SC-0003", MANAS)):
            factories.school(session, code, district=district)
        books.rental(session, "SC-0001", school_year="2024/25", due=10_000, collected=9_000)
        books.rental(session, "SC-0001", school_year="2025/26", due=42_000, collected=40_000)
        books.rental(session, "SC-0003", school_year="2025/26", due=42_000, collected=21_000)
        nothing = {"full": None, "half": None, "exempt": None, "due": None, "collected": None}
        books.rental(session, "SC-0002", school_year="2025/26", stage="planned", **nothing)
        books.rental(session, "SC-0001", school_year="2030/31")
        spent = {"books": 5_000, "copies": 25, "other": 1_000}
        books.rental_spending(session, KOCHKOR, school_year="2024/25", **spent)
        books.rental_spending(session, KOCHKOR, school_year="2025/26")
        books.title(session)
        factories.release(session)
    with database.reading(engine) as connection:
        yield connection


def test_stages_count_schools_and_pupils_of_each_year(db):
    frame = queries.stages(db, asked()).set_index(["school_year", "stage"])

    assert list(frame.index) == [
        ("2024/25", "running"), ("2025/26", "planned"), ("2025/26", "running"),
    ]  # fmt: skip
    assert frame["schools"].tolist() == [1, 1, 2]
    assert frame.loc[("2025/26", "running"), ["full", "half", "exempt"]].tolist() == [200, 20, 10]
    assert frame["full"].isna().tolist() == [False, True, False]


def test_the_lowest_share_of_fees_comes_first(db):
    country, naryn = (queries.collected_by_area(db, asked(region=r)) for r in (None, NARYN))

    assert country["area"].tolist() == [TALAS, NARYN]
    assert country["share"].tolist() == pytest.approx([0.5, 40 / 42])
    assert country["arrears"].tolist() == [21_000, 2_000]
    assert naryn["area"].tolist() == [KOCHKOR]


def test_the_fund_keeps_what_was_collected_and_not_spent(db):
    frame = queries.fund(db, asked(region=NARYN)).set_index("school_year")

    assert frame["balance"].tolist() == [3_000, 3_000 + 40_000 - 21_000]


def test_a_balance_is_missing_where_spending_is(db):
    frame = queries.fund(db, asked(region=TALAS))

    assert frame["collected"].tolist() == [21_000]
    assert frame["balance"].isna().all()
    assert queries.scheme(db, asked(region=TALAS)) is None


def test_the_scheme_of_today_is_that_of_the_last_closed_year(db):
    scheme = queries.scheme(db, asked(region=NARYN))

    assert (scheme.year, scheme.balance, scheme.payers) == ("2025/26", 22_000, 105)
    assert scheme.collected_share == pytest.approx(40 / 42)
    assert scheme.copies == 115
    assert queries.fee_now(db, asked(region=NARYN)) == 400


def test_years_to_come_and_other_districts_do_not_count(db):
    assert queries.stages(db, asked())["school_year"].max() == "2025/26"
    assert queries.introduced(db, asked())["school_year"].max() == "2025/26"


@pytest.fixture
def silent(engine):
    """Kochkor has reported for 2026/27, Manas for the year before, and At-Bashy never."""
    with database.writing(engine) as session:
        factories.intake(session)
        districts = (KOCHKOR, MANAS, MANAS, AT_BASHY)
        for turn, district in enumerate(districts, 1):
            factories.school(session, f"SC-{turn:04}", district=district)
        books.rental(session, "SC-0001", exempt=5)
        books.rental(session, "SC-0001", school_year="2025/26", exempt=4)
        books.rental(session, "SC-0002", school_year="2025/26", exempt=7)
        factories.reported(session, "R1.1", 1, area="KG", period=AUTUMN)
        factories.release(session)
    with database.reading(engine) as connection:
        yield connection


def test_a_silent_district_keeps_its_last_report_on_the_page_as_in_the_figures(silent):
    rows = queries.introduced(silent, asked()).set_index("school_year")
    told = results.standing(silent, asked())

    now = rows.loc["2026/27"]
    assert now[["schools", "carried", "exempt"]].tolist() == [2, 1, 12]
    assert (now["schools"], now["exempt"]) == (told["R1.6a"]["value"], told["R1.6c"]["value"])
    assert rows.loc["2025/26", ["schools", "carried"]].tolist() == [2, 0]


def test_the_share_is_of_the_schools_of_districts_that_have_ever_reported(silent):
    rows = queries.introduced(silent, asked()).set_index("school_year")

    counts = ["district_count", "silent_count", "school_count"]
    assert rows.loc["2026/27", counts].tolist() == [2, 1, 3]
    assert queries.introduced(silent, asked(district=AT_BASHY)).empty


def test_silent_districts_are_named_with_the_year_of_which_they_spoke_last(silent):
    rows = queries.silent(silent, asked())

    assert rows["district"].tolist() == [MANAS, AT_BASHY]
    assert rows["school_year"].tolist()[0] == "2025/26"
    assert rows[["school_year", "schools"]].isna().to_numpy().tolist() == [
        [False, False], [True, True],
    ]  # fmt: skip
    assert queries.silent(silent, asked(district=KOCHKOR)).empty
