"""Facts of procurement for tests: one function per fact; a test names only what it is about."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from data_access.models import (
    Contract,
    Deliverable,
    Milestone,
    ProcurementPackage,
    Supplier,
    Variation,
)
from tests import factories
from tests.factories import _add


def _named(code: str) -> dict[str, str]:
    return {f"name_{lang}": f"{code} {lang}" for lang in ("ky", "ru", "en")}


def supplier(session: Session, code: str = "S-07", **values: Any) -> Supplier:
    """Add a supplier of the country."""
    return _add(session, Supplier, {"code": code, **_named(code), "country": "KG"} | values)


def package(session: Session, code: str = "PP-G-12", **values: Any) -> ProcurementPackage:
    """Add goods of component 1 that are bought by request for quotations, USD 100."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "method": "rfq",
        "review": "post",
        "category": "goods",
        "component": "1",
        "estimate": Decimal(100),
        "replaces": None,
        "cancelled_on": None,
    }
    return _add(session, ProcurementPackage, defaults | values)


def milestone(
    session: Session,
    package: str = "PP-G-12",
    step: str = "documents",
    planned_on: date = date(2026, 3, 1),
    actual_on: date | None = None,
    **values: Any,
) -> Milestone:
    """Add a step of a package, planned for March 2026 and not reached."""
    defaults: dict[str, Any] = {
        "package": package,
        "step": step,
        "planned_on": planned_on,
        "actual_on": actual_on,
    }
    return _add(session, Milestone, defaults | values)


def contract(session: Session, number: str = "CT-01", usd: float = 100, **values: Any) -> Contract:
    """Add a contract of August 2026 with S-07, in dollars, that ends in a year."""
    party = {"supplier": "S-07", "package": "PP-G-12", "ends_on": date(2027, 8, 20)}
    return factories.contract(session, usd, number, **party | values)


def variation(
    session: Session, contract: str = "CT-01", variation: int = 1, usd: float = 10, **values: Any
) -> Variation:
    """Add that a contract became larger in September 2026, in dollars."""
    defaults: dict[str, Any] = {
        "contract": contract,
        "variation": variation,
        "signed_on": date(2026, 9, 10),
        "amount": Decimal(str(usd)),
        "currency": "USD",
        "rate": Decimal("87.5"),
        "ends_on": None,
        "amount_usd": Decimal(str(usd)),
    }
    return _add(session, Variation, defaults | values)


def deliverable(
    session: Session, contract: str = "CT-01", deliverable: int = 1, **values: Any
) -> Deliverable:
    """Add what a contract owes in September 2026, for 40 in its currency, not accepted."""
    defaults: dict[str, Any] = {
        "contract": contract,
        "deliverable": deliverable,
        **_named(f"Lot {deliverable}"),
        "due_on": date(2026, 9, 1),
        "accepted_on": None,
        "amount": Decimal(40),
    }
    return _add(session, Deliverable, defaults | values)


def plan(session: Session) -> None:
    """Add a plan of five packages: under contract, completed late, cancelled and tendered again,
    and one to come; with two contracts, one of them changed and overdue."""
    supplier(session)
    supplier(session, "S-08")
    package(session, demonstration=True)
    for step, planned, actual in (
        ("documents", date(2026, 2, 2), date(2026, 2, 20)),
        ("requested", date(2026, 3, 2), date(2026, 3, 10)),
        ("opened", date(2026, 3, 20), date(2026, 4, 20)),
        ("evaluated", date(2026, 4, 10), date(2026, 5, 4)),
        ("signed", date(2026, 4, 20), date(2026, 5, 12)),
        ("completed", date(2026, 9, 1), None),
    ):
        milestone(session, "PP-G-12", step, planned, actual)
    contract(session, "CT-01", 100, signed_on=date(2026, 5, 12), ends_on=date(2026, 8, 1))
    variation(session, ends_on=date(2026, 9, 1))
    deliverable(session, accepted_on=date(2026, 9, 5))
    deliverable(session, deliverable=2, due_on=date(2026, 9, 1))
    package(session, "PP-C-01", method="ics", category="consulting", component="4", review="prior")
    milestone(session, "PP-C-01", "terms", date(2026, 1, 10), date(2026, 1, 8))
    milestone(session, "PP-C-01", "signed", date(2026, 3, 1), date(2026, 2, 20))
    milestone(session, "PP-C-01", "completed", date(2026, 7, 1), date(2026, 8, 20))
    party = {"supplier": "S-08", "package": "PP-C-01", "component": "4", "category": "consulting"}
    contract(session, "CT-02", 40, signed_on=date(2026, 2, 20), ends_on=date(2026, 7, 1), **party)
    deliverable(session, "CT-02", due_on=date(2026, 7, 1), accepted_on=date(2026, 8, 20))
    package(session, "PP-W-01", method="ncb", category="works", cancelled_on=date(2026, 6, 1))
    milestone(session, "PP-W-01", "documents", date(2026, 3, 1), date(2026, 3, 20))
    package(session, "PP-W-01R", method="ncb", category="works", replaces="PP-W-01")
    milestone(session, "PP-W-01R", "documents", date(2026, 6, 10), date(2026, 6, 20))
    milestone(session, "PP-W-01R", "cleared", date(2026, 10, 12))
    package(session, "PP-G-13", method="icb")
    milestone(session, "PP-G-13", "documents", date(2027, 3, 1))
