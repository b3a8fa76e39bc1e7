"""How does a part of a page answer only what it depends on, and answer it once?

A choice that one section has would otherwise make all the others think again.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import wraps
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.filters import Filters
from data_access.frames import address_of
from layouts.i18n import Translator
from layouts.panel import Panel

Panels = Callable[[Connection, Visit, Translator], Sequence[Panel]]

COMMON = ("region", "district", "period", "release", "lang")
"""Fields of a question on which every section depends."""

KEPT = 40
"""Answers that each section keeps in each process."""


def section(*own: str) -> Callable[[Panels], Panels]:
    """Ask a section only about the common fields of a question and its own ones, and keep what it
    answers: a published release never changes."""
    names = frozenset((*COMMON, *own))

    def keep(panels: Panels) -> Panels:
        answers: LRUCache[object, Sequence[Panel]] = LRUCache(KEPT)
        lock = Lock()

        @wraps(panels)
        def ask(db: Connection, visit: Visit, t: Translator) -> Sequence[Panel]:
            filters, asked = _only(visit.filters, names), _only(visit.asked, names)
            question = address_of(db), filters, asked, visit.releases
            with lock:
                if question in answers:
                    return answers[question]
            answer = panels(db, replace(visit, filters=filters, asked=asked), t)
            with lock:
                answers[question] = answer
            return answer

        return ask

    return keep


def _only(filters: Filters, names: frozenset[str]) -> Filters:
    left_out = {each.name: None for each in fields(filters) if each.name not in names}
    return replace(filters, **left_out)
