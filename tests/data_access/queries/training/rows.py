"""Rows of summaries of teacher training: a test names only what it is about."""

from typing import Any

from tests import factories

GROUP = {"subject": "physics", "language": "ky", "sex": "female", "rural": True}


def trained(people: int, **values: Any) -> dict[str, Any]:
    """Return a row of teachers trained in autumn."""
    place = {"period": factories.AUTUMN, "district": factories.AT_BASHY}
    who = {"audience": "teachers", "role": "teacher"}
    return {**place, **who, **GROUP, "people": people, **values}


def eligible(teachers: int, **values: Any) -> dict[str, Any]:
    """Return a row of eligible teachers in summer."""
    place = {"period": factories.SUMMER, "district": factories.AT_BASHY}
    return {**place, **GROUP, "teachers": teachers, **values}


def finished(completions: int, **values: Any) -> dict[str, Any]:
    """Return a row of seats completed in autumn."""
    place = {"period": factories.AUTUMN, "district": factories.AT_BASHY}
    who = {name: GROUP[name] for name in ("sex", "rural", "language")}
    return {**place, "audience": "teachers", **who, "completions": completions, **values}
