"""Who brought which file when, and what was published?"""

from datetime import date, datetime

from sqlalchemy import DateTime, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base


class WriteLock(Base):
    """One row that every writer locks first, so that import numbers follow the order of commits."""

    __tablename__ = "write_lock"

    id: Mapped[int] = mapped_column(primary_key=True)


class Import(Base):
    """One all-or-nothing intake of files; its number is the clock of the database."""

    __tablename__ = "import"

    id: Mapped[int] = mapped_column(primary_key=True)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    imported_by: Mapped[str]
    undoes: Mapped[int | None]
    """The import that this one takes back as a whole."""


class SourceFile(Base):
    """A workbook or CSV file of an import, known by its content."""

    __tablename__ = "source_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True)
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    """For a list of photographs: over the list and its pictures. Of an import that was taken back
    with its number before it, so that the same content may come in again."""
    size: Mapped[int]
    """Bytes."""
    source: Mapped[str]
    """Who compiled the data, as the file itself says."""
    demonstration: Mapped[bool]
    """True where the file says that its figures are invented to show the product."""


class Release(Base):
    """A published import number: the figures that the public sees, for ever the same."""

    __tablename__ = "release"

    number: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"))
    as_of: Mapped[date]
    """Last day that the data covers: the end of the reported quarter."""
    next_update: Mapped[date]
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    published_by: Mapped[str]
    note: Mapped[str]
    corrected_count: Mapped[int]
    """Facts of the release before it that were corrected since."""
    content_hash: Mapped[str]
    """SHA-256 over this row, its definitions and summaries, and the hash of the release before."""


class Definition(Base):
    """What a code meant when a release was made, as far as figures depend on it."""

    __tablename__ = "release_definition"

    release: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    subject: Mapped[str] = mapped_column(primary_key=True)
    """Name of the table that defines the code."""
    code: Mapped[str] = mapped_column(primary_key=True)
    meaning: Mapped[str]
    """JSON list of the columns that count."""
