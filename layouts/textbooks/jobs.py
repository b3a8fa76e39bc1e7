"""How far is the whole country, and what can a reader do about it, in words?"""

from typing import Any

from dash import html

from layouts import forms
from layouts.attributes import aria, data
from layouts.i18n import Translator
from layouts.markup import Element


def block(
    standing: Any, addresses: tuple[str, str, str], km: int, t: Translator
) -> html.Div | None:
    """Return the state of the job and the button that starts, goes on with or cancels it.

    `standing` as `queries.jobs` returns it; addresses of its state, its start and its end. None
    where it is done.
    """
    state, start, cancel = addresses
    if standing.state == "done":
        return None
    if standing.state == "running":
        running: list[Any] = [
            html.P(t("The whole country is being worked out for {km} km.", km=t.number(km))),
            Element(
                "progress",
                None,
                {"max": max(standing.parts, 1), "value": standing.done}
                | aria(label=t("Textbooks worked out")),
            ),
            html.P(progress(standing, t), role="status", className="job-words"),
            _button(cancel, t("Cancel"), "btn-outline-secondary"),
        ]
        return html.Div(running, className="job", **data(job=state))
    words: list[Any] = [html.P(each) for each in _sentences(standing, km, t)]
    if standing.is_waiting:
        words.append(
            html.P(t("Another one is running, and there is one at a time. Try again in a minute."))
        )
        return html.Div(words, className="job")
    return html.Div([*words, _button(start, _verb(standing, t), "btn-primary")], className="job")


def progress(standing: Any, t: Translator) -> str:
    """Return how far a job is; said to screen readers every now and then."""
    if standing.state == "done":
        return t("The whole country has been worked out.")
    return t(
        "{done} of {parts} textbooks worked out",
        done=t.number(standing.done),
        parts=t.number(standing.parts),
    )


def _sentences(standing: Any, km: int, t: Translator) -> list[str]:
    far = progress(standing, t)
    begun = {
        "interrupted": t(
            "It was interrupted, by a restart of the server for instance: {far}. What was worked "
            "out is kept.",
            far=far,
        ),
        "cancelled": t("It was cancelled: {far}. What was worked out is kept.", far=far),
        "failed": t(
            "Something went wrong on our side: {far}. It has been written to the log.", far=far
        ),
    }
    here = t("A region or a district is answered at once: choose one above.")
    if standing.state in begun:
        return [begun[standing.state], here]
    return [
        t(
            "The whole country takes up to a few minutes, so it is worked out on request, once for "
            "this release and {km} km. The result is kept.",
            km=t.number(km),
        ),
        here,
    ]


def _verb(standing: Any, t: Translator) -> str:
    if standing.state == "none":
        return t("Work out the whole country")
    return t("Go on") if standing.state in ("interrupted", "cancelled") else t("Try again")


def _button(address: str, words: str, look: str) -> html.Form:
    return html.Form(
        [forms.kept_token(), html.Button(words, type="submit", className=f"btn btn-sm {look}")],
        action=address,
        method="post",
    )
