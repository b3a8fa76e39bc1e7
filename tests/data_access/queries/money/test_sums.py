"""Money adds up to the last tyiyn over any cut, in any currency, and agrees with withdrawals."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access import database
from data_access.filters import Filters
from data_access.queries.money import execution, ledger, periods, reconciliation
from data_access.summaries.budget import AWARDS, BUDGET, PAYMENTS, RATES, WITHDRAWALS
from tests import factories

QUARTERS = (date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31), date(2026, 9, 30))
MONTHS = (date(2025, 7, 31), date(2025, 10, 31), date(2026, 2, 28), date(2026, 8, 31))
FUNDS = ("G0851", "G0852", "L4217", "GOV")
LINES = (
    ("1", "goods", "1.3"),
    ("2", "training", "2.1"),
    ("3", "works", "3.1"),
    ("4", "policy", ""),
)
AMOUNTS = st.decimals(Decimal("-1e7"), Decimal("1e9"), places=2)
WHERE = st.tuples(st.sampled_from(FUNDS), st.sampled_from(LINES), st.integers(0, 3))
CELLS = st.dictionaries(WHERE, st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), max_size=12)
SOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_releases = count(1000)


def line_of(where):
    fund, (component, category, line), _ = where
    return {"fund": fund, "component": component, "category": category, "line": line}


def paid_cell(where, amounts, paid_from="direct"):
    usd, kgs, xdr = amounts
    return line_of(where) | {
        "paid_from": paid_from, "period": QUARTERS[where[2]], "month": MONTHS[where[2]],
        "amount_usd": usd, "amount_kgs": kgs, "amount_xdr": xdr, "contract_usd": usd / 2,
        "with_xdr": 1, "older_rates": 0, "refunds": 0,
    }  # fmt: skip


@pytest.fixture
def release(sqlite_engine):
    """A function that puts cells into a release of its own and returns its question."""

    def put(**parts):
        number = next(_releases)
        tables = {
            "payments": PAYMENTS, "budget": BUDGET, "awards": AWARDS, "rates": RATES,
            "withdrawals": WITHDRAWALS,
        }  # fmt: skip
        with database.writing(sqlite_engine) as session:
            for name, rows in parts.items():
                if rows:
                    factories.summarised(session, tables[name], *rows, release=number)
        return Filters(release=number, period=QUARTERS[-1], lang="en")

    return put


@SOME
@given(paid=CELLS, planned=CELLS)
def test_every_cut_adds_up_to_the_same_total(sqlite_engine, release, paid, planned):
    budget = {(*where[:2], 2024 + where[2]): amount for where, (amount, *_) in planned.items()}
    filters = release(
        payments=[paid_cell(where, amounts) for where, amounts in paid.items()],
        budget=[line_of(where) | {"year": where[2], "amount": n} for where, n in budget.items()],
    )
    spent, whole = sum(usd for usd, *_ in paid.values()), sum(budget.values())

    with database.reading(sqlite_engine) as db:
        for cut in execution.CUTS:
            parts = execution.parts(db, filters, cut)
            assert sum(part.spent for part in parts) == spent, cut
            if cut != "quarter":
                assert sum(part.budget or 0 for part in parts) == whole, cut
        for calendar in ("fiscal", "school", "quarter"):
            found = periods.periods(db, filters, calendar)
            assert sum(each.usd for each in found) == spent, calendar
            assert sum(each.kgs for each in found) == sum(kgs for _, kgs, _ in paid.values())
            assert sum(each.xdr or 0 for each in found) == sum(xdr for *_, xdr in paid.values())


@SOME
@given(
    paid=CELLS,
    planned=AMOUNTS,
    signed=AMOUNTS,
    usd=st.decimals(Decimal(60), Decimal(99), places=4),
    xdr=st.decimals(Decimal(100), Decimal(140), places=4),
)
def test_the_budget_is_what_is_spent_owed_free_and_the_exchange_difference(
    sqlite_engine, release, paid, planned, signed, usd, xdr
):
    line = {"fund": "L4217", "component": "1", "category": "goods"}
    day = date(2026, 9, 28)
    filters = release(
        payments=[paid_cell(where, amounts) for where, amounts in paid.items()],
        budget=[line | {"line": "", "year": 2026, "amount": planned}],
        awards=[line | {"period": QUARTERS[0], "amount_usd": signed}],
        rates=[
            {"currency": currency, "day": day, "rate": rate, "source": "nbkr.kg"}
            for currency, rate in (("USD", usd), ("XDR", xdr))
        ],
    )

    with database.reading(sqlite_engine) as db:
        found = periods.in_every_currency(db, filters)

    assert [each.currency for each in found] == ["KGS", "USD", "XDR"]
    for each in found:
        parts = (each.spent, each.exchange, each.unpaid, each.free)
        assert sum(parts) == each.budget, each.currency
        assert each.closing.usd.day == day
    assert found[1].exchange == 0
    assert found[0].spent == sum((kgs for _, kgs, _ in paid.values()), Decimal())


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["advance", "direct", "spend", "refund", "replenish", "document"]),
        st.decimals(Decimal("0.01"), Decimal("1e6"), places=2),
    ),
    max_size=25,
)


@SOME
@given(STEPS)
def test_payments_are_disbursements_less_advances_outstanding_after_any_sequence(
    sqlite_engine, release, steps
):
    cash = undocumented = Decimal()
    drawn: dict[str, Decimal] = {}
    paid: dict[str, Decimal] = {}
    for step, asked in steps:
        amount = asked
        if step in ("replenish", "document"):
            amount = min(asked, undocumented)
            undocumented -= amount
        if step == "spend":
            amount = min(asked, cash)
        if step == "refund":
            amount = -asked
        method = {"replenish": "replenishment", "document": "soe"}.get(step, step)
        if step in ("advance", "direct", "replenish", "document"):
            drawn[method] = drawn.get(method, Decimal()) + amount
        if step in ("advance", "replenish"):
            cash += amount
        if step in ("spend", "refund"):
            cash -= amount
            undocumented += amount
            paid["advance"] = paid.get("advance", Decimal()) + amount
        if step == "direct":
            paid["direct"] = paid.get("direct", Decimal()) + amount
    filters = release(
        payments=[
            paid_cell(("G0852", LINES[1], 3), (usd, usd, usd), paid_from)
            for paid_from, usd in paid.items()
        ],
        withdrawals=[
            {
                "fund": "G0852", "method": method, "period": QUARTERS[3], "month": MONTHS[3],
                "amount_usd": usd, "amount_kgs": usd, "amount_xdr": usd, "with_xdr": 1,
            }
            for method, usd in drawn.items()
        ],
    )  # fmt: skip

    with database.reading(sqlite_engine) as db:
        found = reconciliation.accounts(db, filters)

    if steps and (drawn or paid):
        [account] = found
        assert account.unexplained == 0
        assert account.outstanding == cash
        assert account.undocumented == undocumented
        assert account.payments == account.disbursed - account.outstanding
    else:
        assert found == []


def test_a_direct_withdrawal_without_its_payment_is_a_difference(sqlite_engine, release):
    filters = release(
        payments=[paid_cell(("L4217", LINES[0], 3), (Decimal("99.99"), Decimal(1), Decimal(1)))],
        withdrawals=[
            {
                "fund": "L4217", "method": "direct", "period": QUARTERS[3], "month": MONTHS[3],
                "amount_usd": Decimal(100), "amount_kgs": Decimal(1), "amount_xdr": None,
                "with_xdr": 0,
            }
        ],
    )  # fmt: skip

    with database.reading(sqlite_engine) as db:
        [account] = reconciliation.accounts(db, filters)

    assert account.unexplained == Decimal("-0.01")
    assert account.payments == account.disbursed - account.outstanding + account.unexplained
    assert not account.is_reconciled


def test_a_sum_with_one_unknown_part_in_sdr_is_unknown(sqlite_engine, release):
    cell = paid_cell(("L4217", LINES[0], 3), (Decimal(1), Decimal(87), None)) | {"with_xdr": 0}
    filters = release(payments=[cell])

    with database.reading(sqlite_engine) as db:
        rows = ledger.payments(db, filters)

    assert ledger.spent_in(rows, "XDR") is None
    assert ledger.spent_in(rows, "KGS") == 87
