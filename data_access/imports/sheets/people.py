"""Sheet of the people who are trained: codes without names."""

from datetime import date

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.models.training import ROLES, Person

FIRST_DAY = date(2023, 7, 21)
"""Signing of the agreements: what a row says holds from this day on unless it says otherwise."""


def _without_place(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["school"].isna() & rows["district"].isna()


def _same_as_itself(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["same_as"] == rows["code"]


def _same_as_second_code(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a code stands for one that stands for another, or others stand for it."""
    keys = zip(rows["code"], rows["since"], strict=True)
    known = {**codes.facts.get("person", {}), **dict(zip(keys, rows["same_as"], strict=True))}
    second = {key[0] for key, same in known.items() if same}
    first = {same for same in known.values() if same}
    is_link = rows["same_as"].notna() & (rows["same_as"] != rows["code"])
    return is_link & (rows["same_as"].isin(second) | rows["code"].isin(first))


def _derive(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(audience=rows["role"].map(ROLES))


PERSONS = Sheet(
    name="persons",
    titles=("Катышуучулар", "Участники", "Persons"),
    model=Person,
    fields=(
        Field(
            "code",
            ("Катышуучунун коду", "Код участника", "Person code"),
            pattern=r"P-[0-9]{4,9}",
            example="P-000123",
        ),
        Field(
            "since",
            ("Ушул күндөн тартып", "Начиная с", "Since"),
            Kind.DATE,
            False,
            default=FIRST_DAY,
        ),
        Field(
            "school",
            ("Мектептин коду", "Код школы", "School code"),
            Kind.CODE,
            False,
            codes="school",
        ),
        Field("district", ("Район", "Район", "District"), Kind.CODE, False, codes="district"),
        Field("role", ("Кызматы", "Роль", "Role"), pattern="|".join(ROLES)),
        Field("subject", ("Предмет", "Предмет", "Subject"), Kind.CODE, False, codes="subject"),
        Field("sex", ("Жынысы", "Пол", "Sex"), pattern="female|male"),
        Field("language", ("Окутуу тили", "Язык обучения", "Language"), pattern=r"ky|ru|uz|tg|en"),
        Field(
            "birth_year",
            ("Туулган жылы", "Год рождения", "Year of birth"),
            Kind.COUNT,
            False,
            minimum=1930,
            maximum=2015,
        ),
        Field(
            "same_as",
            ("Ушул код менен бир адам", "Тот же человек, что и код", "Same as person"),
            Kind.CODE,
            False,
            codes="person",
        ),
    ),
    rules=(
        Rule("without_place", "district", _without_place),
        Rule("same_as_itself", "same_as", _same_as_itself),
        Rule("same_as_second_code", "same_as", _same_as_second_code),
    ),
    derive=_derive,
    adds_to="person",
    tells=("same_as",),
)
