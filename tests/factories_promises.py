"""Facts of promises for tests: one function per fact; a test names only what it is about."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from data_access.imports.sheet import end_of_quarter
from data_access.models import (
    CampaignEvent,
    Commitment,
    Grievance,
    PolicyAction,
    Risk,
    StatusOverride,
)
from tests.factories import AT_BASHY, _add


def _named(code: str) -> dict[str, str]:
    return {f"name_{lang}": f"{code} {lang}" for lang in ("ky", "ru", "en")}


def event(
    session: Session,
    code: str = "EV-001",
    people: int = 100,
    held_on: date = date(2026, 8, 20),
    **values: Any,
) -> CampaignEvent:
    """Add a meeting of August 2026 in At-Bashy rayon; nobody counted the women."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "held_on": held_on,
        "period": end_of_quarter(held_on),
        "channel": "meeting",
        "area": AT_BASHY,
        "people": people,
        "women": None,
    }
    return _add(session, CampaignEvent, defaults | values)


def policy_action(session: Session, code: str = "PA-2-01", **values: Any) -> PolicyAction:
    """Add an action of the second tranche, due in June 2026 and not met."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "tranche": 2,
        "due_on": date(2026, 6, 30),
        "state": "not",
        "met_on": None,
        "evidence": None,
        "owner": "moe",
    }
    return _add(session, PolicyAction, defaults | values)


def commitment(session: Session, code: str = "CM-01", **values: Any) -> Commitment:
    """Add a covenant, due in June 2026 and not done, that endangers no figure."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "kind": "covenant",
        "due_on": date(2026, 6, 30),
        "done_on": None,
        "owner": "pmu",
        "indicator": None,
        "evidence": None,
    }
    return _add(session, Commitment, defaults | values)


def risk(
    session: Session, code: str = "RK-01", likelihood: int = 3, impact: int = 4, **values: Any
) -> Risk:
    """Add a risk of implementation, likely 3 and bad 4, that endangers no figure."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "category": "implementation",
        "likelihood": likelihood,
        "impact": impact,
        "owner": "pmu",
        **{f"response_{lang}": f"against {code}" for lang in ("ky", "ru", "en")},
        "indicator": None,
        "assessed_on": date(2026, 6, 20),
    }
    return _add(session, Risk, defaults | values)


def grievance(
    session: Session,
    code: str = "GR-0001",
    received_on: date = date(2026, 7, 6),
    resolved_on: date | None = None,
    **values: Any,
) -> Grievance:
    """Add a grievance about the rental scheme from At-Bashy rayon, of July 2026 and still open."""
    defaults: dict[str, Any] = {
        "code": code,
        "received_on": received_on,
        "period": end_of_quarter(received_on),
        "resolved_on": resolved_on,
        "channel": "phone",
        "category": "rental",
        "district": AT_BASHY,
    }
    return _add(session, Grievance, defaults | values)


def override(
    session: Session,
    indicator: str = "R4.1",
    period: date = date(2026, 9, 30),
    status: str = "attention",
    **values: Any,
) -> StatusOverride:
    """Add that the head of the unit set a status for autumn 2026."""
    defaults: dict[str, Any] = {
        "indicator": indicator,
        "period": period,
        "status": status,
        "reason": "Two drafts are with reviewers",
        "decided_by": "Head of the unit",
        "decided_on": date(2026, 10, 5),
    }
    return _add(session, StatusOverride, defaults | values)
