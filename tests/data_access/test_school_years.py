from datetime import date

from data_access.school_years import begins, has_ended, later, school_year


def test_a_school_year_begins_in_august():
    assert school_year(date(2026, 7, 31)) == "2025/26"
    assert school_year(date(2026, 8, 1)) == "2026/27"
    assert school_year(date(2100, 1, 1)) == "2099/00"


def test_years_come_before_and_after():
    assert later("2025/26") == "2026/27"
    assert later("2099/00", -1) == "2098/99"
    assert begins("2025/26") == 2025


def test_a_school_year_ends_with_june():
    assert not has_ended("2025/26", date(2026, 6, 29))
    assert has_ended("2025/26", date(2026, 6, 30))
