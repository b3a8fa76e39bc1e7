"""Sheets of codes that look alike and are two: of people and of schools."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.training import PERSON, SCHOOL
from data_access.models import PersonsApart, SchoolsApart

_REASON = Field("reason", ("Себеби", "Причина", "Reason"))


def _in_order(first: Field) -> Rule:
    """Return the rule that a pair is told once: the code that sorts first comes first."""

    def broken(rows: pd.DataFrame, _: Codes) -> pd.Series:
        return rows[first.name] >= rows["other"]

    return Rule("pair_out_of_order", "other", broken)


PERSONS_APART = Sheet(
    name="persons_apart",
    titles=("Башка-башка адамдар", "Разные люди", "Different people"),
    model=PersonsApart,
    fields=(
        PERSON,
        Field(
            "other",
            ("Экинчи катышуучунун коду", "Код второго участника", "Code of the second person"),
            Kind.CODE,
            codes="person",
        ),
        _REASON,
    ),
    rules=(_in_order(PERSON),),
)

SCHOOLS_APART = Sheet(
    name="schools_apart",
    titles=("Башка-башка мектептер", "Разные школы", "Different schools"),
    model=SchoolsApart,
    fields=(
        SCHOOL,
        Field(
            "other",
            ("Экинчи мектептин коду", "Код второй школы", "Code of the second school"),
            Kind.CODE,
            codes="school",
        ),
        _REASON,
    ),
    rules=(_in_order(SCHOOL),),
)
