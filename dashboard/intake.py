"""How do people bring data in through the browser, and how do others accept and publish it?

Everything that writes is a POST that leads back to a page; what was typed stands there again if it
was not taken.
"""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path, PurePath
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, Response, abort, redirect, request, send_file
from sqlalchemy import Connection, Engine, Row
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard import asked, duplicates, templates, urls
from dashboard.access import HANDLE_DATA, Permission, may
from dashboard.account_pages import show
from dashboard.areas import PLACES
from dashboard.login import came_from, check_csrf, csrf_field, current_reader, require
from dashboard.marked import markable, marked
from dashboard.page import troubles_named
from dashboard.visit import NotFound, next_update, quarter_end
from data_access import database, ledger
from data_access.changes import submissions as changes
from data_access.changes.submissions import AlreadyDecided, NotYours, Upload
from data_access.changes.twin_decisions import Undecidable
from data_access.changes.undo import NothingToUndo, undo
from data_access.filters import Filters
from data_access.frames import address_of
from data_access.imports import delimited, pictures, titles
from data_access.imports.album import is_list, is_workbook
from data_access.imports.table import Limits, Refused
from data_access.queries import foresight, results, submissions
from data_access.summaries.summary import WORKING
from layouts import intake as words
from layouts import trouble
from layouts.i18n import Translator
from layouts.intake import NOTHING, Seen, Typed

STYLES, SCRIPTS = ("css/intake.css",), ("js/upload.js",)
MOST_MEGABYTES = 50
"""Of all files that are sent together."""
MEGABYTE = 1_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS, MOST_BYTES = 50, 100_000
"""A table no larger than this is shown to whoever has to accept it."""
NOTHING_SEEN = Seen({}, {})
KEPT = 20
"""Judgements of submissions that a process keeps; each took an import to find out."""

_judged: LRUCache[object, tuple[Any, Any]] = LRUCache(KEPT)
_lock = Lock()


def install(server: Flask, engine: Engine, draw: Callable[[], str]) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""

    def shown(body: Any, at: str, t: Translator, status: int) -> str:
        return show(draw, body, t("Data"), at, t, status, styles=STYLES, scripts=SCRIPTS)

    def overview(t: Translator, status: int = 200, wrong: str = "", **typed: Typed) -> str:
        require(*HANDLE_DATA)
        with troubles_named(), database.reading(engine) as db:
            rows = submissions.submissions(db)
            newest = submissions.newest_import(db)
            can_publish = _has_news(db)
            twins = [
                (f"{urls.DUPLICATES}/{kind}?lang={t.lang}", kind, count)
                for kind, count in duplicates.open_counts(db, t.lang)
            ]
        form = _forms(t, typed, newest, can_publish)
        listed = [row | {"address": at(t, row["id"])} for row in rows]
        files = {name: at(t, "templates", f"{name}.xlsx") for name in templates.GROUPS}
        body = words.overview(
            rows=listed, templates=files, duplicates=twins, wrong=wrong, t=t, **form
        )
        return shown(body, urls.DATA, t, status)

    def one(number: int, t: Translator, status: int = 200, wrong: str = "") -> str:
        reader = require(*HANDLE_DATA)
        with troubles_named():
            with database.reading(engine) as db:
                row = submissions.submission(db, number)
                if row is None:
                    raise NotFound("submission", str(number))
                names = results.names(db, Filters(lang=t.lang))
                proposed = duplicates.proposal(db, number, t)
                seen = _seen(db, row, t) if _is_open(row) else NOTHING_SEEN
            outcome, foreseen = _judge(engine, number) if _is_open(row) else (None, None)
        found = () if outcome is None else outcome.problems
        files = {
            name: at(t, number, "marked", place)
            for place, name in enumerate(row["names"])
            if markable(name, found)
        }
        page = words.submission(
            row,
            outcome,
            files,
            seen,
            foreseen,
            names,
            proposed,
            _actions(row, outcome, reader, t),
            at(t),
            wrong,
            t,
        )
        return shown(page, f"{urls.DATA}/{number}", t, status)

    @server.get(urls.DATA)
    def data_page():
        return overview(asked.translator())

    @server.get(f"{urls.DATA}/<int:number>")
    def submission_page(number: int):
        return one(number, asked.translator())

    @server.get(f"{urls.DATA}/<int:number>/marked/<int:place>")
    def marked_file(number: int, place: int):
        t = asked.translator()
        require(*HANDLE_DATA)
        with troubles_named():
            with database.reading(engine) as db:
                row = submissions.submission(db, number)
            if row is None or not _is_open(row) or place >= len(row["names"]):
                raise NotFound("submission", str(number))
            outcome, _ = _judge(engine, number)
            name = row["names"][place]
            with database.reading(engine) as db:
                sent = submissions.content(db, number, place)
        content = marked(sent, markable(name, outcome.problems), t)
        named = f"{Path(name).stem}-{t.lang}.xlsx"
        return send_file(BytesIO(content), XLSX, as_attachment=True, download_name=named)

    @server.get(f"{urls.DATA}/<int:number>/pictures/<int:place>.jpg")
    def picture(number: int, place: int):
        """Return a picture as readers would get it, in the small size."""
        require(*HANDLE_DATA)
        with troubles_named(), database.reading(engine) as db:
            row = submissions.submission(db, number)
            is_there = row is not None and _is_open(row) and place < len(row["names"])
            sent = submissions.content(db, number, place) if is_there else b""
        try:
            made = pictures.picture(sent)
        except Refused:
            abort(404)
        return Response(made.small, mimetype="image/jpeg", headers={"Cache-Control": "no-store"})

    @server.get(f"{urls.DATA}/templates/<name>.xlsx")
    def template(name: str):
        require(*HANDLE_DATA)
        if name not in templates.GROUPS:
            abort(404)
        with tempfile.TemporaryDirectory() as folder:
            path = templates.write_one(Path(folder), name, asked.translator())
            content = path.read_bytes()
        return send_file(BytesIO(content), XLSX, as_attachment=True, download_name=path.name)

    @server.post(urls.UPLOAD)
    def upload():
        t, by = asked.translator(), require(Permission.SUBMIT_DATA).name
        request.max_content_length = (MOST_MEGABYTES + 1) * MEGABYTE
        try:
            check_csrf()
            sent = [each for each in request.files.getlist("files") if each.filename]
            typed = dict(request.form)
        except RequestEntityTooLarge:
            return overview(t, 413, upload=Typed({}, {"files": "too_large"}))
        if not sent:
            return overview(t, 400, upload=Typed(typed, {"files": "no_file"}))
        with troubles_named():
            number = changes.bring(
                engine,
                [Upload(each.filename or "", each.read()) for each in sent],
                source=typed.get("source") or None,
                demonstration=typed.get("demonstration") == "yes",
                note=typed.get("note", ""),
                by=by,
                where=came_from(),
            )
        return redirect(at(t, number), 303)

    def decided(number: int, needs: Permission, act: Callable[[str], Any]) -> Any:
        """Act in the name of the reader, and lead back to the submission or say there why not."""
        by = require(needs).name
        check_csrf()
        t = asked.translator()
        with troubles_named():
            try:
                wrong = act(by) or ""
            except NotYours:
                wrong = "not_yours"
            except AlreadyDecided:
                wrong = "decided"
            except Undecidable:
                wrong = "outdated"
        return one(number, t, 409, wrong) if wrong else redirect(at(t, number), 303)

    @server.post(f"{urls.DATA}/<int:number>/submit")
    def submit(number: int):
        note = request.form.get("reason", "")
        act = partial(changes.submit, engine, number, note=note, where=came_from())
        return decided(number, Permission.SUBMIT_DATA, lambda by: act(by=by))

    @server.post(f"{urls.DATA}/<int:number>/withdraw")
    def withdraw(number: int):
        act = partial(changes.withdraw, engine, number, where=came_from())
        return decided(number, Permission.SUBMIT_DATA, lambda by: act(by=by))

    @server.post(f"{urls.DATA}/<int:number>/return")
    def give_back(number: int):
        reason = request.form.get("reason", "").strip()

        def act(by: str) -> str | None:
            if not reason:
                return "no_reason"
            where = came_from()
            return changes.give_back(engine, number, reason=reason, by=by, where=where)

        return decided(number, Permission.APPROVE_DATA, act)

    @server.post(f"{urls.DATA}/<int:number>/accept")
    def accept(number: int):
        reason = request.form.get("reason", "").strip()

        def act(by: str) -> str:
            outcome = changes.accept(
                engine, number, reason=reason, by=by, places=PLACES, where=came_from()
            )
            if outcome.problems:
                return "problems"
            return "" if outcome.import_id else "nothing_new"

        return decided(number, Permission.APPROVE_DATA, act)

    @server.post(f"{urls.DATA}/undo/<int:number>")
    def take_back(number: int):
        by = require(Permission.APPROVE_DATA).name
        check_csrf()
        t, wrong = asked.translator(), ""
        with troubles_named():
            try:
                undo(engine, number, by=by, where=came_from())
            except NothingToUndo:
                wrong = "nothing_to_undo"
        return overview(t, 409, wrong) if wrong else redirect(at(t), 303)

    @server.post(f"{urls.DATA}/publish")
    def publish():
        by = require(Permission.APPROVE_DATA).name
        check_csrf()
        t, typed = asked.translator(), dict(request.form)
        days = {name: asked.day(typed.get(name, "")) for name in ("as_of", "next_update")}
        wrong = {name: "not_a_day" for name, day in days.items() if day is None}
        if not wrong:
            with troubles_named():
                wrong = _published(engine, typed.get("note", ""), by, t, **days)
        if wrong:
            return overview(t, 400, publish=Typed(typed, wrong))
        return redirect("/" + urls.write_query(Filters(lang=t.lang)), 303)


def _published(engine: Engine, note: str, by: str, t: Translator, **days: Any) -> dict[str, str]:
    """Publish; return what is wrong by the names of the fields, nothing where it was done."""
    try:
        with database.writing(engine) as session:
            ledger.publish(session, note=note, by=by, where=came_from(), **days)
    except ledger.NothingToPublish:
        return {"": "nothing_to_publish"}
    except ledger.BadReleaseDate as error:
        words = trouble.RELEASE_DATES[error.rule.value]
        return {"": t(words, date=t.date(error.day), limit=t.date(error.limit))}
    return {}


def at(t: Translator, *parts: object) -> str:
    """Return the address of what was brought, or of something below it, in a language."""
    return "/".join((urls.DATA, *map(str, parts))) + urls.write_query(Filters(lang=t.lang))


def _is_open(row: dict[str, Any]) -> bool:
    return row["state"] in ("draft", "waiting")


def _has_news(db: Connection) -> bool:
    published = ledger.releases(db)
    clock = ledger.clock(db)
    return clock > (published[0].import_id if published else 0)


def _forms(
    t: Translator, typed: dict[str, Typed], newest: dict[str, Any] | None, can_publish: bool
) -> dict[str, Any]:
    reader, token = current_reader(), csrf_field(t)
    may_approve = may(reader, Permission.APPROVE_DATA)
    as_of = quarter_end(ledger.today())
    override = urls.override(Filters(lang=t.lang))
    dates = Typed({"as_of": f"{as_of}", "next_update": f"{next_update(as_of)}"})
    return {
        "upload": words.upload_form(
            at(t, "upload"), token, typed.get("upload", NOTHING), MOST_MEGABYTES, override, t
        )
        if may(reader, Permission.SUBMIT_DATA)
        else None,
        "publish": words.publish_form(at(t, "publish"), token, typed.get("publish", dates), t)
        if may_approve and (can_publish or "publish" in typed)
        else None,
        "undo": words.undo_form(at(t, "undo", newest["id"]), token, newest, t)
        if may_approve and newest
        else None,
    }


def _actions(row: dict[str, Any], outcome: Any, reader: Any, t: Translator) -> Sequence[Any]:
    """Return what a reader may do with a submission."""
    token, here = csrf_field(t), partial(at, t, row["id"])
    is_own = row["brought_by"] == reader.name
    is_good = outcome is not None and not outcome.problems
    buttons = []
    if is_own and row["state"] == "draft" and is_good:
        note = t("Note for whoever accepts it")
        buttons.append(words.action(here("submit"), token, t("Submit"), t, asks=note))
    if is_own and _is_open(row):
        look = "btn-outline-secondary"
        buttons.append(words.action(here("withdraw"), token, t("Take it back"), t, look))
    if not is_own and row["state"] == "waiting" and may(reader, Permission.APPROVE_DATA):
        if is_good:
            said = t("Remark")
            buttons.append(words.action(here("accept"), token, t("Accept"), t, asks=said))
        why = t("What has to be mended")
        look = "btn-outline-danger"
        buttons.append(words.action(here("return"), token, t("Return"), t, look, why))
    return buttons


def _seen(db: Connection, row: dict[str, Any], t: Translator) -> Seen:
    """Return the small tables and the pictures of an open submission."""
    tables, shown = {}, {}
    has_list = any(is_list(PurePath(name)) for name in row["names"])
    for place, name in enumerate(row["names"]):
        if has_list and not is_workbook(PurePath(name)):
            shown[name] = at(t, row["id"], "pictures", f"{place}.jpg")
        elif name.lower().endswith(".csv") and row["sizes"][place] <= MOST_BYTES:
            tables[name] = _small_table(submissions.content(db, row["id"], place))
    return Seen({name: rows for name, rows in tables.items() if rows}, shown)


def _small_table(content: bytes) -> list[list[str]]:
    """Return the cells of a CSV file, headings first; nothing where it is long or unreadable."""
    try:
        rows = delimited.table(content, Limits(rows=MOST_ROWS), titles.known_headings).rows
    except Refused:
        return []
    return [[str(cell) for cell in row] for row in rows if any(row)]


def _judge(engine: Engine, number: int) -> tuple[Any, Any]:
    """Return what an open submission would do and which figures would change, kept until another
    import or release arrives. Files are never changed once they are brought."""
    with database.reading(engine) as db:
        published = ledger.releases(db)
        known = address_of(db), number, ledger.clock(db), len(published)
    with _lock:
        if known in _judged:
            return _judged[known]
    foreseen: list[Any] = []

    def look(db: Connection) -> None:
        if published:
            foreseen.extend(_foreseen(db, published[0]))

    outcome = changes.rehearsed(engine, number, look, PLACES)
    with _lock:
        _judged[known] = outcome, foreseen
    return outcome, foreseen


def _foreseen(db: Connection, newest: Row) -> tuple[Any, Any]:
    """Return which figures differ from those of the newest release, and which statuses do."""
    period, quarter = quarter_end(ledger.today()), quarter_end(newest.as_of)
    quarter = min(period, quarter)
    before = results.standing(db, Filters(release=newest.number, period=quarter))
    now = results.standing(db, Filters(release=WORKING, period=quarter))
    later = now
    if period != quarter:
        later = results.standing(db, Filters(release=WORKING, period=period))
    return foresight.changed(before, later), foresight.flipped(before, now)
