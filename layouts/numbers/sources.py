"""Which files stand behind a number, and which rows of them?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dash import html

from layouts.components.data_table import Column
from layouts.i18n import Translator
from layouts.numbers.words import table
from layouts.panel import Panel, demonstration_mark

Day = Callable[[datetime], date]


def files(
    sources: Sequence[Any],
    day: Day,
    kinds: Mapping[str, str],
    links: Sequence[tuple[str, str]],
    notes: Sequence[str],
    t: Translator,
) -> Panel:
    """Return the files behind a number; `sources` as `numbers.sources` returns them.

    `day`: moment -> day in Kyrgyzstan; `kinds`: table of facts -> its words; `links`: words
    and address of more.
    """
    finding = t("No row of any file stands behind it.")
    if sources:
        many = {
            "files": t.number(len({source.sha256 for source in sources})),
            "imports": t.number(len({source.import_id for source in sources})),
        }
        finding = t("Files: {files}, imports: {imports}.", **many)
        if all(source.rows is not None for source in sources):
            rows = t.number(sum(source.rows for source in sources))
            finding = t("Rows: {rows}, files: {files}, imports: {imports}.", rows=rows, **many)
    heads = (
        (t("File"), False),
        (t("Kind of row"), False),
        (t("Rows"), True),
        (t("Import"), True),
        (t("Imported on"), False),
        (t("Compiled by"), False),
        (t("SHA-256 of the file"), False),
    )
    lines = [
        (
            [source.file, *([" ", demonstration_mark(t)] if source.demonstration else [])],
            kinds[source.kind],
            t("not counted here") if source.rows is None else t.number(source.rows),
            t.number(source.import_id),
            t.day(day(source.imported_at)),
            source.compiled_by,
            html.Code(source.sha256[:12], title=source.sha256),
        )
        for source in sources
    ]
    ways = [html.A(words, href=address) for words, address in links]
    title = t("Which files stand behind it?")
    return Panel(
        key="number-rows",
        title=title,
        finding=finding,
        body=[
            table(title, heads, lines) if lines else html.Div(),
            html.P(ways, className="ways") if ways else html.Div(),
        ],
        notes=tuple(notes),
    )


def lines(
    title: str,
    rows: Sequence[Any],
    most: int,
    file: str,
    kinds: Mapping[str, str],
    day: Day,
    t: Translator,
    *,
    demonstration: bool,
) -> Panel:
    """Return the rows behind a number; `rows` as `numbers.contributions` yields them, at most one
    more than `most`, which are shown; `file`: address of all of them."""
    shown = rows[:most]
    finding = t("Rows: {n}.", n=t.number(len(shown)))
    if len(rows) > most:
        finding = t("The first {n} rows; all of them stand in the file.", n=t.number(most))
    columns = row_columns(kinds, day, t)
    cells = [[column.show(getattr(row, column.name)) for column in columns] for row in shown]
    return Panel(
        key="number-lines",
        title=title,
        finding=finding,
        body=[
            html.P(
                html.A(t("Every row as a file (CSV)"), href=file, download=""), className="ways"
            ),
            table(title, [(each.title, each.is_number) for each in columns], cells),
        ],
        demonstration=demonstration,
        notes=(t("Of a row that speaks of a person only its place is told."),),
    )


def row_columns(kinds: Mapping[str, str], day: Day, t: Translator) -> tuple[Column, ...]:
    """Return the columns of rows behind a number."""
    return (
        Column("file", t("File")),
        Column("kind", t("Kind of row"), lambda kind: kinds[kind]),
        Column("row", t("Row"), str, True),
        Column("import_id", t("Import"), str, True),
        Column("imported_at", t("Imported on"), lambda moment: t.day(day(moment))),
        Column("imported_by", t("Imported by")),
        Column("says", t("What the row says")),
    )
