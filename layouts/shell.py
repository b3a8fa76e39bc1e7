"""What stands around every page: name, language, release, filters, notices?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import orjson
from dash import html

from layouts.attributes import aria, data
from layouts.i18n import ENDONYMS, Translator
from layouts.markup import Element

MOST_DROPPED = 10
"""Parts of an address that are named where they were left out."""

ALL = "all"
"""Value of a choice that leaves its argument out of the address."""

FIELD = "csrf"
"""Name of the hidden field of a form that carries its token."""

PLACE_OF_TOKEN = "token-of-this-reader"
"""Stands for the token in answers that are kept for all readers, until they are sent."""


@dataclass(frozen=True)
class Control:
    """A choice that changes one argument of the address."""

    name: str
    """Name of the argument."""
    label: str
    options: Sequence[tuple[str, str]]
    """(value, words)"""
    value: str
    is_slider: bool = False
    """Whether the options have an order that a reader may want to move through."""
    bounds: tuple[int, int] | None = None
    """Least and most where it is a whole number that is typed; it has no options then."""
    section: str = ""
    """Id of the section of a page that it stands in; empty: above all of them."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Value -> words under which it stands; values of one heading follow each other."""


def frame(
    *,
    header: Any,
    connection_lost: Any,
    controls: Any,
    body: Any,
    footer: Any,
) -> html.Div:
    """Return the whole page: header, controls, notices, body, footer."""
    return html.Div(
        [
            header,
            connection_lost,
            controls,
            html.Div(**aria(live="polite"), **data(slot="notices")),
            body,
            footer,
        ],
        id="page",
    )


def header(
    pages: Sequence[tuple[str, str, bool]], account: tuple[str, str], t: Translator
) -> html.Header:
    """Return the bar at the top; `pages` are (address, title, is this one), `account` the address
    and the words of what leads to the account of the reader, or to the way in."""
    return html.Header(
        [
            html.A(t("Skip to the figures"), href="#main", className="skip-link"),
            html.A(
                [html.Span(className="logo", **aria(hidden="true")), html.Span("Bilim")],
                href=pages[0][0],
                className="brand",
            ),
            html.Span(t("School Education Reform"), className="programme"),
            html.Nav(
                [
                    html.A(title, href=address, **(aria(current="page") if here else {}))
                    for address, title, here in pages
                ],
                **aria(label=t("Pages")),
            ),
            html.Div(className="header-facts", **data(slot="header")),
            html.A(account[1], href=account[0], className="account-link", title=account[1]),
            html.Button(
                "◐",
                id="theme",
                type="button",
                title=t("Light or dark"),
                className="theme-switch",
                **aria(label=t("Light or dark")),
            ),
        ],
        className="topbar",
    )


def header_facts(
    *, as_of: str, next_update: str, links: Sequence[tuple[str, str]], t: Translator
) -> list[Any]:
    """Return date of the data, next update and languages; `links` are (lang, address)."""
    return [
        html.Span(
            [html.Strong(as_of), html.Span(next_update, className="next-update")],
            className="as-of",
        ),
        languages(links, t),
    ]


def languages(links: Sequence[tuple[str, str]], t: Translator) -> html.Nav:
    """Return the choice of a language; `links` are (lang, address)."""
    return html.Nav(
        [
            html.A(
                lang.upper(),
                href=address,
                lang=lang,
                hrefLang=lang,
                title=ENDONYMS[lang],
                **(aria(current="true") if lang == t.lang else {}),
            )
            for lang, address in links
        ],
        className="languages",
        **aria(label=t("Language")),
    )


def control_bar(controls: Sequence[Control], t: Translator) -> html.Div:
    """Return the row of choices."""
    return html.Div(
        [
            html.Div(_typed(control, t), className=f"control control-{control.name}")
            if control.bounds
            else html.Label(
                [
                    html.Span(control.label),
                    slider(control)
                    if control.is_slider
                    else choice(
                        control.name,
                        control.options,
                        control.value,
                        "form-select-sm",
                        control.headings,
                    ),
                ],
                className=f"control control-{control.name}",
            )
            for control in controls
        ],
        className="controls",
        role="group",
        **aria(label=t("What is shown")),
    )


def _typed(control: Control, t: Translator) -> list[Any]:
    """Return a field for a whole number, and where the browser says what is wrong with it."""
    least, most = control.bounds or (0, 0)
    error = f"error-{control.name}"
    entry = Element(
        "input",
        None,
        {
            "type": "number",
            "class": "form-control form-control-sm",
            "min": least,
            "max": most,
            "step": 1,
            "required": True,
            "value": control.value,
            "data-control": control.name,
            "aria-describedby": error,
        },
    )
    return [
        Element("label", [html.Span(control.label), entry]),
        html.Span(
            id=error,
            className="control-error",
            role="alert",
            **data(words=bounds_words(control, t)),
        ),
    ]


def bounds_words(control: Control, t: Translator) -> str:
    """Return what may be typed in the field of a number."""
    least, most = control.bounds or (0, 0)
    return t(
        "{label}: a whole number from {least} to {most}",
        label=control.label,
        least=t.number(least),
        most=t.number(most),
    )


def choice(
    name: str,
    options: Sequence[tuple[str, str]],
    value: str,
    look: str,
    headings: Mapping[str, str] | None = None,
    **attributes: str,
) -> Any:
    """Return what changes one argument of the address; options are (value, words), `headings` as
    in Control."""
    items = []
    for heading, group in groupby(options, lambda option: (headings or {}).get(option[0])):
        drawn = [
            Element("option", words, {"value": each, "selected": each == value})
            for each, words in group
        ]
        items += [Element("optgroup", drawn, {"label": heading})] if heading else drawn
    return Element(
        "select", items, {"class": f"form-select {look}", "data-control": name, **attributes}
    )


def slider(control: Control) -> Any:
    """Return a slider over the options of a control, the last of them at its left end."""
    options = list(reversed(control.options))
    values = [value for value, _ in options]
    words = dict(options)[control.value]
    return [
        Element(
            "input",
            None,
            {
                "type": "range",
                "class": "form-range",
                "min": 0,
                "max": len(options) - 1,
                "value": values.index(control.value),
                "data-control": control.name,
                "data-options": orjson.dumps(options).decode(),
                "aria-valuetext": words,
            },
        ),
        Element("output", words),
    ]


def connection_lost(t: Translator) -> html.Div:
    """Return the hidden line that the browser shows while the server cannot be reached."""
    return html.Div(
        t("No connection to the server. The figures shown are the last ones received."),
        id="connection-lost",
        className="notice notice-trouble",
        hidden=True,
        role="status",
    )


def demonstration_banner(t: Translator) -> html.Div:
    """Return the line that says that figures are invented."""
    return html.Div(
        [
            html.Strong(t("Demonstration data")),
            html.Span(
                t(
                    "Figures marked “demo” are invented to show the product; ADB funds, "
                    "past dates, national statistics and boundaries are published facts."
                )
            ),
        ],
        className="notice notice-demo",
    )


def dropped_notice(dropped: Sequence[str], controls: Iterable[Control], t: Translator) -> html.Div:
    """Return the line that says which parts of the address were left out; of many, the first.

    `controls` are those of the page: numbers among them say what they may be.
    """
    words = t(
        "Left out of the address, because it makes no sense here: {what}",
        what=", ".join(dropped[:MOST_DROPPED]),
    )
    if (rest := len(dropped) - MOST_DROPPED) > 0:
        words = t.plural("{words}, and {n} more", "{words}, and {n} more", rest, words=words)
    names = {each.partition("=")[0] for each in dropped}
    bounds = [bounds_words(each, t) for each in controls if each.bounds and each.name in names]
    told = ". ".join([words, *bounds])
    return html.Div(f"{told}." if bounds else told, className="notice notice-dropped")


def earlier_release_notice(as_of: str, t: Translator) -> html.Div:
    """Return the line that says that the figures are those of an earlier release."""
    return html.Div(
        t("You are looking at an earlier release, with data to {date}.", date=as_of),
        className="notice notice-earlier",
    )


def footer() -> html.Footer:
    """Return the empty place of the last lines."""
    return html.Footer(className="footer", **data(slot="footer"))


def keys_of_charts(t: Translator) -> html.P:
    """Return how a keyboard moves inside a chart, and the words that charts say about a point."""
    return html.P(
        t("Arrow keys choose a point; Enter opens where its number comes from."),
        id="keys-of-charts",
        hidden=True,
        **data(
            chart=t("chart"),
            click=f"<br>{t('Click or Enter: where this number comes from')}",
            where=t("Where does this number come from?"),
        ),
    )


def footer_facts(
    *,
    release: str,
    releases: str,
    quality: str,
    asked: str,
    on_track: float,
    attention: float,
    t: Translator,
) -> list[Any]:
    """Return the last lines: release, house rule, what borders mean; the limits are fractions.

    `releases`, `quality`: addresses of all releases and of the quality of the data; `asked`: the
    whole question, for links to passports.
    """
    return [
        html.P(
            [html.A(release, href=releases), " ", html.A(t("Data quality"), href=quality)],
            **data(asked=asked, title=t("Where does this number come from?")),
        ),
        html.P(
            t(
                "Status of indicators: this project's own rule, not a rating by ADB: on track from "
                "{on_track} of the target to date, for attention from {attention}.",
                on_track=t.percent(on_track),
                attention=t.percent(attention),
            )
        ),
        html.P(t("Borders are indicative and imply no position.")),
    ]
