"""Cells of summaries of teacher training: a test names only what it is about."""

from datetime import date
from typing import Any

from data_access.summaries.training import STEPS
from tests.factories import AT_BASHY, AUTUMN, SUMMER

WHO = {"sex": "female", "rural": True, "language": "ky"}
JULY, AUGUST = date(2026, 7, 6), date(2026, 8, 3)


def course(code: str = "CR-01", provider: str = "kae", **values: Any) -> dict[str, Any]:
    """Return a course for teachers."""
    names = {f"name_{lang}": f"Course {code}" for lang in ("ky", "ru", "en")}
    plan = {"audience": "teachers", "subject": None, "mode": "in_person", "hours": 72}
    return {"code": code, "provider": provider, **names, **plan, **values}


def session(code: str, *counts: int, **values: Any) -> dict[str, Any]:
    """Return a session of At-Bashy in July; counts are those of the steps, 0 where left out."""
    steps = dict.fromkeys(STEPS, 0) | dict(zip(STEPS, counts, strict=False))
    days = {"starts_on": JULY, "ends_on": AUGUST, "period": AUTUMN}
    place = {"session": code, "course": "CR-01", "district": AT_BASHY, "planned_seats": 30}
    return {**place, **days, **steps, **values}


def gains(course: str, *points: float, **values: Any) -> dict[str, Any]:
    """Return the sums of people who began at 40 points and gained so many."""
    before = [40.0] * len(points)
    return {
        "course": course,
        "period": SUMMER,
        **WHO,
        "both": len(points),
        "sum_pre": sum(before),
        "sum_post": sum(before) + sum(points),
        "sum_gain": sum(points),
        "sum_gain_squared": sum(point**2 for point in points),
        **values,
    }


def cases(school: str, *counts: int, **values: Any) -> dict[str, Any]:
    """Return cases of a school: candidates, portfolios, assessed, certified, refused."""
    names = ("candidates", "portfolios", "assessed", "certified", "refused")
    days = {"portfolio_days": 0, "assessed_days": 0, "decided_days": 0}
    days |= {f"{stage}_day": 0 for stage in ("applied", "portfolio", "assessed", "decided")}
    place = {"school": school, "period": SUMMER, **WHO}
    return {**place, **dict(zip(names, counts, strict=True)), **days, **values}


def module(code: str = "EM-01", **values: Any) -> dict[str, Any]:
    """Return an online module of three units."""
    names = {f"name_{lang}": f"Module {code}" for lang in ("ky", "ru", "en")}
    return {"code": code, **names, "units": 3, "live_on": date(2026, 1, 12), **values}


def lessons(district: str, *counts: int, **values: Any) -> dict[str, Any]:
    """Return observed lessons: observed, applies, uses_ict."""
    names = ("observed", "applies", "uses_ict")
    place = {"district": district, "period": SUMMER, **WHO}
    return {**place, **dict(zip(names, counts, strict=True)), **values}
