"""Sheets of the subject results."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, floats
from data_access.imports.sheets.shares import fraction, is_share
from data_access.models.results import ReportedValue, Target

CUTS = r"all|female|male|rural|urban"

_INDICATOR = ("Көрсөткүч", "Показатель", "Indicator")

_WHERE = (
    Field("period", ("Квартал", "Квартал", "Quarter"), Kind.QUARTER),
    Field("area", ("Аймак", "Территория", "Area"), Kind.CODE, False, codes="area", default="KG"),
    Field("cut", ("Кесилиш", "Разрез", "Cut"), required=False, default="all", pattern=CUTS),
)


def _above_whole(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return floats(rows, "numerator") > floats(rows, "denominator")


def _share_of_nothing(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    return is_share(rows, "indicator", codes) & floats(rows, "denominator").isna()


def _count_of_something(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    return ~is_share(rows, "indicator", codes) & floats(rows, "denominator").notna()


def _levels(rows: pd.DataFrame, column: str, codes: Codes) -> pd.Series:
    return pd.Series([codes.levels[code] for code in rows[column]], rows.index)


def _wrong_level(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a value is given for another kind of area than its indicator is reported for."""
    return _levels(rows, "indicator", codes) != _levels(rows, "area", codes)


def _wrong_target_level(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True as for values, but any target may also be set for the whole country."""
    return _wrong_level(rows, codes) & (_levels(rows, "area", codes) != "country")


TARGETS = Sheet(
    name="targets",
    titles=("Максаттар", "Цели", "Targets"),
    model=Target,
    fields=(
        Field("indicator", _INDICATOR, Kind.CODE, codes="indicator"),
        *_WHERE,
        Field("target", ("Максат", "Цель", "Target"), Kind.NUMBER, minimum=0),
    ),
    rules=(
        fraction("indicator", "target", largest=1),
        Rule("wrong_level", "area", _wrong_target_level),
    ),
)

VALUES = Sheet(
    name="values",
    titles=("Көрсөткүчтөр", "Значения", "Values"),
    model=ReportedValue,
    fields=(
        Field("indicator", _INDICATOR, Kind.CODE, codes="reported_indicator"),
        *_WHERE,
        Field("numerator", ("Маани", "Значение", "Value"), Kind.NUMBER, minimum=0),
        Field(
            "denominator",
            ("Бөлүүчү", "Знаменатель", "Denominator"),
            Kind.NUMBER,
            False,
            minimum=0,
        ),
        Field("evidence", ("Далил", "Подтверждение", "Evidence"), required=False, default=""),
    ),
    rules=(
        Rule("share_without_denominator", "denominator", _share_of_nothing),
        Rule("denominator_of_count", "denominator", _count_of_something),
        Rule("above_whole", "numerator", _above_whole),
        Rule("wrong_level", "area", _wrong_level),
    ),
)
