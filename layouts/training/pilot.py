"""How far is the attestation pilot, and where do cases wait?"""

from dataclasses import replace

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.attributes import aria
from layouts.components.bar import key
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.training import told

WAITING = N_("Not decided yet")
STATE = {
    "portfolio": N_("Waiting for the portfolio"),
    "assessment": N_("Waiting for the assessment"),
    "decision": N_("Waiting for the decision"),
    "certified": N_("Certified"),
    "refused": N_("Refused"),
}

OF_REGION = {"waiting": WAITING, "certified": STATE["certified"], "refused": STATE["refused"]}
"""What is told of a region."""

WAY = {
    "portfolio": N_("From application to portfolio"),
    "assessed": N_("From portfolio to assessment"),
    "decided": N_("From assessment to decision"),
}

WAIT = {
    "portfolio": N_("For the portfolio"),
    "assessment": N_("For the assessment"),
    "decision": N_("For the decision"),
}

SIGN = {"certified": "✓ ", "refused": "✕ "}


def pilot(
    cases: pd.DataFrame,
    times: pd.DataFrame,
    slowest: str | None,
    waits: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return cases by state, time in each stage and so far, and regions; frames as of
    `training.pilot`."""
    area = filters.region or "KG"
    here = cases[cases["region"] == area]
    regions = cases[cases["region"] != "KG"]
    named = cases.assign(
        region_name=[name or t("Whole country") for name in cases["region_name"]],
    )
    return Panel(
        key="pilot",
        title=t("How far is the attestation pilot, and where does it wait?"),
        finding=_finding(here, times, slowest, t),
        body=None
        if here.empty
        else [
            told.halves(
                [
                    told.heading(t("Where the cases stand")),
                    share_rows(
                        [
                            replace(_state(here.iloc[0], state, t), cell=f"2.1.{n}")
                            for n, state in enumerate(_states(filters), 1)
                        ]
                    ),
                    told.heading(t("Mean time in each stage")),
                    share_rows(
                        [_time(row, times, slowest, t) for row in times.to_dict("records")], "3.3"
                    ),
                    *_waiting(waits, t),
                ],
                [
                    told.heading(t("By region: candidates and results")),
                    html.Ul(
                        [_region(row, t) for row in regions.to_dict("records")], className="stacks"
                    ),
                    _key(t),
                ],
            )
        ],
        frame=named,
        columns=(
            Column("region_name", t("Region")),
            Column("candidates", t("Candidates"), lambda value: told.count(value, t), True),
            *(
                Column(state, t(words), lambda value: told.count(value, t), True)
                for state, words in OF_REGION.items()
            ),
        ),
        more=(
            Table(
                t("Where the cases stand"),
                here,
                tuple(
                    Column(state, t(words), lambda value: told.count(value, t), True)
                    for state, words in _states(filters).items()
                ),
            ),
            _days(
                t("Mean time in each stage"),
                times.assign(name=[t(WAY[stage]) for stage in times["stage"]]),
                (t("Stage"), t("Cases that passed it"), t("Days, mean")),
                t,
            ),
            *_waiting_table(waits, t),
        ),
        source=_source(filters, t),
        demonstration=is_invented(cases),
        notes=(
            t(
                "Time in a stage counts once it is passed; days of open cases to the end of the "
                "quarter."
            ),
            t("Fewer than five people are not told apart."),
            t("What cases wait for is told of the whole country only."),
            *([t("A district is told with its region.")] if filters.district else []),
        ),
    )


def _days(title: str, frame: pd.DataFrame, heads: tuple[str, str, str], t: Translator) -> Table:
    """Return a table of name, cases and mean_days under these headings."""
    name, cases, days = heads
    return Table(
        title,
        frame,
        (
            Column("name", name),
            Column("cases", cases, lambda n: told.count(n, t), True),
            Column("mean_days", days, t.number, True),
        ),
    )


def _waiting(waits: pd.DataFrame, t: Translator) -> list:
    """Return how long cases have waited that still do; nothing where that is not told."""
    if waits.empty:
        return []
    rows = [_wait(n, row, waits, t) for n, row in enumerate(waits.to_dict("records"), 1)]
    return [told.heading(t("How long open cases have waited")), share_rows(rows)]


def _waiting_table(waits: pd.DataFrame, t: Translator) -> list[Table]:
    """Return the table behind it."""
    if waits.empty:
        return []
    named = waits.assign(name=[t(WAIT[wait]) for wait in waits["wait"]])
    heads = t("What they wait for"), t("Cases that wait"), t("Days so far, mean")
    return [_days(t("How long open cases have waited"), named, heads, t)]


def _states(filters: Filters) -> dict[str, str]:
    """Return the states that are told of the area asked for."""
    return OF_REGION if filters.region else STATE


def _source(filters: Filters, t: Translator) -> str:
    return t("register of the attestation pilot, {quarter}", quarter=t.quarter(filters.quarter))


def _finding(here: pd.DataFrame, times: pd.DataFrame, slowest: str | None, t: Translator) -> str:
    if here.empty:
        return t("No case of attestation is known.")
    row = here.iloc[0]
    stand = t(
        "{n} candidates: certified {certified}, refused {refused}.",
        n=told.count(row["candidates"], t),
        certified=told.count(row["certified"], t),
        refused=told.count(row["refused"], t),
    )
    if slowest is None:
        return f"{stand} {t('Too few cases have passed a stage to say how long it takes.')}"
    stage = times[times["stage"] == slowest].iloc[0]
    longest = t(
        "Cases stay longest in the stage “{stage}”: {days} on average.",
        stage=t(WAY[slowest]),
        days=told.days(stage["mean_days"], t),
    )
    return f"{stand} {longest}"


def _key(t: Translator) -> html.Ul:
    states = [(state, f"{SIGN.get(state, '')}{t(words)}") for state, words in OF_REGION.items()]
    return key(*states, ("hidden", t("not told apart")))


def _state(row: pd.Series, state: str, t: Translator) -> Row:
    name = f"{SIGN.get(state, '')}{t((STATE | OF_REGION)[state])}"
    if is_missing(row[state]) or is_missing(row["candidates"]):
        return Row(name, float("nan"), told.count(row[state], t), state)
    share = float(row[state]) / max(float(row["candidates"]), 1)
    words = t("{n} ({share} of candidates)", n=t.number(row[state]), share=t.percent(share))
    return Row(name, share, words, state)


def _time(row: dict, times: pd.DataFrame, slowest: str | None, t: Translator) -> Row:
    passed = t("cases that passed it: {n}", n=told.count(row["cases"], t))
    mark = [" ", told.weakest(t("longest"))] if row["stage"] == slowest else []
    words = told.listed([told.days(row["mean_days"], t), passed])
    return Row([t(WAY[row["stage"]]), *mark], _of_longest(row, times), words, "time")


def _wait(n: int, row: dict, waits: pd.DataFrame, t: Translator) -> Row:
    """Return a wait, row `n` of its table from 1; without days its number is the cases."""
    is_none = not is_missing(row["cases"]) and row["cases"] == 0
    waiting = t("cases that wait: {n}", n=told.count(row["cases"], t))
    days = [] if is_missing(row["mean_days"]) else [told.days(row["mean_days"], t)]
    share = 0.0 if is_none else _of_longest(row, waits)
    cell = f"4.{n}.3" if days else f"4.{n}.2"
    return Row(t(WAIT[row["wait"]]), share, told.listed([*days, waiting]), "time", cell=cell)


def _of_longest(row: dict, frame: pd.DataFrame) -> float:
    """Return the mean days of a row as a part of the longest ones."""
    most = frame["mean_days"].max()
    return row["mean_days"] / most if most else float("nan")


def _region(row: dict, t: Translator) -> html.Li:
    """Return the states of the cases of one region as parts of one bar, told in its label."""
    whole = row["candidates"]
    said = ", ".join(
        f"{t(words)}: {told.count(row[state], t)}" for state, words in OF_REGION.items()
    )
    known = {state: row[state] for state in OF_REGION if not is_missing(row[state])}
    hidden = 0 if is_missing(whole) else int(whole) - sum(int(each) for each in known.values())
    pieces = [
        html.Span(
            f"{SIGN.get(state, '')}{t.number(n)}",
            className=f"stack-part fill-{state}",
            style={"flex-grow": str(int(n))},
        )
        for state, n in known.items()
        if n
    ]
    if hidden or is_missing(whole):
        pieces.append(
            html.Span(className="stack-part fill-hidden", style={"flex-grow": str(hidden or 1)})
        )
    return html.Li(
        [
            html.Span(row["region_name"], className="share-name"),
            html.Span(pieces, className="stack", role="img", title=said, **aria(label=said)),
            html.Span(told.count(whole, t), className="share-words"),
        ]
    )
