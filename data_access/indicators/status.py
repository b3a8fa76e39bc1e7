"""Is a figure where it should be? The house rule of this project; it is nobody else's rating."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeVar

import pandas as pd

from data_access.reference import read


class Status(StrEnum):
    """Where a figure stands against its target to date."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    ATTENTION = "attention"
    AT_RISK = "at_risk"
    NOT_DUE = "not_due"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


LOOKS_GOOD = (Status.ACHIEVED.value, Status.ON_TRACK.value)
"""What data that are late or not whole must not be believed without a word."""


@dataclass(frozen=True)
class Thresholds:
    """From which share of the target to date on a figure is on track, or for attention."""

    effective_from: date
    on_track: float
    attention: float


@dataclass(frozen=True)
class Lateness:
    """After how many days a late package is at risk; until then it is for attention."""

    effective_from: date
    at_risk_days: int


@dataclass(frozen=True)
class Rules:
    """The whole house rule that is in force on one day."""

    thresholds: Thresholds
    lateness: Lateness


@cache
def _thresholds() -> tuple[Thresholds, ...]:
    return tuple(
        Thresholds(
            date.fromisoformat(row["effective_from"]),
            float(row["on_track"]),
            float(row["attention"]),
        )
        for row in read("thresholds")
    )


@cache
def _lateness() -> tuple[Lateness, ...]:
    return tuple(
        Lateness(date.fromisoformat(row["effective_from"]), int(row["at_risk_days"]))
        for row in read("lateness")
    )


Rule = TypeVar("Rule", Thresholds, Lateness)


def _in_force(rules: tuple[Rule, ...], day: date) -> Rule:
    history = sorted(rules, key=lambda rule: rule.effective_from)
    return next((rule for rule in reversed(history) if rule.effective_from <= day), history[0])


def thresholds(day: date) -> Thresholds:
    """Return the thresholds in force on a day; the first ones for any day before them."""
    return _in_force(_thresholds(), day)


def lateness(day: date) -> Lateness:
    """Return the rule of lateness in force on a day; the first one for any day before it."""
    return _in_force(_lateness(), day)


def rules(day: date) -> Rules:
    """Return the whole house rule in force on a day."""
    return Rules(thresholds(day), lateness(day))


def history() -> pd.DataFrame:
    """Return every house rule there ever was, the oldest first; each lasts until the next.

    Columns:
        effective_from  date
        on_track, attention  float64  share of what is due, from which it holds
        at_risk_days    Int64    days of delay after which a package is at risk
    """
    days = sorted({rule.effective_from for rule in (*_thresholds(), *_lateness())})
    in_force = [rules(day) for day in days]
    return pd.DataFrame(
        {
            "effective_from": pd.Series(days, dtype="datetime64[s]"),
            "on_track": [each.thresholds.on_track for each in in_force],
            "attention": [each.thresholds.attention for each in in_force],
            "at_risk_days": pd.array([each.lateness.at_risk_days for each in in_force], "Int64"),
        }
    )


def status(
    value: float, target: float, end_target: float, rule: Thresholds, *, expected: bool = True
) -> Status:
    """Return where a value stands; missing numbers are NaN, never zero.

    `expected` is False where the figure does not exist at all for what was asked.
    """
    if not expected:
        return Status.NOT_APPLICABLE
    if math.isnan(value):
        return Status.NOT_REPORTED
    if not math.isnan(end_target) and 0 < end_target <= value:
        return Status.ACHIEVED
    if math.isnan(target) or target <= 0:
        return Status.NOT_DUE if not math.isnan(end_target) else Status.NOT_APPLICABLE
    share = value / target
    if share >= rule.on_track:
        return Status.ON_TRACK
    return Status.ATTENTION if share >= rule.attention else Status.AT_RISK
