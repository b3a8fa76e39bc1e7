"""What do innovative schools offer to pupils with disabilities, and how near are they?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel

FEATURES = tuple(labels.ACCESS)


def access(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return what schools offer to pupils with disabilities; frame as of `access_of_all`."""
    names = {code: t(labels.ACCESS[code]) for code in FEATURES}
    assessed = frame[list(FEATURES)].notna().any(axis=1)
    complete = int((frame[list(FEATURES)] == True).all(axis=1).sum())  # noqa: E712
    served, pupils = (
        frame[name].sum(min_count=1) for name in ("pupils_served", "pupils_with_disabilities")
    )
    finding = t(
        "{n} of {total} assessed schools offer all four; {served} of {pupils} pupils with "
        "disabilities are served.",
        n=t.number(complete),
        total=t.number(int(assessed.sum())),
        served=t.number(served),
        pupils=t.number(pupils),
    )
    rows = [_feature(names[code], frame[code], t) for code in FEATURES]
    yes_no = {True: t("yes"), False: t("no")}

    def answer(value: Any) -> str:
        return t("not assessed") if is_missing(value) else yes_no[bool(value)]

    return Panel(
        key="access",
        title=t("Accessibility"),
        finding=finding if assessed.any() else t("No school was assessed yet."),
        body=[
            html.Ul(rows, className="features"),
            html.Ul(
                [
                    html.Li([html.Span(className=f"swatch feature-{name}"), words])
                    for name, words in (
                        ("yes", t("yes")),
                        ("no", t("no")),
                        ("unknown", t("not assessed")),
                    )
                ],
                className="legend",
            ),
        ],
        frame=frame,
        columns=(
            Column("school_name", t("School")),
            Column("district_name", t("District")),
            *(Column(code, names[code], answer) for code in FEATURES),
            Column("pupils_with_disabilities", t("Pupils with disabilities"), t.number, True),
            Column("pupils_served", t("of them served"), t.number, True),
        ),
        source=t("reports of schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _feature(name: str, answers: pd.Series, t: Translator) -> html.Li:
    total = max(len(answers), 1)
    counts = {
        "yes": int((answers == True).sum()),  # noqa: E712
        "no": int((answers == False).sum()),  # noqa: E712
        "unknown": int(answers.isna().sum()),
    }
    words = t(
        "{name}: {yes} yes, {no} no, {unknown} not assessed",
        name=name,
        **{key: t.number(count) for key, count in counts.items()},
    )
    return html.Li(
        [
            html.Span(name, className="feature-name"),
            html.Span(
                [
                    html.Span(
                        t.number(count),
                        className=f"feature-{key}",
                        style={"width": f"{100 * count / total:.1f}%"},
                    )
                    for key, count in counts.items()
                    if count
                ],
                className="feature-bar",
                role="img",
                **aria(label=words),
            ),
        ]
    )


def reach(totals: pd.DataFrame, by_school: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return how near innovative schools are.

    `totals` as `distances.covered` returns it, `by_school` as `distances.reach` with names.
    """
    rows = [
        html.Li(
            [
                html.Span(t("within {km} km", km=t.number(row["km"])), className="feature-name"),
                html.Span(
                    []
                    if is_missing(row["pupil_share"])
                    else [
                        html.Span(
                            className="feature-yes",
                            style={"width": f"{100 * row['pupil_share']:.1f}%"},
                        )
                    ],
                    className="feature-bar",
                    **aria(hidden="true"),
                ),
                html.Span(
                    t(
                        "{share} of pupils, {n} schools",
                        share=t.percent(row["pupil_share"]),
                        n=t.number(row["school_count"]),
                    ),
                    className="feature-words",
                ),
            ]
        )
        for row in totals.to_dict("records")
    ]
    widest = totals.iloc[-1] if len(totals) else None
    if widest is None or is_missing(widest["pupil_share"]):
        finding = t("Distances cannot be told: no position or no number of pupils is known.")
    else:
        finding = t(
            "{share} of pupils of ordinary schools learn within {km} km of an innovative school.",
            share=t.percent(widest["pupil_share"]),
            km=t.number(widest["km"]),
        )
    return Panel(
        key="reach",
        title=t("Distance to an innovative school"),
        finding=finding,
        body=html.Ul(rows, className="features features-reach"),
        frame=totals,
        columns=(
            Column("km", t("Within, km"), t.number, True),
            Column("school_count", t("Ordinary schools"), t.number, True),
            Column("pupil_count", t("Pupils"), t.number, True),
            Column("pupil_share", t("Share of pupils"), t.percent, True),
            Column("unknown_count", t("Schools without a number of pupils"), t.number, True),
        ),
        more=(
            Table(
                t("Pupils of ordinary schools around each innovative school"),
                by_school,
                (
                    Column("school_name", t("School")),
                    *(
                        Column(f"pupils_{km}", t("within {km} km", km=km), t.number, True)
                        for km in (5, 10, 25)
                    ),
                ),
            ),
        ),
        source=t("register of schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=bool((by_school["demonstration"] == 1).any()),
        notes=(t("As the crow flies, not by road; whole country; only schools with a position."),),
    )
