"""What the door refuses of campaign, promises, risks and grievances."""

import datetime as dt

import pytest

from tests.data_access.imports.samples import good
from tests.data_access.imports.test_check import problems_of

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sheet", "cells", "code", "column"),
    [
        ("campaign_events", {"area": "KG-Y"}, "wrong_level", "Area"),
        ("campaign_events", {"channel": "rumour"}, "not_allowed", "Channel"),
        ("campaign_events", {"held_on": dt.date(2026, 11, 24)}, "future_date", "Held on"),
        ("policy_actions", {"evidence": None}, "met_without_evidence", "Evidence"),
        ("policy_actions", {"state": "partly"}, "day_of_another_state", "Met on"),
        (
            "policy_actions",
            {"state": "not", "met_on": None, "due_on": dt.date(2026, 11, 24)},
            "not_met_before_due",
            "State",
        ),
        ("policy_actions", {"tranche": 0}, "too_small", "Tranche"),
        ("commitments", {"done_on": dt.date(2026, 11, 24)}, "future_date", "Done on"),
        ("commitments", {"indicator": "R9.9"}, "unknown_code", "Indicator"),
        ("commitments", {"kind": "wish"}, "not_allowed", "Kind"),
        ("risks", {"impact": 0}, "too_small", "Impact"),
        ("risks", {"owner": "nobody"}, "unknown_code", "Owner"),
        ("grievances", {"district": "KG-Y"}, "unknown_code", "District"),
        ("status_overrides", {"status": "not_reported"}, "not_allowed", "Status"),
        ("status_overrides", {"reason": None}, "missing_cell", "Reason"),
    ],
)
def test_nonsense_is_refused_at_its_cell(codes, sheet, cells, code, column):
    [problem] = problems_of(codes, sheet, good(sheet, **cells))

    assert (problem.code, problem.column) == (code, column)


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("campaign_events", {"area": "KG", "women": None}),
        ("policy_actions", {"state": "not", "met_on": None, "due_on": TODAY}),
        ("policy_actions", {"state": "not_due", "met_on": None, "evidence": None}),
        ("commitments", {"done_on": None, "evidence": None, "indicator": None}),
        ("grievances", {"resolved_on": None}),
        ("grievances", {"resolved_on": dt.date(2026, 5, 4)}),
        ("status_overrides", {"decided_on": dt.date(2026, 3, 31)}),
    ],
)
def test_what_is_not_known_yet_may_be_left_open(codes, sheet, cells):
    assert problems_of(codes, sheet, good(sheet, **cells)) == ()
