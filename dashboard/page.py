"""How does a page answer an address?"""

import logging
from collections.abc import Callable, Hashable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

import orjson
from cachetools import LRUCache, cached
from sqlalchemy import Connection, Engine

from dashboard import urls
from dashboard.access import Permission, Reader, may
from dashboard.trail import request_number
from dashboard.urls import Question, read_query, write_query
from dashboard.visit import Forbidden, NotFound, NotPublished, Visit, open_visit
from data_access import database, ledger
from data_access.database import DatabaseTrouble
from data_access.filters import LANGUAGES, Filters
from data_access.frames import address_of
from data_access.indicators.status import thresholds
from layouts import points, proposals, shell, trouble
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.panel import Panel, parts
from layouts.shell import Control

log = logging.getLogger("bilim")

KEPT = 400
"""Answers kept per process, 60 to 200 KB each."""


@dataclass(frozen=True)
class Page:
    """An address, what it needs, and how it is answered."""

    path: str
    """May end in `/{school}` or `/{indicator}`, the code of what the page is about."""
    title: str
    """Message, marked with N_."""
    needs: Permission
    controls: Callable[[Connection, Visit, Translator], Sequence[Control]]
    panels: Callable[[Connection, Visit, Translator], Sequence[Panel]]
    places: Callable[[Translator], Any]
    """The empty places of the panels, arranged."""
    scripts: tuple[str, ...] = ()
    """Assets that draw the figures of this page; run before they are drawn."""
    styles: tuple[str, ...] = ()
    in_menu: bool = True
    parent: "Page | None" = None
    """The page of the menu under which one that is not in it is found; None: under none."""
    moving: Callable[[Connection, Visit], Hashable] = lambda db, visit: None
    """What an answer depends on that may still change after the release was published."""
    proposals: Callable[[Visit, Translator], Any] | None = None
    """What leads those who may bring data in to a form about what the page shows."""

    def address(self, filters: Filters) -> str:
        """Return where this page answers a question."""
        return urls.address(self.path, filters)


@dataclass(frozen=True)
class Answer:
    """What fills the places of a page, by the names of the slots."""

    slots: dict[str, str]
    """Name of a slot -> HTML"""
    figures: dict[str, bytes]
    """Name of a panel -> JSON of its figure"""
    controls: dict[str, Control]
    demonstration: bool = False
    """Whether any panel shows invented figures."""


@dataclass(frozen=True)
class Drawn:
    """A whole page, ready to be sent."""

    body: str
    """HTML"""
    figures: dict[str, bytes]
    lang: str
    title: str
    status: int = 200
    """Of HTTP."""
    controls: dict[str, Control] = field(default_factory=dict)
    page: Page | None = None
    styles: tuple[str, ...] = ()
    """Assets of this page alone."""
    scripts: tuple[str, ...] = ()
    is_plain: bool = False
    """Whether it stands as it arrives: nothing is drawn, and no choice asks the server."""


class NoAnswer(Exception):
    """The question has no answer; carries a code of `layouts.trouble` or what was not found."""

    def __init__(self, code: str, missing: NotFound | None = None):
        super().__init__(code)
        self.code, self.missing = code, missing


@contextmanager
def troubles_named():
    """Turn everything that can go wrong while answering into NoAnswer, logged once."""
    try:
        yield
    except NotFound as missing:
        raise NoAnswer("not_found", missing) from missing
    except NotPublished as error:
        raise NoAnswer("unpublished") from error
    except Forbidden as error:
        raise NoAnswer("forbidden") from error
    except DatabaseTrouble as error:
        log.warning("database %s", error.trouble.value, exc_info=error)
        raise NoAnswer(error.trouble.value) from error
    except Exception as error:
        log.exception("page failed")
        raise NoAnswer("failure") from error


STATUS = {
    "not_found": 404,
    "forbidden": 403,
    "foreign_form": 403,
    "only_read": 405,
    "failure": 500,
}
"""HTTP status of a page without an answer; 503 for everything that passes by itself."""


def answer(page: Page, question: Question, engine: Engine, reader: Reader) -> Answer:
    """Return what fills the places of a page; raise NoAnswer."""
    t = Translator(question.filters.lang)
    with troubles_named(), database.reading(engine) as db:
        visit = open_visit(db, question, reader, page.needs)
        answered = _answered(db, page, visit, t)
    beside = {"notices": markup(_notices(answered, visit, t))}
    if page.proposals:
        own = page.proposals(visit, t) if may(reader, Permission.SUBMIT_DATA) else None
        beside[proposals.SLOT] = markup(own)
    return replace(answered, slots=answered.slots | beside)


def _same_answer(db: Connection, page: Page, visit: Visit, t: Translator):
    """Return what an answer depends on: a published release never changes."""
    moving = page.moving(db, visit)
    return address_of(db), page.path, visit.asked, visit.filters, visit.releases, moving


@cached(LRUCache(KEPT), key=_same_answer, lock=Lock())
def _answered(db: Connection, page: Page, visit: Visit, t: Translator) -> Answer:
    panels = page.panels(db, visit, t)
    controls = page.controls(db, visit, t)
    slots = {"header": markup(_header_facts(page, visit, t)), "footer": markup(_footer(visit, t))}
    figures = {}
    for panel in panels:
        filled, figure = _written(panel, t)
        slots |= filled
        if figure:
            figures[panel.key] = figure
        for each in panel.inside:
            _, figure = _written(each, t)
            if figure:
                figures[each.key] = figure
    return Answer(
        slots,
        figures,
        {control.name: control for control in controls},
        any(panel.demonstration for panel in panels),
    )


@cached(WeakKeyDictionary(), key=lambda panel, t: panel, lock=Lock())
def _written(panel: Panel, t: Translator) -> tuple[dict[str, str], bytes | None]:
    """Return the HTML of the slots of a panel, and the JSON of its figure; a panel that is kept
    for another question is written once."""
    slots = {name: markup(slot) for name, slot in parts(panel, t).items()}
    return slots, None if panel.figure is None else orjson.dumps(points.placed(panel))


def answer_or_notice(page: Page | None, search: str, engine: Engine, reader: Reader) -> Answer:
    """Return what a standing page shows next: an answer, or only words why there is none."""
    question = read_query(search)
    t = Translator(question.filters.lang)
    try:
        if page is None:
            raise NoAnswer("failure")
        return answer(page, question, engine, reader)
    except NoAnswer as error:
        if error.missing:
            words = trouble.missing_notice(error.missing.kind, error.missing.code, t)
        else:
            words = trouble.notice(error.code, t, request_number())
        return Answer({"notices": markup(words)}, {}, {})


def draw(
    page: Page | None, path: str, search: str, pages: Sequence[Page], engine: Engine, reader: Reader
) -> Drawn:
    """Return a whole page, already answered; where there is no answer, a page that says so."""
    question = read_query(search)
    t = Translator(question.filters.lang)
    try:
        if page is None:
            raise NoAnswer("not_found", NotFound("page", path))
        answered = answer(page, question, engine, reader)
    except NoAnswer as error:
        return draw_no_answer(page, path, search, pages, error, reader)
    return _framed(page, pages, page.places(t), answered, t, 200, reader)


def plain(
    body: Any,
    title: str,
    address: Callable[[str], str],
    pages: Sequence[Page],
    t: Translator,
    reader: Reader,
    status: int = 200,
    *,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> Drawn:
    """Return a page with a body of its own, such as a form; `address`: language -> where it is."""
    links = [(lang, address(lang)) for lang in LANGUAGES]
    answered = Answer({"header": markup(shell.languages(links, t))}, {}, {})
    drawn = _framed(None, pages, body, answered, t, status, reader)
    title = f"{title} – Bilim"
    return replace(drawn, title=title, is_plain=True, styles=styles, scripts=scripts)


def refused(
    page: Page, error: NoAnswer, asked: Filters, pages: Sequence[Page], reader: Reader
) -> Drawn:
    """Return the page that says why something could not be started or stopped."""
    t = Translator(asked.lang)
    if error.missing:
        home = "/" + write_query(Filters(lang=asked.lang))
        body = trouble.not_found(error.missing.kind, error.missing.code, home, t)
    else:
        body = trouble.refused(error.code, page.address(asked), t, request_number())
    status = STATUS.get(error.code, 503)
    return _framed(page, pages, body, Answer({}, {}, {}), t, status, reader)


def draw_no_answer(
    page: Page | None,
    path: str,
    search: str,
    pages: Sequence[Page],
    error: NoAnswer,
    reader: Reader,
) -> Drawn:
    """Return a whole page that says why there is no answer, in every language if one likes."""
    asked = read_query(search).filters
    t = Translator(asked.lang)
    if error.missing:
        home = "/" + write_query(Filters(lang=asked.lang))
        body = trouble.not_found(error.missing.kind, error.missing.code, home, t)
    else:
        body = trouble.trouble(error.code, t, request_number())
    here = "/" + quote(path.lstrip("/"))  # two slashes would lead to another host
    links = [
        (lang, page.address(replace(asked, lang=lang)))
        if page
        else (lang, here + write_query(Filters(lang=lang)))
        for lang in LANGUAGES
    ]
    answered = Answer({"header": markup(shell.languages(links, t))}, {}, {})
    return _framed(page, pages, body, answered, t, STATUS.get(error.code, 503), reader)


def _framed(
    page: Page | None,
    pages: Sequence[Page],
    body: Any,
    answered: Answer,
    t: Translator,
    status: int,
    reader: Reader,
) -> Drawn:
    links = [
        (each.address(Filters(lang=t.lang)), t(each.title), page in (each, *_children(each, pages)))
        for each in pages
        if each.in_menu
    ]
    bars: dict[str, list[Control]] = {}
    for control in answered.controls.values():
        bars.setdefault(control.section, []).append(control)
    above = bars.pop("", [])
    layout = shell.frame(
        header=shell.header(links, _account_link(reader, t), t),
        connection_lost=shell.connection_lost(t),
        controls=shell.control_bar(above, t) if above else None,
        body=body,
        footer=[shell.footer(), shell.keys_of_charts(t)],
    )
    title = f"{t(page.title)} – Bilim" if page else "Bilim"
    inside = {f"controls-{name}": markup(shell.control_bar(bar, t)) for name, bar in bars.items()}
    body = markup(layout, answered.slots | inside)
    drawn = Drawn(body, answered.figures, t.lang, title, status, answered.controls, page)
    if page and status == 200:
        return replace(drawn, styles=page.styles, scripts=page.scripts)
    return drawn


def _account_link(reader: Reader, t: Translator) -> tuple[str, str]:
    """Return (address, words) of what leads whoever asks to their account, or to the way in."""
    lang = write_query(Filters(lang=t.lang))
    if reader.account is None:
        return urls.SIGN_IN + lang, t("Sign in")
    return urls.ACCOUNT + lang, reader.shown_name


def _children(parent: Page, pages: Sequence[Page]) -> list[Page]:
    return [page for page in pages if page.parent is parent]


def _header_facts(page: Page, visit: Visit, t: Translator) -> list[Any]:
    links = [(lang, page.address(replace(visit.asked, lang=lang))) for lang in LANGUAGES]
    return shell.header_facts(
        as_of=t("Data to {date}", date=t.date(visit.release.as_of)),
        next_update=t("next update by {date}", date=t.date(visit.release.next_update)),
        links=links,
        t=t,
    )


def _notices(answered: Answer, visit: Visit, t: Translator) -> list[Any]:
    notices = []
    if answered.demonstration:
        notices.append(shell.demonstration_banner(t))
    if visit.release.number != visit.releases[0].number:
        notices.append(shell.earlier_release_notice(t.date(visit.release.as_of), t))
    if visit.dropped:
        notices.append(shell.dropped_notice(visit.dropped, answered.controls.values(), t))
    return notices


def _footer(visit: Visit, t: Translator) -> list[Any]:
    release, rule = visit.release, thresholds(visit.filters.quarter)
    here = Filters(release=visit.release.number, lang=visit.filters.lang)
    return shell.footer_facts(
        release=t(
            "Release {number}, published on {date}, fingerprint {hash}.",
            number=t.number(release.number),
            date=t.date(ledger.day_of(release.published_at)),
            hash=release.content_hash[:12],
        ),
        releases=urls.address(urls.RELEASES, here),
        quality=urls.address(urls.QUALITY, here),
        asked=write_query(visit.filters),
        on_track=rule.on_track,
        attention=rule.attention,
        t=t,
    )
