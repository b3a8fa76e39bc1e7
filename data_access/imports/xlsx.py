"""What do the sheets of an XLSX file hold, cell by cell, as Excel shows it?"""

import io
import zipfile
from pathlib import PurePosixPath
from xml.etree import ElementTree

from python_calamine import CalamineError, load_workbook

from data_access.imports import sheet_xml
from data_access.imports.problem import Code
from data_access.imports.table import MEGABYTE, Cell, Limits, Refused, Table

_DAMAGE = (
    CalamineError,
    zipfile.BadZipFile,
    zipfile.zlib.error,  # type: ignore[attr-defined]
    ElementTree.ParseError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the libraries raise at files that are cut off or overwritten."""


class Workbook:
    """An XLSX file in memory; every failure to read it is `Refused`."""

    def __init__(self, content: bytes, limits: Limits):
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._refuse_bombs()
            self._parts = _sheet_parts(self._archive)
            self._reader = load_workbook(io.BytesIO(content))
        except _DAMAGE as error:
            raise Refused(Code.DAMAGED) from error

    @property
    def titles(self) -> list[str]:
        """Titles of the sheets, in the order of the workbook."""
        return list(self._parts)

    def is_empty(self, title: str) -> bool:
        """Return whether no cell of the sheet holds anything."""
        try:
            with self._archive.open(self._parts[title]) as stream:
                return sheet_xml.is_empty(stream)
        except _DAMAGE as error:
            raise Refused(Code.DAMAGED) from error

    def table(self, title: str) -> Table:
        """Return the cells of a sheet; an error of a formula is the text that Excel shows.

        The reader leaves such cells empty and wants memory for the whole rectangle of cells, so
        the XML of the sheet is first walked in small pieces.
        """
        try:
            with self._archive.open(self._parts[title]) as stream:
                broken = sheet_xml.survey(stream, self._limits)
            sheet = self._reader.get_sheet_by_name(title)
            rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
        except _DAMAGE as error:
            raise Refused(Code.DAMAGED) from error
        for (row, column), text in broken.items():
            _put(rows, row, column, text)
        return Table(title, rows, tuple(sheet.merged_cell_ranges or ()))

    def _refuse_bombs(self) -> None:
        if sum(part.file_size for part in self._archive.infolist()) > self._limits.unpacked_bytes:
            raise Refused(Code.UNPACKS_TOO_LARGE, limit=self._limits.unpacked_bytes // MEGABYTE)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return title -> name of the part of the archive that holds the sheet."""
    folder = PurePosixPath("xl")
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts = {}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet"):
            identity = next((id for name, id in element.items() if name.endswith("}id")), "")
            # A target that begins with a slash is counted from the root of the archive.
            path = str(folder / targets[identity]).lstrip("/")
            parts[element.get("name", "")] = path
    return parts


def _put(rows: list[list[Cell]], row: int, column: int, text: str) -> None:
    while len(rows) <= row:
        rows.append([])
    rows[row].extend([""] * (column + 1 - len(rows[row])))
    rows[row][column] = text
