"""Which words tell somebody what to mend in a file, and what an import did?

Problems and outcomes are those of the import door, whose classes layouts do not import.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from data_access.filters import LANGUAGES
from layouts.i18n import N_, Translator

SENTENCES: dict[str, str] = {
    "file_missing": N_("This file is not there or cannot be opened."),
    "file_too_large": N_("The file is larger than {limit} MB; divide it into several files."),
    "empty_file": N_("The file is empty."),
    "wrong_type": N_(
        "This is neither an Excel workbook (.xlsx) nor a CSV file; save it as one of them."
    ),
    "old_excel": N_(
        "This is a workbook of an old Excel (.xls); save it as an Excel workbook (.xlsx)."
    ),
    "password": N_("The workbook is protected by a password; save it without one."),
    "damaged": N_("The workbook is damaged; open it in Excel, repair it and save it again."),
    "unpacks_too_large": N_(
        "The workbook unpacks to more than {limit} MB; divide it into several files."
    ),
    "damaged_csv": N_(
        "The CSV file cannot be read at line {line}; a quotation mark may be missing there."
    ),
    "no_known_sheet": N_("The file holds no known sheet. Known sheets: {known}."),
    "unknown_sheet": N_(
        "The sheet “{sheet}” is not known; rename it, or begin its title with _ to leave it out."
        " Known sheets: {known}."
    ),
    "too_many_rows": N_("The sheet has more than {limit} rows; divide it into several files."),
    "stray_cell": N_("Cell {cell} lies far outside the table; delete everything beyond the table."),
    "merged_cells": N_("The table has merged cells ({cells}); unmerge them and fill every cell."),
    "missing_heading": N_("The column “{headings}” is missing."),
    "doubled_heading": N_(
        "The heading “{column}” stands for the same as another one: columns {first} and {second}."
    ),
    "unknown_heading": N_("The heading “{column}” is not known; correct or delete the column."),
    "unknown_heading_near": N_("The heading “{column}” is not known; “{suggestion}” may be meant."),
    "no_heading": N_("Column {letter} holds something but has no heading."),
    "more_problems": N_("Further rows with mistakes are not listed here: {count}."),
    "missing_cell": N_("This cell must not be empty."),
    "formula_error": N_("The formula of this cell gives the error {value}."),
    "formula_not_calculated": N_(
        "The formula of this cell was never calculated; open the file in Excel and save it."
    ),
    "text_became_date": N_(
        "Excel has turned this text into the date {value};"
        " format the cell as text and write it again."
    ),
    "not_text": N_("“{value}” is not a text here; write it as text."),
    "control_character": N_("“{value}” holds an invisible character; write it again."),
    "lost_letters": N_(
        "“{value}” has lost letters (a question mark inside a word); save the file as UTF-8."
    ),
    "mixed_alphabets": N_(
        "The word “{word}” mixes Latin and Cyrillic letters that look alike;"
        " write “{suggestion}” again."
    ),
    "look_alike": N_("“{value}” has to be written exactly as “{suggestion}”."),
    "not_allowed": N_("“{value}” is not possible here; possible are: {allowed}."),
    "wrong_form": N_("“{value}” is not written as it should be, for example {example}."),
    "unknown_code": N_("The code “{value}” is not known."),
    "unknown_code_near": N_("The code “{value}” is not known; “{suggestion}” may be meant."),
    "name_for_code": N_("“{value}” is a name; write its code “{suggestion}”."),
    "computed_indicator": N_(
        "The value of “{value}” is computed from other sheets; it cannot be reported."
    ),
    "not_a_number": N_("“{value}” is not a number."),
    "ambiguous_number": N_(
        "“{value}” can be read in two ways; write it without a separator of thousands."
    ),
    "too_many_decimals": N_("{value} has more than {places} decimal places; round it."),
    "fraction": N_("{value} is not a whole number."),
    "negative": N_("{value} must not be negative."),
    "too_small": N_("{value} is less than {minimum}, the least that is possible."),
    "too_large": N_("{value} is more than {maximum}, the most that is possible."),
    "not_a_date": N_("“{value}” is not a date; write it as day.month.year, such as 31.03.2026."),
    "impossible_date": N_("There is no such day as {value}."),
    "date_out_of_range": N_("The year of {value} is not between {first} and {last}."),
    "future_date": N_(
        "{value} lies in the future; what has happened cannot be dated later than today, {today}."
    ),
    "not_a_quarter": N_("“{value}” is not a quarter; write it as 2026-Q3, or any date in it."),
    "not_a_year": N_("“{value}” is not a year between {first} and {last}."),
    "not_yes_no": N_("“{value}” is neither yes nor no."),
    "duplicate_key": N_("“{value}” stands in this sheet already, in row {first_row}."),
    "conflicting_rows": N_("“{value}” is told otherwise in row {first_row} of {first_place}."),
    "never_imported": N_(
        "“{value}” was never imported and cannot be taken back;"
        " correct what names the row, or delete it."
    ),
    "still_named": N_(
        "“{value}” cannot be taken back while rows of the sheet “{named_in}” name it: {count}."
        " Take these back too, or correct them."
    ),
    "no_list": N_("This folder holds no list of its pictures: photos.xlsx or photos.csv."),
    "two_lists": N_("This folder holds several lists ({lists}); leave one of them."),
    "too_many_pictures": N_(
        "This folder holds more than {limit} pictures; divide it into several folders."
    ),
    "picture_not_listed": N_("This file is not in the list; add a row for it, or leave it out."),
    "picture_missing": N_(
        "The file “{value}” did not come with its list; bring the list and its pictures together."
    ),
    "picture_unreadable": N_("The file “{value}” cannot be opened."),
    "picture_empty": N_("The file “{value}” is empty."),
    "picture_too_large": N_("The file “{value}” is larger than {limit} MB; save it smaller."),
    "picture_too_many_pixels": N_(
        "The picture “{value}” has more than {limit} million pixels; save it smaller."
    ),
    "picture_wrong_type": N_(
        "The file “{value}” is not a picture of the kind JPEG, PNG or WebP; save it as one of them."
    ),
    "picture_damaged": N_(
        "The picture “{value}” is damaged or cut off; copy it from the camera again."
    ),
    "above_whole": N_("The part ({value}) is larger than the whole."),
    "not_a_fraction": N_(
        "{value} is too large for a share; write shares as fractions, such as 0.85 for 85%."
    ),
    "share_without_denominator": N_(
        "This indicator is a share; give its denominator beside the value."
    ),
    "denominator_of_count": N_("This indicator is not a share; leave its denominator empty."),
    "contract_of_others": N_(
        "The contract “{value}” belongs to another fund or component;"
        " correct the contract number, the fund or the component."
    ),
    "total_differs": N_(
        "The total is stated as {value}, but the rows above add up to {sum};"
        " correct the total or the rows, or delete the row of totals."
    ),
    "line_of_other_component": N_("The line of work “{value}” belongs to another component."),
    "paid_before_contract": N_(
        "{value} is before the day on which the contract was signed, {day};"
        " correct the date or the contract number."
    ),
    "above_contract": N_(
        "With this payment, more would be paid on the contract than its amount, {contract_amount};"
        " correct the amount, or bring in the changed contract first."
    ),
    "refund_of_nothing": N_(
        "More would be given back on this contract than was ever paid on it; correct the amount or"
        " the contract number, or bring in the payments first."
    ),
    "amount_of_nothing": N_("An amount of 0 says nothing; give the amount or leave the row out."),
    "never_withdrawn": N_(
        "Nothing is withdrawn from the government’s own money; correct the fund."
    ),
    "without_rate": N_(
        "No rate is known for {day} or the {days} days before it;"
        " give the rate in the row, or bring in the sheet of exchange rates."
    ),
    "wrong_level": N_("This figure is not reported for the area “{value}”."),
    "swapped_position": N_(
        "Longitude and latitude are swapped: this point lies {distance} km outside the country."
        " Write longitude {lon} and latitude {lat}."
    ),
    "outside_country": N_(
        "This point lies {distance} km outside the country; check longitude and latitude."
    ),
    "outside_district": N_(
        "This point lies {distance} km outside the stated district, {district_name} ({district});"
        " up to {tolerance} km are let pass, because the borders of the map are simplified."
        " Check the position and the district."
    ),
    "half_a_position": N_("Longitude and latitude belong together: give both or none."),
    "merged_but_open": N_(
        "A school that was merged into “{value}” is closed; give the date of its closing."
    ),
    "merged_into_itself": N_("A school cannot be merged into itself; name the other school."),
    "merged_in_a_circle": N_(
        "By way of “{value}” the school is merged into itself; one school of the circle must"
        " remain."
    ),
    "stages_backwards": N_("A later stage is dated before an earlier one."),
    "item_of_other_package": N_("“{value}” belongs to another package; correct one of the two."),
    "more_than_delivered": N_("Accepted and defective together are more than what was delivered."),
    "ends_before_start": N_("The session ends before it begins; correct one of the two dates."),
    "without_place": N_("Somebody without a school needs a district; give one of the two."),
    "same_as_itself": N_("A code cannot stand for itself; name the other code or leave it empty."),
    "same_as_second_code": N_(
        "“{value}” stands for another code, or other codes stand for this one;"
        " let all codes of one human being name the same code."
    ),
    "pair_out_of_order": N_(
        "A pair is told once: give the code that sorts first in the first column, and another one"
        " here."
    ),
    "completed_too_early": N_("{value} is before the beginning; correct one of the two dates."),
    "certified_not_completed": N_(
        "Only who has completed is certified; give the date of completion."
    ),
    "closed_too_early": N_("A register cannot be closed before the last day of its quarter."),
    "stage_skipped": N_("A later stage has a date, but the one before it has none; give it."),
    "half_a_decision": N_("A decision has a date and a result; give both or none."),
    "beyond_last_unit": N_("{value} is too many: the module has {units} units."),
    "last_year_too_early": N_("The last school year, {value}, comes before the first one."),
    "due_before_order": N_("The copies are due on {value}, before they were ordered."),
    "left_for_nowhere": N_("Copies that leave the store of a district go to a school; name it."),
    "in_another_district": N_("The school lies in another district than {value}."),
    "received_too_early": N_("{value} is before the day on which the copies were sent."),
    "collected_without_due": N_("Money was collected, but how much was due is missing."),
    "end_before_signing": N_("{value} is before the day on which the contract was signed."),
    "replaces_itself": N_("A package cannot be in place of itself; name the cancelled package."),
    "step_of_another_method": N_(
        "The method of this package has no step “{value}”; its steps are: {steps}."
    ),
    "other_currency": N_("The contract is not in {value}; write the change in its own currency."),
    "variation_too_early": N_("{value} is before the day on which the contract was signed."),
    "accepted_before_signing": N_("{value} is before the day on which the contract was signed."),
    "deliverables_above_contract": N_(
        "The deliverables of this contract come to more than the contract with its variations,"
        " {limit_amount}; correct them, or bring the variation."
    ),
    "day_of_another_state": N_(
        "An action that is met needs the day on which it was met, and no other one has such a day."
    ),
    "met_without_evidence": N_("An action that is met needs evidence: a law, an order, a report."),
    "not_met_before_due": N_(
        "“{value}” can be said only of an action whose day has come; until then it is not_due."
    ),
    "done_without_evidence": N_("A commitment that is done needs evidence: a letter, a report."),
    "resolved_too_early": N_("{value} is before the day on which the grievance arrived."),
    "decided_too_early": N_("The status of a quarter cannot be set before its last day."),
    "planned_end_before_start": N_(
        "The activity is planned to end before it begins; correct one of the two dates."
    ),
    "actual_end_before_start": N_(
        "The activity has ended before it began; correct one of the two dates."
    ),
    "ended_without_start": N_("The activity has ended; give the day on which it began."),
    "cyclic_parent": N_(
        "By way of “{value}” the activity becomes a part of itself; name another whole,"
        " or leave the cell empty."
    ),
    "parent_of_other_line": N_(
        "“{value}” belongs to another line of work; an activity is in the line of its whole."
    ),
    "parts_of_other_line": N_(
        "Parts of this activity are in another line of work than “{value}”: {parts}; move them in"
        " the same file."
    ),
    "parts_above_whole": N_(
        "The parts of “{whole}” weigh more than it does; correct the weights of the parts"
        " or of the whole."
    ),
    "complete_without_end": N_(
        "Everything is done by this quarter, but the work plan has no day by then on which the"
        " activity ended; give it there."
    ),
    "progress_before_start": N_(
        "Something is done by this quarter, but the work plan has no day by then on which the"
        " activity began; give it there."
    ),
    "counted_from_parts": N_(
        "The activity “{value}” has parts and is counted from them; report its parts."
    ),
    "needed_by_kind": N_("Rows of the kind “{kind}” need this cell."),
    "another_kind_before": N_(
        "This code came in before as “{kind}”, and a kind stays; give other work another code."
    ),
    "stage_of_another_kind": N_("There is no stage “{value}” here; the stages are: {steps}."),
    "not_an_agreement": N_("“{value}” is not an agreement; name the agreement of the activity."),
    "years_apart": N_(
        "“{value}” is not a school year; its second year is the one after the first."
    ),
}
"""Code of a problem -> what is wrong, and how to mend it."""

DOUBTS: dict[str, str] = {
    "more_than_pupils_use": N_(
        "{count} usable copies of {title} in {school} are more than three for each of the {limit}"
        " pupils known there; check the count."
    ),
    "received_above_sent": N_(
        "Of shipment {shipment}, {count} copies are said to have arrived, but {limit} were sent."
    ),
    "printed_above_ordered": N_(
        "Of order {order}, {count} copies are printed, more than a tenth above the {limit} ordered."
    ),
    "collected_above_due": N_(
        "{school} collected {sum} som in {school_year}, more than the {due_amount} som due."
    ),
    "budget_above_fund": N_(
        "The budget of the fund {fund} comes to USD {sum}, more than it holds, USD {fund_amount}."
    ),
    "earlier_rate": N_(
        "No rate is known for {day}; the amount is converted at that of {rate_day}."
    ),
}
"""Code of a doubt -> what can hardly be."""

_PLACES: dict[tuple[bool, bool, bool], str] = {
    (False, False, False): N_("{file}"),
    (True, False, False): N_("{file}, sheet “{sheet}”"),
    (False, True, False): N_("{file}, row {row}"),
    (True, True, False): N_("{file}, sheet “{sheet}”, row {row}"),
    (False, True, True): N_("{file}, row {row}, column “{column}”"),
    (True, True, True): N_("{file}, sheet “{sheet}”, row {row}, column “{column}”"),
}
"""Whether sheet, row and column are known -> where the problem is."""


def sentence(problem: Any, t: Translator) -> str:
    """Return what is wrong and how to mend it, in whole sentences."""
    details = problem.details
    places = {name: _shown(name, value, t) for name, value in details.items()}
    if "first_file" in details:
        places["first_place"] = _place(str(details["first_file"]), str(details["first_sheet"]), t)
    words = t(
        (SENTENCES | DOUBTS)[problem.code],
        sheet=problem.sheet,
        column=problem.column,
        value=problem.value,
        **places,
    )
    return f"{words} {_repeated(details, t)}".strip()


def place(problem: Any, t: Translator) -> str:
    """Return where the problem is: file, sheet, row and column, as far as they are known."""
    return _place(problem.file, problem.sheet, t, problem.row, problem.column)


def _place(file: str, sheet: str, t: Translator, row: int | None = None, column: str = "") -> str:
    known = bool(sheet), row is not None, row is not None and bool(column)
    return t(_PLACES[known], file=file, sheet=sheet, row=row, column=column)


def _repeated(details: Mapping[str, object], t: Translator) -> str:
    """Return which other rows have the same mistake."""
    rows, count = details.get("more_rows"), details.get("row_count")
    if not isinstance(rows, list) or not isinstance(count, int):
        return ""
    listed = ", ".join(map(str, rows)) + ("…" if count - 1 > len(rows) else "")
    return t.plural(
        "The same in {n} more row: {rows}.",
        "The same in {n} more rows: {rows}.",
        count - 1,
        rows=listed,
    )


def _number(value, t: Translator) -> str:
    return t.number(value)


def _money(amount, t: Translator) -> str:
    return t.number(amount, 2)


def _kilometres(distance, t: Translator) -> str:
    return t.number(distance, 1 if distance < 10 else 0)


def _date(day, t: Translator) -> str:
    return t.date(day)


def _in_language(words, t: Translator) -> str:
    return words[LANGUAGES.index(t.lang)]


def _list_in_language(words, t: Translator) -> str:
    return ", ".join(_in_language(each, t) for each in words)


_FORMATS: dict[str, Callable] = {
    "contract_amount": _money,
    "count": _number,
    "day": _date,
    "days": _number,
    "district_name": _in_language,
    "distance": _kilometres,
    "due_amount": _money,
    "fund_amount": _money,
    "headings": _in_language,
    "known": _list_in_language,
    "limit": _number,
    "limit_amount": _number,
    "maximum": _number,
    "minimum": _number,
    "named_in": _in_language,
    "rate_day": _date,
    "sum": _money,
    "today": _date,
}
"""Details that are not simply written as they are."""


def _shown(name: str, value: object, t: Translator) -> str:
    return _FORMATS[name](value, t) if name in _FORMATS else str(value)


def report(outcome: Any, t: Translator) -> Iterator[str]:
    """Yield one line for each thing to mend; without any, what became of each file and sheet."""
    if outcome.problems:
        for problem in outcome.problems:
            yield f"{place(problem, t)}: {sentence(problem, t)}"
        yield t.plural(
            "{n} problem; nothing was written.",
            "{n} problems; nothing was written.",
            len(outcome.problems),
        )
        return
    for file in outcome.files:
        yield from _file_lines(file, t)
    if outcome.is_mixed:
        yield t(
            "Warning: with these files, real and demonstration rows stand side by side in this"
            " database. For real data, start with an empty database."
        )
    yield from _same_spots(outcome.same_spots, t)
    yield from _twins(outcome.twins, t)
    for doubt in outcome.doubts:
        yield t(
            "Notice: {place}: {words} The rows are let in as they are.",
            place=place(doubt, t),
            words=sentence(doubt, t),
        )
    if outcome.is_check:
        yield t("This was only a check; nothing was written.")
    elif outcome.import_id:
        yield t("Done: import {number}.", number=outcome.import_id)
    else:
        yield t("Nothing is new; nothing was written.")


MOST_SPOTS = 10
"""Spots with several schools that are named; the rest is counted."""


def _same_spots(spots: Any, t: Translator) -> Iterator[str]:
    for codes in spots[:MOST_SPOTS]:
        yield t(
            "Notice: {schools} stand on the same spot. If they do not share a site, correct one.",
            schools=", ".join(codes),
        )
    if (rest := len(spots) - MOST_SPOTS) > 0:
        yield t.plural(
            "Notice: the same on {n} more spot.", "Notice: the same on {n} more spots.", rest
        )


MOST_TWINS = 20
"""Groups of codes that are named; the rest is counted."""


def _twins(groups: Any, t: Translator) -> Iterator[str]:
    for codes in groups[:MOST_TWINS]:
        yield t(
            "Notice: {codes} may be one human being: school, role, subject, sex and year of birth"
            " are the same. If they are, write one of the codes into the column “Same as person”"
            " of the others.",
            codes=", ".join(codes),
        )
    if (rest := len(groups) - MOST_TWINS) > 0:
        yield t.plural(
            "Notice: the same for {n} more group of codes.",
            "Notice: the same for {n} more groups of codes.",
            rest,
        )


def _file_lines(file: Any, t: Translator) -> Iterator[str]:
    if file.known_since:
        yield t(
            "{file} was imported already, as import {number} on {day}; it changes nothing.",
            file=file.name,
            number=file.known_since,
            day=t.date(file.known_on),
        )
    elif file.same_as:
        yield t(
            "{file} is the same as {other}; it is read once.", file=file.name, other=file.same_as
        )
    for sheet in file.sheets:
        yield t(
            "{place}: new rows {new}, changed {changed}, unchanged {unchanged}.",
            place=_place(file.name, sheet.title, t),
            new=t.number(sheet.new),
            changed=t.number(sheet.changed),
            unchanged=t.number(sheet.unchanged),
        )
        if sheet.withdrawn:
            yield t.plural(
                "{place}: {n} row was taken back.",
                "{place}: {n} rows were taken back.",
                sheet.withdrawn,
                place=_place(file.name, sheet.title, t),
            )
