"""Which address and which short code has a number?"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from dashboard import urls
from data_access.filters import LANGUAGES, Filters
from data_access.imports.sheets import SHEETS
from data_access.number_code import Figure, code_of
from data_access.queries.numbers import area_of
from layouts.components.number_link import Number


def number(filters: Filters, code: str, area: str) -> Number:
    """Return the passport of a figure of an indicator; `filters` of a complete question."""
    figure = Figure(code, area, filters.quarter, filters.release or 0)
    return Number(urls.number(filters, code, area), code_of(figure))


def number_of(filters: Filters) -> Callable[[Mapping[Any, Any]], Number]:
    """Return what finds the passport of a row of `results.standing`."""
    return lambda row: number(filters, row["indicator"], area_of(row, filters))


@cache
def kinds(lang: str) -> dict[str, str]:
    """Return what a row of each table of facts is called: the name of its sheet."""
    at = LANGUAGES.index(lang)
    return {sheet.model.__tablename__: sheet.titles[at] for sheet in SHEETS}
