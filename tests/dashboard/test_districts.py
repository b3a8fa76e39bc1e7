"""What does everything about a district say, and what does it keep to itself?"""

import re
from datetime import date

import pytest

from dashboard.access import Reader
from dashboard.page import answer, draw
from dashboard.pages import PAGES, page_at
from dashboard.urls import read_query
from data_access import database
from data_access.summaries.training import ELIGIBLE, REGISTERS, TRAINED
from tests import factories, factories_promises, factories_training, markup
from tests.data_access.queries.training.rows import eligible, trained
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN

HERE = f"/districts/{AT_BASHY}"


def slots(path, engine, search="") -> dict[str, str]:
    """Return the HTML of the slots of a page in English."""
    page, query = page_at(path, f"?lang=en&{search}")
    assert page is not None
    return answer(page, read_query(query), engine, Reader()).slots


def told(slot: str) -> str:
    return " ".join(" ".join(markup.words(slot)).split())


def panel(found: dict[str, str], key: str) -> str:
    """Return every word of a panel, its table too."""
    return told(found[key] + found[f"{key}-body"] + found[f"{key}-foot"])


def test_each_figure_stands_beside_the_region_and_the_country(programme_engine):
    found = slots(HERE, programme_engine)

    figures = panel(found, "figures")
    for head in ("At-Bashy rayon", "Naryn Oblast", "Kyrgyzstan", "Target to date", "Status"):
        assert head in figures
    assert "known by region only" in figures
    assert "demo" in told(found["figures"])


def test_a_region_has_no_column_of_its_own_twice(programme_engine):
    figures = panel(slots(f"/districts/{NARYN}", programme_engine), "figures")

    assert "Naryn Oblast" in figures
    assert "At-Bashy" not in figures
    assert "known by region only" not in figures


def test_innovative_schools_lead_to_their_passports(programme_engine):
    found = slots(HERE, programme_engine, "as_of=2&period=2026-Q3")

    links = {attributes.get("href") for _, attributes in markup.elements(found["schools-body"])}
    assert "/schools/IS-01?period=2026-Q3&as_of=2&lang=en" in links
    assert "6 of 6 packages accepted" in panel(found, "schools")


def test_where_there_is_no_innovative_school_the_nearest_is_named(programme_engine):
    schools = panel(slots(f"/districts/{KOCHKOR}", programme_engine), "schools")

    assert "No innovative school lies here." in schools
    assert re.search(r"Nearest innovative school: School IS-02 · Manas · [\d.]+ km", schools)


def test_what_needs_attention_is_that_of_the_area(programme_engine):
    here, there = (
        panel(slots(path, programme_engine), "matters") for path in (HERE, f"/districts/{MANAS}")
    )

    assert "IS-02" in there
    assert "IS-02" not in here


def test_an_earlier_release_and_quarter_are_respected(programme_engine):
    now, before = (
        slots(HERE, programme_engine, search) for search in ("", "as_of=1&period=2026-Q2")
    )

    assert "Q3 2026" in told(now["figures-foot"])
    assert "Q2 2026" in told(before["figures-foot"])
    assert "This is the first release" in told(before["changes"])
    assert "What changed since 30 Jun 2026" in told(now["changes"])


def test_nothing_known_is_said_and_is_not_zero(engine):
    with database.writing(engine) as session:
        factories.release(session)

    found = slots(HERE, engine)

    assert "No school is registered here yet." in told(found["area"])
    assert "Eligible teachers have not been counted here yet." in told(found["training"])
    assert "Nobody knows" in told(found["books"])
    assert "No school here has reported on the rental scheme." in told(found["rental"])
    assert found["packages-money"] == slots(HERE, engine)["packages-money"]
    assert "0%" not in panel(found, "beside")


def met(session):
    """Add events of the campaign, a session to come, and grievances: seven people of Naryn
    complain, two of them in Kochkor, and seven of Talas."""
    factories_promises.event(session, "EV-001", 100)
    factories_promises.event(session, "EV-002", 50, date(2026, 9, 1))
    factories_promises.event(session, "EV-003", 7, date(2026, 9, 1), area=MANAS)
    factories_training.course(session)
    days = {"starts_on": date(2026, 10, 5), "ends_on": date(2026, 10, 16)}
    factories_training.course_session(session, **days)
    places = [*[AT_BASHY] * 5, *[KOCHKOR] * 2, *[MANAS] * 7]
    for number, district in enumerate(places, start=1):
        factories_promises.grievance(session, f"GR-{number:04}", district=district)
    factories.release(session)


def test_campaign_and_courses_are_those_of_the_district_and_grievances_those_of_its_region(engine):
    with database.writing(engine) as session:
        met(session)

    here, there, region = (
        panel(slots(path, engine), "outreach")
        for path in (HERE, f"/districts/{KOCHKOR}", f"/districts/{NARYN}")
    )

    assert "150 people reached 2 events, the last on 1 Sep 2026" in here
    assert "1 session the first on 5 Oct 2026; 25 of 25 seats free" in here
    assert "no event known" in there
    assert "no session known" in there
    for words in (here, there, region):
        assert "Grievances, Naryn 7 received" in words
        assert "2 received" not in words
        assert "none observed" in words
    assert "150 people reached" in region
    links = {attributes.get("href") for _, attributes in markup.elements(
        slots(HERE, engine)["outreach-body"])}  # fmt: skip
    assert f"/implementation?region={NARYN}&district={AT_BASHY}&lang=en#grievances" in links


@pytest.mark.parametrize("is_invented", [True, False])
def test_invented_grievances_alone_make_what_is_told_a_demonstration(engine, is_invented):
    with database.writing(engine) as session:
        for number in range(1, 8):
            factories_promises.grievance(session, f"GR-000{number}", demonstration=is_invented)
        factories.release(session)

    head = slots(HERE, engine)["outreach"]

    assert ("demo-mark" in head) is is_invented


def test_few_grievances_of_a_region_are_not_told(engine):
    with database.writing(engine) as session:
        for number in range(1, 4):
            factories_promises.grievance(session, f"GR-000{number}")
        for number in range(4, 13):
            factories_promises.grievance(session, f"GR-00{number:02}", district=MANAS)
        factories.release(session)

    outreach = panel(slots(HERE, engine), "outreach")

    assert "Grievances, Naryn not told apart" in outreach
    assert "3 received" not in outreach


@pytest.mark.parametrize("path", [HERE, "/districts", "/quality"])
def test_what_stands_under_no_page_of_the_menu_lights_none(path, programme_engine):
    page, query = page_at(path, "?lang=en")

    drawn = draw(page, path, query, PAGES, programme_engine, Reader())

    assert 'aria-current="page"' not in drawn.body


def test_a_district_is_chosen_by_its_plain_name_under_its_region(programme_engine):
    page, query = page_at(HERE, "?lang=en")

    body = draw(page, HERE, query, PAGES, programme_engine, Reader()).body

    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', body)
    assert len(groups) == 9
    naryn = dict(groups)["Naryn"]
    assert '<option value="KG-N">Region: Naryn</option>' in naryn
    assert re.search(rf'<option value="{AT_BASHY}" selected[^>]*>At-Bashy</option>', naryn)


@pytest.fixture
def few_people(engine):
    """Three teachers trained in At-Bashy, which the sums of its region would tell."""
    people = [trained(3), trained(40, district=KOCHKOR), trained(41, district=MANAS)]
    teachers = [eligible(77), eligible(90, district=KOCHKOR), eligible(80, district=MANAS)]
    closed = [
        {"district": area, "period": AUTUMN, "closed_on": AUTUMN}
        for area in (AT_BASHY, KOCHKOR, MANAS)
    ]
    with database.writing(engine) as session:
        for part, rows in ((TRAINED, people), (ELIGIBLE, teachers), (REGISTERS, closed)):
            factories.summarised(session, part, *rows)
        factories.release(session)
    return engine


@pytest.mark.parametrize("path", [HERE, f"/districts/{KOCHKOR}", f"/districts/{NARYN}"])
def test_a_few_people_are_told_nowhere_on_the_page(path, few_people):
    found = slots(path, few_people)

    for key in ("training", "beside", "figures"):
        words = panel(found, key)
        assert not re.search(r"\b3 of 77\b|\b3 trained\b", words)
        assert "40 of 90" not in words  # what would tell the few, beside the sum of the region
    beside = panel(found, "beside")
    assert beside.count("not told apart") >= 2
    if path != f"/districts/{NARYN}":
        assert "So few teachers are here that they are not told apart." in told(found["training"])


def test_the_list_hides_the_same_and_leads_to_every_area(few_people):
    found = slots("/districts", few_people, "as_of=1")

    words = panel(found, "areas")
    assert "3 of 77" not in words
    assert "40 of 90" not in words
    assert "41 of 80 teachers" in words
    links = [
        attributes["href"]
        for _, attributes in markup.elements(found["areas-body"])
        if "href" in attributes
    ]
    assert len(links) == 9 + 54
    assert f"/districts/{AT_BASHY}?as_of=1&lang=en" in links


@pytest.mark.parametrize(
    ("path", "search", "words", "href"),
    [
        ("/", f"district={AT_BASHY}", "Everything about this district", HERE),
        ("/", f"region={NARYN}", "Everything about this region", f"/districts/{NARYN}"),
        ("/", "", "All regions and districts", "/districts"),
        ("/schools", f"district={AT_BASHY}", "Everything about this district", HERE),
        ("/training", f"district={AT_BASHY}", "Everything about this district", HERE),
        ("/schools/IS-01", "", "At-Bashy", HERE),
        (HERE, "", "Naryn Oblast", f"/districts/{NARYN}"),
    ],
)
def test_an_area_is_found_from_other_pages(path, search, words, href, programme_engine):
    page, query = page_at(path, f"?lang=en&as_of=2&{search}")

    drawn = draw(page, path, query, PAGES, programme_engine, Reader())

    assert f'href="{href}?as_of=2&amp;lang=en"' in drawn.body
    assert words in " ".join(markup.texts(drawn.body))
