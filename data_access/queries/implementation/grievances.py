"""How many people complained, about what, and how long did it take to answer them?"""

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.indicators.promises import DAYS_TO_RESOLVE
from data_access.models import Area
from data_access.summaries.promises import GRIEVANCES
from data_access.suppression import FEW, suppressed_parts


@dataclass(frozen=True)
class Totals:
    """Grievances of the whole country by the end of a quarter."""

    received: int
    resolved: int
    overdue: int
    """Open for more than DAYS_TO_RESOLVE days."""
    due: int
    """Those whose days have run out: what R4.6b is measured on."""
    in_time: int
    """Of them resolved within their days."""
    median: float
    """Days to resolve, of those resolved; NaN where these are fewer than FEW."""
    demonstration: int

    @property
    def open(self) -> int:
        """Grievances that wait for a decision."""
        return self.received - self.resolved


@kept("release", "period")
def grievances(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the grievances received by the end of the quarter, as they stand then.

    Never shown one by one, but those that wait too long and then without place and matter.
    Columns: grievance, channel, category, district, region (str), received_on, resolved_on, period
    (date), days (Int64, from arrival to decision or to the end of the quarter), is_open, is_due,
    in_time (bool), demonstration.
    """
    row = GRIEVANCES.table.c
    frame = read_frame(
        db,
        select(
            *(row.grievance, row.channel, row.category, row.district, Area.parent.label("region")),
            *(row.received_on, row.resolved_on, row.period, row.demonstration),
        )
        .join(Area, Area.code == row.district)
        .where(row.release == filters.release, row.received_on <= filters.quarter)
        .order_by(row.received_on, row.grievance),
    )
    day = pd.Timestamp(filters.quarter)
    is_open = ~(frame["resolved_on"] <= day)
    end = frame["resolved_on"].mask(is_open, day)
    days = (end - frame["received_on"]).dt.days.astype("Int64")
    is_due = (day - frame["received_on"]).dt.days >= DAYS_TO_RESOLVE
    return frame.assign(
        resolved_on=frame["resolved_on"].mask(is_open),
        days=days,
        is_open=is_open,
        is_due=is_due,
        in_time=~is_open & (days <= DAYS_TO_RESOLVE).astype("bool"),
    )


def totals(rows: pd.DataFrame) -> Totals | None:
    """Return the sums of the country; None where fewer than FEW grievances would be told.

    Frame as `grievances` returns it.
    """
    if is_few(rows):
        return None
    resolved = rows[~rows["is_open"]]
    late = rows["is_open"] & (rows["days"] > DAYS_TO_RESOLVE)
    median = float(resolved["days"].median()) if len(resolved) >= FEW else float("nan")
    return Totals(
        received=len(rows),
        resolved=len(resolved),
        overdue=int(late.sum()),
        due=int(rows["is_due"].sum()),
        in_time=int((rows["is_due"] & rows["in_time"]).sum()),
        median=median,
        demonstration=int(rows["demonstration"].max()) if len(rows) else 0,
    )


def is_few(rows: pd.DataFrame) -> bool:
    """Return whether there are grievances, but too few to tell anything of them."""
    return 0 < len(rows) < FEW


def parts(rows: pd.DataFrame, by: str, quarter: date | None = None) -> pd.DataFrame:
    """Return grievances received by one column, most first; frame as `grievances` returns it.

    Columns: the column itself (str), received (Int64; missing where hidden), median (float64, days
    to resolve; missing where hidden or of fewer than FEW), hidden (bool). Fewer than FEW, and what
    would tell them, are not told; no parts at all where fewer than FEW grievances are known.
    With the quarter that is shown, neither is what grew by fewer than FEW since it was last told.
    """
    rows = rows.iloc[:0] if is_few(rows) else rows
    counts = rows.groupby(by)["grievance"].size()
    hidden = suppressed_parts(counts) if len(counts) else counts.astype("bool")
    if quarter is not None and len(counts) > 1:
        hidden = _beside_another(hidden | _grown_by_few(rows, by), counts)
    resolved = rows[~rows["is_open"]].groupby(by)["days"]
    many, median = resolved.size().reindex(counts.index), resolved.median().reindex(counts.index)
    found = pd.DataFrame(
        {
            "received": counts.astype("Int64").mask(hidden),
            "median": median.astype("float64").where(~hidden & (many >= FEW)),
            "hidden": hidden,
        }
    )
    order = found.sort_values("received", ascending=False, kind="stable", na_position="last")
    return order.rename_axis(by).reset_index()


def _grown_by_few(rows: pd.DataFrame, by: str) -> pd.Series:
    """Return True where a part, told quarter by quarter, differs by fewer than FEW from what was
    last told of it: subtracting one quarter from the other would tell them."""
    received = pd.crosstab(rows["period"], rows[by]).sort_index()
    told = pd.Series(0, received.columns)
    now = told.copy()
    for _, more in received.iterrows():
        now = now + more
        grown = now - told
        told = told.mask(grown >= FEW, now)
    return now != told


def _beside_another(hidden: pd.Series, counts: pd.Series) -> pd.Series:
    """Return what is hidden, never one part alone: the whole would tell it."""
    if hidden.sum() != 1:
        return hidden
    return hidden | (counts.index == counts[~hidden].idxmin())


def by_quarter(rows: pd.DataFrame) -> pd.DataFrame:
    """Return grievances by the quarter in which they arrived, the oldest first, as `parts` does."""
    return parts(rows, "period").sort_values("period", ignore_index=True)
