"""How many copies are to be printed for the next school year, in words?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import key
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.shell import Control

SHOWN = 12
"""Titles that are drawn; the table holds all of them."""


def controls(reserves: tuple[int, ...], reserve: int, t: Translator) -> list[Control]:
    """Return the choice of the reserve; options and what is chosen, in percent."""
    options = [(str(n), t.percent(n / 100)) for n in reserves]
    return [Control("reserve", t("Reserve of copies"), options, str(reserve), section="need")]


def need(asked: Any, export: str, filters: Filters, t: Translator) -> Panel:
    """Return the copies to print; `asked` as `queries.textbooks.need` returns it.

    `export`: address of the order list as a file.
    """
    titles = asked.titles
    known = titles.assign(row=range(len(titles)))[titles["copies"].notna()]
    shown = known[known["high"] > 0].head(SHOWN)
    return Panel(
        key="need",
        title=t("How many copies are to be printed for {year}?", year=asked.next_year),
        finding=_finding(asked, known, t),
        body=_body(shown, export, t) if len(shown) else None,
        frame=titles,
        columns=columns(t),
        more=(Table(t("Wear of copies by age"), asked.wear, _wear_columns(t)),),
        source=_source(filters, t),
        demonstration=is_invented(titles),
        notes=_notes(asked, len(known), t),
    )


def _finding(asked: Any, known: pd.DataFrame, t: Translator) -> str:
    if asked.titles.empty:
        return t("There is no forecast: pupils of two school years in a row are not reported here.")
    if known.empty:
        return t("There is no forecast: no school has counted its books in the last 12 months.")
    copies, low, high = (round(known[case].sum()) for case in ("copies", "low", "high"))
    words = t(
        "{n} copies are to be printed for {year}, at least {low} and at most {high}; the pupils "
        "need {needed} with the reserve of {reserve}.",
        n=t.number(copies),
        year=asked.next_year,
        low=t.number(low),
        high=t.number(high),
        needed=t.number(round(known["needed"].sum())),
        reserve=t.percent(asked.reserve / 100),
    )
    return f"{words} {cost(known, t)}".strip()


def cost(titles: pd.DataFrame, t: Translator) -> str:
    """Return what the copies would cost at the newest prices; empty where none is known."""
    priced = titles[titles["price"].notna() & (titles["copies"] > 0)]
    if priced.empty:
        return ""
    return t(
        "At the newest prices that is {millions} million KGS for the {n} of {total} titles whose "
        "price is known.",
        millions=t.number((priced["price"] * priced["copies"].round()).sum() / 1e6, 1),
        n=t.number(len(priced)),
        total=t.number(int((titles["copies"] > 0).sum())),
    )


def _body(shown: pd.DataFrame, export: str, t: Translator) -> list[Any]:
    most = float(shown["high"].max())
    rows = [
        Row(
            name=row["title_name"],
            share=row["high"] / most,
            look="range",
            more=((row["copies"] / most, "actual"), (row["low"] / most, "least")),
            words=t(
                "{n} ({low} to {high})",
                n=t.number(round(row["copies"])),
                low=t.number(round(row["low"])),
                high=t.number(round(row["high"])),
            ),
            row=row["row"],
        )
        for row in shown.to_dict("records")
    ]
    return [
        key(("least", t("at least")), ("actual", t("expected")), ("range", t("at most"))),
        share_rows(rows, "1.12"),
        html.P(html.A(t("Order list as a file (CSV)"), href=export), className="hint"),
    ]


def columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the order list."""

    def copies(value: float) -> str:
        return t("not known") if is_missing(value) else t.number(round(value))

    def price(value: float) -> str:
        return t("not known") if is_missing(value) else t.number(value, 2)

    return (
        Column("title", t("Title code")),
        Column("title_name", t("Title")),
        Column("subject_name", t("Subject")),
        Column("grade", t("Grade"), t.number, True),
        Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
        Column("standard", t("Standard"), lambda code: t(labels.STANDARD[code])),
        Column("pupils", t("Pupils expected"), copies, True),
        Column("needed", t("Copies needed with the reserve"), copies, True),
        Column("lasting", t("Copies that will last"), copies, True),
        Column("unknown", t("Needed where nobody counted"), copies, True),
        Column("coming", t("Ordered, not yet received"), copies, True),
        Column("copies", t("Copies to print"), copies, True),
        Column("low", t("At least"), copies, True),
        Column("high", t("At most"), copies, True),
        Column("price", t("Price of a copy, KGS"), price, True),
    )


def _wear_columns(t: Translator) -> tuple[Column, ...]:
    def share(value: float) -> str:
        return t("not known") if is_missing(value) else t.percent(value, 1)

    return (
        Column("age", t("Years in use"), t.number, True),
        Column("total", t("Copies counted"), t.number, True),
        Column("unusable", t("Worn or lost"), share, True),
        Column("yearly", t("Usable copies that a year takes"), share, True),
    )


def _source(filters: Filters, t: Translator) -> str:
    return t("enrolment and stock counts, as known on {date}", date=t.date(filters.quarter))


def _notes(asked: Any, known: int, t: Translator) -> tuple[str, ...]:
    unknown = len(asked.titles) - known
    notes = [
        t(
            "House rule: the pupils of a grade are those of the grade before, times the change of "
            "last year; usable copies less a year of wear are set against them school by school."
        ),
        t(
            "At least and at most: the change of pupils as far apart as the regions are, and wear "
            "as counted or evenly over the life of a title; schools that did not count lack what "
            "the others lack, nothing, or everything."
        ),
    ]
    if asked.titles["coming"].notna().any():
        notes.append(t("Copies ordered and not yet received are taken off."))
    else:
        notes.append(t("Copies on their way are taken off for the whole country only."))
    if unknown:
        notes.append(t("Titles of which nothing can be said: {n}.", n=t.number(unknown)))
    return tuple(notes)


def cohorts(asked: Any, filters: Filters, t: Translator) -> Panel:
    """Return how many pupils each grade will have; `asked` as above."""
    pupils = asked.pupils
    most = float(pupils[["now", "high"]].max().max()) if len(pupils) else 0.0
    rows = [
        Row(
            name=t(
                "Grade {grade}, {language}",
                grade=t.number(row["grade"]),
                language=t(labels.LANGUAGE[row["language"]]),
            ),
            share=row["next"] / most,
            words=t("{next}, now {now}", next=_pupils(row["next"], t), now=_pupils(row["now"], t)),
            more=((row["now"] / most, "least"),),
        )
        for row in pupils.to_dict("records")
    ]

    def number(value: float) -> str:
        return _pupils(value, t)

    return Panel(
        key="cohorts",
        title=t("How many pupils will there be?"),
        finding=_pupils_finding(asked, t),
        body=[
            key(
                ("least", t("pupils in {year}", year=asked.year)),
                ("actual", t("expected in {year}", year=asked.next_year)),
            ),
            share_rows(rows, "1.4"),
        ]
        if rows
        else None,
        frame=pupils,
        columns=(
            Column("grade", t("Grade"), t.number, True),
            Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
            Column("now", t("Pupils in {year}", year=asked.year), number, True),
            Column("next", t("Expected in {year}", year=asked.next_year), number, True),
            Column("low", t("At least"), number, True),
            Column("high", t("At most"), number, True),
        ),
        source=t("enrolment of schools, {year}", year=asked.year),
        demonstration=is_invented(asked.titles),
    )


def _pupils(value: float, t: Translator) -> str:
    return t("not known") if is_missing(value) else t.number(round(value))


def _pupils_finding(asked: Any, t: Translator) -> str:
    pupils = asked.pupils
    if pupils.empty:
        return t("There is no forecast: pupils of two school years in a row are not reported here.")
    coming = {"next": _pupils(pupils["next"].sum(), t), "year": asked.next_year}
    if pupils["now"].isna().any():
        return t("Grades 7 to 9 will have {next} pupils in {year}.", **coming)
    return t(
        "Grades 7 to 9 will have {next} pupils in {year}; in {before} they have {now}.",
        before=asked.year,
        now=_pupils(pupils["now"].sum(), t),
        **coming,
    )


def sheet_head(asked: Any, release: str, filters: Filters, t: Translator) -> list[str]:
    """Return the first line of the list as a file: source, release, quarter, demonstration."""
    return [
        t("How many copies are to be printed for {year}?", year=asked.next_year),
        t("Source: {source}", source=_source(filters, t)),
        release,
        t("Reserve of copies") + ": " + t.percent(asked.reserve / 100),
        t("Demonstration data") if is_invented(asked.titles) else "",
    ]
