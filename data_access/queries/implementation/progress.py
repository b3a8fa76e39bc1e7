"""How much of the work plan should be done by a day, how much is, and what did it cost?

Pure: frames in, frames out. A whole is counted from its parts, so sums go over the activities that
have none: the leaves.
"""

import numpy as np
import pandas as pd

STATES = ("ahead", "in_hand", "done")
"""Where an activity can be: before its actual start, after it, after its actual end."""

TOLERANCE = 14
"""Days behind the plan that do not count as late: house rule."""

CRITICAL = 10
"""Activities that are named as critical, at most: house rule."""


def standing(activities: pd.DataFrame, reports: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return activities as they stood at the end of a day, each whole before its parts.

    `activities`: activity, line, parent, planned_start, planned_end, actual_start, actual_end,
    weight, planned_cost; `reports`: activity, period, progress, actual_cost.

    Columns beside those given:
        actual_start, actual_end   date   missing where they come after the day
        state          str      one of STATES
        depth          Int64    0 for what is part of nothing
        is_leaf        bool     has no parts
        planned_share  float64  share of its planned days that have gone; of a whole that of its
                                leaves, weighted
        progress       float64  share done: 0 before it begins, 1 once it has ended, else the newest
                                report; missing where there is none; of a whole likewise
        reported_on    date     last day of the quarter of that report
        actual_cost    float64  USD since the beginning, by the same report; 0 before it begins
        is_stale       bool     in hand, and its newest report is of an earlier quarter
        slip           Int64    days behind the plan, negative where ahead; missing while nothing
                                is due
        is_late        bool     not done, and more than TOLERANCE behind
        is_critical    bool     among the CRITICAL late leaves with most weight × slip
    """
    known = reports[reports["period"] <= day].sort_values("period")
    newest = known.drop_duplicates("activity", keep="last").set_index("activity")
    key = activities["activity"]

    def reported(name: str) -> pd.Series:
        return pd.Series(newest[name].reindex(key).to_numpy(), activities.index)

    start = activities["actual_start"].where(activities["actual_start"] <= day)
    end = activities["actual_end"].where(activities["actual_end"] <= day)
    state = pd.Series("in_hand", activities.index).mask(start.isna(), "ahead")
    state = state.mask(end.notna(), "done").astype("str")
    is_ahead, is_done = state == "ahead", state == "done"
    told_on = reported("period").astype("datetime64[s]")
    cost = reported("actual_cost").mask(is_ahead, 0.0).mask(is_done & (told_on < end))
    is_leaf = ~key.isin(activities["parent"].dropna())
    frame = activities.assign(
        actual_start=start,
        actual_end=end,
        state=state,
        is_leaf=is_leaf.astype(bool),
        planned_share=planned_share(activities, day),
        progress=reported("progress").mask(is_ahead, 0.0).mask(is_done, 1.0).astype("float64"),
        reported_on=told_on,
        actual_cost=cost.astype("float64"),
        is_stale=((state == "in_hand") & (told_on < day)).astype(bool),
    )
    frame = frame.assign(slip=slip(frame, day))
    late = ~is_done & (frame["slip"].fillna(0) > TOLERANCE)
    frame = frame.assign(is_late=late.astype(bool))
    return _with_wholes(_in_order(frame)).assign(is_critical=_critical)


def planned_share(activities: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Return which share of its planned days each activity has behind it at the end of a day."""
    whole = (activities["planned_end"] - activities["planned_start"]).dt.days + 1
    gone = (day - activities["planned_start"]).dt.days + 1
    return (gone / whole).clip(0.0, 1.0).astype("float64")


def slip(activities: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Return the days behind the plan: of what has ended those of its end; of anything else those
    by which its start was late or its end has passed, whichever are more."""
    end, start = activities["actual_end"], activities["actual_start"]
    ended = (end - activities["planned_end"]).dt.days
    begun = (start.fillna(day) - activities["planned_start"]).dt.days
    begun = begun.where(start.notna() | (begun > 0))
    passed = (day - activities["planned_end"]).dt.days
    is_due = (passed > 0) & (passed > begun.fillna(0))
    open_ones = begun.where(~is_due, passed)
    return ended.where(end.notna(), open_ones).astype("Int64")


def _critical(frame: pd.DataFrame) -> pd.Series:
    """Return which late leaves have most weight × slip."""
    late = frame[frame["is_late"] & frame["is_leaf"]]
    heft = (late["weight"] * late["slip"]).astype("float64")
    return pd.Series(frame.index.isin(heft.nlargest(CRITICAL).index), frame.index)


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Return activities by line, each whole before its parts, with their depth.

    A whole that nobody knows, or that would be a part of itself, is no whole.
    """
    rows = frame.sort_values(["line", "planned_start", "activity"], ignore_index=True)
    codes = set(rows["activity"])
    parts: dict[str, list[int]] = {}
    for place, parent in enumerate(rows["parent"]):
        parts.setdefault(parent if parent in codes else "", []).append(place)
    order: list[tuple[int, int]] = []
    seen: set[int] = set()

    def follow(places: list[int], depth: int) -> None:
        for place in places:
            if place not in seen:
                seen.add(place)
                order.append((place, depth))
                follow(parts.get(rows["activity"][place], []), depth + 1)

    follow(parts.get("", []), 0)
    for place in range(len(rows)):
        follow([place], 0)
    depth = pd.array([depth for _, depth in order], "Int64")
    placed = rows.iloc[[place for place, _ in order]].reset_index(drop=True).assign(depth=depth)
    return placed.sort_values("line", kind="stable", ignore_index=True)


def _with_wholes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return activities in their order; wholes take progress and cost from their leaves."""
    frame = frame.copy()
    leaves, depths = frame["is_leaf"].to_numpy(), frame["depth"].to_numpy(dtype=int)
    for place in np.flatnonzero(~leaves).tolist():
        below = _below(place, depths)
        own = frame.iloc[below][leaves[below]]
        if own.empty:
            continue
        done = progress(own)
        at = frame.index[place]
        frame.loc[at, ["planned_share", "progress"]] = [done["planned_share"], done["progress"]]
        for name in ("planned_cost", "actual_cost"):
            frame.loc[at, name] = own[name].sum(min_count=1)
    return frame


def _below(place: int, depths: np.ndarray) -> np.ndarray:
    """Return the places of everything below one: all that follow it and lie deeper."""
    after = np.arange(place + 1, len(depths))
    shallow = np.flatnonzero(depths[after] <= depths[place]).tolist()
    return after[: shallow[0]] if shallow else after


def progress(leaves: pd.DataFrame) -> pd.Series:
    """Return how much of some leaves should be done and is, weighted.

    planned_share, progress   float64   over the leaves whose progress is known, so that both speak
                                        of the same; missing where none is
    counted, activities       int       leaves whose progress is known, and all of them
    """
    known = leaves[leaves["progress"].notna()]
    weight = float(known["weight"].sum()) or float("nan")
    return pd.Series(
        {
            "planned_share": (known["planned_share"] * known["weight"]).sum() / weight,
            "progress": (known["progress"] * known["weight"]).sum() / weight,
            "counted": len(known),
            "activities": len(leaves),
        }
    )


def by(name: str, activities: pd.DataFrame) -> pd.DataFrame:
    """Return planned and actual progress by component or line.

    Columns:
        <name>, <name>_name, component   str
        planned_share, progress   float64   as `progress`
        counted, activities, done, late, critical   Int64   leaves
    """
    leaves = activities[activities["is_leaf"]]
    rows = []
    for codes, part in leaves.groupby(list(dict.fromkeys(["component", name, f"{name}_name"]))):
        named = dict(zip(dict.fromkeys(["component", name, f"{name}_name"]), codes, strict=True))
        counts = {
            "done": int((part["state"] == "done").sum()),
            "late": int(part["is_late"].sum()),
            "critical": int(part["is_critical"].sum()),
        }
        rows.append({**named, **progress(part), **counts})
    columns = [*dict.fromkeys(["component", name, f"{name}_name"])]
    columns += ["planned_share", "progress", "counted", "activities", "done", "late", "critical"]
    frame = pd.DataFrame(rows, columns=columns)
    whole = ["counted", "activities", "done", "late", "critical"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def earned_value(activities: pd.DataFrame) -> pd.DataFrame:
    """Return planned value, earned value and actual cost by component; the first row, component
    "", is all of them.

    An activity counts that has a planned cost, and whose progress and cost are known.

    Columns:
        component, component_name   str
        planned_value   float64   USD, planned cost × share of the planned days gone
        earned_value    float64   USD, planned cost × share done
        actual_cost     float64   USD
        spi, cpi        float64   earned ÷ planned value, earned value ÷ actual cost; missing where
                                  they would be a share of nothing
        counted, costed, activities   Int64   leaves that count, that have a planned cost, and all
        stale           Int64     leaves that count by a report of an earlier quarter
    """
    leaves = activities[activities["is_leaf"]]
    parts = [("", "", leaves)]
    parts += [
        (str(code), str(name), part)
        for (code, name), part in leaves.groupby(["component", "component_name"])
    ]
    rows = []
    for code, name, part in parts:
        costed = part[part["planned_cost"].notna()]
        known = costed[costed["progress"].notna() & costed["actual_cost"].notna()]
        planned = float((known["planned_cost"] * known["planned_share"]).sum())
        earned = float((known["planned_cost"] * known["progress"]).sum())
        cost = float(known["actual_cost"].sum())
        is_known = len(known) > 0
        rows.append(
            {
                "component": code,
                "component_name": name,
                "planned_value": planned if is_known else float("nan"),
                "earned_value": earned if is_known else float("nan"),
                "actual_cost": cost if is_known else float("nan"),
                "spi": earned / planned if planned > 0 else float("nan"),
                "cpi": earned / cost if cost > 0 else float("nan"),
                "counted": len(known),
                "costed": len(costed),
                "activities": len(part),
                "stale": int(known["is_stale"].sum()),
            }
        )
    whole = ("counted", "costed", "activities", "stale")
    return pd.DataFrame(rows).astype(dict.fromkeys(whole, "Int64"))


def critical(activities: pd.DataFrame) -> pd.DataFrame:
    """Return the critical activities, those with most weight × slip first."""
    rows = activities[activities["is_critical"]]
    heft = (rows["weight"] * rows["slip"]).astype("float64")
    order = rows.assign(heft=heft).sort_values(["heft", "activity"], ascending=[False, True])
    return order.drop(columns="heft").reset_index(drop=True)
