"""How is the whole country worked out in the background, and how do readers start and stop it?

Whoever serves the request that starts the job works on it, in a thread and on at most half of one
core. Every part is kept as soon as it is found, so nothing but the part in hand is lost when the
process ends, however it ends; the job then goes silent, the page says that it was interrupted, and
the next reader who asks makes it go on from there.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event, Thread

from flask import Flask, abort, g, redirect, request
from sqlalchemy import Connection, Engine

from dashboard import urls
from dashboard.access import Permission
from dashboard.login import check_csrf, current_reader
from dashboard.page import NoAnswer, refused, troubles_named
from dashboard.pages import PAGES, textbooks
from dashboard.visit import Visit, open_visit
from data_access import database
from data_access.changes import jobs
from data_access.database import DatabaseTrouble, Trouble
from data_access.filters import Filters
from data_access.queries.textbooks import transfers
from layouts.i18n import Translator
from layouts.textbooks import jobs as words

log = logging.getLogger("bilim")

BEAT_SECONDS = 5.0
"""How often a job says that it is alive."""

PATIENCE, REST_SECONDS = 12, 5.0
"""How often a part is tried to be kept while an import holds the database, and the time between."""


def start(engine: Engine, filters: Filters) -> Thread | None:
    """Begin the job of a release and a limit, or go on with it; None where nothing is to do.

    Raises Busy or DatabaseTrouble.
    """
    release, km = filters.release or 0, transfers.limit(filters)
    everywhere = filters.everywhere()
    with database.reading(engine) as db:
        titles = [match.title for match in transfers.matched(transfers.shelves(db, everywhere))]
    begun = jobs.begin(engine, release, km, titles)
    if begun is None or not begun[1]:
        return None
    thread = Thread(target=work, args=(engine, everywhere, *begun), name="job", daemon=True)
    thread.start()
    return thread


def work(engine: Engine, filters: Filters, turn: str, left: Sequence[str]) -> None:
    """Work out the parts that are left, as long as the turn is ours."""
    job = filters.release or 0, transfers.limit(filters)
    ended = Event()
    alive = (engine, job, turn, ended)
    Thread(target=_stay_alive, args=alive, name="job alive", daemon=True).start()
    try:
        _work_out(engine, filters, turn, left)
    except DatabaseTrouble as error:  # it goes silent, and counts as interrupted
        log.warning("job stopped: database %s", error.trouble.value, exc_info=error)
    except Exception:
        log.exception("job failed")
        jobs.give_up(engine, *job, turn)
    finally:
        ended.set()


def _work_out(engine: Engine, filters: Filters, turn: str, left: Sequence[str]) -> None:
    release, km = filters.release or 0, transfers.limit(filters)
    with database.reading(engine) as db:
        counted = transfers.shelves(db, filters)
    found = {match.title: match for match in transfers.matched(counted)}
    for title in left:
        begun = time.perf_counter()
        result = transfers.written(transfers.solved(counted, found[title], km))
        if not _kept(engine, (release, km), turn, title, result):
            return
        time.sleep(time.perf_counter() - begun)


def _kept(engine: Engine, job: tuple[int, int], turn: str, title: str, result: bytes) -> bool:
    """Keep a part, also where an import holds the database for a while; return whether to go on."""
    for attempt in range(1, PATIENCE + 1):
        try:
            return jobs.keep_part(engine, *job, turn, title, result)
        except DatabaseTrouble as error:
            if error.trouble is not Trouble.UNREACHABLE or attempt == PATIENCE:
                raise
            log.info("job waits for the database")
            time.sleep(REST_SECONDS)
    raise AssertionError("the last attempt returns or raises")


def _stay_alive(engine: Engine, job: tuple[int, int], turn: str, ended: Event) -> None:
    while not ended.wait(BEAT_SECONDS):
        try:
            if not jobs.say_alive(engine, *job, turn):
                return
        except DatabaseTrouble as error:  # the next beat may come through
            log.info("job could not say that it is alive: database %s", error.trouble.value)


def install(server: Flask, engine: Engine, draw: Callable[[], str]) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""

    @server.get(urls.TRANSFER_JOB)
    def job_state():
        try:
            with troubles_named(), database.reading(engine) as db:
                visit = _visit(db)
                standing = transfers.standing(db, visit.filters)
        except NoAnswer as error:
            abort(404 if error.missing else 503)
        said = words.progress(standing, Translator(visit.filters.lang))
        answer = {
            "state": standing.state,
            "done": standing.done,
            "parts": standing.parts,
            "words": said,
        }
        return answer, 200, {"Cache-Control": "no-store"}

    @server.post(urls.TRANSFER_JOB_START)
    def start_job():
        return _done(lambda visit: start(engine, visit.filters))

    @server.post(urls.TRANSFER_JOB_CANCEL)
    def cancel_job():
        return _done(
            lambda visit: jobs.cancel(engine, visit.release.number, transfers.limit(visit.filters))
        )

    def _done(act: Callable[[Visit], object]):
        """Act and lead back to the page, or say there why not."""
        check_csrf(public=True)
        asked = _question().filters
        try:
            with troubles_named():
                with database.reading(engine) as db:
                    visit = _visit(db)
                try:
                    act(visit)
                except jobs.Busy:
                    log.info("another job is running")  # the page says so
        except NoAnswer as error:
            g.drawn = refused(textbooks.PAGE, error, asked, PAGES, current_reader())
            return draw()
        return redirect(urls.address(urls.TEXTBOOKS, asked) + "#transfers-title", 303)


def _question() -> urls.Question:
    return urls.read_query(request.query_string.decode("utf-8", "replace"))


def _visit(db: Connection) -> Visit:
    """Return the visit of a question about the whole country."""
    question = _question()
    everywhere = replace(question, filters=question.filters.everywhere())
    return open_visit(db, everywhere, current_reader(), Permission.SEE_RELEASES)
