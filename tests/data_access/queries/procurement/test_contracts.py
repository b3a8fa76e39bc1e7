"""Amounts of contracts reconcile: signed, changed, paid and what remains."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from data_access import database
from data_access.filters import Filters
from data_access.queries.procurement import contracts
from tests import factories
from tests import factories_procurement as procurement
from tests.data_access.queries.procurement.counted import published
from tests.factories import AUTUMN, SPRING, SUMMER, asked


@pytest.fixture
def signed(engine):
    """A connection on a contract in dollars with two variations, one in som, and one of summer."""
    with database.writing(engine) as session:
        procurement.supplier(session)
        procurement.supplier(session, "S-08")
        procurement.package(session)
        procurement.contract(session, usd=100)
        procurement.variation(session, usd=20, ends_on=date(2027, 12, 1))
        procurement.variation(session, variation=2, usd=-5, signed_on=date(2026, 9, 20))
        procurement.deliverable(session, accepted_on=date(2026, 9, 5))
        procurement.deliverable(session, deliverable=2, due_on=date(2026, 9, 29))
        factories.payment(session, 30, contract="CT-01")
        factories.payment(session, 10, contract="CT-01", period=date(2026, 12, 31))
        som = {"currency": "KGS", "amount": Decimal(8750), "supplier": "S-08"}
        early = {"signed_on": date(2026, 5, 4), "period": SUMMER, "ends_on": date(2026, 9, 20)}
        procurement.contract(session, "CT-02", 100, **som, **early)
        procurement.deliverable(session, "CT-02", due_on=date(2026, 9, 20))
        factories.payment(session, 20, contract="CT-02", amount_kgs=Decimal(1760))
        factories.contract(session, 50, "CT-03")
        factories.release(session)
    with database.reading(engine) as db:
        yield db


def one(db, code: str, **question) -> pd.Series:
    return contracts.contracts(db, asked(**question)).set_index("contract").loc[code]


def test_a_contract_is_told_with_its_variations_payments_and_deliverables(signed):
    row = one(signed, "CT-01")

    assert (row.amount, row.varied, row.value, row.paid, row.remaining) == (100, 15, 115, 30, 85)
    assert (row.value_usd, row.paid_usd, row.remaining_usd) == (115, 30, 85)
    assert (row.variations, row.extended) == (2, 103)
    assert (row.first_end, row.ends_on) == (pd.Timestamp("2027-08-20"), pd.Timestamp("2027-12-01"))
    assert (row.deliverables, row.accepted, row.due, row.overdue) == (2, 1, 2, 1)
    assert (bool(row.is_done), pd.isna(row.delay)) == (False, True)


def test_a_contract_in_som_is_paid_in_som_and_late_after_its_end(signed):
    row = one(signed, "CT-02")

    assert (row.value, row.paid, row.remaining) == (8750, 1760, 6990)
    assert row.remaining_usd == pytest.approx(6990 / 87.5)
    assert row.delay == 10


def test_what_was_converted_is_told_with_its_rate_and_its_day(signed):
    row, unpaid = one(signed, "CT-02"), one(signed, "CT-03")

    assert (row.rate, row.paid_rate) == (87.5, 88)
    assert row.first_rate_on == row.last_rate_on == pd.Timestamp("2026-08-20")
    assert pd.isna(unpaid.paid_rate) and pd.isna(unpaid.last_rate_on)
    assert contracts.variations(signed, asked())["rate"].tolist() == [87.5, 87.5]


def test_a_contract_of_which_only_money_is_known_is_told_as_such(signed):
    row = one(signed, "CT-03")

    assert pd.isna(row.supplier_name) and pd.isna(row.package_name) and pd.isna(row.ends_on)
    assert (row.value, row.paid, row.deliverables) == (50, 0, 0)


def test_an_earlier_quarter_knows_only_what_had_happened(signed):
    found = contracts.contracts(signed, asked(period=SUMMER))

    assert found["contract"].tolist() == ["CT-02"]
    assert (found["paid"].iloc[0], pd.isna(found["delay"].iloc[0])) == (0, True)
    assert contracts.contracts(signed, asked(period=SPRING)).empty


def test_a_contract_is_done_when_all_is_accepted_and_late_as_the_last_of_it(engine):
    with database.writing(engine) as session:
        procurement.contract(session, ends_on=date(2026, 9, 1), supplier=None, package=None)
        procurement.deliverable(session, accepted_on=date(2026, 8, 25))
        procurement.deliverable(session, deliverable=2, accepted_on=date(2026, 9, 4))
        factories.release(session)

    with database.reading(engine) as db:
        row = one(db, "CT-01")

    assert (bool(row.is_done), row.delay) == (True, 3)


def test_the_largest_suppliers_come_first_and_shares_add_up_to_one(signed):
    found = contracts.by_supplier(contracts.contracts(signed, asked()))

    assert found["supplier"].tolist() == ["S-07", "S-08"]
    assert found["share"].tolist() == pytest.approx([115 / 215, 100 / 215])
    assert found["up_to_here"].iloc[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("shares", "index"), [([1.0], 10_000), ([0.5, 0.5], 5_000), ([0.1] * 10, 1_000)]
)
def test_the_herfindahl_index_adds_up_squares_of_percentages(shares, index):
    assert contracts.herfindahl(pd.Series(shares)) == pytest.approx(index)


def test_an_index_of_nobody_is_missing():
    assert pd.isna(contracts.herfindahl(pd.Series([], dtype="float64")))


def test_concentration_is_told_of_all_and_of_each_category(signed):
    found = contracts.concentration(contracts.contracts(signed, asked()))

    assert found["category"].tolist() == ["", "goods"]
    assert found["suppliers"].tolist() == [2, 2]
    assert found["four"].tolist() == pytest.approx([1, 1])


cents = st.integers(0, 10_000_000).map(lambda n: Decimal(n) / 100)
change = st.integers(-100_000, 100_000).map(lambda n: Decimal(n) / 100)
drawn = st.lists(
    st.tuples(
        cents,
        st.sampled_from(("KGS", "USD")),
        st.lists(st.tuples(change, st.sampled_from((SUMMER, AUTUMN))), max_size=3),
        st.lists(st.tuples(cents, st.sampled_from((SUMMER, AUTUMN))), max_size=3),
    ),
    min_size=1,
    max_size=3,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn)
def test_amounts_with_variations_and_payments_reconcile_to_the_last_tyiyn(engine, drawn):
    with engine.connect() as db, Session(db, autoflush=False) as session:
        factories.intake(session)
        for turn, (amount, currency, variations, payments) in enumerate(drawn):
            code = f"CT-{turn}"
            early = {"signed_on": date(2026, 5, 4), "period": SUMMER}
            procurement.contract(
                session, code, amount=amount, amount_usd=amount, currency=currency, **early
            )
            for number, (more, day) in enumerate(variations, start=1):
                money = {"amount": more, "currency": currency, "amount_usd": more}
                procurement.variation(session, code, number, signed_on=day, **money)
            for paid, day in payments:
                factories.payment(
                    session, contract=code, period=day, amount_usd=paid, amount_kgs=paid
                )
        number = published(session)
        for day in (SUMMER, AUTUMN):
            asked_then = Filters(release=number, period=day, lang="en")
            found = contracts.contracts(session.connection(), asked_then).set_index("contract")
            for turn, (amount, _, variations, payments) in enumerate(drawn):
                row = found.loc[f"CT-{turn}"]
                varied = sum(more for more, when in variations if when <= day)
                paid = sum(each for each, when in payments if when <= day)
                exact = amount + varied, paid, amount + varied - paid
                told = row["value"], row["paid"], row["remaining"]
                assert told == pytest.approx([float(each) for each in exact], abs=0.001)
                assert row["value"] == pytest.approx(row["paid"] + row["remaining"], abs=0.001)
        session.rollback()
