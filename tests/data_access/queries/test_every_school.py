import math
from datetime import date, timedelta

from data_access.queries.every_school import every_school, with_school
from data_access.queries.school import profile
from tests import factories
from tests.factories import AT_BASHY, AUTUMN, MANAS, NARYN, TALAS, asked


def test_every_school_of_the_country_is_told_whatever_part_was_asked_for(publish):
    def facts(session):
        factories.school(session, "SC-0001", demonstration=True)
        factories.innovative_school(session, "IS-01", district=MANAS, lon=None, lat=None)

    with publish(facts) as db:
        frame = every_school(db, asked(region=TALAS, district=MANAS))

    assert frame["school"].tolist() == ["IS-01", "SC-0001"]
    assert frame["innovative"].tolist() == [True, False]
    assert frame["region"].tolist() == [TALAS, NARYN]
    assert frame["demonstration"].tolist() == [0, 1]
    assert math.isnan(frame["lon"][0])
    row = frame.iloc[1]
    assert (row["school_name"], row["district"], row["pupil_count"]) == (
        "School SC-0001", AT_BASHY, 100
    )  # fmt: skip


def test_a_school_without_a_number_of_pupils_keeps_it_missing(publish):
    with publish(lambda session: factories.school(session, boys=None)) as db:
        assert every_school(db, asked())["pupil_count"].isna().all()


def test_a_school_is_left_out_from_the_day_on_which_it_is_closed(publish):
    def facts(session):
        factories.school(session, "SC-0001", closed_on=AUTUMN)
        factories.school(session, "SC-0002", closed_on=AUTUMN + timedelta(days=1))
        factories.school(session, "SC-0003")

    with publish(facts) as db:
        now = every_school(db, asked())["school"].tolist()
        before = every_school(db, asked(period=date(2026, 6, 30)))["school"].tolist()

    assert now == ["SC-0002", "SC-0003"]
    assert before == ["SC-0001", "SC-0002", "SC-0003"]


def test_a_closed_school_can_be_put_beside_the_open_ones(publish):
    def facts(session):
        factories.school(session, "SC-0001", closed_on=AUTUMN)
        factories.school(session, "SC-0002")

    with publish(facts) as db:
        every = every_school(db, asked())
        closed, still_open = (profile(db, asked(school=f"SC-000{n}")) for n in (1, 2))

    assert with_school(every, closed)["school"].tolist() == ["SC-0002", "SC-0001"]
    assert with_school(every, closed).dtypes.to_dict() == every.dtypes.to_dict()
    assert with_school(every, still_open)["school"].tolist() == ["SC-0002"]


def test_a_release_knows_the_schools_that_it_was_made_with(publish):
    def closing(session):
        factories.corrected(session, here["school"], closed_on=date(2026, 8, 31))

    here = {}

    def opening(session):
        here["school"] = factories.school(session, "SC-0001")

    with publish(opening, closing) as db:
        counts = [len(every_school(db, asked(release=number))) for number in (1, 2)]

    assert counts == [1, 0]


def test_a_release_without_schools_has_an_empty_frame_with_all_columns(publish):
    with publish() as db:
        frame = every_school(db, asked())

    assert frame.empty
    assert {"lon", "lat", "innovative", "pupil_count"} <= set(frame.columns)
