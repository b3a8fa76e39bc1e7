"""What is one answer on a page, and how does it look on a screen?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from dash import html

from layouts.attributes import aria, data
from layouts.components.data_table import Cells, Column, Table, tables_words
from layouts.i18n import Translator


@dataclass(frozen=True, eq=False)
class Panel:
    """One answer: a question, a finding, a picture, the table behind it, and where it is from.

    Each is equal to itself only, so that what was made of one can be found again.
    """

    key: str
    title: str
    finding: str = ""
    """The answer in one sentence; also the text alternative of the picture."""
    figure: dict[str, Any] | None = None
    body: Any = None
    """Components of a panel without a chart, or below one: a list, a legend."""
    frame: pd.DataFrame | Cells | None = None
    columns: Sequence[Column] = ()
    """Which columns the table shows, with their words."""
    more: Sequence[Table] = ()
    """Further tables behind the same picture."""
    source: str = ""
    demonstration: bool = False
    notes: Sequence[Any] = field(default_factory=tuple)
    """Sentences, or a link to more."""
    inside: Sequence["Panel"] = ()
    """Panels that stand in the body, see `standing`; their figures travel with this one."""


def is_invented(*frames: pd.DataFrame) -> bool:
    """Return whether anything in frames is made up to show the product."""
    return any(bool((frame["demonstration"] == 1).any()) for frame in frames)


def place(key: str, *, has_figure: bool, t: Translator, is_handled: bool = False) -> html.Section:
    """Return the empty place of a panel, which answers fill where it stands.

    `is_handled`: the figure is not a picture only; readers can act inside it.
    """
    return _section(
        key,
        html.Div(className="panel-head", **data(slot=key)),
        _figure(key, "group" if is_handled else "img") if has_figure else None,
        html.Div(className="panel-body", **data(slot=f"{key}-body")),
        html.Div(className="panel-foot", **data(slot=f"{key}-foot")),
    )


def standing(panel: Panel, t: Translator) -> html.Section:
    """Return a panel with its words, to stand inside another one."""
    return _section(
        panel.key,
        html.Div(head(panel, t), className="panel-head"),
        _figure(panel.key, "img") if panel.figure is not None else None,
        html.Div(panel.body, className="panel-body"),
        html.Div(foot(panel, t), className="panel-foot"),
    )


def _figure(key: str, role: str) -> html.Div:
    named = aria(labelledby=f"finding-{key}")
    return html.Div(
        html.Div(className="chart", role=role, **named, **data(figure=key)),
        className="panel-figure",
        id=f"figure-of-{key}",
    )


def _section(key: str, *children: Any) -> html.Section:
    return html.Section(
        list(children),
        className=f"panel panel-{key}",
        id=f"panel-{key}",
        **aria(labelledby=f"title-{key}"),
    )


def parts(panel: Panel, t: Translator) -> dict[str, Any]:
    """Return what fills the places of a panel: head, body and foot by the names of their slots."""
    return {
        panel.key: head(panel, t),
        f"{panel.key}-body": panel.body,
        f"{panel.key}-foot": foot(panel, t),
    }


def head(panel: Panel, t: Translator) -> list[Any]:
    """Return title and finding."""
    mark = [demonstration_mark(t)] if panel.demonstration else []
    return [
        html.H2([panel.title, *mark], id=f"title-{panel.key}"),
        html.P(panel.finding, id=f"finding-{panel.key}", className="finding"),
    ]


def demonstration_mark(t: Translator) -> html.Abbr:
    """Return the small mark of figures that are invented to show the product."""
    return html.Abbr(t("demo"), title=t("Demonstration data"), className="demo-mark")


def foot(panel: Panel, t: Translator) -> list[Any]:
    """Return source and notes, and the table behind the picture."""
    source = [html.Span(t("Source: {source}", source=panel.source))] if panel.source else []
    notes = [html.Span(note) for note in panel.notes]
    lines = html.P([*source, *notes], className="source")
    tables = tables_of(panel)
    if not tables:
        return [lines]
    table = html.Details(
        [
            html.Summary(
                "☰", title=t("Table"), **aria(label=t("Table: {title}", title=panel.title))
            ),
            html.Div(
                className="table-sheet",
                tabIndex="0",
                role="region",
                **aria(label=panel.title),
                **data(tables=tables_words(tables), save=t("Download (CSV)")),
            ),
        ],
        className="table-behind",
    )
    return [lines, table]


def tables_of(panel: Panel) -> list[Table]:
    """Return the tables behind a panel; none where nothing stands in the first."""
    if panel.frame is None or panel.frame.empty:
        return []
    return [Table(panel.title, panel.frame, panel.columns), *panel.more]
