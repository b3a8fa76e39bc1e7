"""What did people know before and after, and which courses and providers teach most?"""

from collections.abc import Sequence, Sized
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components.data_table import Column, Table
from layouts.figures import training_learning as figures
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.training import spread, told

SHOWN = 10
"""Courses that the chart has room for: half with the largest gains, half with the smallest."""


def scores(
    bands: pd.DataFrame,
    total: pd.DataFrame,
    by_provider: pd.DataFrame,
    by_course: pd.DataFrame,
    registers: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the distributions before and after, of all, by provider and by course; frames as of
    `queries.training.learning`."""
    notes, tables = told.open_registers(registers, t)
    whole = bands[bands["part"] == "all"]
    wide = whole.pivot(index="band", columns="test", values="people").reset_index()
    wide = wide.reindex(columns=["band", "pre", "post"])
    providers = spread.groups(bands, by_provider, "provider", 0)
    courses = spread.groups(bands, by_course, "course", len(providers))
    return Panel(
        key="scores",
        title=t("What did the same people know before and after?"),
        finding=_total(total, t),
        figure=None if whole.empty else figures.scores(whole, *_means(total), t),
        body=_spreads(providers, courses, t),
        frame=wide,
        columns=(
            Column("band", t("Points"), spread.words_of, True),
            Column("pre", t("Tests before"), lambda value: told.count(value, t), True),
            Column("post", t("Tests after"), lambda value: told.count(value, t), True),
        ),
        more=(_of_groups([*providers, *courses], t), *tables),
        source=told.register_of_country(filters, t),
        demonstration=is_invented(bands),
        notes=(
            t("Only those who sat both tests; who did so in two courses counts twice."),
            *(
                [t("How points are spread is not told of courses with few tests.")]
                if len(courses) < len(by_course)
                else []
            ),
            *_few(courses, t),
            *notes,
        ),
    )


def _spreads(
    providers: Sequence[spread.Group], courses: Sequence[spread.Group], t: Translator
) -> list[Any]:
    """Return how points are spread by provider and by course, the largest mean gain first."""
    if not courses:
        return []
    highest = spread.highest([*providers, *courses])
    best, worst = _ends(courses)
    return [
        told.heading(t("By provider")),
        spread.key(t),
        html.P(t("From 0 to 100 points in tens, with a line at 50 and both means; below each: mean "
                 "before → after, and how often both tests were sat."), className="hint"),
        spread.small(providers, highest, t),
        told.heading(t("By course")),
        spread.small([*best, *worst], highest, t),
    ]  # fmt: skip


def _of_groups(every: Sequence[spread.Group], t: Translator) -> Table:
    bands = [str(band) for band in range(0, spread.WHOLE, 10)]
    rows = [
        {"name": group.name, "test": words, "mean": group.means[test], "both": group.both}
        | group.named(test)
        for group in every
        for test, words in (("pre", t("before")), ("post", t("after")))
    ]
    return Table(
        t("Tests by points, provider and course"),
        pd.DataFrame(rows, columns=["name", "test", "mean", "both", *bands]),
        (
            Column("name", t("Provider or course")),
            Column("test", t("Test")),
            Column("mean", t("Mean points"), lambda value: t.number(value, 1), True),
            Column("both", t("Sat both tests"), t.number, True),
            *(
                Column(band, spread.words_of(int(band)), lambda value: told.count(value, t), True)
                for band in bands
            ),
        ),
    )


def _means(total: pd.DataFrame) -> tuple[float, float]:
    return float(total["mean_pre"].iloc[0]), float(total["mean_post"].iloc[0])


def _total(total: pd.DataFrame, t: Translator) -> str:
    if total.empty:
        return t("Too few people sat both tests to say anything.")
    row = total.iloc[0]
    words = t(
        "Both tests were sat {n} times; the mean went from {pre} to {post} points of 100: {gain} "
        "(95% interval {low} to {high}).",
        n=t.number(row["both"]),
        pre=t.number(row["mean_pre"], 1),
        post=t.number(row["mean_post"], 1),
        gain=t.change(row["mean_gain"], 1),
        low=t.change(row["low"], 1),
        high=t.change(row["high"], 1),
    )
    if row["is_clear"]:
        return words
    return f"{words} {t('This gain cannot be distinguished from zero.')}"


def gains(
    by_provider: pd.DataFrame,
    by_course: pd.DataFrame,
    registers: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return gains with their intervals; frames as of `queries.training.learning`."""
    notes, tables = told.open_registers(registers, t)
    providers, courses = (
        frame.assign(row=range(len(frame)), name=frame[name])[frame["is_told"]]
        for frame, name in ((by_provider, "provider_name"), (by_course, "course_name"))
    )
    shown = pd.concat(_ends(courses))
    groups = [
        (title, table, rows)
        for title, table, rows in ((t("Providers"), 1, providers), (t("Courses"), 0, shown))
        if len(rows)
    ]  # fmt: skip
    return Panel(
        key="gains",
        title=t("Where is most learned?"),
        finding=_largest(courses, t),
        figure=figures.gains(groups, t) if groups else None,
        frame=by_course.assign(verdict=_verdicts(by_course, t)),
        columns=(
            Column("course_name", t("Course")),
            Column("provider_name", t("Provider")),
            *_columns(t),
        ),
        more=(
            Table(
                t("Providers"),
                by_provider.assign(verdict=_verdicts(by_provider, t)),
                (Column("provider_name", t("Provider")), *_columns(t)),
            ),
            *tables,
        ),
        source=told.register_of_country(filters, t),
        demonstration=is_invented(by_course),
        notes=(
            t(
                "Dot: mean gain of those who sat both tests, their number beside the name; line: "
                "95% interval by Student’s t; open dot: not distinguishable from zero."
            ),
            *told.hidden_note(int((~by_course["is_told"].astype(bool)).sum()), t),
            *_few(courses, t),
            *notes,
        ),
    )


def _ends(courses: Any) -> tuple[Any, Any]:
    """Return the first and the last of many courses; all and none where there are few."""
    if len(courses) <= SHOWN:
        return courses, courses[:0]
    return courses[: SHOWN // 2], courses[-SHOWN // 2 :]


def _few(courses: Sized, t: Translator) -> list[str]:
    if len(courses) <= SHOWN:
        return []
    return [
        t(
            "Of {n} courses, those with the largest and the smallest gains; all are in the table.",
            n=t.number(len(courses)),
        )
    ]


def _columns(t: Translator) -> list[Column]:
    def points(value: Any) -> str:
        return t.change(value, 1)

    return [
        Column("both", t("Sat both tests"), lambda value: told.count(value, t), True),
        Column("mean_gain", t("Mean gain, points"), points, True),
        Column("low", t("95% from"), points, True),
        Column("high", t("95% to"), points, True),
        Column("verdict", t("Against zero")),
    ]


def _verdicts(frame: pd.DataFrame, t: Translator) -> list[str]:
    return [_verdict(row, t) for row in frame.to_dict("records")]


def _verdict(row: dict, t: Translator) -> str:
    if is_missing(row["mean_gain"]):
        return t("not told apart")
    if not row["is_clear"]:
        return t("not distinguishable from zero")
    return t("above zero") if row["mean_gain"] > 0 else t("below zero")


def _largest(courses: pd.DataFrame, t: Translator) -> str:
    if courses.empty:
        return t("Too few people sat both tests to say anything.")
    best, worst = courses.iloc[0], courses.iloc[-1]
    unclear = int((~courses["is_clear"].astype(bool)).sum())
    if len(courses) == 1:
        largest = t(
            "{course}: {gain} points.", course=best["name"], gain=t.change(best["mean_gain"], 1)
        )
    else:
        largest = t(
            "Most is learned here: {best} ({high} points); least here: {worst} ({low}).",
            best=best["name"],
            high=t.change(best["mean_gain"], 1),
            worst=worst["name"],
            low=t.change(worst["mean_gain"], 1),
        )
    doubt = t(
        "Not distinguishable from zero: {n} of {total} courses.",
        n=t.number(unclear),
        total=t.number(len(courses)),
    )
    return f"{largest} {doubt}"
