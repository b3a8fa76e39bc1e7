"""What is in a file, before anybody asks whether it is right?"""

import hashlib
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from data_access.imports import delimited, headings, titles
from data_access.imports.cells import Bad, is_empty, yes_no
from data_access.imports.headings import RawSheet
from data_access.imports.problem import Code, Problem, shown
from data_access.imports.sheets import SHEETS
from data_access.imports.spelling import tidy
from data_access.imports.table import MEGABYTE, Limits, Refused, Table
from data_access.imports.xlsx import Workbook

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CSV_ENDINGS = (".csv", ".txt", ".tsv")

TITLES = tuple(sheet.titles for sheet in SHEETS)
"""What sheets may be called, each in three languages; for problems that list them."""


@dataclass(frozen=True)
class Book:
    """A file with its known sheets, and what is wrong with it so far."""

    name: str
    sha256: str
    """Empty where the file could not be read."""
    size: int
    """Bytes."""
    source: str
    """Who compiled the data: as the file says, or its name."""
    demonstration: bool
    sheets: tuple[RawSheet, ...]
    problems: tuple[Problem, ...]


def read(
    path: Path,
    known: Collection[str] = (),
    source: str | None = None,
    demonstration: bool | None = None,
    limits: Limits | None = None,
    beside: str = "",
) -> Book:
    """Return the content of an XLSX or CSV file, and all that keeps it from being understood.

    A file whose SHA-256 is among the known ones is not opened. `source` and `demonstration`
    stand in where the file itself does not say. `beside` tells of the files that belong to this
    one, and is hashed together with it.
    """
    intake = _Intake(path, limits or Limits(), beside)
    intake.take_file(known)
    return Book(
        name=path.name,
        sha256=intake.sha256,
        size=intake.size,
        source=intake.source or source or path.name,
        demonstration=bool(demonstration if intake.demonstration is None else intake.demonstration),
        sheets=tuple(intake.sheets),
        problems=tuple(intake.problems),
    )


@dataclass
class _Intake:
    """A file while it is being read."""

    path: Path
    limits: Limits
    beside: str
    sha256: str = ""
    size: int = 0
    sheets: list[RawSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    source: str = ""
    demonstration: bool | None = None

    def take_file(self, known: Collection[str]) -> None:
        """Read everything; what cannot be read becomes a problem."""
        try:
            content = _content(self.path, self.limits)
            self.size = len(content)
            self.sha256 = hashlib.sha256(content + self.beside.encode()).hexdigest()
            if self.sha256 in known:
                return
            if content.startswith(b"PK"):
                self._take_workbook(Workbook(_xlsx(content), self.limits))
            else:
                self._take_csv(_text(content, self.path))
        except Refused as refusal:
            self._refuse(refusal)

    def _take_workbook(self, workbook: Workbook) -> None:
        for title in workbook.titles:
            try:
                self._take_sheet(workbook, title)
            except Refused as refusal:
                self._refuse(refusal, title)
        if not self.sheets and not self.problems:
            self._note(Code.NO_KNOWN_SHEET, known=TITLES)

    def _take_sheet(self, workbook: Workbook, title: str) -> None:
        if title.startswith("_") or workbook.is_empty(title):
            return
        if titles.is_one_of(title, titles.ABOUT):
            self._take_about(workbook.table(title))
        elif sheet := titles.sheet_titled(title):
            self._take_table(workbook.table(title), sheet)
        else:
            self._note(Code.UNKNOWN_SHEET, title, known=TITLES)

    def _take_csv(self, content: bytes) -> None:
        table = delimited.table(content, self.limits, titles.known_headings)
        if all(is_empty(cell) for row in table.rows for cell in row):
            raise Refused(Code.EMPTY_FILE)
        first = table.rows[headings.heading_row(table)]
        sheet = titles.sheet_with(first, self.path.name)
        if sheet is None:
            raise Refused(Code.NO_KNOWN_SHEET, known=TITLES)
        self._take_table(table, sheet)

    def _take_table(self, table: Table, sheet: titles.Sheet) -> None:
        if all(is_empty(cell) for row in table.rows for cell in row):
            return  # only blanks
        raw, problems = headings.match(table, sheet, self.path.name)
        self.sheets.append(raw)
        self.problems.extend(problems)

    def _take_about(self, table: Table) -> None:
        for number, (key, value, *_) in enumerate(((*row, "", "") for row in table.rows), start=1):
            if titles.is_one_of(key, titles.SOURCE):
                self.source = tidy(str(value))
            elif titles.is_one_of(key, titles.DEMONSTRATION):
                answer = yes_no(value)
                if isinstance(answer, Bad):
                    place = (self.path.name, table.title, number, shown(key), shown(value))
                    self.problems.append(Problem(answer.code, *place))
                else:
                    self.demonstration = answer

    def _refuse(self, refusal: Refused, title: str = "") -> None:
        self._note(refusal.code, title, **refusal.details)

    def _note(self, code: Code, title: str = "", **details: object) -> None:
        self.problems.append(Problem(code, self.path.name, title, details=details))


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.file_bytes:
            raise Refused(Code.FILE_TOO_LARGE, limit=limits.file_bytes // MEGABYTE)
        content = path.read_bytes()
    except OSError as error:
        raise Refused(Code.FILE_MISSING) from error
    if not content.strip():
        raise Refused(Code.EMPTY_FILE)
    return content


def _xlsx(content: bytes) -> bytes:
    """Return the content of an XLSX file; refuse archives of another kind."""
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except zipfile.BadZipFile as error:
        raise Refused(Code.DAMAGED) from error
    if "xl/workbook.xml" not in names:
        raise Refused(Code.WRONG_TYPE)
    return content


def _text(content: bytes, path: Path) -> bytes:
    """Return the content of a CSV file; refuse old and locked workbooks, pictures and pages."""
    if content.startswith(_OLE):
        raise Refused(Code.PASSWORD if _ENCRYPTED in content else Code.OLD_EXCEL)
    if path.suffix.lower() not in _CSV_ENDINGS or content.lstrip().startswith(
        (b"<", b"%PDF", b"{\\rtf")
    ):
        raise Refused(Code.WRONG_TYPE)
    return content
