"""Which lists about textbooks leave as files?"""

from sqlalchemy import Connection

from dashboard.exports.sheet import head, release_told, sheet
from dashboard.visit import Visit
from data_access.queries.textbooks import counts, gap, need, supply_links
from data_access.queries.textbooks.choices import STALE_DAYS
from layouts.i18n import Translator
from layouts.textbooks import counts as count_words
from layouts.textbooks import gap as gap_words
from layouts.textbooks import need as need_words
from layouts.textbooks import supply_links as link_words


def order_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the copies to print of every title, the most copies first; copies and pupils whole."""
    asked = need.need(db, visit.filters)
    whole = ["pupils", "needed", "lasting", "unknown", "coming", "copies", "low", "high"]
    titles = asked.titles.assign(**{name: asked.titles[name].round() for name in whole})
    title = need_words.sheet_head(asked, release_told(visit, t), visit.filters, t)
    return sheet(title, titles.astype(dict.fromkeys(whole, "Int64")), need_words.columns(t), t)


def schools_to_remind(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the schools that have not counted their books for a year, district by district."""
    rows = counts.last_counts(db, visit.filters)
    waiting = rows[rows["age"].isin(["old", "never"])].sort_values(["district", "school"])
    title = head(t("Schools that have not counted for a year"), rows, visit, t)
    return sheet(title, waiting, count_words.school_columns(t), t)


def broken_links(db: Connection, visit: Visit, t: Translator) -> str:
    """Return every broken link between order and desk, kind by kind, the most copies first."""
    rows = supply_links.broken_links(db, visit.filters)
    rows = rows.assign(
        kind_name=[link_words.kind_name(kind, STALE_DAYS, t) for kind in rows["kind"]]
    )
    title = head(t("Broken links from order to desk"), rows, visit, t)
    return sheet(title, rows, link_words.columns(t), t)


def double_gap(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the schools that lack books where their district also lacks trained teachers."""
    rows = gap.schools(db, visit.filters)
    title = head(t("Schools that lack these books"), rows, visit, t)
    return sheet(title, rows, gap_words.school_columns(t), t)
