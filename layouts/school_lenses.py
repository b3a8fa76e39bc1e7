"""What do innovative schools offer to pupils with disabilities, and how near are they?"""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.columns import RINGS
from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria, data
from layouts.components.data_table import Column, Table
from layouts.few import counted, tells_few_apart
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented

Pick = Callable[[Sequence[str]], str]
"""Return where only these schools are listed."""

FEATURES = tuple(labels.ACCESS)
PUPILS = ("pupils_with_disabilities", "pupils_served")


def access(frame: pd.DataFrame, pick: Pick, filters: Filters, t: Translator) -> Panel:
    """Return what schools offer to pupils with disabilities; frame as of `access_of_all`."""
    title = t("Accessibility")
    if frame.empty:
        return Panel("access", title, labels.no_school_here(t))
    names = {code: t(labels.ACCESS[code]) for code in FEATURES}
    rows = [_feature(names[code], frame[code], frame["school"], pick, t) for code in FEATURES]
    yes_no = {True: t("yes"), False: t("no")}

    def answer(value: Any) -> str:
        return t("not assessed") if is_missing(value) else yes_no[bool(value)]

    return Panel(
        key="access",
        title=title,
        finding=_finding(frame, filters, t),
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
        frame=frame.assign(
            pupils=[counted(people, t) for people in frame["pupils_with_disabilities"]],
            served=[
                t("not told apart") if tells_few_apart(whole, part) else t.number(part)
                for whole, part in zip(*(frame[name] for name in PUPILS), strict=True)
            ],
        ),
        columns=(
            Column("school_name", t("School")),
            Column("district_name", t("District")),
            *(Column(code, names[code], answer) for code in FEATURES),
            Column("pupils", t("Pupils with disabilities"), is_number=True),
            Column("served", t("of them served"), is_number=True),
        ),
        source=t("reports of schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(frame),
    )


def _finding(frame: pd.DataFrame, filters: Filters, t: Translator) -> str:
    offers = frame[list(FEATURES)]
    assessed = offers.notna().any(axis=1)
    if not assessed.any():
        return t("No school was assessed yet.")
    complete = t(
        "{n} of {total} assessed schools offer all four.",
        n=t.number(int(offers.fillna(False).all(axis=1).sum())),
        total=t.number(int(assessed.sum())),
    )
    return f"{complete} {_served(frame, filters, t)}".rstrip()


def _served(frame: pd.DataFrame, filters: Filters, t: Translator) -> str:
    """Return how many pupils with disabilities are served, where the sum gives no few away.

    The sum of a part of the country would tell what a school of it keeps to itself.
    """
    known = frame[frame[list(PUPILS)].notna().all(axis=1)]
    pairs = zip(*(known[name] for name in PUPILS), strict=True)
    hidden = sum(tells_few_apart(whole, part) for whole, part in pairs)
    is_part = bool(filters.region or filters.district or filters.schools)
    if known.empty or hidden == 1 or (hidden and is_part):
        return ""
    pupils, served = (t.number(int(known[name].sum())) for name in PUPILS)
    return t.plural(
        "{served} of {pupils} pupils with disabilities are served, as {n} school reports.",
        "{served} of {pupils} pupils with disabilities are served, as {n} schools report.",
        len(known),
        served=served,
        pupils=pupils,
    )


def _feature(
    name: str, answers: pd.Series, schools: pd.Series, pick: Pick, t: Translator
) -> html.Li:
    """Return how many schools gave each answer, each a link that lists these schools alone."""
    given = {
        "yes": (t("yes"), answers.eq(True).fillna(False)),
        "no": (t("no"), answers.eq(False).fillna(False)),
        "unknown": (t("not assessed"), answers.isna()),
    }
    parts = []
    for look, (words, is_given) in given.items():
        codes = list(schools[is_given.astype(bool)])
        if codes:
            said = f"{name}, {words}: {labels.unit_words('schools', len(codes), t)}"
            parts.append(
                html.A(
                    t.number(len(codes)),
                    href=pick(codes),
                    className=f"feature-{look}",
                    style={"width": f"{100 * len(codes) / len(schools):.1f}%"},
                    title=said,
                    **aria(label=said),
                    **data(choose=f"schools={','.join(codes)}"),
                )
            )
    return html.Li(
        [
            html.Span(name, className="feature-name"),
            html.Span(parts, className="feature-bar"),
        ]
    )


def reach(
    totals: pd.DataFrame,
    by_school: pd.DataFrame,
    by_district: pd.DataFrame,
    in_district: pd.DataFrame,
    part: str | None,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return how near innovative schools are.

    `totals` as `distances.covered` returns it, `by_school` as `distances.reach` with names,
    `by_district` and `in_district` as the functions `by_district` and `of_district` there. `part`
    is the name of the region or district whose ordinary schools are counted; None: of the country.
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
    limits = t("As the crow flies, not by road; only schools with a position.")
    of_whom = t("Ordinary schools: {part}.", part=part) if part else ""
    return Panel(
        key="reach",
        title=t("Distance to an innovative school"),
        finding=f"{part}: {finding}" if part else finding,
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
            *([] if in_district.empty else [_nearest(in_district, t)]),
            _far(by_district, t),
            Table(
                t("Pupils of ordinary schools around each innovative school"),
                by_school,
                (
                    Column("school_name", t("School")),
                    *(
                        Column(f"pupils_{km}", t("within {km} km", km=km), t.number, True)
                        for km in RINGS
                    ),
                ),
            ),
        ),
        source=t("register of schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(by_school),
        notes=(limits, of_whom or t("Ordinary schools of the country.")),
    )


def _nearest(schools: pd.DataFrame, t: Translator) -> Table:
    return Table(
        t("Ordinary schools of the district and the innovative one nearest to each"),
        schools,
        (
            Column("school_name", t("School")),
            Column("pupil_count", t("Pupils"), t.number, True),
            Column("nearest", t("Nearest innovative school"), _or_dash),
            Column("nearest_km", t("Distance, km"), lambda km: t.number(km, 1), True),
        ),
    )


def _or_dash(code: Any) -> str:
    return "–" if is_missing(code) else str(code)


def _far(districts: pd.DataFrame, t: Translator) -> Table:
    far = t.number(RINGS[-1])
    return Table(
        t("How far ordinary schools have to the nearest innovative one, by district"),
        districts,
        (
            Column("district_name", t("District")),
            Column("school_count", t("Ordinary schools"), t.number, True),
            Column("mean_km", t("Mean distance, km"), lambda km: t.number(km, 1), True),
            Column("most_km", t("Farthest, km"), lambda km: t.number(km, 1), True),
            Column("far_count", t("Schools beyond {km} km", km=far), t.number, True),
            Column("far_pupils", t("Pupils beyond {km} km", km=far), t.number, True),
        ),
    )
