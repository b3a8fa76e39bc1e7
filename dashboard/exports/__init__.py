"""Which lists leave as files that a spreadsheet opens?"""

from collections.abc import Callable

from flask import Flask, Response, request
from sqlalchemy import Connection, Engine

from dashboard import urls
from dashboard.access import Permission, may
from dashboard.exports import (
    implementation,
    numbers,
    open_contracting,
    procurement,
    promises,
    releases,
    results,
)
from dashboard.exports.budget import (
    budget_execution,
    payments,
    payments_behind_costs,
    withdrawals,
)
from dashboard.exports.deadlines import calendar, deadline_list
from dashboard.exports.textbooks import broken_links, double_gap, order_list, schools_to_remind
from dashboard.exports.training import training_places
from dashboard.exports.transfers import textbook_transfers
from dashboard.login import current_reader
from dashboard.page import troubles_named
from dashboard.visit import Forbidden, NotFound, Visit, open_visit
from data_access import database
from layouts.i18n import Translator

Export = Callable[[Connection, Visit, Translator], str]

EXPORTS: dict[str, Export] = {
    urls.TRAINING_PLACES: training_places,
    urls.ORDER_LIST: order_list,
    urls.SCHOOLS_TO_REMIND: schools_to_remind,
    urls.BROKEN_LINKS: broken_links,
    urls.DOUBLE_GAP: double_gap,
    urls.TEXTBOOK_TRANSFERS: textbook_transfers,
    urls.CONTRACTS: procurement.contract_list,
    urls.SUPPLIERS: procurement.supplier_list,
    urls.PROCUREMENT_PACKAGES: procurement.package_list,
    urls.PROCUREMENT_STEPS: procurement.step_list,
    urls.OPEN_CONTRACTING: open_contracting.written,
    urls.ACTIVITIES: implementation.activity_list,
    urls.STAGES: implementation.stage_list,
    urls.JOINT_ACTIVITIES: implementation.joint_list,
    urls.BUDGET_EXECUTION: budget_execution,
    urls.PAYMENTS: payments,
    urls.WITHDRAWALS: withdrawals,
    urls.COSTS: payments_behind_costs,
    urls.CAMPAIGN_EVENTS: promises.event_list,
    urls.POLICY_ACTIONS: promises.action_list,
    urls.COMMITMENTS: promises.commitment_list,
    urls.RISKS: promises.risk_list,
    urls.DEADLINE_LIST: deadline_list,
    urls.CALENDAR: calendar,
    urls.FRAMEWORK: results.framework,
    urls.INDICATOR_HISTORY: results.indicator_history,
    urls.ROWS_BEHIND: numbers.rows_behind,
}
"""Address of a list, which ends in the name of its file -> what writes it."""

NEEDS = {urls.ROWS_BEHIND: Permission.SEE_ROWS}
"""Lists that need more than the permission to see releases."""

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
}
"""Ending of the name of a file -> what it is."""


def install(server: Flask, engine: Engine) -> None:
    """Register a route for each list, and for the manifests of releases."""
    for path, export in EXPORTS.items():
        server.add_url_rule(path, path, _answer(path, export, engine))

    @server.get(f"{urls.RELEASES}/<int:number>.json")
    def manifest(number: int) -> Response:
        with troubles_named(), database.reading(engine) as db:
            if not may(current_reader(), Permission.SEE_RELEASES):
                raise Forbidden
            body = releases.manifest(db, number)
        return Response(body, content_type=TYPES["json"], headers={"Cache-Control": "no-store"})


def _answer(path: str, export: Export, engine: Engine) -> Callable[[], Response]:
    def file() -> Response:
        question = urls.read_query(request.query_string.decode("utf-8", "replace"))
        with troubles_named(), database.reading(engine) as db:
            needs = NEEDS.get(path, Permission.SEE_RELEASES)
            visit = open_visit(db, question, current_reader(), needs)
            if visit.dropped:
                # A page says what it left out; a file would answer another question in silence.
                raise NotFound("choice", ", ".join(visit.dropped))
            body = export(db, visit, Translator(visit.filters.lang))
        name = path.rpartition("/")[2]
        response = Response(body, content_type=TYPES[name.rpartition(".")[2]])
        response.headers["Content-Disposition"] = f"attachment; filename={name}"
        response.headers["Cache-Control"] = "no-store"
        return response

    return file
