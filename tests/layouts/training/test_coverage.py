import pandas as pd
import pytest

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import coverage, parity
from layouts.training.groups import group_name, share_bar
from tests import factories
from tests.factories import AT_BASHY, KOCHKOR, MANAS, NARYN, TALAS
from tests.layouts.training.test_people import groups, said
from tests.markup import elements, words

T = Translator("en")
ASKED = factories.asked()
NAN = float("nan")
NAMES = {NARYN: "Naryn", TALAS: "Talas", "KG": "Kyrgyzstan", "physics": "Physics"}
WHOLE = {"numerator": 50, "denominator": 200, "value": 0.25, "hidden": False}


class Measure:
    code, unit, year, adds_up = "R2.2", "share", "", False


def districts(*rows) -> pd.DataFrame:
    """Return districts: code, numerator, denominator, whether reported, whether hidden."""
    names = ["area", "numerator", "denominator", "reported_count", "hidden"]
    frame = pd.DataFrame(rows, columns=names)
    value = frame["numerator"] / frame["denominator"]
    return frame.assign(
        area_name=frame["area"].map({AT_BASHY: "At-Bashy", KOCHKOR: "Kochkor", MANAS: "Manas"}),
        region=frame["area"].map({AT_BASHY: NARYN, KOCHKOR: NARYN, MANAS: TALAS}),
        value=value.where(frame["reported_count"] == 1),
        expected_count=1,
        demonstration=0,
    )


THREE = districts(
    (AT_BASHY, 30.0, 60.0, 1, False), (KOCHKOR, 10.0, 100.0, 1, False), (MANAS, 9.0, 40.0, 0, False)
)  # fmt: skip


def drawn(areas, whole=WHOLE, **question):
    asked = factories.asked(**question)
    return coverage.coverage(areas, whole, Measure, {}, "Boundaries", ("", "/districts"), asked, T)


def test_the_map_names_the_whole_and_both_ends():
    assert drawn(THREE).finding == (
        "50 of 200 eligible teachers are trained: 25%; from 10% in Kochkor to 50% in At-Bashy."
    )


@pytest.mark.parametrize(
    ("whole", "finding"),
    [
        (
            WHOLE | {"hidden": True},
            "How many teachers are trained is not told here. A group of fewer than five people, "
            "here or elsewhere, could be worked out from it.",
        ),
        (WHOLE | {"value": NAN}, "Eligible teachers have not been counted here yet."),
    ],
)
def test_the_map_says_why_it_tells_nothing(whole, finding):
    assert drawn(THREE[:0], whole).finding == finding


def test_a_district_that_did_not_report_is_hatched_and_its_people_stand_in_the_table():
    panel = drawn(THREE)

    assert "register not closed: 1" in said(panel)
    table = panel.frame.set_index("area_name")
    assert table.loc["Manas", "state"] == "not reported"
    assert table.loc["Manas", ["numerator", "denominator"]].tolist() == [9, 40]


def test_a_district_of_a_few_is_neither_told_nor_called_silent():
    panel = drawn(districts((AT_BASHY, NAN, NAN, 1, True), (KOCHKOR, 10.0, 100.0, 1, False)))

    assert "hidden to protect small groups: 1" in said(panel)
    assert "register not closed" not in said(panel)
    assert panel.frame.set_index("area_name").loc["At-Bashy", "state"] == "not told apart"


def test_a_region_lists_its_districts_only():
    assert set(drawn(THREE, region=NARYN).frame["area_name"]) == {"At-Bashy", "Kochkor"}


GROUPS = groups(
    ("place", NARYN, 10, 100, 0.1, False),
    ("subject", "physics", 20, 100, 0.2, False),
    ("subject", "none", 7, None, None, False),
    ("language", "uz", None, None, None, True),
)


def test_bars_say_the_value_and_n_of_m_and_hide_a_few():
    panel = coverage.multiples(GROUPS, WHOLE, NAMES, True, ASKED, T)

    assert panel.finding == ("Lowest: Physics, where 20 of 100 eligible teachers are trained, 20%.")
    assert "Physics 20%  · 20 of 100" in said(panel)
    assert "Uzbek not told apart" in said(panel)
    assert "No subject of the programme 7 trained, eligible not counted" in said(panel)
    assert panel.demonstration


def test_without_groups_there_are_no_bars():
    panel = coverage.multiples(GROUPS[:0], WHOLE, NAMES, False, ASKED, T)

    assert panel.finding == "Coverage of groups cannot be told yet."
    assert "bars" not in {each.get("class") for _, each in elements(markup(panel.body))}


def test_a_bar_ends_at_the_whole_and_an_unknown_one_is_hatched():
    full, unknown = (elements(markup(share_bar(value, 0.3))) for value in (1.2, NAN))

    assert full[1][1]["style"] == "width:100.0%"
    assert unknown[0][1]["class"] == "bullet bullet-unknown"


def test_groups_without_a_name_are_called_by_their_code():
    assert [group_name("rural", code, {}, T) for code in ("True", "False")] == [
        "Rural schools",
        "Urban schools",
    ]
    assert group_name("subject", "astronomy", NAMES, T) == "astronomy"


def indices(*rows) -> pd.DataFrame:
    """Return indices of women ÷ men: area, value, whether hidden."""
    frame = pd.DataFrame(rows, columns=["area", "value", "hidden"])
    counts = {"part": 30, "part_of": 60, "base_part": 20, "base_of": 50}
    told = ~frame["hidden"]
    numbers = {name: pd.Series(n, frame.index, "Int64").where(told) for name, n in counts.items()}
    return frame.assign(dimension="sex", group="female", base="male", **numbers)


def compared(*rows):
    return parity.parity(indices(*rows), NAMES, False, ASKED, T)


@pytest.mark.parametrize(
    ("index", "verdict"),
    [(0.5, "below"), (0.964, "below"), (0.97, "parity"), (1, "parity"), (1.034, "parity"),
     (1.036, "above")],
)  # fmt: skip
def test_parity_is_a_range_and_agrees_with_the_number_that_is_told(index, verdict):
    assert parity.verdict(index) == verdict


def test_the_furthest_from_parity_is_named_with_its_verdict_in_words():
    panel = compared(("KG", 0.8, False), (TALAS, 1.2, False), (NARYN, 0.99, False))

    assert panel.finding == (
        "0 of 1 comparisons are at parity; furthest from it: Women ÷ men, 0.80, below parity."
    )
    text = said(panel)
    assert text.index("Kyrgyzstan") < text.index("Naryn") < text.index("Talas")
    assert "30 of 60 ÷ 20 of 50" in text
    assert "1.20, above parity" in text


def test_a_dot_stands_on_the_scale_beside_the_marked_range():
    body = elements(markup(compared(("KG", 0.75, False)).body))

    styles = {each["class"]: each.get("style") for _, each in body if "class" in each}
    assert styles["dot dot-below"] == "left:34.3%"
    assert styles["band"] == "left:48.3%;width:3.3%"


def test_hidden_parts_are_named_together_and_never_drawn():
    panel = compared(("KG", NAN, True), (TALAS, NAN, True), (NARYN, NAN, False))

    assert panel.finding == "Groups cannot be compared yet."
    assert "Not told apart anywhere: Women ÷ men." in said(panel)
    assert not any("dot" in each.get("class", "") for _, each in elements(markup(panel.body)))
    assert "30 of 60" not in " ".join(words(markup(panel.body)))


def test_reached_alike_is_said():
    assert compared(("KG", 1.0, False)).finding == (
        "All groups that can be compared are reached alike."
    )
    assert parity.parity(indices(), NAMES, False, ASKED, T).finding == (
        "Groups cannot be compared yet."
    )


def test_languages_are_compared_by_name():
    assert parity.compared("language", "uz", "ky", T) == "Uzbek ÷ Kyrgyz"


def test_a_comparison_with_nobody_is_not_drawn():
    panel = compared(("KG", NAN, False), (TALAS, NAN, True))

    assert "Women ÷ men" not in said(panel)
