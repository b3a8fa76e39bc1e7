"""Summaries of what the passports of schools tell: kept as reported, one row per fact."""

from data_access.models import (
    Enrolment,
    Fact,
    PackageItem,
    SchoolAccess,
    SchoolAction,
    SchoolPhoto,
    SchoolTeaching,
)
from data_access.models.passport import ACCESS as FEATURES
from data_access.summaries.summary import Summary, kept, summary


def _as_reported(name: str, fact: type[Fact], *values: str) -> Summary:
    columns = fact.__table__.c
    return summary(name, fact, {key: columns[key] for key in fact.KEY}, kept(fact, *values))


ITEMS = _as_reported("summary_item", PackageItem, "planned", "delivered", "accepted", "defective")
ENROLMENT = _as_reported("summary_enrolment", Enrolment, "girls", "boys")
ACCESS = _as_reported(
    "summary_access", SchoolAccess, *FEATURES, "pupils_with_disabilities", "pupils_served"
)
TEACHING = _as_reported(
    "summary_teaching",
    SchoolTeaching,
    *("teachers_eligible", "teachers_trained", "candidates", "attested", "certified"),
)
ACTIONS = _as_reported(
    "summary_action",
    SchoolAction,
    *("school", "kind", "text_ky", "text_ru", "text_en", "owner", "due_on", "done_on"),
)
PHOTOS = _as_reported(
    "summary_photo",
    SchoolPhoto,
    *("package", "kind", "taken_on", "caption_ky", "caption_ru", "caption_en"),
)
"""The hash of a picture is part of the key, so that a release vouches for it too."""
