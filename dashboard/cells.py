"""Which number stands in a cell of a panel, and what does it rest on?"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from dashboard import numbers, urls
from dashboard.access import Reader
from dashboard.page import Page
from dashboard.rests import rests_on
from dashboard.urls import read_query
from dashboard.visit import NotFound, Visit, open_visit
from data_access import ledger
from data_access.changes.numbers import kept
from data_access.filters import Filters
from data_access.number_code import code_of_address
from data_access.queries import numbers as behind
from layouts.components.data_table import table_words
from layouts.i18n import Translator
from layouts.numbers import cell as words
from layouts.numbers import sources as files
from layouts.panel import Panel, tables_of

Find = Callable[[str, str], tuple[Page | None, str]]
"""Path and query string -> page, and the query string with what the path names."""


@dataclass(frozen=True)
class Found:
    """A cell of a table of a panel."""

    page: Page
    visit: Visit
    """To the page on which the panel stands."""
    panel: Panel
    cell: words.Cell


def found(find: Find, db: Connection, visit: Visit, t: Translator) -> Found:
    """Return the cell that the question names; raise NotFound."""
    filters = visit.filters
    path, key, where = filters.on or "", filters.panel or "", filters.cell or ""
    page, search = find(path, urls.write_query(_plain(filters)))
    if page is None or page.path.startswith(urls.NUMBER):
        raise NotFound("page", path or "–")
    there = open_visit(db, read_query(search), Reader(), page.needs)
    panels = [
        each
        for panel in page.panels(db, there, t)
        for each in (panel, *panel.inside)
        if each.key == key
    ]
    tables = [table_words(table) for panel in panels for table in tables_of(panel)]
    try:
        table, row, column = (int(each) - 1 for each in where.split("."))
        told = tables[table]
        heads, row_words = [head["title"] for head in told["head"]], told["rows"][row]
        cell = words.Cell(told["caption"], heads, row_words, column, row_words[column])
    except (ValueError, IndexError) as error:
        raise NotFound("number", f"{path} {key} {where}") from error
    return Found(page, there, panels[0], cell)


def _plain(filters: Filters) -> Filters:
    """Return the question of the page on which a cell stands."""
    return replace(filters, on=None, panel=None, cell=None)


def address(filters: Filters) -> str:
    """Return the address that describes a cell for ever: release and quarter named, no language."""
    lang = Filters().lang
    return urls.address(urls.NUMBER, replace(filters, lang=lang)).removesuffix(f"&lang={lang}")


def passport(find: Find, db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the passport of a cell of a panel."""
    filters = visit.filters
    here = found(find, db, visit, t)
    known = kept(db, code_of_address(address(filters)))
    choices = [
        (control.label, dict(control.options).get(control.value, control.value))
        for control in here.page.controls(db, here.visit, t)
    ]
    kinds = numbers.kinds(t.lang)
    place = words.Place(
        page=t(here.page.title),
        address=f"{here.page.address(here.visit.asked)}#panel-{here.panel.key}",
        keep=urls.address(urls.NUMBER_KEPT, filters),
        code=known.code if known else "",
        short=f"{urls.SHORT}{known.code}" if known else "",
        kept_on=t.day(ledger.day_of(known.kept_at)) if known else "",
        was=known.shown if known and known.lang == t.lang else here.cell.value,
        releases=urls.address(urls.RELEASES, Filters(release=filters.release, lang=filters.lang)),
        published=t.day(ledger.day_of(visit.release.published_at)),
    )
    on = rests_on(here.page.path, here.panel.key)
    return [
        words.head(here.panel, here.cell, place, choices, visit.release, t),
        Panel("number-changed", ""),
        Panel("number-counted", ""),
        replace(
            files.files(
                behind.files_of(db, filters.release, on), ledger.day_of, kinds, [], (), t
            ),
            notes=(
                t("These are the files of all rows of these kinds that the release knows; the "
                  "panel counts those of them that its choices leave."),
            ),
        ),
    ]  # fmt: skip


def moving(db: Connection, visit: Visit) -> Hashable:
    """Return whether a cell has a code by now: it can be given one after the release."""
    if not visit.filters.panel:
        return None
    known = kept(db, code_of_address(address(visit.filters)))
    return known is not None
