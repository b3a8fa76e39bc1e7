"""How are the results framework and the page of one indicator arranged?"""

from dash import html

from layouts import proposals
from layouts.i18n import Translator
from layouts.panel import place


def places(t: Translator) -> html.Main:
    """Return the empty places of the results framework."""
    return html.Main(
        [
            html.H1(t("Results framework"), className="visually-hidden"),
            proposals.place(),
            place("chain", has_figure=False, t=t),
            place("framework", has_figure=False, t=t),
        ],
        id="main",
        className="results",
        tabIndex="-1",
    )


def indicator_places(t: Translator) -> html.Main:
    """Return the empty places of the page of one indicator; some stay empty."""
    return html.Main(
        [
            html.H1(t("Indicator"), className="visually-hidden"),
            place("indicator", has_figure=False, t=t),
            proposals.place(),
            place("commitments", has_figure=False, t=t),
            html.Div(
                [
                    place("history", has_figure=True, t=t),
                    place("map", has_figure=True, t=t),
                    place("by-area", has_figure=False, t=t),
                    place("by-group", has_figure=False, t=t),
                    place("revisions", has_figure=False, t=t),
                    place("definition", has_figure=False, t=t),
                ],
                className="result-columns",
            ),
        ],
        id="main",
        className="sectioned result",
        tabIndex="-1",
    )
