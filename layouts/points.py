"""In which cells of the tables of a panel do the points of its chart stand?

A trace says in its `meta` by `of` or `of_areas` which column its points show; `placed` turns that
into the places of cells, from which the browser makes the addresses of their passports.
"""

from collections.abc import Sequence
from typing import Any

from layouts.components.data_table import Table
from layouts.panel import Panel, tables_of

AREAS = "areas"


def of(column: str, table: int = 0, rows: Sequence[int] | None = None) -> dict[str, Any]:
    """Return the `meta` of a trace: point n shows row n of a column of a table, or row `rows[n]`;
    all from 0."""
    return {"column": column, "table": table, "rows": rows}


def of_areas() -> dict[str, Any]:
    """Return the `meta` of a trace whose `customdata` are areas, told in column `state`."""
    return {"column": "state", "table": 0, "rows": AREAS}


def placed(panel: Panel) -> dict[str, Any] | None:
    """Return the figure of a panel; `meta` of a trace is "1.3" (point n stands in row n of column 3
    of table 1), or the cell of each point, "1.2.3", None for one that no table tells."""
    figure, tables = panel.figure, tables_of(panel)
    if figure is None or "data" not in figure:
        return figure
    traces = [
        {**trace, "meta": _cells(trace, tables)} if "meta" in trace else trace
        for trace in figure["data"]
    ]
    return {**figure, "data": traces}


def _cells(trace: dict[str, Any], tables: Sequence[Table]) -> str | list[str | None] | None:
    name, at, rows = (trace["meta"][each] for each in ("column", "table", "rows"))
    if at >= len(tables):
        return None
    column = [each.name for each in tables[at].columns].index(name) + 1
    if rows is None:
        return f"{at + 1}.{column}"
    if rows == AREAS:
        known = {area: row for row, area in enumerate(tables[at].frame["area"])}
        rows = [known.get(area) for area in trace["customdata"]]
    return [None if row is None else f"{at + 1}.{row + 1}.{column}" for row in rows]
