"""Do the photographs fit the dates of their packages, and does the import door take them?"""

from itertools import combinations

import pytest

from dashboard.demonstration import photos
from dashboard.demonstration.quarters import last_day
from data_access import database
from data_access.changes.photos import import_photos
from tests import factories

QUARTER = "2026-Q3"


def test_every_room_is_shown_before_and_after_by_the_end_of_the_quarter():
    rows = photos.photos(QUARTER)
    days = rows.pivot(index=["school", "package"], columns="kind", values="taken_on")

    assert days.index.get_level_values("school").nunique() == 3
    assert (days["before"] < days["after"]).all()
    assert (rows["taken_on"] <= last_day(QUARTER)).all()


def test_what_is_not_installed_yet_has_no_photograph_after():
    early = photos.photos("2025-Q4")

    assert set(early["kind"]) == {"before"}


@pytest.mark.parametrize("kind", ["before", "after"])
def test_no_two_rooms_look_the_same(kind):
    drawings = [photos.drawn("lab", kind, room).tobytes() for room in range(4)]

    assert all(one != other for one, other in combinations(drawings, 2))


def test_the_door_takes_them_and_knows_them_again(sqlite_engine, tmp_path):
    with database.writing(sqlite_engine) as session:
        for school in {school for school, _ in photos.TAKEN}:
            factories.innovative_school(session, school)

    first, again = (
        import_photos(sqlite_engine, photos.write(tmp_path / name, QUARTER, "PMU"), by="tester")
        for name in ("first", "again")
    )

    assert first.problems == ()
    assert [sheet.new for sheet in first.files[0].sheets] == [8]
    assert again.files[0].known_since == first.import_id
