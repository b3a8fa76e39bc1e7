"""Where would the next course places close most of the gap, in words?"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column, Table
from layouts.components.dumbbell import dumbbell, key
from layouts.few import counted
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel
from layouts.shell import ALL, Control
from layouts.training.forecast import open_registers, registers_note

SHOWN = 12
"""Rows of the list that are drawn; the table holds all of them."""


def controls(
    subjects: Sequence[tuple[str, str]],
    subject: str | None,
    places: tuple[tuple[int, int], int],
    floors: tuple[tuple[int, int], int],
    t: Translator,
) -> list[Control]:
    """Return the choices of subject, places and floor; of numbers the bounds and what is chosen."""
    return [
        Control(
            "subject",
            t("Subject of the courses"),
            [(ALL, t("All subjects")), *subjects],
            subject or ALL,
            section="places",
        ),
        Control(
            "places",
            t("Course places"),
            [],
            str(places[1]),
            bounds=places[0],
            section="places",
        ),
        Control(
            "floor",
            t("Floor for districts, percent of the country (0: no floor)"),
            [],
            str(floors[1]),
            bounds=floors[0],
            section="places",
        ),
    ]


def panel(asked: Any, group: int, export: str, filters: Filters, t: Translator) -> Panel:
    """Return the panel; `asked` as `queries.training.places` returns it.

    `group` is the size of a course group, `export` the address of the list as a file.
    """
    return Panel(
        key="places",
        title=t("Where would {n} course places close most of the gap?", n=t.number(asked.places)),
        finding=_finding(asked, t),
        body=_body(asked, group, export, t) if len(asked.districts) else None,
        frame=asked.cells,
        columns=columns(t),
        more=_more(asked, t),
        source=_source(asked, filters, t),
        demonstration=asked.demonstration,
        notes=_notes(asked, t),
    )


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list."""
    people, yes_no = partial(counted, t=t), partial(labels.yes_no, t=t)
    return (
        Column("district_name", t("District")),
        Column("subject_name", t("Subject")),
        Column("groups", t("Groups"), t.number, True),
        Column("people", t("People"), people, True),
        Column("gap", t("Not trained yet"), people, True),
        Column("eligible", t("Eligible teachers"), people, True),
        Column("before", t("Coverage before"), t.percent, True),
        Column("after", t("Coverage after"), t.percent, True),
        Column("estimated", t("Estimated"), yes_no),
        Column("is_open", t("Register not closed"), yes_no),
    )


def district_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the districts."""
    return tuple(column for column in columns(t) if column.name != "subject_name")


def _finding(asked: Any, t: Translator) -> str:
    if asked.districts.empty:
        return t("Places cannot be given: the number of eligible teachers is not known here.")
    if asked.gap == 0:
        if asked.estimated:
            return t("What is published tells of no gap here; small numbers are not told apart.")
        return t("No gap is left: every eligible teacher is trained.")
    reached = t.plural("{n} teacher", "{n} teachers", asked.people)
    groups = t.plural("{n} group", "{n} groups", asked.groups)
    return t(
        "{share} of the gap would be closed: {people} of {gap} not trained yet, in {groups}.",
        share=_about(t.percent(asked.people / asked.gap, 1), asked.estimated),
        people=_about(reached, bool(asked.cells["estimated"].any())),
        gap=_about(t.number(asked.gap), asked.estimated),
        groups=groups,
    )


def _about(words: str, is_estimated: bool) -> str:
    return f"≈ {words}" if is_estimated else words


def _body(asked: Any, group: int, export: str, t: Translator) -> list[Any]:
    rest = len(asked.cells) - SHOWN
    more = t.plural(
        "and {n} more row in the table and in the file",
        "and {n} more rows in the table and in the file",
        rest,
    )
    return [
        html.P(_rule(group, t), className="places-rule"),
        html.P(_floor(asked, t), className="places-floor"),
        key(t("Coverage before"), t("Coverage after")),
        html.Ol(
            [_row(row, t) for row in asked.cells.head(SHOWN).to_dict("records")],
            className="placements",
        ),
        html.P(more, className="places-more") if rest > 0 else None,
        html.P(" ".join([_left_out(asked, t), *_not_taken(asked, group, t)])),
        html.P(html.A(t("Download the list (CSV)"), href=export, download=""))
        if len(asked.cells)
        else None,
    ]  # fmt: skip


def _rule(group: int, t: Translator) -> str:
    return t(
        "Rule: places are given in whole groups of {group} to districts and subjects, never to "
        "more people than are left to be trained, so that most people are reached; of equal "
        "choices, where coverage is lower.",
        group=t.number(group),
    )


def _floor(asked: Any, t: Translator) -> str:
    if not asked.floor:
        return t("No floor is set: a district may stay behind.")
    share = t.percent(asked.floor / 100)
    if asked.kept_floor == asked.floor:
        return t(
            "Floor: no district stays below {share} of the coverage of the country, that is "
            "below {coverage}. {price}",
            share=share,
            coverage=t.percent(asked.floor_coverage, 1),
            price=_price(asked, t),
        )
    short = t(
        "The floor of {share} needs at least {needed} places, {n} more than there are.",
        share=share,
        needed=t.number(asked.floor_places),
        n=t.number(asked.floor_places - asked.places),
    )
    if not asked.kept_floor:
        return (
            short
            + " "
            + t("Even {share} cannot be kept, so the list keeps none.", share=t.percent(0.01))
        )
    return (
        short
        + " "
        + t(
            "The list keeps the highest one possible, {share}: no district below {coverage}. "
            "{price}",
            share=t.percent(asked.kept_floor / 100),
            coverage=t.percent(asked.floor_coverage, 1),
            price=_price(asked, t),
        )
    )


def _price(asked: Any, t: Translator) -> str:
    if not asked.price:
        return t("It costs nothing: without it no more people would be reached.")
    return t.plural(
        "It costs {n} person who would be reached without it.",
        "It costs {n} people who would be reached without it.",
        asked.price,
    )


def _left_out(asked: Any, t: Translator) -> str:
    left = asked.districts[(asked.districts["groups"] == 0) & (asked.districts["gap"] > 0)]
    if left.empty:
        return t("No district with a gap is without a place.")
    return t.plural(
        "Left out: {n} district without a place; its gap: {gap} teachers.",
        "Left out: {n} districts without a place; their gap: {gap} teachers.",
        len(left),
        gap=_about(t.number(int(left["gap"].sum())), bool(left["estimated"].any())),
    )


def _not_taken(asked: Any, group: int, t: Translator) -> list[str]:
    """Return why fewer people are reached than there are places, or than have a gap."""
    words = []
    taken, rest = asked.groups * group, asked.gap - asked.people
    if asked.gap == 0:
        return words
    if rest:
        n = t.number(rest)
        words.append(t("Not trained after these courses: {n}.", n=_about(n, asked.estimated)))
    if taken > asked.people:
        words.append(
            t.plural(
                "{n} seat stays empty, since not all groups are full.",
                "{n} seats stay empty, since not all groups are full.",
                taken - asked.people,
            )
        )
    if asked.places > taken:
        why = t("too few for a group") if rest else t("nobody else is left to be trained")
        words.append(
            t.plural(
                "{n} place is left over: {why}.",
                "{n} places are left over: {why}.",
                asked.places - taken,
                why=why,
            )
        )
    return words


def _row(row: dict[Any, Any], t: Translator) -> html.Li:
    people = t("{n} people", n=counted(row["people"], t))
    groups = t.plural("{n} group", "{n} groups", row["groups"])
    about = [row["subject_name"], *([t("register not closed")] if row["is_open"] else [])]
    return html.Li(
        [
            html.Span(
                [html.Strong(row["district_name"]), html.Span(" · ".join(about))],
                className="placement-name",
            ),
            html.Span(f"{people}, {groups}", className="placement-people"),
            _dumbbell(row, t),
        ]
    )


def _dumbbell(row: dict[Any, Any], t: Translator) -> html.Span:
    """Return a line from the coverage before to that after, in words too."""
    words = t(
        N_("≈ {before} → {after} of {n}") if row["estimated"] else N_("{before} → {after} of {n}"),
        before=t.percent(row["before"]),
        after=t.percent(row["after"]),
        n=counted(row["eligible"], t),
    )
    label = t("Coverage: {words} eligible teachers", words=words)
    return dumbbell(row["before"], row["after"], label, words, is_estimated=row["estimated"])


def _more(asked: Any, t: Translator) -> tuple[Table, ...]:
    tables = [Table(t("Coverage of the districts"), asked.districts, district_columns(t))]
    if len(asked.unreported):
        tables.append(open_registers(asked.unreported, t))
    if len(asked.unknown):
        title = t("Districts without a number of eligible teachers")
        tables.append(Table(title, asked.unknown, (Column("district_name", t("District")),)))
    return tuple(tables)


def _source(asked: Any, filters: Filters, t: Translator) -> str:
    register = t("training register, {quarter}", quarter=t.quarter(filters.quarter))
    if is_missing(asked.eligible_on):
        return register
    return t(
        "{register}; eligible teachers, {quarter}",
        register=register,
        quarter=t.quarter(asked.eligible_on),
    )


def _notes(asked: Any, t: Translator) -> tuple[str, ...]:
    notes = [
        t(
            "Linear programme in whole groups, solved by HiGHS: no other plan within the rule "
            "reaches more people."
        )
    ]
    if len(asked.unreported):
        total = len(asked.districts) + len(asked.unknown)
        notes.append(registers_note(asked.unreported, total, t))
    if len(asked.unknown):
        notes.append(
            t(
                "No number of eligible teachers, and so no places: {n} of {total} districts.",
                n=t.number(len(asked.unknown)),
                total=t.number(len(asked.districts) + len(asked.unknown)),
            )
        )
    if asked.districts["estimated"].any():
        notes.append(
            t(
                "≈: few people are trained or left, or others could be worked out; who is trained "
                "and who is eligible is estimated from what is published of the district or region."
            )
        )
    return tuple(notes)


def sheet_head(
    asked: Any, group: int, release: str, filters: Filters, t: Translator
) -> list[list[str]]:
    """Return the first lines of the list as a file: what it is, what it was asked for, and what it
    found."""
    found = [_finding(asked, t)]
    if len(asked.districts):
        rest = (_left_out(asked, t), *_not_taken(asked, group, t))
        found += [_floor(asked, t), _rule(group, t), *rest]
    return [
        [
            t("Source: {source}", source=_source(asked, filters, t)),
            release,
            t.quarter(filters.quarter),
            t("Demonstration data") if asked.demonstration else "",
        ],
        [
            t("{words}: {n}", words=t("Course places"), n=t.number(asked.places)),
            t("{words}: {n}", words=t("Subject"), n=asked.subject_name or t("All subjects")),
            *found,
        ],
        list(_notes(asked, t)),
    ]
