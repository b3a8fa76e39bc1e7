"""Small workbooks and CSV files: one good row for every sheet, and what can be wrong with it."""

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from PIL import Image

from data_access.filters import LANGUAGES
from data_access.imports.sheet import WITHDRAWN, Sheet
from data_access.imports.sheets import SHEETS

Row = Mapping[str, object]

AK_SUU = "41702205000000"
TUP = "41702225000000"

GOOD: dict[str, Row] = {
    "schools": {
        "code": "IS-07",
        "name_ky": "№ 7 инновациялык мектеп",
        "name_ru": "Инновационная школа № 7",
        "name_en": "Innovative school No. 7",
        "district": AK_SUU,
        "lon": 79.335123,
        "lat": 42.197456,
        "languages": "ky ru",
        "rural": "ооба",
        "remote": "нет",
        "innovative": "yes",
        "girls": 210,
        "boys": 198,
        "teachers": 31,
        "closed_on": None,
        "merged_into": None,
    },
    "packages": {
        "school": "IS-07",
        "package": "lab",
        "owner": "pmu",
        "contracted_planned": dt.date(2025, 3, 1),
        "contracted_actual": "15.03.2025",
        "delivered_planned": "2025-08-01",
        "delivered_actual": None,
        "installed_planned": None,
        "installed_actual": None,
        "accepted_planned": None,
        "accepted_actual": None,
        "budget": 2_500_000,
        "contracted": "2 400 000,00",
        "spent": "1 234 567,50",
    },
    "items": {
        "school": "IS-07",
        "package": "ict",
        "item": "ict-computer",
        "planned": 20,
        "delivered": "22",
        "accepted": 20,
        "defective": 1,
    },
    "enrolment": {
        "school": "IS-07",
        "school_year": "2025/26",
        "grade": 7,
        "language": "ky",
        "girls": 12,
        "boys": 0,
    },
    "access": {
        "school": "IS-07",
        "period": "2026-Q3",
        "ramp": "ооба",
        "toilet": "нет",
        "resource_room": None,
        "adapted_materials": "yes",
        "pupils_with_disabilities": 6,
        "pupils_served": 4,
    },
    "teaching": {
        "school": "IS-07",
        "period": dt.date(2026, 9, 30),
        "teachers_eligible": 9,
        "teachers_trained": 6,
        "candidates": 4,
        "attested": 3,
        "certified": None,
    },
    "actions": {
        "code": "AC-001",
        "school": "IS-07",
        "kind": "issue",
        "text_ky": "Чатыр агат",
        "text_ru": "Протекает крыша",
        "text_en": "The roof leaks",
        "owner": "district",
        "due_on": dt.date(2026, 12, 1),
        "done_on": None,
    },
    "photos": {
        "picture": "room.jpg",
        "school": "IS-07",
        "package": "lab",
        "kind": "before",
        "taken_on": dt.date(2025, 3, 1),
        "caption_ky": None,
        "caption_ru": "Кабинет физики",
        "caption_en": None,
    },
    "courses": {
        "code": "CR-01",
        "name_ky": "Физиканы изилдөө аркылуу окутуу",
        "name_ru": "Обучение физике через исследование",
        "name_en": "Teaching physics by inquiry",
        "audience": "teachers",
        "subject": "physics",
        "mode": "in_person",
        "hours": 72,
        "provider": "institute",
    },
    "sessions": {
        "code": "CR-01-0007",
        "course": "CR-01",
        "district": AK_SUU,
        "starts_on": dt.date(2026, 3, 2),
        "ends_on": "13.03.2026",
        "planned_seats": 25,
    },
    "persons": {
        "code": "P-000123",
        "since": None,
        "school": "IS-07",
        "district": None,
        "role": "teacher",
        "subject": "physics",
        "sex": "female",
        "language": "ky",
        "birth_year": 1984,
        "same_as": None,
    },
    "participation": {
        "session": "CR-01-0007",
        "person": "P-000123",
        "completed_on": dt.date(2026, 3, 13),
        "certified": "ооба",
        "pre_test": 54.5,
        "post_test": "100",
    },
    "attendance": {
        "session": "CR-01-0007",
        "person": "P-000123",
        "day": dt.date(2026, 3, 2),
        "hours": 6,
    },
    "eligible": {
        "school": "IS-07",
        "period": "2026-Q1",
        "subject": "physics",
        "language": "ky",
        "sex": "female",
        "teachers": 2,
    },
    "registers": {"district": AK_SUU, "period": "2026-Q1", "closed_on": dt.date(2026, 4, 9)},
    "attestation": {
        "person": "P-000123",
        "school": "IS-07",
        "applied_on": dt.date(2026, 2, 2),
        "portfolio_on": "2026-03-20",
        "assessed_on": dt.date(2026, 5, 4),
        "decided_on": dt.date(2026, 5, 4),
        "result": "certified",
    },
    "modules": {
        "code": "EM-01",
        "name_ky": "Сандык лаборатория",
        "name_ru": "Цифровая лаборатория",
        "name_en": "The digital laboratory",
        "units": 8,
        "live_on": dt.date(2025, 9, 1),
    },
    "module_enrolments": {
        "module": "EM-01",
        "person": "P-000123",
        "enrolled_on": dt.date(2026, 1, 12),
        "completed_on": None,
        "last_unit": 8,
        "device": "phone",
    },
    "observations": {
        "person": "P-000123",
        "observed_on": dt.date(2026, 5, 6),
        "applies": "yes",
        "uses_ict": "нет",
    },
    "titles": {
        "code": "PHY-7-KY-N",
        "name_ky": "Физика, 7-класс",
        "name_ru": "Физика, 7 класс, на кыргызском языке",
        "name_en": "Physics, grade 7, in Kyrgyz",
        "subject": "physics",
        "grade": 7,
        "language": "ky",
        "kind": "textbook",
        "standard": "new",
        "approved_on": dt.date(2025, 2, 20),
        "first_year": "2025/26",
        "last_year": None,
        "life": 4,
    },
    "orders": {
        "code": "TO-0001",
        "title": "PHY-7-KY-N",
        "contract": "SERSDP/G-12",
        "publisher": "Басма-1",
        "copies": 64_000,
        "unit_price": "215,50",
        "ordered_on": dt.date(2025, 3, 1),
        "due_on": "31.08.2025",
    },
    "printings": {
        "code": "PR-0001",
        "order": "TO-0001",
        "printed_on": dt.date(2025, 7, 1),
        "copies": "60 000",
    },
    "shipments": {
        "code": "SH-000123",
        "order": "TO-0001",
        "origin": "district",
        "district": AK_SUU,
        "school": "IS-07",
        "copies": 60,
        "dispatched_on": dt.date(2025, 8, 20),
    },
    "receipts": {
        "shipment": "SH-000123",
        "received_on": dt.date(2025, 8, 25),
        "received": 57,
        "damaged": 1,
        "lost": 0,
        "document": "14/2",
    },
    "write_offs": {
        "code": "WO-0001",
        "order": "TO-0001",
        "district": None,
        "copies": 12,
        "written_off_on": dt.date(2025, 9, 9),
        "reason": "Суу кирген",
    },
    "stock_counts": {
        "school": "IS-07",
        "title": "PHY-7-KY-N",
        "counted_on": dt.date(2026, 5, 20),
        "usable": 51,
        "worn": 4,
        "lost": 2,
    },
    "rentals": {
        "school": "IS-07",
        "school_year": "2026/27",
        "stage": "running",
        "full": 210,
        "half": 40,
        "exempt": 31,
        "due": 115_000,
        "collected": "98 450,50",
    },
    "rental_spending": {
        "district": AK_SUU,
        "school_year": "2025/26",
        "books": 640_000,
        "copies": 2_900,
        "other": 12_000,
    },
    "targets": {
        "indicator": "R2.1",
        "period": "2026-Q3",
        "area": "KG",
        "cut": "all",
        "target": 6000,
    },
    "values": {
        "indicator": "R9.2",
        "period": dt.date(2026, 9, 30),
        "area": "KG",
        "cut": "all",
        "numerator": 90,
        "denominator": None,
        "evidence": "Order 14",
    },
    "funds": {"fund": "L4217", "amount": 25_000_000, "source": "adb.org"},
    "budget": {
        "fund": "L4217",
        "component": 3,
        "category": "goods",
        "line": "3.1",
        "year": 2026,
        "amount": 1_200_000,
    },
    "projections": {
        "fund": "L4217",
        "period": "2026-К3",
        "version": "original",
        "awards": 100_000,
        "disbursement": 90_000.5,
    },
    "contracts": {
        "number": "SERSDP/G-12",
        "fund": "L4217",
        "component": "3",
        "category": "goods",
        "signed_on": dt.date(2025, 5, 6),
        "amount": 8_750_000,
        "currency": "KGS",
        "rate": 87.5,
        "supplier": "S-07",
        "package": "PP-G-12",
        "ends_on": dt.date(2027, 5, 6),
    },
    "suppliers": {
        "code": "S-07",
        "name_ky": "S-07 берүүчүсү",
        "name_ru": "Поставщик S-07",
        "name_en": "Supplier S-07",
        "country": "KG",
    },
    "procurement_packages": {
        "code": "PP-G-12",
        "name_ky": "Лабораториялык жабдуулар",
        "name_ru": "Лабораторное оборудование",
        "name_en": "Laboratory equipment",
        "method": "ncb",
        "review": "prior",
        "category": "goods",
        "component": "3",
        "estimate": 110_000,
        "replaces": None,
        "cancelled_on": None,
    },
    "milestones": {
        "package": "PP-G-12",
        "step": "advertised",
        "planned_on": dt.date(2025, 1, 15),
        "actual_on": "20.01.2025",
    },
    "variations": {
        "contract": "SERSDP/G-12",
        "variation": 1,
        "signed_on": dt.date(2025, 9, 1),
        "amount": -250_000,
        "currency": "KGS",
        "rate": "87,4",
        "ends_on": dt.date(2027, 8, 1),
    },
    "deliverables": {
        "contract": "SERSDP/G-12",
        "deliverable": 1,
        "name_ky": "1-партия",
        "name_ru": "Партия 1",
        "name_en": "Lot 1",
        "due_on": dt.date(2025, 9, 1),
        "accepted_on": dt.date(2025, 9, 12),
        "amount": 4_000_000,
    },
    "payments": {
        "number": "P-001",
        "contract": "SERSDP/G-12",
        "fund": "L4217",
        "component": "3",
        "category": "goods",
        "line": "3.1",
        "paid_from": "direct",
        "paid_on": dt.date(2025, 8, 9),
        "amount": 875_000,
        "currency": "KGS",
        "rate": 87.5,
    },
    "exchange_rates": {
        "currency": "XDR",
        "day": dt.date(2025, 8, 8),
        "rate": "117,25",
        "source": "nbkr.kg",
    },
    "withdrawals": {
        "number": "W-001",
        "fund": "L4217",
        "method": "advance",
        "paid_on": dt.date(2025, 8, 9),
        "amount": 400_000,
        "currency": "XDR",
        "rate": 87.5,
    },
    "sector_spending": {
        "area": "KG-C",
        "year": 2025,
        "level": "school",
        "planned": 900_000_000,
        "actual": 850_000_000.5,
        "repair": 40_000_000,
        "source": "minfin.gov.kg",
    },
    "statistics": {
        "statistic": "pupils",
        "area": "KG-C",
        "year": "2024/25",
        "value": 1500.5,
        "source": "stat.gov.kg",
    },
    "dates": {"event": "signed", "happens_on": dt.date(2023, 7, 21), "source": "adb.org"},
    "campaign_events": {
        "code": "EV-007",
        "name_ky": "Ата-энелер менен жолугушуу",
        "name_ru": "Встреча с родителями",
        "name_en": "Meeting with parents",
        "held_on": dt.date(2026, 2, 14),
        "channel": "meeting",
        "area": AK_SUU,
        "people": 120,
        "women": 80,
    },
    "policy_actions": {
        "code": "PA-2-03",
        "name_ky": "Ижара эрежелери бекитилди",
        "name_ru": "Утверждены правила аренды",
        "name_en": "Rules of rental approved",
        "tranche": 2,
        "due_on": dt.date(2025, 12, 31),
        "state": "met",
        "met_on": "19.12.2025",
        "evidence": "№ 13",
        "owner": "moe",
    },
    "commitments": {
        "code": "CM-09",
        "name_ky": "Аудит тапшырылды",
        "name_ru": "Представлен аудит",
        "name_en": "Audit submitted",
        "kind": "covenant",
        "due_on": dt.date(2026, 6, 30),
        "done_on": dt.date(2026, 6, 20),
        "owner": "pmu",
        "indicator": "R1.7",
        "evidence": "Letter 5",
    },
    "risks": {
        "code": "RK-01",
        "name_ky": "Жабдуу кечигет",
        "name_ru": "Оснащение затягивается",
        "name_en": "Equipment comes late",
        "category": "implementation",
        "likelihood": 4,
        "impact": 5,
        "owner": "pmu",
        "response_ky": "График",
        "response_ru": "График",
        "response_en": "Schedule",
        "indicator": "R3.1",
        "assessed_on": dt.date(2026, 6, 20),
    },
    "grievances": {
        "code": "GR-0012",
        "received_on": dt.date(2026, 5, 4),
        "resolved_on": dt.date(2026, 5, 20),
        "channel": "phone",
        "category": "rental",
        "district": AK_SUU,
    },
    "status_overrides": {
        "indicator": "R2.5",
        "period": "2026-Q1",
        "status": "attention",
        "reason": "Half of the schools",
        "decided_by": "Head of the unit",
        "decided_on": dt.date(2026, 4, 10),
    },
    "persons_apart": {
        "person": "P-000123",
        "other": "P-000124",
        "reason": "Two sisters at one school",
    },
    "schools_apart": {
        "school": "IS-07",
        "other": "SC-0012",
        "reason": "Two schools in one building",
    },
    "activities": {
        "code": "WP-1.1-02",
        "name_ky": "Эксперттик баалоо",
        "name_ru": "Экспертиза",
        "name_en": "Expert review",
        "line": "1.1",
        "parent": "WP-1.1-01",
        "owner": "kae",
        "planned_start": dt.date(2026, 1, 12),
        "planned_end": dt.date(2026, 6, 30),
        "actual_start": dt.date(2026, 1, 20),
        "actual_end": None,
        "weight": 2,
        "planned_cost": 120_000,
    },
    "activity_progress": {
        "activity": "WP-1.1-03",
        "period": "2026-Q2",
        "progress": "0,45",
        "actual_cost": 40_000.5,
    },
    "work_items": {
        "code": "ST-PHY-G",
        "name_ky": "Физика: жалпы багыт",
        "name_ru": "Физика: общее направление",
        "name_en": "Physics: general track",
        "kind": "standard",
        "owner": "kae",
        "subject": "physics",
        "track": "general",
        "institute": None,
        "part": None,
        "partner": None,
    },
    "work_stages": {
        "item": "ST-MAT-G",
        "stage": "reviewed",
        "planned_on": dt.date(2026, 3, 1),
        "actual_on": dt.date(2026, 3, 20),
        "document": "DOC-0001",
    },
    "joint_activities": {
        "code": "JA-01-01",
        "name_ky": "Окуу сапары",
        "name_ru": "Учебный визит",
        "name_en": "Study visit",
        "agreement": "AG-01",
        "kind": "visit",
        "held_on": dt.date(2026, 4, 14),
        "participants": 8,
    },
}

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
