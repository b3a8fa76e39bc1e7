"""Sheet of what regions planned for education and spent on it."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, floats
from data_access.models.money import SectorSpending


def _no_region(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    return pd.Series([codes.levels.get(area) != "region" for area in rows["area"]], rows.index)


def _above_whole(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where more went into repair than was spent at all; unknown spending has no part."""
    return floats(rows, "repair") > floats(rows, "actual").fillna(0)


def _amount(name: str, headings: tuple[str, str, str], *, required: bool = False) -> Field:
    return Field(name, headings, Kind.NUMBER, required, minimum=0)


SECTOR_SPENDING = Sheet(
    name="sector_spending",
    titles=("Билим берүүгө чыгымдар", "Расходы на образование", "Education spending"),
    model=SectorSpending,
    fields=(
        Field("area", ("Аймак", "Территория", "Area"), Kind.CODE, codes="area"),
        Field("year", ("Жыл", "Год", "Year"), Kind.YEAR),
        Field(
            "level",
            ("Билим берүү деңгээли", "Уровень образования", "Level of education"),
            pattern=r"preschool|school|vocational|higher|other",
        ),
        _amount("planned", ("План, сом", "План, сомов", "Plan, KGS"), required=True),
        _amount("actual", ("Аткарылышы, сом", "Исполнение, сомов", "Actual, KGS")),
        _amount(
            "repair",
            (
                "Анын ичинде капиталдык оңдоо жана тейлөө, сом",
                "Из них капитальный ремонт и содержание, сомов",
                "Of which capital repair and maintenance, KGS",
            ),
        ),
        Field("source", ("Булак", "Источник", "Source")),
    ),
    rules=(
        Rule("wrong_level", "area", _no_region),
        Rule("above_whole", "repair", _above_whole),
    ),
)
