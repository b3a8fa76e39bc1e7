"""Which codes may stand for one human being? Only people can tell, so nobody is refused."""

from collections.abc import Sequence
from itertools import chain

import pandas as pd
from sqlalchemy import Connection, select

from data_access import ledger
from data_access.changes.comparison import Difference
from data_access.models import Person
from data_access.twin_kinds import PERSONS_KIND, open_pairs

LIKENESS = ["school", "role", "subject", "sex", "birth_year"]
"""What two codes of one human being have in common; only the subject may be missing."""

_COLUMNS = ["code", "since", *LIKENESS, "same_as"]


def twins(db: Connection, brought: Sequence[Difference]) -> tuple[tuple[str, ...], ...]:
    """Return codes that are alike in every LIKENESS, wherever a new row makes a code so.

    Of a code that has several rows the newest counts. A code that is known to stand for another
    one is left out, and so are pairs that are recorded as two.
    """
    rows = [each.rows[_COLUMNS] for each in brought if len(each.rows)]
    if not rows:
        return ()
    known = select(Person.id, *(Person.__table__.c[name] for name in _COLUMNS))
    found = db.execute(known.where(Person.superseded_by.is_(None)))
    before = pd.DataFrame(found.all(), columns=["id", *_COLUMNS], dtype=object)
    closed = {number for each in brought for number in each.closed}
    new = pd.concat(rows)
    everybody = _newest(pd.concat([before[~before["id"].isin(closed)], new], ignore_index=True))
    alike = everybody[everybody.duplicated(LIKENESS, keep=False)]
    groups = alike.groupby(LIKENESS, dropna=False, sort=False)["code"].agg(tuple)
    brought_codes = set(new["code"])
    apart = PERSONS_KIND.apart_on(db, ledger.clock(db)) if len(groups) else set()
    told = [open_pairs([codes], apart) for codes in groups if brought_codes & set(codes)]
    return tuple(sorted(tuple(sorted({*chain(*pairs)})) for pairs in told if pairs))


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the newest row of each code that can be compared and stands for itself.

    Of two rows with one key the later one in the frame replaces the other.
    """
    rows = rows.drop_duplicates(["code", "since"], keep="last")
    newest = rows.sort_values("since").drop_duplicates("code", keep="last")
    second = set(rows.loc[rows["same_as"].notna(), "code"])
    is_known = newest[["school", "birth_year"]].notna().all(axis=1)
    return newest[is_known & ~newest["code"].isin(second)]
