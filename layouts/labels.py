"""What are codes and units called?"""

from data_access.filters import Filters
from layouts.i18n import N_, Translator, is_missing

STATUS = {
    "achieved": N_("Achieved"),
    "on_track": N_("On track"),
    "attention": N_("For attention"),
    "at_risk": N_("At risk"),
    "not_due": N_("Not due yet"),
    "not_reported": N_("Not reported"),
    "not_applicable": N_("Not applicable"),
}

GOOD = ("achieved", "on_track")
"""Statuses that look good."""

STAGE = {
    "contracted": N_("Contracted"),
    "delivered": N_("Delivered"),
    "installed": N_("Installed"),
    "accepted": N_("Accepted"),
}

PACKAGE = {
    "lab": N_("Laboratories"),
    "materials": N_("Learning materials"),
    "ict": N_("ICT"),
    "multimedia": N_("Multimedia classroom"),
    "repair": N_("Minor repair"),
    "access": N_("Accessibility"),
}
"""Packages by their short names, in their order."""

COLOR = {
    "status": N_("Status of the school"),
    "spent_share": N_("Share of the budget spent"),
    "pupil_count": N_("Pupils"),
}
"""What the colour or the shape of a school can mean, beside its packages."""

UNIT = {
    "pieces": N_("pcs"),
    "sets": N_("sets"),
    "licences": N_("licences"),
    "square_metres": N_("m²"),
    "works": N_("works"),
}
"""What the items of a package are counted in."""

LANGUAGE = {
    "ky": N_("Kyrgyz"),
    "ru": N_("Russian"),
    "uz": N_("Uzbek"),
    "tg": N_("Tajik"),
    "en": N_("English"),
}
"""Languages of instruction."""

STANDARD = {"old": N_("old standard"), "new": N_("new standard")}
"""Standards of textbooks; the new one belongs to the twelve-year school."""

RENTAL_STAGE = {
    "planned": N_("decided on"),
    "prepared": N_("prepared"),
    "running": N_("fees taken"),
}
"""How far a school is with the rental scheme."""

RENTAL_PUPILS = {
    "full": N_("Whole fee"),
    "half": N_("Half of the fee"),
    "exempt": N_("Exempt"),
}
"""What pupils pay for their textbooks."""

ACCESS = {
    "ramp": N_("Ramp"),
    "toilet": N_("Adapted toilet"),
    "resource_room": N_("Resource room"),
    "adapted_materials": N_("Adapted materials"),
}
"""What makes a school accessible."""

ACTION = {"issue": N_("Issue"), "commitment": N_("Commitment")}

CHANGE = {
    "closed": N_("The school closed on {after}"),
    "reopened": N_("The school is open; before: closed on {before}"),
    "merged": N_("Took over: {what}, on {after}"),
    "gone": N_("No longer listed: {what}"),
    "stage_withdrawn": N_("{what}: “{stage}” not reached; before: reached on {before}"),
    "stage_reached": N_("{what}: “{stage}” reached on {after}"),
    "stage_corrected": N_("{what}: “{stage}” reached on {after}, before: {before}"),
    "plan_withdrawn": N_("{what}: “{stage}” no longer planned, before for {before}"),
    "plan_moved": N_("{what}: “{stage}” now planned for {after}, before for {before}"),
    "plan_set": N_("{what}: “{stage}” planned for {after}, before without a date"),
    "action_new": N_("New: {what}"),
    "action_done": N_("Done on {after}: {what}"),
    "action_reopened": N_("Open again: {what}"),
    "spent": N_("{what}: {after} spent, before: {before}"),
    "trained": N_("Teachers trained: {after}, before: {before}"),
    "items_defective": N_("{what}: {after} defective, before {before}"),
    "items_accepted": N_("{what}: {after} accepted, before {before}"),
    "access": N_("{what}: {after}, before: {before}"),
    "pupils": N_("Pupils: {after}, before: {before}"),
}
"""What changed in a school."""

COUNT_AGE = {
    "fresh": N_("in the last half year"),
    "ageing": N_("in the last year"),
    "old": N_("earlier"),
    "never": N_("never"),
}
"""When a school last counted its books."""

MEASURE = {
    "R2.2": N_("Training coverage"),
    "R1.4": N_("Textbook provision rate"),
    "R3.2": N_("Packages accepted in innovative schools"),
    "pupils_per_school": N_("Pupils per school"),
    "numeracy": N_("Foundational numeracy, ages 7–14 (2018)"),
    "reading": N_("Foundational reading, ages 7–14 (2018)"),
    "primary_completion": N_("Primary completion rate (2022)"),
    "double_gap": N_("Short of teachers and books"),
    "campaign_people": N_("People reached by the campaign"),
}

OF_WHAT = {
    "R2.2": N_("{n} of {total} teachers"),
    "R1.4": N_("{n} of {total} copies needed"),
    "R3.2": N_("{n} of {total} packages"),
    "pupils_per_school": N_("{n} pupils in {total} schools"),
    "R1.5": N_("{n} of {total} copies"),
    "R1.6b": N_("KGS {n} of {total} due"),
    "R1.7": N_("{n} of {total} schools"),
    "double_gap": N_("{n} of {total} subjects and languages"),
    "campaign_people": N_("{n} people at {total} events"),
    "R2.3": N_("{total} people sat both tests"),
    "R2.5": N_("{n} of {total} candidates"),
    "R2.6": N_("{n} of {total} enrolments"),
    "R4.4": N_("{n} of {total} packages"),
    "R4.6a": N_("{n} of {total} commitments"),
    "R4.6b": N_("{n} of {total} grievances"),
}
"""Numerator and denominator of a ratio in words."""

LEVEL = {"district": N_("Districts"), "region": N_("Regions")}


def of_what(code: str, numerator: float, denominator: float, t: Translator) -> str:
    """Return numerator and denominator of a share in words; empty where either is missing."""
    if is_missing(numerator) or is_missing(denominator):
        return ""
    if code in ("R4.3a", "R4.3b"):
        return t(
            "{n} of {total} projected",
            n=million_usd(numerator, t),
            total=million_usd(denominator, t),
        )
    if code == "R4.3c":
        return t(
            "{n} of {total} budgeted",
            n=million_usd(numerator, t),
            total=million_usd(denominator, t),
        )
    if code == "spending_per_pupil":
        return t("KGS {n} for {total} pupils", n=t.number(numerator), total=t.number(denominator))
    message = OF_WHAT.get(code, "{n} ÷ {total}")
    return t(message, n=t.number(numerator), total=t.number(denominator))


def languages(codes: str, t: Translator) -> str:
    """Return languages of instruction, written as codes parted by spaces."""
    return ", ".join(t(LANGUAGE[code]) for code in codes.split())


def days(n: int, t: Translator) -> str:
    """Return a number of days."""
    return t.plural("{n} day", "{n} days", n)


def by_days(n: int, t: Translator) -> str:
    """Return a number of days by which something differs, as it stands after “by”."""
    return t.plural("by {n} day", "by {n} days", n)


def days_late(n: float, t: Translator) -> str:
    """Return how late something is; empty where it is not, or nobody knows."""
    return "" if is_missing(n) else t.plural("{n} day late", "{n} days late", int(n))


def behind(days: float, t: Translator) -> str:
    """Return how far something is behind or ahead of its plan, or that nothing is due yet."""
    if is_missing(days):
        return t("not due yet")
    if days == 0:
        return t("on time")
    if days < 0:
        return t.plural("{n} day early", "{n} days early", -int(days))
    return days_late(days, t)


def kilometres(km: float, t: Translator) -> str:
    """Return a distance."""
    return t("{n} km", n=t.number(km, 1))


def million_kgs(amount: float, t: Translator) -> str:
    """Return an amount of som in millions."""
    return t("KGS {n} million", n=t.number(amount / 1e6, 1))


def million_usd(amount: float, t: Translator) -> str:
    """Return an amount of US dollars in millions."""
    return t("USD {n} million", n=t.number(amount / 1e6, 1))


def measured(value: float, unit: str, t: Translator) -> str:
    """Return a value as it stands in a tile or a table: shares in percent, points with a tenth."""
    if is_missing(value):
        return t("no data")
    if unit == "points":
        return t.number(value, 1)
    return t.percent(value) if unit == "share" else t.number(value)


def counted(value: float, unit: str, t: Translator) -> str:
    """Return a value with its unit in words."""
    if is_missing(value):
        return t("no data")
    if unit == "share":
        return t.percent(value)
    if unit == "points":
        return t("{n} points", n=t.number(value, 1))
    return unit_words(unit, round(value), t)


def unit_words(unit: str, n: int, t: Translator) -> str:
    """Return a counted unit: “5 schools”."""
    words = {
        "people": t.plural("{n} person", "{n} people", n),
        "titles": t.plural("{n} title", "{n} titles", n),
        "copies": t.plural("{n} copy", "{n} copies", n),
        "schools": t.plural("{n} school", "{n} schools", n),
        "pupils": t.plural("{n} pupil", "{n} pupils", n),
        "standards": t.plural("{n} standard", "{n} standards", n),
        "agreements": t.plural("{n} agreement", "{n} agreements", n),
        "institutes": t.plural("{n} institute", "{n} institutes", n),
        "studies": t.plural("{n} study", "{n} studies", n),
        "actions": t.plural("{n} action", "{n} actions", n),
    }
    return words[unit]


def change(value: float, unit: str, t: Translator) -> str:
    """Return a change with its sign; a share changes by percentage points."""
    if is_missing(value):
        return ""
    if unit == "share":
        return t("{n} pp", n=t.change(value * 100, 1))
    return t.change(value, 1) if unit == "points" else t.change(value)


def reported(count: float, t: Translator) -> str:
    """Return a count, or that it was not reported."""
    return t("not reported") if is_missing(count) else t.number(count)


def silent(schools: float, t: Translator) -> str:
    """Return how many schools gave no number of pupils."""
    return t("{n} without a number of pupils", n=t.number(schools))


def as_stated(filters: Filters, t: Translator) -> str:
    """Return where facts without a date of their own are from: today's word, whatever quarter."""
    return t("as release No. {number} states it", number=t.number(filters.release))


def register(filters: Filters, t: Translator) -> str:
    """Return the source of what the register says of schools."""
    return t("register of schools, {release}", release=as_stated(filters, t))


def some_packages(known: int, total: int, t: Translator) -> str:
    """Return of how many packages something is known; empty where it is of all."""
    if known == total:
        return ""
    return t("{n} of {total} packages", n=t.number(known), total=t.number(total))


def districts_reported(reported: int, expected: int, t: Translator) -> str:
    """Return how many districts reported of those that should."""
    return t("{n} of {total} districts", n=t.number(reported), total=t.number(expected))


def stage_reached(count: float, t: Translator) -> str:
    """Return the name of the stage that so many reached stages lead to."""
    if is_missing(count):
        return t("Not reported")
    return t([N_("Not started"), *STAGE.values()][int(count)])


def yes_no(is_so: bool, t: Translator) -> str:
    """Return whether something is so."""
    return t("Yes") if is_so else t("No")


def no_school_here(t: Translator) -> str:
    """Return that a part of the country has no innovative schools."""
    return t("No innovative school lies here.")
