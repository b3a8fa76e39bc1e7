import pandas as pd

from data_access.filters import Filters
from data_access.queries.textbooks import shelves
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.school import books
from tests import factories
from tests.markup import texts

T, ASKED = Translator("en"), factories.asked(school="IS-01")


def counted(*rows: tuple, **values) -> pd.DataFrame:
    """Return shelves: subject, language, needed, usable."""
    frame = pd.DataFrame(rows, columns=["subject_name", "language", "needed", "usable"])
    numbers = {"needed": "Int64", "usable": "Int64"}
    fixed = {
        "subject": frame["subject_name"], "title_name": frame["subject_name"], "worn": 0,
        "lost": 0, "standard": "new", "in_use": True, "is_old": False, "demonstration": 0,
        "counted_on": pd.Timestamp(2026, 9, 12), "school": "IS-01",
    }  # fmt: skip
    return shelves.against_need(frame.astype(numbers).assign(**{**fixed, **values}))


def panel(titles: pd.DataFrame, asked: Filters = ASKED):
    return books.panel(shelves.by_subject(titles), titles, shelves.provision(titles), asked, T)


def test_the_share_counts_what_is_covered_and_names_the_worst():
    told = panel(counted(("Physics", "ky", 100, 150), ("Biology", "ky", 100, 50)))

    assert told.finding == "75% of the copies needed are there. Fewest: Biology, Kyrgyz – 50%."
    assert {"100/100", "50/100"} <= set(texts(markup(told.body)))
    assert told.source == "stock count, 12 Sep 2026, as release No. 1 states it"


def test_a_school_that_has_not_counted_says_so():
    told = panel(counted())

    assert told.finding == "The school has not counted its textbooks."
    assert (told.body, told.frame) == (None, None)


def test_unknown_pupils_are_no_need_of_zero():
    told = panel(counted(("Physics", "ky", None, 20)))

    assert told.finding == "How many pupils need a copy is not known."
    assert "pupils not known" in texts(markup(told.body))


def test_old_counts_are_marked_and_days_are_told_from_first_to_last():
    titles = counted(("Physics", "ky", 10, 10), ("Biology", "ky", 10, 10))
    days = pd.to_datetime(["2025-06-01", "2026-09-12"])
    told = panel(titles.assign(counted_on=days, is_old=[True, False]))

    assert told.finding == "100% of the copies needed are there."
    assert "1 Jun 2025–12 Sep 2026" in told.source
    assert any("older than twelve months" in note for note in told.notes)


def test_a_title_out_of_use_is_in_the_table_only():
    titles = counted(("Physics", "ky", 10, 10), ("Biology", "ky", 10, 0))
    told = panel(titles.assign(in_use=[True, False]))

    assert told.finding == "100% of the copies needed are there."
    assert "Biology" not in texts(markup(told.body))
    assert len(told.more[0].frame) == 2
