"""Data quality: how fresh and complete are the data, and what do they not explain?"""

from datetime import date
from functools import partial

from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.page import Page
from dashboard.visit import Visit, quarter_due
from data_access import ledger
from data_access.queries import likeness, quality, results
from data_access.queries.textbooks.choices import STALE_DAYS
from layouts import controls as choices
from layouts import quality as words
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control

TOLD_AT = {
    "packages": urls.SCHOOLS,
    "registers": urls.TRAINING,
    "supply": f"{urls.TEXTBOOKS}#supply",
    "stock_counts": f"{urls.TEXTBOOKS}#counts",
    "contracts": urls.PROCUREMENT,
    "payments": urls.BUDGET,
    "withdrawals": f"{urls.BUDGET}#currencies",
    "procurement": f"{urls.PROCUREMENT}#plan",
    "work_plan": urls.IMPLEMENTATION,
    "stages": f"{urls.IMPLEMENTATION}#standards",
    "campaign": f"{urls.IMPLEMENTATION}#campaign",
    "policy": f"{urls.IMPLEMENTATION}#policy",
    "commitments": f"{urls.IMPLEMENTATION}#commitments",
    "risks": f"{urls.IMPLEMENTATION}#risks",
    "grievances": f"{urls.IMPLEMENTATION}#grievances",
}
"""Code of a subject -> path and section that tell of it."""


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the page, about the whole country."""
    filters = visit.filters.everywhere()

    def address(subject: str) -> str:
        path, _, part = TOLD_AT[subject].partition("#")
        where = urls.address(path, visit.asked)
        return f"{where}#{part}" if part else where

    due = _due(visit)
    subjects = quality.subjects(db, filters, due)
    late = quality.late_figures(db, filters, subjects)
    overdue = visit.release.next_update if due > filters.quarter else None
    return [
        words.fresh(subjects, address, overdue, filters, t),
        words.complete(
            quality.districts(db, filters), partial(urls.everything_about, visit.asked), filters, t
        ),
        words.late(
            late,
            subjects,
            len(results.standing(db, filters)),
            partial(urls.indicator, visit.asked),
            filters,
            t,
        ),
        words.failed(quality.checks(db, filters), STALE_DAYS, address, filters, t),
        words.twins(
            likeness.people(db, filters),
            likeness.schools(db, filters),
            len(likeness.merged_schools(db, filters)),
            likeness.apart_schools(db, filters),
            partial(urls.passport, visit.asked),
            filters,
            t,
        ),
    ]


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    return [
        choices.period_control(visit.release.as_of, visit.filters.quarter, t),
        choices.release_control(visit.releases, visit.release, t),
    ]


def _due(visit: Visit) -> date:
    return quarter_due(visit, ledger.today())


PAGE = Page(
    path=urls.QUALITY,
    title=N_("Data quality"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=words.places,
    styles=("css/sections.css", "css/ledger.css", "css/quality.css"),
    moving=lambda _, visit: _due(visit),
)
