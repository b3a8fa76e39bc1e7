"""What do all tables share: exact numbers, names in three languages, and where a fact came from?"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    text,
    type_coerce,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

PLACES = 4
"""Decimal places that every exact number keeps: rates of the National Bank have four."""


class Exact(TypeDecorator[Decimal]):
    """A decimal number stored as a whole number of ten-thousandths.

    SQLite has no decimals: stored as floats, sums of money would drift. Whole numbers add up to the
    last tyiyn on SQLite and PostgreSQL alike. `SUM` of such a column is read back as a Decimal too.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect) -> int | None:
        return None if value is None else int(Decimal(value).scaleb(PLACES).to_integral_exact())

    def process_result_value(self, value: int | None, dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-PLACES)


def aware(moment: datetime) -> datetime:
    """Return a moment with its zone; SQLite keeps moments in UTC without saying so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def exact(count: ColumnElement) -> ColumnElement:
    """Return a count as the whole number of ten-thousandths in which exact numbers are kept."""
    return type_coerce(count * 10**PLACES, Exact())


class Base(DeclarativeBase):
    """All tables of Bilim."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Named:
    """A name in Kyrgyz, Russian and English, given by the ministry or the programme."""

    name_ky: Mapped[str]
    name_ru: Mapped[str]
    name_en: Mapped[str]


def name_of(model: type[Named], lang: str) -> Any:
    """Return the column with the name in one language."""
    return getattr(model, f"name_{lang}")


class Fact:
    """A row that came in with an import, is never overwritten, and is closed by a later import.

    The import number is the clock: as known on import `n` means
    `import_id <= n and (superseded_by is null or superseded_by > n)`.
    """

    KEY: tuple[str, ...]
    """Columns that say what the fact is about; among rows still open they are unique."""

    __tablename__: str
    __table__: ClassVar[Table]

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, sort_order=-5
    )
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True, sort_order=-4)
    source_file_id: Mapped[int] = mapped_column(ForeignKey("source_file.id"), sort_order=-3)
    source_row: Mapped[int] = mapped_column(sort_order=-2)
    superseded_by: Mapped[int | None] = mapped_column(
        ForeignKey("import.id"), index=True, sort_order=-1
    )

    @declared_attr.directive
    @classmethod
    def __table_args__(cls):
        # Two imports at once cannot both open the same fact.
        is_open = text("superseded_by IS NULL")
        return (
            Index(
                f"uq_{cls.__tablename__}_open",
                *cls.KEY,
                unique=True,
                sqlite_where=is_open,
                postgresql_where=is_open,
            ),
        )
