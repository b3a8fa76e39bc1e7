"""What will a reader choose next? It is answered before they do.

After a page or an answer was sent, and readers have rested for a moment, the other pages of the
menu and the choices that its controls offer are answered once, in the background and on at most
half of one core, those of the newest answer first. `page` keeps the answers of published releases,
so a filter change then costs no more than finding the answer again.
"""

import logging
import time
from collections import deque
from collections.abc import Iterator, Sequence
from threading import Condition, Thread

from cachetools import LRUCache
from sqlalchemy import Engine

from dashboard.access import Reader
from dashboard.page import NoAnswer, Page, answer
from dashboard.urls import chosen, read_query, write_query
from data_access.filters import Filters
from layouts.shell import Control

log = logging.getLogger("bilim")

REST_SECONDS = 3.0
"""How long nobody has asked anything before the next question is answered ahead."""

SHORT = 12
"""Options of a choice that is looked at from any answer; longer ones only from the plain page."""

WAITING, SEEN = 300, 5000
"""Questions that wait at most, the oldest being forgotten, and those remembered as looked at."""


class Ahead:
    """Answers what may be asked next, one question after the other, in a thread of its own."""

    def __init__(self, engine: Engine, pages: Sequence[Page] = ()):
        self._engine, self._pages = engine, pages
        self._seen: LRUCache[object, bool] = LRUCache(SEEN)
        self._sent: deque[tuple[Page, str, dict[str, Control]]] = deque(maxlen=WAITING)
        self._waiting: deque[tuple[Page, str]] = deque(maxlen=WAITING)
        self._changed = Condition()
        self._asked_at = 0.0
        self._thread: Thread | None = None

    def look(self, page: Page, search: str, controls: dict[str, Control]) -> None:
        """Answer later every choice that leads on from a question, once for these releases."""
        with self._changed:
            self._asked_at = time.monotonic()
            self._sent.append((page, search, controls))
            self._changed.notify()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="ahead", daemon=True)
                self._thread.start()

    def _next(self) -> tuple[Page, str]:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._sent or self._waiting)
                while (rest := self._asked_at + REST_SECONDS - time.monotonic()) > 0:
                    self._changed.wait(rest)
                while self._sent:
                    self._note(*self._sent.popleft())
                if self._waiting:
                    return self._waiting.pop()

    def _note(self, page: Page, search: str, controls: dict[str, Control]) -> None:
        releases = str(controls["as_of"].options) if "as_of" in controls else ""
        asked = read_query(search).filters
        if asked != Filters(lang=asked.lang):
            controls = {n: each for n, each in controls.items() if len(each.options) <= SHORT}
        plain = write_query(Filters(lang=asked.lang))
        choices = {
            **{(each.path, releases, plain): (each, plain) for each in self._pages},
            **{(page.path, releases, each): (page, each) for each in choices_of(controls, search)},
        }
        new = [each for key, each in choices.items() if key not in self._seen]
        self._seen.update(dict.fromkeys(choices, True))
        self._waiting.extend(reversed(new))

    def _work(self) -> None:
        while True:
            page, search = self._next()
            begun = time.perf_counter()
            try:
                answer(page, read_query(search), self._engine, Reader())
            except NoAnswer as error:  # whoever asks it will be told why
                log.info("not answered ahead: %s", error.code)
            time.sleep(time.perf_counter() - begun)


def choices_of(controls: dict[str, Control], search: str) -> Iterator[str]:
    """Yield the query string of every choice that leads away from a question.

    Choices of one section are left out: they are many, and the other sections are kept anyway.
    """
    for name, control in controls.items():
        if control.section:
            continue
        for value, _ in control.options:
            if value != control.value:
                yield chosen(search, name, value)
