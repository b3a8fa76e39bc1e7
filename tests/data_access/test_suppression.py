"""Nobody who adds and subtracts what is published finds a hidden count."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.suppression import (
    FEW,
    TOTAL,
    suppressed,
    suppressed_parts,
    suppressed_with_totals,
    with_totals,
)

UNHURRIED = settings(deadline=None)

COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 60))


def named(rows: list[list[int]]) -> pd.DataFrame:
    table = np.array(rows)
    return pd.DataFrame(
        table,
        index=[f"r{i}" for i in range(table.shape[0])],
        columns=[f"c{j}" for j in range(table.shape[1])],
    )


def tables(rows: int, columns: int, counts=COUNTS):
    shape = st.tuples(st.integers(1, rows), st.integers(1, columns))
    return shape.flatmap(
        lambda size: st.lists(
            st.lists(counts, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    ).map(named)


def groups(table: pd.DataFrame) -> pd.Series:
    """Put every two rows into a group."""
    return pd.Series({row: f"g{i // 2}" for i, row in enumerate(table.index)})


def sums(table: pd.DataFrame, within: pd.Series | None) -> np.ndarray:
    """Return which counts of a table (columns) each of its cells and totals (rows) adds up."""
    rows, columns = (np.eye(size, dtype="int64") for size in table.shape)
    parts = [rows]
    if within is not None:
        names = within.to_numpy()
        parts.append((np.unique(names)[:, None] == names).astype("int64"))
    every_row = np.vstack([*parts, np.ones((1, len(rows)), "int64")])
    every_column = np.vstack([columns, np.ones((1, len(columns)), "int64")])
    return np.kron(every_row, every_column)


def found_by_subtracting(table, hidden, within=None) -> list[int]:
    """Return the hidden cells that linear algebra determines from the published ones."""
    rows = sums(table, within)
    published, secret = rows[~hidden.to_numpy().ravel()], rows[hidden.to_numpy().ravel()]
    rank = np.linalg.matrix_rank(published) if len(published) else 0
    return [
        i
        for i, row in enumerate(secret)
        if row.any() and np.linalg.matrix_rank(np.vstack([published, row])) == rank
    ]


def tables_that_agree(table: pd.DataFrame, hidden: pd.DataFrame) -> np.ndarray:
    """Return all small tables, as rows with their totals, that agree with what is published.

    The reader is told that zero is never hidden.
    """
    rows, mask = sums(table, None), hidden.to_numpy().ravel()
    inner = hidden.loc[table.index, table.columns].to_numpy().ravel()
    counts = table.to_numpy().ravel()
    choices = [
        range(1, int(many) + FEW + 1) if secret else [many]
        for many, secret in zip(counts, inner, strict=True)
    ]
    every = np.array(list(product(*choices)))
    cells = every @ rows.T
    agrees = (cells[:, ~mask] == (rows @ counts)[~mask]).all(axis=1)
    return cells[agrees]


@UNHURRIED
@given(tables(6, 5))
def test_no_hidden_count_follows_from_the_published_ones(table):
    hidden = suppressed_with_totals([table])

    assert found_by_subtracting(table, hidden) == []


@UNHURRIED
@given(tables(7, 4))
def test_no_hidden_count_follows_from_sums_of_groups(table):
    hidden = suppressed_with_totals([table], groups(table))

    assert found_by_subtracting(table, hidden, groups(table)) == []


@UNHURRIED
@given(tables(2, 2, st.integers(0, 6)))
def test_every_hidden_few_might_be_five_and_every_other_hidden_count_another(table):
    hidden = suppressed_with_totals([table])
    counts = with_totals(table).to_numpy().ravel()
    possible = tables_that_agree(table, hidden)

    for i in np.flatnonzero(hidden.to_numpy().ravel()):
        assert possible[:, i].max() >= FEW
        assert len(set(possible[:, i])) > 1, counts[i]


@UNHURRIED
@given(tables(6, 5), st.booleans())
def test_every_few_are_hidden_and_zero_is_told(table, is_grouped):
    within = groups(table) if is_grouped else None
    hidden, whole = suppressed_with_totals([table], within), with_totals(table, within)

    assert hidden.to_numpy()[((whole > 0) & (whole < FEW)).to_numpy()].all()
    assert not hidden.to_numpy()[(whole == 0).to_numpy()].any()


@UNHURRIED
@given(tables(6, 5, st.one_of(st.just(0), st.integers(FEW, 60))), st.booleans())
def test_nothing_is_hidden_where_nobody_is_few(table, is_grouped):
    hidden = suppressed_with_totals([table], groups(table) if is_grouped else None)

    assert not hidden.to_numpy().any()


@UNHURRIED
@given(tables(5, 4))
def test_the_sums_of_the_tests_are_those_that_are_published(table):
    for within in (None, groups(table)):
        whole = with_totals(table, within).to_numpy().ravel()
        assert (sums(table, within) @ table.to_numpy().ravel() == whole).all()


def test_what_is_hidden_elsewhere_is_hidden_here_and_safe():
    table = named([[30, 50], [60, 20], [40, 70]])
    hidden = suppressed_with_totals([table], also=[("r0", TOTAL)])

    assert hidden.loc["r0", TOTAL]
    assert hidden[TOTAL].sum() == 2
    assert found_by_subtracting(table, hidden) == []


@UNHURRIED
@given(tables(4, 4))
def test_totals_survive_where_hiding_all_counts_would_do(table):
    whole = with_totals(table)
    hidden = suppressed_with_totals([table])
    is_total = np.ones(whole.shape, bool)
    is_total[:-1, :-1] = False
    has_spare = ((table > 0).sum(axis=1) != 1).all() and ((table > 0).sum(axis=0) != 1).all()
    is_alone = ((whole > 0) & (whole < 2 * FEW * table.size)).to_numpy()[is_total].any()

    if has_spare and not is_alone:
        assert not hidden.to_numpy()[is_total].any()


@UNHURRIED
@given(st.lists(COUNTS, min_size=1, max_size=8).map(pd.Series))
def test_no_hidden_part_follows_from_the_whole(parts):
    hidden = suppressed_parts(parts)
    rest = parts[hidden]

    assert hidden[(parts > 0) & (parts < FEW)].all()
    assert not hidden[parts == 0].any()
    assert hidden.sum() != 1 or parts.sum() < FEW or (parts > 0).sum() == 1
    assert rest.sum() == 0 or rest.sum() >= FEW or parts.sum() < FEW


@UNHURRIED
@given(tables(4, 3), st.randoms(use_true_random=False))
def test_what_is_hidden_in_one_of_several_tables_is_safe_in_each(table, random):
    other = table.map(lambda many: random.choice([many, 0, 3, 20]))

    hidden = suppressed_with_totals([table, other])

    for each in (table, other):
        zero = (with_totals(each) == 0).to_numpy()
        secret = hidden.mask(zero, False)
        assert found_by_subtracting(each, secret) == []


def test_one_few_in_the_middle_takes_three_others_with_it():
    table = named([[3, 50, 40], [60, 20, 70], [80, 90, 30]])

    hidden = suppressed(table)

    assert hidden.to_numpy().tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
    ]


def test_a_few_and_all_the_others_are_not_told_apart_from_their_total():
    assert suppressed_parts(pd.Series([3, 40, 0, 60])).tolist() == [True, True, False, False]


def test_two_few_who_make_a_few_together_take_a_third_with_them():
    assert suppressed_parts(pd.Series([1, 2, 30, 40])).tolist() == [True, True, True, False]


def test_a_total_of_a_few_is_hidden_with_its_row():
    hidden = suppressed_with_totals([named([[3, 0], [20, 30], [40, 60]])])

    assert hidden.loc["r0"].tolist() == [True, False, True]
    assert not hidden.loc[TOTAL, TOTAL]


@pytest.mark.parametrize("table", [pd.DataFrame({"a": []}), pd.DataFrame(index=["r"])])
def test_an_empty_table_hides_nothing(table):
    assert not suppressed(table).to_numpy().any()


def test_an_unknown_count_is_no_few():
    assert not suppressed(pd.DataFrame({"a": [None, 20], "b": [30, 40]})).to_numpy().any()
