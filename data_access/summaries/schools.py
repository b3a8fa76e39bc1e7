"""Summaries of schools and of the packages of innovative schools."""

from sqlalchemy import Integer, case, func

from data_access.models import School, SchoolPackage
from data_access.models.schools import STAGES
from data_access.summaries.summary import kept, summary

_dates = tuple(f"{stage}_{kind}" for stage in STAGES for kind in ("planned", "actual"))

PACKAGES = summary(
    "summary_package",
    SchoolPackage,
    key={"school": SchoolPackage.school, "package": SchoolPackage.package},
    values=kept(SchoolPackage, "owner", *_dates, "budget", "contracted", "spent"),
)
"""One row per package of an innovative school."""

SCHOOLS = summary(
    "summary_school",
    School,
    key={"school": School.code, "district": School.district, "innovative": School.innovative},
    values=kept(
        School,
        *("name_ky", "name_ru", "name_en", "lon", "lat", "languages", "rural", "remote"),
        *("girls", "boys", "teachers", "closed_on", "merged_into"),
    ),
)
"""One row per school, closed ones included."""


def _counted(condition):
    return func.sum(case((condition, 1), else_=0), type_=Integer())


_is_open = School.closed_on.is_(None)
_pupils = case((_is_open, School.girls + School.boys))

DISTRICTS = summary(
    "summary_district",
    School,
    key={"district": School.district},
    values={
        "school_count": _counted(_is_open),
        "innovative_count": _counted(School.innovative & _is_open),
        "reported_count": _counted(_pupils.is_not(None)),
        "pupil_count": func.sum(_pupils, type_=Integer()),
        "teacher_count": func.sum(case((_is_open, School.teachers)), type_=Integer()),
    },
)
"""One row per district, closed schools not counted; `reported_count` schools gave their pupils."""
