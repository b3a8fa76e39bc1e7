"""Lists about money say what the page says, to the last hundredth."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from dashboard import urls
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from tests import factories
from tests.factories import SUMMER


@pytest.fixture
def client(sqlite_url, sqlite_engine):
    """A browser in front of a budget, two payments on lines of work, and one on none."""
    with database.writing(sqlite_engine) as session:
        factories.budget(session, 1000, line="1.3")
        factories.payment(session, 0.1, "=P-1", line="1.3", period=SUMMER)
        factories.payment(session, 0.2, "P-2", line="2.1", rate_on=date(2026, 8, 18))
        factories.payment(session, 7, "P-3", fund="GOV", demonstration=True)
        factories.withdrawal(session, 70)
        factories.withdrawal(session, 9, fund="L4217", method="soe")
        factories.release(session)
    return create_app(Settings(database_url=sqlite_url)).server.test_client()


def rows(client, path, search="?lang=en"):
    text = client.get(f"{path}{search}").data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter="," if "lang=en" in search else ";"))


def test_every_cut_of_the_budget_is_in_one_list(client):
    head, titles, *body = rows(client, urls.BUDGET_EXECUTION)

    assert head[0] == "Execution of the budget"
    assert head[3] == "Demonstration data"
    spent = titles.index("Spent, USD")
    sums = {}
    for row in body:
        sums[row[0]] = sums.get(row[0], Decimal()) + Decimal(row[spent])
    assert len(sums) == 6
    assert set(sums.values()) == {Decimal("7.3")}


def test_payments_are_listed_with_the_rate_and_its_day(client):
    _, titles, *body = rows(client, urls.PAYMENTS)

    cells = [dict(zip(titles, row, strict=True)) for row in body]
    assert [row["Payment number"] for row in cells] == ["'=P-1", "P-2", "P-3"]
    assert (cells[1]["Paid on"], cells[1]["Day of the rate"]) == ("20 Aug 2026", "18 Aug 2026")
    assert Decimal(cells[0]["Amount, KGS"]) == Decimal("8.75")
    assert cells[0]["Row"]


def test_withdrawals_are_listed_with_their_method_and_file(client):
    head, titles, *body = rows(client, urls.WITHDRAWALS)

    cells = [dict(zip(titles, row, strict=True)) for row in body]
    assert head[0] == "Withdrawal applications, row by row"
    assert [Decimal(row["Amount, USD"]) for row in cells] == [70, 9]
    assert [row["Method"] for row in cells] == ["direct", "soe"]
    assert len(rows(client, urls.WITHDRAWALS, "?lang=en&fund=L4217")) == 3


def test_a_quarter_and_a_fund_narrow_the_list(client):
    assert len(rows(client, urls.PAYMENTS, "?lang=en&fund=GOV")) == 3
    assert len(rows(client, urls.PAYMENTS, "?lang=en&period=2026-Q2")) == 3


def test_only_payments_on_the_lines_of_results_stand_behind_their_cost(client):
    found = rows(client, urls.COSTS, "?lang=ru")

    assert [row[0] for row in found[2:]] == ["'=P-1", "P-2"]
    assert found[2][14] == "0,1000"
