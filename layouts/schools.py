"""What does the page of innovative schools say: its map, groups, list and lenses in words?"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import controls as choices
from layouts import country_map, labels
from layouts.attributes import aria, data
from layouts.components.data_table import Column, Table
from layouts.components.school_mark import school_mark
from layouts.figures.school_map import MEASURED, Scales, point_colors
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, place
from layouts.shell import ALL, Control
from layouts.theme import MARKS, STAGES


def places(t: Translator) -> html.Main:
    """Return the empty places of the page."""
    return html.Main(
        [
            html.H1(t("Innovative schools"), className="visually-hidden"),
            html.Div(
                [
                    html.Div(
                        [
                            _tools(t),
                            html.Div(
                                [
                                    place("map", has_figure=True, is_handled=True, t=t),
                                    place("beside", has_figure=True, is_handled=True, t=t),
                                ],
                                className="maps",
                            ),
                            place("school", has_figure=False, t=t),
                        ],
                        className="column",
                    ),
                    html.Div(
                        [place("groups", has_figure=False, t=t)],
                        className="column",
                    ),
                ],
                className="columns",
            ),
            html.Div(
                [place("access", has_figure=False, t=t), place("reach", has_figure=False, t=t)],
                className="columns lenses",
            ),
            place("list", has_figure=True, is_handled=True, t=t),
        ],
        id="main",
        className="schools-page",
        tabIndex="-1",
    )


def _tools(t: Translator) -> Any:
    """Return the search, and the lasso for those who use a pointer."""
    search = Element(
        "input",
        None,
        {
            "type": "search",
            "id": "search",
            "class": "form-control form-control-sm",
            "role": "combobox",
            "placeholder": t("Name or code of a school"),
            "autocomplete": "off",
            "spellcheck": "false",
            "aria-label": t("Search a school"),
            "aria-expanded": "false",
            "aria-controls": "found",
            "aria-autocomplete": "list",
            "data-nothing": t("No school has such a name or code."),
        },
    )
    return Element(
        "div",
        [
            Element(
                "div",
                [
                    search,
                    html.Ul(
                        id="found", role="listbox", hidden=True, **aria(label=t("Schools found"))
                    ),
                    html.Div(id="found-count", className="visually-hidden", role="status"),
                ],
                {"class": "search"},
            ),
            html.Button(
                t("Lasso"),
                id="lasso",
                type="button",
                className="btn btn-sm btn-outline-secondary",
                title=t("Draw around schools on the map to list only them"),
                **aria(pressed="false"),
            ),
        ],
        {"class": "map-tools"},
    )


def picked(codes: Sequence[str], everything: str, compare: str | None, t: Translator) -> list[Any]:
    """Return how many schools are picked, the way back to all, and the way to compare them.

    `everything` and `compare` are addresses.
    """
    if not codes:
        return []
    words = t.plural("{n} school picked", "{n} schools picked", len(codes))
    links = [html.A(t("show all"), href=everything, **data(choose=f"schools={ALL}"))]
    if compare:
        links.append(html.A(t("compare them"), href=compare))
    return [html.Div([html.Span(words), *links], className="picked")]


def school_map(
    key: str,
    areas: pd.DataFrame,
    marks: pd.DataFrame,
    scales: Scales,
    measure: Any,
    figure: dict[str, Any],
    attribution: str,
    filters: Filters,
    t: Translator,
    *,
    title: str,
    color: str,
    shape: str,
    picked: Sequence[Any] = (),
) -> Panel:
    """Return a map of schools; frames as `measure_by_area` and `marks` return them.

    `picked` is what `picked` returns.
    """
    return Panel(
        key=key,
        title=title,
        finding=_finding(marks, t),
        figure=figure,
        body=html.Div(
            [
                *picked,
                html.Div(
                    [
                        html.Strong(t(labels.MEASURE[measure.code])),
                        country_map.area_legend(areas, measure, scales.areas, t),
                    ],
                    className="legend-row",
                ),
                *_meanings(marks, scales.schools, color, shape, t),
                html.Div(
                    [
                        html.Span(className="swatch swatch-point"),
                        t("ordinary schools, once you zoom in"),
                    ]
                ),
            ],
            className="legends",
        ),
        frame=areas.assign(
            state=[country_map.state(row, measure, t) for row in areas.to_dict("records")]
        ),
        columns=(
            Column("area_name", t("Area")),
            Column("state", t(labels.MEASURE[measure.code]), is_number=True),
        ),
        more=(Table(t("Innovative schools"), _worded(marks, t), _school_columns(t)),),
        source=t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=bool((marks["demonstration"] == 1).any()),
        notes=(t(attribution),),
    )


def _finding(marks: pd.DataFrame, t: Translator) -> str:
    if marks.empty:
        return t("No innovative school lies here.")
    complete = int((marks["status"] == "achieved").sum())
    late = marks[marks["days_late"].notna()]
    parts = [
        t(
            "{n} of {total} schools have all packages accepted",
            n=t.number(complete),
            total=t.number(len(marks)),
        )
    ]
    if len(late):
        worst = late.iloc[int(late["days_late"].astype("int64").argmax())]
        parts.append(
            t.plural(
                "{n} is late: {school} by {days} days",
                "{n} are late, {school} the most: by {days} days",
                len(late),
                school=worst["school"],
                days=t.number(worst["days_late"]),
            )
        )
    else:
        parts.append(t("none is late"))
    return f"{'; '.join(parts)}."


def _meanings(
    marks: pd.DataFrame, limits: Sequence[float], color: str, shape: str, t: Translator
) -> list[Any]:
    """Return the legends of colour and shape; one where both mean the same."""
    if color == shape:
        return [_legend(meaning_words(color, t), _signs(marks, shape, None, t), marks, t)]
    plain = "#5b6770"
    return [
        _legend(
            t("Colour: {meaning}", meaning=meaning_words(color, t)),
            _swatches(marks, limits, color, t),
            marks,
            t,
        ),
        _legend(
            t("Shape: {meaning}", meaning=meaning_words(shape, t)),
            _signs(marks, shape, plain, t),
            marks.iloc[:0],
            t,
        ),
    ]


def _legend(title: str, entries: list[Any], marks: pd.DataFrame, t: Translator) -> html.Div:
    unplaced = int(marks["lon"].isna().sum())
    words = [html.Li(t("{n} not on the map yet", n=t.number(unplaced)))] if unplaced else []
    return html.Div(
        [html.Strong(title), html.Ul([*entries, *words], className="legend")],
        className="legend-row",
    )


def _signs(marks: pd.DataFrame, shape: str, color: str | None, t: Translator) -> list[Any]:
    """Return the shapes that are on the map, each with its meaning and how many there are."""
    if shape == "status":
        counts = marks["status"].value_counts()
        return [
            html.Li(
                [
                    school_mark(status, color or mark.color, 16),
                    f" {t(labels.STATUS[status])} {t.number(counts[status])}",
                ]
            )
            for status, mark in MARKS.items()
            if counts.get(status, 0)
        ]
    counts = marks[f"stage_{shape}"].value_counts()
    return [
        html.Li(
            [
                school_mark(str(stage), color or own, 16),
                f" {labels.stage_reached(stage, t)} {t.number(counts[stage])}",
            ]
        )
        for stage, own in enumerate(STAGES)
        if counts.get(stage, 0)
    ]


def _swatches(marks: pd.DataFrame, limits: Sequence[float], color: str, t: Translator) -> list[Any]:
    if color in MEASURED:
        unit = MEASURED[color]
        pairs = zip(point_colors(limits), limits, limits[1:], strict=False)
        return [
            _swatch(each, f"{labels.measured(low, unit, t)}–{labels.measured(high, unit, t)}")
            for each, low, high in pairs
        ]
    if color == "status":
        counts = marks["status"].value_counts()
        return [
            _swatch(mark.color, f"{t(labels.STATUS[status])} {t.number(counts[status])}")
            for status, mark in MARKS.items()
            if counts.get(status, 0)
        ]
    counts = marks[f"stage_{color}"].value_counts()
    return [
        _swatch(each, f"{labels.stage_reached(stage, t)} {t.number(counts.get(stage, 0))}")
        for stage, each in enumerate(STAGES)
    ]


def _swatch(color: str, words: str) -> html.Li:
    return html.Li([html.Span(className="swatch", style={"background": color}), words])


def meaning_words(code: str, t: Translator) -> str:
    """Return what a colour or a shape means: a package by its short name."""
    return t(labels.COLOR[code]) if code in labels.COLOR else t(labels.PACKAGE[code])


def _worded(marks: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return marks.assign(
        late=[labels.days_late(days, t) for days in marks["days_late"]],
        accepted=[
            ""
            if is_missing(total)
            else t("{n} of {total} packages", n=t.number(n), total=t.number(total))
            for n, total in zip(marks["accepted_count"], marks["package_count"], strict=True)
        ],
    )


def _school_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("school_name", t("School")),
        Column("district_name", t("District")),
        Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
        Column("accepted", t("Accepted")),
        Column("late", t("Delay")),
        Column("pupil_count", t("Pupils"), t.number, True),
        Column("spent_share", t("Share of the budget spent"), t.percent, True),
    )


def groups(
    marks: pd.DataFrame,
    regions: Mapping[str, str],
    passport: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the stages of all packages, school by school, in small multiples by region.

    `regions` are names by code in the order of the page, `passport` the address of each school.
    """
    codes = list(labels.PACKAGE)
    parts = [
        _region(name, marks[marks["region"] == code], passport, codes, t)
        for code, name in regions.items()
        if (marks["region"] == code).any()
    ]
    accepted, total = marks["accepted_count"].sum(), marks["package_count"].sum()
    key = [
        html.Li([school_mark(str(stage), color, 14), f" {labels.stage_reached(stage, t)}"])
        for stage, color in enumerate(STAGES)
    ]
    numbered = [
        html.Li(f"{number} {t(labels.PACKAGE[code])}") for number, code in enumerate(codes, 1)
    ]
    return Panel(
        key="groups",
        title=t("Packages by region and school"),
        finding=t("{n} of {total} packages accepted.", n=t.number(accepted), total=t.number(total)),
        body=[
            html.Div(parts, className="multiples"),
            html.Ul(key, className="legend"),
            html.Ul(numbered, className="legend"),
        ],
        frame=_worded(marks, t),
        columns=_school_columns(t),
        source=t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=bool((marks["demonstration"] == 1).any()),
    )


def _region(
    name: str, marks: pd.DataFrame, passport: Mapping[str, str], codes: Sequence[str], t: Translator
) -> html.Section:
    rows = [
        html.Li(
            [
                html.A(row["school"], href=passport[row["school"]], title=row["school_name"]),
                html.Span(
                    [_bar(row, code) for code in codes],
                    className="stage-bars",
                    role="img",
                    **aria(label=_stages_words(row, codes, t)),
                ),
                html.Span(
                    _days(row["days_late"], t),
                    className="late",
                    title=labels.days_late(row["days_late"], t),
                ),
            ]
        )
        for row in marks.to_dict("records")
    ]
    numbers = [html.Span(str(number)) for number, _ in enumerate(codes, 1)]
    head = html.Div(
        [html.H3(name), html.Div(numbers, className="stage-head", **aria(hidden="true"))],
        className="multiple-head",
    )
    return html.Section([head, html.Ul(rows)], className="multiple")


def _days(days: float, t: Translator) -> str:
    return "" if is_missing(days) else t("+{n} d", n=t.number(days))


def _bar(row: Mapping[Any, Any], code: str) -> html.Span:
    count = row[f"stage_{code}"]
    if is_missing(count):
        return html.Span(className="stage-bar stage-unknown")
    fill = html.Span(
        className="stage-fill",
        style={"height": f"{25 * int(count)}%", "background": STAGES[int(count)]},
    )
    late = "" if is_missing(row[f"late_{code}"]) else " is-late"
    return html.Span(fill, className=f"stage-bar{late}")


def _stages_words(row: Mapping[Any, Any], codes: Sequence[str], t: Translator) -> str:
    parts = []
    for code in codes:
        words = f"{t(labels.PACKAGE[code])}: {labels.stage_reached(row[f'stage_{code}'], t)}"
        late = labels.days_late(row[f"late_{code}"], t)
        parts.append(f"{words}, {late}" if late else words)
    return "; ".join(parts)


FEATURES = ("ramp", "toilet", "resource_room", "adapted_materials")


def access(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return what schools offer to pupils with disabilities; frame as of `access_of_all`."""
    names = {code: t(labels.FEATURE[code]) for code in FEATURES}
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


def school_list(
    rows: pd.DataFrame,
    passport: Mapping[str, str],
    script: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the list of schools that can be sorted, filtered and exported.

    `rows` as `marks` with `region_name` and `pupils_5`, `pupils_10`, `pupils_25`; `script` is the
    address of the grid.
    """
    source = t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter))
    is_invented = bool((rows["demonstration"] == 1).any())
    about = f"{source}. {t('Demonstration data') if is_invented else ''}".strip()
    late = int(rows["days_late"].notna().sum())
    return Panel(
        key="list",
        title=t("List of innovative schools"),
        finding=t.plural(
            "{n} school, {late} with a late package.",
            "{n} schools, {late} with a late package.",
            len(rows),
            late=t.number(late),
        ),
        figure=_list_figure(rows, passport, script, about, t),
        frame=_worded(rows, t),
        columns=_school_columns(t),
        source=t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=bool((rows["demonstration"] == 1).any()),
    )


def _list_figure(
    rows: pd.DataFrame, passport: Mapping[str, str], script: str, about: str, t: Translator
) -> dict[str, Any]:
    columns = [
        {"field": "school", "title": t("Code"), "type": "link", "isPinned": True},
        {"field": "school_name", "title": t("School"), "type": "text", "isHidden": True},
        {"field": "region_name", "title": t("Region"), "type": "text"},
        {"field": "district_name", "title": t("District"), "type": "text"},
        {"field": "status", "title": t("Status"), "type": "status"},
        *(
            {"field": f"stage_{code}", "title": t(labels.PACKAGE[code]), "type": "stage"}
            for code in labels.PACKAGE
        ),
        {"field": "accepted_count", "title": t("Packages accepted"), "type": "number"},
        {"field": "days_late", "title": t("Days late"), "type": "number"},
        {"field": "pupil_count", "title": t("Pupils"), "type": "number"},
        {"field": "budget", "title": t("Budget, KGS"), "type": "number"},
        {"field": "contracted", "title": t("Contracted, KGS"), "type": "number", "isHidden": True},
        {"field": "spent", "title": t("Spent, KGS"), "type": "number", "isHidden": True},
        {"field": "spent_share", "title": t("Share of the budget spent"), "type": "share"},
        *(
            {
                "field": f"pupils_{km}",
                "title": t("Pupils of other schools within {km} km", km=km),
                "type": "number",
                "isHidden": True,
            }
            for km in (5, 10, 25)
        ),
    ]
    fields = [column["field"] for column in columns]
    late = [f"late_{code}" for code in labels.PACKAGE]
    table = rows[[*fields, *late]].astype("object")
    table = table.where(table.notna(), None)
    return {
        "kind": "list",
        "script": script,
        "columns": columns,
        "rows": [{**row, "href": passport[row["school"]]} for row in table.to_dict("records")],
        "stages": [
            {
                "text": labels.stage_reached(stage, t),
                "sign": str(stage),
                "color": color,
            }
            for stage, color in enumerate(STAGES)
        ],
        "statuses": {
            code: {"text": t(labels.STATUS[code]), "sign": mark.sign, "order": order}
            for order, (code, mark) in enumerate(MARKS.items())
        },
        "words": _list_words(t) | {"about": about},
    }


def _list_words(t: Translator) -> dict[str, Any]:
    """Return what the browser says around the list; `grid` by the names that AG Grid gives them."""
    return {
        "columns": t("Columns"),
        "pin": t("Keep {column} in sight", column="{column}"),
        "group": t("Group by"),
        "noGroup": t("nothing"),
        "only": t("Show only the ticked ones"),
        "export": t("Save as CSV"),
        "file": t("innovative-schools"),
        "late": t("{n} days late", n="{n}"),
        "grid": {
            "noRowsToShow": t("No innovative school lies here."),
            "noMatchingRows": t("No school fits the filter."),
            "filterOoo": t("Filter…"),
            "equals": t("equal to"),
            "notEqual": t("other than"),
            "contains": t("contains"),
            "notContains": t("does not contain"),
            "startsWith": t("begins with"),
            "endsWith": t("ends with"),
            "lessThan": t("less than"),
            "greaterThan": t("more than"),
            "lessThanOrEqual": t("at most"),
            "greaterThanOrEqual": t("at least"),
            "inRange": t("between"),
            "inRangeStart": t("from"),
            "inRangeEnd": t("to"),
            "blank": t("without a value"),
            "notBlank": t("with a value"),
            "andCondition": t("and"),
            "orCondition": t("or"),
            "ariaFilterInput": t("Value of the filter"),
            "ariaFilterColumn": t("Filter…"),
            "ariaFilteringOperator": t("Condition of the filter"),
            "ariaColumnFiltered": t("filtered"),
            "ariaFilterMenuOpen": t("Open the filter"),
            "ariaSortableColumn": t("Press Enter to sort"),
            "ariaMenuColumn": t("Press Ctrl+Enter for the filter"),
        },
    }


def meaning_control(
    name: str, label: str, codes: Sequence[str], chosen: str, t: Translator
) -> Control:
    """Return the choice of what colour or shape means."""
    return Control(name, label, [(code, meaning_words(code, t)) for code in codes], chosen)


def beside_control(releases: Sequence[Any], chosen: int | None, t: Translator) -> Control:
    """Return the choice of a release to show beside."""
    options = [(ALL, t("nothing")), *choices.named_releases(releases, t)]
    return Control("beside", t("Beside it"), options, str(chosen or ALL))
