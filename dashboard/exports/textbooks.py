"""Which lists about textbooks leave as files?"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard.exports.sheet import release_told, written
from dashboard.visit import Visit
from data_access.queries.textbooks import counts, gap, need, supply_links
from data_access.queries.textbooks.choices import STALE_DAYS
from layouts.components.data_table import Column
from layouts.i18n import Translator, is_missing
from layouts.textbooks import counts as count_words
from layouts.textbooks import gap as gap_words
from layouts.textbooks import need as need_words
from layouts.textbooks import supply_links as link_words


def order_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the copies to print of every title, the most copies first; copies and pupils whole."""
    asked = need.need(db, visit.filters)
    whole = ["pupils", "needed", "lasting", "unknown", "coming", "copies", "low", "high"]
    titles = asked.titles.assign(**{name: asked.titles[name].round() for name in whole})
    head = need_words.sheet_head(asked, release_told(visit, t), visit.filters, t)
    return _sheet(head, titles.astype(dict.fromkeys(whole, "Int64")), need_words.columns(t), t)


def schools_to_remind(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the schools that have not counted their books for a year, district by district."""
    rows = counts.last_counts(db, visit.filters)
    waiting = rows[rows["age"].isin(["old", "never"])].sort_values(["district", "school"])
    head = _head(t("Schools that have not counted for a year"), rows, visit, t)
    return _sheet(head, waiting, count_words.school_columns(t), t)


def broken_links(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every broken link between order and desk, kind by kind, the most copies first."""
    rows = supply_links.broken_links(db, visit.filters)
    rows = rows.assign(
        kind_name=[link_words.kind_name(kind, STALE_DAYS, t) for kind in rows["kind"]]
    )
    head = _head(t("Broken links from order to desk"), rows, visit, t)
    return _sheet(head, rows, link_words.columns(t), t)


def double_gap(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the schools that lack books where their district also lacks trained teachers."""
    rows = gap.schools(db, visit.filters)
    head = _head(t("Schools that lack these books"), rows, visit, t)
    return _sheet(head, rows, gap_words.school_columns(t), t)


def _head(title: str, rows: pd.DataFrame, visit: Visit, t: Translator) -> list[str]:
    """Return the first line: title, release, quarter, and whether figures are invented."""
    is_invented = bool((rows["demonstration"] == 1).any())
    return [
        title,
        release_told(visit, t),
        t.quarter(visit.filters.quarter),
        t("Demonstration data") if is_invented else "",
    ]


def _sheet(head: list[str], rows: pd.DataFrame, columns: Sequence[Column], t: Translator) -> str:
    """Return a list: numbers as they are, missing ones empty, everything else in words."""
    cells = [
        [_told(row[column.name], column) for column in columns] for row in rows.to_dict("records")
    ]
    return written([head, [column.title for column in columns], *cells], t.lang)


def _told(value: Any, column: Column) -> Any:
    if column.is_number:
        return None if is_missing(value) else value
    return column.show(value)
