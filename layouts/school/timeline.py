"""When was each stage of a package planned, when was it reached, and how late is it?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels, status_rules
from layouts.attributes import aria
from layouts.components.data_table import Column
from layouts.components.status_mark import status_sign
from layouts.components.time_axis import Axis, axis_of, grid, scale
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented

Row = Mapping[Any, Any]


def panel(
    packages: pd.DataFrame,
    stages: pd.DataFrame,
    day: pd.Timestamp,
    late_days: int,
    rules: pd.DataFrame,
    filters: Filters,
    t: Translator,
    *,
    is_closed: bool = False,
) -> Panel:
    """Return the packages on one line of time; packages as `packages` returns them.

    `stages` is what `delays` returns, with first plans (`with_first_plans`), `rules` what
    `status.history` returns. `day` is the one on which they are seen: the end of the quarter, or
    the closing of the school. Later than `late_days` is at risk.
    """
    if packages.empty:
        return Panel(
            "timeline", t("Packages over time"), t("Nothing is known of its packages yet.")
        )
    axis = axis_of(stages, day)
    rows = [
        _row(package, stages[stages["package"] == package["package"]], axis, day, late_days, t)
        for package in packages.to_dict("records")
    ]
    body = [
        html.Div(
            [html.Ol(rows, className="lanes"), scale(axis, t)],
            className="timeline",
        ),
        _legend(day, t, is_moved=bool(stages["moved_days"].fillna(0).ne(0).any())),
    ]
    table = stages.assign(words=[delay_words(row, t) for row in stages.to_dict("records")])
    return Panel(
        key="timeline",
        title=t("Packages over time"),
        finding=finding(packages, stages, day, t, is_closed=is_closed),
        body=body,
        frame=table,
        columns=(
            Column("package_name", t("Package")),
            Column("stage", t("Stage"), lambda code: t(labels.STAGE[code])),
            Column("first_on", t("First planned"), t.day),
            Column("planned_on", t("Planned"), t.day),
            Column("actual_on", t("Actual"), t.day),
            Column("words", t("Delay")),
        ),
        more=(status_rules.table(rules, t),),
        source=t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(packages),
        notes=(
            t("Delays count from the dates planned in this release."),
            *moved(stages, t),
            status_rules.note(t),
        ),
    )


def moved(stages: pd.DataFrame, t: Translator) -> list[str]:
    """Return how often and how far plans were put off since they were first told; one or none."""
    later = stages[stages["moved_days"].fillna(0) > 0]
    if later.empty:
        return []
    words = t.plural(
        "The plan of {n} package was put off since release No. {release}, by up to {days}.",
        "The plans of {n} packages were put off since release No. {release}, by up to {days}.",
        later["package"].nunique(),
        release=t.number(later["first_release"].min()),
        days=labels.days(int(later["moved_days"].max()), t),
    )
    return [words]


def finding(
    packages: pd.DataFrame,
    stages: pd.DataFrame,
    day: pd.Timestamp,
    t: Translator,
    *,
    is_closed: bool = False,
) -> str:
    """Return the longest delay, what comes next, or the end of it all."""
    late = packages[packages["days_late"].notna()].sort_values("days_late", ascending=False)
    if len(late):
        row = late.iloc[0]
        return t(
            "Longest open delay: {package}, “{stage}” – {days}.",
            package=row["package_name"],
            stage=t(labels.STAGE[row["due"]]),
            days=labels.days_late(row["days_late"], t),
        )
    ahead = stages[~stages["is_reached"]]
    if ahead.empty:
        return _accepted(stages[stages["stage"] == "accepted"], t)
    if is_closed:
        return t("Nothing was late when the school closed.")
    dated = ahead[ahead["planned_on"] >= day].sort_values("planned_on", kind="stable")
    if dated.empty:
        return t("Nothing that is still to come has a planned date.")
    row = dated.iloc[0]
    return t(
        "Nothing is late. Next: {package}, “{stage}” – {date}.",
        package=row["package_name"],
        stage=t(labels.STAGE[row["stage"]]),
        date=t.date(row["planned_on"]),
    )


def _accepted(stages: pd.DataFrame, t: Translator) -> str:
    """Return when the last package was accepted; a school has all only where all are known of."""
    last, count, total = stages["actual_on"].max(), len(stages), len(labels.PACKAGE)
    if count < total:
        return t(
            "Packages known: {n} of {total}; these are accepted.",
            n=t.number(count),
            total=t.number(total),
        )
    if is_missing(last):
        return t("All packages are accepted.")
    return t("All packages are accepted, the last on {date}.", date=t.date(last))


def delay_words(row: Row, t: Translator) -> str:
    """Return how a stage stands to its plan, in words; row as `delays` returns it."""
    if is_missing(row["delay"]):
        if row["is_reached"]:
            return t("reached") if is_missing(row["actual_on"]) else ""
        return t("not planned") if is_missing(row["planned_on"]) else t("not due yet")
    days = int(row["delay"])
    if days == 0:
        return t("on time")
    if days < 0:
        return t.plural("{n} day early", "{n} days early", -days)
    return labels.days_late(days, t)


def _row(
    package: Row, stages: pd.DataFrame, axis: Axis, day: pd.Timestamp, late_days: int, t: Translator
) -> html.Li:
    records = stages.to_dict("records")
    said = "; ".join(_said(stage, t) for stage in records)
    return html.Li(
        [
            html.Span(
                [html.Strong(package["package_name"]), _state(package, late_days, t)],
                className="lane-name",
            ),
            html.Span(
                [*grid(axis, day), *(_lane(stage, axis, day, t) for stage in records)],
                className="lane",
                role="img",
                **aria(label=f"{package['package_name']}: {said}"),
            ),
        ]
    )


def _state(package: Row, late_days: int, t: Translator) -> html.Span:
    stage = package["stage"]
    words = t("Not started") if is_missing(stage) else t(labels.STAGE[stage])
    parts: list[Any] = [html.Span(words)]
    if not is_missing(package["days_late"]):
        risk = "at_risk" if package["days_late"] > late_days else "attention"
        late = labels.days_late(package["days_late"], t)
        due = f" {t(labels.STAGE[package['due']])}: {late}"
        parts += [html.Span([status_sign(risk, t), due], className=f"late status-{risk}")]
    return html.Span(parts, className="lane-state")


def _said(stage: Row, t: Translator) -> str:
    words = t(
        "{stage}: planned {planned}, actual {actual}, {delay}",
        stage=t(labels.STAGE[stage["stage"]]),
        planned=t.day(stage["planned_on"]),
        actual=t.day(stage["actual_on"]),
        delay=delay_words(stage, t) or "–",
    )
    if not _is_moved(stage):
        return words
    return f"{words} ({t('first planned for {date}', date=t.day(stage['first_on']))})"


def _is_moved(stage: Row) -> bool:
    return not is_missing(stage["first_on"]) and stage["first_on"] != stage["planned_on"]


def _lane(stage: Row, axis: Axis, day: pd.Timestamp, t: Translator) -> html.Span:
    """Return one stage: rings where planned now and first, a dot where reached, and the delay."""
    parts = []
    planned, actual = stage["planned_on"], stage["actual_on"]
    if not is_missing(stage["delay"]) and stage["delay"] > 0:
        left = axis.place(planned)
        right = axis.place(day if is_missing(actual) else actual)
        style = {"left": f"{left}%", "width": f"{round(right - left, 2)}%"}
        parts.append(html.Span(className="delay", style=style))
    if _is_moved(stage):
        style = {"left": f"{axis.place(stage['first_on'])}%"}
        parts.append(html.Span(className="first", style=style))
    if not is_missing(planned):
        parts.append(html.Span(className="planned", style={"left": f"{axis.place(planned)}%"}))
    if not is_missing(actual):
        parts.append(html.Span(className="reached", style={"left": f"{axis.place(actual)}%"}))
    return html.Span(parts, className="stage-line", title=_said(stage, t))


def _legend(day: pd.Timestamp, t: Translator, *, is_moved: bool) -> html.Ul:
    order = ", ".join(t(words) for words in labels.STAGE.values())
    entries = (
        *([("first", t("first planned"))] if is_moved else []),
        ("planned", t("planned")),
        ("reached", t("reached")),
        ("delay", t("delay")),
        ("now", t("as of {date}", date=t.day(day))),
    )
    return html.Ul(
        [
            html.Li(t("Lines of a package from above: {stages}", stages=order)),
            *(
                html.Li([html.Span(html.Span(className=look), className="sample"), words])
                for look, words in entries
            ),
        ],
        className="legend",
    )
