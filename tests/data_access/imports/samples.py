"""Small workbooks and CSV files, and what can be wrong in the good row of every sheet."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from PIL import Image

from data_access.filters import LANGUAGES
from data_access.imports.examples import EXAMPLES as GOOD
from data_access.imports.sheet import WITHDRAWN, Sheet
from data_access.imports.sheets import SHEETS

Row = Mapping[str, object]

AK_SUU = "41702205000000"
TUP = "41702225000000"
CONTRACTED = {name: [GOOD[name]] for name in ("suppliers", "procurement_packages")}
"""What has to be known before a contract can come in."""

BAD: dict[str, tuple[str, object, str]] = {
    "schools": ("girls", -3, "negative"),
    "packages": ("package", "laboratory", "unknown_code"),
    "items": ("accepted", 22, "more_than_delivered"),
    "enrolment": ("grade", 12, "too_large"),
    "access": ("pupils_served", 7, "above_whole"),
    "teaching": ("teachers_trained", 10, "above_whole"),
    "actions": ("kind", "wish", "not_allowed"),
    "photos": ("kind", "during", "not_allowed"),
    "courses": ("mode", "evening", "not_allowed"),
    "sessions": ("ends_on", dt.date(2026, 3, 1), "ends_before_start"),
    "persons": ("same_as", "P-000123", "same_as_itself"),
    "participation": ("post_test", 101, "too_large"),
    "attendance": ("hours", 13, "too_large"),
    "eligible": ("school", "IS-77", "unknown_code_near"),
    "registers": ("closed_on", dt.date(2026, 3, 30), "closed_too_early"),
    "attestation": ("result", "", "half_a_decision"),
    "modules": ("units", 0, "too_small"),
    "module_enrolments": ("last_unit", 9, "beyond_last_unit"),
    "observations": ("uses_ict", "sometimes", "not_yes_no"),
    "titles": ("last_year", "2024/25", "last_year_too_early"),
    "orders": ("due_on", dt.date(2025, 2, 1), "due_before_order"),
    "printings": ("copies", 0, "too_small"),
    "shipments": ("district", TUP, "in_another_district"),
    "receipts": ("received_on", dt.date(2025, 8, 1), "received_too_early"),
    "write_offs": ("order", "TO-9999", "unknown_code"),
    "stock_counts": ("usable", 51.5, "fraction"),
    "rentals": ("due", "", "collected_without_due"),
    "rental_spending": ("school_year", "2025/27", "years_apart"),
    "targets": ("period", "III квартал", "not_a_quarter"),
    "values": ("indicator", "R3.1", "computed_indicator"),
    "funds": ("amount", "a lot", "not_a_number"),
    "budget": ("year", 1926, "not_a_year"),
    "projections": ("version", "third", "not_allowed"),
    "contracts": ("signed_on", "31.02.2026", "impossible_date"),
    "suppliers": ("country", "Кыргызстан", "wrong_form"),
    "procurement_packages": ("replaces", "PP-G-12", "replaces_itself"),
    "milestones": ("step", "shortlisted", "step_of_another_method"),
    "variations": ("currency", "USD", "other_currency"),
    "deliverables": ("amount", 9_000_000, "deliverables_above_contract"),
    "payments": ("rate", 0.5, "too_small"),
    "exchange_rates": ("currency", "EUR", "not_allowed"),
    "withdrawals": ("method", "cash", "not_allowed"),
    "sector_spending": ("repair", 850_000_001, "above_whole"),
    "statistics": ("area", "Чүй облусу", "name_for_code"),
    "dates": ("event", "", "missing_cell"),
    "activities": ("planned_end", dt.date(2026, 1, 11), "planned_end_before_start"),
    "activity_progress": ("progress", 1.05, "too_large"),
    "work_items": ("track", "", "needed_by_kind"),
    "work_stages": ("stage", "signed", "stage_of_another_kind"),
    "joint_activities": ("agreement", "ST-MAT-G", "not_an_agreement"),
    "campaign_events": ("women", 121, "above_whole"),
    "policy_actions": ("met_on", "", "day_of_another_state"),
    "commitments": ("evidence", "", "done_without_evidence"),
    "risks": ("likelihood", 6, "too_large"),
    "grievances": ("resolved_on", dt.date(2026, 5, 3), "resolved_too_early"),
    "persons_apart": ("other", "P-000123", "pair_out_of_order"),
    "schools_apart": ("school", "SC-0013", "unknown_code_near"),
    "status_overrides": ("decided_on", dt.date(2026, 3, 30), "decided_too_early"),
}
"""Sheet -> field, cell that is wrong there, and the code of the problem."""


def picture_file(path: Path, color: str = "teal", size: tuple[int, int] = (64, 48), **how) -> Path:
    """Write a picture of one colour; `how` as Pillow saves it."""
    Image.new("RGB", size, color).save(path, **how)
    return path


def sheet_named(name: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.name == name)


def good(sheet: str, **other: object) -> Row:
    """Return the good row of a sheet with some cells replaced."""
    return {**GOOD[sheet], **other}


def table(sheet: str, rows: Iterable[Row], lang: str = "en") -> list[list[object]]:
    """Return headings and cells of a sheet; the column that takes rows back only where one does."""
    rows = list(rows)
    described = sheet_named(sheet)
    takes_back = any(WITHDRAWN.name in row for row in rows)
    fields = described.columns if takes_back else described.fields
    place = LANGUAGES.index(lang)
    headings: list[object] = [field.headings[place] for field in fields]
    return [headings, *([row.get(field.name) for field in fields] for row in rows)]


def workbook(path: Path, lang: str = "en", **sheets: Iterable[Row]) -> Path:
    """Write a workbook of good sheets, each under its title in a language."""
    place = LANGUAGES.index(lang)
    titles = {name: sheet_named(name).titles[place] for name in sheets}
    return cells(path, {titles[name]: table(name, rows, lang) for name, rows in sheets.items()})


def one_sheet(path: Path, name: str, *rows: Row, lang: str = "en") -> Path:
    """Write a workbook of one good sheet."""
    title = sheet_named(name).titles[LANGUAGES.index(lang)]
    return cells(path, {title: table(name, rows, lang)})


def cells(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write a workbook cell by cell: title -> rows."""
    with xlsxwriter.Workbook(path) as book:
        days = book.add_format({"num_format": "dd.mm.yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    if isinstance(value, dt.date):
                        moment = dt.datetime.combine(value, dt.time())
                        sheet.write_datetime(row, column, moment, days)
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value)
    return path


def csv_file(
    path: Path, rows: Sequence[Sequence[object]], delimiter: str = ",", encoding="utf-8"
) -> Path:
    """Write a CSV file cell by cell."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path
