"""In which subjects and languages are textbooks missing?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import bar
from layouts.components.data_table import Column, Table
from layouts.components.number_link import cell_link
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented


def panel(
    frame: pd.DataFrame, titles: pd.DataFrame, provision: float, filters: Filters, t: Translator
) -> Panel:
    """Return the provision by subject and language.

    Frames as `shelves.by_subject` and `shelves.of_schools` return them; `provision` is that of all
    titles together, capped in each.
    """
    title = t("Textbooks")
    if titles.empty:
        return Panel("books", title, t("The school has not counted its textbooks."))
    return Panel(
        key="books",
        title=title,
        finding=_finding(frame, provision, t),
        body=_matrix(frame, t) if len(frame) else None,
        frame=frame,
        columns=(
            Column("subject_name", t("Subject")),
            Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
            *_counts(t),
            Column("provision_share", t("Provision"), t.percent, True),
        ),
        more=(Table(t("Textbooks by title"), titles, _of_titles(t)),),
        source=_source(titles, filters, t),
        demonstration=is_invented(titles),
        notes=_notes(titles, t),
    )


def _matrix(frame: pd.DataFrame, t: Translator) -> html.Table:
    languages = list(dict.fromkeys(frame["language"]))
    heads = [t("Subject"), *(t(labels.LANGUAGE[code]) for code in languages)]
    rows = [
        html.Tr(
            [
                html.Th(rows["subject_name"].iloc[0], scope="row"),
                *(_cell(rows[rows["language"] == code], t) for code in languages),
            ]
        )
        for _, rows in frame.assign(row=range(1, len(frame) + 1)).groupby("subject", sort=False)
    ]
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(words, scope="col") for words in heads])),
            html.Tbody(rows),
        ],
        className="ledger matrix",
    )


def _cell(rows: pd.DataFrame, t: Translator) -> html.Td:
    if rows.empty:
        return html.Td([html.Span(t("none")), bar(float("nan"), "")], className="empty")
    row = rows.iloc[0]
    if is_missing(row["provision_share"]):
        words = html.Span(t("pupils not known"))
        return html.Td([words, bar(float("nan"), "")], className="empty")
    count = f"{t.number(row['covered'])}/{t.number(row['needed'])}"
    share = html.Strong(cell_link(t.percent(row["provision_share"]), f"1.{row['row']}.10"))
    words = html.Span([share, html.Small(count)])
    return html.Td([words, bar(row["provision_share"], "progress")])


def _counts(t: Translator) -> tuple[Column, ...]:
    def copies(value: Any) -> str:
        return t("not known") if is_missing(value) else t.number(value)

    return (
        Column("needed", t("Copies needed"), copies, True),
        Column("usable", t("Usable copies"), t.number, True),
        Column("shortage", t("Missing copies"), copies, True),
        Column("surplus", t("Surplus copies"), copies, True),
        Column("worn", t("Worn copies"), t.number, True),
        Column("lost", t("Lost copies"), t.number, True),
        Column("counted_on", t("Counted on"), t.day),
    )


def _of_titles(t: Translator) -> tuple[Column, ...]:
    return (
        Column("title_name", t("Title")),
        Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
        Column("standard", t("Standard"), lambda code: t(labels.STANDARD[code])),
        *_counts(t),
    )


def _source(titles: pd.DataFrame, filters: Filters, t: Translator) -> str:
    used = titles[titles["in_use"]] if titles["in_use"].any() else titles
    first, last = used["counted_on"].min(), used["counted_on"].max()
    days = t.day(last) if first == last else f"{t.day(first)}–{t.day(last)}"
    return t("stock count, {days}, {release}", days=days, release=labels.as_stated(filters, t))


def _notes(titles: pd.DataFrame, t: Translator) -> tuple[str, ...]:
    capped = t("Usable ÷ needed copies; a surplus of one title does not fill another.")
    if not (titles["is_old"] & titles["in_use"]).any():
        return (capped,)
    old = t("Counts older than twelve months are left out of the figures of the district.")
    return capped, old


def _finding(frame: pd.DataFrame, provision: float, t: Translator) -> str:
    known = frame[frame["provision_share"].notna()].sort_values("provision_share", kind="stable")
    if known.empty:
        is_unknown = bool(frame["needed"].isna().any())
        return (
            t("How many pupils need a copy is not known.")
            if is_unknown
            else t("No copies are needed.")
        )
    worst = known.iloc[0]
    finding = t("{share} of the copies needed are there.", share=t.percent(provision))
    if worst["provision_share"] >= 1:
        return finding
    least = t(
        "Fewest: {subject}, {language} – {share}.",
        subject=worst["subject_name"],
        language=t(labels.LANGUAGE[worst["language"]]),
        share=t.percent(worst["provision_share"]),
    )
    return f"{finding} {least}"
