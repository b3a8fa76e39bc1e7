"""How do days become numbers that can be added up, on SQLite and PostgreSQL alike?"""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

FIRST_DAY = date(2000, 1, 1)
"""Day number 0."""


class DayNumber(FunctionElement[int]):
    """Days since FIRST_DAY of a date."""

    type = Integer()
    name = "day_number"
    inherit_cache = True


@compiles(DayNumber, "sqlite")
def _on_sqlite(element: DayNumber, compiler: Any, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"CAST(julianday({day}) - julianday('{FIRST_DAY}') AS INTEGER)"


@compiles(DayNumber, "postgresql")
def _on_postgresql(element: DayNumber, compiler: Any, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"({day} - DATE '{FIRST_DAY}')"


def copy_days(copies: Any, day: Any) -> ColumnElement[int]:
    """Return copies × day number, added up: divided by the copies it is their mean day."""
    return cast(func.sum(cast(copies, BigInteger) * DayNumber(day)), BigInteger)
