"""Which sessions come next, and where are seats free?"""

from datetime import date
from functools import partial

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.bar import bar
from layouts.components.data_table import Column, Table
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.training import told

SHOWN = 8


def sessions(
    to_come: pd.DataFrame,
    begun: pd.DataFrame,
    by_month: pd.DataFrame,
    published: date,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the calendar; frames as of `queries.training.calendar`, `published` the day on which
    the release was published."""
    table, past = _placed(to_come, t), _placed(begun, t)
    table = table.assign(has_begun=table["starts_on"] <= pd.Timestamp(published))
    ahead = table[~table["has_begun"].astype(bool)]
    return Panel(
        key="sessions",
        title=t("Which sessions come next, and where are seats free?"),
        finding=_finding(table, ahead, published, filters, t),
        body=told.parts(
            html.Ol([_session(row, t) for row in ahead.head(SHOWN).to_dict("records")])
            if len(ahead)
            else None,
            *_past(by_month, filters, t),
        ),
        frame=table if len(table) else by_month,
        columns=_coming_columns(t) if len(table) else _month_columns(t),
        more=(
            *([_months(by_month, t)] if len(table) else []),
            *([_begun(past, t)] if len(past) else []),
        ),
        source=told.register(filters, t),
        demonstration=is_invented(to_come, by_month),
        notes=(
            *(
                [
                    t(
                        "The next {n} of {total}; all are in the table.",
                        n=t.number(SHOWN),
                        total=t.number(len(ahead)),
                    )
                ]
                if len(ahead) > SHOWN
                else []
            ),
            t(
                "To come: sessions that begin after the end of the quarter, as the release knows "
                "them; free: planned seats less those enrolled."
            ),
            t(
                "How many people came is told by course, provider and area, where a few of them "
                "stay hidden, and not by single sessions that are past."
            ),
            *([t("Sessions online belong to no area.")] if filters.region else []),
        ),
    )


def _months(by_month: pd.DataFrame, t: Translator) -> Table:
    return Table(t("Sessions by the month in which they began"), by_month, _month_columns(t))


def _begun(past: pd.DataFrame, t: Translator) -> Table:
    return Table(t("Sessions that began in these months"), past, _session_columns(t))


def _placed(sessions: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Return sessions with their place; those to come with their free seats in words."""
    frame = sessions.assign(place=sessions["district_name"].fillna(t("online")))
    if "free" not in frame:
        return frame
    each = frame[["is_open", "free", "at_least_free"]].to_dict("records")
    return frame.assign(free_told=[_free(row, t) for row in each])


def _free(row: dict, t: Translator) -> str:
    if not row["is_open"]:
        return t("not told apart")
    free = t.number(row["at_least_free"])
    return t("at least {n}", n=free) if is_missing(row["free"]) else free


def _session_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("session", t("Session")),
        Column("course_name", t("Course")),
        Column("provider_name", t("Provider")),
        Column("place", t("Place")),
        Column("starts_on", t("Begins"), t.day),
        Column("ends_on", t("Ends"), t.day),
        Column("planned_seats", t("Planned seats"), t.number, True),
    )


def _coming_columns(t: Translator) -> tuple[Column, ...]:
    return (
        *_session_columns(t),
        Column("enrolled", t("Enrolled"), lambda value: told.count(value, t), True),
        Column("free_told", t("Free seats"), is_number=True),
        Column("has_begun", t("Begun by the day of publication"), partial(labels.yes_no, t=t)),
    )


def _month_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("month", t("Month"), partial(_month, t=t)),
        Column("session_count", t("Sessions"), t.number, True),
        Column("planned_seats", t("Planned seats"), t.number, True),
        Column("running_count", t("Not over at the end of the quarter"), t.number, True),
    )


def _month(day: pd.Timestamp, t: Translator) -> str:
    return f"{day:%b %Y}" if t.lang == "en" else f"{day:%m.%Y}"


def _finding(
    to_come: pd.DataFrame, ahead: pd.DataFrame, published: date, filters: Filters, t: Translator
) -> str:
    if to_come.empty:
        return t("No session to come is known.")
    begun = len(to_come) - len(ahead)
    if not begun:
        return t.plural(
            "{n} session begins after {quarter}, on {date}; {seats}.",
            "{n} sessions begin after {quarter}, the first on {date}; {seats}.",
            len(to_come),
            quarter=t.quarter(filters.quarter),
            date=t.date(to_come["starts_on"].iloc[0]),
            seats=_seats(ahead, t),
        )
    if ahead.empty:
        return t.plural(
            "{n} session after {quarter} had begun when the release was published, on {date}.",
            "All {n} sessions after {quarter} had begun when the release was published, on {date}.",
            begun,
            quarter=t.quarter(filters.quarter),
            date=t.date(published),
        )
    words = t(
        "Sessions after {quarter}: {n}, of which {begun} had begun when the release was published, "
        "on {date}.",
        n=t.number(len(to_come)),
        quarter=t.quarter(filters.quarter),
        date=t.date(published),
        begun=t.number(begun),
    )
    return f"{words} " + t(
        "Of the others, the first begins on {date}; {seats}.",
        date=t.date(ahead["starts_on"].iloc[0]),
        seats=_seats(ahead, t),
    )


def _seats(ahead: pd.DataFrame, t: Translator) -> str:
    free = t.number(int(ahead["at_least_free"].sum()))
    return t(
        "{free} of {planned} planned seats are free",
        free=t("at least {n}", n=free) if ahead["free"].isna().any() else free,
        planned=t.number(int(ahead["planned_seats"].sum())),
    )


def _session(row: dict, t: Translator) -> html.Li:
    planned = row["planned_seats"]
    if not row["is_open"]:
        words, free = t("{n} planned seats", n=t.number(planned)), float("nan")
    else:
        words = t(
            "{free} of {planned} seats free", free=row["free_told"], planned=t.number(planned)
        )
        free = float(row["at_least_free"]) / float(planned) if planned else float("nan")
    return html.Li(
        [
            html.Span(row["course_name"], className="session-course"),
            html.Span(
                told.listed([row["place"], f"{t.day(row['starts_on'])} – {t.day(row['ends_on'])}"]),
                className="session-when",
            ),
            html.Span(
                [html.Span(words), bar(free, "actual")],
                className="session-seats",
            ),
        ]
    )


def _past(by_month: pd.DataFrame, filters: Filters, t: Translator) -> list:
    """Return small bars of the sessions that began in each month."""
    counts = by_month["session_count"]
    if not counts.sum():
        return []
    words = ", ".join(
        f"{_month(day, t)}: {t.number(count)}"
        for day, count in zip(by_month["month"], counts, strict=True)
    )
    running = int(by_month["running_count"].sum())
    bars = [
        html.Span(
            [
                html.Span(t.number(count), className="month-count"),
                html.Span(className="month-bar", style={"height": f"{_height(count, counts)}rem"}),
                html.Span(f"{day:%m}", className="month-name"),
                html.Span(f"{day:%Y}" if day.month == 1 or not n else "", className="month-year"),
            ],
            title=f"{_month(day, t)}: {t.number(count)}",
        )
        for n, (day, count) in enumerate(zip(by_month["month"], counts, strict=True))
    ]
    return [
        told.heading(
            told.listed(
                [
                    t.plural(
                        "{n} session began in the twelve months to {quarter}",
                        "{n} sessions began in the twelve months to {quarter}",
                        int(counts.sum()),
                        quarter=t.quarter(filters.quarter),
                    ),
                    t("not over at the end of the quarter: {n}", n=t.number(running))
                    if running
                    else "",
                ]
            )
        ),
        html.Div(bars, className="month-strip", role="img", **aria(label=words)),
    ]


def _height(count: float, counts: pd.Series) -> str:
    return f"{3 * count / counts.max():.2f}"
