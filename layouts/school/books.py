"""In which subjects and languages are textbooks missing?"""

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.bar import bar
from layouts.components.data_table import Column
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel


def panel(frame: pd.DataFrame, provision: float, filters: Filters, t: Translator) -> Panel:
    """Return the provision by subject and language; frame as `school.textbooks` returns it.

    `provision` is that of all rows together, capped in each.
    """
    title = t("Textbooks")
    if frame.empty:
        return Panel("books", title)
    languages = list(dict.fromkeys(frame["language"]))
    heads = [t("Subject"), *(t(labels.LANGUAGE[code]) for code in languages)]
    rows = [
        html.Tr(
            [
                html.Th(rows["subject_name"].iloc[0], scope="row"),
                *(_cell(rows[rows["language"] == code], t) for code in languages),
            ]
        )
        for _, rows in frame.groupby("subject", sort=False)
    ]
    return Panel(
        key="books",
        title=title,
        finding=_finding(frame, provision, t),
        body=html.Table(
            [
                html.Thead(html.Tr([html.Th(words, scope="col") for words in heads])),
                html.Tbody(rows),
            ],
            className="ledger matrix",
        ),
        frame=frame,
        columns=(
            Column("subject_name", t("Subject")),
            Column("language", t("Language"), lambda code: t(labels.LANGUAGE[code])),
            Column("needed", t("Copies needed"), t.number, True),
            Column("usable", t("Usable copies"), t.number, True),
            Column("provision_share", t("Provision"), t.percent, True),
        ),
        source=t("stock count, {quarter}", quarter=t.quarter(frame["period"].iloc[0])),
        demonstration=bool((frame["demonstration"] == 1).any()),
        notes=(t("Usable ÷ needed copies; a surplus in one cell does not fill another."),),
    )


def _finding(frame: pd.DataFrame, provision: float, t: Translator) -> str:
    known = frame[frame["provision_share"].notna()].sort_values("provision_share", kind="stable")
    if known.empty:
        return t("No copies are needed.")
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


def _cell(rows: pd.DataFrame, t: Translator) -> html.Td:
    if rows.empty or is_missing(rows["provision_share"].iloc[0]):
        return html.Td([html.Span(t("none")), bar(float("nan"), "")], className="empty")
    row = rows.iloc[0]
    count = f"{t.number(row['usable'])}/{t.number(row['needed'])}"
    words = html.Span([html.Strong(t.percent(row["provision_share"])), html.Small(count)])
    return html.Td([words, bar(row["provision_share"], "progress")])
