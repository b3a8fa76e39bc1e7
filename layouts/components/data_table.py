"""How does a frame become a table that people and screen readers can read?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from layouts.i18n import Translator


@dataclass(frozen=True)
class Column:
    """One column of a table: where its cells come from and what stands above them."""

    name: str
    title: str
    show: Callable[[Any], str] = str
    is_number: bool = False


def data_table(
    frame: pd.DataFrame, columns: Sequence[Column], caption: str, t: Translator
) -> html.Table | html.P:
    """Return a plain HTML table with a caption and headings; in words where there are no rows."""
    if frame.empty:
        return html.P(t("There are no rows."))
    head = html.Tr([html.Th(column.title, scope="col") for column in columns])
    cells = [[column.show(value) for value in frame[column.name]] for column in columns]
    rows = [
        html.Tr([_cell(column, value) for column, value in zip(columns, row, strict=True)])
        for row in zip(*cells, strict=True)
    ]
    return html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody(rows)],
        className="table table-sm data-table",
    )


def _cell(column: Column, value: str) -> html.Td:
    return html.Td(value, className="number") if column.is_number else html.Td(value)
