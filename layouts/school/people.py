"""Who learns and who teaches at a school?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.attributes import aria
from layouts.components.bar import bar
from layouts.components.data_table import Column, Table
from layouts.few import FEW, NOBODY, counted, is_few, part_of, tells_few_apart
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented

Row = Mapping[Any, Any]


def pupils(grades: pd.DataFrame, years: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return girls and boys by grade, and the years before; frames as `enrolment` returns them."""
    title = t("Pupils by grade")
    if grades.empty:
        return Panel("pupils", title, t("Enrolment by grade was not reported."))
    first, newest = (years.iloc[at].to_dict() for at in (0, -1))
    top = max(int(grades["girls"].max()), int(grades["boys"].max()), 1)
    rows = [_grade(row, top, t) for row in grades.iloc[::-1].to_dict("records")]
    heads = html.Li(
        [html.Span(t("Girls")), html.Span(t("Grade")), html.Span(t("Boys"))], className="heads"
    )
    return Panel(
        key="pupils",
        title=title,
        finding=_pupils_finding(newest, first, _spans(grades["grade"]), t),
        body=[
            html.Ul([heads, *rows], className="pyramid"),
            _years(years, t),
        ],
        frame=grades,
        columns=(
            Column("grade", t("Grade"), t.number, True),
            Column("girls", t("Girls"), t.number, True),
            Column("boys", t("Boys"), t.number, True),
        ),
        more=(
            Table(
                t("Pupils by school year"),
                years,
                (
                    Column("school_year", t("School year")),
                    Column("girls", t("Girls"), t.number, True),
                    Column("boys", t("Boys"), t.number, True),
                    Column("pupil_count", t("Pupils"), t.number, True),
                ),
            ),
        ),
        source=t("enrolment of {year}", year=newest["school_year"]),
        demonstration=is_invented(grades),
    )


def _spans(grades: pd.Series) -> str:
    """Return grades in words, those that follow each other as one: 1–4, 6."""
    spans: list[list[int]] = []
    for grade in sorted({int(each) for each in grades}):
        if spans and grade == spans[-1][-1] + 1:
            spans[-1].append(grade)
        else:
            spans.append([grade])
    ends = (dict.fromkeys((span[0], span[-1])) for span in spans)
    return ", ".join("–".join(str(end) for end in each) for each in ends)


def _pupils_finding(newest: Row, first: Row, grades: str, t: Translator) -> str:
    """Return the pupils of the grades that enrolment holds; a school may have others beside."""
    pupils = int(newest["pupil_count"])
    finding = t(
        "Grades {grades}: {pupils} in {year}, {share} of them girls.",
        grades=grades,
        pupils=t.plural("{n} pupil", "{n} pupils", pupils),
        year=newest["school_year"],
        share=t.percent(int(newest["girls"]) / pupils if pupils else None),
    )
    if newest["school_year"] == first["school_year"]:
        return finding
    moved = t(
        "{change} since {year}.",
        change=t.change(pupils - int(first["pupil_count"])),
        year=first["school_year"],
    )
    return f"{finding} {moved}"


def _grade(row: Row, top: int, t: Translator) -> html.Li:
    girls, boys = int(row["girls"]), int(row["boys"])
    return html.Li(
        [
            html.Span([html.Span(t.number(girls)), bar(girls / top, "girls")], className="girls"),
            html.Span(str(row["grade"]), className="grade"),
            html.Span([bar(boys / top, "boys"), html.Span(t.number(boys))], className="boys"),
        ]
    )


def _years(years: pd.DataFrame, t: Translator) -> html.Ol:
    top = max(int(years["pupil_count"].max()), 1)
    items = [
        html.Li(
            [
                html.Strong(t.number(row["pupil_count"])),
                html.Span(
                    className="year-bar",
                    style={"height": f"{max(100 * row['pupil_count'] / top, 2):.0f}%"},
                    **aria(hidden="true"),
                ),
                html.Span(row["school_year"]),
            ]
        )
        for row in years.tail(6).to_dict("records")
    ]
    return html.Ol(items, className="years", **aria(label=t("Pupils by school year")))


def teachers(frame: pd.DataFrame, is_pilot_told: bool, t: Translator) -> Panel:
    """Return training and the attestation pilot; frame as `school.teaching` returns it.

    `is_pilot_told`: no few candidates follow from these beside the rest of the region.
    """
    title = t("Teachers of mathematics and sciences")
    if frame.empty:
        return Panel("teachers", title, t("Nothing was reported of their training."))
    row = frame.iloc[0]
    eligible = row["teachers_eligible"]
    steps = [
        _whole(t("Eligible for training"), eligible, t),
        _part(t("Trained"), row["teachers_trained"], eligible, t),
        *_pilot(row, is_pilot_told, t),
    ]
    return Panel(
        key="teachers",
        title=title,
        finding=_teachers_finding(row, is_pilot_told, t),
        body=html.Ul(steps, className="steps"),
        source=t("reports of schools, {quarter}", quarter=t.quarter(row["period"])),
        demonstration=bool(row["demonstration"] == 1),
        notes=(t("Fewer than {n} people are not told apart.", n=t.number(FEW)),),
    )


def _pilot(row: Any, is_told: bool, t: Translator) -> list[html.Li]:
    """Return who entered the pilot and what came of it, as far as no few follow from it."""
    entered, attested, certified = (
        t("Entered the attestation pilot"),
        t("Attested"),
        t("Certified"),
    )
    if not is_told:
        secret = t("not told apart")
        return [_step(name, NOBODY, secret) for name in (entered, attested, certified)]
    candidates = row["candidates"]
    return [
        _whole(entered, candidates, t),
        _part(attested, row["attested"], candidates, t),
        _part(certified, row["certified"], candidates, t, among=row["attested"]),
    ]


def _teachers_finding(row: Any, is_pilot_told: bool, t: Translator) -> str:
    parts = []
    if _has_part(row["teachers_trained"], row["teachers_eligible"]):
        words = part_of(row["teachers_trained"], row["teachers_eligible"], t)
        parts.append(t("Trained: {share}.", share=words))
    if is_pilot_told and _has_part(row["certified"], row["candidates"]):
        words = part_of(row["certified"], row["candidates"], t, among=row["attested"])
        parts.append(t("Certified: {share}.", share=words))
    return " ".join(parts) or t("Nothing was reported of their training.")


def _has_part(part: float, whole: float) -> bool:
    return not is_missing(part) and not is_missing(whole) and whole > 0


def _whole(name: str, people: float, t: Translator) -> html.Li:
    share = float("nan") if is_missing(people) or is_few(people) else float(people > 0)
    return _step(name, share, t("not reported") if is_missing(people) else counted(people, t))


def _part(name: str, part: float, whole: float, t: Translator, among: float = NOBODY) -> html.Li:
    """Return one step of a whole; `among` are those whom the step before told."""
    if is_missing(part):
        return _step(name, float("nan"), t("not reported"))
    if not part:
        return _step(name, 0.0, t.number(0))
    is_told = _has_part(part, whole) and not tells_few_apart(whole, part, among)
    return _step(name, part / whole if is_told else float("nan"), part_of(part, whole, t, among))


def _step(name: str, share: float, words: str) -> html.Li:
    return html.Li([html.Span(name), bar(share, "actual"), html.Strong(words)])
