"""How far are standards, guides, agreements and the like through their stages?

What the release knows, as it stood at the end of the quarter.
"""

from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Office, Provider, Subject
from data_access.models.base import name_of
from data_access.models.implementation import STAGES
from data_access.summaries.implementation import ITEMS, JOINT
from data_access.summaries.implementation import STAGES as REACHED

ITEM, STAGE, HELD = ITEMS.table.c, REACHED.table.c, JOINT.table.c

NEVER_LATE = ("ended",)
"""Stages that nobody waits for: an agreement may go on beyond its planned end."""


@kept("release", "lang")
def _items(db: Connection, filters: Filters) -> pd.DataFrame:
    lang = filters.lang
    return read_frame(
        db,
        select(
            ITEM.item,
            ITEM[f"name_{lang}"].label("item_name"),
            ITEM.kind,
            name_of(Office, lang).label("owner_name"),
            ITEM.subject,
            name_of(Subject, lang).label("subject_name"),
            Subject.position,
            ITEM.track,
            ITEM.institute,
            name_of(Provider, lang).label("institute_name"),
            ITEM.part,
            ITEM.partner,
            ITEM.demonstration,
        )
        .join_from(ITEMS.table, Office, Office.code == ITEM.owner)
        .join(Subject, Subject.code == ITEM.subject, isouter=True)
        .join(Provider, Provider.code == ITEM.institute, isouter=True)
        .where(ITEM.release == filters.release)
        .order_by(ITEM.kind, Subject.position, ITEM.item),
    )


@kept("release")
def _stages(db: Connection, filters: Filters) -> pd.DataFrame:
    statement = (
        select(
            STAGE.item, ITEM.kind, STAGE.stage, STAGE.planned_on, STAGE.actual_on, STAGE.document
        )
        .join_from(
            REACHED.table, ITEMS.table, (ITEM.item == STAGE.item) & (ITEM.release == STAGE.release)
        )
        .where(STAGE.release == filters.release)
        .order_by(ITEM.kind, STAGE.item)
    )
    return read_frame(db, statement)


@kept("release", "period")
def stages(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the stages of all items at the end of the quarter, as `delays` returns them."""
    return delays(_stages(db, filters), pd.Timestamp(filters.quarter))


@kept("release", "period", "lang")
def items(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return all items and where they are.

    Columns:
        item, item_name, kind, owner_name   str   kind: one of `models.implementation.STAGES`
        subject, subject_name, track        str   of standards
        institute, institute_name, part, partner   str   of packages of institutes and agreements
        demonstration   Int64
        and what `standing` adds
    """
    return standing(_items(db, filters).drop(columns="position"), stages(db, filters))


def of_kind(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the items, or stages, of one kind."""
    return rows[rows["kind"] == kind].reset_index(drop=True)


def delays(stages: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return stages with their delays at the end of a day, item by item in the order of their kind.

    `stages`: item, kind, stage, planned_on, actual_on.

    Columns beside those given:
        position    Int64   place of the stage in its kind
        actual_on   date    missing where it is reached later than the day
        is_reached  bool    also where only a later stage is known to be reached
        days_late   Int64   from the planned day on, where it has passed and the stage is not
                            reached; missing elsewhere
    """
    places = [
        STAGES[kind].index(stage)
        for kind, stage in zip(stages["kind"], stages["stage"], strict=True)
    ]
    rows = stages.assign(position=pd.array(places, "Int64"))
    rows = rows.sort_values(["kind", "item", "position"], ignore_index=True)
    actual = rows["actual_on"].where(rows["actual_on"] <= day)
    last = rows["position"].where(actual.notna()).groupby(rows["item"]).transform("max")
    is_reached = (rows["position"] <= last).fillna(False).astype(bool)
    is_late = ~is_reached & (rows["planned_on"] < day) & ~rows["stage"].isin(NEVER_LATE)
    late = (day - rows["planned_on"]).dt.days.where(is_late)
    return rows.assign(actual_on=actual, is_reached=is_reached, days_late=late.astype("Int64"))


def standing(items: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """Return items with where they are; stages as `delays` returns them.

    Columns beside those given:
        stage       str     reached last; missing before the first
        reached_on  date    its day
        next_stage  str     first that is not reached; missing after the last
        next_on     date    its planned day
        days_late   Int64   of that stage
        is_done     bool    nothing but the end of an agreement is to come
    """
    key = items["item"]
    reached = stages[stages["is_reached"]].drop_duplicates("item", keep="last").set_index("item")
    waiting = stages[~stages["is_reached"]].drop_duplicates("item").set_index("item")
    to_do = stages[~stages["is_reached"] & ~stages["stage"].isin(NEVER_LATE)]["item"]

    def of_each(frame: pd.DataFrame, name: str, dtype: Any) -> pd.Series:
        values = frame[name].reindex(key).to_numpy(dtype=object)
        return pd.Series(values, items.index).astype(dtype)

    return items.assign(
        stage=of_each(reached, "stage", "str"),
        reached_on=of_each(reached, "actual_on", "datetime64[s]"),
        next_stage=of_each(waiting, "stage", "str"),
        next_on=of_each(waiting, "planned_on", "datetime64[s]"),
        days_late=of_each(waiting, "days_late", "Int64"),
        is_done=(key.isin(stages["item"]) & ~key.isin(to_do)).astype(bool),
    )


@kept("release", "period", "lang")
def joint_activities(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return what partners did together by the end of the quarter, the first one first.

    Columns:
        joint, joint_name, agreement, partner, kind   str   kind: one of `models…JOINT`
        held_on         date
        participants    Int64
        demonstration   Int64
    """
    same = (ITEM.item == HELD.agreement) & (ITEM.release == HELD.release)
    return read_frame(
        db,
        select(
            HELD.joint,
            HELD[f"name_{filters.lang}"].label("joint_name"),
            HELD.agreement,
            ITEM.partner,
            HELD.kind,
            HELD.held_on,
            HELD.participants,
            HELD.demonstration,
        )
        .join_from(JOINT.table, ITEMS.table, same, isouter=True)
        .where(HELD.release == filters.release, HELD.held_on <= filters.quarter)
        .order_by(HELD.held_on, HELD.joint),
    )


def listed(items: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """Return stages with name, owner and `demonstration` of their items, in the order of these."""
    told = items[["item", "item_name", "owner_name", "demonstration"]]
    place = {code: at for at, code in enumerate(items["item"])}
    rows = stages.merge(told, on="item")
    order = rows.assign(place=rows["item"].map(place)).sort_values(["place", "position"])
    return order.drop(columns="place").reset_index(drop=True)
