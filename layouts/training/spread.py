"""How are points spread before and after, in many groups beside each other?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
from dash import html

from layouts.attributes import aria
from layouts.components import bar
from layouts.components.number_link import cell_link
from layouts.i18n import Translator, is_missing
from layouts.training import told

TESTS = ("post", "pre")
"""From above to below: what was known after stands on the line, what was known before hangs."""

WHOLE = 100
"""Points that can be reached."""


@dataclass(frozen=True)
class Group:
    """Who sat both tests: their name, how many tests, mean points, and how many reached a band."""

    name: str
    row: int
    """Its place among the groups of the table, which has two rows for each."""
    both: int
    means: dict[str, float]
    people: dict[str, dict[int, Any]]
    """Test -> first points of a band -> tests; missing where they are not told apart."""

    def shares(self, test: str) -> dict[int, float]:
        """Return the share of each band that is told."""
        people = self.people[test].items()
        return {band: int(n) / self.both for band, n in people if not is_missing(n)}

    def named(self, test: str) -> dict[str, Any]:
        """Return how many reached which band, as columns of a table."""
        return {str(band): people for band, people in self.people[test].items()}


def groups(bands: pd.DataFrame, listed: pd.DataFrame, part: str, first: int) -> list[Group]:
    """Return the groups of a list in its order, without those whose points are not told.

    Frames as of `queries.training.learning`; `part`: course or provider;
    `first`: how many groups stand before them in the table.
    """
    here = bands[bands["part"] == part]
    by_group: dict[str, dict[str, dict[int, Any]]] = {}
    for (code, test), rows in here.groupby(["group", "test"]):
        of_test = dict(zip(rows["band"], rows["people"], strict=True))
        by_group.setdefault(str(code), {})[str(test)] = of_test
    told_of = [row for row in listed.to_dict("records") if row[part] in by_group]
    return [
        Group(
            name=row[f"{part}_name"],
            row=first + n,
            both=row["both"],
            means={test: row[f"mean_{test}"] for test in TESTS},
            people=by_group[row[part]],
        )
        for n, row in enumerate(told_of)
    ]


def words_of(band: int) -> str:
    """Return the points of a band of ten."""
    return f"{band}–{band + 10}"


def small(every: Sequence[Group], highest: float, t: Translator) -> html.Ul:
    """Return one small picture for each group; all have one scale, up to the share `highest`."""
    items = [
        html.Li(
            [
                html.Span(group.name, className="spread-name"),
                _picture(group, highest, t),
                cell_link(_short(group, t), f"2.{2 * group.row + 2}.3", "spread-words"),
            ]
        )
        for group in every
    ]
    return html.Ul(items, className="spreads")


def highest(every: Sequence[Group]) -> float:
    """Return the largest share of a band in any of the groups."""
    return max(
        (share for group in every for test in TESTS for share in group.shares(test).values()),
        default=1.0,
    )


def key(t: Translator) -> html.Ul:
    """Return what the shapes mean."""
    return bar.key(
        ("spread-post", t("after, above the line")),
        ("spread-pre", t("before, below the line")),
        ("hidden", t("not told apart")),
    )


def _picture(group: Group, highest: float, t: Translator) -> html.Span:
    parts = []
    for test in TESTS:
        shape = {"clip-path": _steps(group.shares(test), highest, is_up=test == "post")}
        mean = {"left": f"{group.means[test]:.1f}%"}
        parts += [
            html.Span(className=f"spread-{test}", style=shape),
            *_hidden(group.people[test], test),
            html.Span(className=f"spread-mean spread-mean-{test}", style=mean),
        ]
    label = t(
        "{name}: mean of {pre} points before, {post} after",
        name=group.name,
        pre=t.number(group.means["pre"], 1),
        post=t.number(group.means["post"], 1),
    )
    return html.Span(parts, className="spread", role="img", **aria(label=label))


def _steps(shares: dict[int, float], highest: float, *, is_up: bool) -> str:
    """Return the outline of the bands, which stand on the lower edge or hang from the upper."""
    base = 100 if is_up else 0
    corners = [f"0 {base}%"]
    for band in range(0, WHOLE, 10):
        height = 100 * shares.get(band, 0) / highest
        edge = 100 - height if is_up else height
        corners += [f"{band}% {edge:.0f}%", f"{band + 10}% {edge:.0f}%"]
    return f"polygon({','.join([*corners, f'100% {base}%'])})"


def _hidden(people: dict[int, Any], test: str) -> list[html.Span]:
    """Return marks over the runs of bands that are not told apart."""
    found = []
    for is_hidden, run in groupby(sorted(people), key=lambda band: is_missing(people[band])):
        if is_hidden:
            bands = list(run)
            place = {"left": f"{bands[0]}%", "width": f"{10 * len(bands)}%"}
            found.append(html.Span(className=f"fill-hidden spread-hidden-{test}", style=place))
    return found


def _short(group: Group, t: Translator) -> str:
    pre, post = (t.number(group.means[test], 1) for test in ("pre", "post"))
    return told.listed([f"{pre} → {post}", t.number(group.both)])
