from datetime import UTC, datetime, timedelta

import pytest

from data_access import database
from data_access.changes import jobs
from data_access.changes.jobs import Busy
from data_access.database import reading, writing
from data_access.queries.jobs import SILENT, Standing, results, standing
from tests import factories

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
LATER = NOON + SILENT
PARTS = ("A", "B", "C")


@pytest.fixture(autouse=True)
def releases(engine):
    with writing(engine) as session:
        factories.release(session)
        factories.release(session)


def seen(engine, release=1, km=25, now=NOON) -> Standing:
    with reading(engine) as db:
        return standing(db, release, km, now)


def begun(engine, release=1, km=25, parts=PARTS, now=NOON):
    found = jobs.begin(engine, release, km, parts, now)
    assert found is not None
    return found


def test_a_job_is_kept_part_by_part_until_it_is_done(engine):
    assert seen(engine) == Standing("none")
    turn, left = begun(engine)
    assert left == list(PARTS)
    assert seen(engine) == Standing("running", 0, 3)

    assert jobs.keep_part(engine, 1, 25, turn, "A", b"[1]", NOON)
    assert jobs.keep_part(engine, 1, 25, turn, "B", b"[2]", NOON)
    assert seen(engine) == Standing("running", 2, 3)
    assert not jobs.keep_part(engine, 1, 25, turn, "C", b"[3]", NOON)

    assert seen(engine) == Standing("done", 3, 3)
    with reading(engine) as db:
        assert results(db, 1, 25) == {"A": b"[1]", "B": b"[2]", "C": b"[3]"}
    assert jobs.begin(engine, 1, 25, PARTS, LATER) is None


def test_a_job_without_parts_is_done_at_once(engine):
    assert begun(engine, parts=())[1] == []

    assert seen(engine) == Standing("done", 0, 0)


def test_a_job_that_has_gone_silent_was_interrupted_and_goes_on_where_it_stopped(engine):
    old, _ = begun(engine)
    jobs.keep_part(engine, 1, 25, old, "A", b"[1]", NOON)
    assert jobs.begin(engine, 1, 25, PARTS, LATER - timedelta(seconds=1)) is None
    assert seen(engine, now=LATER) == Standing("interrupted", 1, 3)

    turn, left = begun(engine, now=LATER)

    assert left == ["B", "C"]
    assert seen(engine, now=LATER) == Standing("running", 1, 3)
    # Whoever was silent and comes back has lost its turn, and spoils nothing.
    assert not jobs.keep_part(engine, 1, 25, old, "B", b"old", LATER)
    assert not jobs.say_alive(engine, 1, 25, old, LATER)
    jobs.give_up(engine, 1, 25, old)
    assert jobs.keep_part(engine, 1, 25, turn, "B", b"[2]", LATER)
    with reading(engine) as db:
        assert results(db, 1, 25) == {"A": b"[1]", "B": b"[2]"}


def test_a_job_that_says_that_it_is_alive_is_not_interrupted(engine):
    turn, _ = begun(engine)

    assert jobs.say_alive(engine, 1, 25, turn, LATER)

    assert seen(engine, now=LATER + SILENT / 2).state == "running"


@pytest.mark.parametrize(("release", "km"), [(1, 50), (2, 25)])
def test_there_is_one_job_at_a_time(engine, release, km):
    begun(engine)

    with pytest.raises(Busy):
        jobs.begin(engine, release, km, PARTS, NOON)

    assert seen(engine, release, km) == Standing("none", is_waiting=True)
    assert begun(engine, release, km, now=LATER)[1] == list(PARTS)


def test_a_cancelled_job_stops_and_can_go_on(engine):
    turn, _ = begun(engine)
    jobs.keep_part(engine, 1, 25, turn, "A", b"[1]", NOON)

    jobs.cancel(engine, 1, 25)

    assert seen(engine) == Standing("cancelled", 1, 3)
    assert not jobs.say_alive(engine, 1, 25, turn, NOON)
    assert not jobs.keep_part(engine, 1, 25, turn, "B", b"late", NOON)
    assert begun(engine)[1] == ["B", "C"]


def test_cancelling_what_is_not_running_changes_nothing(engine):
    jobs.cancel(engine, 1, 25)
    assert seen(engine) == Standing("none")
    begun(engine, parts=())

    jobs.cancel(engine, 1, 25)

    assert seen(engine).state == "done"


def test_a_job_that_failed_keeps_its_parts_and_can_be_tried_again(engine):
    turn, _ = begun(engine)
    jobs.keep_part(engine, 1, 25, turn, "A", b"[1]", NOON)

    jobs.give_up(engine, 1, 25, turn)

    assert seen(engine) == Standing("failed", 1, 3)
    assert begun(engine)[1] == ["B", "C"]


def test_every_process_sees_the_same_job(engine, request):
    other = database.make_engine(request.getfixturevalue(f"{engine.dialect.name}_url"))
    turn, _ = begun(engine)

    assert seen(other) == Standing("running", 0, 3)
    jobs.cancel(other, 1, 25)
    assert not jobs.keep_part(engine, 1, 25, turn, "A", b"[1]", NOON)
    other.dispose()
