import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import supply_times as words
from tests import factories
from tests.markup import texts

T = Translator("en")
ASKED = factories.asked()


def stages(*rows) -> pd.DataFrame:
    columns = ["stage", "passed", "begun", "median_days", "low_days", "high_days"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(columns[3:], "float64"))


STAGES = stages(
    ("printing", 43, 48, 71, 51, 194),
    ("road", 1, 1, 5.4, 5.4, 5.4),
    ("direct", 0, 2, None, None, None),
    ("parcel", 0, 0, None, None, None),
    ("whole", 40, 48, 127, 78, 224),
)
DISTRICTS = pd.DataFrame(
    {
        "district": ["1", "2"], "district_name": ["Alai", "Talas"], "waiting": [20, 0],
        "begun": [40, 29], "passed": [20, 29], "demonstration": [1, 1],
        **dict.fromkeys(("road", "district_store", "parcel", "direct", "whole"), 5.0),
    }
)  # fmt: skip


def said(shown) -> str:
    return " ".join(" ".join(texts(markup(shown.body))).split())


def lead(frame=STAGES, districts=DISTRICTS):
    return words.lead(frame, districts, ASKED, T)


def test_the_finding_tells_the_whole_way_and_its_longest_stage():
    assert lead().finding == (
        "From the order until schools have the copies it takes 127 days in the median. The longest "
        "stage is “From order to print”: 71 days in the median."
    )


def test_a_stage_tells_its_spread_and_how_many_passed_it():
    text = said(lead())

    assert "71 days (mostly 51 to 194) · 43 of 48 passed it" in text
    assert "5 days · 1 of 1 passed it" in text
    assert "0 of 2 passed it" in text
    assert "From the district to the school" not in text  # nothing began it


def test_districts_that_keep_orders_back_are_named():
    text = said(lead())

    assert "Alai 20 of 40 orders" in text
    assert "Talas" not in text
    assert len(lead().more[0].frame) == 2


def test_where_nothing_has_come_through_no_time_is_told():
    shown = lead(stages(("whole", 0, 0, None, None, None)), DISTRICTS.head(0))

    assert shown.finding == "No order has come far enough to say how long its way takes."
    assert shown.body is None
    assert not shown.demonstration


YEARS = pd.DataFrame(
    {
        "school_year": ["2025/26", "2026/27"], "is_over": [True, False], "order_count": [2, 1],
        "due": [1000, 500], "in_time": [390, 0], "delivered": [490, 0], "share": [0.39, 0.0],
        "due_later": [0, 0],
        "demonstration": [0, 0],
    }
)  # fmt: skip
ORDERS = pd.DataFrame(
    {
        "order": ["TO-01", "TO-02", "TO-03"], "title_name": ["Algebra", "Physics", "Biology"],
        "school_year": ["2025/26", "2025/26", "2026/27"], "is_due_later": [False, True, False],
        "is_over": [True, True, False], "is_due": [True, True, False],
        "due_on": pd.to_datetime(["2025-08-20", "2025-09-21", "2026-08-20"]),
        "due": [800, 200, 500], "in_time": [190, 200, 0], "late": [610, 0, 500],
        "share": [190 / 800, 1, 0],
    }
)  # fmt: skip
PLACES = pd.DataFrame(
    {
        "district_name": ["Jumgal", "Talas"], "school_year": "2025/26", "due": [100, 100],
        "in_time": [2, 100], "late": [98, 0], "share": [0.02, 1.0],
    }
)  # fmt: skip


def september(years=YEARS, orders=ORDERS, places=PLACES, filters=ASKED):
    return words.september(years, orders, places, filters, T)


def test_september_tells_the_newest_year_that_has_begun():
    assert september().finding == (
        "For 2025/26, 390 of 1,000 copies due were in schools before 1 September (39%). Most were "
        "missing of: Algebra. Least was there in: Jumgal (2%)."
    )


def test_a_september_to_come_is_told_as_such():
    assert september(YEARS.tail(1), ORDERS.tail(1)).finding == (
        "1 September of 2026/27 is still to come: 0 of 500 copies due are in schools (0%)."
    )
    assert "0 of 500 copies (0%) · 1 September is still to come" in said(september())


def test_copies_that_are_not_due_yet_are_told_and_nobody_is_late_with_them():
    years = YEARS.assign(is_over=True, due_later=[0, 700])
    orders = ORDERS.assign(is_over=True)

    assert "0 of 500 copies (0%) · 700 copies not due yet" in said(september(years, orders))
    assert september(years, orders).more[0].frame["due_words"].tolist()[2] == (
        "20 Aug 2026, not due yet"
    )


def test_a_year_of_which_nothing_is_due_yet_is_not_judged():
    years = YEARS.assign(is_over=True, order_count=[1, 0], due=[1000, 0], due_later=[0, 700])

    assert september(years).finding.startswith("For 2025/26, 390 of 1,000 copies due")
    assert september(years.tail(1), ORDERS.tail(1).assign(late=0)).finding == (
        "For 2026/27 no copies are due yet: 700 are to come."
    )


def test_only_what_is_late_is_drawn():
    text = said(september())

    assert "Algebra · TO-01" in text and "Physics · TO-02" not in text
    assert "Jumgal 2 of 100 copies (2%)" in text and "Talas" not in text


def test_a_district_does_not_name_itself_as_the_worst():
    shown = september(filters=factories.asked(district=factories.KOCHKOR))

    assert "Jumgal" not in shown.finding and "Jumgal" not in said(shown)


def test_everything_in_time_needs_no_list():
    years = YEARS.head(1).assign(in_time=1000, share=1.0)
    shown = september(years, ORDERS.assign(late=0), PLACES.assign(late=0))

    assert shown.finding.endswith("(100%).")


def test_an_order_that_may_come_after_august_says_so_in_the_table():
    assert september().more[0].frame["due_words"].tolist() == [
        "20 Aug 2025", "21 Sep 2025, after 31 August", "20 Aug 2026",
    ]  # fmt: skip


def test_without_copies_due_nothing_is_late():
    shown = september(YEARS.head(0), ORDERS.head(0), PLACES.head(0))

    assert shown.finding == "No copies are due here."
    assert shown.body is None
