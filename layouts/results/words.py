"""What are levels, units and rules of the results framework called?"""

from collections.abc import Mapping
from typing import Any

from data_access.filters import Filters
from layouts import labels
from layouts.components.status_mark import standing_mark, status_mark, status_sign
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element
from layouts.theme import MARKS
from layouts.training.forecast import chance_words

Row = Mapping[Any, Any]

VIEW = {
    "components": N_("Components of the ministry"),
    "outputs": N_("Outputs of ADB"),
}

LEVEL = {
    "impact": N_("Impact"),
    "outcome": N_("Outcome"),
    "output": N_("Output"),
    "management": N_("Management"),
}

COUNTING = {
    "total": N_("since the start"),
    "state": N_("state at the end of the quarter"),
}

UNIT = {
    "share": N_("share, %"),
    "points": N_("points of 100"),
    "people": N_("people"),
    "titles": N_("titles"),
    "copies": N_("copies"),
    "schools": N_("schools"),
    "pupils": N_("pupils"),
    "standards": N_("standards"),
    "agreements": N_("agreements"),
    "institutes": N_("institutes"),
    "studies": N_("studies"),
    "actions": N_("actions"),
}

CUT = {
    "district": N_("by region and district"),
    "people": N_("by sex, rural and urban, language"),
}

NO_CHANCE = {
    "hidden": N_("not told apart"),
    "ongoing": N_("each quarter by itself"),
    "no_target": N_("no end target yet"),
    "no_value": N_("no value of the quarter"),
    "reached": N_("target reached"),
    "ratio": N_("not forecast: a rate, no count"),
    "no_people": N_("not forecast: no count of people"),
    "part": N_("not forecast for this area"),
    "no_closing": N_("no quarter left to forecast"),
    "gap": N_("a quarter is unknown or fell"),
    "registers": N_("too many registers open"),
}
"""Why an indicator has no forecast, in a few words, beside too few quarters."""

MEANING = {
    "component": N_("component"),
    "unit": N_("unit"),
    "level": N_("level"),
    "computed": N_("counted or reported"),
    "ongoing": N_("each quarter by itself"),
    "weight": N_("weight"),
}
"""What decides a figure, column by column."""


def cuts(row: Row, t: Translator) -> str:
    """Return how an indicator can be told apart."""
    return ", ".join(t(CUT[each]) for each in row["cuts"]) or t("whole country only")


def origin(row: Row, t: Translator) -> str:
    """Return whether an indicator is counted here or reported, and who answers for it."""
    if row["computed"]:
        return t("counted from the facts; answers for it: {owner}", owner=row["owner_name"])
    return t("reported by: {owner}", owner=row["owner_name"])


def reason(row: Row, rule: Any, t: Translator) -> str:
    """Return why an indicator has the status of the rule; `rule` holds the limits in force."""
    status, value, target = row["rule_status"], row["value"], row["target"]
    if row["hidden"]:
        return t("too few people to be told apart")
    if status == "achieved":
        return t("the end target is reached")
    if status == "not_reported":
        return t("nothing is known for this quarter")
    if status == "not_due":
        return t("nothing is due yet")
    if is_missing(value) or is_missing(target) or target <= 0:
        return t("no target is set here")
    limits = {
        "on_track": t("{limit} or more", limit=t.percent(rule.on_track)),
        "attention": t(
            "{low} or more, below {high}",
            low=t.percent(rule.attention),
            high=t.percent(rule.on_track),
        ),
        "at_risk": t("below {limit}", limit=t.percent(rule.attention)),
    }
    return t(
        "{share} of the target to date: {limits}",
        share=t.percent(value / target, 1),
        limits=limits[status],
    )


def decision(row: Row, t: Translator) -> str:
    """Return who set another status than that of the rule, when and why; empty where nobody did."""
    override = row["override"]
    if not override:
        return ""
    return t(
        "Set by decision of {date}, {who}: {reason}",
        date=t.day(override.decided_on),
        who=override.decided_by,
        reason=override.reason,
    )


def judged(row: Row, rule: Any, t: Translator) -> list[Any]:
    """Return the status of an indicator and why it has it, in small letters below.

    Where somebody set it, that of the rule and its reason stay below the decision.
    """
    why = Element("small", reason(row, rule, t))
    if not row["override"]:
        return [standing_mark(row, t), why]
    return [
        standing_mark(row, t),
        Element("small", decision(row, t), {"class": "decision"}),
        Element("small", [f"{t('By the rule:')} ", status_mark(row["rule_status"], t)]),
        why,
    ]


def rule_note(rule: Any, t: Translator) -> str:
    """Return the house rule in force, in a sentence."""
    return t(
        "Status by the house rule in force since {date}, not a rating by ADB: value ÷ target to "
        "date, on track from {on_track}, for attention from {attention}, below that at risk.",
        date=t.day(rule.effective_from),
        on_track=t.percent(rule.on_track),
        attention=t.percent(rule.attention),
    )


def chance(row: Row, t: Translator) -> str:
    """Return the chance of reaching the end target, or why no outlook is given."""
    if not is_missing(row["chance"]):
        return chance_words(row["chance"], t)
    reason, quarters, least = row["why_not"]
    if reason == "few_quarters":
        return t.plural(
            "{n} quarter with people, {least} are needed",
            "{n} quarters with people, {least} are needed",
            quarters,
            least=t.number(least),
        )
    return t(NO_CHANCE[reason])


def baseline_quarter(row: Row, t: Translator) -> str:
    """Return the quarter of the baseline; empty without one."""
    return t.quarter(row["baseline_period"]) if row["baseline_period"] else ""


def source(filters: Filters, t: Translator) -> str:
    """Return where the figures are from."""
    return t(
        "reports and registers, {quarter}; release No. {number}",
        quarter=t.quarter(filters.quarter),
        number=t.number(filters.release),
    )


def counts(rows: list[Row], t: Translator) -> Element:
    """Return how many indicators have each status, by its sign."""
    found = []
    for status in MARKS:
        if many := sum(row["status"] == status for row in rows):
            found.append(Element("span", [status_sign(status, t), f" {t.number(many)}"]))
    return Element("span", found, {"class": "status-counts"})


def value(row: Row, t: Translator) -> str:
    """Return the value of an indicator with its unit, or why there is none."""
    if row["hidden"]:
        return t("not told apart")
    return labels.counted(row["value"], row["unit"], t)
