"""A fund under stated terms: what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.rental_fund import YEARS, Scheme, dry_year, outlook

amounts = st.floats(0, 1e8)
schemes = st.builds(
    Scheme,
    year=st.just("2025/26"),
    balance=st.floats(-1e8, 1e8),
    payers=st.floats(1, 1e6),
    collected_share=st.floats(0.05, 1),
    copies=st.floats(0, 1e6),
    other=amounts,
)
fees, prices, lives = st.integers(0, 2000), st.integers(1, 1000), st.integers(1, 10)


@given(schemes, fees, prices, lives)
def test_a_higher_fee_never_leaves_less(scheme, fee, price, life):
    low, high = (outlook(scheme, each, price, life)["balance"] for each in (fee, fee + 25))

    assert (high >= low).all()


@given(schemes, prices, lives)
def test_the_sustaining_fee_keeps_the_balance(scheme, price, life):
    fee = scheme.sustaining_fee(price, life)

    coming = outlook(scheme, fee, price, life)

    assert coming["balance"].tolist() == pytest.approx([scheme.balance] * YEARS, abs=1)


def test_a_fund_runs_dry_in_the_first_year_below_zero():
    scheme = Scheme("2025/26", 250, payers=10, collected_share=0.5, copies=40, other=50)

    coming = outlook(scheme, fee=10, price=20, life=4)  # 50 comes in, 250 goes out

    assert coming["school_year"].tolist()[:3] == ["2026/27", "2027/28", "2028/29"]
    assert coming["balance"].tolist()[:3] == [50, -150, -350]
    assert dry_year(coming) == "2027/28"


def test_where_nobody_pays_no_fee_sustains():
    scheme = Scheme("2025/26", 0, payers=0, collected_share=0.0, copies=40, other=50)

    assert scheme.sustaining_fee(20, 4) is None


def test_a_fund_that_grows_never_runs_dry():
    scheme = Scheme("2025/26", 0, payers=100, collected_share=1.0, copies=40, other=0)

    assert dry_year(outlook(scheme, fee=10, price=20, life=4)) is None
