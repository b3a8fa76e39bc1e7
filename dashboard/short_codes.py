"""Where does a short code lead, and how does a number of a panel get one?"""

from collections.abc import Callable

from flask import Flask, g, redirect, request
from sqlalchemy import Engine

from dashboard import asked, cells, numbers, urls
from dashboard.access import Permission
from dashboard.login import came_from, check_csrf, current_reader
from dashboard.page import NoAnswer, refused, troubles_named
from dashboard.pages import PAGES, page_at
from dashboard.visit import NotFound, open_visit
from data_access import database
from data_access.changes.numbers import keep, kept
from data_access.filters import Filters
from data_access.number_code import Figure, NoCode, read_code
from layouts.i18n import Translator


def install(server: Flask, engine: Engine, draw: Callable[[], str]) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""

    @server.get(f"{urls.SHORT}<code>")
    def short(code: str):
        """Lead to the passport of the number that a code stands for."""
        lang = asked.translator().lang
        with troubles_named():
            try:
                written, figure = read_code(code)
            except NoCode as error:
                raise NotFound("mistyped" if error.is_mistyped else "code", code) from error
            return redirect(_address(engine, written, figure, lang), 302)

    @server.post(urls.NUMBER_KEPT)
    def keep_code():
        """Give the number of a panel a short code, and lead back to its passport."""
        check_csrf(public=True)
        question = urls.read_query(request.query_string.decode("utf-8", "replace"))
        try:
            with troubles_named():
                with database.reading(engine) as db:
                    visit = open_visit(db, question, current_reader(), Permission.SEE_RELEASES)
                    here = cells.found(page_at, db, visit, Translator(visit.filters.lang))
                address = cells.address(visit.filters)
                who = {"by": current_reader().name, "where": came_from()}
                keep(engine, address, here.cell.value, visit.filters.lang, **who)
        except NoAnswer as error:
            page, _ = page_at(urls.NUMBER)
            assert page
            g.drawn = refused(page, error, question.filters, PAGES, current_reader())
            return draw()
        return redirect(urls.address(urls.NUMBER, visit.filters), 303)


def _address(engine: Engine, code: str, figure: Figure | None, lang: str) -> str:
    if figure:
        filters = Filters(release=figure.release, period=figure.period, lang=lang)
        return numbers.number(filters, figure.indicator, figure.area).address
    with database.reading(engine) as db:
        known = kept(db, code)
    if known is None:
        raise NotFound("code", code)
    return f"{known.address}&lang={lang}"
