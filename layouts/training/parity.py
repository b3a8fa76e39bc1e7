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
from layouts.components.number_link import cell_link
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
SIGN = {"below": "▼", "parity": "●", "above": "▲", "open": "○"}

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
        row=range(1, len(frame) + 1),
        name=[names.get(code, code) for code in frame["area"]],
        what=[
            compared(*row, t)
            for row in zip(frame["dimension"], frame["group"], frame["base"], strict=True)
        ],
        one=[_told(row, "part", "part_of", t) for row in frame.to_dict("records")],
        other=[_told(row, "base_part", "base_of", t) for row in frame.to_dict("records")],
        words=[index_words(row, t) for row in frame.to_dict("records")],
    )
    compared_here = [rows for _, rows in shown.groupby("what", sort=False)]
    blocks = [_block(rows, t) for rows in compared_here if rows["value"].notna().any()]
    secret = [
        str(rows["what"].iloc[0])
        for rows in compared_here
        if rows["value"].isna().all() and rows["hidden"].iloc[0]
    ]
    return Panel(
        key="parity",
        title=t("Are all groups reached alike?"),
        finding=_finding(shown, t),
        body=[
            html.Div(blocks, className="parities"),
            html.P(
                t("Not told apart anywhere: {names}.", names=", ".join(secret)), className="hint"
            )
            if secret
            else None,
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


def index_words(row: Mapping[Any, Any], t: Translator) -> str:
    """Return a parity index and what it means, or why it is not told."""
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


def scale(index: float, *, is_judged: bool = True) -> html.Span:
    """Return the scale of parity with a sign at an index; words stand beside it."""
    parts = [
        html.Span(
            className="band", style={"left": _at(LOW), "width": width(_share(HIGH) - _share(LOW))}
        ),
        html.Span(className="alike", style={"left": _at(1)}),
    ]
    if not is_missing(index):
        found = verdict(index) if is_judged else "open"
        sign = html.Span(SIGN[found], className=f"dot dot-{found}", style={"left": _at(index)})
        parts.append(sign)
    return html.Span(parts, className="scale", **aria(hidden="true"))


def _line(row: Mapping[Any, Any], is_whole: bool, t: Translator) -> html.Li:
    counts = html.Small(f"{row['one']} ÷ {row['other']}", className="bar-counts")
    return html.Li(
        [
            html.Span(row["name"], className="bar-name"),
            scale(row["value"]),
            html.Span(row["words"], className="bar-words")
            if is_missing(row["value"])
            else cell_link(row["words"], f"1.{row['row']}.3", "bar-words"),
            counts if is_whole and not row["hidden"] else None,
        ],
        className="whole" if is_whole else None,
        title=f"{row['one']} ÷ {row['other']}" if not row["hidden"] else None,
    )


def _at(index: float) -> str:
    return width(_share(index))


def _share(index: float) -> float:
    return log(max(index, LEAST) / LEAST) / log(MOST / LEAST)
