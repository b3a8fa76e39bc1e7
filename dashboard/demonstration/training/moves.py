"""Who changed school or role after a course? What they had completed still counts where it did."""

import pandas as pd

from dashboard.demonstration.reporting import told_in, turn_of
from dashboard.demonstration.schools import CLOSED_ON, ended, schools
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.training.people import people
from dashboard.demonstration.training.population import UNTRAINED
from dashboard.demonstration.training.sessions import places

MOVED, PROMOTED = 40, 12
"""Teachers who change to another school of their oblast, or become deputies."""
SETTLED = "2026-03-31"
"""Neither of them sits in a course after this day."""
SPRING, AUTUMN = ("2026-04-06", "2026-08-24"), pd.Timestamp("2026-09-01")


def moves(first: pd.DataFrame) -> pd.DataFrame:
    """Return the new rows of people of whom the first rows are given, and `told`."""
    chance = dice("moves")
    chosen = chance.permutation(_free(first))[: MOVED + PROMOTED]
    moved, promoted = first.loc[chosen[:MOVED]], first.loc[chosen[MOVED:]]
    days = pd.date_range(*SPRING).to_numpy()
    heirs = ended().set_index("code")["heir"]
    left_alone = first[first["school"].isin(heirs.index)]
    parts = [
        moved.assign(school=_other_schools(moved.index), since=chance.choice(days, MOVED)),
        promoted.assign(role="deputy", subject=None, since=AUTUMN),
        left_alone.assign(
            school=left_alone["school"].map(heirs), since=CLOSED_ON + pd.Timedelta(days=1)
        ),
    ]
    found = pd.concat([each for each in parts if len(each)])
    return found.assign(told=told_in(turn_of(found["since"].to_numpy())))


def _free(first: pd.DataFrame) -> pd.Index:
    """Return trained teachers of ordinary schools with one code and without a later course."""
    rows = people().loc[first.index]
    doubled = people()["same_as"]
    last = places().groupby("person")["ends_on"].max().reindex(rows.index)
    is_free = (
        (rows["role"] == "teacher")
        & (rows["turn"] < UNTRAINED)
        & ~rows["innovative"]
        & ~rows["school"].isin(ended()["code"])
        & (rows["same_as"] < 0)
        & ~rows.index.isin(doubled)
        & (last <= SETTLED)
    )
    return rows.index[is_free]


def _other_schools(persons: pd.Index) -> list[str]:
    """Return another ordinary school of the oblast for each person."""
    chance = dice("new schools")
    rows = schools()[~schools()["innovative"] & ~schools()["code"].isin(ended()["code"])]
    of_region = {str(region): group.to_numpy() for region, group in rows.groupby("region")["code"]}
    return [str(chance.choice(of_region[region])) for region in people()["region"][persons]]
