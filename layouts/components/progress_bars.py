"""How are work done, money spent and time gone shown beside each other?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from layouts.attributes import aria
from layouts.components.number_link import cell_link
from layouts.i18n import Translator, is_missing


def progress_bars(components: pd.DataFrame, work: int, money: int, t: Translator) -> html.Ul:
    """Return one row per component: a bar of work over a bar of money, time as a line across.

    `work`, `money`: columns of the table of the panel, from 1, which has the same rows.
    """
    rows = enumerate(components.to_dict("records"), 1)
    return html.Ul(
        [_row(row, f"1.{n}.{work}", f"1.{n}.{money}", t) for n, row in rows],
        className="progress-rows",
    )


def _row(row: Mapping[Any, Any], work: str, money: str, t: Translator) -> html.Li:
    words = t(
        "Work done {work}, money spent {money}, time gone {time}.",
        work=_share(row["progress_share"], t),
        money=_share(row["spent_share"], t),
        time=_share(row["time_share"], t),
    )
    return html.Li(
        [
            html.Span(f"{row['component']}. {row['component_name']}", className="progress-name"),
            html.Span(
                [
                    *_bar("progress", row["progress_share"]),
                    *_bar("money", row["spent_share"]),
                    *_tick(row["time_share"]),
                ],
                className="progress-track",
                role="img",
                title=words,
                **aria(label=words),
            ),
            html.Span(
                [
                    _figure(row["progress_share"], work, "text-progress", t),
                    _figure(row["spent_share"], money, "text-money", t),
                ],
                className="progress-figures",
            ),
        ]
    )


def _figure(share: float, cell: str, look: str, t: Translator) -> Any:
    told = _share(share, t)
    return html.Span(told, className=look) if is_missing(share) else cell_link(told, cell, look)


def _share(value: float, t: Translator) -> str:
    return t("no data") if is_missing(value) else t.percent(value)


def _bar(name: str, share: float) -> list[html.Span]:
    if is_missing(share):
        return [html.Span(className=f"bar-{name} bar-missing")]
    return [html.Span(className=f"bar-{name}", style={"width": f"{100 * min(share, 1):.1f}%"})]


def _tick(share: float) -> list[html.Span]:
    if is_missing(share):
        return []
    return [html.Span(className="tick", style={"left": f"{100 * share:.1f}%"})]
