"""Sheets of what is published: statistics of the school system and dates of the programme."""

from data_access.imports.sheet import Field, Kind, Sheet
from data_access.imports.sheets.shares import fraction
from data_access.models.programme import ProgrammeDate, StatisticValue

LARGEST_SHARE = 1.5
"""Shares above 100 % are published: older pupils complete too, and budgets are raised."""

STATISTICS = Sheet(
    name="statistics",
    titles=("Статистика", "Статистика", "Statistics"),
    model=StatisticValue,
    fields=(
        Field("statistic", ("Көрсөткүч", "Показатель", "Statistic"), Kind.CODE, codes="statistic"),
        Field(
            "area", ("Аймак", "Территория", "Area"), Kind.CODE, False, codes="area", default="KG"
        ),
        Field(
            "year",
            ("Жыл", "Год", "Year"),
            pattern=r"[0-9]{4}(/[0-9]{2}|-[0-9]{2})?",
            example="2024, 2024/25, 2026-03",
        ),
        Field("value", ("Маани", "Значение", "Value"), Kind.NUMBER),
        Field("source", ("Булак", "Источник", "Source")),
    ),
    rules=(fraction("statistic", "value", LARGEST_SHARE),),
)

DATES = Sheet(
    name="dates",
    titles=("Даталар", "Даты", "Dates"),
    model=ProgrammeDate,
    fields=(
        Field("event", ("Окуя", "Событие", "Event"), Kind.CODE, codes="event"),
        Field("happens_on", ("Дата", "Дата", "Date"), Kind.DATE),
        Field("source", ("Булак", "Источник", "Source")),
    ),
)
