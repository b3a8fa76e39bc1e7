"""Does the work plan keep its days and its money, in words?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import key
from layouts.components.data_table import Column
from layouts.components.share_rows import Row, share_rows
from layouts.components.status_mark import status_sign
from layouts.i18n import Translator, is_missing
from layouts.implementation import words
from layouts.markup import Element
from layouts.panel import Panel, is_invented

Figures = Mapping[Any, Any]


def by_component(
    frame: pd.DataFrame, activities: pd.DataFrame, filters: Filters, t: Translator
) -> Panel:
    """Return planned and actual progress by component; frame as `progress.by` returns it."""
    return _progress(
        "work-progress", t("How much of the work is done?"), _behind(frame, t),
        ("component", t("Component")), frame, activities, filters, t,
    )  # fmt: skip


def by_line(
    frame: pd.DataFrame, activities: pd.DataFrame, filters: Filters, t: Translator
) -> Panel:
    """Return the same by line of work."""
    return _progress(
        "work-lines", t("Which lines of work are behind?"), _worst_line(frame, t),
        ("line", t("Line of work")), frame, activities, filters, t,
    )  # fmt: skip


def _progress(
    key: str,
    title: str,
    finding: str,
    by: tuple[str, str],
    frame: pd.DataFrame,
    activities: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return bars and table of progress; `by`: column of the codes, beside their names, and its
    heading."""
    column, heading = by
    return Panel(
        key=key,
        title=title,
        finding=finding,
        body=_progress_rows(frame, column, t) if len(frame) else None,
        frame=frame,
        columns=(
            Column(column, heading),
            Column(f"{column}_name", t("Name")),
            *_progress_columns(t),
        ),
        source=words.source(filters, t),
        demonstration=is_invented(activities),
        notes=_progress_notes(frame, t),
    )


def _progress_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("planned_share", t("Planned to date"), t.percent, True),
        Column("progress", t("Share done"), t.percent, True),
        Column("activities", t("Activities"), t.number, True),
        Column("counted", t("With known progress"), t.number, True),
        Column("done", t("Ended"), t.number, True),
        Column("late", t("Late"), t.number, True),
        Column("critical", t("Critical"), t.number, True),
    )


def _progress_notes(frame: pd.DataFrame, t: Translator) -> tuple[str, ...]:
    if frame.empty:
        return ()
    silent = int((frame["activities"] - frame["counted"]).sum())
    told = [
        t(
            "Weighted by the weights of the work plan; planned to date: the share of the planned "
            "days that has gone. House rule."
        )
    ]
    if silent:
        told.append(
            t.plural(
                "{n} activity that has begun was never reported on and is left out of both.",
                "{n} activities that have begun were never reported on and are left out of both.",
                silent,
            )
        )
    return tuple(told)


def _total(frame: pd.DataFrame) -> tuple[int, int, int]:
    sums = frame[["activities", "done", "late"]].sum()
    return int(sums["activities"]), int(sums["done"]), int(sums["late"])


def _gap(frame: pd.DataFrame) -> pd.Series:
    """Return by how much less is done than planned to date."""
    return (frame["planned_share"] - frame["progress"]).astype("float64")


def _behind(frame: pd.DataFrame, t: Translator) -> str:
    if frame.empty:
        return t("The work plan of this release holds no activity.")
    activities, done, late = _total(frame)
    told = t(
        "{done} of {n} activities have ended, {late} are late.",
        done=t.number(done),
        n=t.number(activities),
        late=t.number(late),
    )
    gap = _gap(frame)
    if not (gap > 0).any():
        on_plan = t("Every component has done what was planned to date.")
        return told if gap.isna().any() else f"{told} {on_plan}"
    worst = frame.assign(gap=gap).nlargest(1, "gap").iloc[0]
    return f"{told} " + t(
        "Furthest behind: component {component}, {actual} done of {planned} planned to date.",
        component=worst["component"],
        actual=t.percent(worst["progress"]),
        planned=t.percent(worst["planned_share"]),
    )


def _worst_line(frame: pd.DataFrame, t: Translator) -> str:
    if frame.empty:
        return t("The work plan of this release holds no activity.")
    gap = _gap(frame)
    behind = frame[gap > 0]
    if behind.empty:
        if gap.isna().any():
            return t("No line of work is known to have done less than planned to date.")
        return t("Every line of work has done what was planned to date.")
    worst = frame.assign(gap=gap).nlargest(1, "gap").iloc[0]
    return t(
        "{n} of {total} lines of work have done less than planned to date, most of all "
        "{line} {name}: {actual} of {planned}.",
        n=t.number(len(behind)),
        total=t.number(len(frame)),
        line=worst["line"],
        name=worst["line_name"],
        actual=t.percent(worst["progress"]),
        planned=t.percent(worst["planned_share"]),
    )


def _progress_rows(frame: pd.DataFrame, name: str, t: Translator) -> list[Any]:
    rows = [
        Row(
            f"{row[name]} · {row[f'{name}_name']}",
            row["planned_share"],
            _progress_words(row, t),
            "planned",
            ((row["progress"], "work"),),
        )
        for row in frame.to_dict("records")
    ]
    return [key(("work", t("done")), ("planned", t("planned to date"))), share_rows(rows, "1.4")]


def _progress_words(row: Figures, t: Translator) -> str:
    if is_missing(row["progress"]):
        return t("no report")
    told = t(
        "{actual} done, {planned} planned",
        actual=t.percent(row["progress"]),
        planned=t.percent(row["planned_share"]),
    )
    if row["counted"] == row["activities"]:
        return told
    n, total = t.number(row["counted"]), t.number(row["activities"])
    return f"{told} ({t('{n} of {total}', n=n, total=total)})"


def value(frame: pd.DataFrame, activities: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return earned value; frame as `progress.earned_value` returns it."""
    total = frame.iloc[0].to_dict()
    is_known = not is_missing(total["planned_value"])
    parts = frame.iloc[1:]
    return Panel(
        key="work-value",
        title=t("What is the work done worth?"),
        finding=_worth(total, t),
        body=[_indices(total, t), *_value_rows(parts, t)] if is_known else None,
        frame=frame,
        columns=(
            Column("component", t("Component"), lambda code: code or t("All")),
            Column("planned_value", t("Planned value, USD"), t.number, True),
            Column("earned_value", t("Earned value, USD"), t.number, True),
            Column("actual_cost", t("Actual cost, USD"), t.number, True),
            Column("spi", t("SPI"), _index(t), True),
            Column("cpi", t("CPI"), _index(t), True),
            Column("counted", t("Activities counted"), t.number, True),
            Column("costed", t("With a planned cost"), t.number, True),
            Column("activities", t("Activities"), t.number, True),
        ),
        source=words.source(filters, t),
        demonstration=is_invented(activities),
        notes=(
            t(
                "Planned value: planned cost × share of the planned days gone; earned value: "
                "planned cost × share done; SPI = earned ÷ planned value, CPI = earned value ÷ "
                "actual cost. {n} of {total} activities count: those with a planned cost, known "
                "progress and known cost.",
                n=t.number(total["counted"]),
                total=t.number(total["activities"]),
            ),
            t("The cost of what has ended is known from reports of that quarter or later."),
            t("Payments follow the work, so a CPI above 1 may stand for bills still to come."),
            *_stale(total["stale"], t),
        )
        if is_known
        else (),
    )


def _stale(count: int, t: Translator) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        t.plural(
            "{n} activity in progress counts by a report of an earlier quarter.",
            "{n} activities in progress count by reports of an earlier quarter.",
            int(count),
        ),
    )


def _index(t: Translator) -> Any:
    return lambda ratio: t.number(ratio, 2)


def _worth(total: Figures, t: Translator) -> str:
    if is_missing(total["planned_value"]):
        return t("No activity has both a planned cost and known progress.")
    told = []
    if not is_missing(total["spi"]):
        told.append(
            t(
                "Of the work planned to date, {share} is done, counted at its planned cost.",
                share=t.percent(total["spi"]),
            )
        )
    if not is_missing(total["cpi"]):
        told.append(
            t(
                "Each dollar spent has brought work planned at USD {n}.",
                n=t.number(total["cpi"], 2),
            )
        )
    return " ".join(told) or t("Nothing was planned or spent by this day.")


def _indices(total: Figures, t: Translator) -> Element:
    """Return both indices, each with what it means."""
    told = (
        (t("SPI"), total["spi"], _pace(total["spi"], t)),
        (t("CPI"), total["cpi"], _thrift(total["cpi"], t)),
    )
    items = [
        Element(
            "li",
            [
                Element("b", f"{name} {t.number(ratio, 2)}"),
                Element("span", f" {meaning}"),
            ],
        )
        for name, ratio, meaning in told
    ]
    return Element("ul", items, {"class": "indices"})


def _pace(spi: float, t: Translator) -> str:
    if is_missing(spi):
        return t("nothing was planned by this day")
    if round(spi, 2) < 1:
        return t("slower than planned")
    return t("as fast as planned or faster")


def _thrift(cpi: float, t: Translator) -> str:
    if is_missing(cpi):
        return t("nothing was spent by this day")
    if round(cpi, 2) < 1:
        return t("dearer than planned")
    return t("for no more than planned")


def _value_rows(parts: pd.DataFrame, t: Translator) -> list[Any]:
    """Return planned and earned value of each component on one scale, and its cost in words."""
    scale = float(parts[["planned_value", "earned_value"]].max().max())

    def part(amount: float) -> float:
        return amount / scale if scale > 0 else float("nan")

    rows = [
        Row(
            f"{row['component']} · {row['component_name']}",
            part(row["planned_value"]),
            t("no data")
            if is_missing(row["planned_value"])
            else t(
                "USD million: planned {planned}, done {earned}, spent {cost}",
                planned=t.number(row["planned_value"] / 1e6, 1),
                earned=t.number(row["earned_value"] / 1e6, 1),
                cost=t.number(row["actual_cost"] / 1e6, 1),
            ),
            "planned",
            ((part(row["earned_value"]), "work"),),
            row=n,
        )
        for n, row in enumerate(parts.to_dict("records"), 1)
    ]
    names = key(("work", t("earned value")), ("planned", t("planned value")))
    return [names, share_rows(rows, "1.2")]


def critical(
    rows: pd.DataFrame,
    activities: pd.DataFrame,
    tolerance: int,
    late_days: int,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the critical activities; frame as `progress.critical` returns it."""
    late = int((activities["is_late"] & activities["is_leaf"]).sum()) if len(activities) else 0
    return Panel(
        key="work-critical",
        title=t("Which activities hold up the plan?"),
        finding=_held_up(rows, late, t),
        body=_critical_rows(rows, late_days, t) if len(rows) else None,
        frame=rows,
        columns=columns(t),
        source=words.source(filters, t),
        demonstration=is_invented(activities),
        notes=(
            t(
                "Critical: the late activities with most weight × days late. Late: not ended and "
                "more than {days} behind the planned end, or begun that late; at risk after "
                "{late}. House rule.",
                days=labels.days(tolerance, t),
                late=labels.days(late_days, t),
            ),
        ),
    )


def _held_up(rows: pd.DataFrame, late: int, t: Translator) -> str:
    if rows.empty:
        return t("No activity that goes on is late.")
    worst = rows.iloc[0]
    return t.plural(
        "{n} activity is late. It weighs {weight}: {code} {name}, {days}.",
        "{n} activities are late. The heaviest delay: {code} {name}, weight {weight}, {days}.",
        late,
        weight=t.number(worst["weight"]),
        code=worst["activity"],
        name=worst["activity_name"],
        days=labels.days_late(worst["slip"], t),
    )


def _critical_rows(rows: pd.DataFrame, late_days: int, t: Translator) -> html.Ul:
    heft = (rows["weight"] * rows["slip"]).astype("float64")
    scale = float(heft.max())
    return share_rows(
        [
            Row(
                f"{row['activity']} · {row['activity_name']}",
                part / scale,
                [
                    status_sign("at_risk" if row["slip"] > late_days else "attention", t),
                    " "
                    + t(
                        "{late}, weight {weight}; {owner}",
                        late=labels.days_late(row["slip"], t),
                        weight=t.number(row["weight"]),
                        owner=row["owner_name"],
                    ),
                ],
                "late",
            )
            for row, part in zip(rows.to_dict("records"), heft, strict=True)
        ],
        "1.16",
    )


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of activities."""
    return (
        Column("activity", t("Activity")),
        Column("activity_name", t("Name")),
        Column("parent", t("Part of"), words.named),
        Column("line", t("Line of work")),
        Column("component", t("Component")),
        Column("owner_name", t("Owner")),
        Column("planned_start", t("Planned start"), t.day),
        Column("planned_end", t("Planned end"), t.day),
        Column("actual_start", t("Actual start"), t.day),
        Column("actual_end", t("Actual end"), t.day),
        Column("state", t("State"), lambda code: t(words.STATE[code])),
        Column("weight", t("Weight"), t.number, True),
        Column("planned_share", t("Planned to date"), t.percent, True),
        Column("progress", t("Share done"), t.percent, True),
        Column("reported_on", t("Reported for"), lambda day: _quarter(day, t)),
        Column("slip", t("Behind the plan, days"), t.number, True),
        Column("planned_cost", t("Planned cost, USD"), t.number, True),
        Column("actual_cost", t("Actual cost, USD"), t.number, True),
    )


def _quarter(day: Any, t: Translator) -> str:
    return "–" if is_missing(day) else t.quarter(day)
