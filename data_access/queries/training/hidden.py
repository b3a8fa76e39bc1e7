"""What of a whole and its parts can be told without telling a few people apart?"""

from collections.abc import Mapping, Sequence

import pandas as pd

from data_access.suppression import TOTAL, suppressed_with_totals


def told(
    frame: pd.DataFrame,
    columns: Mapping[str, Sequence[str]],
    part: str,
    whole: str | None = None,
) -> dict[str, pd.DataFrame]:
    """Return counts with those missing that would give a few people away: “parts”, “wholes”.

    Parts are the rows of `frame`, by the column `part`, and their counts add up: to the wholes
    that `whole` names, and to everybody. Wholes are indexed by their name, everybody is TOTAL.

    `columns` names counts, each with those before it that hold it or are held by it: readers take
    one from the other, so that a few between them are hidden, too, and none is told where one of
    those is not.
    """
    parts = frame.set_index(part)
    within = parts[whole] if whole else None
    names = [TOTAL] if within is None else [*sorted(set(within)), TOTAL]
    wholes = pd.DataFrame(index=pd.Index(names, dtype="str"))
    masked = frame.copy()
    hidden: dict[str, pd.Series] = {}
    for name, beside in columns.items():
        counts = parts[name].astype("Int64").fillna(0)
        others = [(counts - parts[other].astype("Int64").fillna(0)).abs() for other in beside]
        also = {place for other in beside for place in hidden[other].index[hidden[other]]}
        hidden[name] = suppressed_with_totals(
            [each.to_frame("all") for each in (counts, *others)],
            within,
            also=[(place, TOTAL) for place in also],
        )[TOTAL]
        masked[name] = counts.mask(hidden[name][parts.index]).array
        sums = pd.Series(counts.sum(), index=names, dtype="Int64")
        if within is not None:
            sums.update(counts.groupby(within).sum())
        wholes[name] = sums.mask(hidden[name][names])
    return {"parts": masked, "wholes": wholes}
