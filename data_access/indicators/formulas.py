"""How is a figure counted that nobody reports, because it follows from other data?

Every formula returns the same columns as reported values: `period` (last day of a quarter), `area`
(district, or KG), `numerator`, `denominator` (missing for counts), `demonstration`.
"""

from collections.abc import Callable

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.frames import read_frame
from data_access.models import Fund
from data_access.summaries.budget import AWARDS, PAYMENTS, PROJECTIONS
from data_access.summaries.schools import PACKAGES, SCHOOLS

Formula = Callable[[Connection, int, pd.DatetimeIndex], pd.DataFrame]
"""(db, release, quarter ends) -> values"""

SCHOOL, PACKAGE = SCHOOLS.table.c, PACKAGES.table.c


def _packages(db: Connection, release: int) -> pd.DataFrame:
    statement = (
        select(
            PACKAGE.school,
            SCHOOL.district,
            PACKAGE.accepted_actual,
            SCHOOL.girls,
            SCHOOL.boys,
            PACKAGE.demonstration,
        )
        .join(
            SCHOOLS.table, (SCHOOL.school == PACKAGE.school) & (SCHOOL.release == PACKAGE.release)
        )
        .where(PACKAGE.release == release, SCHOOL.innovative)
    )
    return read_frame(db, statement)


def _schools(db: Connection, release: int, day: pd.Timestamp) -> pd.DataFrame:
    """Return innovative schools with `is_equipped`: all six packages accepted by a day."""
    packages = _packages(db, release)
    packages["is_equipped"] = packages["accepted_actual"] <= day
    packages["pupil_count"] = packages["girls"] + packages["boys"]
    return packages.groupby(["school", "district"], as_index=False).agg(
        is_equipped=("is_equipped", "all"),
        pupil_count=("pupil_count", "max"),
        demonstration=("demonstration", "max"),
    )


def _by_district(frame: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    counted = frame.groupby("district", as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        demonstration=("demonstration", "max"),
    )
    return counted.rename(columns={"district": "area"}).assign(period=day)


def _each_quarter(count: Callable[[pd.Timestamp], pd.DataFrame], periods) -> pd.DataFrame:
    return pd.concat([count(day) for day in periods], ignore_index=True)


def schools_equipped(db: Connection, release: int, periods: pd.DatetimeIndex) -> pd.DataFrame:
    """R3.1: innovative schools where all six packages are accepted."""

    def count(day: pd.Timestamp) -> pd.DataFrame:
        schools = _schools(db, release, day)
        schools["numerator"] = schools["is_equipped"].astype(float)
        return _by_district(schools.assign(denominator=0.0), day).assign(denominator=float("nan"))

    return _each_quarter(count, periods)


def packages_accepted(db: Connection, release: int, periods: pd.DatetimeIndex) -> pd.DataFrame:
    """R3.2: packages accepted ÷ packages planned."""
    packages = _packages(db, release)

    def count(day: pd.Timestamp) -> pd.DataFrame:
        accepted = (packages["accepted_actual"] <= day).astype(float)
        return _by_district(packages.assign(numerator=accepted, denominator=1.0), day)

    return _each_quarter(count, periods)


def pupils_equipped(db: Connection, release: int, periods: pd.DatetimeIndex) -> pd.DataFrame:
    """R3.3: pupils of innovative schools where all six packages are accepted."""

    def count(day: pd.Timestamp) -> pd.DataFrame:
        schools = _schools(db, release, day)
        pupils = schools["pupil_count"].astype("float64")
        schools["numerator"] = pupils.where(schools["is_equipped"], 0.0)
        return _by_district(schools.assign(denominator=0.0), day).assign(denominator=float("nan"))

    return _each_quarter(count, periods)


def money_against_projection(actual, column: str) -> Formula:
    """Return R4.3: ADB money so far ÷ newest projection so far, USD."""

    def formula(db: Connection, release: int, periods: pd.DatetimeIndex) -> pd.DataFrame:
        money, planned = actual.table.c, PROJECTIONS.table.c
        adb = select(Fund.code).where(Fund.kind != "counterpart")
        paid = (
            select(
                money.period,
                func.sum(money.amount_usd).label("amount"),
                func.max(money.demonstration).label("demonstration"),
            )
            .where(money.release == release, money.fund.in_(adb))
            .group_by(money.period)
            .order_by(money.period)
        )
        projected = (
            select(
                planned.period,
                planned.version,
                func.sum(planned[column]).label("amount"),
                func.max(planned.demonstration).label("demonstration"),
            )
            .where(planned.release == release, planned.fund.in_(adb))
            .group_by(planned.period, planned.version)
            .order_by(planned.period)
        )
        spent, plan = read_frame(db, paid), read_frame(db, projected)
        if "revised" in set(plan["version"]):
            plan = plan[plan["version"] == "revised"]
        invented = max([0, *spent["demonstration"], *plan["demonstration"]])
        rows = [
            {
                "period": day,
                "area": "KG",
                "numerator": spent.loc[spent["period"] <= day, "amount"].sum(min_count=1),
                "denominator": plan.loc[plan["period"] <= day, "amount"].sum(min_count=1),
                "demonstration": invented,
            }
            for day in periods
        ]
        return pd.DataFrame(
            rows, columns=["period", "area", "numerator", "denominator", "demonstration"]
        )

    return formula


FORMULAS: dict[str, Formula] = {
    "R3.1": schools_equipped,
    "R3.2": packages_accepted,
    "R3.3": pupils_equipped,
    "R4.3a": money_against_projection(AWARDS, "awards"),
    "R4.3b": money_against_projection(PAYMENTS, "disbursement"),
}
"""Code of the indicator -> the function that counts it."""
