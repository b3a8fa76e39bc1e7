"""How is the application put together?"""

import gc
import importlib
import json
import sys
from html import escape
from http import HTTPStatus
from typing import Any

import orjson
from dash import Dash
from flask import Flask, Response, abort, g, redirect, request, send_file
from sqlalchemy import Engine
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dashboard import (
    account_pages,
    asked,
    duplicates,
    exports,
    intake,
    jobs,
    journal,
    layers,
    login,
    photos,
    proposals,
    short_codes,
    static_files,
    trail,
)
from dashboard.access import Role, may
from dashboard.ahead import Ahead
from dashboard.page import Drawn, NoAnswer, answer_or_notice, draw, draw_no_answer
from dashboard.pages import PAGES, page_at
from dashboard.settings import ROOT, Settings
from dashboard.static_files import asset
from dashboard.urls import BOUNDARIES, TAKES_AWAY
from dashboard.visit import NotFound
from data_access import database
from data_access.database import DatabaseTrouble
from geo import boundaries

INDEX = """<!doctype html>
<html lang="{lang}" data-bs-theme="light" data-takes-away="{takes_away}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="/assets/logo.svg" type="image/svg+xml">
{preload}
{styles}
{scripts}
</head>
<body>
{body}
<script type="application/json" id="figures">{figures}</script>
</body>
</html>"""

PRELOAD = f'<link rel="preload" href="{BOUNDARIES}" as="fetch" crossorigin="anonymous">'
"""Asks early for what a map needs once it is drawn."""

STYLES = ("built/fonts.css", "built/bootstrap.css", "css/theme.css", "css/page.css")
"""Those of the page itself follow."""

FIRST_SCRIPT = "js/theme.js"
"""Runs before anything is seen, so that a dark page does not begin light."""

SCRIPTS = tuple(
    f"js/{name}.js"
    for name in (
        "slots",
        "numbers",
        "points",
        "figures",
        "spreadsheet",
        "tables",
        "looks",
        "address",
    )
)
"""Run in this order once the whole page stands, after those of the page itself."""

PLAIN_STYLES, PLAIN_SCRIPTS = ("css/forms.css",), ("js/looks.js", "js/typed.js")
"""Those of a page of forms."""

CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
"""What a page may load: nothing from any other host, no script but our own files."""

REFUSALS: dict[int | None, str] = {
    403: "forbidden",
    404: "not_found",
    405: "only_read",
    500: "failure",
}
"""Status of HTTP that routes other than pages answer with -> why, see `page.NoAnswer`."""


SWITCH_SECONDS = 0.0005
"""How long a thread may go on while another one waits: a reader's answer does not wait for what is
worked out beside it. Ten times shorter than Python's own."""


class Bilim(Dash):
    """Dash, with pages that arrive as finished HTML: none of its scripts has to run before words
    and charts stand."""

    engine: Engine
    ahead: Ahead | None = None
    """Answers what readers may choose next, where the application was warmed."""

    def index(self, *_: Any, **__: Any) -> str:
        """Return the page that was drawn for this request."""
        drawn: Drawn = g.drawn
        styles, scripts = (*STYLES, *drawn.styles), (*drawn.scripts, *SCRIPTS)
        has_map = any(BOUNDARIES.encode() in figure for figure in drawn.figures.values())
        if drawn.is_plain:
            styles, scripts = (*STYLES, *PLAIN_STYLES, *drawn.styles), PLAIN_SCRIPTS + drawn.scripts
        return INDEX.format(
            lang=drawn.lang,
            takes_away=escape(json.dumps(TAKES_AWAY)),
            title=escape(drawn.title),
            preload=PRELOAD if has_map else "",
            styles="".join(f'<link rel="stylesheet" href="{asset(name)}">' for name in styles),
            scripts=f'<script src="{asset(FIRST_SCRIPT)}"></script>'
            + "".join(f'<script defer src="{asset(name)}"></script>' for name in scripts),
            body=login.filled(drawn.body),
            figures=_inside_script(orjson.dumps(_together(drawn.figures))),
        )


def _together(figures: dict[str, bytes]) -> dict[str, orjson.Fragment]:
    """Return figures that are JSON already, as parts of a larger one."""
    return {name: orjson.Fragment(figure) for name, figure in figures.items()}


def _inside_script(value: bytes) -> str:
    """Return JSON that cannot end the script element it stands in."""
    return value.decode().replace("<", "\\u003c")


def create_app(settings: Settings) -> Bilim:
    """Return the application: engine, Dash, pages, routes, callbacks."""
    engine = database.make_engine(settings.database_url)
    app = Bilim(
        "bilim",
        assets_folder=str(ROOT / "assets"),
        compress=True,
        pages_folder="",
        use_pages=False,
    )

    app.layout = []  # pages are drawn by `index`
    app.engine = engine
    trail.install(app.server)
    login.install(app.server, engine, settings)
    _add_routes(app)
    layers.install(app.server, engine)
    photos.install(app.server, engine)
    exports.install(app.server, engine)
    jobs.install(app.server, engine, app.index)
    account_pages.install(app.server, engine, settings, app.index)
    journal.install(app.server, engine, app.index)
    intake.install(app.server, engine, app.index)
    duplicates.install(app.server, engine, app.index)
    proposals.install(app.server, engine, app.index)
    short_codes.install(app.server, engine, app.index)
    if settings.provider:
        # Read only where it is used: it takes as long to read as half of the rest.
        by_provider = importlib.import_module("dashboard.by_provider")
        by_provider.install(app.server, engine, settings.provider, settings.site_url)
    static_files.install(app.server)
    return app


def warm(app: Bilim, *, answer_ahead: bool = True) -> Flask:
    """Return the server after its first request, so that nobody waits for Dash to set itself up.

    The connections used for it are closed: processes that are forked later must not share them.
    The solver is read here too, so that no reader waits for it, and all processes share it.
    """
    importlib.import_module("scipy.optimize")
    sys.setswitchinterval(SWITCH_SECONDS)
    static_files.warm(app.server, BOUNDARIES)
    app.engine.dispose()
    if answer_ahead:
        app.ahead = Ahead(app.engine, [page for page in PAGES if page.in_menu])
    # What stands now stays: the collector of garbage need not walk through it in the middle of an
    # answer, nor touch the memory that processes share.
    gc.collect()
    gc.freeze()
    return app.server


def _add_routes(app: Bilim) -> None:
    server = app.server

    @server.before_request
    def draw_page():
        if request.endpoint in ("/", "/<path:path>"):
            page, search = page_at(request.path, asked.search())
            reader = login.current_reader()
            if page and reader.account is None and not may(reader, page.needs):
                return redirect(login.sign_in_address(), 303)
            g.drawn = draw(page, request.path, search, PAGES, app.engine, reader)
            if app.ahead and page and g.drawn.status == 200:
                app.ahead.look(page, search, g.drawn.controls)
        return None

    @server.before_request
    def refuse_what_no_page_asks():
        if request.path.startswith("/_"):
            abort(404)

    @server.errorhandler(NoAnswer)
    def say_why_there_is_no_answer(error: NoAnswer) -> Any:
        reader = login.current_reader()
        if error.code == "forbidden" and reader.role is Role.STRANGER:
            return redirect(login.sign_in_address(), 303)
        g.drawn = draw_no_answer(None, request.path, asked.search(), PAGES, error, reader)
        return Response(app.index())

    @server.errorhandler(HTTPException)
    def say_why_in_words(error: HTTPException) -> Any:
        if error.code not in REFUSALS:
            return error
        missing = NotFound("page", request.path) if error.code == HTTPStatus.NOT_FOUND else None
        response = say_why_there_is_no_answer(NoAnswer(REFUSALS[error.code], missing))
        if isinstance(error, MethodNotAllowed):
            response.allow.update(error.valid_methods or ())
        return response

    @server.get("/answer/")
    @server.get("/answer/<path:path>")
    def answered(path: str = ""):
        page, search = page_at(f"/{path}", asked.search())
        answer = answer_or_notice(page, search, app.engine, login.current_reader())
        if app.ahead and page:
            app.ahead.look(page, search, answer.controls)
        slots = {name: login.filled(slot) for name, slot in answer.slots.items()}
        figures = _together(answer.figures)
        body = orjson.dumps({"slots": slots, "figures": figures, "controls": answer.controls})
        return Response(body, mimetype="application/json", headers={"Cache-Control": "no-store"})

    @server.after_request
    def say_status(response: Response) -> Response:
        if drawn := g.get("drawn"):
            response.status_code = drawn.status
            response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Security-Policy"] = CONTENT_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    @server.get("/geo/<fingerprint>.json")
    def geojson(fingerprint: str):
        response = send_file(boundaries.BOUNDARIES, mimetype="application/json")
        if fingerprint == boundaries.fingerprint():
            response.headers["Cache-Control"] = static_files.FOREVER
        return response

    @server.get("/health")
    def health():
        return {"serving": True}

    @server.get("/ready")
    def ready():
        """Say whether questions can be answered: the database is there, with our schema."""
        told, status = {"ready": True}, HTTPStatus.OK
        try:
            with database.reading(app.engine):
                pass
        except DatabaseTrouble as error:
            told = {"ready": False, "reason": error.trouble.value}
            status = HTTPStatus.SERVICE_UNAVAILABLE
        return told, status, {"Cache-Control": "no-store"}
