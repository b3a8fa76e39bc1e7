"""How are plan and contracts told in the Open Contracting Data Standard, version 1.1?

One release for each package: its plan as tender, its contracts with variations, deliverables and
payments. A contract that names no package is a process of its own.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
import pandas as pd
from sqlalchemy import Connection

from dashboard.visit import Visit
from data_access.ledger import local
from data_access.queries.procurement import contracts, parties, plan
from layouts.i18n import Translator, is_missing

VERSION = "1.1"
PREFIX = "ocds-000000"
"""Stands in for the prefix that the Open Contracting Partnership gives to a publisher."""

CATEGORY = {"goods": "goods", "works": "works"}
"""Category -> that of the standard; whatever is neither goods nor works is a service."""

KIND = {
    **dict.fromkeys(("documents", "terms"), "preProcurement"),
    **dict.fromkeys(("cleared", "awarded"), "approval"),
    **dict.fromkeys(("shortlisted", "opened", "evaluated"), "assessment"),
    "completed": "delivery",
}
"""Step -> type of milestone; others are talks with the market."""

PUBLIC = ("advertised", "requested")
"""Steps that make a plan known to bidders."""

Row = Mapping[Any, Any]


def written(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the release package: names in the language of the reader, what is missing left out."""
    return orjson.dumps(package(db, visit, t), option=orjson.OPT_INDENT_2).decode()


def package(db: Connection, visit: Visit, t: Translator) -> dict[str, Any]:
    """Return the release package; without any package or contract it has no release."""
    filters, teller = visit.filters, _Teller(db, visit, t)
    frame = plan.packages(db, filters)
    every = [*frame["demonstration"], *(row["demonstration"] for row in teller.alone)]
    releases = [teller.release(row) for row in frame.to_dict("records")]
    releases += [teller.release_of(row) for row in teller.alone]
    return {
        "uri": f"urn:bilim:open-contracting:{visit.release.number}:{filters.quarter}:{t.lang}",
        "version": VERSION,
        "publishedDate": _published(visit),
        "publisher": {"name": teller.buyer_told(max(every, default=0))["name"]},
        "releases": releases,
    }


def _published(visit: Visit) -> str:
    return local(visit.release.published_at).isoformat(timespec="seconds")


def _moment(day: Any) -> str | None:
    """Return the beginning of a day in Bishkek as a date-time; None where it is missing."""
    return None if is_missing(day) else f"{pd.Timestamp(day):%Y-%m-%d}T00:00:00+06:00"


def _value(amount: float, currency: str) -> dict[str, Any]:
    return {"amount": round(float(amount), 2), "currency": currency}


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is known: the standard leaves out what is not."""
    return {name: value for name, value in values.items() if value not in (None, [], {})}


class _Teller:
    """Everything that the releases of one question share."""

    def __init__(self, db: Connection, visit: Visit, t: Translator):
        filters = visit.filters
        self.visit, self.t = visit, t
        self.buyer = {"id": parties.BUYER, "name": parties.buyer(db, filters)}
        self.countries = contracts.suppliers(db, filters).set_index("supplier")["country"]
        rows = contracts.contracts(db, filters).to_dict("records")
        known = set(plan.packages(db, filters)["package"])
        self.of_package = _grouped(rows, "package")
        self.alone = [row for row in rows if is_missing(row["package"])]
        if filters.method is None:
            self.alone += [
                row
                for row in rows
                if not is_missing(row["package"]) and row["package"] not in known
            ]
        self.steps = _grouped(plan.steps(db, filters).to_dict("records"), "package")
        self.changes = _grouped(contracts.variations(db, filters).to_dict("records"), "contract")
        self.owed = _grouped(contracts.deliverables(db, filters).to_dict("records"), "contract")
        paid = contracts.payments(db, filters, visit.release.import_id)
        self.paid = _grouped((row._mapping for row in paid), "contract")

    def release(self, row: Row) -> dict[str, Any]:
        """Return the release of one package."""
        signed = self.of_package.get(row["package"], [])
        told = self._release(row["package"], signed, row["demonstration"])
        return _known(
            {
                **told,
                "tag": _tags(row["state"], signed),
                "planning": {"budget": {"amount": _value(row["estimate"], "USD")}},
                "tender": self._tender(row),
                "relatedProcesses": self._replaced(row),
            }
        )

    def release_of(self, contract: Row) -> dict[str, Any]:
        """Return the release of a contract that names no package."""
        told = self._release(contract["contract"], [contract], contract["demonstration"])
        return _known({**told, "tag": _tags("signed", [contract])})

    def _release(self, code: str, signed: list[Row], demonstration: int) -> dict[str, Any]:
        number = self.visit.release.number
        return {
            "ocid": f"{PREFIX}-{code}",
            "id": f"{code}-{number}-{self.visit.filters.quarter}",
            "date": _published(self.visit),
            "language": self.t.lang,
            "initiationType": "tender",
            "parties": self._parties(signed, demonstration),
            "buyer": self.buyer_told(demonstration),
            "awards": [self._award(row) for row in signed],
            "contracts": [self._contract(row) for row in signed],
        }

    def buyer_told(self, demonstration: int) -> dict[str, str]:
        """Return the reference of the buyer, which says where figures are invented."""
        if demonstration != 1:
            return self.buyer
        return {**self.buyer, "name": f"{self.buyer['name']} ({self.t('Demonstration data')})"}

    def _parties(self, signed: list[Row], demonstration: int) -> list[dict[str, Any]]:
        named = {
            row["supplier"]: row["supplier_name"]
            for row in signed
            if not is_missing(row["supplier"])
        }
        suppliers = [
            {
                "id": code,
                "name": name,
                "roles": ["supplier"],
                "address": {"countryName": self.countries[code]},
            }
            for code, name in named.items()
        ]
        buyer = self.buyer_told(demonstration)
        return [{**buyer, "roles": ["buyer", "procuringEntity"]}, *suppliers]

    def _tender(self, row: Row) -> dict[str, Any]:
        steps = self.steps.get(row["package"], [])
        return _known(
            {
                "id": row["package"],
                "title": row["package_name"],
                "status": _status(row["state"], steps),
                "procurementMethod": row["ocds"],
                "procurementMethodDetails": row["method_name"],
                "mainProcurementCategory": CATEGORY.get(row["category"], "services"),
                "value": _value(row["estimate"], "USD"),
                "milestones": [self._step(step) for step in steps],
            }
        )

    def _step(self, step: Row) -> dict[str, Any]:
        return self._milestone(
            f"{step['package']}-{step['step']}",
            step["step_name"],
            KIND.get(step["step"], "engagement"),
            step["planned_on"],
            step["actual_on"],
        )

    def _milestone(self, code: str, title: str, kind: str, due: Any, met: Any) -> dict[str, Any]:
        is_over = pd.Timestamp(due) <= pd.Timestamp(self.visit.filters.quarter)
        status = "met" if not is_missing(met) else "notMet" if is_over else "scheduled"
        return _known(
            {
                "id": code,
                "title": title,
                "type": kind,
                "dueDate": _moment(due),
                "dateMet": _moment(met),
                "status": status,
            }
        )

    def _award(self, row: Row) -> dict[str, Any]:
        supplier = {"id": row["supplier"], "name": row["supplier_name"]}
        return _known(
            {
                "id": f"{row['contract']}-award",
                "title": None if is_missing(row["package_name"]) else row["package_name"],
                "status": "active",
                "date": _moment(row["signed_on"]),
                "value": _value(row["amount"], row["currency"]),
                "suppliers": [] if is_missing(row["supplier"]) else [supplier],
            }
        )

    def _contract(self, row: Row) -> dict[str, Any]:
        code, currency = row["contract"], row["currency"]
        day = pd.Timestamp(self.visit.filters.quarter)
        period = {"startDate": _moment(row["signed_on"]), "endDate": _moment(row["ends_on"])}
        payments = [
            {
                "id": paid["number"],
                "date": _moment(paid["paid_on"]),
                "value": _value(paid["amount"], paid["currency"]),
            }
            for paid in self.paid.get(code, [])
        ]
        return _known(
            {
                "id": code,
                "awardID": f"{code}-award",
                "title": None if is_missing(row["package_name"]) else row["package_name"],
                "status": "terminated" if row["is_done"] else "active",
                "period": _known(period),
                "value": _value(row["value"], currency),
                "dateSigned": _moment(row["signed_on"]),
                "amendments": [
                    self._amendment(change, currency) for change in self.changes.get(code, [])
                ],
                "milestones": [
                    self._milestone(
                        f"{code}-{owed['deliverable']}",
                        owed["deliverable_name"],
                        "delivery",
                        owed["due_on"],
                        owed["accepted_on"] if owed["accepted_on"] <= day else None,
                    )
                    for owed in self.owed.get(code, [])
                ],
                "implementation": _known({"transactions": payments}),
            }
        )

    def _amendment(self, change: Row, currency: str) -> dict[str, Any]:
        told = []
        if change["amount"]:
            told.append(
                self.t(
                    "Change of amount: {n} {currency}",
                    n=self.t.change(change["amount"], 2),
                    currency=currency,
                )
            )
        if not is_missing(change["ends_on"]):
            told.append(self.t("New end: {date}", date=self.t.day(change["ends_on"])))
        return {
            "id": f"{change['contract']}-{change['variation']}",
            "date": _moment(change["signed_on"]),
            "description": "; ".join(told),
        }

    def _replaced(self, row: Row) -> list[dict[str, Any]]:
        if is_missing(row["replaces"]):
            return []
        return [
            {
                "id": "1",
                "relationship": ["unsuccessfulProcess"],
                "scheme": "ocid",
                "identifier": f"{PREFIX}-{row['replaces']}",
            }
        ]


def _grouped(rows: Iterable[Row], name: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in rows:
        if not is_missing(row[name]):
            found.setdefault(row[name], []).append(row)
    return found


def _tags(state: str, signed: list[Row]) -> list[str]:
    """Return which stages the release speaks of."""
    if state == "cancelled":
        return ["tenderCancellation"]
    if not signed:
        return ["planning"] if state == "ahead" else ["tender"]
    paid = ["implementation"] if any(row["paid"] for row in signed) else []
    return ["tender", "award", "contract", *paid] if state != "ahead" else ["award", "contract"]


def _status(state: str, steps: Iterable[Row]) -> str:
    if state == "cancelled":
        return "cancelled"
    if state in ("signed", "completed"):
        return "complete"
    is_public = any(step["is_reached"] and step["step"] in PUBLIC for step in steps)
    return "active" if is_public else "planned"
