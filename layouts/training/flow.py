"""Where are seats lost between enrolment and the lesson?"""

import pandas as pd

from data_access.filters import Filters
from layouts.components.data_table import Column
from layouts.components.share_rows import Row, share_rows
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.training import told

STEP = {
    "enrolled": N_("Enrolled"),
    "attended": N_("Attended"),
    "completed": N_("Completed"),
    "certified": N_("Certified"),
    "observed": N_("Observed in a lesson later"),
    "applied": N_("Seen to apply it in a lesson"),
}

SAMPLED = {
    "observed": N_("{share} of those completed"),
    "applied": N_("{share} of those observed"),
}
"""Steps of a sample, and what they are a part of: they say nothing about all enrolled."""


def flow(
    steps: pd.DataFrame,
    loss: tuple[str, int, float] | None,
    registers: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the funnel of seats; `steps` and `loss` as of `queries.training.flow`."""
    sessions = int(steps["session_count"].iloc[0])
    notes, tables = told.open_registers(registers, t)
    return Panel(
        key="flow",
        title=t("How many seats lead to a certificate, and to the lesson?"),
        finding=_finding(steps, loss, t),
        body=share_rows([_row(row, t) for row in steps.to_dict("records")], "1.2")
        if sessions
        else None,
        frame=_table(steps, t),
        columns=(
            Column("name", t("Step")),
            Column("seats", t("Seats"), lambda value: told.count(value, t), True),
            Column("before", t("At the step that it rests on"), t.number, True),
            Column("share_before", t("Share of it"), t.percent, True),
            Column("share_enrolled", t("Share of all enrolled"), t.percent, True),
        ),
        more=tables,
        source=told.register(filters, t),
        demonstration=is_invented(steps),
        notes=(
            t("Seats, not people: who takes two courses counts twice."),
            t.plural(
                "{n} session that has ended by the end of the quarter.",
                "{n} sessions that have ended by the end of the quarter.",
                sessions,
            ),
            t("Lessons are observed of some of those who completed, not of all."),
            *(
                [
                    t(
                        "Sessions held here, whoever came; people trained are counted where their "
                        "school is. Sessions online belong to no area."
                    )
                ]
                if filters.region
                else []
            ),
            *notes,
        ),
    )


def _finding(steps: pd.DataFrame, loss: tuple[str, int, float] | None, t: Translator) -> str:
    if not steps["session_count"].iloc[0]:
        return t("No session has ended by the end of the quarter.")
    by_step = {row["step"]: row for row in steps.to_dict("records")}
    enrolled, completed = by_step["enrolled"]["seats"], by_step["completed"]["seats"]
    if is_missing(enrolled) or is_missing(completed):
        return f"{t('How many seats are completed is not told here.')} {t(told.WHY_HIDDEN)}"
    done = t(
        "{n} of {total} seats were completed ({share}).",
        n=t.number(completed),
        total=t.number(enrolled),
        share=t.percent(by_step["completed"]["share_enrolled"]),
    )
    if loss is None:
        return done
    step, lost, share = loss
    largest = t(
        "The largest loss is at the step “{step}”: {lost} seats, {share} of the step before.",
        step=t(STEP[step]),
        lost=t.number(lost),
        share=t.percent(share),
    )
    return f"{done} {largest}"


def _table(steps: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Return steps with names; a sample is no share of all enrolled."""
    return steps.assign(
        name=[t(STEP[step]) for step in steps["step"]],
        share_enrolled=steps["share_enrolled"].mask(steps["step"].isin([*SAMPLED])),
    )


def _row(row: dict, t: Translator) -> Row:
    is_sampled = row["step"] in SAMPLED
    shares = []
    if is_sampled and not is_missing(row["share_before"]):
        shares.append(t(SAMPLED[row["step"]], share=t.percent(row["share_before"])))
    elif not is_missing(row["share_before"]):
        shares.append(t("{share} of the step before", share=t.percent(row["share_before"])))
    if not is_missing(row["share_enrolled"]) and row["step"] not in ("enrolled", *SAMPLED):
        shares.append(t("{share} of all enrolled", share=t.percent(row["share_enrolled"])))
    words = told.listed([told.count(row["seats"], t), *shares])
    look = "applied" if is_sampled else "actual"
    return Row(t(STEP[row["step"]]), row["share_enrolled"], words, look)
