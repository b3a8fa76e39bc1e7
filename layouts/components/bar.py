"""How is a part of a whole drawn in a line of text?"""

from typing import Any

from dash import html

from layouts.attributes import aria
from layouts.i18n import is_missing

ROUNDED_WHOLE = 1.0005
"""Above it a bar is longer than its track can show."""


def bar(share: float, look: str, *more: tuple[float, str]) -> html.Span:
    """Return a bar as long as a share of its track, which is hatched where nothing is known.

    `look` names what it means; `more` are further shares and looks, drawn over it. What is more
    than the whole ends in an arrow. Words stand beside it.
    """
    known = [(float(each), name) for each, name in ((share, look), *more) if not is_missing(each)]
    if not known:
        return html.Span(className="track track-missing", **aria(hidden="true"))
    look_of_track = "track is-over" if max(known)[0] > ROUNDED_WHOLE else "track"
    fills = [_fill(each, name) for each, name in known]
    return html.Span(fills, className=look_of_track, **aria(hidden="true"))


def _fill(share: float, look: str) -> html.Span:
    width = 100 * min(max(share, 0), 1)
    return html.Span(className=f"fill fill-{look}", style={"width": f"{width:.1f}%"})


def key(*entries: tuple[str, str]) -> html.Ul:
    """Return what the looks mean; entries are (look, words)."""
    items: list[Any] = [
        html.Li([html.Span(className=f"swatch fill-{look}", **aria(hidden="true")), words])
        for look, words in entries
    ]
    return html.Ul(items, className="legend")
