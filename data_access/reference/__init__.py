"""Which codes does everybody use, and what are they called in three languages?"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.models import (
    Area,
    Base,
    Category,
    Component,
    Equipment,
    Event,
    Fund,
    Indicator,
    Method,
    MethodStep,
    Office,
    PackageKind,
    Provider,
    Statistic,
    Step,
    Subject,
    WorkLine,
)

FOLDER = Path(__file__).parent

TABLES: dict[str, type[Base]] = {
    "components": Component,
    "work_lines": WorkLine,
    "offices": Office,
    "events": Event,
    "funds": Fund,
    "categories": Category,
    "package_kinds": PackageKind,
    "equipment": Equipment,
    "subjects": Subject,
    "providers": Provider,
    "procurement_methods": Method,
    "procurement_steps": Step,
    "method_steps": MethodStep,
    "statistics": Statistic,
    "indicators": Indicator,
}
"""File name without ending -> table, in the order in which they refer to each other."""

_YES_NO = {"yes": True, "no": False}


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of one reference file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(session: Session, areas: Iterable[Mapping[str, object]]) -> None:
    """Bring the reference tables up to date with the files and the given areas.

    Areas come from whoever draws the map, so that map and database cannot disagree; parents first.
    Codes that are gone from the files stay: facts may speak of them.
    """
    _merge(session, Area, areas)
    for name, model in TABLES.items():
        _merge(session, model, map(_typed, read(name)))


def _typed(row: dict[str, str]) -> dict[str, object]:
    whole = {"position", "weight"}
    return {
        name: int(value) if name in whole else _YES_NO.get(value, value)
        for name, value in row.items()
    }


def _merge(session: Session, model: type[Base], rows: Iterable[Mapping[str, object]]) -> None:
    known = {row.code: row for row in session.scalars(select(model))}  # type: ignore[attr-defined]
    for values in rows:
        if row := known.get(values["code"]):
            for name, value in values.items():
                setattr(row, name, value)
        else:
            session.add(model(**values))
    session.flush()
