import time

from dashboard import ahead as aheads
from dashboard import page as pages
from dashboard.access import Reader
from dashboard.ahead import Ahead, choices_of
from dashboard.page import answer
from dashboard.pages import PAGES
from dashboard.urls import read_query


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
    searches = list(choices_of(plain.controls, "ru"))
    worked_out = counted(monkeypatch)
    finished = []

    def noting(page, asked, *others):
        answer(page, asked, *others)
        finished.append(asked)

    monkeypatch.setattr(aheads, "answer", noting)
    ahead = Ahead(programme_engine)

    ahead.look(PAGES[0], question, plain.controls)
    deadline = time.monotonic() + 120
    while len(finished) < len(searches) and time.monotonic() < deadline:
        time.sleep(0.05)
    for search in searches:
        answer(PAGES[0], read_query(search), programme_engine, Reader())

    assert len(searches) > 60
    assert any("region=KG-N" in search for search in searches)
    assert len(worked_out) == len(searches)


def test_a_page_is_looked_ahead_once_and_only_from_its_plain_question(programme_engine):
    ahead = Ahead(programme_engine)
    ahead._thread = object()  # type: ignore[assignment]  # nothing is worked on
    plain = answer(PAGES[0], read_query("?lang=en"), programme_engine, Reader())

    ahead.look(PAGES[0], read_query("?lang=en&region=KG-N"), plain.controls)
    assert ahead._waiting.qsize() == 0
    for _ in range(2):
        ahead.look(PAGES[0], read_query("?lang=en"), plain.controls)

    assert ahead._waiting.qsize() == len(list(choices_of(plain.controls, "en")))
