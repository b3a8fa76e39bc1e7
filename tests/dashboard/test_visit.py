from dataclasses import replace
from datetime import date

import pytest

from dashboard import access
from dashboard.access import Permission, Reader
from dashboard.urls import read_query
from dashboard.visit import Forbidden, NotFound, NotPublished, open_visit, quarter_end
from data_access import database
from tests import factories
from tests.factories import AT_BASHY, AUTUMN, NARYN, SUMMER


@pytest.fixture
def visiting(programme_engine):
    """Return a function that opens the visit of an address."""

    def visit(search):
        with database.reading(programme_engine) as db:
            return open_visit(db, read_query(search), Reader(), Permission.SEE_RELEASES)

    return visit


def test_an_empty_question_is_about_the_newest_release_and_its_quarter(visiting):
    opened = visiting("")

    assert (opened.filters.release, opened.filters.period) == (2, AUTUMN)
    assert (opened.asked.release, opened.asked.period) == (None, None)
    assert opened.dropped == ()


def test_an_earlier_release_is_read_at_its_own_quarter(visiting):
    opened = visiting("?as_of=1")

    assert (opened.release.number, opened.filters.period) == (1, SUMMER)
    assert [each.number for each in opened.releases] == [2, 1]


@pytest.mark.parametrize(
    ("search", "kind", "code"),
    [
        ("?region=KG-ZZ", "region", "KG-ZZ"),
        ("?district=99999999999999", "district", "99999999999999"),
        ("?school=IS-99", "school", "IS-99"),
        ("?as_of=77", "release", "77"),
    ],
)
def test_what_does_not_exist_is_not_found_by_its_kind_and_code(visiting, search, kind, code):
    with pytest.raises(NotFound) as raised:
        visiting(search)

    assert (raised.value.kind, raised.value.code) == (kind, code)


def test_every_school_of_the_release_can_be_asked_about(visiting):
    assert visiting("?school=SC-9001").filters.school == "SC-9001"
    assert visiting("?school=IS-01").filters.school == "IS-01"


def test_picked_schools_are_innovative_ones_and_others_are_named(visiting):
    opened = visiting("?schools=IS-02,SC-9001,IS-99,IS-01&beside=77")

    assert opened.filters.schools == ("IS-02", "IS-01")
    assert opened.dropped == ("beside=77", "schools=SC-9001", "schools=IS-99")
    assert visiting("?schools=IS-99").filters.schools is None


def test_a_picked_school_that_is_closed_by_the_quarter_is_dropped_and_named(
    visiting, programme_engine
):
    with database.writing(programme_engine) as session:
        factories.innovative_school(session, "IS-03", closed_on=AUTUMN)
        factories.release(session)

    now, before = (
        visiting(f"?schools=IS-01,IS-03&period={period}") for period in ("2026-Q3", "2026-Q2")
    )

    assert (now.asked.schools, now.dropped) == (("IS-01",), ("schools=IS-03",))
    assert (before.filters.schools, before.dropped) == (("IS-01", "IS-03"), ())


def test_another_release_is_asked_of_the_same_quarter_or_of_its_last_one(visiting):
    now, spring = visiting("?school=IS-01"), visiting("?school=IS-01&period=2026-Q1")
    first = now.before

    assert now.asked_of(first) == replace(now.filters, release=1, period=SUMMER)
    assert spring.asked_of(first) == replace(spring.filters, release=1)


def test_a_subject_that_is_not_taught_is_dropped(visiting):
    opened = visiting("?subject=alchemy&places=100")

    assert (opened.filters.subject, opened.filters.places) == (None, 100)
    assert opened.dropped == ("subject=alchemy",)
    assert visiting("?subject=physics").filters.subject == "physics"


def test_a_title_that_the_release_does_not_know_is_dropped(visiting):
    opened = visiting("?title=ZZZ-1-KY")

    assert (opened.filters.title, opened.dropped) == (None, ("title=ZZZ-1-KY",))


def test_a_district_brings_its_region(visiting):
    opened = visiting(f"?district={AT_BASHY}")

    assert (opened.filters.region, opened.dropped) == (NARYN, ())


def test_a_region_that_its_district_is_not_in_is_dropped(visiting):
    opened = visiting(f"?region=KG-T&district={AT_BASHY}")

    assert (opened.filters.region, opened.dropped) == (NARYN, ("region=KG-T",))


@pytest.mark.parametrize("part", ["region=KG-T", "district=41707225000000"])
def test_a_school_outside_the_part_asked_for_leads_out_of_it_and_says_so(visiting, part):
    outside, inside = visiting(f"?{part}&school=IS-01"), visiting(f"?{part}&school=IS-02")

    assert (outside.filters.school, outside.dropped) == ("IS-01", (part,))
    assert (outside.asked.region, outside.asked.district) == (None, None)
    assert (inside.filters.school, inside.dropped) == ("IS-02", ())


def test_a_period_after_the_release_is_dropped(visiting):
    assert visiting("?as_of=1&period=2026-Q3").dropped == ("period=2026-Q3",)
    assert visiting("?as_of=1&period=2026-Q3").filters.period == SUMMER
    assert visiting("?period=2026-Q1").filters.period == date(2026, 3, 31)


def test_before_the_first_release_nothing_is_published(sqlite_engine):
    with database.reading(sqlite_engine) as db, pytest.raises(NotPublished):
        open_visit(db, read_query(""), Reader(), Permission.SEE_RELEASES)


def test_a_reader_without_the_permission_is_refused_before_any_question(visiting, monkeypatch):
    monkeypatch.setitem(access.GRANTS, access.Role.PUBLIC, frozenset())

    with pytest.raises(Forbidden):
        visiting("?school=IS-99")


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 9, 29), date(2026, 6, 30)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_quarter_is_over_at_the_end_of_its_last_day(day, end):
    assert quarter_end(day) == end
