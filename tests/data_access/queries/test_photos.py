from datetime import date

import pytest

from data_access.queries.photos import photos, published_picture
from tests import factories
from tests.factories import AUTUMN, SPRING, SUMMER, asked


def shown(db, **filters):
    return photos(db, asked(**{"school": "IS-01", **filters}))


def test_photographs_from_before_come_first_and_then_by_day(publish):
    def facts(session):
        factories.innovative_school(session)
        for number, (kind, day) in enumerate(
            [("after", SUMMER), ("before", SUMMER), ("after", SPRING), ("before", SPRING)]
        ):
            factories.photo(session, picture=f"{number}", kind=kind, taken_on=day)
        factories.photo(session, "IS-02", picture="0")

    with publish(facts) as db:
        frame = shown(db)

    assert list(frame["picture"]) == ["3", "1", "2", "0"]
    assert list(frame) == [
        *("picture", "kind", "package", "package_name", "taken_on", "caption"),
        *("width", "height", "small_width", "small_height", "demonstration"),
    ]
    assert frame.loc[0, ["width", "small_height", "package"]].tolist() == [2, 1, "lab"]


def test_what_was_taken_after_the_period_is_not_shown_yet(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.photo(session, taken_on=AUTUMN, package=None)

    with publish(facts) as db:
        then, now = shown(db, period=SUMMER), shown(db)

    assert then.empty
    assert list(then) == list(now)
    assert now[["package", "package_name"]].isna().all(axis=None)


@pytest.mark.parametrize(("lang", "caption"), [("ky", "Бөлмө"), ("ru", "Бөлмө"), ("en", "Room")])
def test_a_caption_in_another_language_is_better_than_none(publish, lang, caption):
    def facts(session):
        factories.innovative_school(session)
        factories.photo(session, caption_ky="Бөлмө", caption_en="Room")
        factories.photo(session, picture="2", caption_en=None, kind="after")

    with publish(facts) as db:
        told, untold = shown(db, lang=lang)["caption"]

    assert told == caption
    assert untold is None or untold != untold


def test_each_release_shows_what_it_knew(publish):
    here = {}

    def first(session):
        factories.innovative_school(session)
        here["photo"] = factories.photo(session, demonstration=True)

    def second(session):
        factories.corrected(session, here["photo"], taken_on=date(2026, 1, 5))

    with publish(first, second) as db:
        before, after = (shown(db, release=number).iloc[0] for number in (1, 2))

    assert (before["taken_on"].date(), after["taken_on"].date()) == (SPRING, date(2026, 1, 5))
    assert (before["demonstration"], after["demonstration"]) == (1, 0)


def test_a_picture_is_given_out_once_a_release_shows_it(publish):
    def not_yet(session):
        factories.innovative_school(session)
        factories.picture(session, "nobody's")

    def shown_now(session):
        factories.photo(session)

    with publish(not_yet, shown_now) as db:
        assert published_picture(db, "picture 1", small=False) == b"large"
        assert published_picture(db, "picture 1", small=True) == b"small"
        assert published_picture(db, "nobody's", small=True) is None
        assert published_picture(db, "unknown", small=True) is None
