"""Summaries of the work plan, of what goes through stages, and of what partners did together.

They are kept as the plan states them, one row per fact, since a page names each of them.
"""

from data_access.models import Activity, ActivityProgress, JointActivity, WorkItem, WorkStage
from data_access.summaries.summary import NAMES, Summary, as_stated

ACTIVITIES = as_stated(
    "summary_activity",
    Activity,
    {"activity": "code"},
    *NAMES,
    *("line", "parent", "owner", "planned_start", "planned_end", "actual_start", "actual_end"),
    *("weight", "planned_cost"),
)

PROGRESS = as_stated(
    "summary_activity_progress",
    ActivityProgress,
    {"activity": "activity", "period": "period"},
    *("progress", "actual_cost"),
)

ITEMS = as_stated(
    "summary_work_item",
    WorkItem,
    {"item": "code"},
    *NAMES,
    *("kind", "owner", "subject", "track", "institute", "part", "partner"),
)

STAGES = as_stated(
    "summary_work_stage",
    WorkStage,
    {"item": "item", "stage": "stage"},
    *("planned_on", "actual_on", "document"),
)

JOINT = as_stated(
    "summary_joint_activity",
    JointActivity,
    {"joint": "code"},
    *NAMES,
    *("agreement", "kind", "held_on", "participants"),
)

IMPLEMENTATION: tuple[Summary, ...] = (ACTIVITIES, PROGRESS, ITEMS, STAGES, JOINT)
