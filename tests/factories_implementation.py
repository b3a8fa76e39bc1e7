"""Facts of implementation for tests: one function per fact; a test names only what it is about."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from data_access.models import Activity, ActivityProgress, JointActivity, WorkItem, WorkStage
from tests.factories import AUTUMN, _add


def _named(code: str) -> dict[str, str]:
    return {f"name_{lang}": f"{code} {lang}" for lang in ("ky", "ru", "en")}


def activity(session: Session, code: str = "WP-1.1-01", **values: Any) -> Activity:
    """Add drafting of standards, planned for the first half of 2026 and not begun; weight 1."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "line": "1.1",
        "parent": None,
        "owner": "kae",
        "planned_start": date(2026, 1, 1),
        "planned_end": date(2026, 6, 30),
        "actual_start": None,
        "actual_end": None,
        "weight": 1,
        "planned_cost": None,
    }
    return _add(session, Activity, defaults | values)


def progress(
    session: Session,
    activity: str = "WP-1.1-01",
    share: float = 0.5,
    cost: float | None = None,
    **values: Any,
) -> ActivityProgress:
    """Add what was reported of an activity for autumn 2026."""
    defaults: dict[str, Any] = {
        "activity": activity,
        "period": AUTUMN,
        "progress": Decimal(str(share)),
        "actual_cost": None if cost is None else Decimal(str(cost)),
    }
    return _add(session, ActivityProgress, defaults | values)


def item(session: Session, code: str = "ST-PHY-G", **values: Any) -> WorkItem:
    """Add the standard of physics of the general track; of another kind nothing but its name."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "kind": "standard",
        "owner": "kae",
        **dict.fromkeys(("subject", "track", "institute", "part", "partner")),
    }
    if values.get("kind", "standard") == "standard":
        defaults |= {"subject": "physics", "track": "general"}
    return _add(session, WorkItem, defaults | values)


def stage(
    session: Session,
    item: str = "ST-PHY-G",
    stage: str = "drafted",
    planned_on: date = date(2026, 3, 1),
    actual_on: date | None = None,
    **values: Any,
) -> WorkStage:
    """Add a stage, planned for March 2026 and not reached."""
    defaults: dict[str, Any] = {
        "item": item,
        "stage": stage,
        "planned_on": planned_on,
        "actual_on": actual_on,
        "document": None,
    }
    return _add(session, WorkStage, defaults | values)


def joint(session: Session, code: str = "JA-01-01", **values: Any) -> JointActivity:
    """Add a visit of ten people under AG-01 in September 2026."""
    defaults: dict[str, Any] = {
        "code": code,
        **_named(code),
        "agreement": "AG-01",
        "kind": "visit",
        "held_on": date(2026, 9, 10),
        "participants": 10,
    }
    return _add(session, JointActivity, defaults | values)


def plan(session: Session) -> None:
    """Add a whole of two parts, one ended and one late, an activity to come, a standard and a study
    that are late, an agreement in force with a visit, an institute with one package, a guide and a
    step."""
    begun = date(2026, 1, 12)
    activity(session, "WP-1.1-10", weight=5, planned_end=date(2026, 12, 31), actual_start=begun)
    part = {"parent": "WP-1.1-10", "actual_start": begun, "planned_cost": Decimal(1000)}
    activity(session, "WP-1.1-11", **part, weight=3, demonstration=True)
    activity(session, "WP-1.1-12", **part, weight=2, actual_end=date(2026, 7, 3))
    progress(session, "WP-1.1-11", 0.5, 700)
    progress(session, "WP-1.1-12", 1, 900)
    later = {"planned_start": date(2026, 11, 2), "planned_end": date(2027, 3, 1)}
    activity(session, "WP-4.1-01", line="4.1", owner="pmu", **later)
    item(session, demonstration=True)
    stage(session, actual_on=date(2026, 3, 20), document="DOC-0001")
    stage(session, stage="reviewed", planned_on=date(2026, 5, 1))
    stage(session, stage="approved", planned_on=date(2026, 12, 1))
    item(session, "SD-01", kind="study", owner="pmu")
    stage(session, "SD-01", "terms", date(2026, 9, 1))
    item(session, "AG-01", kind="agreement", institute="osh", partner="PI-01")
    stage(session, "AG-01", "in_force", date(2026, 2, 2), date(2026, 2, 2))
    stage(session, "AG-01", "ended", date(2026, 8, 1))
    joint(session)
    item(session, "TI-01-E", kind="institute", institute="naryn", part="equipment")
    stage(session, "TI-01-E", "accepted", date(2026, 6, 1), date(2026, 6, 9))
    item(session, "GD-01", kind="guide")
    stage(session, "GD-01", "approved", date(2027, 1, 15))
    item(session, "RB-01", kind="step", owner="moe")
    stage(session, "RB-01", "done", date(2026, 3, 2), date(2026, 3, 2))
