"""How many different people are trained, how far is the target, and how many seats did it take?"""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models.training import AUDIENCES, ROLES
from data_access.queries import cube, results
from data_access.queries.areas import districts_in, is_narrowed
from data_access.queries.training.teachers import (
    TEACHERS,
    hidden_places,
    hidden_steps,
    regions_of_districts,
    seats,
)
from data_access.summaries.training import TRAINED
from data_access.suppression import FEW, TOTAL, suppressed_with_totals, with_totals

TARGETS = {"teachers": "R2.1", "leaders": "R2.4", "specialists": "R1.2"}
"""Audience -> the indicator that counts its people."""

QUARTERS = 12


@kept("release", "period", "region", "district")
def path(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the teachers trained by the end of each quarter, oldest first, at most twelve.

    A sum is hidden too where it would tell how few were trained in a quarter.

    Columns: period (date), people (Int64: different people so far; missing where hidden),
    target (float64: to that date), hidden (bool), demonstration (Int64).
    """
    quarters = pd.date_range(end=filters.quarter, periods=QUARTERS, freq="QE", unit="s")
    part = TRAINED.table.c
    new = read_frame(
        db,
        select(
            part.period,
            func.sum(part.people).label("people"),
            func.max(part.demonstration).label("demonstration"),
        )
        .where(
            part.release == filters.release,
            part.audience == TEACHERS,
            part.period <= filters.quarter,
            part.district.in_(districts_in(db, filters)),
        )
        .group_by(part.period)
        .order_by(part.period),
    ).set_index("period")
    so_far = new["people"].cumsum().reindex(quarters, method="ffill")
    people = so_far.astype("Int64")
    steps = hidden_steps(db, filters)["trained"].to_dict()
    hidden = pd.Series(
        [
            steps.get(day, False) or _is_hidden(db, filters, day, many)
            for day, many in people.items()
        ],
        index=quarters,
    )
    invented = new["demonstration"].max() if len(new) else pd.NA
    frame = pd.DataFrame(
        {
            "period": quarters,
            "people": people.mask(hidden).to_numpy(),
            "target": _targets(db, filters, quarters),
            "hidden": hidden.to_numpy(),
            "demonstration": pd.array([invented] * len(quarters), "Int64"),
        }
    )
    begun = frame["people"].notna() | frame["hidden"] | frame["target"].notna()
    return frame[begun.cummax()].reset_index(drop=True)


def _is_hidden(db: Connection, filters: Filters, day: Any, people: Any) -> bool:
    """Return whether the number of teachers trained by a quarter is not told."""
    if not is_narrowed(filters):
        return not pd.isna(people) and 0 < people < FEW
    return _place(filters) in hidden_places(db, replace(filters, period=day.date()))


def _targets(db: Connection, filters: Filters, quarters: pd.DatetimeIndex) -> np.ndarray:
    """Return the target to each date: that of the country, else the sum over districts."""
    plan = cube.targets(db, filters)
    places = [results.COUNTRY, *districts_in(db, filters)]
    due = plan.part([TARGETS[TEACHERS]], plan.periods, places).numbers["target"]
    own, districts = due[:, :, :1], due[:, :, 1:]
    is_own = not is_narrowed(filters) and bool(cube.known(own).any())
    so_far = cube.added_up(cube.carried(own if is_own else districts))[0]
    ended = [cube.position(plan.periods, day) for day in quarters]
    return np.array([so_far[n - 1] if n else np.nan for n in ended])


def _place(filters: Filters) -> str:
    return filters.district or filters.region or TOTAL


@kept("release", "period", "region", "district")
def meters(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return different people beside completed seats of each audience.

    Seats are hidden, too, where they would tell how few have completed a further course.

    Columns: audience (str), people, completions (Int64; missing where hidden), value (float64:
    seats a person; missing where either is hidden or nobody is trained), hidden (bool: people),
    demonstration (Int64). No row where nobody of an audience has completed anything anywhere.
    """
    frame, regions = seats(db, filters), regions_of_districts(db, filters)
    rows = []
    for audience in (name for name in AUDIENCES if (frame["audience"] == name).any()):
        mine = frame[frame["audience"] == audience].set_index("district")
        people, completions = (
            mine[name].reindex(regions.index).fillna(0).astype("int64").to_frame("all")
            for name in ("people", "completions")
        )
        if audience == TEACHERS:
            secret = hidden_places(db, filters)
        else:
            marks = suppressed_with_totals([people], regions)[TOTAL]
            secret = frozenset(marks.index[marks])
        no_seats = suppressed_with_totals(
            [completions, (completions - people).clip(lower=0)],
            regions,
            also=[(place, TOTAL) for place in secret],
        )
        here = _place(filters)
        sums = [with_totals(each, regions)[TOTAL].to_dict()[here] for each in (people, completions)]
        rows.append(
            {
                "audience": audience,
                "people": pd.NA if here in secret else sums[0],
                "completions": pd.NA if no_seats.at[here, TOTAL] else sums[1],
                "hidden": here in secret,
                "demonstration": mine["demonstration"].max(),
            }
        )
    names = ["audience", "people", "completions", "hidden", "demonstration"]
    whole = dict.fromkeys(("people", "completions", "demonstration"), "Int64")
    found = pd.DataFrame(rows, columns=names).astype({"audience": "str", "hidden": bool, **whole})
    people, completions = (found[name].astype("float64") for name in ("people", "completions"))
    return found.assign(value=completions / people.where(people > 0))


@kept("release", "period")
def roles(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the people of other audiences who are trained, by role; the whole country.

    A row without a role tells all people of an audience. No row of an audience of whom nobody is
    trained.

    Columns: audience, role (str), people, women (Int64; missing where hidden), share (float64:
    women ÷ people), hidden (bool: the number of people), women_hidden (bool), demonstration
    (Int64).
    """
    part = TRAINED.table.c
    frame = read_frame(
        db,
        select(
            part.audience,
            part.role,
            part.sex,
            func.sum(part.people).label("people"),
            func.max(part.demonstration).label("demonstration"),
        )
        .where(
            part.release == filters.release,
            part.audience != TEACHERS,
            part.period <= filters.quarter,
        )
        .group_by(part.audience, part.role, part.sex),
    )
    audiences = [name for name in AUDIENCES if (frame["audience"] == name).any()]
    within = pd.Series({role: name for role, name in ROLES.items() if name in audiences})
    table = frame.pivot_table(index="role", columns="sex", values="people", aggfunc="sum")
    table = table.reindex(index=within.index, columns=["female", "male"]).fillna(0).astype("int64")
    whole, hidden = with_totals(table, within), suppressed_with_totals([table], within)
    places = [(name, role) for name in audiences for role in ("", *within.index[within == name])]
    at = [role or name for name, role in places]
    people, women = (pd.Series(whole.loc[at, name].to_numpy(), dtype="Int64") for name in _SHOWN)
    no_people, no_women = (
        pd.Series(hidden.loc[at, name].to_numpy(), dtype=bool) for name in _SHOWN
    )
    invented = frame.groupby("audience")["demonstration"].max()
    people, women = people.mask(no_people), women.mask(no_women)
    ratio = women.astype("float64") / people.astype("float64").where(people.fillna(0) > 0)
    return pd.DataFrame(
        {
            "audience": pd.Series([name for name, _ in places], dtype="str"),
            "role": pd.Series([role for _, role in places], dtype="str"),
            "people": people,
            "women": women,
            "share": ratio,
            "hidden": no_people,
            "women_hidden": no_women,
            "demonstration": pd.array([invented[name] for name, _ in places], "Int64"),
        }
    )


_SHOWN = (TOTAL, "female")
