"""What do sections of promises share: marks of states, tables in panels, ways to files?"""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts.attributes import aria
from layouts.components.data_table import Column
from layouts.i18n import Translator
from layouts.implementation.words import named as or_dash
from layouts.markup import Element
from layouts.panel import Panel
from layouts.theme import MARKS

Row = Mapping[Any, Any]


def mark(look: str, words: str) -> html.Span:
    """Return words after the sign of a status that looks so."""
    sign = html.Span(MARKS[look].sign, **aria(hidden="true"))
    return html.Span([sign, f" {words}"], className=f"status status-{look}")


def named(code: str, name: str, *small: str) -> list[Any]:
    """Return a code in bold, a name, and what is told of it in small letters."""
    return [Element("b", code), f" {name}", *(Element("small", each) for each in small if each)]


def file(words: str, address: str) -> html.P:
    """Return the way to a list as a file."""
    return html.P(html.A(words, href=address, download=""), className="ways")


def source(what: str, filters: Filters, t: Translator) -> str:
    """Return where figures are from; `what` names the list."""
    return t(
        "{what}, {quarter}; release No. {number}",
        what=what,
        quarter=t.quarter(filters.quarter),
        number=t.number(filters.release),
    )


def dash_column(name: str, title: str) -> Column:
    """Return a column of texts that may be missing."""
    return Column(name, title, or_dash)


def without_rows(key: str, title: str, finding: str, told: str) -> Panel:
    """Return a panel of a list that is empty; `told`: its source."""
    return Panel(key=key, title=title, finding=finding, source=told)
