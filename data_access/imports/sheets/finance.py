"""Sheets of the subject budget."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, end_of_quarter
from data_access.imports.sheets.days import not_before
from data_access.models.finance import Budget, Contract, FundAmount, Payment, Projection

CURRENCIES = r"KGS|USD"
CENT = Decimal("0.01")

_FUND = Field("fund", ("Фонд", "Фонд", "Fund"), Kind.CODE, codes="fund")
COMPONENT = Field(
    "component", ("Компонент", "Компонент", "Component"), Kind.CODE, codes="component"
)
CATEGORY = Field("category", ("Категория", "Категория", "Category"), Kind.CODE, codes="category")
_AMOUNT = Field(
    "amount",
    ("Сумма", "Сумма", "Amount"),
    Kind.NUMBER,
    minimum=-100_000_000_000,
    maximum=100_000_000_000,
)
_AMOUNT_USD = Field(
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


def _quarters(days: Iterable[date]) -> list[date]:
    """Return the last day of the quarter of each day."""
    return [end_of_quarter(day) for day in days]


def convert(amount: Decimal, rate: Decimal, currency: str, into: str) -> Decimal:
    """Return an amount in another currency at KGS per USD, rounded half up to two places."""
    if currency == into:
        return amount
    converted = amount / rate if into == "USD" else amount * rate
    return converted.quantize(CENT, ROUND_HALF_UP)


def _converted(rows: pd.DataFrame, into: str) -> pd.Series:
    columns = zip(rows["amount"], rows["rate"], rows["currency"], strict=True)
    amounts = [convert(amount, rate, currency, into) for amount, rate, currency in columns]
    return pd.Series(amounts, index=rows.index, dtype="object")


def in_usd(rows: pd.DataFrame) -> pd.Series:
    """Return the amounts of rows in US dollars, each at the rate of its row."""
    return _converted(rows, "USD")


def _derive_contract(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=_quarters(rows["signed_on"]), amount_usd=in_usd(rows))


def _derive_payment(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        period=_quarters(rows["paid_on"]),
        amount_usd=_converted(rows, "USD"),
        amount_kgs=_converted(rows, "KGS"),
    )


def _contract_of_others(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where the contract of a payment has another fund or component than the payment."""
    lines = zip(rows["fund"], rows["component"], strict=True)
    paid = zip(rows["contract"], lines, strict=True)
    known = codes.facts.get("contract", {})
    broken = [(known.get(contract) or line)[:2] != line for contract, line in paid]
    return pd.Series(broken, rows.index)


FUNDS = Sheet(
    name="funds",
    titles=("Фонддор", "Фонды", "Funds"),
    model=FundAmount,
    fields=(_FUND, _AMOUNT_USD, Field("source", ("Булак", "Источник", "Source"))),
)

BUDGET = Sheet(
    name="budget",
    titles=("Бюджет", "Бюджет", "Budget"),
    model=Budget,
    fields=(
        _FUND,
        COMPONENT,
        CATEGORY,
        Field("year", ("Жыл", "Год", "Year"), Kind.YEAR),
        _AMOUNT_USD,
    ),
)

PROJECTIONS = Sheet(
    name="projections",
    titles=("Болжолдор", "Прогнозы", "Projections"),
    model=Projection,
    fields=(
        _FUND,
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
)

CONTRACTS = Sheet(
    name="contracts",
    titles=("Келишимдер", "Контракты", "Contracts"),
    model=Contract,
    fields=(
        Field("number", ("Келишимдин номери", "Номер контракта", "Contract number")),
        _FUND,
        COMPONENT,
        CATEGORY,
        Field(
            "signed_on", ("Кол коюлган күнү", "Дата подписания", "Signed on"), Kind.DATE, past=True
        ),
        _AMOUNT,
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
    tells=("fund", "component", "currency", "amount", "signed_on"),
)

PAYMENTS = Sheet(
    name="payments",
    titles=("Төлөмдөр", "Платежи", "Payments"),
    model=Payment,
    fields=(
        Field("number", ("Төлөмдүн номери", "Номер платежа", "Payment number")),
        Field(
            "contract",
            ("Келишимдин номери", "Номер контракта", "Contract number"),
            Kind.CODE,
            False,
            codes="contract",
            default="",
        ),
        _FUND,
        COMPONENT,
        CATEGORY,
        Field("paid_on", ("Төлөнгөн күнү", "Дата платежа", "Paid on"), Kind.DATE, past=True),
        _AMOUNT,
        CURRENCY,
        RATE,
    ),
    rules=(Rule("contract_of_others", "contract", _contract_of_others),),
    derive=_derive_payment,
)
