"""How do key figures stand in the results framework, from the outputs up to the impact?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators import framework
from data_access.models import Component, WorkLine
from data_access.models.base import name_of
from data_access.queries import cube, results
from data_access.queries.result_history import GROUPED, quarters_of
from data_access.queries.result_outlook import outlooks, why_not
from data_access.queries.results import Row


@dataclass(frozen=True)
class Branch:
    """A component, or a result, with the figures that belong to it."""

    code: str
    level: str
    """component, or level of a result"""
    name: str
    groups: Sequence[tuple[str, str, Sequence[Row]]]
    """Code, name and figures of each line of work; of a result one group without name."""

    @property
    def rows(self) -> list[Row]:
        """All figures of the branch."""
        return [row for _, _, rows in self.groups for row in rows]


@kept("release", "period", "region", "district", "lang")
def rows(db: Connection, filters: Filters) -> dict[str, Row]:
    """Return every indicator of the framework by its code.

    Each holds what `results.standing` says of it, and
        result, result_name, result_level   str    what it measures
        counting         str    total or state
        component_name, line_name  str
        baseline         float  first known value; NaN without any
        baseline_period  date   its quarter, or None
        chance           float  of reaching the end target in time; NaN where no outlook is given
        why_not          tuple  as of `result_outlook.why_not`; None where there is a chance
        cuts             tuple  district, people: how it can be told apart
    """
    named, known, first = framework.results(), _named(db, filters), baselines(db, filters)
    ahead, without = outlooks(db, filters), why_not(db, filters)
    places = framework.places()
    found = {}
    for code, row in results.standing(db, filters).items():
        place = places[code]
        baseline, quarter = first.get(code, (float("nan"), None))
        found[code] = row | {
            "result": place.result,
            "result_name": named[place.result].names[filters.lang],
            "result_level": named[place.result].level,
            "counting": place.counting,
            "component_name": known["component"][row["component"]][0],
            "line_name": known["line"][row["line"]][0],
            "baseline": baseline,
            "baseline_period": quarter,
            "chance": ahead[code].chance if code in ahead else float("nan"),
            "why_not": without.get(code),
            "cuts": (
                *(("district",) if row["level"] == "district" else ()),
                *(("people",) if code in GROUPED else ()),
            ),
        }
    return found


def branches(db: Connection, filters: Filters) -> list[Branch]:
    """Return the framework as it is asked for: by components and lines of work, or by results.

    Each indicator stands in exactly one branch. Lines of work without any are kept.
    """
    every = list(rows(db, filters).values())
    if filters.view == "outputs":
        return [
            Branch(code, each.level, each.names[filters.lang], [("", "", mine)])
            for code, each in framework.results().items()
            if (mine := [row for row in every if row["result"] == code])
        ]
    named = _named(db, filters)
    return [
        Branch(
            component,
            "component",
            name,
            [
                (line, line_name, [row for row in every if row["line"] == line])
                for line, (line_name, parent) in named["line"].items()
                if parent == component
            ],
        )
        for component, (name, _) in named["component"].items()
    ]


@kept("release", "lang")
def _named(db: Connection, filters: Filters) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return components and lines of work: code -> name, code of the component."""
    component, line = (
        name_of(model, filters.lang).label("name") for model in (Component, WorkLine)
    )
    return {
        "component": {
            row.code: (row.name, row.code)
            for row in db.execute(select(Component.code, component).order_by(Component.code))
        },
        "line": {
            row.code: (row.name, row.component)
            for row in db.execute(
                select(WorkLine.code, line, WorkLine.component).order_by(WorkLine.code)
            )
        },
    }


@kept("release", "period", "region", "district", "lang")
def baselines(db: Connection, filters: Filters) -> dict[str, tuple[float, date]]:
    """Return the first known value of each indicator and its quarter, by its code.

    No study of a baseline is on record; an indicator without any value is left out.
    """
    rows = list(results.indicators(db, filters).values())
    periods = quarters_of(cube.reported(db, filters).periods, filters)
    lines, _ = results.told(db, filters, rows, periods)
    days = cube.days(periods)
    first = {}
    for row, values in zip(rows, lines.value, strict=True):
        known = np.flatnonzero(cube.known(values))
        if len(known):
            first[row["indicator"]] = float(values[known[0]]), days[known[0]]
    return first


def following(every: dict[str, Row], code: str) -> tuple[str | None, str | None]:
    """Return the codes of the indicators before and after one."""
    codes = list(every)
    at = codes.index(code)
    return (codes[at - 1] if at else None, codes[at + 1] if at + 1 < len(codes) else None)
