import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.queries.package_money import of_budget

NAN = float("nan")


def packages(*rows) -> pd.DataFrame:
    """Return packages: school, budget, spent."""
    frame = pd.DataFrame(rows, columns=["school", "budget", "spent"])
    return frame.astype({"budget": "float64", "spent": "float64"})


def test_only_packages_with_both_figures_are_in_the_sums_and_in_the_share():
    frame = of_budget(
        packages(("IS-01", 100, 40), ("IS-01", 300, NAN), ("IS-01", NAN, 70), ("IS-02", 50, 50)),
        "spent",
    )

    assert frame.to_numpy().tolist() == [["IS-01", 40, 100, 0.4, 1, 3], ["IS-02", 50, 50, 1, 1, 1]]


@pytest.mark.parametrize(("budget", "spent"), [(NAN, 5), (100, NAN)])
def test_where_no_package_has_both_figures_nothing_is_known(budget, spent):
    (row,) = of_budget(packages(("IS-01", budget, spent)), "spent").to_dict("records")

    assert pd.isna([row["amount"], row["budget"], row["share"]]).all()
    assert (row["known_count"], row["package_count"]) == (0, 1)


def test_nothing_spent_is_a_share_of_zero_and_of_no_budget_there_is_no_share():
    spent, budget = (
        of_budget(packages(("IS-01", *amounts)), "spent")["share"].iloc[0]
        for amounts in ((100, 0), (0, 0))
    )

    assert spent == 0
    assert pd.isna(budget)


def test_the_budget_alone_is_the_sum_of_those_known():
    (row,) = of_budget(packages(("IS-01", 100, NAN), ("IS-01", NAN, 3)), "budget").to_dict(
        "records"
    )

    assert (row["amount"], row["known_count"], row["package_count"]) == (100, 1, 2)


def test_without_packages_there_are_no_rows():
    assert of_budget(packages(), "spent").empty


AMOUNT = st.one_of(st.just(NAN), st.integers(1, 10**6).map(float))


@given(st.lists(st.tuples(st.just("IS-01"), AMOUNT, AMOUNT), min_size=1, max_size=6))
def test_a_share_lies_between_those_of_the_packages_it_speaks_of(rows):
    both = [(budget, spent) for _, budget, spent in rows if budget == budget and spent == spent]

    (row,) = of_budget(packages(*rows), "spent").to_dict("records")

    assert (row["known_count"], row["package_count"]) == (len(both), len(rows))
    if both:
        shares = [spent / budget for budget, spent in both]
        assert min(shares) * 0.999 <= row["share"] <= max(shares) * 1.001
