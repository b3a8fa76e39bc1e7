import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle

import plotly.graph_objects as go
import pytest
from sqlalchemy import Engine, update

from dashboard import access
from dashboard.access import Permission, Reader
from dashboard.page import NoAnswer, answer, draw
from dashboard.pages import PAGES, page_at
from dashboard.urls import AREA, INDICATOR, NUMBER, SCHOOL, read_query
from dashboard.visit import open_visit
from data_access import database
from data_access.filters import LANGUAGES
from data_access.models import Release
from layouts.i18n import Translator
from tests import factories, factories_textbooks, markup
from tests import factories_implementation as implementation
from tests.factories import AUTUMN, SPRING, SUMMER

QUESTIONS = (
    "", "as_of=1", "region=KG-N", "district=41707225000000", "school=IS-02", "by=region",
    "measure=numeracy", "measure=R3.2", "measure=pupils_per_school", "period=2025-Q1",
    "region=KG-GO", "period=2001-Q1", "schools=IS-01,IS-02", "schools=IS-02",
)  # fmt: skip
"""

import re
Addresses that ask for something else each: parts, places without data, times without data."""

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


def asking(page, search):
    """Return a query string as `page_at` makes it: with a school or an area where the path has
    one."""
    school = "IS-02" if "school=IS-02" in search else "IS-01"
    named = re.search(r"(?:district|region)=([^&]+)", search)
    area = named[1] if named else "KG-N"
    indicator = "R1.7" if "indicator=R1.7" in search else "R2.2"
    path = page.path.replace(SCHOOL, school).replace(INDICATOR, indicator).replace(AREA, area)
    if page.path.startswith(NUMBER) and "indicator=" not in search:
        search = f"{search}&indicator={indicator}"
    return page_at(path, f"?{search}")[1]


@pytest.fixture(autouse=True)
def everybody_sees_rows(monkeypatch):
    """Let every page be asked for by whoever comes."""
    monkeypatch.setitem(access.GRANTS, access.Role.PUBLIC, frozenset(Permission))


def panels_of(page, search, engine):
    question = read_query(asking(page, search))
    with database.reading(engine) as db:
        visit = open_visit(db, question, Reader(), page.needs)
        return page.panels(db, visit, Translator(question.filters.lang))


def named(drawn, attribute) -> set[str]:
    """Return what the elements of a page carry in an attribute."""
    found = (attributes.get(attribute) for _, attributes in markup.elements(drawn.body))
    return {each for each in found if each}


@every_language
@every_page
def test_every_page_answers_in_every_language(page, lang, programme):
    panels = panels_of(page, f"lang={lang}", programme)

    assert panels
    assert len({panel.key for panel in panels}) == len(panels)


@pytest.mark.parametrize("search", QUESTIONS)
@every_page
def test_every_figure_and_table_is_valid_and_has_a_finding_and_a_source(
    page, search, read_programme
):
    asked = panels_of(page, f"lang=en&{search}", read_programme)
    panels = [each for panel in asked for each in (panel, *panel.inside)]

    drawn = [panel for panel in panels if panel.figure is not None]
    assert bool(drawn) is any(script.startswith("built/") for script in page.scripts)
    for panel in drawn:
        figure = json.loads(json.dumps(panel.figure))
        if "kind" not in figure:  # maps and lists of our own are drawn by our own scripts
            go.Figure(figure)
        assert panel.frame is not None
        assert panel.columns
    for panel in panels:
        if panel.figure is not None or (panel.frame is not None and not panel.frame.empty):
            assert panel.title
            assert panel.finding
            assert panel.source
            assert {column.name for column in panel.columns} <= set(panel.frame)


@pytest.mark.parametrize(
    ("search", "lang"),
    list(zip(QUESTIONS, cycle(LANGUAGES), strict=False)),
    ids=lambda text: text or "plain",
)
@every_page
def test_every_question_fills_all_places_of_its_page(page, search, lang, read_programme):
    search = asking(page, f"lang={lang}&{search}")
    drawn = draw(page, page.path, search, PAGES, read_programme, Reader())

    assert (drawn.status, drawn.lang) == (200, lang)
    answered = answer(page, read_query(search), read_programme, Reader())
    # Choices stand where the page is drawn, and an answer sets them one by one.
    filled = {name for name in named(drawn, "data-slot") if not name.startswith("controls-")}
    assert filled == set(answered.slots)
    assert named(drawn, "data-figure") >= set(answered.figures) == set(drawn.figures)
    assert set(answered.controls) <= named(drawn, "data-control")
    assert all(slot in drawn.body for slot in answered.slots.values())


@every_page
def test_a_release_without_any_fact_is_a_normal_answer(page, engine):
    with database.writing(engine) as session:
        factories.release(session)

    drawn = draw(page, page.path, asking(page, "lang=en"), PAGES, engine, Reader())

    assert drawn.status == (404 if page.path.endswith(SCHOOL) else 200)
    assert not re.search(r"\bnan\b", drawn.body.lower())


@every_page
def test_no_page_answers_without_its_permission(page, read_programme, monkeypatch):
    others = frozenset(Permission) - {page.needs}
    monkeypatch.setitem(access.GRANTS, access.Role.PUBLIC, others)

    with pytest.raises(NoAnswer, match="forbidden"):
        answer(page, read_query(""), read_programme, Reader())
    drawn = draw(page, page.path, "?lang=en", PAGES, read_programme, Reader())

    assert drawn.status == 403
    assert "You may not see this page." in drawn.body


def test_a_page_that_fails_says_so_and_is_logged_once(read_programme, caplog):
    def fail(*_):
        raise ZeroDivisionError

    page = replace(PAGES[0], path="/broken", panels=fail)

    drawn = draw(page, "/broken", "?lang=en", PAGES, read_programme, Reader())

    assert drawn.status == 500
    assert "Something went wrong on our side." in drawn.body
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_each_release_keeps_its_own_answer(read_programme):
    before, now, again = (
        answer(PAGES[0], read_query(f"?lang=en&as_of={n}"), read_programme, Reader())
        for n in (1, 2, 1)
    )

    assert str(before.slots["headlines-body"]) == str(again.slots["headlines-body"])
    assert str(before.slots["headlines-body"]) != str(now.slots["headlines-body"])


def test_the_curve_says_when_the_last_payment_it_knows_of_was_made(engine):
    with database.writing(engine) as session:
        factories.projection(session, period=SPRING)
        factories.withdrawal(session, 20, period=SPRING)
        factories.release(session)

    def finding(search):
        answered = answer(PAGES[0], read_query(f"?lang=en{search}"), engine, Reader())
        return "".join(markup.texts(answered.slots["curve"]))

    assert "The last known payment is of Q1 2026." in finding("")
    assert "last known payment" not in finding("&period=2026-Q1")


def test_a_path_has_one_page_or_none():
    assert page_at("/", "?lang=ru") == (PAGES[0], "?lang=ru")
    assert page_at("/nothing", "?lang=ru") == (None, "?lang=ru")


def test_a_path_names_its_school_whatever_else_the_address_says():
    passport = next(page for page in PAGES if page.path == f"/schools/{SCHOOL}")

    assert page_at("/schools/IS-07", "?lang=ru&region=KG-N&school=IS-01&as_of=2") == (
        passport,
        "?school=IS-07&lang=ru&as_of=2",
    )
    assert page_at("/schools/compare")[0] is not passport
    assert page_at("/schools/", "?lang=ru") == (page_at("/schools")[0], "?lang=ru")
    assert page_at("/nothing/", "?lang=ru") == (None, "?lang=ru")


def test_a_path_names_its_area_whatever_else_the_address_says():
    page = next(page for page in PAGES if page.path == f"/districts/{AREA}")

    assert page_at("/districts/kg-n", "?lang=ru&district=41707225000000&school=IS-01&as_of=2") == (
        page,
        "?region=KG-N&lang=ru&as_of=2",
    )
    assert page_at("/districts/41704220000000", "?region=KG-T") == (
        page,
        "?district=41704220000000",
    )
    assert page_at("/districts/", "?lang=ru") == (page_at("/districts")[0], "?lang=ru")


@pytest.mark.parametrize(
    ("code", "lang", "words"),
    [
        ("UNKNOWN", "en", "There is no district with the code UNKNOWN."),
        ("41709999000000", "en", "There is no district with the code 41709999000000."),
        ("KG", "en", "There is no district with the code KG."),
        ("KG-ZZ", "en", "There is no region with the code KG-ZZ."),
        ("KG-123", "en", "There is no region with the code KG-123."),
        ("UNKNOWN", "ru", "Нет района с кодом UNKNOWN."),
        ("KG-ZZ", "ky", "Мындай коддогу облус жок: KG-ZZ."),
    ],
)
def test_everything_about_no_area_is_not_found(code, lang, words, read_programme):
    page, search = page_at(f"/districts/{code}", f"?lang={lang}")

    drawn = draw(page, f"/districts/{code}", search, PAGES, read_programme, Reader())

    assert (drawn.status, drawn.lang) == (404, lang)
    assert words in drawn.body


@pytest.mark.parametrize("code", ["SC-404", "NONSENSE", "is-99"])
def test_a_passport_of_no_school_is_not_found(code, read_programme):
    page, search = page_at(f"/schools/{code}", "?lang=en")

    drawn = draw(page, f"/schools/{code}", search, PAGES, read_programme, Reader())

    assert drawn.status == 404
    assert f"There is no school with the code {code.upper()} in this release." in drawn.body


@pytest.mark.parametrize(("code", "told"), [("R9.9", "R9.9"), ("r2.99", "R2.99"), ("no", "No")])
def test_an_indicator_that_does_not_exist_is_not_found(code, told, read_programme):
    page, search = page_at(f"/results/{code}", "?lang=en")

    drawn = draw(page, f"/results/{code}", search, PAGES, read_programme, Reader())

    assert drawn.status == 404
    assert f"There is no indicator with the code {told}." in drawn.body


def test_a_path_names_its_indicator_however_it_is_written():
    page, search = page_at("/results/r1.3B", "?lang=ru&region=KG-N&indicator=R2.1")

    assert page is not None
    assert page.path == f"/results/{INDICATOR}"
    assert search == "?indicator=R1.3b&lang=ru&region=KG-N"
    assert page.address(read_query(search).filters) == "/results/R1.3b?region=KG-N&lang=ru"


@pytest.fixture
def closing(programme_engine):
    """The small programme with a third release, in which an innovative school has closed."""
    with database.writing(programme_engine) as session:
        factories.innovative_school(session, "IS-03", closed_on=AUTUMN, merged_into="SC-9001")
        factories.accepted_package(session, "IS-03")
        factories.package(session, "IS-03", "ict", delivered_planned=SPRING)
        factories.release(session)
    return programme_engine


def told(path, search, engine) -> str:
    """Return every word of a page in English."""
    page, search = page_at(path, f"?lang=en&{search}")
    drawn = draw(page, path, search, PAGES, engine, Reader())
    assert drawn.status == 200
    return " ".join(markup.texts(drawn.body))


def test_a_closed_innovative_school_is_told_as_it_was_when_it_closed(closing):
    now, before = (told("/schools/IS-03", search, closing) for search in ("", "period=2026-Q2"))

    assert "Closed on 30 September 2026." in now
    assert "1 of 2 packages were accepted when the school closed." in now
    assert "183 days late" in now
    assert "as of 30 Sep 2026" in now
    assert "Closed on" not in before
    assert "1 of 2 packages accepted; 1 late, by 91 days." in before


def test_the_passport_of_an_heir_names_what_was_merged_into_it(closing):
    now, before = (told("/schools/SC-9001", search, closing) for search in ("", "period=2026-Q2"))

    assert "Took over on 30 Sep 2026 School IS-03" in now
    assert "Took over" not in before


def test_the_map_says_of_a_closed_school_that_it_closed(closing):
    words = told("/schools", "school=IS-03", closing)

    assert "Closed on 30 September 2026." in words
    assert "No innovative school is on the map." not in words


def test_both_releases_are_compared_at_the_quarter_asked_for(engine):
    with database.writing(engine) as session:
        factories.innovative_school(session)
        lab = factories.package(session, contracted_actual=SPRING, delivered_actual=SUMMER)
        factories.release(session, as_of=SUMMER)
        factories.corrected(session, lab, installed_actual=AUTUMN)
        factories.release(session)

    now, spring = (told("/schools/IS-01", each, engine) for each in ("", "period=2026-Q1"))

    assert "“Installed” reached on 30 Sep 2026" in now
    assert "Nothing compared here changed since the release before." in spring


@pytest.mark.parametrize(
    ("published_at", "day"),
    [
        (datetime(2026, 11, 14, 17, 59), "14 November 2026"),
        (datetime(2026, 11, 14, 18, 0), "15 November 2026"),
        (datetime(2026, 11, 14, 18, 0, tzinfo=UTC), "15 November 2026"),
    ],
)
def test_the_day_of_a_release_is_that_of_bishkek(published_at, day, programme_engine):
    with programme_engine.begin() as db:
        db.execute(update(Release).values(published_at=published_at))

    answered = answer(PAGES[0], read_query("?lang=en"), programme_engine, Reader())

    assert f"published on {day}" in "".join(markup.texts(answered.slots["footer"]))


def test_notices_belong_to_the_address_and_not_to_the_kept_answer(read_programme):
    def notices(search):
        answered = answer(PAGES[0], read_query(f"?lang=en{search}"), read_programme, Reader())
        return "".join(markup.texts(answered.slots["notices"]))

    plain, strange, again = (notices(search) for search in ("", "&x=1", ""))

    assert "x=1" in strange
    assert "x=1" not in plain + again


@pytest.fixture(scope="session")
def invented(programme_file, tmp_path_factory) -> Iterator[Engine]:
    """The small programme with demonstration data in its newest release; for reading only."""
    file = tmp_path_factory.mktemp("invented") / "invented.sqlite"
    engine = database.make_engine(f"sqlite:///{shutil.copy(programme_file, file)}")
    with database.writing(engine) as session:
        factories_textbooks.title(session)
        factories_textbooks.stock_count(session, "IS-02", demonstration=True)
        factories.enrolment(session, grade=8, demonstration=True)
        factories.access(session, "IS-02", demonstration=True)
        implementation.activity(session, demonstration=True)
        factories.release(session)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def real(sqlite_template, tmp_path_factory) -> Iterator[Engine]:
    """A small programme in which nothing is invented; for reading only."""
    file = tmp_path_factory.mktemp("real") / "real.sqlite"
    engine = database.make_engine(f"sqlite:///{shutil.copy(sqlite_template, file)}")
    with database.writing(engine) as session:
        factories.reported(session, "R1.1", 3, area="KG")
        factories.innovative_school(session)
        factories.innovative_school(session, "IS-02")
        factories.release(session)
    yield engine
    engine.dispose()


@every_page
def test_demonstration_is_marked_until_a_release_contains_none(page, invented, real):
    search = asking(page, "lang=en&schools=IS-01,IS-02&indicator=R1.7")
    for engine, is_invented in ((invented, True), (real, False)):
        drawn = draw(page, page.path, search, PAGES, engine, Reader())
        answered = answer(page, read_query(search), engine, Reader())

        assert ("Demonstration data" in drawn.body) is is_invented
        assert answered.demonstration is is_invented
