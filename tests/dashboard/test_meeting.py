import json

import pytest

from dashboard.access import Reader
from dashboard.page import answer, draw
from dashboard.pages import PAGES, SLIDES, page_at
from dashboard.urls import SLIDES_MOST, address, read_query, slide_codes
from dashboard.visit import open_visit
from data_access import database
from data_access.filters import LANGUAGES, Filters
from data_access.imports.sheets.promises import COMMITMENTS
from layouts import implementation, slides
from layouts.i18n import Translator
from tests.markup import elements, texts

NAMED_BY_ANSWER = {
    *("overview.map", "overview.changes", "textbooks.need"),
    *("result.indicator", "result.map", "result.by-area", "district.area", "district.figures"),
    "district.beside",
}
"""Slides whose title says a measure, a day, a year, an indicator or an area."""


@pytest.fixture
def ask(programme_engine):
    """Return a function that answers the meeting."""

    def answered(search):
        page, search = page_at("/meeting", search)
        assert page is not None
        return answer(page, read_query(search), programme_engine, Reader())

    return answered


def shown(answered) -> list[str]:
    """Return the titles of the slides in their order."""
    found = (
        attributes.get("data-title") for _, attributes in elements(answered.slots["deck-body"])
    )
    return [title for title in found if title]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_slide_that_can_be_chosen_is_answered_under_its_title(lang, programme_engine):
    t = Translator(lang)
    question = read_query(f"?lang={lang}&region=KG-N&indicator=R2.2")
    with database.reading(programme_engine) as db:
        visit = open_visit(db, question, Reader(), PAGES[0].needs)
        answered = {
            (source, panel.key): panel
            for source in dict.fromkeys(SLIDES.values())
            for panel in source(db, visit, t)
        }

    titles = {
        code: answered[SLIDES[code], slides.page_and_key(code)[1]].title for code in slides.SLIDES
    }
    registered = {code: t(slide.title) for code, slide in slides.SLIDES.items()}
    silent = {code for code, title in titles.items() if not title}
    assert silent == {"result.commitments", "result.by-group"}
    others = titles.keys() - silent
    assert {code for code in others if titles[code] != registered[code]} <= NAMED_BY_ANSWER


def test_slides_have_keys_of_their_own_and_come_from_somewhere():
    keys = [slide.key or slides.page_and_key(code)[1] for code, slide in slides.SLIDES.items()]

    assert len(set(keys)) == len(keys)
    assert set(slides.SLIDES) <= set(SLIDES)
    assert set(slides.PROPOSED) <= set(slides.SLIDES)


def test_every_panel_of_implementation_can_be_a_slide():
    panels = [key for _, _, rows in implementation.SECTIONS for row in rows for key in row]

    assert list(slides.PAGES["implementation"][1]) == panels


def test_slides_name_indicators_that_there_are(programme_engine):
    from data_access import reference

    known = {row["code"] for row in reference.read("indicators")}

    assert {slide.indicator for slide in slides.SLIDES.values()} - {""} <= known


def test_what_is_no_slide_and_what_is_said_twice_is_dropped_and_named():
    question = read_query("?slides=budget.rating,budget.nothing,overview.map,budget.rating")

    assert question.filters.slides == ("budget.rating", "overview.map")
    assert question.dropped == ("slides=budget.nothing", "slides=budget.rating")
    assert read_query("?slides=nothing").dropped == ("slides=nothing",)
    assert address("/meeting", question.filters) == (
        "/meeting?slides=budget.rating,overview.map&lang=ky"
    )


def test_an_address_shows_so_many_slides_and_no_more():
    codes = list(slides.SLIDES)[: SLIDES_MOST + 2]

    question = read_query(f"?slides={','.join(codes)}")

    assert question.filters.slides == tuple(codes[:SLIDES_MOST])
    assert len(question.dropped) == 2
    assert slide_codes(",".join(codes)) == question.filters.slides


def test_the_slides_stand_in_the_order_asked_for_with_their_figures(ask):
    answered = ask("?lang=en&slides=budget.curve-paid,overview.headlines,overview.map")

    assert shown(answered) == ["Disbursement", "Where the programme stands", "Training coverage"]
    assert set(answered.figures) == {"curve-paid", "map"}
    assert answered.demonstration


def test_where_nobody_chose_slides_are_proposed(ask):
    assert len(shown(ask("?lang=en"))) == len(slides.PROPOSED)


def test_a_slide_is_moved_and_taken_out_by_the_address(ask):
    answered = ask("?lang=en&region=KG-N&slides=overview.headlines,overview.map,budget.rating")

    ways = {
        attributes["id"]: attributes["href"]
        for tag, attributes in elements(answered.slots["deck-body"])
        if tag == "a" and attributes.get("id")
    }
    start = "/meeting?region=KG-N&slides="
    assert ways["down-map"] == f"{start}overview.headlines,budget.rating,overview.map&lang=en"
    assert ways["up-map"] == f"{start}overview.map,overview.headlines,budget.rating&lang=en"
    assert ways["out-map"] == f"{start}overview.headlines,budget.rating&lang=en"
    assert "up-headlines" not in ways
    assert "down-rating" not in ways


def test_the_last_slide_cannot_be_taken_out(ask):
    assert "out-map" not in ask("?lang=en&slides=overview.map").slots["deck-body"]


def test_slides_of_an_indicator_or_an_area_are_there_where_the_question_names_one(ask):
    chosen = "slides=result.history,result.map,district.training,overview.map"

    both = ask(f"?lang=en&region=KG-N&indicator=R2.2&{chosen}")
    neither = ask(f"?lang=en&{chosen}")

    assert shown(both) == [
        "How it came there",
        "On the map: Training coverage, share, %",
        "Training of teachers",
        "Training coverage",
    ]
    assert set(both.figures) == {"history", "result-map", "map"}
    assert 'data-indicator="R2.2"' in both.slots["deck-body"]
    assert shown(neither) == ["Training coverage"]
    offered = [attributes.get("value") for tag, attributes in elements(neither.slots["deck-body"])
               if tag == "option"]  # fmt: skip
    assert not any("result." in str(each) or "district." in str(each) for each in offered)


def test_a_slide_that_says_nothing_here_is_left_out(ask):
    answered = ask("?lang=en&indicator=R1.1&slides=result.map,result.history")

    assert shown(answered) == ["How it came there"]
    assert len(shown(ask("?lang=en&slides=result.history"))) == len(slides.PROPOSED)


def test_links_of_a_slide_lead_to_pages_without_slides(ask):
    answered = ask("?lang=en&slides=overview.attention")

    links = [
        attributes["href"]
        for _, attributes in elements(answered.slots["deck-body"])
        if not attributes.get("href", "/meeting").startswith("/meeting")
    ]
    assert links
    assert not any("slides=" in link for link in links)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notes_leave_under_the_headings_of_the_import_door(ask, lang):
    answered = ask(f"?lang={lang}&slides=overview.headlines")

    (sheet,) = (
        json.loads(attributes["data-sheet"])
        for _, attributes in elements(answered.slots["minutes-body"])
        if "data-sheet" in attributes
    )
    assert list(sheet) == [field.name for field in COMMITMENTS.fields]
    at = LANGUAGES.index(lang)
    assert list(sheet.values()) == [field.headings[at] for field in COMMITMENTS.fields]


def test_the_overview_leads_to_the_meeting_about_the_same_region(programme_engine):
    page, search = page_at("/", "?lang=en&region=KG-N&school=IS-01")

    drawn = draw(page, "/", search, PAGES, programme_engine, Reader())

    assert 'href="/meeting?region=KG-N&amp;lang=en"' in drawn.body
    assert "Meeting" in texts(drawn.body)
    assert Filters().slides is None
