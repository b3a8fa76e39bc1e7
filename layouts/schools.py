"""What does the page of innovative schools say: its map, groups, list and lenses in words?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import controls as choices
from layouts import country_map, labels, status_rules, work_lines
from layouts.attributes import aria, data
from layouts.components.data_table import Table
from layouts.components.school_mark import school_mark
from layouts.figures.school_map import MEASURED, Scales, point_colors
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, is_invented, place
from layouts.school_table import mark_columns, worded
from layouts.shell import ALL, Control
from layouts.theme import MARKS, MUTED, NO_DATA, STAGES

FEW_LINES = 18
"""Schools and regions in so few lines leave room for other panels below them."""


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
                        ],
                        className="column",
                    ),
                    html.Div(
                        [
                            place("school", has_figure=False, t=t),
                            place("groups", has_figure=False, t=t),
                        ],
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
            place("nearest", has_figure=True, is_handled=True, t=t),
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
            "data-found": t("Schools found:"),
            "data-closed": t("closed"),
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
                **data(nothing=t("No innovative school lies inside.")),
            ),
            html.Span(id="lasso-said", role="status"),
            work_lines.mark("schools", "", t),
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
    level: str,
    figure: dict[str, Any],
    attribution: str,
    filters: Filters,
    t: Translator,
    *,
    title: str,
    color: str,
    shape: str,
    rules: pd.DataFrame,
    picked: Sequence[Any] = (),
) -> Panel:
    """Return a map of schools; frames as `measure_by_area` and `marks` return them.

    `rules` is what `status.history` returns, `picked` what `picked` returns.
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
                *([] if marks.empty else _meanings(marks, scales.schools, color, shape, t)),
                html.Div(
                    [
                        html.Span(className="swatch swatch-point"),
                        t("ordinary schools, once you zoom in"),
                    ]
                ),
            ],
            className="legends",
        ),
        frame=country_map.areas_told(areas, measure, t),
        columns=country_map.area_columns(measure, level, t),
        more=(
            Table(t("Innovative schools"), worded(marks, t), mark_columns(t)),
            status_rules.table(rules, t),
        ),
        source="; ".join(
            [packages_source(filters, t), country_map.source(areas, measure, filters, t)]
        ),
        demonstration=is_invented(areas, marks),
        notes=(
            *([undated(t)] if color in MEASURED else []),
            *([status_rules.note(t)] if "status" in (color, shape) else []),
            t(attribution),
        ),
    )


def packages_source(filters: Filters, t: Translator) -> str:
    """Return where the stages of packages come from."""
    return t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter))


def undated(t: Translator) -> str:
    """Return the note on figures that workbooks give without a date."""
    return t("Pupils and money carry no date: they are as the release knows them in every quarter.")


def _finding(marks: pd.DataFrame, t: Translator) -> str:
    if marks.empty:
        return labels.no_school_here(t)
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
        told = {
            "school": worst["school"],
            "days": labels.by_days(int(worst["days_late"]), t),
        }
        parts.append(
            t("1 is late: {school} {days}", **told)
            if len(late) == 1
            else t.plural(
                "{n} is late, {school} the most: {days}",
                "{n} are late, {school} the most: {days}",
                len(late),
                **told,
            )
        )
    else:
        parts.append(t("none is late"))
    return f"{'; '.join(parts)}."


def _meanings(
    marks: pd.DataFrame, limits: Sequence[float], color: str, shape: str, t: Translator
) -> list[Any]:
    """Return the legends of colour and shape; one where both mean the same."""
    late = _late_signs(marks, dict.fromkeys((color, shape)), t)
    if color == shape:
        return [_legend(_meant(color, t), [*_signs(marks, shape, None, t), *late], marks, t)]
    return [
        _legend(
            t("Colour: {meaning}", meaning=_meant(color, t)),
            [*_swatches(marks, limits, color, t), *late],
            marks,
            t,
        ),
        _legend(
            t("Shape: {meaning}", meaning=_meant(shape, t)),
            _signs(marks, shape, MUTED, t),
            marks.iloc[:0],
            t,
        ),
    ]


def _meant(code: str, t: Translator) -> str:
    """Return what a legend explains: of a package its stage."""
    words = meaning_words(code, t)
    return t("stage of the package “{package}”", package=words) if code in labels.PACKAGE else words


def _late_signs(marks: pd.DataFrame, meanings: Iterable[str], t: Translator) -> list[Any]:
    """Return the corner that signs wear whose package is late, and how many wear it."""
    packages = [f"late_{code}" for code in meanings if code in labels.PACKAGE]
    late = int(marks[packages].notna().any(axis=1).sum())
    if not late:
        return []
    words = t("a package is late") if len(packages) > 1 else t("the package is late")
    return [html.Li([school_mark("0", STAGES[0], 16, is_late=True), f" {words} {t.number(late)}"])]


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
    silent = int(marks[f"stage_{shape}"].isna().sum())
    entries = [
        (str(stage), color or own, labels.stage_reached(stage, t), int(counts.get(stage, 0)))
        for stage, own in enumerate(STAGES)
    ]
    entries += [
        ("not_reported", color or NO_DATA, t(labels.STATUS["not_reported"]), silent),
    ]
    return [
        html.Li([school_mark(sign, own, 16), f" {words} {t.number(count)}"])
        for sign, own, words, count in entries
        if count
    ]


def _swatches(marks: pd.DataFrame, limits: Sequence[float], color: str, t: Translator) -> list[Any]:
    if color in MEASURED:
        unit, values = MEASURED[color], marks[color]
        pairs = zip(point_colors(limits), limits, limits[1:], strict=False)
        swatches = [
            _swatch(each, f"{labels.measured(low, unit, t)}–{labels.measured(high, unit, t)}")
            for each, low, high in pairs
        ]
    elif color == "status":
        values = marks["status"]
        counts = values.value_counts()
        swatches = [
            _swatch(mark.color, f"{t(labels.STATUS[status])} {t.number(counts[status])}")
            for status, mark in MARKS.items()
            if counts.get(status, 0)
        ]
    else:
        values = marks[f"stage_{color}"]
        counts = values.value_counts()
        swatches = [
            _swatch(each, f"{labels.stage_reached(stage, t)} {t.number(counts.get(stage, 0))}")
            for stage, each in enumerate(STAGES)
        ]
    if silent := int(values.isna().sum()):
        swatches.append(_swatch(NO_DATA, f"{t(labels.STATUS['not_reported'])} {t.number(silent)}"))
    return swatches


def _swatch(color: str, words: str) -> html.Li:
    return html.Li([html.Span(className="swatch", style={"background": color}), words])


def meaning_words(code: str, t: Translator) -> str:
    """Return what a colour or a shape means: a package by its short name."""
    return t(labels.COLOR[code]) if code in labels.COLOR else t(labels.PACKAGE[code])


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
    title = t("Packages by region and school")
    if marks.empty:
        return Panel("groups", title, labels.no_school_here(t))
    codes = list(labels.PACKAGE)
    parts = [
        _region(name, marks[marks["region"] == code], passport, codes, t)
        for code, name in regions.items()
        if (marks["region"] == code).any()
    ]
    accepted, total = marks["accepted_count"].sum(), marks["package_count"].sum()
    is_few = len(marks) + len(parts) <= FEW_LINES and not filters.beside
    return Panel(
        key="groups",
        title=title,
        finding=t("{n} of {total} packages accepted.", n=t.number(accepted), total=t.number(total)),
        body=[
            html.Div(parts, className="multiples few" if is_few else "multiples"),
            *stage_key(marks, t),
        ],
        frame=worded(marks, t),
        columns=mark_columns(t),
        source=packages_source(filters, t),
        demonstration=is_invented(marks),
    )


def _region(
    name: str, marks: pd.DataFrame, passport: Mapping[str, str], codes: Sequence[str], t: Translator
) -> html.Section:
    rows = [
        html.Li(
            [
                html.A(row["school"], href=passport[row["school"]], title=row["school_name"]),
                stage_bars(row, t),
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


def stage_bars(row: Mapping[Any, Any], t: Translator) -> html.Span:
    """Return six small bars, one for each package of a school; row as `marks` returns it."""
    codes = list(labels.PACKAGE)
    return html.Span(
        [_bar(row, code) for code in codes],
        className="stage-bars",
        role="img",
        **aria(label=_stages_words(row, codes, t)),
    )


def stage_key(marks: pd.DataFrame, t: Translator) -> list[html.Ul]:
    """Return what the small bars mean, and which package stands where."""
    codes = list(labels.PACKAGE)
    key = [
        html.Li([_sample(stage), labels.stage_reached(stage, t)]) for stage in range(len(STAGES))
    ]
    key.append(html.Li([_sample(0, is_late=True), t("late")]))
    if marks[[f"stage_{code}" for code in codes]].isna().any(axis=None):
        key.append(html.Li([html.Span(className="stage-bar stage-unknown"), t("Not reported")]))
    numbered = [
        html.Li(f"{number} {t(labels.PACKAGE[code])}") for number, code in enumerate(codes, 1)
    ]
    return [html.Ul(key, className="legend"), html.Ul(numbered, className="legend")]


def _days(days: float, t: Translator) -> str:
    return "" if is_missing(days) else t("+{n} d", n=t.number(days))


def _bar(row: Mapping[Any, Any], code: str) -> html.Span:
    count = row[f"stage_{code}"]
    if is_missing(count):
        return html.Span(className="stage-bar stage-unknown")
    return _sample(int(count), is_late=not is_missing(row[f"late_{code}"]))


def _sample(count: int, *, is_late: bool = False) -> html.Span:
    fill = html.Span(
        className="stage-fill", style={"height": f"{25 * count}%", "background": STAGES[count]}
    )
    return html.Span(fill, className="stage-bar is-late" if is_late else "stage-bar")


def _stages_words(row: Mapping[Any, Any], codes: Sequence[str], t: Translator) -> str:
    parts = []
    for code in codes:
        words = f"{t(labels.PACKAGE[code])}: {labels.stage_reached(row[f'stage_{code}'], t)}"
        late = labels.days_late(row[f"late_{code}"], t)
        parts.append(f"{words}, {late}" if late else words)
    return "; ".join(parts)


def meaning_control(
    name: str, label: str, codes: Sequence[str], chosen: str, t: Translator
) -> Control:
    """Return the choice of what colour or shape means."""
    return Control(name, label, [(code, meaning_words(code, t)) for code in codes], chosen)


def beside_control(releases: Sequence[Any], chosen: int | None, t: Translator) -> Control:
    """Return the choice of a release to show beside."""
    options = [(ALL, t("nothing")), *choices.named_releases(releases, t)]
    return Control("beside", t("Beside it"), options, str(chosen or ALL))
