"""Summaries of campaign, policy actions, commitments, risks, grievances and statuses set.

They are kept as stated, one row per fact: a page names each of them, but grievances, of which it
tells counts only.
"""

from data_access.models import (
    CampaignEvent,
    Commitment,
    Grievance,
    PolicyAction,
    Risk,
    StatusOverride,
)
from data_access.summaries.summary import NAMES, Summary, as_stated

EVENTS = as_stated(
    "summary_campaign",
    CampaignEvent,
    {"event": "code"},
    *NAMES,
    *("held_on", "period", "channel", "area", "people", "women"),
)

POLICY_ACTIONS = as_stated(
    "summary_policy",
    PolicyAction,
    {"policy_action": "code"},
    *NAMES,
    *("tranche", "due_on", "state", "met_on", "evidence", "owner"),
)

COMMITMENTS = as_stated(
    "summary_commitment",
    Commitment,
    {"commitment": "code"},
    *NAMES,
    *("kind", "due_on", "done_on", "owner", "indicator", "evidence"),
)

RISKS = as_stated(
    "summary_risk",
    Risk,
    {"risk": "code"},
    *NAMES,
    *("category", "likelihood", "impact", "owner"),
    *("response_ky", "response_ru", "response_en", "indicator", "assessed_on"),
)

GRIEVANCES = as_stated(
    "summary_grievance",
    Grievance,
    {"grievance": "code"},
    *("received_on", "period", "resolved_on", "channel", "category", "district"),
)

OVERRIDES = as_stated(
    "summary_override",
    StatusOverride,
    {"indicator": "indicator", "period": "period"},
    *("status", "reason", "decided_by", "decided_on"),
)

PROMISES: tuple[Summary, ...] = (
    EVENTS,
    POLICY_ACTIONS,
    COMMITMENTS,
    RISKS,
    GRIEVANCES,
    OVERRIDES,
)
