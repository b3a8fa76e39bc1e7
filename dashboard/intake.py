"""How do people bring data in through the browser, and how do others accept and publish it?

Everything that writes is a POST that leads back to a page; what was typed stands there again if it
was not taken.
"""

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, Response, g, redirect, request, send_file
from sqlalchemy import Connection, Engine
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard import templates, urls
from dashboard.access import Permission, may
from dashboard.areas import PLACES
from dashboard.login import check_csrf, csrf_field, current_reader
from dashboard.marked import markable, marked
from dashboard.page import standalone, troubles_named
from dashboard.pages import PAGES
from dashboard.spoken import language
from dashboard.visit import Forbidden, NotFound, next_update, quarter_end
from data_access import database, ledger
from data_access.changes import submissions as changes
from data_access.changes.submissions import AlreadyDecided, NotYours, Upload
from data_access.changes.undo import NothingToUndo, undo
from data_access.filters import Filters
from data_access.frames import address_of
from data_access.queries import foresight, submissions
from layouts import intake as words
from layouts import trouble
from layouts.i18n import Translator
from layouts.intake import NOTHING, Typed

DATA = "/data"
STYLES, SCRIPTS = ("css/intake.css",), ("js/upload.js",)
MOST_MEGABYTES = 50
"""Of all files that are sent together."""
MEGABYTE = 1_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT = 20
"""Judgements of submissions that a process keeps; each took an import to find out."""

_judged: LRUCache[object, tuple[Any, Any]] = LRUCache(KEPT)
_lock = Lock()


def install(server: Flask, engine: Engine, draw: Callable[[], str]) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""

    def shown(body: Any, at: str, t: Translator, status: int) -> Response:
        g.drawn = standalone(
            t("Data"), at, body, t, PAGES, styles=STYLES, scripts=SCRIPTS, status=status
        )
        return Response(draw())

    def overview(t: Translator, status: int = 200, wrong: str = "", **typed: Typed) -> Response:
        reader = current_reader()
        with troubles_named():
            if not (may(reader, Permission.SUBMIT_DATA) or may(reader, Permission.APPROVE_DATA)):
                raise Forbidden
            with database.reading(engine) as db:
                rows = submissions.submissions(db)
                newest = submissions.newest_import(db)
                can_publish = _has_news(db)
        form = _forms(t, typed, newest, can_publish)
        listed = [row | {"address": _at(t, row["id"])} for row in rows]
        files = {name: _at(t, "templates", f"{name}.xlsx") for name in templates.GROUPS}
        body = words.overview(rows=listed, templates=files, wrong=wrong, t=t, **form)
        return shown(body, DATA, t, status)

    def one(number: int, t: Translator, status: int = 200, wrong: str = "") -> Response:
        reader = current_reader()
        with troubles_named():
            if not (may(reader, Permission.SUBMIT_DATA) or may(reader, Permission.APPROVE_DATA)):
                raise Forbidden
            with database.reading(engine) as db:
                row = submissions.submission(db, number)
                if row is None:
                    raise NotFound("submission", str(number))
            outcome, foreseen = _judge(engine, number, t) if _is_open(row) else (None, None)
        found = () if outcome is None else outcome.problems
        files = {
            name: _at(t, number, "marked", place)
            for place, name in enumerate(row["names"])
            if markable(name, found)
        }
        page = words.submission(
            row, outcome, files, foreseen, _actions(row, outcome, reader, t), _at(t), wrong, t
        )
        return shown(page, f"{DATA}/{number}", t, status)

    @server.get(DATA)
    def data_page():
        return overview(_translator())

    @server.get(f"{DATA}/<int:number>")
    def submission_page(number: int):
        return one(number, _translator())

    @server.get(f"{DATA}/<int:number>/marked/<int:place>")
    def marked_file(number: int, place: int):
        t = _translator()
        with troubles_named():
            _need(Permission.SUBMIT_DATA, Permission.APPROVE_DATA)
            with database.reading(engine) as db:
                row = submissions.submission(db, number)
            if row is None or not _is_open(row) or place >= len(row["names"]):
                raise NotFound("submission", str(number))
            outcome, _ = _judge(engine, number, t)
            name = row["names"][place]
            with changes.unpacked(engine, number) as (paths, _):
                content = marked(paths[place].read_bytes(), markable(name, outcome.problems), t)
        named = f"{Path(name).stem}-{t.lang}.xlsx"
        return send_file(BytesIO(content), XLSX, as_attachment=True, download_name=named)

    @server.get(f"{DATA}/templates/<name>.xlsx")
    def template(name: str):
        with troubles_named():
            _need(Permission.SUBMIT_DATA, Permission.APPROVE_DATA)
            if name not in templates.GROUPS:
                raise NotFound("page", request.path)
        with tempfile.TemporaryDirectory() as folder:
            path = templates.write_one(Path(folder), name, _translator())
            content = path.read_bytes()
        return send_file(BytesIO(content), XLSX, as_attachment=True, download_name=path.name)

    @server.post(f"{DATA}/upload")
    def upload():
        request.max_content_length = (MOST_MEGABYTES + 1) * MEGABYTE
        t = _translator()
        try:
            check_csrf()
            sent = [each for each in request.files.getlist("files") if each.filename]
            typed = dict(request.form)
        except RequestEntityTooLarge:
            return overview(t, 413, upload=Typed({}, {"files": "too_large"}))
        with troubles_named():
            _need(Permission.SUBMIT_DATA)
        if not sent:
            return overview(t, 400, upload=Typed(typed, {"files": "no_file"}))
        with troubles_named():
            number = changes.bring(
                engine,
                [Upload(each.filename or "", each.read()) for each in sent],
                source=typed.get("source") or None,
                demonstration=typed.get("demonstration") == "yes",
                note=typed.get("note", ""),
                by=current_reader().name,
            )
        return redirect(_at(t, number), 303)

    def decided(number: int, needs: Permission, act: Callable[[str], Any]) -> Any:
        """Act in the name of the reader, and lead back to the submission or say there why not."""
        check_csrf()
        t = _translator()
        with troubles_named():
            _need(needs)
            try:
                wrong = act(current_reader().name) or ""
            except NotYours:
                wrong = "not_yours"
            except AlreadyDecided:
                wrong = "decided"
        return one(number, t, 409, wrong) if wrong else redirect(_at(t, number), 303)

    @server.post(f"{DATA}/<int:number>/submit")
    def submit(number: int):
        note = request.form.get("reason", "")
        act = partial(changes.submit, engine, number, note=note)
        return decided(number, Permission.SUBMIT_DATA, lambda by: act(by=by))

    @server.post(f"{DATA}/<int:number>/withdraw")
    def withdraw(number: int):
        act = partial(changes.withdraw, engine, number)
        return decided(number, Permission.SUBMIT_DATA, lambda by: act(by=by))

    @server.post(f"{DATA}/<int:number>/return")
    def give_back(number: int):
        reason = request.form.get("reason", "").strip()

        def act(by: str) -> str | None:
            if not reason:
                return "no_reason"
            return changes.give_back(engine, number, reason=reason, by=by)

        return decided(number, Permission.APPROVE_DATA, act)

    @server.post(f"{DATA}/<int:number>/accept")
    def accept(number: int):
        reason = request.form.get("reason", "").strip()

        def act(by: str) -> str:
            outcome = changes.accept(engine, number, reason=reason, by=by, places=PLACES)
            if outcome.problems:
                return "problems"
            return "" if outcome.import_id else "nothing_new"

        return decided(number, Permission.APPROVE_DATA, act)

    @server.post(f"{DATA}/undo/<int:number>")
    def take_back(number: int):
        check_csrf()
        t = _translator()
        with troubles_named():
            _need(Permission.APPROVE_DATA)
            try:
                undo(engine, number, by=current_reader().name)
            except NothingToUndo:
                return overview(t, 409, "nothing_to_undo")
        return redirect(_at(t), 303)

    @server.post(f"{DATA}/publish")
    def publish():
        check_csrf()
        t, typed = _translator(), dict(request.form)
        as_of, expected = _day(typed.get("as_of", "")), _day(typed.get("next_update", ""))
        if as_of is None or expected is None:
            days = {"as_of": as_of, "next_update": expected}
            unread = {name: "not_a_day" for name, day in days.items() if day is None}
            return overview(t, 400, publish=Typed(typed, unread))
        with troubles_named():
            _need(Permission.APPROVE_DATA)
            try:
                with database.writing(engine) as session:
                    ledger.publish(
                        session,
                        as_of=as_of,
                        next_update=expected,
                        note=typed.get("note", ""),
                        by=current_reader().name,
                    )
            except ledger.NothingToPublish:
                return overview(t, 409, publish=Typed(typed, {"": "nothing_to_publish"}))
            except ledger.BadReleaseDate as error:
                sentence = t(
                    trouble.RELEASE_DATES[error.rule.value],
                    date=t.date(error.day),
                    limit=t.date(error.limit),
                )
                return overview(t, 400, publish=Typed(typed, {"": sentence}))
        return redirect("/" + urls.write_query(Filters(lang=t.lang)), 303)


def _translator() -> Translator:
    return Translator(language())


def _at(t: Translator, *parts: object) -> str:
    return "/".join((DATA, *map(str, parts))) + urls.write_query(Filters(lang=t.lang))


def _need(*any_of: Permission) -> None:
    if not any(may(current_reader(), each) for each in any_of):
        raise Forbidden


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
    dates = Typed({"as_of": f"{as_of}", "next_update": f"{next_update(as_of)}"})
    return {
        "upload": words.upload_form(
            _at(t, "upload"), token, typed.get("upload", NOTHING), MOST_MEGABYTES, t
        )
        if may(reader, Permission.SUBMIT_DATA)
        else None,
        "publish": words.publish_form(_at(t, "publish"), token, typed.get("publish", dates), t)
        if may_approve and (can_publish or "publish" in typed)
        else None,
        "undo": words.undo_form(_at(t, "undo", newest["id"]), token, newest, t)
        if may_approve and newest
        else None,
    }


def _actions(row: dict[str, Any], outcome: Any, reader: Any, t: Translator) -> Sequence[Any]:
    """Return what a reader may do with a submission."""
    token, at = csrf_field(t), partial(_at, t, row["id"])
    is_own = row["brought_by"] == reader.name
    is_good = outcome is not None and not outcome.problems
    buttons = []
    if is_own and row["state"] == "draft" and is_good:
        note = t("Note for whoever accepts it")
        buttons.append(words.action(at("submit"), token, t("Submit"), t, asks=note))
    if is_own and _is_open(row):
        look = "btn-outline-secondary"
        buttons.append(words.action(at("withdraw"), token, t("Take it back"), t, look))
    if not is_own and row["state"] == "waiting" and may(reader, Permission.APPROVE_DATA):
        if is_good:
            said = t("Remark")
            buttons.append(words.action(at("accept"), token, t("Accept"), t, asks=said))
        why = t("What has to be mended")
        look = "btn-outline-danger"
        buttons.append(words.action(at("return"), token, t("Return"), t, look, why))
    return buttons


def _judge(engine: Engine, number: int, t: Translator) -> tuple[Any, Any]:
    """Return what an open submission would do and which figures would change, kept until another
    import or release arrives. Files are never changed once they are brought."""
    with database.reading(engine) as db:
        published = ledger.releases(db)
        known = address_of(db), number, ledger.clock(db), len(published), t.lang
    with _lock:
        if known in _judged:
            return _judged[known]
    period = quarter_end(ledger.today())
    seen: dict[str, Any] = {}

    def look(db: Connection) -> None:
        seen["after"] = foresight.working(db, period, t.lang)
        if published:
            newest = published[0]
            quarter = min(period, quarter_end(newest.as_of))
            seen["before"] = foresight.published(db, newest.number, quarter, t.lang)
            seen["flip"] = foresight.working(db, quarter, t.lang)

    outcome = changes.rehearsed(engine, number, look, PLACES)
    foreseen = None
    if "before" in seen:
        foreseen = (
            foresight.changed(seen["before"], seen["after"]),
            foresight.flipped(seen["before"], seen["flip"]),
        )
    with _lock:
        _judged[known] = outcome, foreseen
    return outcome, foreseen


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
