import pandas as pd
import pytest

from data_access.filters import Filters
from layouts import school_lenses
from layouts.i18n import Translator
from layouts.markup import markup
from tests import factories
from tests import markup as reading

T = Translator("en")
YES, NO, UNKNOWN = True, False, None
COUNTRY = factories.asked()


def offers(*rows) -> pd.DataFrame:
    """Return schools: four answers, pupils with disabilities, pupils served."""
    frame = pd.DataFrame(rows, columns=[*school_lenses.FEATURES, *school_lenses.PUPILS])
    features = dict.fromkeys(school_lenses.FEATURES, "boolean")
    people = dict.fromkeys(school_lenses.PUPILS, "Int64")
    names = {"school_name": "School", "district_name": "District", "demonstration": 0}
    codes = [f"IS-{n:02}" for n in range(1, len(rows) + 1)]
    return frame.astype({**features, **people}).assign(school=codes, **names)


def pick(codes) -> str:
    return f"?schools={','.join(codes)}"


def finding(*rows, filters: Filters = COUNTRY) -> str:
    return school_lenses.access(offers(*rows), pick, filters, T).finding


def test_a_school_offers_all_four_only_where_all_four_were_assessed():
    words = finding(
        (YES, YES, YES, YES, None, None),
        (YES, UNKNOWN, UNKNOWN, UNKNOWN, None, None),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, None, None),
    )

    assert words == "1 of 2 assessed schools offer all four."


def test_without_any_assessment_nothing_is_claimed():
    assert finding((UNKNOWN,) * 4 + (None, None)) == "No school was assessed yet."


def test_pupils_served_are_a_share_of_the_pupils_of_the_same_schools():
    words = finding((NO, NO, NO, NO, 20, 10), (NO, NO, NO, NO, 30, None))

    assert "10 of 20 pupils with disabilities are served, as 1 school reports." in words


@pytest.mark.parametrize(
    ("rows", "filters", "is_told"),
    [
        ([(20, 10), (12, 6)], COUNTRY, True),
        ([(20, 10), (12, 9)], COUNTRY, False),
        ([(20, 10), (12, 9), (3, 1)], COUNTRY, True),
        ([(20, 10), (12, 9), (3, 1)], factories.asked(region="KG-N"), False),
        ([(20, 10), (12, 6)], factories.asked(schools=("IS-01", "IS-02")), True),
    ],
)
def test_a_sum_that_would_give_a_few_pupils_away_is_not_told(rows, filters, is_told):
    words = finding(*((NO, NO, NO, NO, *row) for row in rows), filters=filters)

    assert ("pupils with disabilities" in words) is is_told


def test_the_table_tells_no_few_pupils_apart():
    panel = school_lenses.access(
        offers((NO, NO, NO, NO, 3, 2), (NO, NO, NO, NO, 20, 18)), pick, COUNTRY, T
    )

    assert panel.frame is not None
    assert panel.frame["pupils"].tolist() == ["fewer than 5", "20"]
    assert panel.frame["served"].tolist() == ["not told apart", "not told apart"]
    assert not {"pupils_with_disabilities", "pupils_served"} & {each.name for each in panel.columns}


def test_each_count_leads_to_the_schools_that_it_counts():
    panel = school_lenses.access(
        offers(
            (YES, NO, NO, NO, None, None),
            (NO, NO, NO, NO, None, None),
            (YES, NO, NO, UNKNOWN, None, None),
        ),
        pick,
        COUNTRY,
        T,
    )

    links = {
        each["aria-label"]: (each["href"], each["data-choose"])
        for tag, each in reading.elements(markup(panel.body))
        if tag == "a"
    }
    assert links["Ramp, yes: 2 schools"] == ("?schools=IS-01,IS-03", "schools=IS-01,IS-03")
    assert links["Ramp, no: 1 school"] == ("?schools=IS-02", "schools=IS-02")
    assert links["Adapted materials, not assessed: 1 school"][0] == "?schools=IS-03"
    assert "Ramp, not assessed: 0 schools" not in links


FAR = pd.DataFrame(
    [{"district": "d", "district_name": "Naryn", "school_count": 3, "mean_km": 12.34,
      "most_km": 40.0, "far_count": 1, "far_pupils": 250, "demonstration": 0}]
)  # fmt: skip
HERE = pd.DataFrame(
    [{"school": "SC-01", "school_name": "School 1", "pupil_count": 90, "nearest": "IS-01",
      "nearest_km": 4.26},
     {"school": "SC-02", "school_name": "School 2", "pupil_count": 80, "nearest": None,
      "nearest_km": float("nan")}]
)  # fmt: skip
TOTALS = pd.DataFrame(
    [{"km": 25.0, "school_count": 3, "pupil_count": 300, "pupil_share": 0.5, "unknown_count": 0,
      "demonstration": 0}]
)  # fmt: skip


def reach_tables(in_district):
    by_school = pd.DataFrame({"school_name": [], "demonstration": []})
    panel = school_lenses.reach(TOTALS, by_school, FAR, in_district, None, COUNTRY, T)
    return {
        table.caption: [
            [column.show(value) for column, value in zip(table.columns, row, strict=True)]
            for row in table.frame[[column.name for column in table.columns]].to_numpy().tolist()
        ]
        for table in panel.more[:-1]
    }


def test_how_far_each_district_has_stands_in_a_table():
    [rows] = reach_tables(HERE.iloc[:0]).values()

    assert rows == [["Naryn", "3", "12.3", "40.0", "1", "250"]]


def test_each_ordinary_school_of_a_chosen_district_has_its_nearest_innovative_one():
    rows, _ = reach_tables(HERE).values()

    assert rows == [["School 1", "90", "IS-01", "4.3"], ["School 2", "80", "–", "–"]]


def test_distances_of_a_part_of_the_country_name_it():
    by_school = pd.DataFrame({"school_name": [], "demonstration": []})
    part, country = (
        school_lenses.reach(TOTALS, by_school, FAR, HERE.iloc[:0], name, COUNTRY, T)
        for name in ("Naryn", None)
    )

    assert part.finding == f"Naryn: {country.finding}"
    assert part.notes[1] == "Ordinary schools: Naryn."
    assert country.notes[1] == "Ordinary schools of the country."
