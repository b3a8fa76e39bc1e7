"""What is late, off track or not reported, and who answers for it?"""

import pandas as pd
from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import Status, lateness
from data_access.queries import schools
from data_access.queries.areas import inside

_SEVERITY = {Status.AT_RISK: 0, Status.NOT_REPORTED: 1, Status.ATTENTION: 2}


def exceptions(db: Connection, filters: Filters, standing: pd.DataFrame) -> pd.DataFrame:
    """Return everything that needs somebody's attention, the worst first.

    Key figures come before packages; a figure of the country does not count in a part of it.

    `standing` as `results.standing` returns it for the same question.

    Columns:
        kind         str      package or indicator
        code         str      of the school or of the indicator
        name         str      of the package or of the indicator
        stage        str      stage that is late; missing for indicators
        status       str      at_risk where a package is later than its rule allows, else attention
        owner_name   str
        since        date     when it was due: planned date, or the last day of the quarter
        days_late    Int64    missing for indicators
        value, target  float64  of the indicator; missing for packages
        unit         str
        demonstration  Int64  1 where anything behind is invented
    """
    frames = [
        inside(_late_packages(db, filters), filters).drop(columns=["district", "region"]),
        _weak_indicators(standing, pd.Timestamp(filters.quarter)),
    ]
    frame = pd.concat([part for part in frames if len(part)] or frames[:1], ignore_index=True)
    order = frame["status"].map(_SEVERITY)
    return (
        frame.assign(order=order, days=frame["days_late"].fillna(0))
        .sort_values(
            ["order", "kind", "days", "code"],
            ascending=[True, True, False, True],
            ignore_index=True,
        )
        .drop(columns=["order", "days"])
    )


@kept("release", "period", "lang")
def _late_packages(db: Connection, filters: Filters) -> pd.DataFrame:
    packages = schools.packages(db, filters.everywhere())
    late = packages[packages["days_late"].notna()].reset_index(drop=True)
    day = pd.Timestamp(filters.quarter)
    is_very_late = late["days_late"] > lateness(filters.quarter).at_risk_days
    return pd.DataFrame(
        {
            "kind": "package",
            "district": late["district"],
            "region": late["region"],
            "code": late["school"],
            "name": late["package_name"],
            "stage": late["due"],
            "status": is_very_late.map({True: Status.AT_RISK.value, False: Status.ATTENTION.value}),
            "owner_name": late["owner_name"],
            "since": (day - pd.to_timedelta(late["days_late"].astype("int64"), unit="D")).astype(
                "datetime64[s]"
            ),
            "days_late": late["days_late"],
            "value": pd.Series(dtype="float64", index=late.index),
            "target": pd.Series(dtype="float64", index=late.index),
            "unit": pd.Series(dtype="str", index=late.index),
            "demonstration": late["demonstration"],
        }
    )


def _weak_indicators(standing: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    weak = standing[standing["status"].isin([str(status) for status in _SEVERITY])]
    weak = weak[weak["target"].notna() & ~weak["country_only"]].reset_index(drop=True)
    return pd.DataFrame(
        {
            "kind": "indicator",
            "code": weak["indicator"],
            "name": weak["indicator_name"],
            "stage": pd.Series(dtype="str", index=weak.index),
            "status": weak["status"],
            "owner_name": weak["owner_name"],
            "since": pd.Series([day] * len(weak), dtype="datetime64[s]", index=weak.index),
            "days_late": pd.Series(dtype="Int64", index=weak.index),
            "value": weak["value"],
            "target": weak["target"],
            "unit": weak["unit"],
            "demonstration": weak["demonstration"],
        }
    )
