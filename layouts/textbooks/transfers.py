"""Which surplus copies would help a school nearby, in words, lists and lines?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.data_table import Column, Table
from layouts.components.dumbbell import dumbbell, key
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel
from layouts.shell import Control

SHOWN, IN_TABLE = 10, 300
"""Trips that are drawn, and transfers that stand in the table; the file holds all of them."""
DISTRICTS, TITLES = 12, 5
"""Districts and textbooks that are drawn; the table holds all of them."""

REASON = {
    "far": N_("No school within {km} km has a surplus"),
    "used": N_("The surplus within {km} km is used up"),
    "nobody": N_("No school of the area has a surplus of the textbook"),
    "unplaced": N_("The position of the school is not known"),
}
"""Why a school stays short."""


@dataclass(frozen=True)
class Links:
    """Where the list is found as a file and as sheets to sign."""

    file: str
    sheets: str


def controls(options: Sequence[int], km: int, t: Translator) -> list[Control]:
    """Return the choice of the limit on distance."""
    choices = [(str(n), t("{n} km", n=t.number(n))) for n in options]
    return [
        Control("km", t("Longest transfer of books"), choices, str(km), section="transfers"),
    ]


def panels(
    found: Any, km: int, job: Any, links: Links, filters: Filters, t: Translator
) -> list[Panel]:
    """Return the panels of the section.

    `found` as `queries.textbooks.transfers` returns it; `job`: the block that says how far the
    whole country is, None where the answer is there.
    """
    return [
        _transfers(found, km, job, links, filters, t),
        _effect(found, filters, t),
        _rest(found, km, filters, t),
    ]


def _transfers(
    found: Any, km: int, job: Any, links: Links, filters: Filters, t: Translator
) -> Panel:
    transfers: pd.DataFrame | None = found.transfers
    body: list[Any] = [html.P(rule(km, filters, t), className="hint"), job]
    if transfers is not None and len(transfers):
        body += [
            html.Ol(
                [_trip(rows, t) for _, rows in _first(transfers).groupby("trip")],
                className="transfers",
            ),
            _more(found, t),
            html.P(
                [
                    html.A(t("Download the list (CSV)"), href=links.file, download=""),
                    html.A(t("Lists to print and sign, by district"), href=links.sheets),
                ],
                className="transfer-links",
            ),
        ]
    return Panel(
        key="transfers",
        title=t("Which surplus copies would help a school nearby?"),
        finding=finding(found, km, t),
        body=body,
        frame=None if transfers is None else transfers.head(IN_TABLE),
        columns=columns(t),
        more=_left_out_tables(found, t),
        source=source(found, filters, t),
        demonstration=found.demonstration,
        notes=_notes(found, t),
    )


def finding(found: Any, km: int, t: Translator) -> str:
    """Return the answer in one sentence."""
    if not found.needed and not found.surplus:
        return t("Nothing can be matched: no count of textbooks in use is younger than a year.")
    if not found.short:
        return t("No copy is missing: every school that counted has what its pupils need.")
    short = labels.unit_words("copies", found.short, t)
    if found.transfers is None:
        return t(
            "Missing: {short}. Unused elsewhere: {surplus}. At most {most} of them are of the same "
            "textbook.",
            short=short,
            surplus=labels.unit_words("copies", found.surplus, t),
            most=t.number(found.most),
        )
    if not found.moved:
        return t(
            "None of the missing copies ({short}) can come from a school within {km} km.",
            short=short,
            km=t.number(km),
        )
    return t(
        "{share} of the missing copies could come from schools within {km} km: {moved} of {short}, "
        "in {trips}.",
        share=t.percent(found.moved / found.short),
        km=t.number(km),
        moved=t.number(found.moved),
        short=t.number(found.short),
        trips=t.plural(
            "{n} trip between two schools", "{n} trips between two schools", found.trips
        ),
    )


def rule(km: int, filters: Filters, t: Translator) -> str:
    """Return what every transfer obeys."""
    if filters.district:
        where = t(
            "All stay inside the district, so that its office can sign them alone; without a "
            "choice of district they reach other districts of the region."
        )
    elif filters.region:
        where = t("All stay inside the region.")
    else:
        where = t("They may cross the borders of districts and regions.")
    words = t(
        "Rule: a school keeps what its own pupils need and gets no more than it lacks, of the same "
        "textbook; at most {km} km as the crow flies; first as many copies as possible, then as "
        "few copy-kilometres as possible.",
        km=t.number(km),
    )
    return f"{words} {where}"


def _first(transfers: pd.DataFrame) -> pd.DataFrame:
    return transfers[transfers["trip"] <= SHOWN]


def _trip(rows: pd.DataFrame, t: Translator) -> html.Li:
    first = rows.iloc[0].to_dict()
    copies = labels.unit_words("copies", int(first["trip_copies"]), t)
    titles = [
        f"{name} – {t.number(n)}"
        for name, n in zip(rows["title_name"], rows["copies"], strict=True)
    ]
    way = [
        _school(first, "giver"),
        html.Span(" → ", **aria(hidden="true")),
        html.Span(t("gives to"), className="visually-hidden"),
        " ",
        _school(first, "taker"),
    ]
    many = [html.Strong(copies), f", {labels.kilometres(first['km'], t)}"]
    return html.Li(
        html.Div(
            [
                html.Span(way, className="transfer-way"),
                html.Span(many, className="transfer-copies"),
                html.Span("; ".join(titles), className="transfer-titles"),
            ],
            className="transfer",
        )
    )


def _school(row: dict[Any, Any], side: str) -> html.Span:
    return html.Span(
        [
            html.Strong(coded(row[f"{side}_name"], row[side])),
            html.Small(f", {row[f'{side}_district_name']}"),
        ]
    )


def coded(name: str, code: str) -> str:
    """Return the name of a school with its code: names are not unique in a district."""
    return name if code in name else f"{name} ({code})"


def _more(found: Any, t: Translator) -> html.P | None:
    many, rest = len(found.transfers), found.trips - SHOWN
    words = []
    if rest > 0:
        words.append(t.plural("and {n} more trip in the file", "and {n} more trips in the file",
                              rest))  # fmt: skip
    if many > IN_TABLE:
        words.append(t("the table holds the first {n} transfers", n=t.number(IN_TABLE)))
    return html.P("; ".join(words), className="hint") if words else None


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column("trip", t("Trip"), t.number, True),
        Column("giver_name", t("From school")),
        Column("giver_district_name", t("Its district")),
        Column("taker_name", t("To school")),
        Column("taker_district_name", t("Its district")),
        Column("title_name", t("Textbook")),
        Column("copies", t("Copies"), t.number, True),
        Column("km", t("Kilometres"), partial(t.number, decimals=1), True),
    )


def file_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list as a file: with codes, grade and language."""
    by_name = {column.name: column for column in columns(t)}
    return (
        by_name["trip"],
        Column("giver", t("From school, code")),
        by_name["giver_name"],
        by_name["giver_district_name"],
        Column("taker", t("To school, code")),
        by_name["taker_name"],
        by_name["taker_district_name"],
        Column("title", t("Textbook, code")),
        by_name["title_name"],
        Column("grade", t("Grade"), t.number, True),
        Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
        by_name["copies"],
        by_name["km"],
    )


def source(found: Any, filters: Filters, t: Translator) -> str:
    """Return where the figures are from: counts of these days, and the register of schools."""
    if found.first_on is None:
        return labels.register(filters, t)
    return t(
        "counts of textbooks, {first} – {last}; {register}",
        first=t.day(found.first_on),
        last=t.day(found.last_on),
        register=labels.register(filters, t),
    )


def _notes(found: Any, t: Translator) -> tuple[str, ...]:
    notes = [
        t(
            "Transport problem, solved by HiGHS: no other plan moves more copies, and none that "
            "moves as many needs fewer copy-kilometres. A trip has no price of its own: by "
            "textbook there are always fewer transfers than schools that take part."
        ),
        t("Roads are longer than the crow flies, in the mountains often several times."),
        t(
            "Newest counts of the release, whatever quarter is chosen; textbooks in use in {year}; "
            "one copy for each pupil of the grade and language in the school year of the count.",
            year=found.school_year,
        ),
    ]
    if found.expired:
        notes.append(
            t.plural(
                "{n} count is older than twelve months: it neither gives nor takes.",
                "{n} counts are older than twelve months: they neither give nor take.",
                found.expired,
            )
        )
    if found.unknown:
        notes.append(
            t.plural(
                "{n} count has no known number of pupils: it neither gives nor takes.",
                "{n} counts have no known number of pupils: they neither give nor take.",
                found.unknown,
            )
        )
    if len(found.unplaced):
        notes.append(
            t.plural(
                "{n} school without a position is left out ({short} missing, {surplus} unused).",
                "{n} schools without a position are left out ({short} missing, {surplus} unused).",
                len(found.unplaced),
                short=t.number(int(found.unplaced["short"].sum())),
                surplus=t.number(int(found.unplaced["surplus"].sum())),
            )
        )
    if len(found.left):
        notes.append(
            t.plural(
                "{n} closed school counted {copies} usable copies before it closed; where they are "
                "now has to be found out, so they are not given.",
                "{n} closed schools counted {copies} usable copies before they closed; where they "
                "are now has to be found out, so they are not given.",
                len(found.left),
                copies=t.number(int(found.left["usable"].sum())),
            )
        )
    return tuple(notes)


def _left_out_tables(found: Any, t: Translator) -> tuple[Table, ...]:
    names = (
        Column("school", t("Code")),
        Column("school_name", t("School")),
        Column("district_name", t("District")),
    )
    tables = (
        Table(
            t("Left out: schools without a position"),
            found.unplaced,
            (*names, Column("short", t("Missing copies"), t.number, True),
             Column("surplus", t("Unused copies"), t.number, True)),
        ),
        Table(
            t("Closed schools whose copies have to be found"),
            found.left,
            (*names, Column("usable", t("Usable copies counted"), t.number, True)),
        ),
    )  # fmt: skip
    return tuple(table for table in tables if len(table.frame))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _effect(found: Any, filters: Filters, t: Translator) -> Panel:
    before = _share(found.covered, found.needed)
    after = _share(found.covered + found.moved, found.needed)
    if not found.needed:
        words = t("Provision is not known: no count of textbooks in use is younger than a year.")
    elif found.transfers is None:
        words = t(
            "{before} of the copies needed are there. What transfers would change is known once "
            "the whole country is worked out.",
            before=t.percent(before, 1),
        )
    else:
        words = t(
            "Provision would go from {before} to {after}: {n} of {needed} copies needed would be "
            "there.",
            before=t.percent(before, 1),
            after=t.percent(after, 1),
            n=t.number(found.covered + found.moved),
            needed=t.number(found.needed),
        )
    shown = found.districts[found.districts["needed"] > 0].head(DISTRICTS)
    return Panel(
        key="transfers-effect",
        title=t("How would provision change?"),
        finding=words,
        body=[
            key(t("Provision before"), t("Provision after")),
            html.Ul([_district(row, t) for row in shown.to_dict("records")], className="effects"),
            _rest_of(len(found.districts), len(shown), t),
        ]
        if len(shown)
        else None,
        frame=found.districts,
        columns=_effect_columns(t),
        source=source(found, filters, t),
        demonstration=found.demonstration,
        notes=(
            t(
                "Provision: copies that are there ÷ copies needed, capped for each school and "
                "textbook; only schools whose counts take part."
            ),
        ),
    )


def _rest_of(many: int, shown: int, t: Translator) -> html.P | None:
    if many <= shown:
        return None
    words = t.plural("and {n} more district in the table", "and {n} more districts in the table",
                     many - shown)  # fmt: skip
    return html.P(words, className="hint")


def _district(row: dict[Any, Any], t: Translator) -> html.Li:
    before, after = row["before"], row["after"]
    if is_missing(after):
        words = t.percent(before)
    else:
        words = t("{before} → {after}", before=t.percent(before), after=t.percent(after))
    label = t("Provision: {words} of {n} copies needed", words=words, n=t.number(row["needed"]))
    return html.Li(
        [html.Span(row["district_name"], className="bar-name"),
         dumbbell(before, after, label, words)]
    )  # fmt: skip


def _effect_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("district_name", t("District")),
        Column("needed", t("Copies needed"), t.number, True),
        Column("covered", t("There before"), t.number, True),
        Column("received", t("Received"), t.number, True),
        Column("given", t("Given"), t.number, True),
        Column("surplus", t("Unused before"), t.number, True),
        Column("before", t("Provision before"), t.percent, True),
        Column("after", t("Provision after"), t.percent, True),
    )


def _rest(found: Any, km: int, filters: Filters, t: Translator) -> Panel:
    return Panel(
        key="transfers-rest",
        title=t("What stays short, and why?"),
        finding=_rest_finding(found, km, t),
        body=_rest_body(found, km, t) if len(found.rest) else None,
        frame=found.rest,
        columns=_rest_columns(km, t),
        source=source(found, filters, t),
        demonstration=found.demonstration,
    )


def _rest_finding(found: Any, km: int, t: Translator) -> str:
    if not found.needed:
        return t("Not known: no count of textbooks in use is younger than a year.")
    if found.transfers is None:
        return t(
            "At least {n} stay missing: no school has them to spare. Where the others stay missing "
            "is known once the whole country is worked out.",
            n=labels.unit_words("copies", found.short - found.most, t),
        )
    if found.rest.empty:
        return t("Nothing stays short.")
    copies = {reason: int(found.rest[reason].sum()) for reason in REASON}
    most = max(copies, key=lambda reason: copies[reason])
    return t(
        "Still missing: {n}. Most often ({m}): {reason}.",
        n=labels.unit_words("copies", int(found.rest["copies"].sum()), t),
        m=t.number(copies[most]),
        reason=_lower(t(REASON[most], km=t.number(km))),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _rest_body(found: Any, km: int, t: Translator) -> list[Any]:
    whole = int(found.rest["copies"].sum())
    reasons = [(t(words, km=t.number(km)), int(found.rest[reason].sum()))
               for reason, words in REASON.items()]  # fmt: skip
    titles = found.rest.head(TITLES)
    return [
        _bars([each for each in reasons if each[1]], whole, t),
        html.H3(t("Textbooks that stay short most")),
        _bars(list(zip(titles["title_name"], titles["copies"], strict=True)), whole, t),
        html.P(
            t.plural("and {n} more textbook in the table", "and {n} more textbooks in the table",
                     len(found.rest) - TITLES),
            className="hint",
        )
        if len(found.rest) > TITLES
        else None,
    ]  # fmt: skip


def _bars(rows: Sequence[tuple[str, int]], whole: int, t: Translator) -> html.Ul:
    """Return bars of copies, all as parts of one whole."""
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(name, className="bar-name"),
                    html.Span(
                        html.Span(className="fill", style={"width": f"{100 * n / whole:.1f}%"}),
                        className="meter",
                        **aria(hidden="true"),
                    ),
                    html.Span(
                        f"{labels.unit_words('copies', int(n), t)}, {t.percent(n / whole)}",
                        className="bar-words",
                    ),
                ]
            )
            for name, n in rows
        ],
        className="bars",
    )


def _rest_columns(km: int, t: Translator) -> tuple[Column, ...]:
    return (
        Column("title_name", t("Textbook")),
        Column("copies", t("Missing copies"), t.number, True),
        *(
            Column(reason, t(words, km=t.number(km)), t.number, True)
            for reason, words in REASON.items()
        ),
    )


def sheet_head(found: Any, release: str, km: int, filters: Filters, t: Translator) -> list[str]:
    """Return the first line of the list as a file: source, release, limit, demonstration, and
    that it is not worked out where it is not."""
    return [
        t("Source: {source}", source=source(found, filters, t)),
        release,
        t("At most {km} km as the crow flies", km=t.number(km)),
        t("Demonstration data") if found.demonstration else "",
        t("The whole country has not been worked out yet.") if found.transfers is None else "",
    ]
