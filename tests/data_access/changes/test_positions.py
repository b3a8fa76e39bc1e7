"""Where do schools stand: what is refused, what is only noticed, and what is kept."""

import pytest

from dashboard.areas import PLACES
from data_access.changes.imports import import_files
from data_access.imports.places import TOLERANCE_KM, Places
from data_access.models import School
from layouts import problems
from layouts.i18n import Translator
from tests.data_access.changes.test_imports import every_row
from tests.data_access.imports.samples import AK_SUU, TUP, good, workbook

KARA_KUL = "41703440000010"
"""A city without a polygon of its own."""


@pytest.fixture
def bring(engine, tmp_path):
    """Import schools, each as the good sample with some cells replaced, by the real map."""
    made = iter(range(100))

    def bring(*schools, places=PLACES, **options):
        rows = [
            good("schools", **{"code": f"SC-{turn:04}", **cells})
            for turn, cells in enumerate(schools, start=1)
        ]
        path = workbook(tmp_path / f"{next(made)}.xlsx", schools=rows)
        return import_files(engine, [path], by="tester", places=places, **options)

    return bring


def test_a_school_in_its_district_is_let_in(bring):
    assert bring({}).problems == ()


def test_swapped_coordinates_are_told_with_the_distance_and_put_right(bring):
    [problem] = bring({"lon": 42.197456, "lat": 79.335123}).problems

    said = problems.sentence(problem, Translator("en"))
    assert problem.code == "swapped_position"
    assert problem.details["distance"] == pytest.approx(4150, abs=150)
    assert said.endswith("Write longitude 79.335123 and latitude 42.197456.")


def test_a_point_abroad_is_told_with_its_distance_from_the_country(bring):
    [problem] = bring({"lon": 76.95, "lat": 43.24}).problems

    assert problem.code == "outside_country"
    assert problem.details["distance"] == pytest.approx(28.4, abs=1)
    assert "lies 28 km outside the country" in problems.sentence(problem, Translator("en"))


def test_a_point_in_another_district_is_told_with_its_distance_and_the_tolerance(bring):
    [problem] = bring({"district": TUP, "lon": 78.4, "lat": 42.3}).problems

    said = problems.sentence(problem, Translator("en"))
    assert problem.code == "outside_district"
    assert 3 < problem.details["distance"] < 60
    assert f"the stated district, Tup ({TUP}); up to 3 km are let pass" in said
    assert f"Түп ({TUP})" in problems.sentence(problem, Translator("ky"))


def test_a_city_without_a_polygon_is_judged_by_the_district_around_it(bring):
    inside, outside = (
        bring({"district": KARA_KUL, "lon": lon, "lat": lat}).problems
        for lon, lat in ((72.67, 41.63), (74.59, 42.87))
    )

    assert inside == ()
    assert [problem.code for problem in outside] == ["outside_district"]


@pytest.mark.parametrize(("distance", "codes"), [(3.0, []), (3.01, ["outside_district"])])
def test_borders_are_believed_up_to_the_tolerance(bring, distance, codes):
    places = Places(lambda area, lon, lat: distance if area == AK_SUU else 0.0)

    assert TOLERANCE_KM == 3
    assert [problem.code for problem in bring({}, places=places).problems] == codes


def test_two_schools_in_the_wrong_place_are_told_with_distances_of_their_own(bring):
    found = bring({"lon": 76.95, "lat": 43.24}, {"lon": 76.95, "lat": 43.5}).problems

    assert [problem.code for problem in found] == ["outside_country"] * 2
    assert found[0].details["distance"] < found[1].details["distance"]


def test_a_position_beyond_any_map_is_refused_as_a_number(bring):
    [problem] = bring({"lon": 7933.5}).problems

    assert problem.code == "too_large"


def test_schools_on_the_same_spot_are_noticed_and_let_in(bring):
    outcome = bring({}, {"lon": 79.335124}, {"lon": 79.3}, {"lon": None, "lat": None})

    assert outcome.problems == ()
    assert outcome.same_spots == (("SC-0001", "SC-0002"),)
    lines = list(problems.report(outcome, Translator("en")))
    assert lines[1].startswith("Notice: SC-0001, SC-0002 stand on the same spot.")


def test_a_school_on_the_spot_of_a_known_one_is_noticed_once(bring):
    bring({})

    outcomes = [bring({"code": "SC-0002", "girls": girls}) for girls in (1, 1)]
    elsewhere = bring({"code": "SC-0003", "lon": 79.2})

    assert [outcome.same_spots for outcome in outcomes] == [(("SC-0001", "SC-0002"),), ()]
    assert elsewhere.same_spots == ()


def test_a_check_notices_the_same_and_writes_nothing(bring, engine):
    outcome = bring({}, {}, check_only=True)

    assert outcome.same_spots == (("SC-0001", "SC-0002"),)
    assert every_row(engine, School.code) == []


def test_a_school_that_moves_away_or_is_closed_stands_in_nobodys_way(bring):
    bring({})

    moved = bring({"lon": 79.2}, {})
    closed = bring({"lon": 79.2}, {"code": "SC-0004", "lon": 79.2, "closed_on": "31.08.2026"})

    assert (moved.same_spots, closed.same_spots) == ((), ())


def test_many_crowded_spots_are_counted_and_not_all_named(bring):
    rows = [{"lon": round(79.3 + turn / 1000, 4)} for turn in range(12) for _ in range(2)]

    lines = list(problems.report(bring(*rows), Translator("en")))

    notices = [line for line in lines if line.startswith("Notice")]
    assert len(notices) == problems.MOST_SPOTS + 1
    assert notices[-1] == "Notice: the same on 2 more spots."


def test_a_merged_school_keeps_its_row_and_its_history(bring, engine):
    bring({}, {"lon": 79.3})

    outcome = bring({"closed_on": "31.08.2026", "merged_into": "SC-0002"})

    assert outcome.problems == ()
    rows = every_row(engine, School.code, School.import_id, School.superseded_by)
    assert rows == [("SC-0001", 1, 2), ("SC-0001", 2, None), ("SC-0002", 1, None)]


def test_a_school_can_be_merged_into_one_of_the_same_file_but_not_into_nobody(bring):
    closed = {"closed_on": "31.08.2026"}

    known = bring({**closed, "merged_into": "SC-0002"}, {"lon": 79.3}, check_only=True)
    unknown = bring({**closed, "merged_into": "SC-0777"}, check_only=True)

    assert known.problems == ()
    assert [problem.code for problem in unknown.problems] == ["unknown_code"]


def test_schools_merged_in_a_circle_are_refused_in_one_file_or_one_after_the_other(bring):
    """Of a chain that ends nothing is said, and a row that comes with it can open a circle."""
    to_first = {"closed_on": "31.08.2026", "merged_into": "SC-0001"}
    to_second = {**to_first, "merged_into": "SC-0002"}

    together = bring(to_second, to_first, to_first)
    chain = bring({}, to_first, to_second)
    closing = bring(to_second)
    opened = bring(to_second, {"lon": 79.3})

    assert [(each.code, each.rows) for each in together.problems] == [
        ("merged_in_a_circle", (2,)),
        ("merged_in_a_circle", (3,)),
    ]
    assert (chain.problems, opened.problems) == ((), ())
    assert [each.code for each in closing.problems] == ["merged_in_a_circle"]
