"""Where do all regions and districts stand, in one table?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import data
from layouts.components.data_table import Column, told
from layouts.components.number_link import cell_link
from layouts.country_map import state
from layouts.districts.beside import COMPARED
from layouts.districts.words import Row, few_hidden
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, place

COUNTS = {
    "school_count": N_("Schools"),
    "pupil_count": N_("Pupils"),
    "innovative_count": N_("Innovative schools"),
}


def places(t: Translator) -> html.Main:
    """Return the empty place of the list."""
    return html.Main(
        [
            html.H1(t("Regions and districts"), className="visually-hidden"),
            place("areas", has_figure=False, t=t),
        ],
        id="main",
        className="sectioned areas",
        tabIndex="-1",
    )


def panel(
    rows: Sequence[Row],
    measures: Mapping[str, Any],
    address: Callable[[str], str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return all regions and districts; rows as `districts.every_area` returns them.

    `measures` are those of the map by code; `address` leads to an area.
    """
    shown = [
        {
            **row,
            "level_name": t("Region") if row["level"] == "region" else t("District"),
            **{
                f"{name}_words": state(row[name], measures[code], t)
                for name, (code, _) in COMPARED.items()
            },
        }
        for row in rows
    ]
    columns = (
        Column("area_name", t("Area")),
        Column("level_name", t("Level")),
        Column("region_name", t("Region")),
        *(
            Column(name, t(title), lambda count: labels.reported(count, t), True)
            for name, title in COUNTS.items()
        ),
        *(
            Column(f"{name}_words", t(title), is_number=True)
            for name, (_, title) in COMPARED.items()
        ),
    )
    regions = sum(row["level"] == "region" for row in rows)
    return Panel(
        key="areas",
        title=t("Regions and districts"),
        finding=t(
            "{regions} and {districts}; choose one to see everything about it.",
            regions=t.plural("{n} region", "{n} regions", regions),
            districts=t.plural("{n} district", "{n} districts", len(rows) - regions),
        ),
        body=[_search(t), html.Div(_table(shown, measures, address, t), className="table-frame")],
        frame=told(shown, columns),
        columns=columns,
        source=t(
            "register of schools, {release}; packages and reports, {quarter}",
            release=labels.as_stated(filters, t),
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=any(
            row["demonstration"] == 1 or any(row[name]["demonstration"] == 1 for name in COMPARED)
            for row in rows
        ),
        notes=(few_hidden(t),),
    )


def _search(t: Translator) -> html.Div:
    look = {"type": "search", "id": "search-areas", "class": "form-control", "autocomplete": "off"}
    parts: list[Any] = [
        html.Label(t("Search by name"), htmlFor="search-areas"),
        Element("input", None, look),
        html.Span(className="found-areas", role="status", **data(shown=t("Shown: {n}", n="#"))),
    ]
    return html.Div(parts, className="area-search")


def _table(
    rows: Sequence[Row], measures: Mapping[str, Any], address: Callable[[str], str], t: Translator
) -> html.Table:
    heads = [
        *(_head(words) for words in (t("Area"), t("Region"))),
        *(_head(t(title), "number") for title in COUNTS.values()),
        *(_head(t(title), "number") for _, title in COMPARED.values()),
    ]
    return html.Table(
        [
            html.Caption(t("Regions and districts"), className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody([_row(n, row, measures, address, t) for n, row in enumerate(rows, 1)]),
        ],
        className="ledger area-list",
    )


def _head(words: str, look: str = "") -> html.Th:
    """Return the head of a column, by which the script sorts."""
    return html.Th(html.Button(words, type="button"), scope="col", className=look)


def _row(
    n: int, row: Row, measures: Mapping[str, Any], address: Callable[[str], str], t: Translator
) -> html.Tr:
    """Return a row with what its columns are sorted by: a rank of names, or numbers; `n`: where it
    stands in the table of the panel, from 1."""
    name = html.A(row["area_name"], href=address(row["area"]))
    level = t("region") if row["level"] == "region" else row["region_name"]
    return html.Tr(
        [
            html.Th(name, scope="row", **data(name=t("Area"))),
            html.Td(level, **data(name=t("Region"))),
            *(
                _count(row[key], f"1.{n}.{column}", t(title), t)
                for column, (key, title) in enumerate(COUNTS.items(), 4)
            ),
            *(
                _share(row[key], measures[code], f"1.{n}.{column}", t(title), t)
                for column, (key, (code, title)) in enumerate(COMPARED.items(), 4 + len(COUNTS))
            ),
        ],
        className=f"of-{row['level']}",
    )


def _count(count: float, cell: str, title: str, t: Translator) -> html.Td:
    """Return a count; `cell`: where it stands in the table of the panel."""
    words = labels.reported(count, t)
    if is_missing(count):
        return html.Td(words, className="number", **data(name=title))
    order = data(order=f"{count:g}", name=title)
    return html.Td(cell_link(words, cell), className="number", **order)


def _share(row: Row, measure: Any, cell: str, title: str, t: Translator) -> html.Td:
    """Return a share over what it is of, or why it is not told; `cell` as above."""
    if is_missing(row["value"]):
        return html.Td(state(row, measure, t), className="number untold", **data(name=title))
    of = labels.of_what(measure.code, row["numerator"], row["denominator"], t)
    return html.Td(
        [html.Small(of), cell_link(state(row, measure, t), cell)],
        className="number",
        **data(order=f"{row['value']:.6f}", name=title),
    )
