"""Which districts declared their register of a quarter complete, and when?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration.districts import districts
from dashboard.demonstration.quarters import REPORTED, last_day
from dashboard.demonstration.reporting import WORKBOOKS, told_in
from dashboard.demonstration.results import REPORTED_LATE, SILENT
from dashboard.demonstration.seeded import dice

DAYS = 15
"""Days after the end of the quarter in which registers are closed."""
LATE_DAYS = 75


@cache
def registers() -> pd.DataFrame:
    """Return every closed register: columns of the sheet "registers", and `told`."""
    rows = pd.MultiIndex.from_product(
        [districts()["district"], REPORTED], names=["district", "period"]
    ).to_frame(index=False)
    days = dice("registers").integers(2, DAYS, len(rows))
    told = told_in(rows["period"].map(REPORTED.index).to_numpy())
    silent = np.zeros(len(rows), dtype=bool)
    for quarter, codes in SILENT.items():
        silent |= ((rows["period"] == quarter) & rows["district"].isin(codes)).to_numpy()
    for workbook, (quarter, code) in REPORTED_LATE.items():
        late = ((rows["period"] == quarter) & (rows["district"] == code)).to_numpy()
        told, days = (
            np.where(late, WORKBOOKS.index(workbook), told),
            np.where(late, LATE_DAYS, days),
        )
        silent &= ~late
    ends = pd.to_datetime([last_day(quarter) for quarter in rows["period"]])
    rows = rows.assign(closed_on=ends + pd.to_timedelta(days, unit="D"), told=told)
    return rows[~silent]
