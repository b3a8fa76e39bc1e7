"""What happens when an address changes, and when a reader chooses something?"""

from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from sqlalchemy import Engine

from dashboard.access import Reader
from dashboard.page import Answer, NoAnswer, answer
from dashboard.pages import page_at
from dashboard.urls import read_query
from layouts import shell, trouble
from layouts.i18n import Translator
from layouts.markup import markup

SLOTS = Output({"panel": ALL}, "data-markup")
FIGURES = Output({"figure": ALL}, "figure")
CHOICES = Output({"control": ALL}, "options")
CHOSEN = Output({"control": ALL}, "value")


def register(app: Dash, engine: Engine) -> None:
    """Register the callbacks that all pages share."""

    @app.callback(
        SLOTS,
        FIGURES,
        CHOICES,
        CHOSEN,
        Input("address", "search"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def answer_question(search, path):
        return place(answer_or_notice(search, path, engine), ctx.outputs_list)

    app.clientside_callback(
        ClientsideFunction("address", "merge"),
        Output("address", "search"),
        Input({"figure": ALL}, "clickData"),
        prevent_initial_call=True,
    )


def answer_or_notice(search: Any, path: Any, engine: Engine) -> Answer:
    """Return the answer to an address, or one that only says in words why there is none."""
    question = read_query(search if isinstance(search, str) else "")
    t = Translator(question.filters.lang)
    page = page_at(path if isinstance(path, str) else None)
    try:
        if page is None:
            raise NoAnswer("failure")
        return answer(page, question, engine, Reader())
    except NoAnswer as error:
        if error.missing:
            words = trouble.missing_notice(error.missing.kind, error.missing.code, t)
        else:
            words = trouble.notice(error.code, t)
        return Answer({"notices": markup(words)}, {}, {})


def place(answered: Answer, places: list[list[dict]]) -> list[list[Any]]:
    """Return the answer in the order in which the standing page has its places."""
    slots, figures, controls, _ = (
        [next(iter(output["id"].values())) for output in group] for group in places
    )
    choices = [answered.controls.get(name) for name in controls]
    return [
        [answered.slots.get(name, no_update) for name in slots],
        [answered.figures.get(name, no_update) for name in figures],
        [shell.options(control) if control else no_update for control in choices],
        [control.value if control else no_update for control in choices],
    ]
