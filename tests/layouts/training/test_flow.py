from datetime import date

import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import flow, providers, sessions
from tests import factories
from tests import markup as read

T = Translator("en")
COUNTRY = factories.asked()
PUBLISHED = date(2026, 10, 20)
NAN = float("nan")
REGISTERS = pd.DataFrame(
    {"area": ["1", "2"], "area_name": ["Kochkor", "At-Bashy"], "is_open": [True, False]}
)
CLOSED = REGISTERS.assign(is_open=False)


def funnel(*seats: int | None, sessions: int = 3) -> pd.DataFrame:
    """Return steps with their shares; None is not told."""
    steps = pd.DataFrame({"step": list(flow.STEP), "seats": pd.array(seats, "Int64")})
    before = steps["seats"].shift().array
    numbers = steps["seats"].astype("Float64").astype("float64")
    return steps.assign(
        before=before,
        share_before=numbers / numbers.shift(),
        share_enrolled=numbers / numbers.iloc[0],
        session_count=pd.array([sessions] * 6, "Int64"),
        demonstration=0,
    )


def said(panel) -> str:
    return " ".join(read.words(markup(panel.body)))


def flow_panel(steps, loss=None, registers=CLOSED, filters=COUNTRY):
    return flow.flow(steps, loss, registers, filters, T)


def test_the_finding_of_the_funnel_names_the_largest_loss():
    panel = flow_panel(funnel(100, 90, 60, 50, 12, 9), ("completed", 30, 1 / 3))

    assert panel.finding == (
        "60 of 100 seats were completed (60%). The largest loss is at the step “Completed”: "
        "30 seats, 33% of the step before."
    )
    assert "90 · 90% of the step before · 90% of all enrolled" in said(panel)


def test_lessons_are_a_sample_of_those_who_completed_and_no_share_of_all():
    panel = flow_panel(funnel(100, 90, 60, 50, 12, 9))

    assert "50 · 83% of the step before · 50% of all enrolled" in said(panel)
    assert "12 · 24% of those completed" in said(panel)
    assert "9 · 75% of those observed" in said(panel)
    assert panel.frame["share_enrolled"].isna().tolist() == [*[False] * 4, True, True]
    assert "Seats, not people: who takes two courses counts twice." in panel.notes


def test_what_must_not_be_told_is_a_word_and_no_bar():
    panel = flow_panel(funnel(30, 20, None, None, 0, 0))

    assert "not told apart" in said(panel)
    assert "track-missing" in markup(panel.body)
    assert panel.finding.startswith("How many seats are completed is not told here.")


def test_without_an_ended_session_the_funnel_says_so():
    panel = flow_panel(funnel(*[0] * 6, sessions=0))

    assert panel.finding == "No session has ended by the end of the quarter."
    assert panel.body is None


def test_districts_that_did_not_report_are_counted_and_named():
    panel = flow_panel(funnel(100, 90, 60, 50, 12, 9), registers=REGISTERS)

    assert "Registers of the quarter still open: 1 of 2 districts." in panel.notes
    assert panel.more[0].frame["area_name"].tolist() == ["Kochkor"]
    assert flow_panel(funnel(100, 90, 60, 50, 12, 9)).more == []


def completed(kind: str, *rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[f"{kind}_name", "enrolled", "completed_share"])
    counts = dict.fromkeys(("session_count", *list(flow.STEP)[1:]), 9)
    return frame.assign(
        provider_name=frame[f"{kind}_name"],
        **counts,
        certified_share=0.9,
        applied_share=0.5,
        demonstration=0,
    ).astype({"enrolled": "Int64"})


def providers_panel(by_provider, by_course):
    return providers.providers(by_provider, by_course, CLOSED, COUNTRY, T)


def test_the_weakest_is_marked_by_a_sign_and_a_word():
    best, worst = ("Academy", 80, 0.9), ("Centre", 50, 0.6)
    panel = providers_panel(completed("provider", best, worst), completed("course", best, worst))

    assert panel.finding == (
        "Most is completed here: Academy (90% of 80 seats); least here: Centre (60% of 50)."
    )
    texts = read.texts(markup(panel.body))
    place = texts.index("Centre ")
    assert texts[place + 1 : place + 3] == ["▼", " lowest"]
    assert texts.count("▼") == 2


def test_one_provider_is_not_the_weakest():
    panel = providers_panel(
        completed("provider", ("Academy", 80, 0.9)), completed("course", ("Physics", 80, 0.9))
    )

    assert panel.finding == "Academy: 90% of 80 seats were completed."
    assert "▼" not in said(panel)


def test_courses_that_are_not_told_are_counted():
    rows = [("Physics", 80, 0.9), ("Geography", None, NAN), ("Biology", None, NAN)]
    panel = providers_panel(completed("provider", ("Academy", 86, 0.9)), completed("course", *rows))

    assert "Geography" not in said(panel)
    assert any(each.startswith("2 groups are not shown") for each in panel.notes)


def test_of_many_courses_those_with_the_smallest_share_are_shown():
    rows = [(f"Course {n}", 50, 1 - n / 20) for n in range(11)]
    panel = providers_panel(
        completed("provider", ("Academy", 550, 0.8)), completed("course", *rows)
    )

    assert "Course 10" in said(panel) and "Course 2" not in said(panel)
    assert "Courses with the smallest share completed, 8 of 11" in said(panel)
    assert len(panel.more[0].frame) == 11


def to_come(*enrolled: int | None) -> pd.DataFrame:
    known = pd.Series(pd.array(enrolled, "Int64"))
    free = 30 - known
    return pd.DataFrame(
        {
            "session": [f"S-{turn}" for turn in range(len(enrolled))],
            "course_name": "Physics",
            "provider_name": "Academy",
            "district_name": pd.Series(["Kochkor", None][: len(enrolled)] * 6).head(len(enrolled)),
            "starts_on": pd.Timestamp("2026-11-02"),
            "ends_on": pd.Timestamp("2026-11-06"),
            "planned_seats": pd.array([30] * len(enrolled), "Int64"),
            "is_open": True,
            "enrolled": known,
            "free": free,
            "at_least_free": pd.Series(free).fillna(26),
            "demonstration": 0,
        }
    )


def begun(count: int) -> pd.DataFrame:
    return to_come(*[10] * count).drop(columns=["is_open", "enrolled", "free", "at_least_free"])


def months(*counts: int) -> pd.DataFrame:
    days = pd.date_range(end="2026-09-30", periods=len(counts), freq="MS")
    running = [0] * (len(counts) - 1) + [counts[-1]]
    return pd.DataFrame(
        {"month": days, "session_count": counts, "planned_seats": 60, "running_count": running}
    ).assign(demonstration=0)


def test_sessions_to_come_say_where_and_when_and_what_is_free():
    panel = sessions.sessions(to_come(12, 30), begun(5), months(4, 1), PUBLISHED, COUNTRY, T)

    assert panel.finding == (
        "2 sessions begin after Q3 2026, the first on 2 November 2026; 18 of 60 planned seats are "
        "free."
    )
    assert "Kochkor · 2 Nov 2026 – 6 Nov 2026" in said(panel)
    assert "online · " in said(panel)
    assert "5 sessions began in the twelve months to Q3 2026" in said(panel)
    assert "not over at the end of the quarter: 1" in said(panel)


def test_what_had_begun_when_the_release_came_out_is_not_passed_off_as_to_come():
    coming = to_come(12, 30)
    coming.loc[1, ["starts_on", "ends_on"]] = pd.Timestamp("2026-12-01"), pd.Timestamp("2026-12-05")
    panel = sessions.sessions(coming, begun(0), months(0), date(2026, 11, 29), COUNTRY, T)
    column = panel.columns[-1]

    assert panel.finding == (
        "Sessions after Q3 2026: 2, of which 1 had begun when the release was published, on "
        "29 November 2026. Of the others, the first begins on 1 December 2026; 0 of 30 planned "
        "seats are free."
    )
    assert "Kochkor" not in said(panel)
    assert [column.show(value) for value in panel.frame[column.name]] == ["Yes", "No"]


def test_where_all_had_begun_no_seats_are_offered():
    panel = sessions.sessions(to_come(12), begun(0), months(0), date(2026, 11, 29), COUNTRY, T)

    assert panel.finding == (
        "1 session after Q3 2026 had begun when the release was published, on 29 November 2026."
    )
    assert "free" not in said(panel)


def test_sessions_that_began_are_listed_with_their_places_and_without_people():
    panel = sessions.sessions(to_come(12), begun(2), months(2), PUBLISHED, COUNTRY, T)
    past = panel.more[1]

    assert past.frame["place"].tolist() == ["Kochkor", "online"]
    assert [column.name for column in past.columns] == [
        "session", "course_name", "provider_name", "place", "starts_on", "ends_on", "planned_seats",
    ]  # fmt: skip


def test_a_few_enrolled_do_not_follow_from_the_free_seats():
    panel = sessions.sessions(to_come(None, 10), begun(0), months(0), PUBLISHED, COUNTRY, T)

    assert "at least 26 of 30 seats free" in said(panel)
    assert panel.frame["free_told"].tolist() == ["at least 26", "20"]
    assert "at least 46 of 60 planned seats are free" in panel.finding


def test_of_sessions_that_are_over_by_now_only_the_plan_is_told():
    over = to_come(None, 10)
    over["is_open"] = [False, True]
    over["at_least_free"] = pd.array([0, 20], "Int64")
    panel = sessions.sessions(over, begun(0), months(0), PUBLISHED, COUNTRY, T)

    assert "30 planned seats" in said(panel)
    assert "at least 20 of 60 planned seats are free" in panel.finding


def test_at_most_eight_sessions_are_shown_and_all_are_in_the_table():
    panel = sessions.sessions(to_come(*[10] * 12), begun(0), months(0), PUBLISHED, COUNTRY, T)

    assert said(panel).count("Physics") == 8
    assert len(panel.frame) == 12


def test_without_sessions_to_come_the_past_is_left():
    panel = sessions.sessions(to_come(), begun(5), months(3, 2), PUBLISHED, COUNTRY, T)

    assert panel.finding == "No session to come is known."
    assert panel.frame["session_count"].tolist() == [3, 2]
    assert all(column.name in panel.frame for column in panel.columns)
