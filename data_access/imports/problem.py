"""What can be wrong with a file, and where in it?"""

from dataclasses import dataclass, field
from enum import StrEnum

SHOWN = 60
"""Characters of a cell that a problem repeats."""


class Code(StrEnum):
    """Every reason for which the door refuses a file, besides the rules of the sheets."""

    # the file
    FILE_MISSING = "file_missing"
    FILE_TOO_LARGE = "file_too_large"
    EMPTY_FILE = "empty_file"
    WRONG_TYPE = "wrong_type"
    OLD_EXCEL = "old_excel"
    PASSWORD = "password"
    DAMAGED = "damaged"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    DAMAGED_CSV = "damaged_csv"
    NO_KNOWN_SHEET = "no_known_sheet"
    # the sheet
    UNKNOWN_SHEET = "unknown_sheet"
    TOO_MANY_ROWS = "too_many_rows"
    STRAY_CELL = "stray_cell"
    MERGED_CELLS = "merged_cells"
    MISSING_HEADING = "missing_heading"
    DOUBLED_HEADING = "doubled_heading"
    UNKNOWN_HEADING = "unknown_heading"
    UNKNOWN_HEADING_NEAR = "unknown_heading_near"
    NO_HEADING = "no_heading"
    MORE_PROBLEMS = "more_problems"
    # the cell
    MISSING_CELL = "missing_cell"
    FORMULA_ERROR = "formula_error"
    FORMULA_NOT_CALCULATED = "formula_not_calculated"
    TEXT_BECAME_DATE = "text_became_date"
    NOT_TEXT = "not_text"
    CONTROL_CHARACTER = "control_character"
    LOST_LETTERS = "lost_letters"
    MIXED_ALPHABETS = "mixed_alphabets"
    LOOK_ALIKE = "look_alike"
    NOT_ALLOWED = "not_allowed"
    WRONG_FORM = "wrong_form"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_CODE_NEAR = "unknown_code_near"
    NAME_FOR_CODE = "name_for_code"
    COMPUTED_INDICATOR = "computed_indicator"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    TOO_MANY_DECIMALS = "too_many_decimals"
    FRACTION = "fraction"
    NEGATIVE = "negative"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_DATE = "not_a_date"
    IMPOSSIBLE_DATE = "impossible_date"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    FUTURE_DATE = "future_date"
    NOT_A_QUARTER = "not_a_quarter"
    NOT_A_YEAR = "not_a_year"
    NOT_YES_NO = "not_yes_no"
    # the folder of pictures
    NO_LIST = "no_list"
    TWO_LISTS = "two_lists"
    TOO_MANY_PICTURES = "too_many_pictures"
    PICTURE_NOT_LISTED = "picture_not_listed"
    PICTURE_MISSING = "picture_missing"
    PICTURE_UNREADABLE = "picture_unreadable"
    PICTURE_EMPTY = "picture_empty"
    PICTURE_TOO_LARGE = "picture_too_large"
    PICTURE_TOO_MANY_PIXELS = "picture_too_many_pixels"
    PICTURE_WRONG_TYPE = "picture_wrong_type"
    PICTURE_DAMAGED = "picture_damaged"
    # several rows
    DUPLICATE_KEY = "duplicate_key"
    CONFLICTING_ROWS = "conflicting_rows"
    TOTAL_DIFFERS = "total_differs"
    # rows that are taken back
    NEVER_IMPORTED = "never_imported"
    STILL_NAMED = "still_named"


@dataclass(frozen=True)
class Problem:
    """One thing that somebody has to mend, and where; words for it stand in `layouts/problems.py`.

    A problem of a whole file or sheet leaves row and column empty. The same mistake in many rows
    is one problem: `row` is the first, `details` carry the next few in `more_rows` and the number
    of all in `row_count`.
    """

    code: str
    file: str
    sheet: str = ""
    """Title of the sheet as written in the workbook."""
    row: int | None = None
    """The row number that Excel shows."""
    column: str = ""
    """The heading as written in the file."""
    value: str = ""
    """The cell as found, shortened."""
    details: dict[str, object] = field(default_factory=dict)
    rows: tuple[int, ...] = field(default=(), compare=False)
    """Every row with this mistake, where it is one of cells."""


def shown(value: object) -> str:
    """Return a cell as a person would see it, shortened."""
    if isinstance(value, float):
        value = f"{value:.15g}"
    if isinstance(value, bool):
        value = str(value).upper()
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
