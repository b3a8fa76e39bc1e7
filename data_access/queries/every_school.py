"""Where are all schools of the country?"""

from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, Select, or_, select

from data_access.filters import LANGUAGES, Filters
from data_access.frames import kept, read_frame
from data_access.models import Area
from data_access.summaries.schools import SCHOOLS

SCHOOL = SCHOOLS.table.c


@kept("release", "period", "lang", most=24)
def every_school(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools of the whole country that are open at the end of the period.

    Columns:
        school, school_name, district, district_name, region   str
        lon, lat        float64  missing where the school has no position yet
        pupil_count     Int64    missing where not reported
        innovative      bool
        demonstration   Int64    1 where the row is invented
    """
    is_open = or_(SCHOOL.closed_on.is_(None), SCHOOL.closed_on > filters.quarter)
    return read_frame(db, _schools(filters).where(is_open))


@kept("release", "period", "lang", most=24)
def closed_schools(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the schools that are closed by the end of the period; columns as `every_school`."""
    return read_frame(db, _schools(filters).where(SCHOOL.closed_on <= filters.quarter))


def _schools(filters: Filters) -> Select:
    return (
        select(
            SCHOOL.school,
            SCHOOL[f"name_{filters.lang}"].label("school_name"),
            SCHOOL.district,
            getattr(Area, f"short_{filters.lang}").label("district_name"),
            Area.parent.label("region"),
            SCHOOL.lon,
            SCHOOL.lat,
            (SCHOOL.girls + SCHOOL.boys).label("pupil_count"),
            SCHOOL.innovative,
            SCHOOL.demonstration,
        )
        .join(Area, Area.code == SCHOOL.district)
        .where(SCHOOL.release == filters.release)
        .order_by(SCHOOL.school)
    )


def with_school(every: pd.DataFrame, profile: pd.DataFrame) -> pd.DataFrame:
    """Return the open schools and the one of a profile, also where it is closed."""
    if every["school"].isin(profile["school"]).any():
        return every
    return pd.concat([every, profile[list(every)].astype(every.dtypes)], ignore_index=True)


@kept("release", "period", most=24)
def names(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return open schools in the same order, then closed ones, with names in all languages.

    Columns:
        school   str
        school_ky, school_ru, school_en, district_ky, district_ru, district_en   str
    """
    by_lang = {lang: _open_and_closed(db, replace(filters, lang=lang)) for lang in LANGUAGES}
    frame = by_lang[LANGUAGES[0]][["school"]]
    return frame.assign(
        **{
            f"{name}_{lang}": by_lang[lang][f"{name}_name"]
            for name in ("school", "district")
            for lang in LANGUAGES
        }
    )


def _open_and_closed(db: Connection, filters: Filters) -> pd.DataFrame:
    parts = every_school(db, filters), closed_schools(db, filters)
    return pd.concat(parts, ignore_index=True)
