"""Are women and men, villages and towns, and languages reached alike? Dots on a scale, in words."""

from collections.abc import Mapping
from math import log
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel
from layouts.training.groups import of_all, width
from layouts.training.people import register

LOW, HIGH = 0.97, 1.03
"""Between them groups count as reached alike; the range of the UNESCO Institute for Statistics."""

LEAST, MOST = 0.4, 2.5
"""Ends of the scale, on which equal ratios are equally far; what lies beyond stands at its end."""

VERDICT = {
    "below": N_("below parity"),
    "parity": N_("parity"),
    "above": N_("above parity"),
}
SIGN = {"below": "▼", "parity": "●", "above": "▲"}

COMPARED = {
    "sex": N_("Women ÷ men"),
    "rural": N_("Rural ÷ urban schools"),
}


def verdict(index: float) -> str:
    """Return whether an index, as it is told, is below parity, at parity or above it."""
    told = round(index, 2)
    if told < LOW:
        return "below"
    return "parity" if told <= HIGH else "above"


def compared(dimension: str, group: str, base: str, t: Translator) -> str:
    """Return what is compared with what."""
    if dimension in COMPARED:
        return t(COMPARED[dimension])
    one, other = (t(labels.LANGUAGE.get(code, code)) for code in (group, base))
    return t("{one} ÷ {other}", one=one, other=other)


def parity(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    is_invented: bool,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the parity indices here and in the parts; frame as `coverage.parity`."""
    shown = frame.assign(
        name=[names.get(code, code) for code in frame["area"]],
        what=[
            compared(*row, t)
            for row in zip(frame["dimension"], frame["group"], frame["base"], strict=True)
        ],
        one=[_told(row, "part", "part_of", t) for row in frame.to_dict("records")],
        other=[_told(row, "base_part", "base_of", t) for row in frame.to_dict("records")],
        words=[_words(row, t) for row in frame.to_dict("records")],
    )
    blocks = [
        _block(rows, t)
        for _, rows in shown.groupby("what", sort=False)
        if rows["hidden"].iloc[0] or not is_missing(rows["value"].iloc[0])
    ]
    return Panel(
        key="parity",
        title=t("Are all groups reached alike?"),
        finding=_finding(shown, t),
        body=[
            html.Div(blocks, className="parities"),
            html.P(_scale_words(t), className="hint") if blocks else None,
        ],
        frame=shown,
        columns=(
            Column("what", t("Compared")),
            Column("name", t("Area")),
            Column("words", t("Parity index"), is_number=True),
            Column("one", t("First group: trained of eligible"), is_number=True),
            Column("other", t("Second group: trained of eligible"), is_number=True),
        ),
        source=register(filters, t),
        demonstration=is_invented,
        notes=(
            t("Parity index: coverage of the first group ÷ coverage of the second."),
            t("Range of parity: UNESCO Institute for Statistics."),
        ),
    )


def _told(row: Mapping[Any, Any], part: str, whole: str, t: Translator) -> str:
    return of_all(row[part], row[whole], is_missing(row[part]), t)


def _scale_words(t: Translator) -> str:
    return t(
        "Scale from {least} to {most}, equal ratios equally far; "
        "the band from {low} to {high} is parity.",
        least=t.number(LEAST, 1),
        most=t.number(MOST, 1),
        low=t.number(LOW, 2),
        high=t.number(HIGH, 2),
    )


def _words(row: Mapping[Any, Any], t: Translator) -> str:
    if row["hidden"]:
        return t("not told apart")
    if is_missing(row["value"]):
        return t("cannot be compared")
    return f"{t.number(row['value'], 2)}, {t(VERDICT[verdict(row['value'])])}"


def _finding(shown: pd.DataFrame, t: Translator) -> str:
    """Return what is compared here, the furthest from parity first."""
    here = shown[shown["area"] == shown["area"].iloc[0]] if len(shown) else shown
    known = here[here["value"].notna()]
    if known.empty:
        return t("Groups cannot be compared yet.")
    uneven = known[[verdict(value) != "parity" for value in known["value"]]]
    if uneven.empty:
        return t("All groups that can be compared are reached alike.")
    row = uneven.loc[(uneven["value"] - 1).abs().idxmax()]
    return t(
        "{n} of {total} comparisons are at parity; furthest from it: {what}, {words}.",
        n=t.number(len(known) - len(uneven)),
        total=t.number(len(known)),
        what=row["what"],
        words=row["words"],
    )


def _block(rows: pd.DataFrame, t: Translator) -> html.Section:
    """Return a comparison: the whole, its parts from the lowest index to the highest, and those
    that are not told."""
    whole, parts = rows.iloc[:1], rows.iloc[1:]
    told = parts[parts["value"].notna()].sort_values("value")
    hidden = list(parts.loc[parts["hidden"], "name"])
    lines = [
        _line(row, number == 0, t)
        for number, row in enumerate(pd.concat([whole, told]).to_dict("records"))
    ]
    rest = html.P(t("Not told apart: {names}.", names=", ".join(hidden)), className="hint")
    return html.Section(
        [
            html.H3(rows["what"].iloc[0]),
            html.Ul(lines, className="bars"),
            rest if hidden else None,
        ],
        className="parity",
    )


def _line(row: Mapping[Any, Any], is_whole: bool, t: Translator) -> html.Li:
    parts = [
        html.Span(
            className="band", style={"left": _at(LOW), "width": width(_share(HIGH) - _share(LOW))}
        ),
        html.Span(className="alike", style={"left": _at(1)}),
    ]
    if not is_missing(row["value"]):
        found = verdict(row["value"])
        sign = html.Span(
            SIGN[found], className=f"dot dot-{found}", style={"left": _at(row["value"])}
        )
        parts.append(sign)
    counts = [] if row["hidden"] else [html.Small(f"{row['one']} ÷ {row['other']}")]
    return html.Li(
        [
            html.Span(row["name"], className="bar-name"),
            html.Span(parts, className="scale", **aria(hidden="true")),
            html.Span([row["words"], *(counts if is_whole else [])], className="bar-words"),
        ],
        className="whole" if is_whole else None,
        title=f"{row['one']} ÷ {row['other']}" if not row["hidden"] else None,
    )


def _at(index: float) -> str:
    return width(_share(index))


def _share(index: float) -> float:
    return log(max(index, LEAST) / LEAST) / log(MOST / LEAST)
