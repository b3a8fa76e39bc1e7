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
    values=kept(SchoolPackage, "owner", *_dates, "budget", "spent"),
)
"""One row per package of an innovative school."""

SCHOOLS = summary(
    "summary_school",
    School,
    key={"school": School.code, "district": School.district, "innovative": School.innovative},
    values=kept(School, "name_ky", "name_ru", "name_en", "lon", "lat", "girls", "boys", "teachers"),
)
"""One row per school."""


def _counted(condition):
    return func.sum(case((condition, 1), else_=0), type_=Integer())


_pupils = School.girls + School.boys

DISTRICTS = summary(
    "summary_district",
    School,
    key={"district": School.district},
    values={
        "school_count": func.count(School.code),
        "innovative_count": _counted(School.innovative),
        "reported_count": _counted(_pupils.is_not(None)),
        "pupil_count": func.sum(_pupils, type_=Integer()),
        "teacher_count": func.sum(School.teachers, type_=Integer()),
    },
)
"""One row per district; `reported_count` schools gave the number of their pupils."""
