from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data_access.filters import Filters
from layouts import labels
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.school import access, actions, changes, facts, neighbours, packages, people
from tests import markup as reading

T = Translator("en")
AUTUMN = Filters(lang="en", period=date(2026, 9, 30), release=4)
EMPTY = pd.DataFrame()


def words_of(panel) -> str:
    return " ".join([panel.finding, *reading.words(markup(panel.body))])


@pytest.mark.parametrize(
    "panel",
    [
        packages.items(EMPTY, AUTUMN, T),
        packages.money(EMPTY, EMPTY, EMPTY, AUTUMN, T),
        people.pupils(EMPTY, EMPTY, AUTUMN, T),
        people.teachers(EMPTY, True, T),
        access.panel(EMPTY, AUTUMN, T),
    ],
    ids=lambda panel: panel.key,
)
def test_a_panel_about_which_nothing_is_known_says_so(panel):
    assert panel.title and panel.finding
    assert panel.body is None
    assert panel.frame is None


@pytest.mark.parametrize(
    "panel",
    [
        actions.panel(EMPTY, AUTUMN, T),
        neighbours.panel(EMPTY, EMPTY, str, AUTUMN, T),
        changes.panel(EMPTY, date(2026, 6, 30), AUTUMN, T),
        changes.first_release(T),
    ],
    ids=lambda panel: panel.key,
)
def test_a_panel_that_finds_nothing_says_so(panel):
    assert panel.title and panel.finding


def money(**values):
    row = {
        "package": "lab", "package_name": "Laboratory", "budget": 2e6, "contracted": 1.5e6,
        "spent": 1e6, "demonstration": 0, **values,
    }  # fmt: skip
    return pd.DataFrame([row])


def sums(**values):
    """Return what became of the budget, as `of_budget` returns it."""
    row = {
        "school": "IS-01", "amount": 1e6, "budget": 2e6, "share": 0.5, "known_count": 1,
        "package_count": 1, **values,
    }  # fmt: skip
    return pd.DataFrame([row])


UNKNOWN = {"amount": float("nan"), "budget": float("nan"), "share": float("nan"), "known_count": 0}


def test_the_sums_of_money_are_those_that_the_share_is_of_and_say_of_how_many_packages():
    frame = pd.concat([money(), money(spent=float("nan"), budget=7e6)])
    contracted, spent = sums(amount=1.5e6, package_count=2), sums(package_count=2)

    panel = packages.money(frame, contracted, spent, AUTUMN, T)

    assert panel.finding == (
        "KGS 1.0 million of KGS 2.0 million spent (50%). "
        "Spending known: 1 of 2 packages. Contracts known: 1 of 2 packages."
    )
    total = markup(panel.body).split("<tfoot>")[1]
    assert reading.texts(total)[:6] == ["Total", " 1 of 2 packages", "2.00", "1.50", "1.00", "50%"]


def test_money_of_all_packages_needs_no_count():
    panel = packages.money(money(), sums(amount=1.5e6), sums(), AUTUMN, T)

    assert panel.finding == "KGS 1.0 million of KGS 2.0 million spent (50%)."
    assert panel.source == "packages of innovative schools, as release No. 4 states it"


def test_missing_money_is_a_dash_and_not_zero():
    frame = money(spent=float("nan"))
    words = words_of(packages.money(frame, sums(), sums(**UNKNOWN), AUTUMN, T))

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


def test_items_without_news_are_told_in_one_line_for_paper():
    frame = pd.concat(
        [
            item(planned=2, delivered=2, accepted=2, defective=0),
            item(planned=2, delivered=0, accepted=0, defective=0),
            item(planned=2, delivered=2, accepted=1, defective=0),
            item(planned=2, delivered=pd.NA, accepted=pd.NA, defective=pd.NA),
        ]
    )

    html = markup(packages.items(frame, AUTUMN, T).body)

    assert html.count('class="is-settled"') == 2
    assert "1 of 4 items are accepted in full. Not yet delivered: 1." in html


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


NOTHING = {
    **dict.fromkeys(("package_name", "stage", "item_name", "feature", "text"), float("nan")),
    **dict.fromkeys(("date_before", "date_after"), pd.NaT),
    **dict.fromkeys(("before", "after"), float("nan")),
}
JUNE, AUGUST = pd.Timestamp("2026-06-01"), pd.Timestamp("2026-08-01")
STAGE = {"package_name": "Laboratory", "stage": "delivered"}
ITEM = {"package_name": "Laboratory", "item_name": "Table", "before": 1.0, "after": 3.0}
BOTH = {"date_before": JUNE, "date_after": AUGUST}
CHANGES = {
    "closed": ({"date_after": AUGUST}, "The school closed on 1 Aug 2026"),
    "reopened": ({"date_before": JUNE}, "The school is open; before: closed on 1 Jun 2026"),
    "gone": ({"package_name": "Laboratory", "item_name": "Table"}, "No longer listed: Table"),
    "stage_reached": (STAGE | {"date_after": AUGUST},
                      "Laboratory: “Delivered” reached on 1 Aug 2026"),
    "stage_withdrawn": (STAGE | {"date_before": JUNE},
                        "Laboratory: “Delivered” not reached; before: reached on 1 Jun 2026"),
    "stage_corrected": (STAGE | BOTH,
                        "Laboratory: “Delivered” reached on 1 Aug 2026, before: 1 Jun 2026"),
    "plan_moved": (STAGE | BOTH,
                   "Laboratory: “Delivered” now planned for 1 Aug 2026, before for 1 Jun 2026"),
    "plan_withdrawn": (STAGE | {"date_before": JUNE},
                       "Laboratory: “Delivered” no longer planned, before for 1 Jun 2026"),
    "plan_set": (STAGE | {"date_after": AUGUST},
                 "Laboratory: “Delivered” planned for 1 Aug 2026, before without a date"),
    "action_new": ({"text": "The roof leaks"}, "New: The roof leaks"),
    "action_done": ({"text": "The roof leaks", "date_after": AUGUST},
                    "Done on 1 Aug 2026: The roof leaks"),
    "action_reopened": ({"text": "The roof leaks", "date_before": JUNE},
                        "Open again: The roof leaks"),
    "spent": ({"package_name": "Laboratory", "after": 2e6},
              "Laboratory: KGS 2.0 million spent, before: not reported"),
    "trained": ({"before": 4.0, "after": 7.0}, "Teachers trained: 7, before: fewer than 5"),
    "items_accepted": (ITEM, "Table: 3 accepted, before 1"),
    "items_defective": (ITEM, "Table: 3 defective, before 1"),
    "merged": ({"text": "School 2", "date_after": AUGUST}, "Took over: School 2, on 1 Aug 2026"),
    "pupils": ({"before": 90.0, "after": 101.0}, "Pupils: 101, before: 90"),
    "access": ({"feature": "ramp", "after": 1.0}, "Ramp: yes, before: not assessed"),
}  # fmt: skip
"""Kind -> what changed, and its sentence."""


@pytest.mark.parametrize("kind", labels.CHANGE)
def test_each_kind_of_change_has_its_sentence(kind):
    values, words = CHANGES[kind]

    assert changes.words(NOTHING | values | {"kind": kind}, T) == words


def test_changes_that_find_no_room_are_counted():
    row = NOTHING | {"kind": "trained", "before": 1.0, "after": 6.0, "demonstration": 0}

    panel = changes.panel(pd.DataFrame([row] * 7), date(2026, 6, 30), AUTUMN, T)

    assert words_of(panel).endswith("and 2 more")
    assert panel.frame is not None and len(panel.frame) == 7


def test_a_change_among_a_few_people_is_not_told():
    row = NOTHING | {"kind": "trained", "before": 1.0, "after": 2.0, "demonstration": 0}

    panel = changes.panel(pd.DataFrame([row]), date(2026, 6, 30), AUTUMN, T)

    assert panel.finding == "Nothing compared here changed since the release before."


PILOT = ("11", "11 of 11", "5 of 11")


def reported(**values):
    row = {
        "period": pd.Timestamp("2026-09-30"), "teachers_eligible": 12, "teachers_trained": 6,
        "candidates": 11, "attested": 11, "certified": 5, "demonstration": 0, **values,
    }  # fmt: skip
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ["12", "6 of 12", "11", "11 of 11", "5 of 11"]),
        ({"teachers_trained": 3}, ["12", "fewer than 5 of 12", "11", "11 of 11", "5 of 11"]),
        (
            {"teachers_trained": 10},
            ["12", "all but fewer than 5 of 12", "11", "11 of 11", "5 of 11"],
        ),
        ({"teachers_trained": 0}, ["12", "0", "11", "11 of 11", "5 of 11"]),
        (
            {"candidates": 4, "attested": 3, "certified": 0},
            ["12", "6 of 12", "fewer than 5", "not told apart", "0"],
        ),
        ({"attested": 6}, ["12", "6 of 12", "11", "6 of 11", "not told apart"]),
        ({"attested": pd.NA}, ["12", "6 of 12", "11", "not reported", "5 of 11"]),
    ],
)
def test_a_few_teachers_of_a_school_are_never_told_apart(values, words):
    panel = people.teachers(reported(**values), True, T)

    told = [
        line.split("<strong>")[1].split("<")[0] for line in markup(panel.body).split("<li>")[1:]
    ]
    assert told == words


def test_candidates_that_would_tell_a_few_of_another_school_are_not_told():
    panel = people.teachers(reported(), False, T)

    assert words_of(panel).count("not told apart") == 3
    assert panel.finding == "Trained: 6 of 12."


def test_the_finding_keeps_what_the_steps_keep():
    panel = people.teachers(reported(candidates=20, attested=12, certified=10), True, T)

    assert panel.finding == "Trained: 6 of 12. Certified: not told apart."
    assert words_of(panel).count("not told apart") == 2
    assert "10" not in words_of(panel)


@pytest.mark.parametrize(
    ("grades", "words"),
    [((9, 6, 7, 8), "Grades 6–9: "), ((1, 2, 3, 5), "Grades 1–3, 5: "), ((7,), "Grades 7: ")],
)
def test_pupils_by_grade_name_the_grades_that_they_are_of(grades, words):
    by_grade = pd.DataFrame(
        [{"grade": grade, "girls": 10, "boys": 10, "demonstration": 0} for grade in grades]
    )
    count = 20 * len(grades)
    year = {"school_year": "2026/27", "girls": count // 2, "boys": count // 2}
    years = pd.DataFrame([year | {"pupil_count": count}])

    assert people.pupils(by_grade, years, AUTUMN, T).finding.startswith(words)


def test_a_bar_does_not_tell_what_the_words_keep():
    few, many = (
        markup(people.teachers(reported(teachers_trained=n), True, T).body) for n in (3, 6)
    )

    assert few.count("track-missing") == 1
    assert "track-missing" not in many
    assert "width:50.0%" in many.replace(" ", "")


def test_where_a_school_stands_leads_to_the_map():
    there, nowhere = (
        markup(head(profile(lon=lon, lat=lat)).body)
        for lon, lat in ((76.2078, 41.4536), (float("nan"), float("nan")))
    )

    assert 'href="/schools?school=IS-01"' in there
    assert "41.4536° N, 76.2078° E" in there
    assert "not on the map yet" in nowhere


def standing(**values):
    row = {"package_count": 6, "accepted_count": 4, "late_count": 2, "days_late": 95}
    return row | {"is_planned": True, "status": "on_track", "demonstration": 0} | values


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (standing(), "4 of 6 packages accepted; 2 late, the longest by 95 days."),
        (standing(late_count=1, days_late=1), "4 of 6 packages accepted; 1 late, by 1 day."),
        (standing(days_late=pd.NA), "4 of 6 packages accepted; none is late."),
        (
            standing(days_late=pd.NA, is_planned=False),
            "4 of 6 packages accepted; the rest has no dates.",
        ),
        (standing(package_count=pd.NA), "Nothing is known of its packages yet."),
    ],
)
def test_the_head_says_how_far_the_packages_are(row, words):
    assert facts.standing_words(row, T) == words


def profile(**values):
    return {
        "school": "SC-0001", "school_name": "School 1", "district_name": "Naryn",
        "region_name": "Naryn", "rural": True, "remote": False, "languages": "ky", "lon": 75.0,
        "lat": 41.0,
        "girls": 3, "boys": 4, "pupil_count": 7, "teacher_count": 2, "innovative": False,
        "closed_on": pd.NaT, "merged_into": None, "merged_into_name": None, "demonstration": 0,
    } | values  # fmt: skip


NEAR = facts.Nearest("School IS-01", "/schools/IS-01", 4.26, is_invented=False)
NO_LINKS = facts.Links(
    before=None,
    after=None,
    compare=None,
    map="/schools?school=IS-01",
    heir=None,
    district="/districts/41704220000000",
    region="/districts/KG-N",
    merged={},
)
NONE_MERGED = pd.DataFrame({"school": [], "school_name": [], "closed_on": [], "demonstration": []})


def head(
    row, *, standing=None, teaching=None, nearest=None, merged=NONE_MERGED, links=NO_LINKS,
    stages=(),
):  # fmt: skip
    its_packages = pd.DataFrame({"stage": stages})
    return facts.panel(row, standing, its_packages, teaching, nearest, merged, links, AUTUMN, T)


CLOSED = {"innovative": True, "closed_on": pd.Timestamp("2026-08-31")}
FINDINGS = {
    "an open innovative school": (
        {"standing": standing()}, {"innovative": True},
        "4 of 6 packages accepted; 2 late, the longest by 95 days.",
    ),
    "a closed innovative school": (
        {"stages": ("accepted", "delivered")}, CLOSED,
        "1 of 2 packages were accepted when the school closed.",
    ),
    "a closed innovative school without packages": (
        {}, CLOSED, "Nothing is known of its packages yet.",
    ),
    "an ordinary school": (
        {"nearest": NEAR}, {}, "The nearest innovative school is School IS-01, 4.3 km away.",
    ),
    "a closed ordinary school": (
        {"nearest": NEAR}, CLOSED | {"innovative": False},
        "The nearest innovative school is School IS-01, 4.3 km away.",
    ),
    "a school without a position": (
        {}, {"lon": float("nan")},
        "How far the nearest innovative school is cannot be said without a position.",
    ),
    "a country without innovative schools": ({}, {}, "No innovative school is on the map."),
}  # fmt: skip


@pytest.mark.parametrize(("given", "values", "words"), FINDINGS.values(), ids=FINDINGS)
def test_the_head_of_a_passport_tells_what_is_true_of_the_school(given, values, words):
    assert head(profile(**values), **given).finding == words


def test_the_head_names_what_was_merged_into_the_school_and_when():
    merged = pd.DataFrame(
        [{"school": "SC-0299", "school_name": "School SC-0299",
          "closed_on": pd.Timestamp("2026-08-31"), "demonstration": 1}]
    )  # fmt: skip
    links = replace(NO_LINKS, merged={"SC-0299": "/schools/SC-0299"})

    panel = head(profile(), nearest=NEAR, merged=merged, links=links)

    assert "Took over on 31 Aug 2026 School SC-0299" in words_of(panel)
    assert 'href="/schools/SC-0299"' in markup(panel.body)
    assert panel.demonstration


INVENTED = {"demonstration": 1}
TEACHING = {"teachers_trained": 4, "teachers_eligible": 8, "demonstration": 0}


@pytest.mark.parametrize(
    ("given", "is_invented"),
    [
        ({"standing": standing(), "teaching": TEACHING, "nearest": NEAR}, False),
        ({"teaching": TEACHING | INVENTED}, True),
        ({"standing": standing() | INVENTED}, True),
        ({"nearest": replace(NEAR, is_invented=True)}, True),
    ],
)
def test_the_head_is_invented_where_anything_in_it_is(given, is_invented):
    assert head(profile(), **given).demonstration is is_invented


def test_what_has_no_date_is_told_as_the_word_of_the_release():
    ordinary, reported = head(profile()), head(profile(), teaching=TEACHING)

    assert ordinary.source == "register of schools, as release No. 4 states it"
    assert reported.source == f"{ordinary.source}; packages and reports, Q3 2026"


def ring(**values):
    return {
        "km": 10.0, "school_count": 3, "pupil_count": 120, "unknown_count": 0, "demonstration": 0,
    } | values  # fmt: skip


NEIGHBOUR = pd.DataFrame(
    [{"school": "SC-0002", "school_name": "School 2", "district_name": "Naryn", "pupil_count": 50,
      "distance_km": 3.0, "demonstration": 0}]
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ring(), "Within 10 km: 3 schools; pupils: 120."),
        (
            ring(unknown_count=2),
            "Within 10 km: 3 schools (2 without a number of pupils); pupils: 120.",
        ),
        (
            ring(unknown_count=3, pupil_count=pd.NA),
            "Within 10 km: 3 schools (3 without a number of pupils); pupils: not reported.",
        ),
    ],
)
def test_schools_around_that_gave_no_number_of_pupils_are_counted(row, words):
    panel = neighbours.panel(NEIGHBOUR, pd.DataFrame([row]), str, AUTUMN, T)

    assert panel.finding == words


def test_what_is_near_is_invented_where_anything_in_the_rings_is():
    invented = [
        neighbours.panel(NEIGHBOUR, pd.DataFrame([ring(demonstration=flag)]), str, AUTUMN, T)
        for flag in (0, 1)
    ]

    assert [panel.demonstration for panel in invented] == [False, True]


def test_the_schools_before_and_after_end_at_the_ends():
    codes = ["IS-01", "IS-02", "IS-03"]

    assert facts.around(codes, "IS-02") == ("IS-01", "IS-03")
    assert facts.around(codes, "IS-01") == (None, "IS-02")
    assert facts.around(codes, "SC-9001") == (None, None)
