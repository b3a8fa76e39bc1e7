"""Sheets of who took part in sessions, who was meant, and what was seen in lessons."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.days import each, not_before, quarters
from data_access.models.base import PLACES
from data_access.models.training import (
    Attendance,
    EligibleTeachers,
    LessonObservation,
    Participation,
    TrainingRegister,
)

HOURS_OF_A_DAY = 12
HIGHEST_BAND = 90
"""The band to which 100 points belong too."""

SCHOOL = Field("school", ("Мектептин коду", "Код школы", "School code"), Kind.CODE, codes="school")
PERSON = Field(
    "person", ("Катышуучунун коду", "Код участника", "Person code"), Kind.CODE, codes="person"
)
_SESSION = Field(
    "session", ("Сессиянын коду", "Код сессии", "Session code"), Kind.CODE, codes="session"
)
_PERIOD = Field("period", ("Квартал", "Квартал", "Quarter"), Kind.QUARTER)
_SUBJECT = ("Предмет", "Предмет", "Subject")
_DISTRICT = ("Район", "Район", "District")


def _certified_not_completed(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["certified"].astype(bool) & rows["completed_on"].isna()


def _completed_too_early(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a session was completed before it began."""
    known = codes.facts.get("session", {})
    begins = pd.Series([known.get(session) for session in rows["session"]], rows.index)
    return pd.to_datetime(rows["completed_on"]) < pd.to_datetime(begins)


def _band(points: Decimal) -> int:
    return min(int(points) // 10 * 10, HIGHEST_BAND)


def _squared(points: Decimal) -> Decimal:
    return (points * points).quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_UP)


def _derive_participation(rows: pd.DataFrame) -> pd.DataFrame:
    tests = zip(rows["pre_test"], rows["post_test"], strict=True)
    gains = [None if pre is None or post is None else post - pre for pre, post in tests]
    gain = pd.Series(gains, rows.index, dtype=object)
    return rows.assign(
        period=quarters(rows["completed_on"]),
        pre_band=each(rows["pre_test"], _band),
        post_band=each(rows["post_test"], _band),
        gain=gain,
        gain_squared=each(gain, _squared),
    )


def _derive_observation(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=quarters(rows["observed_on"]))


_POINTS: dict[str, Any] = {"minimum": 0, "maximum": 100}

PARTICIPATION = Sheet(
    name="participation",
    titles=("Катышуу", "Участие", "Participation"),
    model=Participation,
    fields=(
        _SESSION,
        PERSON,
        Field(
            "completed_on",
            ("Аяктаган күнү", "Дата завершения", "Completed on"),
            Kind.DATE,
            False,
            past=True,
        ),
        Field("certified", ("Сертификат алды", "Сертификат выдан", "Certified"), Kind.YES_NO),
        Field(
            "pre_test",
            ("Баштапкы тест, балл", "Входной тест, баллы", "Pre-test, points"),
            Kind.NUMBER,
            False,
            **_POINTS,
        ),
        Field(
            "post_test",
            ("Жыйынтыктоочу тест, балл", "Итоговый тест, баллы", "Post-test, points"),
            Kind.NUMBER,
            False,
            **_POINTS,
        ),
    ),
    rules=(
        Rule("completed_too_early", "completed_on", _completed_too_early),
        Rule("certified_not_completed", "certified", _certified_not_completed),
    ),
    derive=_derive_participation,
)

ATTENDANCE = Sheet(
    name="attendance",
    titles=("Сабакка келүү", "Посещаемость", "Attendance"),
    model=Attendance,
    fields=(
        _SESSION,
        PERSON,
        Field("day", ("Күнү", "День", "Day"), Kind.DATE, past=True),
        Field("hours", ("Сааттар", "Часы", "Hours"), Kind.COUNT, maximum=HOURS_OF_A_DAY),
    ),
)

ELIGIBLE = Sheet(
    name="eligible",
    titles=("Ылайыктуу мугалимдер", "Целевые учителя", "Eligible"),
    model=EligibleTeachers,
    fields=(
        SCHOOL,
        _PERIOD,
        Field("subject", _SUBJECT, Kind.CODE, codes="subject"),
        Field("language", ("Окутуу тили", "Язык обучения", "Language"), pattern=r"ky|ru|uz|tg|en"),
        Field("sex", ("Жынысы", "Пол", "Sex"), pattern="female|male"),
        Field(
            "teachers",
            ("Мугалимдердин саны", "Число учителей", "Teachers"),
            Kind.COUNT,
            maximum=1_000,
        ),
    ),
)

REGISTERS = Sheet(
    name="registers",
    titles=("Реестрлер", "Реестры", "Registers"),
    model=TrainingRegister,
    fields=(
        Field("district", _DISTRICT, Kind.CODE, codes="district"),
        _PERIOD,
        Field("closed_on", ("Жабылган күнү", "Дата закрытия", "Closed on"), Kind.DATE, past=True),
    ),
    rules=(not_before("closed_too_early", "closed_on", "period"),),
)

OBSERVATIONS = Sheet(
    name="observations",
    titles=("Сабактарды байкоо", "Наблюдение уроков", "Observations"),
    model=LessonObservation,
    fields=(
        PERSON,
        Field(
            "observed_on",
            ("Байкалган күнү", "Дата наблюдения", "Observed on"),
            Kind.DATE,
            past=True,
        ),
        Field(
            "applies",
            ("Үйрөнгөнүн колдонот", "Применяет изученное", "Applies the training"),
            Kind.YES_NO,
        ),
        Field("uses_ict", ("МКТ колдонот", "Использует ИКТ", "Uses ICT"), Kind.YES_NO),
    ),
    derive=_derive_observation,
)
