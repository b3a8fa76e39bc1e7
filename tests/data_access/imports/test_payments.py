"""Payments: which are refused, and at which rate the others are converted."""

import datetime as dt
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.indicators.rating import rate_age
from tests.data_access.imports.samples import good
from tests.data_access.imports.test_check import checked, problems_of

DAY = dt.date(2025, 8, 8)
"""The day of the rates that the samples know."""
RATE = Decimal("87.45")
SAME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def payment(**cells):
    return good("payments", **cells)


def told(problems):
    return [(problem.code, problem.column, problem.row) for problem in problems]


def test_nothing_is_paid_before_the_contract_is_signed(codes):
    early = problems_of(codes, "payments", payment(paid_on="05.05.2025"))
    same_day = problems_of(codes, "payments", payment(paid_on="06.05.2025"))

    assert told(early) == [("paid_before_contract", "Paid on", 2)]
    assert early[0].details["day"] == dt.date(2025, 5, 6)
    assert same_day == ()


def test_all_payments_on_a_contract_together_stay_within_its_amount(codes):
    rows = [payment(number=f"P-{turn}", amount=4_375_000.0) for turn in range(2)]
    more = payment(number="P-9", amount=0.01)

    assert problems_of(codes, "payments", *rows) == ()
    assert {code for code, _, _ in told(problems_of(codes, "payments", *rows, more))} == {
        "above_contract"
    }


def test_payments_of_earlier_imports_count_unless_they_are_corrected(codes):
    known = codes.told("payment", {"P-001": ("SERSDP/G-12", Decimal(8_750_000), "KGS", DAY, RATE)})

    another = problems_of(known, "payments", payment(number="P-002", amount=1.0))
    corrected = problems_of(known, "payments", payment(number="P-001", amount=5_000.0))
    given_back = problems_of(known, "payments", payment(number="P-002", amount=-1.0))

    assert told(another) == [("above_contract", "Amount", 2)]
    assert another[0].details["contract_amount"] == Decimal(8_750_000)
    assert corrected == given_back == ()


def test_a_payment_that_is_taken_back_makes_room_for_another(codes):
    known = codes.told("payment", {"P-001": ("SERSDP/G-12", Decimal(8_750_000), "KGS", DAY, RATE)})
    instead = payment(number="P-002", amount=8_750_000.0)
    back = payment(number="P-001", withdrawn="yes")

    assert told(problems_of(known, "payments", instead)) == [("above_contract", "Amount", 2)]
    assert problems_of(known, "payments", back, instead) == ()


def test_payments_in_another_currency_count_against_the_contract_too(codes):
    """They may come to one part in a hundred more, since banks have rates of their own."""
    usd = {"currency": "USD", "rate": 87.5}

    assert problems_of(codes, "payments", payment(amount=101_000.0, **usd)) == ()
    above = problems_of(codes, "payments", payment(amount=101_000.01, **usd))
    split = problems_of(
        codes,
        "payments",
        payment(number="P-1", amount=8_700_000.0),
        payment(number="P-2", amount=2_000.0, **usd),
    )

    assert told(above) == [("above_contract", "Amount", 2)]
    assert {code for code, _, _ in told(split)} == {"above_contract"}


def test_no_more_is_given_back_than_was_paid(codes):
    paid = payment(number="P-1", amount=500.0)

    alone = problems_of(codes, "payments", payment(number="P-2", amount=-500.0))
    whole = problems_of(codes, "payments", paid, payment(number="P-2", amount=-500.0))
    more = problems_of(codes, "payments", paid, payment(number="P-2", amount=-500.01))

    assert told(alone) == [("refund_of_nothing", "Amount", 2)]
    assert whole == ()
    assert told(more) == [("refund_of_nothing", "Amount", 3)]


@pytest.mark.parametrize("sheet", ["payments", "withdrawals"])
def test_an_amount_of_nothing_is_refused(codes, sheet):
    assert told(problems_of(codes, sheet, good(sheet, amount=0.0)))[0][0] == "amount_of_nothing"


def test_nothing_is_withdrawn_from_the_own_money_of_the_government(codes):
    withdrawal = good("withdrawals", fund="GOV")

    assert told(problems_of(codes, "withdrawals", withdrawal)) == [("never_withdrawn", "Fund", 2)]


@pytest.mark.parametrize("currency", ["EUR", "SDR", "сом", "usd "])
def test_an_unknown_currency_is_refused(codes, currency):
    [problem] = problems_of(codes, "payments", payment(currency=currency))

    assert problem.code in ("not_allowed", "look_alike")
    assert problem.column == "Currency"


def test_a_refund_is_a_negative_amount(codes):
    paid = payment(number="P-1", amount=1_000.0)
    rows = checked(codes, "payments", paid, payment(amount=-875.0, rate=87.5)).rows

    assert rows["amount_kgs"].tolist() == [Decimal(1000), Decimal("-875")]
    assert rows["amount_usd"].tolist()[1] == Decimal("-10.00")


def test_a_payment_without_a_rate_takes_that_of_its_day(codes):
    rows = checked(codes, "payments", payment(rate=None, paid_on="08.08.2025")).rows

    assert rows[["rate", "rate_on", "own_rate"]].values.tolist() == [
        [Decimal("87.5"), DAY, Decimal(1)]
    ]
    assert rows["amount_usd"].tolist() == [Decimal("10000.00")]
    assert rows["amount_xdr"].tolist() == [Decimal("7462.69")]


@pytest.mark.parametrize("days", range(11))
def test_an_earlier_rate_is_taken_if_it_is_near_and_its_day_is_kept(codes, days):
    day = DAY + dt.timedelta(days)
    row = payment(rate=None, paid_on=day.strftime("%d.%m.%Y"))

    found = checked(codes, "payments", row)

    if days <= rate_age(day):
        assert found.rows["rate_on"].tolist() == [DAY]
    else:
        assert told(found.problems) == [("without_rate", "Currency", 2)]
        assert found.problems[0].details == {"day": day, "days": 7}


def test_a_later_rate_is_never_taken(codes):
    row = payment(rate=None, contract="", paid_on="07.08.2025")

    assert told(problems_of(codes, "payments", row)) == [("without_rate", "Currency", 2)]


def test_money_in_sdr_needs_a_rate_of_sdr(codes):
    row = payment(contract="", currency="XDR", amount=100.0, rate=87.5)

    known = checked(codes, "payments", {**row, "paid_on": "08.08.2025"}).rows
    unknown = problems_of(codes, "payments", {**row, "paid_on": "08.07.2025"})

    assert known["amount_kgs"].tolist() == [Decimal("11725.00")]
    assert known["amount_usd"].tolist() == [Decimal("134.00")]
    assert known["amount_xdr"].tolist() == [Decimal(100)]
    assert told(unknown) == [("without_rate", "Currency", 2)]


def test_som_can_be_paid_without_a_rate_of_sdr_and_are_then_missing_in_sdr(codes):
    rows = checked(codes, "payments", payment(paid_on="08.07.2025")).rows

    assert rows["amount_xdr"].tolist() == [None]


def test_the_rate_of_the_same_import_is_known(codes):
    rates = {("USD", dt.date(2026, 1, 5)): Decimal("88.1234")}
    row = payment(contract="", rate=None, paid_on="05.01.2026", currency="USD", amount=2.0)

    rows = checked(codes.told("rate", rates), "payments", row).rows

    assert rows["amount_kgs"].tolist() == [Decimal("176.25")]


def test_a_line_of_work_belongs_to_its_component(codes):
    wrong = problems_of(codes, "payments", payment(line="1.3"))
    plan = problems_of(codes, "budget", good("budget", line="1.3"))

    assert told(wrong) == [("line_of_other_component", "Line of work", 2)]
    assert told(plan) == [("line_of_other_component", "Line of work", 2)]


def test_a_projection_needs_its_version(codes):
    found = problems_of(codes, "projections", good("projections", version=""))

    assert told(found) == [("missing_cell", "Version", 2)]


@pytest.mark.parametrize("word", ["Total", "Итого", "Жыйынтыгы", "БАРДЫГЫ"])
def test_a_row_of_totals_is_compared_and_left_out(codes, word):
    rows = [good("budget", year=year, amount=100.1) for year in (2025, 2026)]
    total = dict.fromkeys(rows[0], "") | {"fund": word, "amount": 200.2}

    right = checked(codes, "budget", *rows, total)
    wrong = checked(codes, "budget", *rows, total | {"amount": 200.3})

    assert right.problems == ()
    assert len(right.rows) == 2
    assert told(wrong.problems) == [("total_differs", "Amount, USD", 4)]
    assert wrong.problems[0].details["sum"] == Decimal("200.2")


def test_a_total_that_is_no_number_is_told_and_rows_taken_back_do_not_count(codes):
    rows = [good("budget", year=year, amount=100.0) for year in (2025, 2026)]
    total = dict.fromkeys(rows[0], "") | {"fund": "Total", "amount": "many"}
    taken_back = [{**rows[0], "withdrawn": "yes"}, rows[1], total | {"amount": 100.0}]

    assert told(problems_of(codes, "budget", *rows, total)) == [("not_a_number", "Amount, USD", 4)]
    assert problems_of(codes, "budget", *taken_back) == ()


@SAME
@given(
    amount=st.decimals(Decimal("-1e8"), Decimal("1e8"), places=2).filter(bool),
    currency=st.sampled_from(["KGS", "USD", "XDR"]),
    rates=st.lists(
        st.tuples(
            st.decimals(Decimal(60), Decimal(99), places=4),
            st.decimals(Decimal(100), Decimal(140), places=4),
        ),
        min_size=2,
        max_size=5,
    ),
)
def test_every_amount_is_converted_at_the_rates_of_its_own_day(codes, amount, currency, rates):
    days = [dt.date(2026, 2, 1) + dt.timedelta(turn) for turn in range(len(rates))]
    known = {("USD", day): usd for day, (usd, _) in zip(days, rates, strict=True)}
    known |= {("XDR", day): xdr for day, (_, xdr) in zip(days, rates, strict=True)}
    asked = replace(codes, facts={**codes.facts, "rate": known})
    rows = [
        payment(
            number=f"P-{turn}", contract="", rate=None, paid_on=day, currency=currency,
            amount=float(amount),
        )
        for turn, day in enumerate(days)
    ]  # fmt: skip

    found = checked(asked, "payments", *rows)

    assert found.problems == ()
    for row, (usd, xdr) in zip(found.rows.to_dict("records"), rates, strict=True):
        som = amount * {"KGS": Decimal(1), "USD": usd, "XDR": xdr}[currency]
        for column, rate in (("kgs", Decimal(1)), ("usd", usd), ("xdr", xdr)):
            expected = (som / rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert abs(row[f"amount_{column}"] - expected) <= Decimal("0.01"), column
        assert row[f"amount_{currency.lower()}"] == amount
        assert row["rate_on"] == row["paid_on"]
