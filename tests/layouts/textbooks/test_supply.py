from types import SimpleNamespace

import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.shell import ALL
from layouts.textbooks import supply as words
from tests import factories
from tests.markup import texts

T = Translator("en")
ASKED = factories.asked()
SEEN = pd.DataFrame(
    {"schools": [12], "last_on": [pd.Timestamp(2026, 9, 25)], "usable": [300], "demonstration": [0]}
)


def flow(steps, parts=(), shelves: pd.DataFrame | None = SEEN, orders: int = 2):
    """Return a flow: (step, copies, direct) and (step, part, copies, is_excess)."""
    return SimpleNamespace(
        steps=pd.DataFrame(steps, columns=["step", "copies", "direct"]).astype({"copies": "Int64"}),
        parts=pd.DataFrame(parts, columns=["step", "part", "copies", "is_excess"]).astype(
            {"is_excess": "bool"}
        ),
        shelves=shelves,
        order_count=orders,
        demonstration=False,
    )


STEPS = [
    ("ordered", 1000, 0), ("printed", 940, 0), ("sent", 800, 100), ("district", 480, 100),
    ("passed", 490, 100), ("delivered", 490, 0), ("used", 345, 0),
]  # fmt: skip
PARTS = [
    ("ordered", "unprinted", 60, False), ("printed", "central_store", 140, False),
    ("sent", "road_moving", 300, False), ("district", "district_overdrawn", 10, True),
    ("delivered", "uncounted", 145, False),
]  # fmt: skip
ACCOUNT = pd.DataFrame(
    {
        "order": ["TO-01", "TO-02"], "title": ["A", "B"], "title_name": ["Algebra", "Biology"],
        **dict.fromkeys(("ordered", "printed", "sent", "district", "passed", "delivered"), 5),
    }
)  # fmt: skip


def panel(told=None, account=ACCOUNT, filters=ASKED):
    return words.chain(told or flow(STEPS, PARTS), account, filters, T)


def said(shown) -> str:
    return " ".join(texts(markup(shown.body)))


def test_the_finding_tells_how_far_copies_have_come_and_where_most_of_the_others_are():
    assert panel().finding == (
        "Of 1,000 copies ordered, 940 are printed and 490 (49%) have come to schools. Most of the "
        "others: on the road to districts, 300."
    )


def test_the_finding_names_the_only_title():
    assert panel(account=ACCOUNT.head(1)).finding.startswith("Algebra. Of 1,000 copies ordered")


def test_an_area_begins_with_what_was_sent_there():
    shown = panel(flow(STEPS[2:], PARTS[2:]), filters=factories.asked(region=factories.NARYN))

    assert shown.finding.startswith("Of 800 copies sent here, 490 (61%) have come to schools.")
    assert any("belongs to no district" in note for note in shown.notes)


def test_every_step_has_its_copies_and_their_share_of_the_first():
    text = said(panel())

    assert "1,000 2 orders" in " ".join(text.split())
    assert "Printed 940" in " ".join(text.split())
    assert "94%" in text
    assert "counted by 12 schools, last on 25 Sep 2026" in text


def test_every_loss_is_named_with_its_number_and_what_was_not_there_has_a_sign():
    text = said(panel())

    assert "not printed: 60" in text
    assert "straight to schools: 100" in text
    assert "+ sent by districts without having been there: 10" in text


def test_copies_in_use_of_a_past_quarter_are_missing_and_not_zero():
    told = flow([*STEPS[:-1], ("used", None, 0)], PARTS[:-1], shelves=None)

    assert "not kept for a past quarter" in said(panel(told))
    assert "track-missing" in markup(panel(told).body)
    assert "Of the shelves of schools only the last counts are known." in panel(told).notes


def test_copies_that_nobody_counted_are_missing():
    nobody = SEEN.assign(schools=0)
    told = flow([*STEPS[:-1], ("used", None, 0)], PARTS[:-1], shelves=nobody)

    assert "not counted by any school yet" in said(panel(told))


def test_without_an_order_there_is_no_way():
    steps = [(step, 0, 0) for step, _, _ in STEPS]
    shown = panel(flow(steps, orders=0), ACCOUNT.head(0))

    assert shown.finding == "No order of textbooks is known here."
    assert shown.body is None


def test_the_table_behind_has_every_order():
    assert panel().more[1].frame["order"].tolist() == ["TO-01", "TO-02"]
    assert {column.name for column in panel().more[1].columns} <= set(ACCOUNT)


def test_titles_are_offered_by_name_in_their_section():
    titles = pd.DataFrame({"title": ["P", "A"], "title_name": ["Physics", "Algebra"]})
    control = words.title_control(titles, "P", T)

    assert list(control.options) == [(ALL, "All textbooks"), ("A", "Algebra"), ("P", "Physics")]
    assert (control.name, control.value, control.section) == ("title", "P", "supply")


def test_every_part_has_words_and_a_look():
    looks = {words.look(part, is_excess=False) for part in words.PART}

    assert looks == {"store", "moving", "disputed", "unknown", "gone"}
    assert words.look("extra", is_excess=True) == "beyond"
