"""When is each activity planned, what has happened, and how late is it, on one line of time?"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from data_access.filters import Filters
from layouts import labels
from layouts.components import gantt
from layouts.components.status_mark import status_sign
from layouts.components.time_axis import Axis, axis_of
from layouts.i18n import Translator, is_missing
from layouts.implementation import words
from layouts.implementation.work_plan import columns
from layouts.markup import Element
from layouts.panel import Panel, is_invented

Row = Mapping[Any, Any]

DAYS = ("planned_start", "planned_end", "actual_start", "actual_end")


def panel(
    activities: pd.DataFrame,
    critical: pd.DataFrame,
    day: pd.Timestamp,
    late_days: int,
    exports: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the plan on a line of time: what is critical first, then line by line; frames as
    `work_plan.activities` and `progress.critical` return them.

    `day` is the one on which they are seen. Later than `late_days` is at risk.
    `exports`: name of a file -> its address.
    """
    return Panel(
        key="work-gantt",
        title=t("Activities over time"),
        finding=_finding(activities, day, t),
        body=_body(activities, critical, day, late_days, exports, t) if len(activities) else None,
        frame=activities,
        columns=columns(t),
        source=words.source(filters, t),
        demonstration=is_invented(activities),
        notes=(t("Delays count from the dates planned in this release."),),
    )


def _finding(activities: pd.DataFrame, day: pd.Timestamp, t: Translator) -> str:
    if activities.empty:
        return t("The work plan of this release holds no activity.")
    leaves = activities[activities["is_leaf"]]
    return gantt.states(leaves["state"], words.STATE, day, t)


def _body(
    activities: pd.DataFrame,
    critical: pd.DataFrame,
    day: pd.Timestamp,
    late_days: int,
    exports: Mapping[str, str],
    t: Translator,
) -> list[Any]:
    days = pd.concat([activities[name] for name in DAYS])
    axis = axis_of(pd.DataFrame({"planned_on": days}), day)
    parts: list[Any] = []
    if len(critical):
        parts.append(Element("h3", t("Critical"), {"class": "group-title"}))
        parts.append(_chart(critical.assign(depth=0), axis, day, late_days, t))
    for (line, name), rows in activities.groupby(["line", "line_name"]):
        summary = Element("summary", list(_summary(f"{line} · {name}", rows, t)))
        chart = _chart(rows, axis, day, late_days, t)
        look = {"class": "over", "open": bool(rows["is_critical"].any())}
        parts.append(Element("details", [summary, chart], look))
    outline = t("planned, from start to end")
    return [gantt.legend(outline, day, t), *parts, gantt.files(exports)]


def _summary(name: str, rows: pd.DataFrame, t: Translator) -> Iterator[Any]:
    """Yield the name of a line of work, and how many of its activities have ended or are late."""
    leaves = rows[rows["is_leaf"]]
    done, late = int((leaves["state"] == "done").sum()), int(leaves["is_late"].sum())
    yield Element("b", name)
    told = t("{done} of {n} ended", done=t.number(done), n=t.number(len(leaves)))
    yield f" – {told}"
    if late:
        yield ", "
        yield status_sign("attention", t)
        yield " " + t.plural("{n} late", "{n} late", late)


def _chart(
    rows: pd.DataFrame, axis: Axis, day: pd.Timestamp, late_days: int, t: Translator
) -> Element:
    lanes = [_lane(row, axis, day, late_days, t) for row in rows.to_dict("records")]
    return gantt.chart(lanes, axis, day, t)


def _lane(row: Row, axis: Axis, day: pd.Timestamp, late_days: int, t: Translator) -> Element:
    begun, ended = row["actual_start"], row["actual_end"]
    happened = [] if is_missing(begun) else [begun, day if is_missing(ended) else ended]
    bars = [
        *gantt.line("plan", [row["planned_start"], row["planned_end"]], axis, marked=False),
        *_delay(row, axis, day),
        *gantt.line("done", happened, axis, marked=False),
    ]
    name = f"{'– ' * row['depth']}{row['activity']} · {row['activity_name']}"
    said = t(
        "{activity}: planned {start} to {end}, actual {begun} to {ended}, {share} done, {delay}",
        activity=row["activity"],
        start=t.day(row["planned_start"]),
        end=t.day(row["planned_end"]),
        begun=t.day(begun),
        ended=t.day(ended),
        share=t.percent(row["progress"]),
        delay=labels.behind(row["slip"], t),
    )
    return gantt.lane(name, list(_state(row, late_days, t)), bars, said)


def _state(row: Row, late_days: int, t: Translator) -> Iterator[Any]:
    """Yield state, share done and weight, and how late the activity is."""
    share = t("no report") if is_missing(row["progress"]) else t.percent(row["progress"])
    told = t(
        "{state}, {share}, weight {weight}",
        state=t(words.STATE[row["state"]]),
        share=share,
        weight=t.number(row["weight"]),
    )
    yield Element("span", told)
    if row["is_late"]:
        risk = "at_risk" if row["slip"] > late_days else "attention"
        late = [status_sign(risk, t), f" {labels.days_late(row['slip'], t)}"]
        yield Element("span", late, {"class": f"late status-{risk}"})


def _delay(row: Row, axis: Axis, day: pd.Timestamp) -> Iterator[Element]:
    """Yield the stretch between the plan and what happened, at the end or, before it, at the
    start."""
    if is_missing(row["slip"]) or row["slip"] <= 0:
        return
    if not is_missing(row["actual_end"]):
        yield gantt.delay(row["planned_end"], row["actual_end"], axis)
    elif (day - row["planned_end"]).days >= row["slip"]:
        yield gantt.delay(row["planned_end"], day, axis)
    else:
        begun = day if is_missing(row["actual_start"]) else row["actual_start"]
        yield gantt.delay(row["planned_start"], begun, axis)
