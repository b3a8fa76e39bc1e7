import math
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data_access.indicators import status as rules
from data_access.indicators.status import Lateness, Status, Thresholds, lateness, status, thresholds

RULE = Thresholds(date(2023, 7, 21), on_track=0.9, attention=0.7)
NAN = float("nan")
NUMBERS = st.floats(0, 1e9)
POSITIVE = st.floats(0.01, 1e9)


def rank(found: Status) -> int:
    return [Status.AT_RISK, Status.ATTENTION, Status.ON_TRACK, Status.ACHIEVED].index(found)


@given(POSITIVE, st.floats(0, 2))
def test_the_status_follows_from_the_share_of_the_target_to_date(target, share):
    value = target * share
    found = status(value, target, math.inf, RULE)

    expected = Status.AT_RISK
    if value / target >= 0.7:
        expected = Status.ATTENTION
    if value / target >= 0.9:
        expected = Status.ON_TRACK
    assert found is expected


@given(NUMBERS, NUMBERS, POSITIVE, POSITIVE)
def test_more_is_never_worse(low, high, target, end):
    low, high = sorted((low, high))

    assert rank(status(low, target, end, RULE)) <= rank(status(high, target, end, RULE))


@given(POSITIVE, st.floats(1, 10), st.one_of(NUMBERS, st.just(NAN)))
def test_the_end_target_reached_is_achieved_whatever_was_due(end, times, target):
    assert status(end * times, target, end, RULE) is Status.ACHIEVED


@given(st.one_of(NUMBERS, st.just(NAN)), st.one_of(NUMBERS, st.just(NAN)))
def test_a_missing_value_is_not_reported_and_never_off_track(target, end):
    assert status(NAN, target, end, RULE) is Status.NOT_REPORTED


@given(st.one_of(NUMBERS, st.just(NAN)), NUMBERS, NUMBERS)
def test_what_does_not_exist_there_is_not_applicable(value, target, end):
    assert status(value, target, end, RULE, expected=False) is Status.NOT_APPLICABLE


def test_nothing_is_due_before_the_first_target():
    assert status(0, NAN, 100, RULE) is Status.NOT_DUE
    assert status(0, 0, 100, RULE) is Status.NOT_DUE
    assert status(5, NAN, NAN, RULE) is Status.NOT_APPLICABLE


def test_the_limits_themselves_belong_to_the_better_side():
    assert status(90, 100, 200, RULE) is Status.ON_TRACK
    assert status(70, 100, 200, RULE) is Status.ATTENTION
    assert status(69.99, 100, 200, RULE) is Status.AT_RISK


def test_thresholds_hold_from_their_day_on_and_the_first_ones_before():
    first = thresholds(date(1990, 1, 1))

    assert thresholds(first.effective_from - timedelta(days=1)) == first
    assert thresholds(date(2026, 9, 30)) == Thresholds(date(2023, 7, 21), 0.9, 0.7)


def test_a_package_is_at_risk_after_ninety_days_by_the_rule_in_force():
    first = lateness(date(1990, 1, 1))

    assert lateness(first.effective_from - timedelta(days=1)) == first
    assert lateness(date(2026, 9, 30)) == Lateness(date(2023, 7, 21), 90)


def test_a_later_rule_holds_from_its_day_on(monkeypatch):
    later = Lateness(date(2027, 1, 1), 60)
    monkeypatch.setattr(rules, "_lateness", lambda: (later, Lateness(date(2023, 7, 21), 90)))

    days = [rules.lateness(day).at_risk_days for day in (date(2026, 12, 31), date(2027, 1, 1))]

    assert days == [90, 60]


def test_the_history_names_every_day_on_which_any_rule_changed(monkeypatch):
    later = Lateness(date(2027, 1, 1), 60)
    monkeypatch.setattr(rules, "_lateness", lambda: (later, Lateness(date(2023, 7, 21), 90)))

    history = rules.history()

    assert [day.date() for day in history["effective_from"]] == [
        date(2023, 7, 21), date(2027, 1, 1)
    ]  # fmt: skip
    assert history["at_risk_days"].tolist() == [90, 60]
    assert history["on_track"].tolist() == [0.9, 0.9]
