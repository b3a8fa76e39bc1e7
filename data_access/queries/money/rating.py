"""Where does each component stand by the house rule, and what would change it?

The rule is this project's own. It is never a rating by ADB.
"""

import math
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, case, func, literal, select, union_all

from data_access.filters import Filters
from data_access.indicators.rating import DIMENSIONS, Limits, limits
from data_access.indicators.status import Status
from data_access.models import Indicator
from data_access.queries import results
from data_access.queries.money import ledger
from data_access.queries.money.choices import COMPONENTS
from data_access.queries.money.curves import adb_funds, projections
from data_access.queries.money.execution import names
from data_access.queries.money.ledger import ZERO
from data_access.summaries.passport import ACTIONS
from data_access.summaries.promises import COMMITMENTS

OF_SCHOOLS = "3"
"""The component to which the commitments and issues of innovative schools belong."""
OF_PROGRAMME = "4"
"""Project management: it answers for commitments that belong to no figure of a component."""

WORST_FIRST = (Status.AT_RISK, Status.ATTENTION, Status.ON_TRACK)


@dataclass(frozen=True)
class Judged:
    """One dimension of one component: a part of a whole, and where that stands."""

    dimension: str
    part: float
    whole: float
    unit: str
    """USD, weighted points, payments or actions; empty where there is nothing to judge."""
    status: Status

    @property
    def share(self) -> float:
        """Return the part of the whole; missing where there is none."""
        return self.part / self.whole if self.whole > 0 else float("nan")


@dataclass(frozen=True)
class Rated:
    """A component with all its dimensions; its status is the worst of those that are known."""

    component: str
    name: str
    dimensions: tuple[Judged, ...]
    status: Status
    demonstration: int


@dataclass(frozen=True)
class Need:
    """What a dimension lacks to be on track, in its own unit; 0 where it is."""

    dimension: str
    lacking: float
    unit: str


def ratings(db: Connection, filters: Filters) -> list[Rated]:
    """Return every component as it stands."""
    rules = limits(filters.quarter)
    words = names(db, filters)["component"]
    measured = _measured(db, filters)
    invented = max(
        (row.demonstration for row in (*ledger.budget(db, filters), *ledger.payments(db, filters))),
        default=0,
    )
    return [
        _rated(component, words.get(component, component), measured[component], rules, invented)
        for component in COMPONENTS
    ]


def _rated(
    component: str,
    name: str,
    measured: dict[str, tuple[float, float, str]],
    rules: dict[str, Limits],
    invented: int,
) -> Rated:
    found = []
    for dimension in DIMENSIONS:
        part, whole, unit = measured.get(dimension, (float("nan"), float("nan"), ""))
        judged = Judged(dimension, part, whole, unit, Status.NOT_REPORTED)
        found.append(replace(judged, status=_status(judged.share, rules[dimension])))
    known = {each.status for each in found} - {Status.NOT_REPORTED}
    worst = next((status for status in WORST_FIRST if status in known), Status.NOT_REPORTED)
    return Rated(component, name, tuple(found), worst, invented)


def _status(share: float, rule: Limits) -> Status:
    if math.isnan(share):
        return Status.NOT_REPORTED
    if share >= rule.on_track - 1e-9:
        return Status.ON_TRACK
    return Status.ATTENTION if share >= rule.attention - 1e-9 else Status.AT_RISK


def _measured(db: Connection, filters: Filters) -> dict[str, dict[str, tuple[float, float, str]]]:
    """Return part, whole and unit of each dimension that can be measured, by component.

    Projections are made by fund: a component is expected its share of the fund's budget of them.
    """
    adb = set(adb_funds(db, filters))
    budget = [row for row in ledger.budget(db, filters) if row.fund in adb]
    paid = ledger.payments(db, filters)
    projected = _projected(db, filters, adb)
    by_cell = ledger.added(budget, lambda row: (row.fund, row.component), "amount")
    by_fund = ledger.added(budget, lambda row: row.fund, "amount")
    awards = [row for row in ledger.awards(db, filters) if row.fund in adb]
    awarded = ledger.added(awards, lambda row: row.component, "amount_usd")
    spent = ledger.added(
        (row for row in paid if row.fund in adb), lambda row: row.component, "amount_usd"
    )
    output, promised = _output(db, filters), _promised(db, filters)
    found: dict[str, dict[str, tuple[float, float, str]]] = {}
    for component in COMPONENTS:
        shares = {
            fund: float(by_cell.get((fund, component), ZERO) / whole)
            for fund, whole in by_fund.items()
            if whole
        }
        expected = {
            subject: sum(
                share * projected[subject].get(fund, 0.0) for fund, share in shares.items()
            )
            for subject in ("awards", "disbursement")
        }
        here = [row for row in paid if row.component == component]
        count = sum(row.fact_count for row in here)
        in_order = count - sum(row.older_rates for row in here)
        found[component] = {
            "awards": (float(awarded.get(component, ZERO)), expected["awards"], "USD"),
            "disbursement": (float(spent.get(component, ZERO)), expected["disbursement"], "USD"),
            "output": (*output.get(component, (float("nan"), float("nan"))), "points"),
            "finance": (float(in_order), float(count), "payments"),
        }
        if component in promised:
            found[component]["safeguards"] = (*promised[component], "actions")
    return found


def _promised(db: Connection, filters: Filters) -> dict[str, tuple[float, float]]:
    """Return by component how many of the commitments that are due are done, and how many are due.

    Those on safeguards belong to the component of the figure that they endanger; commitments and
    issues of innovative schools are added to theirs.
    """
    action, commitment = ACTIONS.table.c, COMMITMENTS.table.c
    of_schools = select(
        literal(OF_SCHOOLS).label("component"), action.release, action.due_on, action.done_on
    )
    on_safeguards = select(
        func.coalesce(Indicator.component, OF_PROGRAMME),
        *(commitment.release, commitment.due_on, commitment.done_on),
    ).join_from(COMMITMENTS.table, Indicator, Indicator.code == commitment.indicator, isouter=True)
    every = union_all(of_schools, on_safeguards.where(commitment.kind == "safeguard")).subquery().c
    rows = db.execute(
        select(
            every.component,
            func.sum(case((every.done_on <= filters.quarter, 1), else_=0)),
            func.count(),
        )
        .where(every.release == filters.release, every.due_on <= filters.quarter)
        .group_by(every.component)
    )
    return {component: (float(done), float(due)) for component, done, due in rows}


def _projected(db: Connection, filters: Filters, adb: set[str]) -> dict[str, dict[str, float]]:
    """Return the newest projection to date, by subject and fund, USD."""
    newest: dict[tuple[str, object], tuple[Decimal, Decimal]] = {}
    for fund, period, _, awards, disbursement, _ in projections(db, filters):
        if fund in adb and period <= filters.quarter:
            newest[fund, period] = awards, disbursement  # “revised” comes after “original”
    found: dict[str, dict[str, float]] = {"awards": {}, "disbursement": {}}
    for (fund, _), amounts in newest.items():
        for subject, amount in zip(found, amounts, strict=True):
            found[subject][fund] = found[subject].get(fund, 0.0) + float(amount)
    return found


def _output(db: Connection, filters: Filters) -> dict[str, tuple[float, float]]:
    """Return points reached of points due to date by component: each figure with its weight."""
    found: dict[str, tuple[float, float]] = {}
    for row in results.standing(db, filters.everywhere()).values():
        value, target = row["last_value"], row["target"]
        if row["weight"] and pd.notna(value) and pd.notna(target) and target > 0:
            part, whole = found.get(row["component"], (0.0, 0.0))
            reached = min(1.0, value / target) * row["weight"]
            found[row["component"]] = part + reached, whole + row["weight"]
    return found


def simulated(db: Connection, filters: Filters) -> tuple[Rated, Rated, list[Need]]:
    """Return the component asked for as it stands, as it would stand, and what it lacks."""
    asked = filters.rated or COMPONENTS[2]
    rules = limits(filters.quarter)
    now = next(each for each in ratings(db, filters) if each.component == asked)
    more = {
        "awards": 1e6 * (filters.more_awards or 0),
        "disbursement": 1e6 * (filters.more_paid or 0),
        "safeguards": float(filters.more_done or 0),
    }
    dimensions = []
    for each in now.dimensions:
        part = each.part + more.get(each.dimension, 0.0)
        if each.dimension == "output":
            part += each.whole * (filters.more_work or 0) / 100
        if each.unit in ("points", "actions"):
            part = min(each.whole, part)
        moved = replace(each, part=part)
        dimensions.append(replace(moved, status=_status(moved.share, rules[each.dimension])))
    known = {each.status for each in dimensions} - {Status.NOT_REPORTED}
    worst = next((status for status in WORST_FIRST if status in known), Status.NOT_REPORTED)
    then = replace(now, dimensions=tuple(dimensions), status=worst)
    return now, then, [_need(each, rules[each.dimension]) for each in dimensions if each.unit]


def _need(judged: Judged, rule: Limits) -> Need:
    lacking = max(0.0, rule.on_track * judged.whole - judged.part)
    return Need(judged.dimension, lacking, judged.unit)
