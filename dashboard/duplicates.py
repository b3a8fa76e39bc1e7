"""Where are codes looked at that may stand twice, and what they are proposed?"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Flask, redirect, request
from sqlalchemy import Connection, Engine

from dashboard import asked, urls
from dashboard.access import HANDLE_DATA, Permission, Reader, may
from dashboard.account_pages import show
from dashboard.areas import PLACES
from dashboard.login import came_from, check_csrf, csrf_field, require
from dashboard.page import troubles_named
from dashboard.visit import quarter_end
from data_access import database, ledger
from data_access.changes.twin_decisions import Decision, Undecidable
from data_access.changes.twin_proposals import propose
from data_access.filters import Filters
from data_access.queries import twins
from data_access.summaries.summary import WORKING
from data_access.twin_kinds import TWIN_KINDS, Pair, TwinKind
from layouts import duplicates as words
from layouts.duplicates import Typed, Ways
from layouts.i18n import Translator

STYLES = ("css/intake.css", "css/duplicates.css")
ON_A_PAGE = 20
"""Pairs, and decisions."""


def install(server: Flask, engine: Engine, draw: Callable[[], str]) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""

    def page(kind: TwinKind, t: Translator, status: int = 200, typed: Typed | None = None) -> str:
        reader = require(*HANDLE_DATA)
        with troubles_named(), database.reading(engine) as db:
            pairs, decided = twins.pairs(db, kind, now(t.lang)), twins.decided(db, kind)
            first, first_decided = (_first(name) for name in ("from", "decided"))
            shown = _with_typed(pairs[first : first + ON_A_PAGE], pairs, typed)
            codes = sorted({code for pair in shown for code in pair})
            body = words.page(
                kind.name,
                len(pairs),
                shown,
                twins.waiting(db, kind),
                len(decided),
                decided[first_decided : first_decided + ON_A_PAGE],
                twins.described(db, kind, codes, t.lang),
                typed,
                _ways(kind, reader, len(pairs), len(decided), t),
                t,
            )
        return show(draw, body, t("Probable duplicates"), _path(kind), t, status, styles=STYLES)

    @server.get(f"{urls.DUPLICATES}/<any(persons, schools):name>")
    def duplicates_page(name: str):
        return page(TWIN_KINDS[name], asked.translator())

    @server.post(f"{urls.DUPLICATES}/<any(persons, schools):name>")
    def propose_decision(name: str):
        by = require(Permission.SUBMIT_DATA).name
        check_csrf()
        t, kind = asked.translator(), TWIN_KINDS[name]
        typed, decision = request.form, decided(kind, request.form)
        pair = (typed.get("code", ""), typed.get("other", ""))
        if decision is None:
            return page(kind, t, 400, Typed(pair, typed, "no_choice"))
        with troubles_named():
            try:
                made = propose(engine, decision, by=by, where=came_from(), places=PLACES)
            except Undecidable as refused:
                return page(kind, t, 409, Typed(pair, typed, refused.code))
        if isinstance(made, int):
            return redirect(f"{_here(kind, t)}#{'-'.join(decision.pair)}", 303)
        return page(kind, t, 409, Typed(pair, typed, "", made.problems))


def now(lang: str) -> Filters:
    """Return the question about what is known today, published or not."""
    return Filters(release=WORKING, period=quarter_end(ledger.today()), lang=lang)


def decided(kind: TwinKind, typed: Mapping[str, str]) -> Decision | None:
    """Return what was chosen in a form or command: `code`, `other`, `decision` (`same CODE`, apart
    or open), `reason` and `closed_on`; None where the choice makes no sense."""
    after, _, stays = typed.get("decision", "").partition(" ")
    if after not in ("same", "apart", "open"):
        return None
    codes = sorted((typed.get("code", ""), typed.get("other", "")))
    return Decision(
        kind,
        (codes[0], codes[1]),
        after,
        typed.get("reason", "").strip()[:300],
        stays if after == "same" else "",
        asked.day(typed.get("closed_on", "")) if after == "same" else None,
    )


def _with_typed(shown: Sequence[Pair], pairs: Sequence[Pair], typed: Typed | None) -> list[Pair]:
    """Return the pairs of a page, in front of them the one that somebody has typed something
    about."""
    is_elsewhere = typed and typed.pair in pairs and typed.pair not in shown
    return [*([typed.pair] if typed and is_elsewhere else []), *shown]


def _first(name: str) -> int:
    text = request.args.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _path(kind: TwinKind) -> str:
    return f"{urls.DUPLICATES}/{kind.name}"


def _here(kind: TwinKind, t: Translator) -> str:
    """Return the address of the same pairs and decisions."""
    places = {name: _first(name) for name in ("from", "decided") if _first(name)}
    return f"{_path(kind)}?{urlencode({**places, 'lang': t.lang})}"


def _ways(kind: TwinKind, reader: Reader, total: int, decided: int, t: Translator) -> Ways:
    query = f"?lang={t.lang}"
    return Ways(
        back=urls.DATA + query,
        kinds=[(name, f"{_path(each)}{query}") for name, each in TWIN_KINDS.items()],
        propose=_here(kind, t),
        token=csrf_field(t) if may(reader, Permission.SUBMIT_DATA) else None,
        submission=urls.DATA,
        query=query,
        pages=_further("from", kind, total, t),
        decided_pages=_further("decided", kind, decided, t),
    )


def _further(name: str, kind: TwinKind, total: int, t: Translator) -> list[tuple[str, str]]:
    at = _first(name)
    places = [
        (at - ON_A_PAGE, t("Previous"), at > 0),
        (at + ON_A_PAGE, t("Next"), at + ON_A_PAGE < total),
    ]
    return [
        (f"{_path(kind)}?{urlencode({name: max(to, 0), 'lang': t.lang})}", label)
        for to, label, is_there in places
        if is_there
    ]


def proposal(db: Connection, submission: int, t: Translator) -> Any:
    """Return what a submission proposes about two codes, None where it does not."""
    row = twins.proposal(db, submission)
    if row is None:
        return None
    about = twins.described(db, TWIN_KINDS[row.kind], (row.code, row.other), t.lang)
    return words.proposal(row, about, t) if len(about) == 2 else None


def open_counts(db: Connection, lang: str) -> list[tuple[str, int]]:
    """Return kind of codes -> how many pairs are undecided."""
    return [(name, len(twins.pairs(db, kind, now(lang)))) for name, kind in TWIN_KINDS.items()]
