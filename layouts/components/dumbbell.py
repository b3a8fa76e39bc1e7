"""How is a share shown that moves from one value to another?"""

from typing import Any

from dash import html

from layouts.attributes import aria


def dumbbell(
    before: float, after: float, label: str, words: Any, *, is_estimated: bool = False
) -> html.Span:
    """Return a line from a share before to that after, 0 to 1, with the same in words beside it.

    `label` says it to those who do not see the line.
    """
    start, end = 100 * float(before), 100 * float(after)
    return html.Span(
        [
            html.Span(
                [
                    html.Span(
                        className="dumbbell-line",
                        style={"left": f"{start:.1f}%", "width": f"{end - start:.1f}%"},
                    ),
                    html.Span(className="dumbbell-before", style={"left": f"{start:.1f}%"}),
                    html.Span(className="dumbbell-after", style={"left": f"{end:.1f}%"}),
                ],
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
