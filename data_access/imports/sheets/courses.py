"""Sheets of courses and of the sessions in which they are held."""

import pandas as pd

from data_access.imports.sheet import Field, Kind, Sheet
from data_access.imports.sheets.days import not_before, quarters
from data_access.models.training import AUDIENCES, Course, CourseSession

_COURSE_CODE = ("Курстун коду", "Код курса", "Course code")


def _derive(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=quarters(rows["starts_on"]), end_period=quarters(rows["ends_on"]))


COURSES = Sheet(
    name="courses",
    titles=("Курстар", "Курсы", "Courses"),
    model=Course,
    fields=(
        Field("code", _COURSE_CODE, pattern=r"[A-Z]{2}-[0-9]{2,5}", example="CR-01"),
        Field("name_ky", ("Аталышы (кыргызча)", "Название (кыргызский)", "Name (Kyrgyz)")),
        Field("name_ru", ("Аталышы (орусча)", "Название (русский)", "Name (Russian)")),
        Field("name_en", ("Аталышы (англисче)", "Название (английский)", "Name (English)")),
        Field("audience", ("Аудитория", "Аудитория", "Audience"), pattern="|".join(AUDIENCES)),
        Field("subject", ("Предмет", "Предмет", "Subject"), Kind.CODE, False, codes="subject"),
        Field(
            "mode", ("Окутуу формасы", "Форма обучения", "Mode"), pattern="in_person|online|blended"
        ),
        Field("hours", ("Сааттар", "Часы", "Hours"), Kind.COUNT, minimum=1, maximum=2_000),
        Field(
            "provider",
            ("Окутуучу уюм", "Обучающая организация", "Provider"),
            Kind.CODE,
            codes="provider",
        ),
    ),
    adds_to="course",
)

SESSIONS = Sheet(
    name="sessions",
    titles=("Сессиялар", "Сессии", "Sessions"),
    model=CourseSession,
    fields=(
        Field(
            "code",
            ("Сессиянын коду", "Код сессии", "Session code"),
            pattern=r"[A-Z]{2}-[0-9]{2,5}-[0-9]{2,6}",
            example="CR-01-0007",
        ),
        Field("course", _COURSE_CODE, Kind.CODE, codes="course"),
        Field("district", ("Район", "Район", "District"), Kind.CODE, False, codes="district"),
        Field("starts_on", ("Башталышы", "Начало", "Starts on"), Kind.DATE),
        Field("ends_on", ("Аякташы", "Окончание", "Ends on"), Kind.DATE),
        Field(
            "planned_seats",
            ("Пландалган орундар", "Запланировано мест", "Planned seats"),
            Kind.COUNT,
            maximum=10_000,
        ),
    ),
    rules=(not_before("ends_before_start", "ends_on", "starts_on"),),
    derive=_derive,
    adds_to="session",
    tells=("starts_on",),
)
