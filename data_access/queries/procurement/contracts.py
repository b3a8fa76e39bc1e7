"""What was signed with whom, what became of it, and how much hangs on a few suppliers?

Everything is told as the release knows it and as it was at the end of the quarter.
"""

from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, Select, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Category, Component, Method
from data_access.models.base import Exact, name_of
from data_access.summaries.procurement import (
    CONTRACTS,
    DELIVERABLES,
    PACKAGES,
    PAID,
    SUPPLIERS,
    VARIATIONS,
)
from data_access.summaries.summary import Summary

CONTRACT, SUPPLIER, PACKAGE = CONTRACTS.table.c, SUPPLIERS.table.c, PACKAGES.table.c
VARIATION, DELIVERABLE, PAYMENT = VARIATIONS.table.c, DELIVERABLES.table.c, PAID.table.c


def _of(part: Summary, filters: Filters, *columns: Any) -> Select:
    return select(*columns).where(part.table.c.release == filters.release)


@kept("release", "period", "lang")
def contracts(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the contracts that were signed by the end of the quarter, the newest last.

    Columns:
        contract        str      its number
        supplier, supplier_name, package, package_name, method, method_name   str   missing where
                                 a contract came in before they were asked for
        fund, component, component_name, category, category_name   str
        signed_on       date
        first_end       date     end as it was signed
        ends_on         date     end in force: that of the newest variation that says one
        extended        Int64    days from the first end to the one in force
        currency        str      KGS or USD, of the amounts that follow
        amount, varied, value      float64  as signed, all variations, and both together
        paid, remaining            float64  at the rate of each payment; value − paid
        amount_usd, varied_usd, value_usd, paid_usd   float64   each at the rate of its own day
        rate            float64  KGS for one USD on the day of signing
        paid_rate       float64  the same on the mean of the payments; missing without any
        first_rate_on, last_rate_on   date   days of the first and the last rate of a payment
        remaining_usd   float64  at the rate of signing
        variations, deliverables, accepted, due, overdue   Int64   numbers; due: by the end of the
                                 quarter; overdue: due and not accepted
        is_done         bool     all its deliverables are accepted; never without any
        delay           Int64    days from the end in force to the last acceptance, or, while it is
                                 not done, to the end of the quarter; missing before that end
        demonstration   Int64
    """
    return told(
        _signed(db, filters, filters.lang),
        variations(db, filters),
        _paid(db, filters),
        deliverables(db, filters),
        pd.Timestamp(filters.quarter),
    )


def told(
    frame: pd.DataFrame,
    varied: pd.DataFrame,
    payments: pd.DataFrame,
    results: pd.DataFrame,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Return contracts with what became of them by the end of a day, as `contracts` tells it."""
    sums = varied.groupby("contract")[["amount", "amount_usd"]].sum()
    counted = varied.groupby("contract").size()
    # Numbers tell the order in which variations were agreed.
    moved = varied.dropna(subset="ends_on").groupby("contract")["ends_on"].last()
    key = frame["contract"]
    paid, owed = payments.set_index("contract"), _owed(results, day)
    in_usd = frame["currency"] == "USD"

    def of_each(values: pd.Series) -> pd.Series:
        """Return what is told of each contract; missing where nothing is."""
        return pd.Series(values.reindex(key).to_numpy(), frame.index)

    frame = frame.assign(
        ends_on=of_each(moved).fillna(frame["first_end"]).astype("datetime64[s]"),
        variations=of_each(counted).fillna(0).astype("Int64"),
        varied=of_each(sums["amount"]).fillna(0.0),
        varied_usd=of_each(sums["amount_usd"]).fillna(0.0),
        paid_usd=of_each(paid["amount_usd"]).fillna(0.0),
        paid_rate=of_each(paid["amount_kgs"] / paid["amount_usd"].where(paid["amount_usd"] != 0)),
        first_rate_on=of_each(paid["first_rate_on"]).astype("datetime64[s]"),
        last_rate_on=of_each(paid["last_rate_on"]).astype("datetime64[s]"),
        paid=of_each(paid["amount_usd"]).where(in_usd, of_each(paid["amount_kgs"])).fillna(0.0),
        **{
            name: of_each(owed[name]).fillna(0).astype("Int64")
            for name in ("deliverables", "accepted", "due", "overdue")
        },
    )
    value = (frame["amount"] + frame["varied"]).round(4)
    remaining = (value - frame["paid"]).round(4)
    is_done = (frame["deliverables"] > 0) & (frame["accepted"] == frame["deliverables"])
    until = of_each(owed["last_on"]).where(is_done, day)
    delay = (until - frame["ends_on"]).dt.days.astype("Int64")
    return frame.assign(
        value=value,
        value_usd=(frame["amount_usd"] + frame["varied_usd"]).round(4),
        remaining=remaining,
        remaining_usd=remaining.where(in_usd, remaining / frame["rate"]),
        extended=(frame["ends_on"] - frame["first_end"]).dt.days.astype("Int64"),
        is_done=is_done.astype(bool),
        delay=delay.where(is_done | (delay > 0)),
    )


def _signed(db: Connection, filters: Filters, lang: str) -> pd.DataFrame:
    statement = _of(
        CONTRACTS,
        filters,
        CONTRACT.contract,
        CONTRACT.supplier,
        SUPPLIER[f"name_{lang}"].label("supplier_name"),
        CONTRACT.package,
        PACKAGE[f"name_{lang}"].label("package_name"),
        PACKAGE.method,
        name_of(Method, lang).label("method_name"),
        CONTRACT.fund,
        CONTRACT.component,
        getattr(Component, f"short_{lang}").label("component_name"),
        CONTRACT.category,
        name_of(Category, lang).label("category_name"),
        CONTRACT.signed_on,
        CONTRACT.ends_on,
        CONTRACT.currency,
        CONTRACT.rate,
        CONTRACT.amount,
        CONTRACT.amount_usd,
        CONTRACT.demonstration,
    )
    same_supplier = (SUPPLIER.supplier == CONTRACT.supplier) & (
        SUPPLIER.release == CONTRACT.release
    )
    same_package = (PACKAGE.package == CONTRACT.package) & (PACKAGE.release == CONTRACT.release)
    statement = (
        statement.join_from(CONTRACTS.table, SUPPLIERS.table, same_supplier, isouter=True)
        .join(PACKAGES.table, same_package, isouter=True)
        .join(Method, Method.code == PACKAGE.method, isouter=True)
        .join(Component, Component.code == CONTRACT.component)
        .join(Category, Category.code == CONTRACT.category)
        .where(CONTRACT.signed_on <= filters.quarter)
        .order_by(CONTRACT.signed_on, CONTRACT.contract)
    )
    return read_frame(db, statement).rename(columns={"ends_on": "first_end"})


@kept("release", "period")
def variations(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the variations that were signed by the end of the quarter, by contract and number.

    Columns: contract (str), variation (Int64), signed_on, ends_on (date), amount (float64, in the
    currency of the contract), rate (float64, KGS for one USD on the day of signing), amount_usd
    (float64), demonstration (Int64).
    """
    columns = (VARIATION[name] for name in ("contract", "variation", "signed_on", "ends_on"))
    money = VARIATION.amount, VARIATION.rate, VARIATION.amount_usd, VARIATION.demonstration
    statement = _of(VARIATIONS, filters, *columns, *money)
    return read_frame(
        db,
        statement.where(VARIATION.signed_on <= filters.quarter).order_by(
            VARIATION.contract, VARIATION.variation
        ),
    )


@kept("release", "lang")
def deliverables(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what contracts owe: contract (str), deliverable (Int64), deliverable_name (str),
    due_on, accepted_on (date), amount (float64, in the currency of the contract)."""
    statement = _of(
        DELIVERABLES,
        filters,
        DELIVERABLE.contract,
        DELIVERABLE.deliverable,
        DELIVERABLE[f"name_{filters.lang}"].label("deliverable_name"),
        DELIVERABLE.due_on,
        DELIVERABLE.accepted_on,
        DELIVERABLE.amount,
    )
    return read_frame(db, statement.order_by(DELIVERABLE.contract, DELIVERABLE.deliverable))


def _owed(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return by contract how many deliverables it has, and how many are accepted, due, overdue."""
    is_accepted, is_due = rows["accepted_on"] <= day, rows["due_on"] <= day
    flags = rows.assign(
        is_accepted=is_accepted,
        is_due=is_due,
        is_overdue=is_due & ~is_accepted,
        accepted_on=rows["accepted_on"].where(is_accepted),
    )
    return flags.groupby("contract").agg(
        deliverables=("deliverable", "size"),
        accepted=("is_accepted", "sum"),
        due=("is_due", "sum"),
        overdue=("is_overdue", "sum"),
        last_on=("accepted_on", "max"),
    )


@kept("release", "period")
def _paid(db: Connection, filters: Filters) -> pd.DataFrame:
    return read_frame(
        db,
        _of(
            PAID,
            filters,
            PAYMENT.contract,
            func.sum(PAYMENT.amount_usd, type_=Exact()).label("amount_usd"),
            func.sum(PAYMENT.amount_kgs, type_=Exact()).label("amount_kgs"),
            func.min(PAYMENT.first_rate_on).label("first_rate_on"),
            func.max(PAYMENT.last_rate_on).label("last_rate_on"),
        )
        .where(PAYMENT.contract != "", PAYMENT.period <= filters.quarter)
        .group_by(PAYMENT.contract),
    )


def payments(db: Connection, filters: Filters, import_id: int) -> list[Row]:
    """Return every payment on a contract as it came in, up to the quarter: columns of `Payment`.

    For lists that leave as files: pages read what is paid by contract and quarter.
    """
    rows = PAID.rows_behind(import_id, {})
    return list(
        db.execute(rows.where(PAID.key["contract"] != "", PAID.key["period"] <= filters.quarter))
    )


@kept("release", "lang")
def suppliers(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the suppliers of the release: supplier, supplier_name, country   str"""
    name = SUPPLIER[f"name_{filters.lang}"].label("supplier_name")
    statement = _of(SUPPLIERS, filters, SUPPLIER.supplier, name, SUPPLIER.country)
    return read_frame(db, statement.order_by(SUPPLIER.supplier))


def by_supplier(contracts: pd.DataFrame) -> pd.DataFrame:
    """Return the suppliers of contracts, the largest first; contracts without one are left out.

    Columns:
        supplier, supplier_name   str
        contracts   Int64
        value_usd, paid_usd   float64   USD, with variations
        share       float64   of the value of all that have a supplier
        up_to_here  float64   share of this one and all larger ones
    """
    named = contracts.dropna(subset="supplier")
    frame = (
        named.groupby(["supplier", "supplier_name"], as_index=False)
        .agg(
            contracts=("contract", "size"),
            value_usd=("value_usd", "sum"),
            paid_usd=("paid_usd", "sum"),
            demonstration=("demonstration", "max"),
        )
        .sort_values(["value_usd", "supplier"], ascending=[False, True], ignore_index=True)
    )
    total = frame["value_usd"].sum()
    share = frame["value_usd"] / (total if total > 0 else float("nan"))
    return frame.assign(share=share, up_to_here=share.cumsum())


def herfindahl(shares: pd.Series) -> float:
    """Return the Herfindahl index of shares that add up to 1, from 0 to 10,000; NaN without any."""
    return float((shares**2).sum() * 10_000) if shares.notna().any() else float("nan")


def concentration(contracts: pd.DataFrame) -> pd.DataFrame:
    """Return how concentrated awards are, by category; the first row, category "", is all of them.

    Columns:
        category, category_name   str
        contracts, suppliers      Int64
        value_usd    float64
        largest, four   float64   shares of the largest supplier and of the largest four
        index        float64   Herfindahl index, 0 to 10,000
    """
    parts = [("", "", contracts)]
    parts += [
        (str(code), str(name), part)
        for (code, name), part in contracts.groupby(["category", "category_name"])
    ]
    rows = []
    for code, name, part in parts:
        shares = by_supplier(part)
        rows.append(
            {
                "category": code,
                "category_name": name,
                "contracts": int(shares["contracts"].sum()),
                "suppliers": len(shares),
                "value_usd": float(shares["value_usd"].sum()),
                "largest": shares["share"].head(1).sum(min_count=1),
                "four": shares["share"].head(4).sum(min_count=1),
                "index": herfindahl(shares["share"]),
            }
        )
    return pd.DataFrame(rows)
