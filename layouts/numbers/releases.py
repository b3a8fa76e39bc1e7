"""Which releases are there, and what changed between two of them?"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dash import html

from layouts import labels
from layouts.components.status_mark import status_sign
from layouts.i18n import N_, Translator, is_missing
from layouts.numbers.figure import exact
from layouts.numbers.words import table
from layouts.panel import Panel, demonstration_mark
from layouts.results.words import MEANING
from layouts.shell import Control

ROWS = {
    "new": N_("new: {n}"),
    "corrected": N_("corrected: {n}"),
    "withdrawn": N_("taken back: {n}"),
    "counted_now": N_("known before, counted only now: {n}"),
    "counted_then": N_("still known, counted only then: {n}"),
}
"""How rows behind a figure can differ between two releases, in words."""


def beside_control(options: Sequence[tuple[str, str]], chosen: str, t: Translator) -> Control:
    """Return the choice of the release with which another one is compared."""
    return Control("beside", t("Compared with"), options, chosen)


def listed(
    releases: Sequence[Any],
    day: Callable[[Any], date],
    address: Callable[[int], str],
    manifest: Callable[[int], str],
    t: Translator,
) -> Panel:
    """Return every release, the newest first; `day`: moment -> day, `address`: its comparison."""
    before = {each.number + 1: each.content_hash for each in releases}
    heads = (
        (t("Release"), False),
        (t("Data to"), False),
        (t("Published on"), False),
        (t("Published by"), False),
        (t("Note"), False),
        (t("Rows corrected"), True),
        (t("Fingerprint"), False),
        (t("Chained to"), False),
        (t("Manifest"), False),
    )
    rows = [
        (
            html.A(t("No. {number}", number=t.number(each.number)), href=address(each.number)),
            t.day(each.as_of),
            t.day(day(each.published_at)),
            each.published_by,
            each.note or "–",
            t.number(each.corrected_count),
            html.Code(each.content_hash[:12], title=each.content_hash),
            html.Code(before[each.number][:12]) if each.number in before else "–",
            html.A(t("Manifest"), href=manifest(each.number)),
        )
        for each in releases
    ]
    title = t("Every release")
    return Panel(
        key="releases",
        title=title,
        finding=t.plural(
            "{n} release; a published one never changes.",
            "{n} releases; a published one never changes.",
            len(releases),
        ),
        body=table(title, heads, rows),
        notes=(
            t(
                "A fingerprint is the SHA-256 over all figures of a release and the fingerprint of "
                "the release before it; the manifest names every file with its own SHA-256."
            ),
        ),
    )


def changes(
    found: Sequence[Any],
    names: tuple[str, str],
    number: Callable[[Any], str],
    redefined: Sequence[str],
    t: Translator,
) -> Panel:
    """Return what changed between two releases; `found` as `release_changes.changes` returns it.

    `names`: the earlier and the later in words; `number`: row of the later -> its passport;
    `redefined`: codes that mean something else, those of indicators left out.
    """
    flipped = sum(each.is_flipped for each in found)
    finding = t(
        "{moved}, {flipped}.",
        moved=t.plural("{n} figure moved", "{n} figures moved", len(found)),
        flipped=t.plural("{n} changed its status", "{n} changed their status", flipped),
    )
    heads = (
        (t("Indicator"), False),
        (t("Was"), True),
        (t("Is"), True),
        (t("Change"), True),
        (t("of it: earlier quarter restated"), True),
        (t("of it: between the quarters"), True),
        (t("of it: by the numerator"), True),
        (t("of it: by the denominator"), True),
        (t("Definition"), False),
    )
    title = t("What changed: {before} → {after}", before=names[0], after=names[1])
    rows = [_line(each, number, t) for each in found]
    notes = [
        t(
            "Change = earlier quarter restated + between the quarters: the first is what the later "
            "release says otherwise of the quarter of the earlier one, the second is what it adds "
            "from there to its own quarter."
        ),
        t(
            "Of a ratio also: change = by the numerator (over the earlier denominator) + by the "
            "denominator (under the later numerator)."
        ),
        t(
            "Which rows are new, corrected or taken back stands in the passport of each figure. "
            "Moves of a few people are not told apart."
        ),
    ]
    if redefined:
        notes.append(t("Also defined otherwise: {codes}.", codes=", ".join(redefined)))
    return Panel(
        key="release-changes",
        title=title,
        finding=finding if found else t("No figure of the country differs."),
        body=table(title, heads, rows) if rows else html.Div(),
        demonstration=any(each.demonstration for each in found),
        notes=tuple(html.Span(f"{note} ") for note in notes),
    )


def _line(each: Any, number: Callable[[Any], str], t: Translator) -> Sequence[Any]:
    unit = each.after["unit"]

    def state(row: Any) -> list[Any]:
        value = _told(row, unit, t)
        parts = [n for n in (row["numerator"], row["denominator"]) if not is_missing(n)]
        of = " ÷ ".join(t.number(n) for n in parts) if len(parts) == 2 else ""
        mark = [status_sign(row["status"], t), " "] if each.is_flipped else []
        return [*mark, value, *([html.Small(f" {of}")] if of else [])]

    def moved(value: float) -> str:
        return labels.change(value, unit, t) or "–"

    mark = [" ", demonstration_mark(t)] if each.demonstration else []
    name = f"{each.after['indicator']} · {each.after['indicator_name']}"
    return (
        [html.A(name, href=number(each.after)), *mark],
        state(each.before),
        state(each.after),
        moved(each.change),
        moved(each.restated),
        moved(each.moved),
        moved(each.by_numerator),
        moved(each.by_denominator),
        ", ".join(t(MEANING[name]) for name in each.meaning) or t("the same"),
    )


def one(before: Any, after: Any, rows: Any, names: tuple[str, str], t: Translator) -> Panel:
    """Return how the rows behind one figure differ between two releases; `rows` as
    `release_changes.rows` returns it, `names`: the earlier and the later in words."""
    unit = after["unit"]
    told = []
    if rows is not None:
        told = [
            t(words, n=t.number(getattr(rows, name)))
            for name, words in ROWS.items()
            if getattr(rows, name)
        ] or [t("the same rows")]
    return Panel(
        key="number-changed",
        title=t("What changed: {before} → {after}", before=names[0], after=names[1]),
        finding=f"{_told(before, unit, t)} → {_told(after, unit, t)}",
        body=html.Ul([html.Li(each) for each in told], className="result-list"),
        notes=(
            t("Rows of people are not counted here.")
            if rows is None
            else t("Rows are counted, not weighed: what one row moves depends on the others."),
        ),
    )


def _told(row: Any, unit: str, t: Translator) -> str:
    return t("not told apart") if row["hidden"] else exact(row["value"], unit, t)
