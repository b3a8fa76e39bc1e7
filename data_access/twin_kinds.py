"""Of what can two codes be one, and how do facts say that they are, or are not?"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from data_access.imports.sheet import Sheet
from data_access.imports.sheets.people import PERSONS
from data_access.imports.sheets.schools import SCHOOLS
from data_access.imports.sheets.twins import PERSONS_APART, SCHOOLS_APART
from data_access.summaries.summary import known

Pair = tuple[str, str]
"""Two codes, the one that sorts first in front."""


@dataclass(frozen=True)
class TwinKind:
    """People or schools."""

    name: str
    sheet: Sheet
    """Of those who have the codes."""
    link: str
    """Its column that names the code for which another one stands."""
    apart: Sheet
    """Of pairs that are two."""

    def apart_on(self, db: Connection, clock: int) -> set[Pair]:
        """Return the pairs that are recorded as two, as known on an import."""
        model: Any = self.apart.model
        statement = select(model.__table__.c[self.apart.key[0]], model.other)
        return {(row[0], row[1]) for row in db.execute(statement.where(known(model, clock)))}

    def linked_on(self, db: Connection, clock: int, codes: Iterable[str]) -> dict[str, set[str]]:
        """Return of some codes for which other codes they stand, as known on an import."""
        model: Any = self.sheet.model
        link = model.__table__.c[self.link]
        statement = select(model.code, link).where(known(model, clock), link.is_not(None))
        found: dict[str, set[str]] = {}
        for code, other in db.execute(statement.where(model.code.in_(list(codes)))):
            found.setdefault(code, set()).add(other)
        return found

    def state(self, db: Connection, pair: Pair, clock: int) -> str:
        """Return one of TWIN_STATES, as known on an import: that they are the same comes first."""
        linked = self.linked_on(db, clock, pair)
        if any(b in linked.get(a, ()) for a, b in (pair, pair[::-1])):
            return "same"
        return "apart" if pair in self.apart_on(db, clock) else "open"


PERSONS_KIND = TwinKind("persons", PERSONS, "same_as", PERSONS_APART)
SCHOOLS_KIND = TwinKind("schools", SCHOOLS, "merged_into", SCHOOLS_APART)
TWIN_KINDS = {kind.name: kind for kind in (PERSONS_KIND, SCHOOLS_KIND)}


def open_pairs(groups: Iterable[Iterable[str]], apart: set[Pair]) -> list[Pair]:
    """Return every two codes of the same group that are not recorded as two."""
    pairs = {pair for group in groups for pair in combinations(sorted(group), 2)}
    return sorted(pairs - apart)
