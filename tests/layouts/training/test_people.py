import pandas as pd
import pytest

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import people, told
from tests import factories
from tests.markup import elements, words

T = Translator("en")
ASKED = factories.asked()
NAN = float("nan")
DUE = {
    "target": 4000.0, "end_target": 10_000.0, "end_period": pd.Timestamp("2028-12-31"),
    "status": "on_track", "provisional": False,
}  # fmt: skip
NOT_DUE = DUE | {"target": NAN, "end_target": NAN}
SILENT = pd.DataFrame({"area": ["1", "2"], "area_name": ["Talas", "Manas"]})


def path(*rows) -> pd.DataFrame:
    """Return quarters: people (None: unknown), target, whether the people are hidden."""
    frame = pd.DataFrame(rows, columns=["people", "target", "hidden"])
    periods = pd.date_range("2026-03-31", periods=len(rows), freq="QE")
    return frame.assign(period=periods, demonstration=1).astype({"people": "Int64"})


def groups(*rows) -> pd.DataFrame:
    names = ["dimension", "group", "numerator", "denominator", "value", "hidden"]
    whole = dict.fromkeys(("numerator", "denominator"), "Int64")
    return pd.DataFrame(rows, columns=names).astype({**whole, "value": "float64", "hidden": bool})


SEX = groups(("sex", "female", 60, 100, 0.6, False), ("sex", "male", 20, 50, 0.4, False))


def trained(frame, due=DUE, of=SEX, silent=SILENT):
    return people.trained(frame, due, of, silent, ASKED, T)


def said(panel) -> str:
    return " ".join(words(markup(panel.body)))


def test_an_open_register_is_named_as_the_reason_why_the_overview_tells_fewer():
    frame = path((60, 100, False))

    assert T(people.OPEN_COUNTED) in trained(frame).notes
    assert T(people.OPEN_COUNTED) not in trained(frame, silent=SILENT.iloc[:0]).notes


def test_people_are_told_against_the_target_to_date_and_the_one_in_the_end():
    panel = trained(path((1000, 2000, False), (4200, 4000, False)))

    assert panel.finding == (
        "4,200 different teachers are trained by Q3 2026: 105% of the target to date,"
        " 42% of the 10,000 to be reached by 2028."
    )
    assert panel.demonstration
    assert "75% (60 of 80)" in said(panel)
    assert "2 districts have not closed their registers of the quarter: Manas, Talas." in said(
        panel
    )


@pytest.mark.parametrize(
    ("frame", "due", "finding"),
    [
        (path(), DUE, "Nobody is reported as trained by Q3 2026."),
        (path((None, 100, False)), DUE, "Nobody is reported as trained by Q3 2026."),
        (
            path((None, 100, True)),
            DUE,
            "How many teachers are trained by Q3 2026 is not told here. " + T(told.WHY_HIDDEN),
        ),
        (
            path((30, NAN, False)),
            NOT_DUE,
            "30 different teachers are trained by Q3 2026; no target is set.",
        ),
    ],
)
def test_it_answers_in_a_sentence_whatever_is_known(frame, due, finding):
    assert trained(frame, due).finding == finding


def test_every_quarter_of_the_path_is_said_and_a_hidden_one_is_not():
    body = markup(trained(path((None, 2000, True), (4200, 4000, False))).body)

    labels = [each.get("aria-label", "") for _, each in elements(body) if each.get("role") == "img"]
    assert labels == ["Trend: Q1 2026: not told apart, target 2,000; Q2 2026: 4,200, target 4,000"]


def test_shares_of_hidden_groups_are_not_told():
    hidden = groups(("sex", "female", None, None, None, True), ("sex", "male", 8, 9, 0.9, False))

    assert "Women among them: not told apart" in said(trained(path((9, 9, False)), of=hidden))


def test_names_of_silent_districts_end_where_they_grow_long():
    silent = pd.DataFrame({"area": list("abcdefg"), "area_name": list("ABCDEFG")})

    text = said(trained(path((9, 9, False)), silent=silent))

    assert "7 districts have not closed their registers of the quarter: A, B, C, D, E…" in text
    assert "Every district has closed" in said(trained(path((9, 9, False)), silent=silent[:0]))


def meters(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["audience", "people", "completions", "value", "hidden"])
    kinds = {"people": "Int64", "completions": "Int64", "value": "float64", "hidden": bool}
    return frame.astype(kinds).assign(demonstration=0)


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        (
            [("teachers", 100, 135, 1.35, False)],
            "Teachers: 1.35 seats a person; who counts seats counts 35% too many.",
        ),
        (
            [("teachers", 9, 9, 1, False)],
            "Teachers: 1.00 seats a person; seats and people are as many.",
        ),
        ([("leaders", 9, 9, 1, False)], "No teacher has completed a course yet."),
        ([("teachers", 0, 0, None, False)], "No teacher has completed a course yet."),
        (
            [("teachers", None, None, None, True)],
            "How many seats are completed is not told here. " + T(told.WHY_HIDDEN),
        ),
        ([], "No teacher has completed a course yet."),
    ],
)
def test_the_meter_says_how_much_counting_seats_exaggerates(rows, finding):
    assert people.seats(meters(*rows), ASKED, T).finding == finding


def test_people_and_seats_are_drawn_on_one_scale():
    panel = people.seats(meters(("teachers", 100, 200, 2, False)), ASKED, T)

    widths = {each.get("class"): each.get("style") for _, each in elements(markup(panel.body))}
    assert (widths["fill"], widths["further"]) == ("width:50.0%", "width:50.0%")
    assert "100 people, 200 seats: 2.00 a person" in said(panel)


def roles(*rows) -> pd.DataFrame:
    names = ["audience", "role", "people", "women", "hidden", "women_hidden"]
    frame = pd.DataFrame(rows, columns=names).astype({"people": "Int64", "women": "Int64"})
    share = frame["women"].astype("float64") / frame["people"].astype("float64")
    return frame.assign(share=share, demonstration=0)


def test_other_audiences_stand_against_their_targets_with_women_among_them():
    frame = roles(
        ("leaders", "", 60, 30, False, False),
        ("leaders", "head", 50, 25, False, False),
        ("leaders", "deputy", None, None, True, True),
        ("leaders", "institute", 10, None, False, True),
    )
    due = {"leaders": DUE | {"target": 80.0}, "specialists": NOT_DUE}

    panel = people.audiences(frame, due, ASKED, T)

    assert panel.finding == (
        "School leaders and methodologists: 60 trained, 75% of the target to date of 80."
        " Developers, authors, publishers, officials: nobody is reported as trained."
    )
    assert "50 people, 50% women" in said(panel)
    assert "10 people, women: not told apart" in said(panel)
    assert "Deputy heads not told apart" in said(panel)
    bars = [each.get("class") for _, each in elements(markup(panel.body))]
    assert bars.count("bullet bullet-unknown") == 1


def test_nobody_of_any_audience_is_said_so():
    panel = people.audiences(roles(), {"leaders": DUE, "specialists": DUE}, ASKED, T)

    assert panel.finding.count("nobody is reported as trained") == 2
