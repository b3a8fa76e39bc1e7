"""Sheets of the subject budget."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, end_of_quarter
from data_access.imports.sheets.days import not_before
from data_access.models.finance import Budget, Contract, FundAmount, Projection

CURRENCIES = r"KGS|USD"
CENT = Decimal("0.01")

FUND = Field("fund", ("Фонд", "Фонд", "Fund"), Kind.CODE, codes="fund")
COMPONENT = Field(
    "component", ("Компонент", "Компонент", "Component"), Kind.CODE, codes="component"
)
CATEGORY = Field("category", ("Категория", "Категория", "Category"), Kind.CODE, codes="category")
AMOUNT = Field(
    "amount",
    ("Сумма", "Сумма", "Amount"),
    Kind.NUMBER,
    minimum=-100_000_000_000,
    maximum=100_000_000_000,
)
AMOUNT_USD = Field(
    "amount", ("Сумма, АКШ доллары", "Сумма, долл. США", "Amount, USD"), Kind.NUMBER, minimum=0
)
CURRENCY = Field("currency", ("Валюта", "Валюта", "Currency"), pattern=CURRENCIES)
RATE = Field(
    "rate",
    ("1 АКШ доллары үчүн сом", "Сомов за 1 долл. США", "KGS per USD"),
    Kind.NUMBER,
    minimum=10,
    maximum=1_000,
)

LINE = Field(
    "line",
    ("Иш багыты", "Направление работы", "Line of work"),
    Kind.CODE,
    False,
    codes="line",
    default="",
)


def _line_elsewhere(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a line of work belongs to another component."""
    lines = zip(rows["line"], rows["component"], strict=True)
    return pd.Series([line[:1] not in ("", component) for line, component in lines], rows.index)


LINE_OF_COMPONENT = Rule("line_of_other_component", "line", _line_elsewhere)


def quarters(days: Iterable[date]) -> list[date]:
    """Return the last day of the quarter of each day."""
    return [end_of_quarter(day) for day in days]


def convert(amount: Decimal, rate: Decimal, currency: str, into: str) -> Decimal:
    """Return an amount in another currency at KGS per USD, rounded half up to two places."""
    if currency == into:
        return amount
    converted = amount / rate if into == "USD" else amount * rate
    return converted.quantize(CENT, ROUND_HALF_UP)


def in_som(amount: Decimal, rate: Decimal) -> Decimal:
    """Return an amount in som at KGS per unit; som themselves, at 1, are not touched."""
    return amount if rate == 1 else (amount * rate).quantize(CENT, ROUND_HALF_UP)


def _converted(rows: pd.DataFrame, into: str) -> pd.Series:
    columns = zip(rows["amount"], rows["rate"], rows["currency"], strict=True)
    amounts = [convert(amount, rate, currency, into) for amount, rate, currency in columns]
    return pd.Series(amounts, index=rows.index, dtype="object")


def in_usd(rows: pd.DataFrame) -> pd.Series:
    """Return the amounts of rows in US dollars, each at the rate of its row."""
    return _converted(rows, "USD")


def _derive_contract(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=quarters(rows["signed_on"]), amount_usd=in_usd(rows))


def owed(codes: Codes) -> dict[str, Decimal]:
    """Return contract -> its amount with all variations; left out where it has a mistake."""
    varied = added(codes.facts.get("variation", {}))
    return {
        number: told[3] + varied.get(number, Decimal(0))
        for number, told in codes.facts.get("contract", {}).items()
        if told is not None
    }


def added(told: Mapping[Any, Any]) -> dict[str, Decimal]:
    """Return contract -> what its changes or results come to; keys are (contract, number)."""
    found: dict[str, Decimal] = {}
    for key, amount in told.items():
        if isinstance(key, tuple):  # a contract alone stands for rows that may have a mistake
            found[key[0]] = found.get(key[0], Decimal(0)) + (amount or 0)
    return found


FUNDS = Sheet(
    name="funds",
    titles=("Фонддор", "Фонды", "Funds"),
    model=FundAmount,
    fields=(FUND, AMOUNT_USD, Field("source", ("Булак", "Источник", "Source"))),
)

BUDGET = Sheet(
    name="budget",
    titles=("Бюджет", "Бюджет", "Budget"),
    model=Budget,
    fields=(
        FUND,
        COMPONENT,
        CATEGORY,
        LINE,
        Field("year", ("Жыл", "Год", "Year"), Kind.YEAR),
        AMOUNT_USD,
    ),
    rules=(LINE_OF_COMPONENT,),
    totals=("amount",),
)

PROJECTIONS = Sheet(
    name="projections",
    titles=("Болжолдор", "Прогнозы", "Projections"),
    model=Projection,
    fields=(
        FUND,
        Field("period", ("Квартал", "Квартал", "Quarter"), Kind.QUARTER),
        Field("version", ("Версия", "Версия", "Version"), pattern=r"original|revised"),
        Field(
            "awards",
            ("Келишимдер, АКШ доллары", "Контракты, долл. США", "Awards, USD"),
            Kind.NUMBER,
            minimum=0,
        ),
        Field(
            "disbursement",
            ("Төлөмдөр, АКШ доллары", "Выплаты, долл. США", "Disbursement, USD"),
            Kind.NUMBER,
            minimum=0,
        ),
    ),
    totals=("awards", "disbursement"),
)

CONTRACTS = Sheet(
    name="contracts",
    titles=("Келишимдер", "Контракты", "Contracts"),
    model=Contract,
    fields=(
        Field("number", ("Келишимдин номери", "Номер контракта", "Contract number")),
        FUND,
        COMPONENT,
        CATEGORY,
        Field(
            "signed_on", ("Кол коюлган күнү", "Дата подписания", "Signed on"), Kind.DATE, past=True
        ),
        AMOUNT,
        CURRENCY,
        RATE,
        Field(
            "supplier",
            ("Берүүчүнүн коду", "Код поставщика", "Supplier code"),
            Kind.CODE,
            codes="supplier",
        ),
        Field(
            "package",
            ("Сатып алуу топтомунун коду", "Код пакета закупок", "Procurement package code"),
            Kind.CODE,
            codes="procurement_package",
        ),
        Field("ends_on", ("Аяктоо күнү", "Дата окончания", "Ends on"), Kind.DATE),
    ),
    rules=(not_before("end_before_signing", "ends_on", "signed_on"),),
    derive=_derive_contract,
    adds_to="contract",
    tells=("fund", "component", "signed_on", "amount", "currency"),
)
