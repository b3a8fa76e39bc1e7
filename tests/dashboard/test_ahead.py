import time

from dashboard import ahead as aheads
from dashboard import page as pages
from dashboard.access import Reader
from dashboard.ahead import SHORT, Ahead, choices_of
from dashboard.page import answer
from dashboard.pages import PAGES
from dashboard.urls import chosen, read_query


def counted(monkeypatch) -> list[str]:
    """Return a list that fills with the questions that had to be worked out."""
    found = []
    header = pages._header_facts

    def noting(page, visit, t):
        found.append(visit.asked)
        return header(page, visit, t)

    monkeypatch.setattr(pages, "_header_facts", noting)
    return found


def test_choices_of_a_plain_page_are_answered_before_they_are_made(programme_engine, monkeypatch):
    question = read_query("?lang=ru")
    plain = answer(PAGES[0], question, programme_engine, Reader())
    searches = list(choices_of(plain.controls, "?lang=ru"))
    worked_out = counted(monkeypatch)
    finished = []

    def noting(page, asked, *others):
        answer(page, asked, *others)
        finished.append(asked)

    monkeypatch.setattr(aheads, "answer", noting)
    ahead = Ahead(programme_engine)

    ahead.look(PAGES[0], "?lang=ru", plain.controls)
    deadline = time.monotonic() + 120
    while len(finished) < len(searches) and time.monotonic() < deadline:
        time.sleep(0.05)
    for search in searches:
        answer(PAGES[0], read_query(search), programme_engine, Reader())

    assert len(searches) > 60
    assert any("region=KG-N" in search for search in searches)
    assert len(worked_out) == len(searches)


def test_every_question_is_looked_ahead_from_once_and_the_newest_first(programme_engine):
    ahead = Ahead(programme_engine)
    ahead._thread = object()  # type: ignore[assignment]  # nothing is worked on
    first, then = ("?lang=en", "?lang=en&region=KG-N")

    asked = {}
    for search in (first, then, first):
        controls = answer(PAGES[0], read_query(search), programme_engine, Reader()).controls
        ahead.look(PAGES[0], search, controls)
        if search == then:
            controls = {n: each for n, each in controls.items() if len(each.options) <= SHORT}
        asked[search] = set(choices_of(controls, search))

    _, newest = ahead._next()
    waiting = [newest, *(search for _, search in ahead._waiting)]
    assert newest in asked[then] - asked[first]
    assert len(waiting) == len(set(waiting))
    assert set(waiting) == asked[first] | asked[then]


def test_a_choice_ahead_is_what_the_address_becomes():
    assert chosen("?lang=ru&region=KG-N&school=IS-02", "region", "all") == "?lang=ru"
    assert chosen("?lang=ru&region=KG-N&period=2026-Q1", "measure", "R2.2") == (
        "?lang=ru&region=KG-N&period=2026-Q1&measure=R2.2"
    )
    assert chosen("?lang=ru&as_of=2&period=2026-Q1", "as_of", "1") == "?lang=ru&as_of=1"
    assert chosen("?schools=IS-01,IS-02&lang=ky", "shape", "lab").startswith("?schools=IS-01,IS-02")


def test_the_other_pages_of_the_menu_are_answered_first(programme_engine):
    menu = [page for page in PAGES if page.in_menu]
    ahead = Ahead(programme_engine, menu)
    ahead._thread = object()  # type: ignore[assignment]  # nothing is worked on
    controls = answer(PAGES[0], read_query("?lang=ru"), programme_engine, Reader()).controls

    ahead.look(PAGES[0], "?lang=ru", controls)
    ahead.look(PAGES[0], "?lang=ru", controls)

    assert [ahead._next() for _ in menu] == [(page, "?lang=ru") for page in menu]
    assert (menu[0], "?lang=ru") not in ahead._waiting
