"""Sheets of what was paid, of what the funds gave for it, and of the rates of the day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.finance import (
    AMOUNT,
    CATEGORY,
    COMPONENT,
    FUND,
    LINE,
    LINE_OF_COMPONENT,
    convert,
    in_som,
    owed,
    quarters,
)
from data_access.indicators.rating import rate_age
from data_access.models.finance import COUNTERPART, Payment
from data_access.models.money import ExchangeRate, Withdrawal

CURRENCIES = r"KGS|USD|XDR"
TOLD = ("contract", "amount", "currency", "paid_on", "rate")
"""What a payment tells the rule that holds it against its contract."""
RATE_MARGIN = Decimal("0.01")
"""Part of a contract that payments in another currency may come to above it, for rates of banks."""

_CURRENCY = Field("currency", ("Валюта", "Валюта", "Currency"), pattern=CURRENCIES)
_RATE = Field(
    "rate",
    ("1 АКШ доллары үчүн сом", "Сомов за 1 долл. США", "KGS per USD"),
    Kind.NUMBER,
    required=False,
    minimum=10,
    maximum=1_000,
)


@dataclass(frozen=True)
class _Rate:
    """A rate and the day from which it is."""

    rate: Decimal
    day: date


class _Rates:
    """The official rates that the door knows, and how far back it may look for one."""

    def __init__(self, known: Mapping[Any, Any]):
        self._days: dict[str, list[date]] = defaultdict(list)
        self._rates = {key: rate for key, rate in known.items() if rate is not None}
        for currency, day in sorted(self._rates):
            self._days[currency].append(day)
        self._found: dict[tuple[str, date], _Rate | None] = {}

    def between(
        self, amount: Decimal, currency: str, day: date, rate: Decimal | None
    ) -> dict[str, Decimal]:
        """Return an amount of a day in som and in US dollars, `rate` where its row states one; 0
        where no rate is known, since another rule refuses that row."""
        usd, own = (self.on(each, day) for each in ("USD", currency))
        per_usd = rate or (usd.rate if usd else None)
        per_unit = {"KGS": Decimal(1), "USD": per_usd}.get(currency, own.rate if own else None)
        if per_usd is None or per_unit is None:
            return {"KGS": Decimal(0), "USD": Decimal(0)}
        som = in_som(amount, per_unit)
        return {"KGS": som, "USD": convert(som, per_usd, "KGS", "USD")}

    def on(self, currency: str, day: date) -> _Rate | None:
        """Return the rate of a day, or the nearest earlier one that is not too old, else None."""
        key = currency, day
        if key not in self._found:
            days = self._days.get(currency, [])
            place = bisect_right(days, day)
            nearest = days[place - 1] if place else None
            is_near = nearest is not None and day - nearest <= timedelta(rate_age(day))
            self._found[key] = (
                _Rate(self._rates[currency, nearest], nearest) if nearest and is_near else None
            )
        return self._found[key]


def _dated(rows: pd.DataFrame, codes: Codes) -> Iterator[tuple[_Rate | None, _Rate | None]]:
    """Yield the rates of USD and SDR that hold for each row; a stated rate is of its own day."""
    rates = _Rates(codes.facts.get("rate", {}))
    for rate, day in zip(rows["rate"], rows["paid_on"], strict=True):
        usd = rates.on("USD", day) if rate is None else _Rate(rate, day)
        yield usd, rates.on("XDR", day)


def _completed(rows: pd.DataFrame, codes: Codes) -> pd.DataFrame:
    """Add the rates that the rows leave to the list of rates, and their day."""
    found = list(_dated(rows, codes))
    own: list[Decimal | None] = []
    days: list[date] = []
    for currency, (usd, xdr) in zip(rows["currency"], found, strict=True):
        assert usd, "a row without a rate is refused by a rule"
        used = xdr if currency == "XDR" else usd
        assert used, "a row in SDR without a rate is refused by a rule"
        own.append(Decimal(1) if currency == "KGS" else used.rate)
        days.append(min(used.day, usd.day))

    def column(values: list[Any]) -> pd.Series:
        return pd.Series(values, rows.index, dtype=object)

    return rows.assign(
        rate=column([usd.rate if usd else None for usd, _ in found]),
        rate_on=column(days),
        own_rate=column(own),
        xdr_rate=column([xdr.rate if xdr else None for _, xdr in found]),
    )


def end_of_month(day: date) -> date:
    """Return the last day of the month of a day."""
    after = day.replace(day=28) + timedelta(4)
    return after - timedelta(after.day)


def _derive(rows: pd.DataFrame) -> pd.DataFrame:
    usd, kgs, xdr = [], [], []
    names = ("amount", "currency", "rate", "own_rate", "xdr_rate")
    for amount, currency, rate, own, of_xdr in zip(*(rows[name] for name in names), strict=True):
        som = in_som(amount, own)
        kgs.append(som)
        usd.append(amount if currency == "USD" else convert(amount * own, rate, "KGS", "USD"))
        if currency == "XDR":
            xdr.append(amount)
        else:
            xdr.append(convert(amount * own, of_xdr, "KGS", "USD") if of_xdr else None)
    return rows.assign(
        period=quarters(rows["paid_on"]),
        month=[end_of_month(day) for day in rows["paid_on"]],
        amount_usd=pd.Series(usd, rows.index, dtype=object),
        amount_kgs=pd.Series(kgs, rows.index, dtype=object),
        amount_xdr=pd.Series(xdr, rows.index, dtype=object),
    )


def _without_rate(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where neither the row nor the list of rates says how to convert the amount."""
    found = zip(rows["currency"], _dated(rows, codes), strict=True)
    broken = [usd is None or (own == "XDR" and xdr is None) for own, (usd, xdr) in found]
    return pd.Series(broken, rows.index, dtype=bool)


def _days_back(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {"day": row["paid_on"], "days": rate_age(row["paid_on"])}


WITHOUT_RATE = Rule("without_rate", "currency", _without_rate, _days_back)


def _terms(codes: Codes, contract: str) -> tuple[Any, ...]:
    """Return fund, component, day, amount and currency of a contract; empty where unknown."""
    return codes.facts.get("contract", {}).get(contract) or ()


def _contract_of_others(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where the contract of a payment has another fund or component than the payment."""
    lines = zip(rows["fund"], rows["component"], strict=True)
    paid = zip(rows["contract"], lines, strict=True)
    broken = [_terms(codes, contract)[:2] not in ((), line) for contract, line in paid]
    return pd.Series(broken, rows.index, dtype=bool)


def _before_contract(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where money was paid before its contract was signed."""
    paid = zip(rows["contract"], rows["paid_on"], strict=True)
    signed = [(_terms(codes, contract)[2:3], day) for contract, day in paid]
    return pd.Series([bool(on) and day < on[0] for on, day in signed], rows.index, dtype=bool)


def _signed_on(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {"day": _terms(codes, row["contract"])[2]}


def _paid_on_contracts(rows: pd.DataFrame, codes: Codes) -> dict[str, tuple[Decimal, bool]]:
    """Return what would be paid on each contract that the rows name, in its own currency, and
    whether some of it was paid in another one."""
    touched = set(rows["contract"]) - {""}
    payments = {
        number: told
        for number, told in codes.facts.get("payment", {}).items()
        if told and told[0] in touched
    }
    columns = (rows[name] for name in ("number", *TOLD))
    payments |= {number: told for number, *told in zip(*columns, strict=True)}
    rates = _Rates(codes.facts.get("rate", {}))
    paid: dict[str, Decimal] = defaultdict(Decimal)
    is_mixed: dict[str, bool] = defaultdict(bool)
    for contract, amount, currency, day, rate in payments.values():
        if contract in touched and (terms := _terms(codes, contract)):
            if terms[4] != currency:
                amount = rates.between(amount, currency, day, rate)[terms[4]]
                is_mixed[contract] = True
            paid[contract] += amount
    return {contract: (sum_, is_mixed[contract]) for contract, sum_ in paid.items()}


def _above_contract(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where all payments on the contract of a row are more than it with its variations."""
    most = owed(codes)
    above = {
        contract
        for contract, (sum_, is_mixed) in _paid_on_contracts(rows, codes).items()
        if sum_ > most[contract] * (1 + RATE_MARGIN * is_mixed)
    }
    return rows["contract"].isin(above)


def _refunded(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where more is given back on the contract of a refund than was ever paid on it."""
    is_refund = rows["amount"] < 0
    if not is_refund.any():  # nearly always: what was paid is not added up once more
        return is_refund
    overdrawn = {
        contract
        for contract, (sum_, is_mixed) in _paid_on_contracts(rows, codes).items()
        if sum_ < 0 and not is_mixed
    }
    return rows["contract"].isin(overdrawn) & is_refund


def _nothing(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where nothing was paid."""
    return rows["amount"] == 0


def _never_withdrawn(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where money is withdrawn from the government's own, which pays by itself."""
    return rows["fund"] == COUNTERPART


def _amounts(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {"contract_amount": owed(codes)[row["contract"]]}


EXCHANGE_RATES = Sheet(
    name="exchange_rates",
    titles=("Валюта курстары", "Курсы валют", "Exchange rates"),
    model=ExchangeRate,
    fields=(
        Field("currency", ("Валюта", "Валюта", "Currency"), pattern=r"USD|XDR"),
        Field("day", ("Күнү", "День", "Day"), Kind.DATE, past=True),
        Field(
            "rate",
            ("Бир бирдик үчүн сом", "Сомов за единицу", "KGS per unit"),
            Kind.NUMBER,
            minimum=10,
            maximum=1_000,
        ),
        Field("source", ("Булак", "Источник", "Source")),
    ),
    adds_to="rate",
    tells=("rate",),
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
        FUND,
        COMPONENT,
        CATEGORY,
        LINE,
        Field(
            "paid_from",
            ("Кайдан төлөндү", "Откуда оплачено", "Paid from"),
            required=False,
            default="direct",
            pattern=r"direct|advance",
        ),
        Field("paid_on", ("Төлөнгөн күнү", "Дата платежа", "Paid on"), Kind.DATE, past=True),
        AMOUNT,
        _CURRENCY,
        _RATE,
    ),
    rules=(
        Rule("contract_of_others", "contract", _contract_of_others),
        LINE_OF_COMPONENT,
        Rule("paid_before_contract", "paid_on", _before_contract, _signed_on),
        Rule("above_contract", "amount", _above_contract, _amounts),
        Rule("refund_of_nothing", "amount", _refunded),
        Rule("amount_of_nothing", "amount", _nothing),
        WITHOUT_RATE,
    ),
    completes=_completed,
    derive=_derive,
    adds_to="payment",
    tells=TOLD,
    totals=("amount",),
)

WITHDRAWALS = Sheet(
    name="withdrawals",
    titles=("Каражат алуу арыздары", "Заявки на снятие средств", "Withdrawal applications"),
    model=Withdrawal,
    fields=(
        Field("number", ("Арыздын номери", "Номер заявки", "Application number")),
        FUND,
        Field(
            "method",
            ("Ыкмасы", "Метод", "Method"),
            pattern=r"direct|advance|replenishment|soe",
        ),
        Field(
            "paid_on", ("Валюталоо күнү", "Дата валютирования", "Value date"), Kind.DATE, past=True
        ),
        AMOUNT,
        _CURRENCY,
        _RATE,
    ),
    rules=(
        Rule("never_withdrawn", "fund", _never_withdrawn),
        Rule("amount_of_nothing", "amount", _nothing),
        WITHOUT_RATE,
    ),
    completes=_completed,
    derive=_derive,
    totals=("amount",),
)
