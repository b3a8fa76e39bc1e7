"""What does a sheet of a workbook look like, described as data?"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from data_access.imports.codes import Codes
from data_access.models.base import Fact


class Kind(Enum):
    """How the cells of a column are read."""

    TEXT = "text"
    CODE = "code"
    """One of a list of codes, see `Field.codes`."""
    COUNT = "count"
    """A whole number, not negative."""
    NUMBER = "number"
    """A decimal number with at most four places."""
    DATE = "date"
    QUARTER = "quarter"
    """2026-Q3, or any day of the quarter; kept as the last day of the quarter."""
    YEAR = "year"
    DEGREES = "degrees"
    """Longitude or latitude, with as many decimal places as there are."""
    YES_NO = "yes_no"
    PICTURE = "picture"
    """Name of a picture file beside the list; kept as the SHA-256 of its picture."""


@dataclass(frozen=True)
class Field:
    """One column: its name in the table, its headings in ky, ru and en, and what it may hold."""

    name: str
    headings: tuple[str, str, str]
    kind: Kind = Kind.TEXT
    required: bool = True
    codes: str | None = None
    """Which list of codes: a name that the import door knows, see `imports/codes.py`."""
    default: object = None
    """What an empty cell of an optional column means; None keeps it missing."""
    minimum: float | None = None
    maximum: float | None = None
    past: bool = False
    """Whether the date tells what has happened, and so cannot lie in the future."""
    pattern: str | None = None
    """Regular expression that the whole text must match."""
    example: str = ""
    """What the text may look like, for people who do not read regular expressions."""


WITHDRAWN = Field(
    "withdrawn",
    ("Жокко чыгарылды", "Отозвано", "Withdrawn"),
    Kind.YES_NO,
    required=False,
    default=False,
)
"""Column that every sheet may have: yes takes back the fact that the key of the row names, and the
other cells of the row say nothing."""


@dataclass(frozen=True)
class Rule:
    """A check across the cells of one row: the rows where it is broken, and which field to mark."""

    name: str
    """Code of the problem; its words stand in `layouts/problems.py`."""
    field: str
    broken: Callable[[pd.DataFrame, Codes], pd.Series]
    """Typed frame and known codes -> True where the rule is broken.

    It sees only rows whose cells are good; a missing cell is None.
    """
    details: Callable[[pd.Series, Codes], dict[str, object]] | None = None
    """A row that breaks the rule -> what the sentence about it says beside the cell."""


@dataclass(frozen=True)
class Sheet:
    """One kind of sheet: where its rows go and what makes a row good."""

    name: str
    titles: tuple[str, str, str]
    """Names that the sheet may carry in a workbook, in ky, ru and en."""
    model: type[Fact]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    completes: Callable[[pd.DataFrame, Codes], pd.DataFrame] | None = None
    """Fills in what rows may leave to the facts; called on good rows only, before `derive`."""
    derive: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    """Adds the columns that follow from the others; called on good rows only."""
    adds_to: str | None = None
    """List of codes that the rows of this sheet belong to, for the sheets after it."""
    tells: tuple[str, ...] = ()
    """Columns that rules of other rows ask for, see `Codes.facts`."""
    totals: tuple[str, ...] = ()
    """Columns of numbers whose sum a last row may state; it is compared and left out."""

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that say what a row is about."""
        return self.model.KEY

    @property
    def columns(self) -> tuple[Field, ...]:
        """All columns that the sheet may have in a file."""
        return (*self.fields, WITHDRAWN)

    def field(self, name: str) -> Field:
        """Return the field of that name."""
        return next(field for field in self.columns if field.name == name)


def end_of_quarter(day: dt.date) -> dt.date:
    """Return the last day of the quarter that holds a day."""
    last_month = (day.month + 2) // 3 * 3
    return dt.date(day.year, last_month, 31 if last_month in (3, 12) else 30)


def floats(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of a typed frame for arithmetic in rules; missing cells are NaN."""
    return pd.Series(rows[column].to_numpy(dtype=float), rows.index)
