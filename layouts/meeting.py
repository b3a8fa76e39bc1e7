"""What does a meeting see and say: slides, their order, notes, and the keys that move them?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
from dash import html

from data_access.filters import Filters
from layouts import forms, proposals
from layouts.attributes import aria, data
from layouts.i18n import N_, Translator
from layouts.markup import Element
from layouts.panel import Panel, place, standing
from layouts.shell import ALL, choice
from layouts.slides import PAGES, SLIDES, is_answered, page_and_key

Address = Callable[[Sequence[str] | None], str]
"""Codes of slides, or None for those proposed -> the address that shows them."""

KEYS = (
    (("→", "Page Down", "Space"), N_("next slide")),
    (("←", "Page Up"), N_("slide before")),
    (("↓", "↑"), N_("more of a long slide")),
    (("Home", "End"), N_("first and last slide")),
    (("B", "."), N_("dark screen and back")),
    (("N",), N_("decisions and actions")),
    (("?",), N_("these keys")),
    (("Esc",), N_("end of the slides")),
)
"""Keys of a keyboard or a clicker, and what they do."""

KIND = {"action": N_("Action, due on a day"), "decision": N_("Decision, done with today")}

_SAID = {
    "now": N_("Slide {n} of {total}: {title}"),
    "loading": N_("The slides are being drawn…"),
    "ready": N_(
        "Everything is loaded: slides, notes and the file of notes need no network from now on."
    ),
    "more": N_("More below: ↓"),
    "window": N_("The browser refuses the full screen; the slides fill its window."),
    "dark": N_("The screen is dark; B brings the slide back."),
    "none": N_("No decision and no action has been noted yet."),
    "due": N_("due {day}"),
    "remove": N_("Remove"),
    "removeNote": N_("Remove: {text}"),
    "noted": N_("Noted: {code}"),
    "removed": N_("Removed: {code}. Where it was already imported, it stays."),
    "unkept": N_(
        "This browser keeps nothing: the notes are lost when the page is closed. Save the file "
        "first."
    ),
    "handed": N_("Saved: commitments.csv, {n}. The file is brought in like any other workbook."),
    "sending": N_("The notes are on their way and being checked…"),
    "unsent": N_("The connection was lost; nothing was sent. The notes are still here."),
    "late": N_("You are no longer signed in: sign in and open this page again."),
    "refused": N_("The notes were not taken. Open this page again and send them once more."),
    "evidence": N_("Meeting of {day}, slide “{slide}”"),
    "action": N_("Action"),
    "decision": N_("Decision"),
}
"""Words that the scripts say; what is in braces is filled there."""

_FILLED_THERE = {
    name: f"{{{name}}}" for name in ("n", "total", "title", "day", "text", "code", "slide")
}


def places(t: Translator) -> html.Main:
    """Return the places of the page, the bar below a slide, and what opens above it."""
    without = _without_network(t)
    said = {name: t(words, **_FILLED_THERE) for name, words in _SAID.items()}
    return html.Main(
        [
            html.H1(t("Meeting"), className="meeting-title"),
            html.Div(className="section-controls", **data(slot="controls-meeting")),
            html.Div(
                [
                    _button(t("Start the slides"), "start", "btn-primary", "f"),
                    _button(t("Decisions and actions"), "open-notes", "btn-outline-secondary", "n"),
                    html.Span(t("Keys: F starts, ? shows all."), className="keys-hint"),
                    html.P(id="ready", role="status"),
                ],
                className="meeting-begin",
            ),
            html.P(
                t("The network is gone: {what}", what=without),
                id="offline",
                role="status",
                hidden=True,
            ),
            html.P(t("Without network: {what}", what=without), className="offline-ahead"),
            place("deck", has_figure=False, t=t),
            _bar(t),
            html.Div(id="dark", hidden=True),
            html.P(id="told", className="visually-hidden", **aria(live="polite")),
            _dialog(
                "notes",
                "title-minutes",
                [place("minutes", has_figure=False, t=t), proposals.place()],
                t,
            ),
            _dialog(
                "keys",
                "title-keys",
                [html.H2(t("Keys and clicker"), id="title-keys"), _keys(t)],
                t,
            ),
        ],
        id="main",
        className="sectioned meeting",
        tabIndex="-1",
        **data(words=orjson.dumps(said).decode()),
    )


def _without_network(t: Translator) -> str:
    return t(
        "the slides, the notes and their file go on working; other pages and files, another choice "
        "of slides or quarter and newer figures do not. Do not leave or reload this page then."
    )


def _bar(t: Translator) -> html.Div:
    return html.Div(
        [
            _button("←", "back", "btn-outline-secondary", label=t("Slide before")),
            html.Span(id="number"),
            _button("→", "next", "btn-outline-secondary", label=t("Next slide")),
            html.Span(id="more"),
            _button(t("Notes"), "bar-notes", "btn-outline-secondary", "n"),
            _button("?", "bar-keys", "btn-outline-secondary", label=t("Keys and clicker")),
            _button("✕", "leave", "btn-outline-secondary", label=t("End of the slides")),
        ],
        className="stage-bar",
        role="group",
        **aria(label=t("Slides")),
    )


def _button(words: str, name: str, look: str, key: str = "", label: str = "") -> Any:
    names = {"aria-label": label, "title": label} if label else {}
    keys = {"aria-keyshortcuts": key} if key else {}
    given = {"id": name, "type": "button", "class": f"btn {look}", **names, **keys}
    return Element("button", words, given)


def _dialog(name: str, title: str, content: Any, t: Translator) -> Any:
    close = Element(
        "form",
        Element("button", t("Close"), {"class": "btn btn-outline-secondary"}),
        {"method": "dialog", "class": "close-dialog"},
    )
    return Element("dialog", [content, close], {"id": name, "aria-labelledby": title})


def _keys(t: Translator) -> html.Dl:
    parts: list[Any] = []
    for keys, does in KEYS:
        named: list[Any] = [Element("kbd", key) for key in keys]
        between = [each for key in named for each in (key, " ")]
        parts += [html.Dt(between[:-1]), html.Dd(t(does))]
    return html.Dl(parts)


def deck(panels: Mapping[str, Panel], address: Address, filters: Filters, t: Translator) -> Panel:
    """Return the slides in their order, and what changes it; `panels`: code of a slide -> panel."""
    codes = list(panels)
    return Panel(
        key="deck",
        title=t("Slides"),
        finding=t.plural("{n} slide, in this order.", "{n} slides, in this order.", len(codes)),
        body=[
            _order(panels, address, filters, t),
            html.Div(
                [_slide(code, panel, filters, t) for code, panel in panels.items()],
                className="slides",
            ),
        ],
        demonstration=any(panel.demonstration for panel in panels.values()),
        inside=tuple(panels.values()),
    )


def _order(
    panels: Mapping[str, Panel], address: Address, filters: Filters, t: Translator
) -> list[Any]:
    codes = list(panels)
    lines = []
    for at, (code, panel) in enumerate(panels.items()):
        rest = [each for each in codes if each != code]
        ways = (
            ("up", "↑", t("Move up: {title}", title=panel.title), max(at - 1, 0), at > 0),
            ("down", "↓", t("Move down: {title}", title=panel.title), at + 1, at < len(rest)),
        )
        moves = [
            _choice(f"{way}-{panel.key}", sign, words, [*rest[:to], code, *rest[to:]], address)
            for way, sign, words, to, is_possible in ways
            if is_possible
        ]
        words = t("Take out: {title}", title=panel.title)
        gone = [_choice(f"out-{panel.key}", "✕", words, rest, address)] if rest else []
        place_ = html.Span(_page(code, t), className="slide-page")
        lines.append(
            html.Li(
                [
                    html.Span([html.Span(panel.title), " ", place_], className="slide-name"),
                    html.Span([*moves, *gone], className="slide-moves"),
                ]
            )
        )
    options = [
        (",".join([*codes, code]), f"{_page(code, t)}: {t(slide.title)}")
        for code, slide in SLIDES.items()
        if code not in panels and is_answered(code, filters)
    ]
    add = choice(
        "slides",
        [(",".join(codes), t("Choose a panel…")), *options],
        ",".join(codes),
        "form-select-sm",
        id="add-slide",
    )
    return [
        html.Ol(lines, className="order"),
        html.P(
            [
                html.Label([t("Add a slide"), " ", add]),
                html.A(t("Slides as proposed"), href=address(None), **data(choose=f"slides={ALL}")),
            ],
            className="order-more",
        ),
    ]


def _choice(name: str, sign: str, words: str, codes: Sequence[str], address: Address) -> html.A:
    return html.A(
        sign,
        id=name,
        href=address(codes),
        title=words,
        className="btn btn-sm btn-outline-secondary",
        **aria(label=words),
        **data(choose=f"slides={','.join(codes)}"),
    )


def _page(code: str, t: Translator) -> str:
    return t(PAGES[page_and_key(code)[0]][0])


def _slide(code: str, panel: Panel, filters: Filters, t: Translator) -> html.Div:
    page, _ = page_and_key(code)
    indicator = filters.indicator or "" if page == "result" else SLIDES[code].indicator
    alone = t("Show alone")
    show: Any = Element(
        "button",
        alone,
        {
            "type": "button",
            "class": "btn btn-sm btn-outline-secondary show-alone",
            "aria-label": f"{alone}: {panel.title}",
        },
    )
    return html.Div(
        [show, standing(panel, t)],
        className=f"slide {page}",
        tabIndex="-1",
        **data(title=panel.title, indicator=indicator),
    )


def minutes(
    owners: Mapping[str, str],
    indicators: Mapping[str, str],
    headings: Mapping[str, str],
    t: Translator,
) -> Panel:
    """Return the form of decisions and actions, and their list.

    `owners`, `indicators`: code -> name; `headings`: field of the sheet of commitments -> its
    heading in this language.
    """
    named = sorted(owners.items(), key=lambda pair: t.sort_key(pair[1]))
    figures = [(code, f"{code} {name}") for code, name in indicators.items()]
    form: Any = Element(
        "form",
        [
            _field(
                t("What it is"), _select("kind", [(code, t(words)) for code, words in KIND.items()])
            ),
            _field(t("About the slide"), _select("slide", [])),
            _field(
                t("What was decided or is to be done"),
                Element("input", None, _input("text", maxlength=300, required=True)),
                "wide",
            ),
            _field(
                t("Who answers for it"),
                _select("owner", [("", t("Choose an office…")), *named], required=True),
            ),
            _field(
                t("Due on"),
                Element(
                    "input",
                    None,
                    _input("due", type="date", min="2000-01-01", max="2100-12-31", required=True),
                ),
            ),
            _field(
                t("Figure that it endangers until it is done"),
                _select("indicator", [("", t("none")), *figures]),
                "wide",
            ),
            Element("button", t("Note it down"), {"class": "btn btn-primary"}),
        ],
        {"id": "note"},
    )
    return Panel(
        key="minutes",
        title=t("Decisions and actions"),
        finding=t(
            "Notes are kept in this browser on this computer only, until they are removed, and "
            "reach nobody before their file is handed over."
        ),
        body=[
            form,
            html.P(id="note-told", role="status"),
            html.Ol(id="note-list", **data(sheet=orjson.dumps(headings).decode())),
            html.P(
                [
                    _button(t("Hand over as a file (CSV)"), "hand-over", "btn-primary"),
                    html.Span(
                        t(
                            "A workbook of commitments for the import. The text goes into the "
                            "columns of all three languages as it was typed; translate it there. "
                            "Bringing the same file in twice changes nothing."
                        )
                    ),
                ],
                className="hand-over",
            ),
        ],
    )


def send_form(action: str, t: Translator) -> Any:
    """Return the form that sends the notes to where data is brought in, as their file would be."""
    return Element(
        "form",
        [
            forms.kept_token(),
            forms.check("demonstration", t("The notes are invented, for a demonstration")),
            forms.button(t("Send to the import")),
            html.P(
                t(
                    "The same workbook without a detour: next you see what it would change, submit "
                    "it, and somebody else accepts it. The notes stay here until they are removed."
                )
            ),
        ],
        {"id": "send-notes", "class": "hand-over", "action": action, "method": "post"},
    )


def _field(words: str, control: Any, look: str = "") -> html.Label:
    return html.Label([html.Span(words), control], className=f"field {look}".strip())


def _select(name: str, options: Sequence[tuple[str, str]], **attributes: Any) -> Any:
    return Element(
        "select",
        [Element("option", words, {"value": value}) for value, words in options],
        {"name": name, "class": "form-select form-select-sm", **attributes},
    )


def _input(name: str, **attributes: Any) -> dict[str, Any]:
    look = {"name": name, "class": "form-control form-control-sm", "autocomplete": "off"}
    return look | attributes
