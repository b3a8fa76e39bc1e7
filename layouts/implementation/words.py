"""How are states, stages, kinds and delays of implementation written?"""

from data_access.filters import Filters
from layouts import labels
from layouts.i18n import N_, Translator, is_missing

STATE = {
    "ahead": N_("not begun"),
    "in_hand": N_("in progress"),
    "done": N_("done"),
}

STAGE = {
    "drafted": N_("Drafted"),
    "reviewed": N_("Reviewed"),
    "piloted": N_("Piloted"),
    "approved": N_("Approved"),
    "in_use": N_("In use"),
    "done": N_("Carried out"),
    **labels.STAGE,
    "negotiated": N_("Negotiated"),
    "signed": N_("Signed"),
    "in_force": N_("In force"),
    "ended": N_("Ended"),
    "terms": N_("Terms of reference"),
    "inception": N_("Inception report"),
    "draft": N_("Draft report"),
}

TRACK = {"general": N_("general track"), "profile": N_("profile track")}

PART = {
    "equipment": N_("Equipment"),
    "furniture": N_("Furniture"),
    "materials": N_("Materials"),
}

JOINT = {
    "visit": N_("study visit"),
    "programme": N_("joint programme"),
    "training": N_("training"),
    "research": N_("joint research"),
    "conference": N_("conference"),
}


def named(value: object) -> str:
    """Return a name, a code or a number of a document; a dash where there is none."""
    return "–" if is_missing(value) else str(value)


def source(filters: Filters, t: Translator) -> str:
    """Return where the figures of the page are from."""
    return t(
        "work plan and reports of the project, {quarter}; release No. {number}",
        quarter=t.quarter(filters.quarter),
        number=t.number(filters.release),
    )
