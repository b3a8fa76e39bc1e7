"""Summary of the figures that follow from other summaries by a formula."""

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    Select,
    String,
    Table,
    delete,
    insert,
    literal,
    select,
    union_all,
)

from data_access.indicators.formulas import FORMULAS
from data_access.models.base import Base, Exact
from data_access.summaries.summary import WORKING

COMPUTED = Table(
    "summary_computed",
    Base.metadata,
    Column("release", Integer, primary_key=True, autoincrement=False),
    Column("indicator", String, primary_key=True),
    Column("period", Date, primary_key=True),
    Column("area", String, primary_key=True),
    Column("numerator", Exact),
    Column("denominator", Exact),
    Column("demonstration", Integer, nullable=False),
)
"""One row per computed indicator, quarter and district (or KG)."""


def cells(release: int) -> Select:
    """Return the SELECT that counts every computed figure from the summaries of a release."""
    counted = []
    for code, formula in FORMULAS.items():
        part = formula(release).subquery()
        columns = [part.c[name] for name in list(COMPUTED.c.keys())[2:]]
        counted.append(select(literal(release), literal(code), *columns))
    return select(union_all(*counted).subquery())


def fill(db: Connection, release: int = WORKING) -> None:
    """Count the computed figures of a release anew."""
    db.execute(delete(COMPUTED).where(COMPUTED.c.release == release))
    db.execute(insert(COMPUTED).from_select(list(COMPUTED.c.keys()), cells(release)))


def stored(release: int) -> Select:
    """Return the SELECT for the computed figures of a release."""
    return select(COMPUTED).where(COMPUTED.c.release == release)
