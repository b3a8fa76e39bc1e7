"""What does the overview say beside its map: findings, lists and tables in words?"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import data
from layouts.components.data_table import Column, told
from layouts.components.number_link import Number, cell_link
from layouts.components.progress_bars import progress_bars
from layouts.components.status_mark import status_sign
from layouts.components.tile import tile
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, is_invented, place

Row = dict[str, Any]

SHOWN_MATTERS, SHOWN_CHANGES = 12, 4
"""What is listed without opening the table; of the matters, as many as find room."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the overview."""
    return html.Main(
        [
            html.H1(t("Overview"), className="visually-hidden"),
            place("headlines", has_figure=False, t=t),
            html.Div(
                [
                    html.Div([place("map", has_figure=True, t=t)], className="column column-map"),
                    html.Div(
                        [
                            place("components", has_figure=False, t=t),
                            place("curve", has_figure=True, t=t),
                        ],
                        className="column",
                    ),
                    html.Div(
                        [
                            place("school", has_figure=False, t=t),
                            place("attention", has_figure=False, t=t),
                            place("changes", has_figure=False, t=t),
                        ],
                        className="column",
                    ),
                ],
                className="columns",
            ),
        ],
        id="main",
        className="overview",
        tabIndex="-1",
    )


def headlines(
    standing: Iterable[Row], number: Callable[[Row], Number], filters: Filters, t: Translator
) -> Panel:
    """Return the headline figures; rows as `standing` returns them, `number`: their passports."""
    shown = sorted(
        (row for row in standing if row["position"] > 0), key=lambda row: row["position"]
    )
    good = sum(row["status"] in labels.GOOD for row in shown)
    unsure = sum(row["provisional"] for row in shown)
    counts = {"good": t.number(good), "total": t.number(len(shown))}
    finding = (
        t(
            "{good} of {total} headline figures are achieved or on track; provisional: {n}.",
            **counts,
            n=t.number(unsure),
        )
        if unsure
        else t("{good} of {total} headline figures are achieved or on track.", **counts)
    )
    is_mixed = len({row["demonstration"] for row in shown} - {None}) > 1
    columns = (
        Column("indicator_name", t("Indicator")),
        Column("value_words", t("Value"), is_number=True),
        Column("target_words", t("Target to date"), is_number=True),
        Column("end_target_words", t("End target"), is_number=True),
        Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
        Column("provisional", t("Provisional"), lambda is_so: labels.yes_no(is_so, t)),
        Column("owner_name", t("Owner")),
        Column("definition", t("Definition")),
    )
    rows = [
        row
        | {
            f"{name}_words": labels.counted(row[name], row["unit"], t)
            for name in ("value", "target", "end_target")
        }
        for row in shown
    ]
    return Panel(
        key="headlines",
        title=t("Where the programme stands"),
        finding=finding,
        body=Element(
            "div",
            [
                tile(row, t, is_mixed=is_mixed, number=number(row), aims=(f"1.{n}.3", f"1.{n}.4"))
                for n, row in enumerate(shown, 1)
            ],
            {"class": "tiles"},
        ),
        frame=told(rows, columns),
        columns=columns,
        source=t(
            "reports to the project implementation unit, {quarter}",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=any(row["demonstration"] == 1 for row in shown),
    )


def components(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return the four components; frame as `progress_by_component` returns it."""
    gap = (frame["spent_share"] - frame["progress_share"]).astype("float64")
    if gap.notna().any():
        row = frame.iloc[int(gap.argmax())]
        places_ = {
            "component": row["component_name"],
            "spent": t.percent(row["spent_share"]),
            "progress": t.percent(row["progress_share"]),
        }
        if gap.max() > 0:
            finding = t(
                "{component}: {spent} of the money is spent for {progress} of the work.", **places_
            )
        else:
            finding = t("Where both are known, the work is ahead of the money.")
    else:
        finding = t("Work and money cannot be compared yet.")
    table = frame.assign(
        counted=[
            t("{n} of {total} indicators", n=t.number(n), total=t.number(total))
            for n, total in zip(frame["counted_count"], frame["weighted_count"], strict=True)
        ]
    )
    return Panel(
        key="components",
        title=t("Work, money and time"),
        finding=finding,
        body=[
            progress_bars(frame, 2, 6, t),
            _key(
                (
                    ("progress", t("Work done")),
                    ("money", t("Money spent")),
                    ("time", t("Time gone: {share}", share=t.percent(frame["time_share"].iloc[0]))),
                )
            ),
        ],
        frame=table,
        columns=(
            Column("component_name", t("Component")),
            Column(
                "progress_share",
                t("Work done: mean share of the end targets reached"),
                t.percent,
                True,
            ),
            Column("counted", t("Rests on")),
            Column("spent", t("Spent, USD"), t.number, True),
            Column("budget", t("Budget of all years, USD"), t.number, True),
            Column("spent_share", t("Money spent"), t.percent, True),
            Column("time_share", t("Time gone"), t.percent, True),
        ),
        source=t(
            "payments and reported results, {quarter}; whole country",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=is_invented(frame),
    )


def _key(entries: Sequence[tuple[str, str]]) -> html.Ul:
    return html.Ul(
        [html.Li([html.Span(className=f"swatch swatch-{name}"), text]) for name, text in entries],
        className="legend",
    )


def curve(
    frame: pd.DataFrame,
    until: pd.Timestamp,
    figure: dict[str, Any],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the S-curve; frame as `award_and_disbursement_curve` returns it."""
    now = frame[(frame["period"] <= until) & frame["disbursement"].notna()].tail(1)
    finding = t("No payment and no projection is known for this quarter.")
    if len(now):
        row = now.iloc[0]
        finding = t(
            "{paid} disbursed: {newest} of the newest projection, {original} of the original one.",
            paid=labels.million_usd(row["disbursement"], t),
            newest=_share(row["disbursement"], row["disbursement_newest"], t),
            original=_share(row["disbursement"], row["disbursement_original"], t),
        )
        if row["period"] < until:
            last = t("The last known payment is of {quarter}.", quarter=t.quarter(row["period"]))
            finding = f"{finding} {last}"
    money = {
        "awards": t("Contract awards"),
        "awards_original": t("Awards, original projection"),
        "awards_newest": t("Awards, newest projection"),
        "disbursement": t("Disbursement"),
        "disbursement_original": t("Disbursement, original projection"),
        "disbursement_newest": t("Disbursement, newest projection"),
    }
    return Panel(
        key="curve",
        title=t("Awards and disbursement"),
        finding=finding,
        figure=figure,
        body=_key(
            (
                ("money", t("Contract awards")),
                ("actual", t("Disbursement")),
                ("dashed", t("newest projection")),
                ("dotted", t("original projection")),
            )
        ),
        frame=frame,
        columns=(
            Column("period", t("Quarter"), t.quarter),
            *(Column(name, title, t.number, True) for name, title in money.items()),
        ),
        source=t(
            "payments and projections of ADB funds to {quarter}; whole country",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=is_invented(frame),
    )


def _share(part: float, whole: float, t: Translator) -> str:
    return t("no data") if is_missing(whole) or not whole else t.percent(part / whole)


def attention(
    rows: Sequence[Row],
    late_days: int,
    here: str,
    filters: Filters,
    t: Translator,
    *,
    passport: Callable[[str], str] | None = None,
    deadlines: str = "",
    meeting: str = "",
) -> Panel:
    """Return what needs attention; rows as `exceptions` returns them, `here` is the address.

    A package leads to its school: here, or with `passport` to the page of the school. `deadlines`:
    address of everything that is due; `meeting`: of the slides for a room.
    """
    worst = sum(row["status"] == "at_risk" for row in rows)
    finding = t.plural(
        "{n} matter needs attention, {worst} at risk.",
        "{n} matters need attention, {worst} of them at risk.",
        len(rows),
        worst=t.number(worst),
    )
    matters = [
        row
        | {
            "what": _exception_words(row, t),
            "how": _exception_state(row, t),
            "when": _due(row, t),
        }
        for row in rows
    ]
    items = [
        html.Li(
            [
                status_sign(row["status"], t),
                html.Span(
                    [
                        html.Span(
                            [
                                _matter(row, here, passport),
                                html.Em(_state(row, f"1.{n}.2")),
                            ]
                        ),
                        html.Span(f"{row['when']} · {row['owner_name']}"),
                    ],
                    className="matter",
                ),
            ]
        )
        for n, row in enumerate(matters[:SHOWN_MATTERS], 1)
    ]
    columns = (
        Column("what", t("Matter")),
        Column("how", t("State"), is_number=True),
        Column("when", t("Due")),
        Column(
            "status",
            f"{t('Status')}. {t('Later than {n} days: at risk.', n=t.number(late_days))}",
            lambda code: t(labels.STATUS[code]),
        ),
        Column("owner_name", t("Owner")),
    )
    return Panel(
        key="attention",
        title=t("What needs attention"),
        finding=finding if rows else t("Nothing is late, off track or unreported."),
        body=html.Ul(items, className="matters"),
        frame=told(matters, columns),
        columns=columns,
        source=t("packages and reported results, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=any(row["demonstration"] == 1 for row in rows),
        notes=[
            html.A(words, href=address)
            for words, address in (
                (t("All deadlines, by owner"), deadlines),
                (t("Meeting"), meeting),
            )
            if address
        ],
    )


def _matter(row: Row, here: str, passport: Callable[[str], str] | None) -> html.A | html.Strong:
    """Return the name of a matter; that of a package leads to its school."""
    if row["kind"] != "package":
        return html.Strong(row["what"])
    if passport is not None:
        return html.A(row["what"], href=passport(row["code"]))
    separator = "&" if "?" in here else "?"
    address = f"{here}{separator}school={row['code']}"
    return html.A(row["what"], href=address, **data(choose=f"school={row['code']}"))


def _state(row: Row, cell: str) -> Any:
    """Return the state of a matter; a number in it leads to its passport."""
    is_told = row["kind"] == "package" or not is_missing(row["value"])
    return cell_link(row["how"], cell) if is_told else row["how"]


def _exception_words(row: Row, t: Translator) -> str:
    if row["kind"] == "package":
        return t("{school}: {package}", school=row["code"], package=row["name"])
    return row["name"]


def _exception_state(row: Row, t: Translator) -> str:
    if row["kind"] == "package":
        return labels.days_late(row["days_late"], t)
    if is_missing(row["value"]):
        return t("not reported")
    return t(
        "{value} of {target}",
        value=labels.measured(row["value"], row["unit"], t),
        target=labels.measured(row["target"], row["unit"], t),
    )


def _due(row: Row, t: Translator) -> str:
    """Return what was due when: a stage of a package, or the target of a figure."""
    if row["kind"] == "package":
        stage = t(labels.STAGE[row["stage"]])
        return t("{stage}: due {date}", stage=stage, date=t.day(row["since"]))
    return t("Target: due {date}", date=t.day(row["since"]))


def first_release(t: Translator, key: str = "changes") -> Panel:
    """Return the panel of changes for the first release."""
    return Panel(
        key=key,
        title=t("What changed"),
        finding=t("This is the first release; there is nothing to compare it with."),
    )


def changes(
    rows: Sequence[Row],
    filters: Filters,
    before: date,
    corrected: int | None,
    t: Translator,
    *,
    more: str = "",
) -> Panel:
    """Return what changed; rows as `changes` returns them. `corrected` rows are those of the whole
    release; None where only a part of the country is told. `more`: address of every change."""
    flipped = sum(row["status"] != row["status_before"] for row in rows)
    words = {
        "moved": t.plural("{n} figure moved", "{n} figures moved", len(rows)),
        "flipped": t.plural("{n} changed its status", "{n} changed their status", flipped),
    }
    finding = t("{moved}, {flipped}.", **words)
    if corrected is not None:
        finding = t(
            "{moved}, {flipped}; {corrected}.",
            **words,
            corrected=t.plural(
                "{n} earlier row was corrected", "{n} earlier rows were corrected", corrected
            ),
        )
    moves = [
        row
        | {
            "was": labels.counted(row["value_before"], row["unit"], t),
            "now": labels.counted(row["value"], row["unit"], t),
            "by": labels.change(row["change"], row["unit"], t),
        }
        for row in rows
    ]
    items = [
        html.Li(
            [
                html.Span(row["indicator_name"], className="matter"),
                html.Span(_moved(row, n, t), className="moved"),
            ]
        )
        for n, row in enumerate(moves[:SHOWN_CHANGES], 1)
    ]
    columns = (
        Column("indicator_name", t("Indicator")),
        Column("was", t("Was"), is_number=True),
        Column("now", t("Is"), is_number=True),
        Column("by", t("Change"), is_number=True),
        Column("status_before", t("Status was"), lambda code: t(labels.STATUS[code])),
        Column("status", t("Status is"), lambda code: t(labels.STATUS[code])),
    )
    return Panel(
        key="changes",
        title=t("What changed since {date}", date=t.day(before)),
        finding=finding,
        body=html.Ul(items, className="matters"),
        frame=told(moves, columns),
        columns=columns,
        source=t("releases compared, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=any(row["demonstration"] == 1 for row in rows),
        notes=[html.A(t("Every change, and why"), href=more)] if more else (),
    )


def _moved(row: Row, n: int, t: Translator) -> list[Any]:
    """Return by how much a figure moved and where it is now; `n`: its row, from 1."""
    value = labels.measured(row["value"], row["unit"], t)
    by = html.Strong(cell_link(row["by"], f"1.{n}.4")) if row["by"] else ""
    now = value if is_missing(row["value"]) else cell_link(value, f"1.{n}.3")
    parts: list[Any] = [by, " → ", now, " "]
    if row["status"] != row["status_before"]:
        parts.append(status_sign(row["status"], t))
    return parts
