"""When is each package planned, what has happened, and how late is it, on one line of time?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from data_access.filters import Filters
from layouts import labels
from layouts.components import gantt
from layouts.components.status_mark import status_sign
from layouts.components.time_axis import Axis, axis_of
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, is_invented
from layouts.procurement import words
from layouts.procurement.plan import package_columns, source, tables

Row = Mapping[Any, Any]


def panel(
    packages: pd.DataFrame,
    steps: pd.DataFrame,
    day: pd.Timestamp,
    late_days: int,
    exports: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the plan on a line of time; frames as `packages` and `steps` return them.

    `day` is the one on which the packages are seen. Later than `late_days` is at risk.
    `exports`: name of a file -> its address.
    """
    return Panel(
        key="plan-gantt",
        title=t("Packages over time"),
        finding=_finding(packages, day, t),
        body=_body(packages, steps, day, late_days, exports, t) if len(steps) else None,
        frame=packages,
        columns=package_columns(t),
        more=tables(packages, steps, t),
        source=source(filters, t),
        demonstration=is_invented(packages),
        notes=(t("Delays count from the dates planned in this release."),),
    )


def _finding(packages: pd.DataFrame, day: pd.Timestamp, t: Translator) -> str:
    if packages.empty:
        return t("The plan of this release holds no package here.")
    return gantt.states(packages["state"], words.STATE, day, t)


def _body(
    packages: pd.DataFrame,
    steps: pd.DataFrame,
    day: pd.Timestamp,
    late_days: int,
    exports: Mapping[str, str],
    t: Translator,
) -> list[Any]:
    axis = axis_of(steps, day)
    of_package: dict[str, list[Row]] = {}
    for step in steps.to_dict("records"):
        of_package.setdefault(step["package"], []).append(step)
    is_over = packages["state"].isin(("completed", "cancelled"))
    parts = []
    for rows, is_open in ((packages[~is_over], True), (packages[is_over], False)):
        known = [row for row in rows.to_dict("records") if row["package"] in of_package]
        if not known:
            continue
        lanes = [_lane(row, of_package[row["package"]], axis, day, late_days, t) for row in known]
        drawn = gantt.chart(lanes, axis, day, t)
        if is_open:
            parts.append(drawn)
        else:
            told = t("Completed or cancelled packages: {n}", n=t.number(len(known)))
            parts.append(Element("details", [Element("summary", told), drawn], {"class": "over"}))
    return [gantt.legend(t("planned, from step to step"), day, t), *parts, gantt.files(exports)]


def _lane(
    package: Row, steps: Sequence[Row], axis: Axis, day: pd.Timestamp, late_days: int, t: Translator
) -> Element:
    said = "; ".join(_said(step, t) for step in steps)
    bars = [
        *_span("plan", steps, "planned_on", axis),
        *_delay(package, steps, axis, day),
        *_span("done", steps, "actual_on", axis),
    ]
    name = f"{package['package']} · {package['package_name']}"
    state = list(_state(package, late_days, t))
    return gantt.lane(name, state, bars, f"{package['package']}: {said}")


def _state(package: Row, late_days: int, t: Translator) -> Iterator[Any]:
    """Yield method, state, and how late the package is."""
    yield Element("span", f"{package['method_name']}, {t(words.STATE[package['state']])}")
    if package["is_late"]:
        risk = "at_risk" if package["delay"] > late_days else "attention"
        late = [status_sign(risk, t), f" {labels.days_late(package['delay'], t)}"]
        yield Element("span", late, {"class": f"late status-{risk}"})


def _said(step: Row, t: Translator) -> str:
    return t(
        "{stage}: planned {planned}, actual {actual}, {delay}",
        stage=step["step_name"],
        planned=t.day(step["planned_on"]),
        actual=t.day(step["actual_on"]),
        delay=labels.behind(step["delay"], t),
    )


def _span(look: str, steps: Sequence[Row], column: str, axis: Axis) -> list[Element]:
    """Return a bar over the days of a column, with a mark at each of them."""
    days = [step[column] for step in steps if not is_missing(step[column])]
    return gantt.line(look, days, axis, marked=True)


def _delay(package: Row, steps: Sequence[Row], axis: Axis, day: pd.Timestamp) -> Iterator[Element]:
    """Yield the stretch between the plan and what happened, at the step that tells the delay."""
    if is_missing(package["delay"]) or package["delay"] <= 0 or package["state"] == "cancelled":
        return
    due = [step for step in steps if not is_missing(step["delay"])]
    step = max(
        (each for each in due if not each["is_reached"]),
        key=lambda each: each["delay"],
        default=due[-1],
    )
    if step["delay"] <= 0 or (not step["is_reached"] and step["delay"] < package["delay"]):
        step = next(each for each in reversed(due) if each["is_reached"])
    end = day if is_missing(step["actual_on"]) else step["actual_on"]
    yield gantt.delay(step["planned_on"], end, axis)
