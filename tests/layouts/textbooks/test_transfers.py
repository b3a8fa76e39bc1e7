from dataclasses import dataclass, field, replace

import pandas as pd
import pytest

from data_access.filters import LANGUAGES, Filters
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.panel import parts
from layouts.textbooks import jobs, sheets, transfers
from layouts.textbooks.transfers import Links
from tests import markup as read
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, NARYN

T = Translator("en")
REGION = Filters(release=4, period=AUTUMN, region=NARYN, lang="en")
LINKS = Links("/file.csv", "/sheets")
DAY = pd.Timestamp("2026-09-20")


def moves(many: int = 1) -> pd.DataFrame:
    """Return trips of two textbooks each, from school 1 to schools of the next district."""
    return pd.DataFrame(
        [
            {
                "trip": trip, "trip_copies": 12, "title": title, "title_name": f"Book {title}",
                "subject": "physics", "language": "ky", "grade": 7,
                "giver": "SC-0001", "giver_name": "School No. 1", "giver_district": AT_BASHY,
                "giver_district_name": "At-Bashy", "taker": f"SC-1{trip:03}",
                "taker_name": f"School SC-1{trip:03}", "taker_district": KOCHKOR,
                "taker_district_name": "Kochkor", "copies": copies, "km": 7.26,
            }
            for trip in range(1, many + 1)
            for title, copies in (("A", 8), ("B", 4))
        ]
    )  # fmt: skip


DISTRICTS = pd.DataFrame(
    {
        "district": [KOCHKOR, AT_BASHY], "district_name": ["Kochkor", "At-Bashy"],
        "needed": [100, 0], "covered": [70, 0], "surplus": [0, 12], "given": [0, 12],
        "received": [12, 0], "before": [0.7, float("nan")], "after": [0.82, float("nan")],
    }
)  # fmt: skip
REST = pd.DataFrame(
    {"title": ["C"], "title_name": ["Book C"], "unplaced": [1], "nobody": [2], "far": [10],
     "used": [5], "copies": [18]}
)  # fmt: skip
UNPLACED = pd.DataFrame(
    {"school": ["SC-0009"], "school_name": ["School No. 9"], "district_name": ["Kochkor"],
     "surplus": [3], "short": [1]}
)  # fmt: skip
LEFT = UNPLACED.assign(usable=40)


@dataclass(frozen=True)
class Found:
    transfers: pd.DataFrame | None = field(default_factory=moves)
    districts: pd.DataFrame = field(default_factory=lambda: DISTRICTS)
    rest: pd.DataFrame = field(default_factory=lambda: REST)
    unplaced: pd.DataFrame = field(default_factory=lambda: UNPLACED)
    left: pd.DataFrame = field(default_factory=lambda: LEFT)
    needed: int = 100
    covered: int = 70
    surplus: int = 12
    short: int = 30
    most: int = 12
    moved: int = 12
    trips: int = 1
    expired: int = 2
    unknown: int = 1
    first_on: pd.Timestamp | None = DAY
    last_on: pd.Timestamp | None = DAY
    school_year: str = "2026/27"
    demonstration: bool = True


FOUND = Found()
NOTHING_YET = Found(
    transfers=None, districts=DISTRICTS.assign(after=float("nan")), rest=REST.iloc[:0],
    moved=0, trips=0,
)  # fmt: skip
NOTHING_COUNTED = Found(
    moves().iloc[:0], DISTRICTS.iloc[:0], REST.iloc[:0], UNPLACED.iloc[:0], LEFT.iloc[:0],
    *(0,) * 9, first_on=None, last_on=None, demonstration=False,
)  # fmt: skip


def panels(found=FOUND, km=25, job=None, filters=REGION, t=T):
    return {panel.key: panel for panel in transfers.panels(found, km, job, LINKS, filters, t)}


def words(panel, t=T) -> str:
    return " ".join(read.words(markup([*parts(panel, t).values()])))


def test_the_list_says_who_gives_what_to_whom():
    panel = panels()["transfers"]
    said = words(panel)

    assert panel.finding == (
        "40% of the missing copies could come from schools within 25 km: 12 of 30, in 1 trip "
        "between two schools."
    )
    assert "School No. 1 (SC-0001)" in said
    assert "School SC-1001 (" not in said  # the name holds the code already
    assert "12 copies , 7.3 km" in said
    assert "Book A – 8; Book B – 4" in said
    assert 'href="/file.csv"' in markup(panel.body)
    assert 'href="/sheets"' in markup(panel.body)


def test_what_is_left_out_is_named():
    said = words(panels()["transfers"])

    for each in (
        "2 counts are older than twelve months: they neither give nor take.",
        "1 count has no known number of pupils: it neither gives nor takes.",
        "1 school without a position is left out (1 missing, 3 unused).",
        "1 closed school counted 40 usable copies before it closed;",
        "Left out: schools without a position",
        "Closed schools whose copies have to be found",
        "A trip has no price of its own",
    ):
        assert each in said


def test_a_long_list_is_cut_and_says_so():
    panel = panels(replace(FOUND, transfers=moves(200), trips=200))["transfers"]

    shown = [tag for tag, _ in read.elements(markup(panel.body)) if tag == "li"]
    assert len(shown) == transfers.SHOWN
    assert "and 190 more trips in the file; the table holds the first 300 transfers" in words(panel)
    assert panel.frame is not None
    assert len(panel.frame) == transfers.IN_TABLE


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"short": 0}, "No copy is missing: every school that counted has what its pupils need."),
        (
            {"moved": 0, "transfers": moves().iloc[:0]},
            "None of the missing copies (30 copies) can come from a school within 25 km.",
        ),
        (
            {"transfers": None},
            "Missing: 30 copies. Unused elsewhere: 12 copies. At most 12 of them are of the same "
            "textbook.",
        ),
        (
            {"needed": 0, "surplus": 0},
            "Nothing can be matched: no count of textbooks in use is younger than a year.",
        ),
    ],
)
def test_an_answer_without_transfers_says_why(change, finding):
    assert transfers.finding(replace(FOUND, **change), 25, T) == finding


@pytest.mark.parametrize(
    ("filters", "rule"),
    [
        (replace(REGION, district=AT_BASHY), "All stay inside the district"),
        (REGION, "All stay inside the region."),
        (REGION.everywhere(), "They may cross the borders of districts and regions."),
    ],
)
def test_the_rule_says_how_far_transfers_go(filters, rule):
    said = transfers.rule(50, filters, T)

    assert rule in said
    assert "at most 50 km as the crow flies" in said


def test_provision_is_shown_before_and_after():
    panel = panels()["transfers-effect"]
    html = markup(panel.body)

    assert panel.finding == (
        "Provision would go from 70.0% to 82.0%: 82 of 100 copies needed would be there."
    )
    assert "70% → 82%" in words(panel)
    assert html.count("dumbbell-after") == 2  # the key, and the one district with a need
    assert "At-Bashy" not in html


def test_provision_after_is_not_drawn_before_it_is_known():
    panel = panels(NOTHING_YET, filters=REGION.everywhere())["transfers-effect"]

    assert "once the whole country is worked out" in panel.finding
    assert markup(panel.body).count("dumbbell-after") == 1  # in the key only
    assert "nan" not in markup(panel.body)


def test_what_stays_short_has_its_reasons():
    panel = panels()["transfers-rest"]
    said = words(panel)

    assert panel.finding == (
        "Still missing: 18 copies. Most often (10): no school within 25 km has a surplus."
    )
    assert "The surplus within 25 km is used up" in said
    assert "Book C" in said


@pytest.mark.parametrize("found", [NOTHING_YET, NOTHING_COUNTED])
def test_what_is_not_known_is_no_number(found):
    for panel in panels(found, filters=REGION.everywhere()).values():
        assert panel.finding
        assert panel.source
        assert "nan" not in words(panel).lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_is_told_in_every_language(lang):
    t = Translator(lang)

    for found in (FOUND, NOTHING_YET, NOTHING_COUNTED):
        for panel in panels(found, filters=replace(REGION, lang=lang), t=t).values():
            assert panel.finding
        assert sheets.panel(found, 25, "release", "/", REGION, t).finding


# Work on the whole country


@dataclass(frozen=True)
class Standing:
    state: str
    done: int = 3
    parts: int = 10
    is_waiting: bool = False


ADDRESSES = ("/state", "/start", "/cancel")


def block(state: str, **values) -> str:
    return markup(jobs.block(Standing(state, **values), ADDRESSES, 25, T))


def test_a_running_job_shows_how_far_it_is_and_can_be_cancelled():
    html = block("running")
    said = dict(read.elements(html))

    assert said["div"]["data-job"] == "/state"
    assert (said["progress"]["value"], said["progress"]["max"]) == ("3", "10")
    assert said["progress"]["aria-label"]
    assert (said["form"]["action"], said["form"]["method"]) == ("/cancel", "post")
    assert "3 of 10 textbooks worked out" in read.texts(html)
    assert ("p", {"role": "status", "class": "job-words"}) in read.elements(html)


@pytest.mark.parametrize(
    ("state", "says", "verb"),
    [
        ("none", "worked out on request", "Work out the whole country"),
        ("interrupted", "interrupted, by a restart of the server for instance: 3 of 10", "Go on"),
        ("cancelled", "It was cancelled: 3 of 10 textbooks worked out.", "Go on"),
        ("failed", "Something went wrong on our side: 3 of 10", "Try again"),
    ],
)
def test_a_job_that_is_not_running_says_why_and_can_be_started(state, says, verb):
    html = block(state)

    assert says in html
    assert verb in read.texts(html)
    assert dict(read.elements(html))["form"]["action"] == "/start"
    assert "data-job" not in html


@pytest.mark.parametrize("state", ["none", "interrupted", "cancelled", "failed"])
def test_a_job_that_has_to_wait_offers_no_start(state):
    html = block(state, is_waiting=True)

    assert "there is one at a time" in html
    assert "<form" not in html


def test_a_job_that_is_done_needs_no_words_but_its_end_is_read_out():
    assert jobs.block(Standing("done"), ADDRESSES, 25, T) is None
    assert jobs.progress(Standing("done"), T) == "The whole country has been worked out."


# Sheets to sign


def test_each_district_has_a_sheet_with_what_it_gives_and_receives():
    panel = sheets.panel(FOUND, 25, "Release No. 4", "/back", REGION, T)
    html = markup(panel.body)
    texts = read.texts(html)

    assert [each for each in texts if each in ("At-Bashy", "Kochkor")] == ["At-Bashy", "Kochkor"]
    assert "Schools of the district give: 12 copies" in texts
    assert "Schools of the district receive from other districts: 12 copies" in texts
    assert "School No. 1 (SC-0001), At-Bashy" in texts
    assert "School SC-1001, Kochkor" in texts
    assert texts.count("Signature") == 2
    assert texts.count("Demonstration data") == 2
    assert any(each.startswith("Release No. 4. Source: counts of textbooks") for each in texts)
    assert 'href="/back"' in html


def test_what_stays_inside_a_district_is_not_received_from_another():
    inside = moves().assign(taker_district=AT_BASHY, taker_district_name="At-Bashy")
    panel = sheets.panel(replace(FOUND, transfers=inside), 25, "", "/", REGION, T)

    assert "receive from other districts" not in markup(panel.body)


def test_there_is_no_sheet_without_transfers():
    for found in (NOTHING_YET, NOTHING_COUNTED):
        panel = sheets.panel(found, 25, "", "/", REGION, T)
        assert "<table" not in markup(panel.body)
        assert panel.finding
