"""Which counts of people have to stay hidden so that a few people cannot be told apart?

A table of counts is published with the totals of its rows and columns. Counts of a few people, 1
to 4, stay hidden; zero is told. Others are hidden with them, so that whoever adds and subtracts
what is published finds no hidden count: for every hidden few there is a table that agrees with
all that is published and holds five people or more in their place. Even who knows that zero is
never hidden learns no more.

A count flows from its row to its column like water through a pipe, and totals from the sum of all
into the rows and back from the columns. Where a ring of hidden pipes carries more in one
direction, nothing that is published changes: a hidden count is safe on such a ring. Rings close
through the smallest counts, through totals only where there is no other way (as in the network
methods of Kelly, Golden and Assad, Cell suppression: disclosure protection for sensitive tabular
data, Networks 22, 1992).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

import numpy as np
import pandas as pd

FEW = 5
"""Fewer people than these are not told apart."""

TOTAL = "total"
"""Label of the row and of the column of totals."""

Cell = tuple[Hashable, Hashable]


def suppressed(table: pd.DataFrame, few: int = FEW) -> pd.DataFrame:
    """Return True where a count of a table has to be hidden; its totals are published.

    A total of a few people has to be hidden too: `suppressed_with_totals` tells which.
    """
    return suppressed_with_totals([table], few=few).loc[table.index, table.columns]


def suppressed_parts(parts: pd.Series, few: int = FEW) -> pd.Series:
    """Return True where one of the parts of a published whole has to be hidden."""
    return suppressed(parts.to_frame("parts"), few)["parts"]


def with_totals(table: pd.DataFrame, within: pd.Series | None = None) -> pd.DataFrame:
    """Return a table with a column of totals, sums of the groups of its rows, and a last row.

    `within` holds the group of each row by its label; without it there are no groups.
    """
    rows, columns, counts = _whole(table, within)
    return pd.DataFrame(counts, index=rows, columns=columns)


def _whole(
    table: pd.DataFrame, within: pd.Series | None
) -> tuple[list[Hashable], list[Hashable], np.ndarray]:
    """Return rows, columns and counts of a table with its totals."""
    inner = np.nan_to_num(table.to_numpy("float64", na_value=np.nan)).astype("int64")
    parts, rows = [inner], list(table.index)
    if within is not None:
        group = within.to_dict()
        names = np.array([group[row] for row in rows], dtype=object)
        for name in sorted(set(names)):
            parts.append(inner[names == name].sum(axis=0, keepdims=True))
            rows.append(name)
    parts.append(inner.sum(axis=0, keepdims=True))
    whole = np.vstack(parts)
    totals = whole.sum(axis=1, keepdims=True)
    return [*rows, TOTAL], [*table.columns, TOTAL], np.hstack([whole, totals])


def suppressed_with_totals(
    tables: Sequence[pd.DataFrame],
    within: pd.Series | None = None,
    few: int = FEW,
    also: Iterable[Cell] = (),
) -> pd.DataFrame:
    """Return True where a count or a total has to be hidden, in the shape of `with_totals`.

    Several tables of the same shape, such as people trained and people still to be trained, are
    published place by place: what is hidden in one is hidden in all, and safe in each. `also` are
    places that are hidden for other reasons.
    """
    rows, columns, _ = _whole(tables[0], within)
    flows = [_flow(table, within) for table in tables]
    small = {cell for flow in flows for cell, many in flow.counts.items() if 0 < many < few}
    hidden = small | set(also)
    before = -1
    while len(hidden) > before:
        before = len(hidden)
        for flow in flows:
            flow.close_rings(hidden, few)
    marks = [[(row, column) in hidden for column in columns] for row in rows]
    return pd.DataFrame(np.array(marks, bool), index=rows, columns=columns)


@dataclass(frozen=True)
class _Flow:
    """Counts as pipes between nodes: what flows into a node flows out of it."""

    counts: dict[Cell, int] = field(default_factory=dict)
    ends: dict[Cell, tuple[int, int]] = field(default_factory=dict)
    price: dict[Cell, int] = field(default_factory=dict)
    """What it costs to hide a count."""
    nodes: dict[Hashable, int] = field(default_factory=dict)
    """Node -> its number: ways are searched often, and numbers are found faster than names."""
    at: list[list[tuple[Cell, int, bool]]] = field(default_factory=list)
    """By the number of a node: the counts that end there, the other end, whether downstream."""
    safe: set[Cell] = field(default_factory=set)
    """Hidden counts that lie on a ring already; hiding more opens no ring."""

    def add(self, cell: Cell, many: int, tail: Hashable, head: Hashable, price: int) -> None:
        above, below = self._number(tail), self._number(head)
        self.counts[cell], self.ends[cell], self.price[cell] = many, (above, below), price
        if many:  # a count of zero is told, so that nothing can move there
            self.at[above].append((cell, below, True))
            self.at[below].append((cell, above, False))

    def _number(self, node: Hashable) -> int:
        if node not in self.nodes:
            self.nodes[node] = len(self.at)
            self.at.append([])
        return self.nodes[node]

    def close_rings(self, hidden: set[Cell], few: int) -> None:
        """Hide more counts, until every hidden one lies on a ring that makes it `few` or more."""
        for cell in sorted(hidden - self.safe, key=lambda each: (self.counts[each], str(each))):
            if self.counts[cell] and cell not in self.safe:
                self._close_ring(cell, hidden, few)

    def _close_ring(self, cell: Cell, hidden: set[Cell], few: int) -> None:
        amounts = {cell: self.counts[cell]}
        missing = max(few - self.counts[cell], 1)
        while missing > 0:
            way = self._cheapest_way(cell, amounts, hidden)
            less = [
                amounts.get(each, self.counts[each]) - 1 for each, is_more in way if not is_more
            ]
            step = min([missing, *less])
            for each, is_more in way:
                change = step if is_more else -step
                amounts[each] = amounts.get(each, self.counts[each]) + change
                hidden.add(each)
            missing -= step
        moved = {each for each, many in amounts.items() if many != self.counts[each] >= few}
        self.safe.update({cell}, moved)

    def _cheapest_way(
        self, cell: Cell, amounts: Mapping[Cell, int], hidden: set[Cell]
    ) -> list[tuple[Cell, bool]]:
        """Return the counts on the way from the end of one back to its start, and whether each
        grows on it; a count that shrinks stays above zero.

        There is always one: what flows through a pipe came from somewhere and goes somewhere.
        """
        goal, start = self.ends[cell]
        turns = count()
        at, prices, counts = self.at, self.price, self.counts
        came: dict[int, tuple[int, Cell, bool]] = {}
        waiting = [(0, 0, next(turns), start, start, cell, True)]
        while waiting:
            cost, steps, _, node, before, by, is_more = heappop(waiting)
            if node in came:
                continue
            came[node] = before, by, is_more
            if node == goal:
                break
            for each, other, is_more in at[node]:
                if other in came or each == cell:
                    continue
                if is_more or amounts.get(each, counts[each]) > 1:
                    price = 0 if each in hidden else prices[each]
                    place = (cost + price, steps + 1, next(turns), other, node, each, is_more)
                    heappush(waiting, place)
        way = []
        node = goal
        while node != start:
            before, by, is_more = came[node]
            way.append((by, is_more))
            node = before
        return way


def _flow(table: pd.DataFrame, within: pd.Series | None) -> _Flow:
    rows, columns, whole = _whole(table, within)
    dear = int(whole.sum()) + whole.size + 1
    """More than all counts together that are no totals."""
    flow = _Flow()
    groups = {} if within is None else within.to_dict()
    for row, counts in zip(rows, whole.tolist(), strict=True):
        for column, many in zip(columns, counts, strict=True):
            is_total = (row == TOTAL) + (column == TOTAL)
            tail, head = _ends(row, column, groups.get(row), within)
            price = (many + 1, dear + many, dear * whole.size)[is_total]
            flow.add((row, column), many, tail, head, price)
    return flow


def _ends(
    row: Hashable, column: Hashable, group: Hashable | None, within: pd.Series | None
) -> tuple[Hashable, Hashable]:
    """Return from which node to which a count flows: sum, group, row, column of a group, column."""
    source, sink = ("sum", "in"), ("sum", "out")
    if row == TOTAL:
        return (sink, source) if column == TOTAL else (("column", column), sink)
    if within is None or group is not None:  # a row of the table itself
        above = source if within is None else ("group", group)
        below = ("column", column) if within is None else ("column", group, column)
        return (above, ("row", row)) if column == TOTAL else (("row", row), below)
    if column == TOTAL:
        return source, ("group", row)
    return ("column", row, column), ("column", column)
