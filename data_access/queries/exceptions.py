"""What is late, off track or not reported, and who answers for it?"""

from collections.abc import Mapping
from datetime import timedelta
from math import isnan, nan

from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import Status, lateness
from data_access.queries import schools
from data_access.queries.areas import lies_inside
from data_access.queries.results import Row

_SEVERITY = {
    Status.AT_RISK.value: 0,
    Status.NOT_REPORTED.value: 1,
    Status.ATTENTION.value: 2,
}


def exceptions(db: Connection, filters: Filters, standing: Mapping[str, Row]) -> list[Row]:
    """Return everything that needs somebody's attention, the worst first.

    Key figures come before packages; a figure of the country does not count in a part of it.

    `standing` as `results.standing` returns it for the same question.

    Each row holds:
        kind         str    package or indicator
        code         str    of the school or of the indicator
        name         str    of the package or of the indicator
        stage        str    stage that is late; None for indicators
        status       str    at_risk where a package is later than its rule allows, else attention
        owner_name   str
        since        date   when it was due: planned date, or the last day of the quarter
        days_late    int    None for indicators
        value, target  float  of the indicator; NaN for packages
        unit         str    None for packages
        demonstration  int  1 where anything behind is invented
    """
    late = [row for row in _late_packages(db, filters) if lies_inside(row, filters)]
    rows = [*weak_indicators(standing, filters), *late]
    return sorted(
        rows,
        key=lambda row: (
            _SEVERITY[row["status"]], row["kind"], -(row["days_late"] or 0), row["code"],
        ),
    )  # fmt: skip


@kept("release", "period", "lang")
def _late_packages(db: Connection, filters: Filters) -> list[Row]:
    """Return every late package of the country, also with its district and region."""
    packages = schools.packages(db, filters.everywhere())
    late = packages[packages["days_late"].notna()]
    most = lateness(filters.quarter).at_risk_days
    return [
        {
            "kind": "package",
            "district": row["district"],
            "region": row["region"],
            "code": row["school"],
            "name": row["package_name"],
            "stage": row["due"],
            "status": (Status.AT_RISK if row["days_late"] > most else Status.ATTENTION).value,
            "owner_name": row["owner_name"],
            "since": filters.quarter - timedelta(days=row["days_late"]),
            "days_late": row["days_late"],
            "value": nan,
            "target": nan,
            "unit": None,
            "demonstration": row["demonstration"],
        }
        for row in late.to_dict("records")
    ]


def weak_indicators(standing: Mapping[str, Row], filters: Filters) -> list[Row]:
    """Return the indicators that are off track or not reported, as `exceptions` does.

    A better status set by decision takes no indicator out.
    """
    return [
        {
            "kind": "indicator",
            "code": code,
            "name": row["indicator_name"],
            "stage": None,
            "status": _weaker(row),
            "owner_name": row["owner_name"],
            "since": filters.quarter,
            "days_late": None,
            "value": row["value"],
            "target": row["target"],
            "unit": row["unit"],
            "demonstration": row["demonstration"],
        }
        for code, row in standing.items()
        if _weaker(row) in _SEVERITY and not (isnan(row["target"]) or row["country_only"])
    ]


def _weaker(row: Row) -> str:
    """Return the weaker one of the status that is shown and that of the rule."""
    return min(
        row["status"], row["rule_status"], key=lambda each: _SEVERITY.get(each, len(_SEVERITY))
    )
