import pandas as pd
import plotly.graph_objects as go
import pytest

from data_access.filters import LANGUAGES
from layouts.figures import textbooks_provision as figures
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import shortages as words
from tests import factories
from tests.markup import elements, texts

T, ASKED = Translator("en"), factories.asked()
COPIES = {"needed": 300, "covered": 200, "worn": 4, "lost": 1, "provision_share": 2 / 3}
AREAS = pd.DataFrame(
    {
        "area": ["41704220000000", "41704235000000", "41707225000000"],
        "area_name": ["At-Bashy", "Kochkor", "Manas"], "region": ["KG-N", "KG-N", "KG-T"],
        "numerator": [90.0, 60.0, None], "denominator": [100.0, 120.0, None],
        "value": [0.9, 0.5, None], "shortage": pd.array([10, 60, None], "Int64"),
        "surplus": pd.array([30, 0, None], "Int64"), "worn": pd.array([1, 2, None], "Int64"),
        "lost": pd.array([0, 0, None], "Int64"), "reported_count": [1, 1, 0],
        "expected_count": 1, "source": "", "demonstration": pd.array([1, 1, None], "Int64"),
    }
)  # fmt: skip
TITLES = pd.DataFrame(
    [
        {
            "title": code, "title_name": name, "grade": 7, "language": "ky", "standard": "new",
            "shortage": short, "surplus": spare, "school_count": 5, "short_count": 3,
            "demonstration": 0, **COPIES,
        }
        for code, name, short, spare in (("PHY", "Physics", 80, 20), ("BIO", "Biology", 20, 0))
    ]
)  # fmt: skip
SCHOOLS = pd.DataFrame(
    [
        {
            "school": f"SC-{n:04}", "school_name": f"School {n}", "district_name": "Manas",
            "shortage": max(20 - n, 0), "surplus": n, "title_count": 9, "short_count": 2,
            "counted_on": pd.Timestamp(2026, 9, 1), "demonstration": 1, **COPIES,
        }
        for n in range(250)
    ]
)  # fmt: skip
YEARS = pd.DataFrame(
    {
        "school_year": ["2024/25", "2025/26", "2026/27"],
        "period": pd.to_datetime(["2025-06-30", "2026-06-30", "2026-09-30"]),
        "needed": pd.array([None, 100, 100], "Int64"), "covered": pd.array([None, 70, 80], "Int64"),
        "shortage": pd.array([None, 30, 20], "Int64"), "provision_share": [None, 0.7, 0.8],
        "old_share": [None, 0.7, 0.6], "new_share": [None, None, 0.9], "target": [0.7, 0.75, 0.8],
        "demonstration": pd.array([None, 1, 1], "Int64"),
    }
).astype(dict.fromkeys(("provision_share", "old_share", "new_share"), "float64"))  # fmt: skip


class Measure:
    code, unit, year, adds_up = "R1.4", "share", "", False


def test_the_map_is_told_from_the_lowest_to_the_highest_and_silence_is_no_value():
    panel = words.district_map(AREAS, Measure, {"data": []}, "Boundaries", {}, ASKED, T)

    assert panel.finding == "From 50% in Kochkor to 90% in At-Bashy."
    assert "books not counted: 1" in texts(markup(panel.body))
    assert panel.frame is not None
    assert panel.frame["state"].tolist() == ["90%", "50%", "not reported"]
    only = factories.asked(district="41707225000000")
    silent = words.district_map(AREAS, Measure, {"data": []}, "", {}, only, T)
    assert silent.finding == "No school here has counted these textbooks in the last 12 months."


def test_districts_are_ranked_by_missing_copies_with_surplus_on_the_same_scale():
    panel = words.districts(AREAS, {}, ASKED, T)

    assert panel.finding == "Kochkor lacks most: 60 of 70 missing copies."
    assert panel.frame is not None
    assert panel.frame["area_name"].tolist() == ["Kochkor", "At-Bashy"]
    widths = [
        attributes["style"]
        for _, attributes in elements(markup(panel.body))
        if "style" in attributes
    ]
    assert widths == ["width:100.0%", "width:0.0%", "width:16.7%", "width:50.0%"]


def test_titles_lead_to_their_schools():
    panel = words.titles(TITLES, {}, ASKED, T)
    links = [each for _, each in elements(markup(panel.body)) if "data-choose" in each]

    assert panel.finding == "Physics lacks most: 80 of 100 missing copies."
    assert [each["data-choose"] for each in links] == ["title=PHY", "title=BIO"]


def test_schools_lead_to_their_passports_and_the_table_is_not_endless():
    panel = words.schools(SCHOOLS, 250, None, lambda code: f"/schools/{code}", {}, ASKED, T)
    links = [each for _, each in elements(markup(panel.body)) if "href" in each]

    assert panel.finding.startswith("20 of 250 schools whose need and counts are known lack copies")
    assert panel.finding.endswith("of all missing copies.")
    assert [each["href"] for each in links][:2] == ["/schools/SC-0000", "/schools/SC-0001"]
    assert len(links) == words.SHOWN
    assert panel.frame is not None
    assert len(panel.frame) == words.LISTED


def test_schools_that_counted_without_a_known_need_are_told_beside_the_others():
    panel = words.schools(SCHOOLS, 288, None, lambda code: code, {}, ASKED, T)

    assert panel.finding.endswith(
        "38 more schools counted: they need none of these books, or have not said how many pupils "
        "they have."
    )


def test_on_the_map_a_textbook_that_is_not_in_the_list_is_not_uncounted():
    nothing = AREAS.assign(value=float("nan"), expected_count=0)
    panel = words.district_map(nothing, Measure, {"data": []}, "", {}, ASKED, T)

    assert "no textbook in the list: 3" in texts(markup(panel.body))
    assert "books not counted" not in " ".join(texts(markup(panel.body)))


def test_a_chosen_title_is_named_with_the_way_back():
    panel = words.schools(SCHOOLS, 250, "Physics", lambda code: code, {}, ASKED, T)
    links = [each for tag, each in elements(markup(panel.body)) if tag == "a"]

    assert links[0]["data-choose"] == "title=all"
    assert "Physics · " in texts(markup(panel.body))


def test_no_counts_and_no_shortage_are_told_apart():
    none = words.titles(TITLES.iloc[:0], {}, ASKED, T)
    full = words.titles(TITLES.assign(shortage=0, surplus=0), {}, ASKED, T)

    assert none.finding == "No school here has counted these textbooks in the last 12 months."
    assert full.finding == "No copies are missing where books were counted."
    assert markup(none.body) == markup(full.body)


def test_the_trend_tells_both_standards():
    panel = words.trend(YEARS, {}, {}, ASKED, T)

    assert panel.finding == (
        "From 70% in 2025/26 to 80% in 2026/27: 90% by the new standard, 60% by the old one."
    )
    assert "Target" in texts(markup(panel.body))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_trend_is_a_chart_with_school_years_and_gaps_where_nothing_was_counted(lang):
    figure = figures.trend(YEARS, Translator(lang))

    go.Figure(figure)
    target, old, new, every = figure["data"]
    assert every["y"] == [None, 0.7, 0.8]
    assert new["y"] == [None, None, 0.9]
    assert len({str(each["line"]) for each in (target, old, new, every)}) == 4
    assert every["x"] == ["2024/25", "2025/26", "2026/27"]


def test_a_line_that_has_no_value_is_not_drawn():
    figure = figures.trend(YEARS.assign(target=float("nan")), T)

    assert [each["name"] for each in figure["data"]] == [
        "Old standard", "New standard", "All textbooks",
    ]  # fmt: skip
