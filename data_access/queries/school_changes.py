"""What changed in one school since an earlier release?"""

from collections.abc import Callable, Iterable, Iterator

import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.models.passport import ACCESS as FEATURES
from data_access.models.schools import STAGES
from data_access.queries import school, schools

KINDS = (
    *("closed", "reopened", "merged", "gone"),
    *("stage_withdrawn", "stage_reached", "stage_corrected"),
    *("plan_withdrawn", "plan_moved", "plan_set"),
    *("action_new", "action_done", "action_reopened"),
    *("spent", "trained", "items_defective", "items_accepted", "access", "pupils"),
)
"""What can change, the most important first."""

COLUMNS = {
    "kind": "str",
    "package": "str",
    "package_name": "str",
    "stage": "str",
    "item": "str",
    "item_name": "str",
    "action": "str",
    "text": "str",
    "feature": "str",
    "date_before": "datetime64[s]",
    "date_after": "datetime64[s]",
    "before": "float64",
    "after": "float64",
    "demonstration": "Int64",
}


def changes(db: Connection, filters: Filters, earlier: Filters) -> pd.DataFrame:
    """Return what is different in a school from how an earlier release told it.

    `earlier` is the question as that release is asked it: of the same quarter, or of its last one.

    Columns, rows of the most important kind first:
        kind           str      one of KINDS
        package, package_name   str   for stages, plans, items, spent, and packages that are gone
        stage          str      for stages and plans
        item, item_name   str   for items, also those that are gone
        action         str      code of a commitment or an issue, also of one that is gone
        text           str      its words; for merged, the name of the school that was taken over
        feature        str      ramp, toilet, resource_room or adapted_materials, for access
        date_before, date_after   date  day on which a stage was reached, for which it was planned,
                                on which an action was done or a school closed; missing if none
        before, after  float64  KGS for spent, people for trained and pupils, counts for items, 0
                                or 1 for access; missing where not reported or not assessed
        demonstration  Int64    1 where anything behind either is invented
    """

    def both(query: Callable[[Connection, Filters], pd.DataFrame], *key: str) -> pd.DataFrame:
        now, then = (query(db, each).assign(school=each.school) for each in (filters, earlier))
        return _beside(now, then, ["school", *key])

    def gone(query: Callable[[Connection, Filters], pd.DataFrame], *key: str) -> pd.DataFrame:
        """Return the rows that were taken back, or now belong to another school."""
        now, then = (query(db, each).set_index(list(key)) for each in (filters, earlier))
        return then[~then.index.isin(now.index)].reset_index().assign(kind="gone")

    quarters = pd.Timestamp(filters.quarter), pd.Timestamp(earlier.quarter)
    return _in_order(
        [
            *_closing(both(school.profile)),
            _merged(school.merged(db, filters), school.merged(db, earlier)),
            *_stages(both(schools.packages_of_school, "package"), *quarters),
            gone(schools.packages_of_school, "package"),
            gone(school.items, "package", "item"),
            gone(school.actions, "action"),
            *_actions(both(school.actions, "action")),
            *_number(both(school.money, "package"), "spent", "spent"),
            *_number(both(school.teaching), "teachers_trained", "trained"),
            *_items(both(school.items, "package", "item")),
            *_access(both(school.access)),
            *_number(both(school.profile), "pupil_count", "pupils"),
        ]
    )


def _beside(now: pd.DataFrame, then: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return rows of now with those of then beside them, `_then` behind their names."""
    both = now.merge(then, how="left", on=key, suffixes=("", "_then"))
    invented = both[["demonstration", "demonstration_then"]].max(axis=1)
    return both.assign(demonstration=invented.astype("Int64"))


def _closing(both: pd.DataFrame) -> Iterator[pd.DataFrame]:
    yield from _days(
        both, both["closed_on"], both["closed_on_then"], ("closed", "reopened", "closed")
    )


def _merged(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Return the schools that were taken over since."""
    both = _beside(now, then, ["school"])
    told = both.assign(kind="merged", text=both["school_name"], date_after=both["closed_on"])
    return told[both["closed_on_then"].isna()]


def _stages(both: pd.DataFrame, day: pd.Timestamp, day_then: pd.Timestamp) -> Iterator:
    """Yield stages and planned days, the last stage first, as each was seen on its day."""
    for stage in reversed(STAGES):
        actual, actual_then = both[f"{stage}_actual"], both[f"{stage}_actual_then"]
        yield from _days(
            both.assign(stage=stage),
            actual.where(actual <= day),
            actual_then.where(actual_then <= day_then),
            ("stage_reached", "stage_withdrawn", "stage_corrected"),
        )
        yield from _days(
            both.assign(stage=stage),
            both[f"{stage}_planned"],
            both[f"{stage}_planned_then"],
            ("plan_set", "plan_withdrawn", "plan_moved"),
        )


def _days(
    both: pd.DataFrame, now: pd.Series, then: pd.Series, kinds: tuple[str, str, str]
) -> Iterator[pd.DataFrame]:
    """Yield rows whose day is new, gone or another one; `kinds` are the names of these."""
    told = both.assign(date_before=then, date_after=now)
    is_new, is_gone = then.isna() & now.notna(), now.isna() & then.notna()
    is_moved = now.notna() & then.notna() & (now != then)
    for kind, is_told in zip(kinds, (is_new, is_gone, is_moved), strict=True):
        yield told[is_told].assign(kind=kind)


def _actions(both: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield commitments and issues that are new, done since, or no longer done."""
    done, done_then = both["done_on"], both["done_on_then"]
    yield both[both["kind_then"].isna() & done.isna()].assign(kind="action_new")
    yield from _days(both, done, done_then, ("action_done", "action_reopened", "action_done"))


def _number(both: pd.DataFrame, name: str, kind: str) -> Iterator[pd.DataFrame]:
    """Yield rows whose number is another one, was not reported before, or no longer is."""
    after, before = (both[each].astype("float64") for each in (name, f"{name}_then"))
    is_other = (after != before) & ~(after.isna() & before.isna())
    yield both.assign(kind=kind, before=before, after=after)[is_other]


def _items(both: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield items of which more or fewer are accepted or defective; a new one has none before."""
    for name in ("accepted", "defective"):
        of_new = both[f"{name}_then"].isna() & (both[name] == 0)
        yield from _number(both[~of_new], name, f"items_{name}")


def _access(both: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield what became accessible, ceased to be, or was assessed at last."""
    for feature in FEATURES:
        is_assessed = both[feature].notna()
        yield from _number(both[is_assessed].assign(feature=feature), feature, "access")


def _in_order(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    some = [part.reindex(columns=list(COLUMNS)).astype(COLUMNS) for part in parts if len(part)]
    if not some:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()})
    return pd.concat(some).sort_values(
        "kind", key=lambda kinds: kinds.map(KINDS.index), kind="stable", ignore_index=True
    )
