import pandas as pd
import pytest

from data_access.filters import LANGUAGES
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import provision as words
from tests import factories
from tests.markup import elements, texts

T, ASKED = Translator("en"), factories.asked()
NAMES = {"KG-N": "Naryn", "physics": "Physics", "biology": "Biology"}
WHOLE = {
    "needed": 1000, "covered": 800, "shortage": 200, "surplus": 50, "usable": 850, "worn": 90,
    "lost": 10, "unknown": 1, "provision_share": 0.8, "demonstration": 1,
}  # fmt: skip
NOBODY = dict.fromkeys(WHOLE, float("nan"))
CAUSES = {"never": 120, "worn": 60, "lost": 20, "shortage": 200, "elsewhere": 40}
NO_CAUSES = dict.fromkeys(CAUSES, 0)


def group(dimension: str, code: str, needed: int, covered: int) -> dict:
    share = covered / needed if needed else float("nan")
    return {
        "dimension": dimension, "group": code, "needed": needed, "covered": covered,
        "shortage": needed - covered, "surplus": 5, "provision_share": share,
    }  # fmt: skip


GROUPS = pd.DataFrame(
    [
        group("place", "KG-N", 1000, 800),
        group("language", "uz", 100, 50), group("language", "ky", 900, 750),
        group("subject", "physics", 400, 300), group("subject", "biology", 600, 500),
        group("grade", "7", 1000, 800),
        group("standard", "old", 500, 350), group("standard", "new", 500, 450),
    ]
)  # fmt: skip
AREAS = pd.DataFrame(
    {
        "area": ["1", "2"], "area_name": ["Chatkal", "Talas"],
        "school_count": [10, 20], "counted_count": [3, 18], "school_share": [0.3, 0.9],
        "pupils": pd.array([200, None], "Int64"), "counted": pd.array([50, None], "Int64"),
        "unknown": pd.array([150, None], "Int64"), "unlisted": pd.array([0, None], "Int64"),
        "demonstration": 1,
    }
)  # fmt: skip


def told(panel) -> list[str]:
    return texts(markup(panel.body))


def test_the_first_question_is_answered_in_one_sentence_with_the_reason():
    panel = words.provision(WHOLE, None, GROUPS, CAUSES, 0.85, NAMES, ASKED, T)

    assert panel.finding == (
        "No: 200 of the 1,000 copies that pupils need are missing, 80% are there; "
        "fewest: Uzbek 50%, Physics 75%; "
        "of the missing copies 60% never came, 30% are worn out and 10% lost."
    )
    assert "target to date 85%" in told(panel)
    assert panel.demonstration


def test_old_and_new_standard_stand_apart():
    panel = words.provision(WHOLE, None, GROUPS, CAUSES, float("nan"), NAMES, ASKED, T)

    assert panel.frame is not None
    assert panel.frame[["name", "shortage"]].to_numpy().tolist() == [
        ["All textbooks", 200], ["New standard", 50], ["Old standard", 150],
    ]  # fmt: skip
    assert "target" not in " ".join(told(panel))


@pytest.mark.parametrize(
    ("whole", "finding"),
    [
        (NOBODY, "Nobody knows: no school here has counted these textbooks in the last 12 months."),
        (WHOLE | {"needed": 0, "shortage": 0}, "Nobody here needs these textbooks."),
        (
            WHOLE | {"covered": 1000, "shortage": 0},
            "Yes, where books were counted: all 1,000 copies needed are there.",
        ),
    ],
)
def test_what_is_not_known_not_needed_or_not_missing_is_said_so(whole, finding):
    assert words.provision(whole, None, GROUPS, NO_CAUSES, 0.9, NAMES, ASKED, T).finding == finding


def test_nobody_counted_is_no_zero():
    panel = words.provision(NOBODY, None, GROUPS.iloc[:0], NO_CAUSES, 0.9, NAMES, ASKED, T)

    assert panel.body is None
    assert panel.frame is None
    assert not panel.demonstration


def test_no_reason_is_given_where_the_newest_counts_are_of_another_quarter():
    other = CAUSES | {"shortage": 190}

    assert "worn" not in words.provision(WHOLE, None, GROUPS, other, 0.9, NAMES, ASKED, T).finding


def test_a_choice_of_textbooks_is_named():
    asked = factories.asked(subject="physics", grade=8, language="uz")
    panel = words.provision(WHOLE, None, GROUPS, CAUSES, 0.9, NAMES, asked, T)

    assert "Only: Physics, grade 8, Uzbek" in panel.notes


def test_why_copies_are_missing_adds_up_and_is_drawn():
    panel = words.why(CAUSES, True, NAMES, ASKED, T)

    assert panel.finding == (
        "Most missing copies never came to the school: 120 of 200; other schools of the same "
        "area have 40 of the missing copies to spare."
    )
    assert panel.frame is not None
    assert panel.frame["copies"].sum() == CAUSES["shortage"]
    widths = [
        attributes["style"]
        for _, attributes in elements(markup(panel.body))
        if "fill-" in attributes.get("class", "") and "style" in attributes
    ]
    assert widths == ["width:60.0%", "width:30.0%", "width:10.0%"]
    assert words.why(NO_CAUSES, False, NAMES, ASKED, T).body is None


def test_schools_that_did_not_count_and_their_pupils_are_told():
    panel = words.reach(AREAS, NAMES, ASKED, T)

    assert panel.finding == (
        "21 of 30 schools have counted their textbooks in the last 12 months; "
        "for 150 of 200 pupils nobody knows whether they have their books."
    )
    said = " ".join(told(panel))
    assert "150 pupils not known" in said
    assert "pupils not reported" in said
    unsaid = AREAS.assign(pupils=pd.NA, unknown=pd.NA, unlisted=pd.NA)
    assert "has not been reported" in words.reach(unsaid, NAMES, ASKED, T).finding


def test_pupils_without_a_textbook_in_the_list_are_not_said_to_be_uncounted():
    some = words.reach(AREAS.assign(unlisted=[40, 0], unknown=[110, pd.NA]), NAMES, ASKED, T)
    all_ = words.reach(AREAS.assign(unlisted=[200, 0], unknown=[0, pd.NA]), NAMES, ASKED, T)

    assert some.finding.endswith(
        "for 110 of 200 pupils nobody knows whether they have their books; "
        "for 40 pupils the list has no textbook in their grade and language."
    )
    assert "110 pupils not known · 40 without a textbook in the list" in " ".join(told(some))
    assert "nobody knows" not in all_.finding
    assert "200 without a textbook in the list" in " ".join(told(all_))
    assert "pupils not known" not in " ".join(told(all_))


def test_where_the_list_has_no_textbook_that_is_said():
    asked = factories.asked(grade=8, language="en")

    assert words.unlisted(asked, NAMES, T) == (
        "The list of textbooks in use has none for: grade 8, English."
    )
    assert words.unlisted(ASKED, NAMES, T) == "The list has no textbook in use yet."


def test_small_multiples_share_a_scale_and_name_the_lowest():
    panel = words.multiples(GROUPS, WHOLE, NAMES, ASKED, T)

    assert panel.finding == "Fewest: Uzbek, with 50 of 100 copies needed, 50%."
    assert told(panel).count("All bars from 0 to 100 %; the line is the provision of all together.")
    ticks = [
        attributes["style"]
        for _, attributes in elements(markup(panel.body))
        if attributes.get("class") == "tick"
    ]
    assert ticks == ["left:80.0%"] * len(GROUPS)


def test_nothing_to_divide_is_said_so():
    panel = words.multiples(GROUPS.iloc[:0], NOBODY, NAMES, ASKED, T)

    assert (panel.finding, panel.body) == ("Nothing was counted.", None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_choices_are_those_of_the_section(lang):
    asked = factories.asked(subject="physics", grade=8)
    controls = words.controls(NAMES, (7, 8, 9), ("ky", "uz"), asked, Translator(lang))

    assert [(each.name, each.value, each.section) for each in controls] == [
        ("subject", "physics", "provision"), ("grade", "8", "provision"),
        ("language", "all", "provision"),
    ]  # fmt: skip
    assert [len(each.options) for each in controls] == [len(NAMES) + 1, 4, 3]


def test_mathematics_and_the_sciences_stand_alone_with_their_pupils():
    sciences = {**WHOLE, "needed": 600, "covered": 500, "shortage": 100, "pupils": 40}

    panel = words.provision(WHOLE, sciences, GROUPS, CAUSES, 0.85, NAMES, ASKED, T)

    said = " ".join(told(panel))
    assert "100 of 600 pupil places have no book; at least 40 pupils have not all" in said
    assert panel.frame is not None
    assert panel.frame["name"].tolist()[:2] == ["All textbooks", "Mathematics and the sciences"]
    assert any("the least possible" in note for note in panel.notes)


def test_a_count_without_pupils_is_not_called_silence_alone():
    said = " ".join(told(words.provision(WHOLE, None, GROUPS, CAUSES, 0.85, NAMES, ASKED, T)))

    assert "1 count is left out: its school reported no pupils" in said
    assert "or does not teach in it" in said
