"""How is a share shown that moves from one value to another?"""

from typing import Any

from dash import html

from layouts.attributes import aria
from layouts.i18n import is_missing


def dumbbell(
    before: float, after: float, label: str, words: Any, *, is_estimated: bool = False
) -> html.Span:
    """Return a line from a share before to that after, 0 to 1, with the same in words beside it.

    A share after that is missing is not drawn. `label` says it to those who do not see the line.
    """
    start = 100 * float(before)
    marks = [html.Span(className="dumbbell-before", style={"left": f"{start:.1f}%"})]
    if not is_missing(after):
        end = 100 * float(after)
        length = {"left": f"{start:.1f}%", "width": f"{end - start:.1f}%"}
        marks.insert(0, html.Span(className="dumbbell-line", style=length))
        marks.append(html.Span(className="dumbbell-after", style={"left": f"{end:.1f}%"}))
    return html.Span(
        [
            html.Span(
                marks,
                className="dumbbell-track",
                role="img",
                **aria(label=label),
            ),
            html.Span(words, className="dumbbell-words", **aria(hidden="true")),
        ],
        className="dumbbell dumbbell-estimated" if is_estimated else "dumbbell",
    )


def key(before: str, after: str) -> html.Ul:
    """Return what both ends mean, in words."""
    ends: list[Any] = [
        html.Li([html.Span(className=f"dumbbell-{end}", **aria(hidden="true")), words])
        for end, words in (("before", before), ("after", after))
    ]
    return html.Ul(ends, className="legend")
