from datetime import date

import pandas as pd
import pytest

from data_access.filters import Filters
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.school import access, actions, books, changes, facts, neighbours, packages, people
from tests import markup as reading

T = Translator("en")
AUTUMN = Filters(lang="en", period=date(2026, 9, 30))
EMPTY = pd.DataFrame()


def words_of(panel) -> str:
    return " ".join([panel.finding, *reading.words(markup(panel.body))])


@pytest.mark.parametrize(
    "panel",
    [
        packages.items(EMPTY, AUTUMN, T),
        packages.money(EMPTY, AUTUMN, T),
        people.pupils(EMPTY, EMPTY, AUTUMN, T),
        people.teachers(EMPTY, AUTUMN, T),
        books.panel(EMPTY, float("nan"), AUTUMN, T),
        access.panel(EMPTY, AUTUMN, T),
    ],
    ids=lambda panel: panel.key,
)
def test_a_panel_about_which_nothing_is_known_is_not_seen(panel):
    assert panel.body is None
    assert panel.frame is None


@pytest.mark.parametrize(
    "panel",
    [
        actions.panel(EMPTY, AUTUMN, T),
        neighbours.panel(EMPTY, EMPTY, str, T),
        changes.panel(EMPTY, date(2026, 6, 30), AUTUMN, T),
        changes.first_release(T),
    ],
    ids=lambda panel: panel.key,
)
def test_a_panel_that_finds_nothing_says_so(panel):
    assert panel.finding
    assert panel.body is not None


def money(**values):
    row = {
        "package": "lab", "package_name": "Laboratory", "budget": 2e6, "contracted": 1.5e6,
        "spent": 1e6, "demonstration": 0, **values,
    }  # fmt: skip
    return pd.DataFrame([row])


def test_money_is_a_share_of_the_budgets_that_have_spending():
    frame = pd.concat([money(), money(spent=float("nan"))])

    panel = packages.money(frame, AUTUMN, T)

    assert "(50%)" in panel.finding
    assert "Reported: 1 of 2 packages." in panel.finding


def test_missing_money_is_a_dash_and_not_zero():
    words = words_of(packages.money(money(spent=float("nan")), AUTUMN, T))

    assert "Spending and budget cannot be compared yet." in words
    assert "–" in words
    assert "0.00" not in words


def item(**values):
    row = {
        "package": "lab", "package_name": "Laboratory", "item": "x", "item_name": "Table",
        "unit": "pieces", "planned": 4, "delivered": 3, "accepted": 2, "defective": 1,
        "demonstration": 0, **values,
    }  # fmt: skip
    return pd.DataFrame([row]).astype(
        dict.fromkeys(("planned", "delivered", "accepted", "defective"), "Int64")
    )


def test_items_count_those_accepted_in_full_and_those_with_defects():
    frame = pd.concat([item(), item(accepted=4, delivered=4, defective=0)])

    panel = packages.items(frame, AUTUMN, T)

    assert panel.finding == "1 of 2 items are accepted in full. 1 has defective pieces."
    assert "number alarming" in markup(panel.body)


def offer(**values):
    row = {
        "period": pd.Timestamp("2026-09-30"), "ramp": True, "toilet": False, "resource_room": pd.NA,
        "adapted_materials": pd.NA, "pupils_with_disabilities": 12, "pupils_served": 6,
        "demonstration": 0, **values,
    }  # fmt: skip
    return pd.DataFrame([row])


def test_what_was_not_assessed_is_neither_there_nor_missing():
    words = words_of(access.panel(offer(), AUTUMN, T))

    assert "1 of 4 conditions are there." in words
    assert words.count("not assessed") == 2
    assert words.count(" no ") == 1


@pytest.mark.parametrize(
    ("pupils", "supported", "words"),
    [
        (12, 6, "Pupils with disabilities: 12; supported: 6."),
        (12, 3, "Pupils with disabilities: 12; supported: fewer than 5."),
        (12, 9, "Pupils with disabilities: 12; all but fewer than 5 are supported."),
        (12, 0, "Pupils with disabilities: 12; supported: 0."),
        (3, 2, "Pupils with disabilities: fewer than 5."),
        (3, pd.NA, "Pupils with disabilities: fewer than 5."),
        (pd.NA, 3, "Pupils with disabilities: not reported."),
    ],
)
def test_a_few_pupils_with_disabilities_are_never_told_apart(pupils, supported, words):
    row = {"pupils_with_disabilities": pupils, "pupils_served": supported}

    assert access.served(row, T) == words


def test_what_is_overdue_says_by_how_many_days():
    row = {"done_on": pd.NaT, "days_overdue": 92}

    assert actions.state(row, T) == "92 days overdue"
    assert actions.state(row | {"days_overdue": pd.NA}, T) == "open"
    assert actions.state(row | {"done_on": pd.Timestamp("2026-09-01")}, T) == "done"


CHANGE = {
    "package_name": "Laboratory", "stage": "delivered", "item_name": "Table", "feature": "ramp",
    "date_before": pd.Timestamp("2026-06-01"), "date_after": pd.Timestamp("2026-08-01"),
    "before": 1.0, "after": 3.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "stage_reached"}, "Laboratory: “Delivered” reached on 1 Aug 2026"),
        (
            {"kind": "plan_moved"},
            "Laboratory: “Delivered” now planned for 1 Aug 2026, before for 1 Jun 2026",
        ),
        ({"kind": "items_accepted", "stage": None}, "Table: 3 accepted, before 1"),
        ({"kind": "items_defective", "stage": None}, "Table: 3 defective, before 1"),
        (
            {"kind": "access", "stage": None, "before": float("nan"), "after": 1.0},
            "Ramp: yes, before: not assessed",
        ),
    ],
)
def test_each_kind_of_change_has_its_sentence(change, words):
    assert changes.words(CHANGE | change, T) == words


def standing(**values):
    return {"package_count": 6, "accepted_count": 4, "late_count": 2, "days_late": 95} | values


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (standing(), "4 of 6 packages accepted; 2 late, the longest by 95 days."),
        (standing(late_count=1, days_late=1), "4 of 6 packages accepted; 1 late, by 1 day."),
        (standing(days_late=pd.NA), "4 of 6 packages accepted; none is late."),
        (standing(package_count=pd.NA), "Nothing is known of its packages yet."),
    ],
)
def test_the_head_says_how_far_the_packages_are(row, words):
    assert facts.standing_words(row, T) == words


def test_the_schools_before_and_after_end_at_the_ends():
    codes = ["IS-01", "IS-02", "IS-03"]

    assert facts.around(codes, "IS-02") == ("IS-01", "IS-03")
    assert facts.around(codes, "IS-01") == (None, "IS-02")
    assert facts.around(codes, "SC-9001") == (None, None)
