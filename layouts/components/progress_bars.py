"""How are work done, money spent and time gone shown beside each other?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from layouts.attributes import aria
from layouts.i18n import Translator, is_missing


def progress_bars(components: pd.DataFrame, t: Translator) -> html.Ul:
    """Return one row per component: a bar of work over a bar of money, time as a line across."""
    return html.Ul(
        [_row(row, t) for row in components.to_dict("records")], className="progress-rows"
    )


def _row(row: Mapping[Any, Any], t: Translator) -> html.Li:
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
                    html.Span(_share(row["progress_share"], t), className="text-progress"),
                    html.Span(_share(row["spent_share"], t), className="text-money"),
                ],
                className="progress-figures",
                **aria(hidden="true"),
            ),
        ]
    )


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
