"""How are the passport of a number and the list of its rows arranged?"""

from dash import html

from layouts.i18n import Translator
from layouts.panel import place


def places(t: Translator) -> html.Main:
    """Return the empty places of a passport."""
    return _main(
        t, t("Passport of a number"), "number", "number-changed", "number-counted", "number-rows"
    )


def rows_places(t: Translator) -> html.Main:
    """Return the empty place of the rows behind a number."""
    return _main(t, t("Rows behind a number"), "number-lines")


def releases_places(t: Translator) -> html.Main:
    """Return the empty places of the page of releases."""
    return _main(t, t("Releases"), "releases", "release-changes")


def _main(t: Translator, title: str, *keys: str) -> html.Main:
    panels = [place(key, has_figure=False, t=t) for key in keys]
    return html.Main(
        [html.H1(title, className="visually-hidden"), *panels],
        id="main",
        className="sectioned number-passport",
        tabIndex="-1",
    )
