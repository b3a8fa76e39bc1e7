import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import rental as words
from tests import factories
from tests.markup import texts

T = Translator("en")
ASKED = factories.asked()
NAN = float("nan")


def stages(*rows):
    names = ["school_year", "stage", "schools", "full", "half", "exempt", "due", "collected"]
    frame = pd.DataFrame(rows, columns=names)
    whole = dict.fromkeys(("schools", "full", "half", "exempt"), "Int64")
    return frame.assign(demonstration=1).astype(whole)


STAGES = stages(
    ("2024/25", "running", 10, 100, 10, 10, 1e6, 9e5),
    ("2025/26", "planned", 30, None, None, None, NAN, NAN),
    ("2025/26", "running", 20, 200, 50, 50, 2e6, 1e6),
)
INTRODUCED = STAGES.assign(carried=[0, 0, 3], school_count=[40, 100, 100])
NOBODY = pd.DataFrame(columns=["district", "district_name", "school_year", "schools"])
SILENT = pd.DataFrame(
    {
        "district": ["1", "2"], "district_name": ["Talas", "Naryn"],
        "school_year": ["2024/25", None], "schools": pd.array([3, None], "Int64"),
    }
)  # fmt: skip
AREAS = pd.DataFrame(
    {
        "area_name": ["Talas", "Naryn"], "school_year": "2025/26", "schools": [5, 15],
        "due": [5e5, 1.5e6], "collected": [1e5, 9e5], "arrears": [4e5, 6e5],
        "share": [0.2, 0.6], "demonstration": 1,
    }
)  # fmt: skip
PAST = pd.DataFrame(
    {
        "school_year": ["2024/25", "2025/26"], "collected": [9e5, 1e6], "books": [5e5, 2e6],
        "copies": pd.array([2500, 10_000], "Int64"), "other": [0.0, 0.0],
        "balance": [4e5, -6e5], "demonstration": 1,
    }
)  # fmt: skip
COMING = pd.DataFrame(
    {"school_year": ["2026/27"], "income": [1e6], "cost": [2e6], "balance": [-1.6e6]}
)
TERMS = {"fee": 400, "price": 200, "life": 4, "dry": "2026/27", "sustaining": 812}


def test_the_scheme_is_told_for_its_newest_year():
    panel = words.stages(INTRODUCED, NOBODY, ASKED, T)

    assert panel.finding == (
        "In 2025/26 fees are taken in 20 of 100 schools (20%). Of 300 pupils, 200 pay the whole "
        "fee, 50 half of it, and 50 are exempt."
    )
    said = texts(markup(panel.body))
    assert "fees taken: 20; decided on: 30; of 100 schools" in said
    assert "fees taken: 10; of 40 schools" in said
    assert panel.more == ()
    assert "200 pupils, 67%" in said


def test_silent_districts_are_told_with_what_counts_for_them():
    panel = words.stages(INTRODUCED, SILENT, ASKED, T)

    assert (
        "1 district has not reported for 2025/26: its last report counts (2024/25). "
        "1 district has never reported: its schools are not among them."
    ) in panel.finding
    table = panel.more[0]
    assert table.caption == "Districts that have not reported for 2025/26"
    cells = [[each.show(value) for value in table.frame[each.name]] for each in table.columns]
    assert cells == [["Talas", "Naryn"], ["2024/25", "never"], ["3", "not known"]]


def test_nobody_in_the_scheme_is_no_zero():
    panel = words.stages(INTRODUCED.iloc[:0], NOBODY, ASKED, T)

    assert panel.finding == "No school here has reported on the rental scheme."
    assert panel.body is None


def test_pupils_are_left_out_where_one_number_is_missing():
    rows = stages(("2025/26", "running", 3, 5, None, 1, NAN, NAN))
    panel = words.stages(rows.assign(carried=0, school_count=9), NOBODY, ASKED, T)

    assert panel.finding == "In 2025/26 fees are taken in 3 of 9 schools (33%)."


def test_fees_are_told_with_arrears_and_the_lowest_place():
    panel = words.collected(AREAS, STAGES, ASKED, T)

    assert panel.finding == (
        "In 2025/26 50% of the fees due were collected: KGS 1.0 million of KGS 2.0 million. "
        "Lowest: Talas, 20%."
    )
    assert "20%; arrears KGS 0.4 million" in texts(markup(panel.body))
    assert words.collected(AREAS.iloc[:0], STAGES, ASKED, T).finding == (
        "No school here has said what it collected in a school year that is over."
    )


def test_the_fund_says_when_it_runs_dry_and_what_would_sustain_it():
    panel = words.fund(PAST, COMING, TERMS, ASKED, T)

    assert panel.finding == (
        "At the end of 2025/26 the fund holds KGS -0.6 million. With a fee of KGS 400, a price of "
        "KGS 200 and a life of 4 years it runs dry in 2026/27. A fee of KGS 812 would sustain it."
    ).replace("-0.6", T.number(-0.6, 1))
    past, coming = panel.figure["data"]
    assert past["y"] == [0.4, -0.6]
    assert past["marker"]["color"][0] != past["marker"]["color"][1]
    assert (past["marker"]["pattern"]["shape"], coming["marker"]["pattern"]["shape"]) == ("", "/")


def test_a_fund_that_lasts_says_so():
    terms = TERMS | {"dry": None, "sustaining": None}

    finding = words.fund(PAST, COMING, terms, ASKED, T).finding

    assert finding.endswith("it does not run dry within ten years.")


def test_a_fund_without_reports_is_not_drawn():
    panel = words.fund(PAST.iloc[:0], None, {}, ASKED, T)

    assert panel.figure is None
    assert panel.finding.startswith("Nothing can be said of the fund")


def test_sliders_run_from_little_to_much():
    fee, life = words.controls([("fee", (100, 125), 125), ("life", (3, 4), 4)], T)

    assert fee.options == [("125", "KGS 125"), ("100", "KGS 100")]  # drawn from the last one on
    assert life.options[0] == ("4", "4 years")
    assert fee.is_slider and fee.section == "rental"
