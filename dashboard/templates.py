"""What does an empty workbook look like that the import door would take once it is filled?"""

import errno
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dashboard.areas import areas
from data_access import reference
from data_access.filters import LANGUAGES
from data_access.imports import cells, titles
from data_access.imports.examples import EXAMPLES
from data_access.imports.sheet import WITHDRAWN, Field, Kind, Sheet
from data_access.imports.sheets import SHEETS
from layouts import templates
from layouts.i18n import Translator

GROUPS: dict[str, tuple[str, ...]] = {
    "programme": ("statistics", "dates"),
    "schools": ("schools", "schools_apart"),
    "packages": ("packages", "items"),
    "passports": ("enrolment", "access", "teaching", "actions"),
    "photos": ("photos",),
    "training": (
        *("courses", "sessions", "persons", "participation", "attendance", "eligible"),
        *("registers", "attestation", "modules", "module_enrolments", "observations"),
        "persons_apart",
    ),
    "textbooks": (
        *("titles", "orders", "printings", "shipments", "receipts", "write_offs"),
        *("stock_counts", "rentals", "rental_spending"),
    ),
    "results": ("targets", "values"),
    "implementation": (
        *("activities", "activity_progress", "work_items", "work_stages", "joint_activities"),
    ),
    "procurement": (
        *("suppliers", "procurement_packages", "milestones", "variations", "deliverables"),
    ),
    "promises": (
        *("campaign_events", "policy_actions", "commitments", "risks", "grievances"),
        "status_overrides",
    ),
    "finance": (
        *("funds", "budget", "projections", "exchange_rates", "contracts", "payments"),
        *("withdrawals", "sector_spending"),
    ),
}
"""Name of a workbook -> its sheets."""

REFERENCE = {
    "category": "categories",
    "component": "components",
    "equipment": "equipment",
    "event": "events",
    "fund": "funds",
    "line": "work_lines",
    "indicator": "indicators",
    "office": "offices",
    "provider": "providers",
    "package": "package_kinds",
    "procurement_method": "procurement_methods",
    "procurement_step": "procurement_steps",
    "reported_indicator": "indicators",
    "statistic": "statistics",
    "subject": "subjects",
}
"""List of codes -> file that holds it; lists that are not here are known by the
database only."""

YES_NO = {"ky": ("ооба", "жок"), "ru": ("да", "нет"), "en": ("yes", "no")}
ROWS = 5_000
"""Rows that offer their choices."""
LEFT_OUT = "_"
"""The import door leaves out sheets whose title begins so."""
CREATED = datetime(2026, 11, 1)
"""The same on every run, so that the same template is the same file."""

TEXTS = (Kind.TEXT, Kind.CODE, Kind.QUARTER, Kind.PICTURE)
"""Kinds whose cells have to stay as they are typed: Excel would make a date of 2025/26."""


def write(folder: Path, t: Translator) -> Iterator[Path]:
    """Write every template into a folder and yield its path; raise FileExistsError, never replace.

    Headings and explanations are in the language of the translator.
    """
    paths = [folder / f"{name}.xlsx" for name in GROUPS]
    for path in paths:
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    folder.mkdir(parents=True, exist_ok=True)
    for name in GROUPS:
        yield write_one(folder, name, t)


def write_one(folder: Path, name: str, t: Translator) -> Path:
    """Write one template into a folder and return its path."""
    path = folder / f"{name}.xlsx"
    _Template(path, [_sheet(each) for each in GROUPS[name]], t).write()
    return path


def _sheet(name: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.name == name)


class _Template:
    """One workbook: a sheet about the file, those to fill, explanations, and lists of codes."""

    def __init__(self, path: Path, sheets: list[Sheet], t: Translator):
        self.sheets, self.t = sheets, t
        self.language = LANGUAGES.index(t.lang)
        self.book = xlsxwriter.Workbook(path)
        self.bold = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.plain = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.text = self.book.add_format({"num_format": "@"})
        self.day = self.book.add_format({"num_format": "dd.mm.yyyy"})
        names = (field.codes for sheet in sheets for field in sheet.fields if field.codes)
        self.lists = [name for name in dict.fromkeys(names) if name in (*REFERENCE, *AREAS)]
        self.codes_title = LEFT_OUT + t("Codes")

    def write(self) -> None:
        """Write the whole workbook."""
        with self.book:
            self.book.set_properties({"created": CREATED})
            self._write_about(self.book.add_worksheet(titles.ABOUT[self.language]))
            for sheet in self.sheets:
                self._write_sheet(self.book.add_worksheet(sheet.titles[self.language]), sheet)
            self._write_examples(self.book.add_worksheet(LEFT_OUT + self.t("Example")))
            self._write_explanations(self.book.add_worksheet(LEFT_OUT + self.t("Explanations")))
            if self.lists:
                self._write_codes(self.book.add_worksheet(self.codes_title))

    def _write_about(self, page: Worksheet) -> None:
        page.set_column(0, 1, 40)
        page.write_string(0, 0, titles.SOURCE[self.language])
        page.write_row(1, 0, [titles.DEMONSTRATION[self.language], YES_NO[self.t.lang][1]])

    def _write_sheet(self, page: Worksheet, sheet: Sheet) -> None:
        page.freeze_panes(1, 0)
        for column, field in enumerate(sheet.columns):
            heading = field.headings[self.language]
            page.set_column(column, column, max(14, len(heading) + 2), self._looks(field))
            page.write_string(0, column, heading, self.bold)
            if source := self._choices(field):
                page.data_validation(
                    1, column, ROWS, column, {"validate": "list", "source": source}
                )

    def _choices(self, field: Field) -> str | list[str] | None:
        """Return what a cell of the field can be chosen from: a list, or where one stands."""
        if field.kind is Kind.YES_NO:
            return list(YES_NO[self.t.lang])
        if field.codes in self.lists and _codes(field.codes):
            column = xl_col_to_name(3 * self.lists.index(field.codes))
            return f"='{self.codes_title}'!${column}$2:${column}${1 + len(_codes(field.codes))}"
        return _alternatives(field) or None

    def _write_examples(self, page: Worksheet) -> None:
        """Write one filled row of each sheet under its title and its headings."""
        page.set_column(0, max(len(sheet.fields) for sheet in self.sheets) - 1, 22)
        page.write_string(0, 0, self.t(templates.INVENTED))
        for place, sheet in enumerate(self.sheets):
            top = 2 + 4 * place
            page.write_string(top, 0, sheet.titles[self.language], self.bold)
            for column, field in enumerate(sheet.fields):
                page.write_string(top + 1, column, field.headings[self.language], self.bold)
                cell = EXAMPLES[sheet.name][field.name]
                if field.kind is Kind.YES_NO and cell is not None:
                    cell = YES_NO[self.t.lang][0 if cells.yes_no(cell) else 1]
                page.write(top + 2, column, cell, self._looks(field))

    def _looks(self, field: Field) -> Format | None:
        return {Kind.DATE: self.day, **dict.fromkeys(TEXTS, self.text)}.get(field.kind)

    def _write_explanations(self, page: Worksheet) -> None:
        for column, width in enumerate((22, 34, 60, 12, 60)):
            page.set_column(column, column, width, self.plain)
        page.write_row(0, 0, templates.columns(self.t), self.bold)
        page.freeze_panes(1, 0)
        fields = [(sheet, field) for sheet in self.sheets for field in sheet.columns]
        for row, (sheet, field) in enumerate(fields, start=1):
            page.write_row(row, 0, self._explained(sheet, field))

    def _explained(self, sheet: Sheet, field: Field) -> list[str]:
        others = [word for place, word in enumerate(field.headings) if place != self.language]
        words = templates.contents(
            field.kind.value,
            self.t,
            choices=", ".join(_alternatives(field)),
            example=field.example,
            past=field.past,
        )
        if field is WITHDRAWN:
            key = ", ".join(sheet.field(name).headings[self.language] for name in sheet.key)
            words = self.t(templates.WITHDRAWN, columns=key)
        if field.codes in self.lists:
            words = self.t(
                "{contents} from the sheet “{sheet}”", contents=words, sheet=self.codes_title
            )
        return [
            sheet.titles[self.language],
            field.headings[self.language],
            ", ".join(dict.fromkeys(others)),
            YES_NO[self.t.lang][0 if field.required else 1],
            words,
        ]

    def _write_codes(self, page: Worksheet) -> None:
        """Write each list as three columns: code, name and unit."""
        fields = {field.codes: field for sheet in self.sheets for field in sheet.fields}
        page.freeze_panes(1, 0)
        for place, name in enumerate(self.lists):
            left = 3 * place
            for column, width in enumerate((16, 60, 20)):
                page.set_column(left + column, left + column, width)
            page.write_string(0, left, fields[name].headings[self.language], self.bold)
            for row, (code, words, unit) in enumerate(self._coded(name), start=1):
                page.write_row(row, left, [code, words, unit])

    def _coded(self, name: str) -> Iterator[tuple[str, str, str]]:
        for row in _codes(name):
            unit = row.get("unit")
            words = self.t(templates.UNITS[str(unit)]) if unit else ""
            yield str(row["code"]), str(row[f"name_{self.t.lang}"]), words


AREAS = {"area": ("country", "region", "district"), "district": ("district",)}
"""List of codes -> levels of the areas in it."""


def _codes(name: str) -> list[dict]:
    """Return the rows of a list of codes, with their names."""
    if name in AREAS:
        return [row for row in areas() if row["level"] in AREAS[name]]
    rows: Iterable[dict] = reference.read(REFERENCE[name])
    is_reported_only = name == "reported_indicator"
    return [row for row in rows if not (is_reported_only and row["computed"] == "yes")]


def _alternatives(field: Field) -> list[str]:
    """Return the few texts that a field may hold, where its pattern is a list of them."""
    return field.pattern.split("|") if field.pattern and not field.example else []
