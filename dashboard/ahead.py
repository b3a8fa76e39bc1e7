"""What will a reader choose next? It is answered before they do.

After the plain page of a language was sent, every choice that its controls offer is answered once,
in the background and on at most half of one core. `page` keeps the answers of published releases,
so a filter change then costs no more than finding the answer again.
"""

import logging
import time
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Lock, Thread

from sqlalchemy import Engine

from dashboard.access import Reader
from dashboard.page import NoAnswer, Page, answer
from dashboard.urls import Question, read_query, write_query
from data_access.filters import Filters
from layouts.shell import ALL, Control

log = logging.getLogger("bilim")


class Ahead:
    """Answers what may be asked next, one question after the other, in a thread of its own."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._seen: set[object] = set()
        self._waiting: SimpleQueue[tuple[Page, Question]] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def look(self, page: Page, question: Question, controls: dict[str, Control]) -> None:
        """Answer later every choice of a plain page, once for each release and language."""
        lang = question.filters.lang
        if question.filters != Filters(lang=lang):
            return
        choices = tuple(choices_of(controls, lang))
        with self._lock:
            if (page.path, choices) in self._seen:
                return
            self._seen.add((page.path, choices))
            for search in choices:
                self._waiting.put((page, read_query(search)))
            if self._thread is None:
                self._thread = Thread(target=self._work, name="ahead", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            page, question = self._waiting.get()
            begun = time.perf_counter()
            try:
                answer(page, question, self._engine, Reader())
            except NoAnswer as error:  # whoever asks it will be told why
                log.info("not answered ahead: %s", error.code)
            time.sleep(time.perf_counter() - begun)


def choices_of(controls: dict[str, Control], lang: str) -> Iterator[str]:
    """Yield the query string of every choice that leads away from the plain page."""
    plain = write_query(Filters(lang=lang))
    for name, control in controls.items():
        for value, _ in control.options:
            if value not in (ALL, control.value):
                yield f"{plain}&{name}={value}"
