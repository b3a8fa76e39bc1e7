from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.changes import jobs
from data_access.queries.textbooks import transfers
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AT_BASHY, KOCHKOR, MANAS, NARYN, asked

LON, LAT = 75.8, 41.1
KM = 1 / 111.195
"""Degrees of latitude."""


def school(session, code, north=0.0, pupils: int | None = 30, usable=None, **values):
    """Add a school so many km to the north, with pupils in grade 7 who learn in Kyrgyz, and
    perhaps a count of physics."""
    count = {name: values.pop(name) for name in ("counted_on", "title") if name in values}
    factories.school(session, code, **{"lon": LON, "lat": LAT + north * KM, **values})
    if pupils is not None:
        factories.enrolment(
            session, code, 7, girls=pupils, boys=0, language="ky", school_year="2026/27"
        )
    if usable is not None:
        books.stock_count(session, code, usable, **count)


def two_schools(session):
    """Ten copies too many, and eight too few twelve kilometres away."""
    books.title(session)
    school(session, "SC-0001", usable=40)
    school(session, "SC-0002", north=12, usable=22)


def ways(found) -> list[tuple]:
    return list(found.transfers[["giver", "taker", "copies"]].itertuples(index=False, name=None))


def test_a_surplus_goes_to_a_school_nearby(publish):
    with publish(two_schools) as db:
        found = transfers.asked(db, asked(region=NARYN))

    row = found.transfers.iloc[0]
    assert ways(found) == [("SC-0001", "SC-0002", 8)]
    assert row[["title_name", "giver_name", "taker_district_name"]].tolist() == [
        "PHY-7-KY-N en",
        "School SC-0001",
        "At-Bashy",
    ]
    assert row["km"] == pytest.approx(12, abs=0.01)
    assert (found.needed, found.covered, found.surplus, found.short) == (60, 52, 10, 8)
    assert found.moved == found.most == 8
    (district,) = found.districts.to_dict("records")
    assert (district["given"], district["received"]) == (8, 8)
    assert (district["before"], district["after"]) == (52 / 60, 1)
    assert found.rest.empty
    assert not found.demonstration
    assert found.first_on == found.last_on == pd.Timestamp("2026-09-20")


def test_nothing_goes_further_than_the_limit(publish):
    with publish(two_schools) as db:
        found = transfers.asked(db, asked(region=NARYN, km=10))

    assert ways(found) == []
    assert found.rest[list(transfers.REASONS)].to_dict("records") == [
        {"unplaced": 0, "nobody": 0, "far": 8, "used": 0}
    ]


def test_a_copy_helps_only_those_who_need_the_same_title(publish):
    def step(session):
        two_schools(session)
        books.title(session, "PHY-7-RU-N", language="ru")
        school(session, "SC-0003", pupils=None, usable=0, title="PHY-7-RU-N")
        factories.enrolment(
            session, "SC-0003", 7, girls=9, boys=0, language="ru", school_year="2026/27"
        )

    with publish(step) as db:
        found = transfers.asked(db, asked(region=NARYN))
        russian = transfers.asked(db, asked(region=NARYN, language="ru"))

    assert ways(found) == [("SC-0001", "SC-0002", 8)]
    assert found.rest.loc[0, ["title", "nobody", "copies"]].tolist() == ["PHY-7-RU-N", 9, 9]
    assert (russian.short, russian.surplus, ways(russian)) == (9, 0, [])


@pytest.mark.parametrize(
    ("narrowed", "moved"),
    [({"subject": "physics"}, 8), ({"subject": "chemistry"}, 0), ({"grade": 7}, 8),
     ({"grade": 8}, 0), ({"language": "ru"}, 0), ({"title": "PHY-7-KY-N"}, 8)],
)  # fmt: skip
def test_a_choice_of_titles_narrows_the_list(publish, narrowed, moved):
    with publish(two_schools) as db:
        assert transfers.asked(db, asked(region=NARYN, **narrowed)).moved == moved


def test_transfers_stay_inside_the_area_asked_for(publish):
    def step(session):
        books.title(session)
        school(session, "SC-0001", usable=40)
        school(session, "SC-0002", north=5, usable=28, district=KOCHKOR)
        school(session, "SC-0003", north=-5, usable=28, district=MANAS)

    with publish(step) as db:
        district = transfers.asked(db, asked(region=NARYN, district=AT_BASHY))
        region = transfers.asked(db, asked(region=NARYN))

    assert ways(district) == []
    assert ways(region) == [("SC-0001", "SC-0002", 2)]


@pytest.mark.parametrize(
    ("change", "short", "state"),
    [
        ({"counted_on": date(2025, 6, 1)}, 0, "expired"),
        ({"pupils": None}, 0, "unknown"),
        ({"lat": None, "lon": None}, 8, "open"),
    ],
)
def test_what_is_old_unknown_or_nowhere_neither_gives_nor_takes(publish, change, short, state):
    def step(session):
        books.title(session, first_year="2024/25")
        school(session, "SC-0001", usable=40)
        school(session, "SC-0002", **{"usable": 22, **change})
        school(session, "SC-0003", **{"usable": 50, **change})

    with publish(step) as db:
        found = transfers.asked(db, asked(region=NARYN))
        counted = transfers.shelves(db, asked(region=NARYN)).set_index("school")

    assert ways(found) == []
    assert counted.loc["SC-0002", "state"] == state
    assert found.short == short
    assert (found.expired, found.unknown) == (2 * (state == "expired"), 2 * (state == "unknown"))
    assert list(found.unplaced["school"]) == (["SC-0003", "SC-0002"] if short else [])
    assert found.rest["unplaced"].sum() == short


def test_a_title_out_of_use_or_counted_before_its_use_takes_no_part(publish):
    def step(session):
        books.title(session, "OLD-7", first_year="2020/21", last_year="2025/26")
        books.title(session, "NEW-7", first_year="2026/27")
        books.title(session, "GUI-7", kind="guide")
        school(session, "SC-0001")
        school(session, "SC-0002")
        for code, usable in (("SC-0001", 100), ("SC-0002", 0)):
            for title in ("OLD-7", "GUI-7"):
                books.stock_count(session, code, usable, title=title)
            books.stock_count(session, code, usable, title="NEW-7", counted_on=date(2026, 6, 1))

    with publish(step) as db:
        found = transfers.asked(db, asked(region=NARYN))

    assert ways(found) == []
    assert (found.needed, found.surplus, found.unknown) == (0, 0, 2)
    assert found.districts.empty


def test_a_closed_school_gives_what_was_counted_since_it_closed(publish):
    closed = {"closed_on": date(2026, 8, 31)}

    def step(session):
        books.title(session)
        school(session, "SC-0001", usable=5, **closed)
        school(session, "SC-0002", usable=40, counted_on=date(2026, 6, 1), **closed)
        school(session, "SC-0003", usable=10, north=3)
        school(session, "SC-0004", usable=30, closed_on=date(2026, 12, 31))

    with publish(step) as db:
        found = transfers.asked(db, asked(region=NARYN))

    assert ways(found) == [("SC-0001", "SC-0003", 5)]
    assert (found.needed, found.covered) == (60, 40)
    assert found.left[["school", "usable"]].to_dict("records") == [
        {"school": "SC-0002", "usable": 40}
    ]


def test_those_within_reach_may_not_have_enough_for_all(publish):
    def step(session):
        books.title(session)
        school(session, "SC-0001", usable=35)
        school(session, "SC-0002", usable=20, north=2)
        school(session, "SC-0003", usable=20, north=60)

    with publish(step) as db:
        found = transfers.asked(db, asked(region=NARYN))

    assert ways(found) == [("SC-0001", "SC-0002", 5)]
    assert found.rest[["far", "used", "copies"]].to_dict("records") == [
        {"far": 10, "used": 5, "copies": 15}
    ]


def test_the_country_is_known_when_its_job_is_done(publish, engine):
    filters = asked()

    with publish(two_schools) as db:
        before = transfers.asked(db, filters)
        counted = transfers.shelves(db, filters)
        match, *_ = transfers.matched(counted)
        result = transfers.written(transfers.solved(counted, match, 25))
    turn, left = jobs.begin(engine, 1, 25, [match.title])
    jobs.keep_part(engine, 1, 25, turn, left[0], result)
    with engine.connect() as db:
        after = transfers.asked(db, filters)
        nearer = transfers.asked(db, asked(km=10))

    assert before.transfers is None
    assert nearer.transfers is None
    assert before.rest.empty
    assert before.districts["after"].isna().all()
    assert (before.short, before.most) == (8, 8)
    assert ways(after) == [("SC-0001", "SC-0002", 8)]
    assert after.districts["after"].tolist() == [1]


def test_a_release_without_counts_has_nothing_to_share(publish):
    with publish() as db:
        found = transfers.asked(db, asked(region=NARYN))

    assert ways(found) == []
    assert (found.needed, found.short, found.most, found.first_on) == (0, 0, 0, None)
    assert found.districts.empty
    assert found.rest.empty


def test_invented_counts_make_invented_transfers(publish):
    def step(session):
        books.title(session, demonstration=True)
        school(session, "SC-0001", usable=40)

    with publish(step) as db:
        assert transfers.asked(db, asked(region=NARYN)).demonstration


@st.composite
def counted(draw):
    """Return shelves of two titles in a dozen schools, some without a position."""
    rows = [
        {
            "school": f"SC-{number:04}",
            "title": title,
            "lon": LON,
            "lat": draw(st.sampled_from([LAT, LAT + 8 * KM, LAT + 20 * KM, np.nan])),
            "usable": draw(st.integers(0, 40)),
            "needed": draw(st.integers(0, 40)),
        }
        for title in ("A", "B")
        for number in range(draw(st.integers(1, 12)))
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(
        surplus=(frame["usable"] - frame["needed"]).clip(lower=0),
        short=(frame["needed"] - frame["usable"]).clip(lower=0),
    )


@settings(deadline=None, max_examples=40)
@given(counted(), st.sampled_from([10, 25]))
def test_no_copy_is_created_or_lost_and_nobody_is_left_short(shelves, km):
    moved = transfers._together(
        [transfers.solved(shelves, each, km) for each in transfers.matched(shelves)]
    )

    key = ["title", "school"]
    before = shelves.set_index(key)["usable"]
    given_away, got = (
        moved.groupby(["title", side])["copies"].sum().rename_axis(key)
        for side in ("giver", "taker")
    )
    after = before.sub(given_away, fill_value=0).add(got, fill_value=0)
    needed = shelves.set_index(key)["needed"]
    assert after.sum() == before.sum()
    assert set(after.index) == set(before.index)
    assert (after[given_away.index] >= needed[given_away.index]).all()
    assert (after[got.index] <= needed[got.index]).all()
    assert (moved["km"] <= km).all()
    assert (moved["copies"] > 0).all()
