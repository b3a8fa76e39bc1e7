"""Sheets of textbooks counted in schools, and of the rental scheme."""

import datetime as dt

import pandas as pd

from data_access import school_years
from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, end_of_quarter, floats
from data_access.imports.sheets.days import each, quarters
from data_access.imports.sheets.passport import SCHOOL, school_year, years_apart
from data_access.imports.sheets.titles import TITLE
from data_access.models.textbooks import STAGES, Rental, RentalSpending, StockCount

MOST_IN_A_SCHOOL = 20_000
MOST_PUPILS = 10_000


def _expires(day: dt.date) -> dt.date:
    """Return the last quarter end on which a count of this day is less than a year old."""
    quarter = end_of_quarter(day)
    before = dt.date(quarter.year, quarter.month - 2, 1) - dt.timedelta(days=1)
    return before.replace(year=before.year + 1)


def _derive_count(rows: pd.DataFrame) -> pd.DataFrame:
    days = rows["counted_on"]
    return rows.assign(
        period=quarters(days),
        expires=each(days, _expires),
        school_year=each(days, school_years.school_year),
    )


def _collected_before_due(rows: pd.DataFrame, _: Codes) -> pd.Series:
    """True where money was collected, but not said how much was due."""
    return floats(rows, "collected").notna() & floats(rows, "due").isna()


def _copies(name: str, ky: str, ru: str, en: str) -> Field:
    return Field(name, (ky, ru, en), Kind.COUNT, maximum=MOST_IN_A_SCHOOL)


def _pupils(name: str, ky: str, ru: str, en: str) -> Field:
    return Field(name, (ky, ru, en), Kind.COUNT, False, maximum=MOST_PUPILS)


def _money(name: str, ky: str, ru: str, en: str, *, required: bool = False) -> Field:
    headings = (f"{ky}, сом", f"{ru}, сом", f"{en}, KGS")
    return Field(name, headings, Kind.NUMBER, required, minimum=0)


_SCHOOL_YEAR = school_year("school_year", ("Окуу жылы", "Учебный год", "School year"))

STOCK_COUNTS = Sheet(
    name="stock_counts",
    titles=("Китеп фондун эсептөө", "Пересчёт фонда учебников", "Stock counts"),
    model=StockCount,
    fields=(
        SCHOOL,
        Field("title", TITLE, Kind.CODE, codes="title"),
        Field(
            "counted_on", ("Эсептелген күнү", "Дата пересчёта", "Counted on"), Kind.DATE, past=True
        ),
        _copies("usable", "Жарактуу нускалар", "Пригодных экземпляров", "Usable copies"),
        _copies("worn", "Эскирген нускалар", "Изношенных экземпляров", "Worn copies"),
        _copies("lost", "Жоголгон нускалар", "Утрачено экземпляров", "Lost copies"),
    ),
    derive=_derive_count,
)

RENTALS = Sheet(
    name="rentals",
    titles=("Китептердин ижарасы", "Аренда учебников", "Rentals"),
    model=Rental,
    fields=(
        SCHOOL,
        _SCHOOL_YEAR,
        Field("stage", ("Баскыч", "Этап", "Stage"), pattern="|".join(STAGES)),
        _pupils("full", "Толук төлөгөн окуучулар", "Ученики с полной платой", "Full fee"),
        _pupils("half", "Жарымын төлөгөн окуучулар", "Ученики с половинной платой", "Half fee"),
        _pupils("exempt", "Бошотулган окуучулар", "Ученики, освобождённые от платы", "Exempt"),
        _money("due", "Төлөнүшү керек", "Начислено", "Due"),
        _money("collected", "Жыйналды", "Собрано", "Collected"),
    ),
    rules=(
        years_apart("school_year"),
        Rule("collected_without_due", "due", _collected_before_due),
    ),
)

RENTAL_SPENDING = Sheet(
    name="rental_spending",
    titles=("Ижара фондунун чыгымдары", "Расходы фонда аренды", "Rental spending"),
    model=RentalSpending,
    fields=(
        Field("district", ("Район", "Район", "District"), Kind.CODE, codes="district"),
        _SCHOOL_YEAR,
        _money("books", "Китептерге", "На учебники", "Books", required=True),
        Field(
            "copies",
            ("Сатып алынган нускалар", "Куплено экземпляров", "Copies bought"),
            Kind.COUNT,
            maximum=1_000_000,
        ),
        _money("other", "Башка чыгымдар", "Прочие расходы", "Other", required=True),
    ),
    rules=(years_apart("school_year"),),
)
