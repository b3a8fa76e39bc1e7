"""Will the target of teachers trained be reached in time, in words?"""

from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components.data_table import Column, Table
from layouts.few import counted
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel

WHY_NOT = {
    "district": N_("There is no forecast for a single district: too few people at a time."),
    "hidden": N_(
        "There is no forecast, because a group of fewer than five people, here or elsewhere, could "
        "be worked out from it."
    ),
    "no_target": N_("There is no forecast, because no target is set for this area."),
    "reached": N_("The target is reached; nothing is left to forecast."),
    "no_closing": N_("There is no forecast, because the closing date is not known."),
    "closed": N_("There is no forecast, because no whole quarter is left before the closing date."),
    "registers": N_(
        "There is no forecast, because too many registers of the last quarter are still open."
    ),
    "few_quarters": N_(
        "There is no forecast, because fewer than four of the last eight quarters have people."
    ),
}
"""Reason of the forecast -> words."""

MONTHS = 3
"""Months of a quarter."""

ALMOST = 0.01
"""Chances nearer than this to never and to certainly are not told more exactly: 2,000 paths and a
simple method do not carry it."""


def panel(asked: Any, figure: dict[str, Any], filters: Filters, t: Translator) -> Panel:
    """Return the panel; `asked` as `queries.training.forecast` returns it, with its figure."""
    return Panel(
        key="forecast",
        title=t("Will the target be reached in time?"),
        finding=_finding(asked, t),
        figure=figure,
        body=[_key(asked, t), _facts(asked, t)],
        frame=asked.quarters,
        columns=(
            Column("period", t("Quarter"), t.quarter),
            Column("people", t("Teachers first trained"), t.number, True),
            Column("trained", t("Trained to date"), t.number, True),
            Column("target", t("Planned to date"), t.number, True),
            Column("low", t("Lower end of the 80% interval"), t.number, True),
            Column("middle", t("Forecast"), t.number, True),
            Column("high", t("Upper end of the 80% interval"), t.number, True),
        ),
        more=_more(asked, t),
        source=t("training register, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=asked.demonstration,
        notes=_notes(asked, t),
    )


def _known(asked: Any, t: Translator) -> str:
    """Return how many are trained."""
    if is_missing(asked.trained):
        return t("How many teachers are trained is not told here.")
    if is_missing(asked.target):
        return t("{n} teachers are trained.", n=counted(asked.trained, t))
    return t(
        "{n} of {target} teachers are trained.",
        n=counted(asked.trained, t),
        target=t.number(asked.target),
    )


def _finding(asked: Any, t: Translator) -> str:
    known = _known(asked, t)
    if asked.why_not:
        return f"{known} {t(WHY_NOT[asked.why_not])}"
    if is_missing(asked.reached_on):
        when = t("at this pace the target is not reached within ten years")
    else:
        when = t(
            "the middle of the forecast reaches the target in: {quarter}",
            quarter=t.quarter(asked.reached_on),
        )
    chance = t(
        "chance by the closing date, {date}: {chance}",
        date=t.date(asked.closing),
        chance=chance_words(asked.chance, t),
    )
    return f"{known} " + t("Forecast: {when}; {chance}.", when=when, chance=chance)


def chance_words(share: float, t: Translator) -> str:
    """Return a chance from 0 to 1, no more exactly than the method carries."""
    if share < ALMOST:
        return t("less than {share}", share=t.percent(ALMOST))
    if share > 1 - ALMOST:
        return t("more than {share}", share=t.percent(1 - ALMOST))
    return t("about {share}", share=t.percent(share))


def _key(asked: Any, t: Translator) -> html.Ul:
    ahead = (("forecast", t("Forecast")), ("band", t("80% interval")))
    looks = (
        ("trained", t("Trained to date")),
        *(ahead if asked.why_not is None else ()),
        ("planned", t("Planned path")),
        ("goal", t("Target")),
    )
    return html.Ul(
        [
            html.Li([html.Span(className=f"swatch swatch-{look}-line"), words])
            for look, words in looks
        ],
        className="legend",
    )


def _facts(asked: Any, t: Translator) -> html.Dl:
    """Return the numbers that the finding rests on: chance, pace needed and now, earlier ones."""
    facts = []
    if not is_missing(asked.pace):
        facts.append((t("Pace of the last four quarters"), _pace(asked.pace, t)))
    if not is_missing(asked.pace_ahead):
        facts.append((t("Pace that the forecast assumes"), _pace(asked.pace_ahead, t)))
    if not is_missing(asked.pace_needed) and asked.pace_needed > 0:
        facts.append((t("Pace needed until the closing date"), _pace(asked.pace_needed, t)))
    ahead = _ahead(asked)
    if len(ahead) and not is_missing(asked.pace) and not is_missing(asked.trained):
        by_then = asked.trained + MONTHS * len(ahead) * asked.pace
        facts.append(
            (
                t(
                    "Trained by {quarter}, at the pace of the last four quarters",
                    quarter=t.quarter(ahead["period"].iloc[-1]),
                ),
                t.number(by_then),
            )
        )
    if not is_missing(asked.chance):
        facts.append((t("Chance of reaching the target in time"), chance_words(asked.chance, t)))
        last = ahead.iloc[-1]
        facts.append(
            (
                t("Trained by {quarter}, in 80 of 100 cases", quarter=t.quarter(last["period"])),
                t("{low} to {high}", low=t.number(last["low"]), high=t.number(last["high"])),
            )
        )
    if asked.why_not is None:
        facts.append((t("How right earlier forecasts were"), _trials(asked.trials, t)))
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(words)]) for name, words in facts],
        className="forecast-facts",
    )


def _ahead(asked: Any) -> pd.DataFrame:
    """Return the quarters of the forecast; its line begins with what is known today."""
    return asked.quarters.dropna(subset="middle").iloc[1:]


def _pace(people: float, t: Translator) -> str:
    """Return a pace in whole people: its words follow the number that is shown."""
    return t.plural("{n} person a month", "{n} people a month", round(people))


def _trials(trials: pd.DataFrame, t: Translator) -> str:
    if trials.empty:
        return t("not known yet: this is the first one")
    quarters = int(trials["quarters"].sum())
    error = float((trials["error"] * trials["quarters"]).sum()) / quarters
    return t(
        "{inside} of {quarters} quarters forecast earlier lay inside their interval; "
        "off by {error} people on average",
        inside=t.number(int(trials["inside"].sum())),
        quarters=t.number(quarters),
        error=t.number(error),
    )


def _more(asked: Any, t: Translator) -> tuple[Table, ...]:
    tables = []
    if len(asked.trials):
        tables.append(
            Table(
                t("How right earlier forecasts were"),
                asked.trials,
                (
                    Column("period", t("Forecast after"), t.quarter),
                    Column("quarters", t("Quarters compared"), t.number, True),
                    Column("inside", t("Inside the 80% interval"), t.number, True),
                    Column("error", t("Mean absolute error, people to date"), t.number, True),
                ),
            )
        )
    if len(asked.unreported):
        tables.append(open_registers(asked.unreported, t))
    return tuple(tables)


def open_registers(unreported: pd.DataFrame, t: Translator) -> Table:
    """Return the table of districts whose register of the quarter is not closed."""
    return Table(
        t("Districts whose register is still open"),
        unreported,
        (Column("district_name", t("District")),),
    )


def registers_note(unreported: pd.DataFrame, district_count: int, t: Translator) -> str:
    """Return how many districts have not closed their register."""
    return t(
        "Registers still open: {n} of {total} districts; people registered there are counted.",
        n=t.number(len(unreported)),
        total=t.number(district_count),
    )


def _notes(asked: Any, t: Translator) -> tuple[str, ...]:
    notes = []
    if len(asked.unreported):
        notes.append(registers_note(asked.unreported, asked.district_count, t))
    if asked.hides_few:
        notes.append(t("Quarters with few people are not told apart."))
    if asked.why_not is None:
        notes.append(
            t(
                "Method: a line through the last eight quarters gives pace and trend; the trend "
                "weakens by 30% a quarter; quarters scatter as they did (negative binomial "
                "distribution); 2,000 paths with a fixed seed; no seasons. The interval holds 80% "
                "of the paths. Earlier forecasts use the figures of the first release that covers "
                "their quarter."
            )
        )
        ahead = len(_ahead(asked))
        tried = int(asked.trials["quarters"].max()) if len(asked.trials) else 0
        if tried < ahead:
            notes.append(
                t(
                    "Quarters ahead that this forecast looks: {ahead}; that earlier ones could be "
                    "tried: at most {tried}.",
                    ahead=t.number(ahead),
                    tried=t.number(tried),
                )
            )
    return tuple(notes)
