"""Which figures are shares, and is a share written as a fraction?"""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Rule, floats


def is_share(rows: pd.DataFrame, subject: str, codes: Codes) -> pd.Series:
    """Return which rows speak of a share, by the unit of the code in a column."""
    units = [codes.units[code] for code in rows[subject]]
    return pd.Series(units, rows.index, dtype="object") == "share"


def fraction(subject: str, value: str, largest: float) -> Rule:
    """Return the rule that no share is larger than this: percentages are written as fractions."""

    def is_larger(rows: pd.DataFrame, codes: Codes) -> pd.Series:
        return is_share(rows, subject, codes) & (floats(rows, value) > largest)

    return Rule("not_a_fraction", value, is_larger)
