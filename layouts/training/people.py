"""How many different people are trained, beside targets and seats: words and bars."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.components.number_link import cell_link
from layouts.components.status_mark import standing_mark
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.training import told
from layouts.training.groups import AUDIENCE, ROLE, share_bar, width

NAMED = 5
"""Silent districts that are named without opening the table."""


def register(filters: Filters, t: Translator) -> str:
    """Return the source of everything that is counted from the register of training."""
    return t("training register, {quarter}", quarter=t.quarter(filters.quarter))


OPEN_COUNTED = N_(
    "Every completion recorded counts here. The overview counts a district whose register is open "
    "only up to its last closed register, so its number can be smaller."
)
"""Where a register is open: why indicator R2.1 and this number differ."""


def trained(
    path: pd.DataFrame,
    due: Mapping[Any, Any],
    groups: pd.DataFrame,
    silent: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return people trained against targets.

    Frames as `progress.path`, `coverage.groups` and `coverage.silent` return them; `due` is the
    row of `results.standing`, with the status of the people counted here.
    """
    now = path.iloc[-1] if len(path) else None
    is_known = now is not None and not is_missing(now["people"])
    people = float(now["people"]) if is_known and now is not None else float("nan")
    is_hidden = now is not None and bool(now["hidden"])
    return Panel(
        key="trained",
        title=t("How many different people are trained?"),
        finding=_trained_finding(people, is_hidden, due, filters, t),
        body=[
            _goal(people, due, f"1.{len(path)}.2", t) if is_known else None,
            _bars(path, t) if len(path) else None,
            html.Ul(
                [html.Li(line) for line in (*_shares(groups, t), _silent(silent, filters, t))],
                className="facts-list",
            ),
        ],
        frame=path.assign(told=[_so_far(row, t) for row in path.to_dict("records")]),
        columns=(
            Column("period", t("Quarter"), t.quarter),
            Column("told", t("People trained so far"), is_number=True),
            Column("target", t("Target to date"), t.number, True),
        ),
        more=(
            Table(
                t("Districts that have not reported"),
                silent,
                (Column("area_name", t("District")),),
            ),
        ),
        source=register(filters, t),
        demonstration=len(path) > 0 and is_invented(path),
        notes=(
            t("Each person counts once, at the first course completed."),
            *([] if silent.empty else [t(OPEN_COUNTED)]),
        ),
    )


def _told(t: Translator):
    def show(people: Any) -> str:
        return t("not told apart") if is_missing(people) else t.number(people)

    return show


def _so_far(row: Mapping[Any, Any], t: Translator) -> str:
    """Return the people of a quarter in words; before anybody is reported nothing is hidden."""
    return t("not told apart") if row["hidden"] else t.number(row["people"])


def _trained_finding(
    people: float, is_hidden: bool, due: Mapping[Any, Any], filters: Filters, t: Translator
) -> str:
    places = {"n": t.number(people), "quarter": t.quarter(filters.quarter)}
    if is_hidden:
        known = t("How many teachers are trained by {quarter} is not told here.", **places)
        return f"{known} {t(told.WHY_HIDDEN)}"
    if is_missing(people):
        return t("Nobody is reported as trained by {quarter}.", **places)
    target, end = due["target"], due["end_target"]
    if is_missing(target) or target <= 0 or is_missing(end) or end <= 0:
        return t("{n} different teachers are trained by {quarter}; no target is set.", **places)
    return t(
        "{n} different teachers are trained by {quarter}: {share} of the target to date,"
        " {end_share} of the {end} to be reached by {year}.",
        share=t.percent(people / target),
        end_share=t.percent(people / end),
        end=t.number(end),
        year=due["end_period"].year,
        **places,
    )


def _goal(people: float, due: Mapping[Any, Any], cell: str, t: Translator) -> html.Div:
    """Return the number, its status, and a bar on the way to the end target; `cell`: where the
    number stands in the table of the panel."""
    target, end = due["target"], due["end_target"]
    known = [number for number in (people, target, end) if not is_missing(number)]
    whole = max([*known, 1])
    parts = [html.Span(className="fill", style={"width": width(people / whole)})]
    words = []
    if not is_missing(target):
        parts.append(html.Span(className="tick", style={"left": width(target / whole)}))
        words.append(t("due now {target}", target=t.number(target)))
    if not is_missing(end):
        words.append(
            t("goal {target} by {year}", target=t.number(end), year=due["end_period"].year)
        )
    return html.Div(
        [
            html.Div(
                [cell_link(t.number(people), cell, "value"), standing_mark(due, t)],
                className="goal-value",
            ),
            html.Div(parts, className="bullet bullet-high", **aria(hidden="true")),
            html.Div([html.Span(each) for each in words], className="bullet-words"),
        ],
        className="goal",
    )


def _bars(path: pd.DataFrame, t: Translator) -> html.Div:
    """Return a bar for each quarter, with a line at the target; empty where nothing is known."""
    top = max(path[["people", "target"]].astype("float64").max().max(), 1)
    bars, words = [], []
    for row in path.to_dict("records"):
        said = _quarter_words(row, t)
        words.append(said)
        parts = []
        if not is_missing(row["people"]):
            parts.append(html.Span(className="fill", style={"height": width(row["people"] / top)}))
        if not is_missing(row["target"]):
            parts.append(html.Span(className="aim", style={"bottom": width(row["target"] / top)}))
        kind = "quarter quarter-unknown" if is_missing(row["people"]) else "quarter"
        bars.append(html.Span(parts, className=kind, title=said))
    ends = [t.quarter(path["period"].iloc[place]) for place in (0, -1)]
    unknown = t("Not known, or not told apart")
    return html.Div(
        [
            html.Div(
                bars,
                className="quarters",
                role="img",
                **aria(label=t("Trend: {words}", words="; ".join(words))),
            ),
            html.Div([html.Span(each) for each in dict.fromkeys(ends)], className="bullet-words"),
            html.Ul(
                [
                    html.Li([html.Span(className="swatch swatch-trained"), t("People trained")]),
                    html.Li([html.Span(className="swatch-aim"), t("Target to date")]),
                    *(
                        [html.Li([html.Span(className="swatch swatch-hatched"), unknown])]
                        if path["people"].isna().any()
                        else []
                    ),
                ],
                className="legend",
            ),
        ]
    )


def _quarter_words(row: Mapping[Any, Any], t: Translator) -> str:
    return t(
        "{quarter}: {n}, target {target}",
        quarter=t.quarter(row["period"]),
        n=_so_far(row, t),
        target=t.number(row["target"]),
    )


def _shares(groups: pd.DataFrame, t: Translator) -> list[str]:
    """Return the shares of women and of teachers of rural schools among those trained."""
    lines = []
    for dimension, code, message in (
        ("sex", "female", t("Women among them")),
        ("rural", "True", t("Teachers of rural schools among them")),
    ):
        rows = groups[groups["dimension"] == dimension]
        part = rows.loc[rows["group"] == code, "numerator"].sum()
        whole = rows["numerator"].sum()
        if rows["hidden"].any():
            told = t("not told apart")
        elif not whole:
            told = t("no data")
        else:
            told = f"{t.percent(part / whole)} ({_of(part, whole, t)})"
        lines.append(f"{message}: {told}")
    return lines


def _of(part: float, whole: float, t: Translator) -> str:
    return t("{n} of {total}", n=t.number(part), total=t.number(whole))


def _silent(silent: pd.DataFrame, filters: Filters, t: Translator) -> str:
    """Return how many districts have not closed their register, and who they are."""
    if silent.empty:
        return t("Every district has closed its register of the quarter.")
    names = sorted(silent["area_name"], key=t.sort_key)
    said = t.plural(
        "{n} district has not closed its register of the quarter",
        "{n} districts have not closed their registers of the quarter",
        len(names),
    )
    return f"{said}: {', '.join(names[:NAMED])}{'…' if len(names) > NAMED else '.'}"


def seats(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return people beside the seats that they completed; frame as `progress.meters`."""
    shown = frame.assign(name=[t(AUDIENCE[code]) for code in frame["audience"]])
    top = max([1, *frame["people"].dropna(), *frame["completions"].dropna()])
    return Panel(
        key="seats",
        title=t("How many seats stand behind these people?"),
        finding=_seats_finding(frame, t),
        body=[
            html.Ul(
                [_meter(n, row, top, t) for n, row in enumerate(shown.to_dict("records"), 1)],
                className="meters",
            ),
            html.Ul(
                [
                    html.Li([html.Span(className="swatch swatch-trained"), t("Different people")]),
                    html.Li([html.Span(className="swatch swatch-further"), t("Further seats")]),
                    *(
                        [
                            html.Li(
                                [html.Span(className="swatch swatch-hatched"), t("not told apart")]
                            )
                        ]
                        if shown["hidden"].any()
                        else []
                    ),
                ],
                className="legend",
            ),
        ],
        frame=shown,
        columns=(
            Column("name", t("Audience")),
            Column("people", t("Different people"), _told(t), True),
            Column("completions", t("Completed seats"), _told(t), True),
            Column("value", t("Seats a person"), lambda value: t.number(value, 2), True),
        ),
        source=register(filters, t),
        demonstration=is_invented(frame),
        notes=(t("A seat is one completed course; people count once in each audience."),),
    )


def _seats_finding(frame: pd.DataFrame, t: Translator) -> str:
    row = frame[frame["audience"] == "teachers"]
    if row.empty or row["people"].fillna(1).eq(0).all():
        return t("No teacher has completed a course yet.")
    if row["completions"].isna().all():
        known = t("How many seats are completed is not told here.")
        return f"{known} {t(told.WHY_HIDDEN)}"
    value = float(row["value"].iloc[0])
    if round(100 * (value - 1)) <= 0:
        return t(
            "Teachers: {value} seats a person; seats and people are as many.",
            value=t.number(value, 2),
        )
    return t(
        "Teachers: {value} seats a person; who counts seats counts {share} too many.",
        value=t.number(value, 2),
        share=t.percent(value - 1),
    )


def _meter(n: int, row: Mapping[Any, Any], top: float, t: Translator) -> html.Li:
    if row["hidden"]:
        words, parts = t("not told apart"), []
    elif is_missing(row["completions"]):
        words = t("{people} people, seats not told apart", people=t.number(row["people"]))
        parts = [html.Span(className="fill", style={"width": width(row["people"] / top)})]
    else:
        words = t(
            "{people} people, {seats} seats: {value} a person",
            people=t.number(row["people"]),
            seats=t.number(row["completions"]),
            value=t.number(row["value"], 2),
        )
        more = max(row["completions"] - row["people"], 0)
        parts = [
            html.Span(className="fill", style={"width": width(row["people"] / top)}),
            html.Span(className="further", style={"width": width(more / top)}),
        ]
    kind = "meter bullet-unknown" if row["hidden"] else "meter"
    return html.Li(
        [
            html.Span(row["name"], className="bar-name"),
            html.Span(parts, className=kind, **aria(hidden="true")),
            _words(words, is_told=not row["hidden"], cell=f"1.{n}.2"),
        ]
    )


def _words(words: str, *, is_told: bool, cell: str) -> Any:
    return (
        cell_link(words, cell, "bar-words") if is_told else html.Span(words, className="bar-words")
    )


def audiences(
    frame: pd.DataFrame, due: Mapping[str, Mapping[Any, Any]], filters: Filters, t: Translator
) -> Panel:
    """Return people of other audiences by role; frame as `progress.roles`, `due` holds the row of
    `results.standing` for each audience."""
    shown = frame.assign(
        row=range(1, len(frame) + 1),
        name=[
            t(ROLE[role]) if role else t(AUDIENCE[audience])
            for role, audience in zip(frame["role"], frame["audience"], strict=True)
        ],
    )
    blocks = [
        _audience(code, shown[shown["audience"] == code], due[code], t)
        for code in ("leaders", "specialists")
    ]
    return Panel(
        key="audiences",
        title=t("Who else is trained?"),
        finding=" ".join(_audience_finding(code, frame, due[code], t) for code in due),
        body=html.Div(blocks, className="audiences"),
        frame=shown,
        columns=(
            Column("name", t("People")),
            Column("people", t("Trained"), _told(t), True),
            Column("women", t("Women among them"), _told(t), True),
            Column("share", t("Share of women"), t.percent, True),
        ),
        source=register(filters, t),
        demonstration=is_invented(frame),
        notes=(
            t("Whole country."),
            t("Each person counts once in an audience, at the first course completed for it."),
        ),
    )


def _audience_finding(code: str, frame: pd.DataFrame, due: Mapping[Any, Any], t: Translator) -> str:
    row = frame[(frame["audience"] == code) & (frame["role"] == "")]
    name = t(AUDIENCE[code])
    if row.empty:
        return t("{audience}: nobody is reported as trained.", audience=name)
    if row["hidden"].all():
        return t("{audience}: too few people to be told apart.", audience=name)
    people = float(row["people"].iloc[0])
    if is_missing(due["target"]) or due["target"] <= 0:
        return t("{audience}: {n} trained, no target is set.", audience=name, n=t.number(people))
    return t(
        "{audience}: {n} trained, {share} of the target to date of {target}.",
        audience=name,
        n=t.number(people),
        share=t.percent(people / due["target"]),
        target=t.number(due["target"]),
    )


def _audience(code: str, rows: pd.DataFrame, due: Mapping[Any, Any], t: Translator) -> html.Section:
    whole, roles = rows[rows["role"] == ""], rows[rows["role"] != ""]
    is_known = len(whole) > 0 and not whole["hidden"].all()
    top = max(roles["people"].fillna(0).max() if len(roles) else 0, 1)
    return html.Section(
        [
            html.H3(t(AUDIENCE[code])),
            _goal(
                float(whole["people"].iloc[0]),
                due,
                f"1.{whole['row'].iloc[0]}.2",
                t,
            )
            if is_known
            else None,
            html.Ul([_role(row, top, t) for row in roles.to_dict("records")], className="bars"),
        ]
    )


def _role(row: Mapping[Any, Any], top: float, t: Translator) -> html.Li:
    if row["hidden"]:
        words = t("not told apart")
    else:
        people = labels.counted(row["people"], "people", t)
        if row["women_hidden"]:
            words = t("{people}, women: not told apart", people=people)
        elif row["people"] == 0:
            words = people
        else:
            words = t("{people}, {share} women", people=people, share=t.percent(row["share"]))
    return html.Li(
        [
            html.Span(row["name"], className="bar-name"),
            share_bar(float("nan") if row["hidden"] else row["people"] / top),
            _words(words, is_told=not row["hidden"], cell=f"1.{row['row']}.2"),
        ]
    )
