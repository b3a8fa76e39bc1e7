from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from data_access import database
from data_access.imports.sheets.finance import convert
from data_access.models import Payment
from data_access.models.base import Exact
from tests import factories

AMOUNTS = st.decimals(Decimal("-1e11"), Decimal("1e11"), places=4)
ON_BOTH = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(AMOUNTS)
def test_a_number_of_four_places_survives_the_database_unchanged(amount):
    kept = Exact().process_bind_param(amount, None)

    assert isinstance(kept, int)
    assert Exact().process_result_value(kept, None) == amount


def test_missing_stays_missing():
    assert Exact().process_bind_param(None, None) is None
    assert Exact().process_result_value(None, None) is None


def test_a_fifth_decimal_place_is_refused_rather_than_lost():
    from decimal import Inexact, localcontext

    with localcontext() as context:
        context.traps[Inexact] = True
        with pytest.raises(Inexact):
            Exact().process_bind_param(Decimal("0.00001"), None)


@ON_BOTH
@given(amounts=st.lists(AMOUNTS, min_size=1, max_size=8))
def test_money_adds_up_to_the_last_ten_thousandth(engine, amounts):
    with engine.connect() as db:
        from sqlalchemy.orm import Session

        with Session(db, autoflush=False) as session:
            for amount in amounts:
                factories.payment(session, amount_usd=amount)
            total = session.scalar(select(func.sum(Payment.amount_usd)))
            session.rollback()

    assert total == sum(amounts)


def test_ten_times_ten_cents_is_one_dollar(engine):
    with database.writing(engine) as session:
        for _ in range(10):
            factories.payment(session, 0.1)

    with database.reading(engine) as db:
        assert db.scalar(select(func.sum(Payment.amount_usd))) == Decimal(1)


@pytest.mark.parametrize(
    ("amount", "rate", "currency", "into", "converted"),
    [
        ("100", "87.45", "USD", "KGS", "8745.00"),
        ("8745", "87.45", "KGS", "USD", "100.00"),
        ("0.005", "1", "USD", "KGS", "0.01"),
        ("0.015", "1", "USD", "KGS", "0.02"),
        ("0.025", "1", "USD", "KGS", "0.03"),
        ("-0.005", "1", "USD", "KGS", "-0.01"),
        ("0.0049", "1", "USD", "KGS", "0.00"),
    ],
)
def test_money_is_converted_at_the_rate_of_its_day_and_rounded_half_up(
    amount, rate, currency, into, converted
):
    assert convert(Decimal(amount), Decimal(rate), currency, into) == Decimal(converted)


@given(AMOUNTS)
def test_money_in_its_own_currency_is_not_touched(amount):
    assert convert(amount, Decimal("87.45"), "USD", "USD") == amount
