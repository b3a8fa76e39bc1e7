"""What is overdue, what falls due in the next weeks, and who answers for it?

Packages of innovative schools, results, procurement, contracts and their deliverables, activities
of the work plan, stages of standards and the like, policy actions, commitments, grievances, data to
be delivered and registers to be closed, seen at the end of the quarter. What is not done by its day
is overdue; one row for each thing that waits.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters, quarter_code
from data_access.frames import kept
from data_access.indicators.promises import DAYS_TO_RESOLVE
from data_access.indicators.status import Status, lateness
from data_access.models.schools import STAGES
from data_access.queries import freshness, quality, results, schools
from data_access.queries.exceptions import weak_indicators
from data_access.queries.implementation import (
    commitments,
    grievances,
    policy,
    stages,
    work_plan,
)
from data_access.queries.offices import owners
from data_access.queries.procurement import contracts, plan
from data_access.queries.procurement.parties import buyer

DAYS_AHEAD = 92
"""How far ahead deadlines are told: to the end of the next quarter, however long it is."""

KINDS = (
    *("indicator", "package", "step", "contract", "deliverable", "activity", "stage"),
    *("policy", "commitment", "grievance", "data", "register"),
)
OF_DATA = ("data", "register")
"""Kinds that are told by the page of data quality."""

COLUMNS = (
    *("kind", "code", "part", "name", "what", "owner_name", "day", "days", "status"),
    *("value", "target", "unit", "demonstration"),
)

Row = dict[str, Any]


@kept("release", "period", "lang")
def _all(db: Connection, filters: Filters) -> pd.DataFrame:
    everything = Filters(period=filters.period, release=filters.release, lang=filters.lang)
    buying = buyer(db, filters)
    rows = [
        *_of_indicators(db, everything),
        *_of_packages(db, everything),
        *(row | {"owner_name": buying} for row in _of_procurement(db, everything)),
        *_of_activities(db, everything),
        *_of_stages(db, everything),
        *_of_policy(db, everything),
        *_of_commitments(db, everything),
        # The implementation unit, which buys too, keeps the list of grievances.
        *(row | {"owner_name": buying} for row in _of_grievances(db, everything)),
        *_of_data(db, everything),
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame["day"] = pd.to_datetime(frame["day"]).astype("datetime64[s]")
    frame["days"] = frame["days"].astype("Int64")
    return frame.sort_values(["day", "kind", "code", "part"], ignore_index=True)


def deadlines(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what is overdue or due within DAYS_AHEAD, of the owner asked for, the oldest first.

    Columns:
        kind          str    one of KINDS
        code          str    of the indicator, school, package of the plan, contract, activity,
                             item, subject of data, district; empty for grievances, which are one
                             row
        part          str    tells deadlines of one code apart, the same in every release
        name          str    what it is called; of a package of a school the name of the package;
                             missing for grievances and data
        what          str    stage of a package or item (code), start or end of an activity (code),
                             step or deliverable (name); missing else
        owner_name    str    who answers for it
        day           date   when it was or is due; of an indicator and of grievances the last
                             day of the quarter
        days          Int64  from that day to the end of the quarter: above 0 overdue, below to
                             come; missing for indicators, grievances, and data of which some or
                             all were never delivered
        status        str    at_risk, attention or not_reported where overdue; missing where to come
        value, target, unit   of indicators; value: how many grievances wait for too long; of data
                             that not all delivered how many did, and how many should have
        demonstration Int64
    """
    rows = _all(db, filters)
    if filters.owner is None:
        return rows
    return rows[rows["owner_name"] == owners(db, filters)[filters.owner]].reset_index(drop=True)


def overdue(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what is overdue, the worst first: at risk, then not reported, then the rest."""
    order = [Status.AT_RISK.value, Status.NOT_REPORTED.value, Status.ATTENTION.value]
    late = rows[rows["status"].notna()]
    return late.assign(weight=late["status"].map(order.index)).sort_values(
        ["weight", "day", "kind", "code"], ignore_index=True
    ).drop(columns="weight")  # fmt: skip


def to_come(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what falls due from the end of the quarter on, the next first."""
    return rows[rows["status"].isna()].reset_index(drop=True)


def _judged(days: int, most: int) -> str:
    return (Status.AT_RISK if days > most else Status.ATTENTION).value


def _of_indicators(db: Connection, filters: Filters) -> list[Row]:
    standing = results.standing(db, filters)
    return [
        {
            "kind": "indicator",
            "code": row["code"],
            "part": "",
            "name": row["name"],
            "owner_name": row["owner_name"],
            "day": row["since"],
            "status": row["status"],
            "value": row["value"],
            "target": row["target"],
            "unit": row["unit"],
            "demonstration": row["demonstration"],
        }
        for row in weak_indicators(standing, filters)
    ]


def _of_packages(db: Connection, filters: Filters) -> list[Row]:
    """Return the first late stage of each package, and its stages to come."""
    most = lateness(filters.quarter).at_risk_days
    rows = []
    for row in schools.packages(db, filters).to_dict("records"):
        reached = STAGES.index(row["stage"]) + 1 if isinstance(row["stage"], str) else 0
        common = {
            "kind": "package",
            "code": row["school"],
            "name": row["package_name"],
            "owner_name": row["owner_name"],
            "demonstration": row["demonstration"],
        }
        if pd.notna(row["days_late"]):
            days = int(row["days_late"])
            rows.append(
                common
                | {
                    "part": f"{row['package']}-{row['due']}",
                    "what": row["due"],
                    "day": filters.quarter - timedelta(days=days),
                    "days": days,
                    "status": _judged(days, most),
                }
            )
        for stage in STAGES[reached:]:
            if _is_ahead(row[f"{stage}_planned"], filters):
                part = {"part": f"{row['package']}-{stage}", "what": stage}
                rows.append(common | part | _ahead(row[f"{stage}_planned"], filters))
    return rows


def _of_procurement(db: Connection, filters: Filters) -> list[Row]:
    return [*_of_steps(db, filters), *_of_contracts(db, filters)]


def _of_steps(db: Connection, filters: Filters) -> list[Row]:
    """Return the first late step of each package of the plan, and its steps to come."""
    most = lateness(filters.quarter).at_risk_days
    packages = plan.packages(db, filters)
    is_open = ~packages["state"].isin(("cancelled", "completed"))
    known = ["package", "package_name", "demonstration"]
    steps = plan.steps(db, filters).merge(packages.loc[is_open, known], on="package")
    waiting = steps[~steps["is_reached"]]
    is_late = waiting["planned_on"] < pd.Timestamp(filters.quarter)
    rows = []
    for row in waiting[is_late].drop_duplicates("package").to_dict("records"):
        days = int(row["delay"])
        late = {"day": row["planned_on"], "days": days, "status": _judged(days, most)}
        rows.append(_step(row) | late)
    for row in waiting[~is_late].to_dict("records"):
        if _is_ahead(row["planned_on"], filters):
            rows.append(_step(row) | _ahead(row["planned_on"], filters))
    return rows


def _step(row: Mapping[Any, Any]) -> Row:
    return {
        "kind": "step",
        "code": row["package"],
        "part": row["step"],
        "name": row["package_name"],
        "what": row["step_name"],
        "demonstration": row["demonstration"],
    }


def _of_contracts(db: Connection, filters: Filters) -> list[Row]:
    """Return contracts beyond or near their end, and what they owe."""
    most, day = lateness(filters.quarter).at_risk_days, pd.Timestamp(filters.quarter)
    signed = contracts.contracts(db, filters)
    rows = []
    for row in signed[~signed["is_done"]].to_dict("records"):
        common = {
            "kind": "contract",
            "code": row["contract"],
            "part": "",
            "name": row["package_name"],
            "demonstration": row["demonstration"],
        }
        if pd.notna(row["delay"]) and row["delay"] > 0:
            days = int(row["delay"])
            rows.append(
                common | {"day": row["ends_on"], "days": days, "status": _judged(days, most)}
            )
        elif _is_ahead(row["ends_on"], filters):
            rows.append(common | _ahead(row["ends_on"], filters))
    of_signed = contracts.deliverables(db, filters).merge(
        signed[["contract", "package_name", "demonstration"]], on="contract"
    )
    waiting = of_signed[~(of_signed["accepted_on"] <= day)]
    for row in waiting.to_dict("records"):
        common = {
            "kind": "deliverable",
            "code": row["contract"],
            "part": str(row["deliverable"]),
            "name": row["package_name"],
            "what": row["deliverable_name"],
            "demonstration": row["demonstration"],
        }
        days = (day - row["due_on"]).days
        if days > 0:
            late = {"day": row["due_on"], "days": days, "status": _judged(days, most)}
            rows.append(common | late)
        elif _is_ahead(row["due_on"], filters):
            rows.append(common | _ahead(row["due_on"], filters))
    return rows


def _of_policy(db: Connection, filters: Filters) -> list[Row]:
    """Return the policy actions that are due and not met, and those to come."""
    rows = []
    for row in policy.actions(db, filters).to_dict("records"):
        common = _promise("policy", row, row["policy_action"], row["policy_action_name"])
        if row["state"] != "met":
            rows += _waiting(common, row["due_on"], filters)
    return rows


def _of_commitments(db: Connection, filters: Filters) -> list[Row]:
    """Return the commitments that are overdue, and those to come."""
    rows = []
    for row in commitments.commitments(db, filters).to_dict("records"):
        common = _promise("commitment", row, row["commitment"], row["commitment_name"])
        if row["state"] == "overdue":  # also at the end of its very day, as R4.6a counts it
            rows.append(common | _late(row["due_on"], filters))
        elif row["state"] == "to_come":
            rows += _waiting(common, row["due_on"], filters)
    return rows


def _of_grievances(db: Connection, filters: Filters) -> list[Row]:
    """Return how many grievances wait for longer than they may, in one row; none of so few that
    nothing is told of them."""
    rows = grievances.grievances(db, filters)
    late = rows[rows["is_open"] & (rows["days"] > DAYS_TO_RESOLVE)]
    if grievances.is_few(rows) or late.empty:
        return []
    longest = int(late["days"].max()) - DAYS_TO_RESOLVE
    return [
        {
            "kind": "grievance",
            "code": "",
            "part": "",
            "day": filters.quarter,
            "status": _judged(longest, lateness(filters.quarter).at_risk_days),
            "value": len(late),
            "demonstration": int(late["demonstration"].max()),
        }
    ]


def _of_data(db: Connection, filters: Filters) -> list[Row]:
    """Return which data are late, never came or did not come from all, and when the next are due;
    of registers, which districts owe one."""
    rows = []
    for row in quality.subjects(db, filters, filters.quarter).to_dict("records"):
        is_known = pd.notna(row["due_on"])
        told = {
            "owner_name": row["owner_name"],
            "demonstration": int(row["demonstration"]) if is_known else 0,
        }
        day = row["due_on"].date() if is_known else filters.quarter
        common = told | {"kind": "data", "code": row["subject"], "part": quarter_code(day)}
        is_of_districts = is_known and row["subject"] == freshness.REGISTERS
        if is_of_districts:
            rows += _of_registers(db, filters, told)
        if is_known and row["late_months"] == 0 and _is_ahead(day, filters):
            rows.append(common | _ahead(day, filters))
        if row["status"] == Status.ON_TRACK.value or is_of_districts:
            continue
        if is_known and row["late_months"] > 0:
            rows.append(common | _late(day, filters) | {"status": row["status"]})
        else:
            here = {"day": filters.quarter, "part": quarter_code(filters.quarter)}
            counted = {"value": row["reported"], "target": row["expected"]}
            rows.append(common | here | counted | {"status": row["status"]})
    return rows


def _of_registers(db: Connection, filters: Filters, told: Row) -> list[Row]:
    """Return the first quarter whose register a district did not close, of each that owes one."""
    owed = quality.districts(db, filters)
    rows = []
    for row in owed[owed["is_open"]].to_dict("records"):
        closed_to = row["closed_to"]
        day = filters.quarter if pd.isna(closed_to) else quality.end_of_quarter(closed_to, 3)
        common = {"kind": "register", "code": row["district"], "name": row["district_name"]}
        rows.append(told | common | {"part": quarter_code(day)} | _late(day, filters))
    return rows


def _promise(kind: str, row: Mapping[Any, Any], code: str, name: str) -> Row:
    told = {"owner_name": row["owner_name"], "demonstration": row["demonstration"]}
    return {"kind": kind, "code": code, "part": "", "name": name} | told


def _of_activities(db: Connection, filters: Filters) -> list[Row]:
    """Return the day that each activity which has not ended waits for: its start or its end."""
    plan_of_work = work_plan.activities(db, filters)
    waiting = plan_of_work[plan_of_work["is_leaf"] & (plan_of_work["state"] != "done")]
    rows = []
    for row in waiting.to_dict("records"):
        what = "start" if row["state"] == "ahead" else "end"
        common = {
            "kind": "activity",
            "code": row["activity"],
            "part": what,
            "name": row["activity_name"],
            "what": what,
            "owner_name": row["owner_name"],
            "demonstration": row["demonstration"],
        }
        rows += _waiting(common, row[f"planned_{what}"], filters)
    return rows


def _of_stages(db: Connection, filters: Filters) -> list[Row]:
    """Return the first late stage of each standard, agreement and the like, and those to come."""
    items = stages.items(db, filters)
    every = stages.listed(items, stages.stages(db, filters))
    waiting = every[~every["is_reached"] & ~every["stage"].isin(stages.NEVER_LATE)]
    is_late = waiting["days_late"].notna()
    first = waiting[is_late].drop_duplicates("item")
    rows = []
    for row in pd.concat([first, waiting[~is_late]]).to_dict("records"):
        common = {
            "kind": "stage",
            "code": row["item"],
            "part": row["stage"],
            "name": row["item_name"],
            "what": row["stage"],
            "owner_name": row["owner_name"],
            "demonstration": row["demonstration"],
        }
        rows += _waiting(common, row["planned_on"], filters)
    return rows


def _waiting(common: Row, day: Any, filters: Filters) -> list[Row]:
    """Return what waits for a day as overdue or to come; nothing where it is far ahead."""
    if pd.Timestamp(day) < pd.Timestamp(filters.quarter):
        return [common | _late(day, filters)]
    return [common | _ahead(day, filters)] if _is_ahead(day, filters) else []


def _late(day: Any, filters: Filters) -> Row:
    days = (pd.Timestamp(filters.quarter) - pd.Timestamp(day)).days
    status = _judged(days, lateness(filters.quarter).at_risk_days)
    return {"day": day, "days": days, "status": status}


def _is_ahead(day: Any, filters: Filters) -> bool:
    """Return whether a day comes within DAYS_AHEAD from the end of the quarter on."""
    if pd.isna(day):
        return False
    return 0 <= (pd.Timestamp(day) - pd.Timestamp(filters.quarter)).days <= DAYS_AHEAD


def _ahead(day: Any, filters: Filters) -> Row:
    return {"day": day, "days": (pd.Timestamp(filters.quarter) - pd.Timestamp(day)).days}
