"""How is the application put together?"""

import json
from html import escape
from typing import Any

import orjson
from dash import Dash
from flask import Flask, Response, abort, g, request, send_file
from sqlalchemy import Engine

from dashboard import asked, callbacks, static_files
from dashboard.access import Reader
from dashboard.page import Drawn, draw
from dashboard.pages import PAGES, page_at
from dashboard.settings import ROOT, Settings
from dashboard.urls import BOUNDARIES, read_query
from data_access import database
from data_access.filters import LANGUAGES
from geo import boundaries

INDEX = """<!doctype html>
<html lang="{lang}" data-bs-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="/assets/logo.svg" type="image/svg+xml">
{preload}
{css}
</head>
<body>
<script type="application/json" id="answered-layout">{layout}</script>
<script type="application/json" id="answered-dependencies">{dependencies}</script>
{app_entry}
{config}
{scripts}
{renderer}
</body>
</html>"""

PRELOAD = (
    f'<link rel="preload" href="{BOUNDARIES}" as="fetch" crossorigin="anonymous">'
    '<link rel="preload" href="/_dash-component-suites/dash/dcc/async-graph.js" as="script">'
)
"""Asks early for what charts need later; a page without an answer has none."""


class Bilim(Dash):
    """Dash, with pages that arrive already answered: the first HTML holds layout and callbacks."""

    engine: Engine

    def interpolate_index(self, **parts: str) -> str:
        drawn: Drawn = g.drawn
        return INDEX.format(
            lang=drawn.lang,
            title=escape(drawn.title),
            preload=PRELOAD if drawn.status == 200 else "",
            layout=_inside_script(drawn.layout),
            dependencies=_inside_script(self._callback_list),
            **{name: parts[name] for name in ("css", "app_entry", "config", "scripts", "renderer")},
        )


def _inside_script(components: Any) -> str:
    """Return components as JSON that cannot end the script element it stands in."""
    text = orjson.dumps(components, default=lambda component: component.to_plotly_json()).decode()
    return text.replace("<", "\\u003c")


def create_app(settings: Settings) -> Bilim:
    """Return the application: engine, Dash, pages, routes, callbacks."""
    engine = database.make_engine(settings.database_url)
    app = Bilim(
        "bilim",
        assets_folder=str(ROOT / "assets"),
        suppress_callback_exceptions=True,
        compress=True,
        pages_folder="",
        use_pages=False,
        update_title="",
    )

    def drawn_here() -> Drawn:
        search = _with_language(request.query_string.decode("utf-8", "replace"))
        return draw(page_at(request.path), request.path, search, PAGES, engine, Reader())

    app.layout = lambda: drawn_here().layout
    app.engine = engine
    callbacks.register(app, engine)
    _add_routes(app, drawn_here)
    static_files.install(app.server)
    return app


def warm(app: Bilim) -> Flask:
    """Return the server after its first request, so that nobody waits for Dash to set itself up.

    The connections used for it are closed: processes that are forked later must not share them.
    """
    static_files.warm(app.server, BOUNDARIES)
    app.engine.dispose()
    return app.server


def _with_language(search: str) -> str:
    """Return the query string with the language of the browser where the address names none."""
    if read_query(search).said_lang:
        return f"?{search}"
    lang = request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
    return f"?{search}&lang={lang}" if search else f"?lang={lang}"


def _add_routes(app: Bilim, drawn_here: Any) -> None:
    server = app.server

    @server.before_request
    def draw_page():
        if request.endpoint in ("/", "/<path:path>"):
            g.drawn = drawn_here()

    @server.before_request
    def refuse_strange_questions():
        if request.endpoint == asked.ENDPOINT and not asked.is_ours(app.callback_map):
            abort(400)

    @server.after_request
    def say_status(response: Response) -> Response:
        if drawn := g.get("drawn"):
            response.status_code = drawn.status
            response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Security-Policy"] = content_policy(app)
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
        return Response(json.dumps({"serving": True}), mimetype="application/json")


def content_policy(app: Dash) -> str:
    """Return what a page may load: nothing from any other host, no script but our own."""
    scripts = " ".join(
        ["'self'", *(f"'{each}'" if "'" not in each else each for each in app.csp_hashes())]
    )
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'"
    )
