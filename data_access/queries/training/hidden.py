"""What of a whole and its parts can be told without telling a few people apart?"""

from collections.abc import Sequence

import pandas as pd

from data_access.suppression import TOTAL, suppressed_with_totals


def told(
    frame: pd.DataFrame, columns: Sequence[str], part: str, whole: str | None = None
) -> dict[str, pd.DataFrame]:
    """Return counts with those missing that would give a few people away: “parts”, “wholes”.

    Parts are the rows of `frame`, by the column `part`, and their counts add up: to the wholes
    that `whole` names, and to everybody. Wholes are indexed by their name, everybody is TOTAL.
    """
    parts = frame.set_index(part)
    within = parts[whole] if whole else None
    names = [TOTAL] if within is None else [*sorted(set(within)), TOTAL]
    wholes = pd.DataFrame(index=pd.Index(names, dtype="str"))
    masked = frame.copy()
    for name in columns:
        counts = parts[[name]].astype("Int64").fillna(0)
        is_hidden = suppressed_with_totals([counts], within)[name]
        masked[name] = counts[name].mask(is_hidden[parts.index]).array
        sums = pd.Series(counts[name].sum(), index=names, dtype="Int64")
        if within is not None:
            sums.update(counts[name].groupby(within).sum())
        wholes[name] = sums.mask(is_hidden[names])
    return {"parts": masked, "wholes": wholes}
