"""Where is read who did what?"""

from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import urlencode

from flask import Flask, Response, request
from sqlalchemy import Engine, Row

from dashboard import asked, urls
from dashboard.access import Permission
from dashboard.account_pages import show
from dashboard.exports.sheet import written
from dashboard.login import require
from dashboard.page import troubles_named
from data_access import database
from data_access.ledger import local
from data_access.queries import journal
from data_access.queries.journal import Search
from layouts import journal as words
from layouts.forms import moment
from layouts.i18n import Translator
from layouts.journal import Asked, Line

ON_A_PAGE = 50
"""Lines."""

YEARS = range(2000, 2101)
"""In which days can be looked for."""


def install(server: Flask, engine: Engine, draw: Callable[[], str]) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""

    @server.get(urls.JOURNAL)
    def journal_page():
        require(Permission.SEE_JOURNAL)
        t, looked_for, number = asked.translator(), _asked(), _page()
        with troubles_named(), database.reading(engine) as db:
            search = _search(looked_for)
            total, kinds = journal.count(db, search), journal.kinds(db)
            skip = (number - 1) * ON_A_PAGE
            rows = journal.lines(db, search, most=ON_A_PAGE, skip=skip)
        ways = [
            (_address(urls.JOURNAL, looked_for, t, page=to), label)
            for to, label, is_there in (
                (number - 1, t("Newer"), number > 1),
                (number + 1, t("Older"), skip + ON_A_PAGE < total),
            )
            if is_there
        ]
        file = _address(urls.JOURNAL_FILE, looked_for, t)
        lines = _lines(rows, t)
        body = words.journal(lines, total, kinds, looked_for, urls.JOURNAL, ways, file, t)
        return show(draw, body, t("Journal"), urls.JOURNAL, t)

    @server.get(urls.JOURNAL_FILE)
    def journal_file():
        require(Permission.SEE_JOURNAL)
        t = asked.translator()
        with troubles_named(), database.reading(engine) as db:
            rows = journal.lines(db, _search(_asked()))
        body = written([words.headings(t), *_lines(rows, t)], t.lang)
        response = Response(body, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = "attachment; filename=journal.csv"
        response.headers["Cache-Control"] = "no-store"
        return response


def _lines(rows: Iterable[Row], t: Translator) -> list[Line]:
    return [
        Line(
            row.number,
            moment(local(row.at), t),
            row.who,
            words.told(row.what, t),
            row.subject,
            row.before,
            row.after,
            words.told_where(row.from_where, t),
        )
        for row in rows
    ]


def _asked() -> Asked:
    return Asked(*(request.args.get(name, "").strip()[:100] for name in Asked._fields))


def _search(looked_for: Asked) -> Search:
    since, until = _day(looked_for.since), _day(looked_for.until)
    return Search(looked_for.who, looked_for.what, since, until)


def _day(text: str) -> date | None:
    """Return a day that can be looked for; what is none is no condition."""
    day = asked.day(text)
    return day if day and day.year in YEARS else None


def _page() -> int:
    text = request.args.get("page", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 7 else 1


def _address(path: str, looked_for: Asked, t: Translator, **more: object) -> str:
    kept = {name: value for name, value in looked_for._asdict().items() if value}
    return f"{path}?{urlencode({**kept, **more, 'lang': t.lang})}"
