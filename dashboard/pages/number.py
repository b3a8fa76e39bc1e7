"""The passport of one number: what it means, how it is counted, and what it rests on."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from sqlalchemy import Connection

from dashboard import numbers as places
from dashboard import urls
from dashboard.access import Permission
from dashboard.page import Page
from dashboard.visit import NotFound, Visit
from data_access import ledger
from data_access.filters import Filters
from data_access.indicators.status import thresholds
from data_access.queries import (
    areas,
    numbers,
    release_changes,
    result_framework,
    result_history,
    results,
)
from data_access.queries.results import BY_REGISTER, Row
from layouts import controls as choices
from layouts import numbers as arrangement
from layouts.i18n import N_, Translator
from layouts.numbers import figure as words
from layouts.numbers import releases
from layouts.numbers import sources as files
from layouts.panel import Panel
from layouts.shell import Control

SHOWN_ROWS = 1000

OfCell = Callable[[Connection, Visit, Translator], list[Panel]]


def panels(of_cell: OfCell, db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the passport of a figure of an indicator, or of a cell of a panel."""
    if visit.filters.panel:
        return of_cell(db, visit, t)
    filters, row = visit.filters, _known(db, visit)
    area = numbers.area_of(row, filters)
    here = places.number(filters, row["indicator"], area)
    place = words.Place(
        area=_name(db, filters, area),
        number=here,
        short=f"{urls.SHORT}{here.code}" if here.code else "",
        page=urls.indicator(_of_figure(filters), row["indicator"]),
        releases=urls.address(urls.RELEASES, Filters(release=filters.release, lang=filters.lang)),
        published=t.day(ledger.day_of(visit.release.published_at)),
    )
    rule = thresholds(filters.quarter)
    is_register = row["indicator"] in BY_REGISTER
    parts = result_history.by_area(db, filters)
    return [
        words.head(row, rule, place, visit.release, is_register, filters, t),
        _changed(db, visit, row, t),
        words.counted(
            row, parts, lambda each: places.number(filters, row["indicator"], each), filters, t
        ),
        files.files(
            numbers.sources(db, filters),
            ledger.day_of,
            places.kinds(t.lang),
            [
                (
                    t("Row by row, for those who may see rows"),
                    urls.address(urls.NUMBER_ROWS, filters),
                )
            ],
            (t("Rows that could tell a few people are not counted here."),)
            if row["indicator"] in numbers.OF_A_FEW
            else (),
            t,
        ),
    ]


def _changed(db: Connection, visit: Visit, row: Row, t: Translator) -> Panel:
    """Return how a figure differs from that of another release; empty where none was named."""
    other = next((each for each in visit.releases if each.number == visit.filters.beside), None)
    if other is None or other.number == visit.release.number:
        return Panel("number-changed", "")
    then = replace(visit.asked_of(other), beside=None)
    was = results.standing(db, then)[row["indicator"]]
    names = choices.named_releases([other, visit.release], t)
    rows = release_changes.rows(db, visit.filters, then, was, row)
    return releases.one(was, row, rows, (names[0][1], names[1][1]), t)


def _known(db: Connection, visit: Visit) -> Row:
    rows, code = result_framework.rows(db, visit.filters), visit.filters.indicator
    if code not in rows:
        dropped = (each.removeprefix("indicator=") for each in visit.dropped)
        raise NotFound("indicator", code or next(dropped, "–"))
    return rows[code]


def _of_figure(filters: Filters) -> Filters:
    return replace(filters, on=None, panel=None, cell=None)


def _name(db: Connection, filters: Filters, area: str) -> str:
    named = areas.areas(db, filters).set_index("area")["area_name"]
    return str(named[area])


def lines(db: Connection, visit: Visit, t: Translator) -> Sequence[Panel]:
    """Return the rows behind a figure of an indicator, the first of them."""
    filters, row = visit.filters, _known(db, visit)
    found = list(islice(numbers.contributions(db, filters), SHOWN_ROWS + 1))
    area = _name(db, filters, numbers.area_of(row, filters))
    return [
        files.lines(
            f"{row['indicator']} · {row['indicator_name']} · {area}, {t.quarter(filters.quarter)}",
            found,
            SHOWN_ROWS,
            urls.address(urls.ROWS_BEHIND, filters),
            places.kinds(t.lang),
            ledger.day_of,
            t,
            demonstration=row["demonstration"] == 1,
        )
    ]


def _no_controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """A passport is about one number: another one is another address."""
    return []


_STYLES = ("css/ledger.css", "css/results.css", "css/numbers.css")


def page(of_cell: OfCell, moving: Callable[[Connection, Visit], Hashable]) -> Page:
    """Return the page of a passport; `of_cell` answers for a cell of a panel, which may be given a
    code after its release was published: `moving` says whether."""
    return Page(
        path=urls.NUMBER,
        title=N_("Passport of a number"),
        needs=Permission.SEE_RELEASES,
        controls=_no_controls,
        panels=partial(panels, of_cell),
        places=arrangement.places,
        styles=_STYLES,
        moving=moving,
    )


ROWS = Page(
    path=urls.NUMBER_ROWS,
    title=N_("Rows behind a number"),
    needs=Permission.SEE_ROWS,
    controls=_no_controls,
    panels=lines,
    places=arrangement.rows_places,
    styles=_STYLES,
)
