"""What did people complain about, and how soon were they answered, in words?"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.i18n import N_, Translator, is_missing
from layouts.implementation import promised
from layouts.panel import Panel, is_invented

ABOUT = {
    "textbooks": N_("Textbooks"),
    "rental": N_("Textbook rental"),
    "training": N_("Training"),
    "works": N_("Repairs and equipment"),
    "procurement": N_("Procurement"),
    "other": N_("Other"),
}
WAY = {
    "phone": N_("By telephone"),
    "letter": N_("By letter"),
    "online": N_("On the site"),
    "visit": N_("In person"),
}

Name = Callable[[Any], str]


def state(totals: Any, days: int, filters: Filters, t: Translator) -> Panel:
    """Return what became of the grievances; `totals` as the query returns them, None where these
    are too few to be told."""
    title = t("Are grievances answered in time?")
    if totals is None:
        return promised.without_rows("grievance-state", title, _too_few(t), _source(filters, t))
    share = totals.in_time / totals.due if totals.due else float("nan")
    facts = [
        (t("Received"), t.number(totals.received)),
        (t("Resolved"), t.number(totals.resolved)),
        (t("Open"), t.number(totals.open)),
        (t("Open for more than {n}", n=labels.days(days, t)), t.number(totals.overdue)),
        (t("Days to resolve, median"), _days(totals.median, t)),
        (
            t("Resolved within {n}", n=labels.days(days, t)),
            t(
                "{n} of {total} ({share})",
                n=t.number(totals.in_time),
                total=t.number(totals.due),
                share=t.percent(share),
            ),
        ),
    ]
    frame = pd.DataFrame(facts, columns=["fact", "told"])
    return Panel(
        key="grievance-state",
        title=title,
        finding=_answered(totals, share, days, filters, t),
        body=html.Dl(
            [html.Div([html.Dt(name), html.Dd(told)]) for name, told in facts],
            className="result-facts promise-facts",
        )
        if totals.received
        else None,
        frame=frame if totals.received else None,
        columns=(Column("fact", t("Figure")), Column("told", t("Value"), is_number=True)),
        source=_source(filters, t),
        demonstration=totals.demonstration == 1,
        notes=(
            t(
                "Judged are grievances whose {n} have run out. Nobody's name is kept.",
                n=labels.days(days, t),
            ),
        ),
    )


def _answered(totals: Any, share: float, days: int, filters: Filters, t: Translator) -> str:
    if not totals.received:
        return t("No grievance is known yet.")
    told = t(
        "By the end of {quarter} {n} grievances had arrived; {resolved} are resolved.",
        quarter=t.quarter(filters.quarter),
        n=t.number(totals.received),
        resolved=t.number(totals.resolved),
    )
    if is_missing(share):
        return told
    return f"{told} " + t(
        "{share} were resolved within {days}.", share=t.percent(share), days=labels.days(days, t)
    )


def quarters(frame: pd.DataFrame, rows: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return grievances by quarter of arrival; frames as `by_quarter` and `grievances`."""
    told = frame[~frame["hidden"]]
    finding = _none(rows, t)
    if len(frame):
        finding = t("No quarter can be told: in each, fewer than five people complained.")
    if len(told):
        most = told.iloc[int(told["received"].argmax())]
        finding = t(
            "Most grievances arrived in {quarter}: {n}.",
            quarter=t.quarter(most["period"]),
            n=t.number(most["received"]),
        )
    return Panel(
        key="grievance-quarters",
        title=t("When did they arrive?"),
        finding=finding,
        body=_bars(frame, "period", t.quarter, t) if len(frame) else None,
        frame=frame,
        columns=_columns("period", t("Quarter"), t.quarter, t),
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(_median(t), _few(t)) if len(frame) else (),
    )


def matters(
    by_matter: pd.DataFrame,
    by_way: pd.DataFrame,
    rows: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return what grievances are about and how they arrive; frames as `parts` returns them."""

    def about(code: Any) -> str:
        return t(ABOUT[code])

    def way(code: Any) -> str:
        return t(WAY[code])

    finding = _none(rows, t)
    if len(by_matter):
        finding = t("No matter can be told: too few people complained.")
        if not by_matter.iloc[0]["hidden"]:
            first = by_matter.iloc[0]
            finding = t(
                "Most are about “{matter}”: {n}.",
                matter=about(first["category"]),
                n=t.number(first["received"]),
            )
    return Panel(
        key="grievance-matters",
        title=t("What are they about?"),
        finding=finding,
        body=[
            _bars(by_matter, "category", about, t),
            html.H3(t("How they arrive"), className="part-title"),
            _bars(by_way, "channel", way, t, 2),
        ]
        if len(by_matter)
        else None,
        frame=by_matter,
        columns=_columns("category", t("Matter"), about, t),
        more=(Table(t("How they arrive"), by_way, _columns("channel", t("Way"), way, t)),)
        if len(by_way)
        else (),
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(_median(t), _few(t), _grown(t)) if len(by_matter) else (),
    )


def places(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    rows: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return grievances by region; frame as `parts` returns it, `names` of regions by code."""

    def name(code: Any) -> str:
        return names[code]

    finding = _none(rows, t)
    if len(frame):
        finding = t("No region can be told: too few people complained.")
        if not frame.iloc[0]["hidden"]:
            first = frame.iloc[0]
            finding = t(
                "Most come from {region}: {n}.",
                region=name(first["region"]),
                n=t.number(first["received"]),
            )
    return Panel(
        key="grievance-places",
        title=t("Where do they come from?"),
        finding=finding,
        body=_bars(frame, "region", name, t) if len(frame) else None,
        frame=frame,
        columns=_columns("region", t("Region"), name, t),
        source=_source(filters, t),
        demonstration=is_invented(rows),
        notes=(_median(t), _few(t), _grown(t)) if len(frame) else (),
    )


def _bars(frame: pd.DataFrame, column: str, name: Name, t: Translator, table: int = 1) -> html.Ul:
    most = frame["received"].max()
    return share_rows(
        [
            Row(
                name(row[column]),
                float("nan") if row["hidden"] else row["received"] / most,
                _words(row, t),
            )
            for row in frame.to_dict("records")
        ],
        f"{table}.2",
    )


def _words(row: Mapping[Any, Any], t: Translator) -> str:
    if row["hidden"]:
        return t("not told apart")
    told = t.number(row["received"])
    if is_missing(row["median"]):
        return told
    return t("{n}; median {days}", n=told, days=_days(row["median"], t))


def _days(days: float, t: Translator) -> str:
    if is_missing(days):
        return t("no data")
    return labels.days(int(days), t) if days == int(days) else t("{n} days", n=t.number(days, 1))


def _columns(column: str, title: str, name: Name, t: Translator) -> tuple[Column, ...]:
    def number(value: Any) -> str:
        return t("not told apart") if is_missing(value) else t.number(value)

    return (
        Column(column, title, name),
        Column("received", t("Received"), number, True),
        Column("median", t("Days to resolve, median"), lambda n: _days(n, t), True),
    )


def _median(t: Translator) -> str:
    return t("Median: half of the resolved ones took no longer from arrival to decision.")


def _none(rows: pd.DataFrame, t: Translator) -> str:
    """Return why there are no parts: no grievances, or too few to be told."""
    return _too_few(t) if len(rows) else t("No grievance is known yet.")


def _too_few(t: Translator) -> str:
    return t("Fewer than five people have complained so far; of so few nothing is told.")


def _few(t: Translator) -> str:
    return t("Fewer than five grievances, and what would tell them, are not told apart.")


def _grown(t: Translator) -> str:
    return t("Nor is what grew by fewer than five since the quarter in which it was last told.")


def _source(filters: Filters, t: Translator) -> str:
    return promised.source(t("register of grievances"), filters, t)
