"""What will a reader choose next? It is answered before they do.

After a page or an answer was sent, every choice that its controls offer is answered once, in the
background and on at most half of one core, those of the newest answer first. `page` keeps the
answers of published releases, so a filter change then costs no more than finding the answer again.
"""

import logging
import time
from collections import deque
from collections.abc import Iterator
from threading import Condition, Thread

from cachetools import LRUCache
from sqlalchemy import Engine

from dashboard.access import Reader
from dashboard.page import NoAnswer, Page, answer
from dashboard.urls import chosen, read_query
from layouts.shell import Control

log = logging.getLogger("bilim")

WAITING, SEEN = 300, 2000
"""Questions that wait at most, the oldest being forgotten; questions looked ahead from, and
remembered."""


class Ahead:
    """Answers what may be asked next, one question after the other, in a thread of its own."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._seen: LRUCache[object, bool] = LRUCache(SEEN)
        self._waiting: deque[tuple[Page, str]] = deque(maxlen=WAITING)
        self._changed = Condition()
        self._thread: Thread | None = None

    def look(self, page: Page, search: str, controls: dict[str, Control]) -> None:
        """Answer later every choice that leads on from a question, once for each of its answers."""
        choices = tuple(choices_of(controls, search))
        with self._changed:
            if (page.path, choices) in self._seen:
                return
            self._seen[page.path, choices] = True
            self._waiting.extend((page, each) for each in reversed(choices))
            self._changed.notify()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="ahead", daemon=True)
                self._thread.start()

    def _next(self) -> tuple[Page, str]:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting)
            return self._waiting.pop()

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
    """Yield the query string of every choice that leads away from a question."""
    for name, control in controls.items():
        for value, _ in control.options:
            if value != control.value:
                yield chosen(search, name, value)
