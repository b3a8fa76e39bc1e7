"""Does procurement keep its plan, in the release and quarter asked for?"""

import pandas as pd
from sqlalchemy import Connection, select

from data_access.filters import Filters
from data_access.frames import kept, read_frame
from data_access.models import Category, Component, Method, MethodStep, Step
from data_access.models.base import name_of
from data_access.queries.procurement import steps as way
from data_access.summaries.procurement import MILESTONES, PACKAGES

PACKAGE, MILESTONE = PACKAGES.table.c, MILESTONES.table.c

ASKED = ("release", "period", "method", "lang")
"""Fields of the question that answers depend on."""

NEXT = 10
"""Steps to come that are told."""


@kept("release", "lang")
def _packages(db: Connection, filters: Filters) -> pd.DataFrame:
    lang = filters.lang
    return read_frame(
        db,
        select(
            PACKAGE.package,
            PACKAGE[f"name_{lang}"].label("package_name"),
            PACKAGE.method,
            name_of(Method, lang).label("method_name"),
            Method.ocds,
            PACKAGE.review,
            PACKAGE.category,
            name_of(Category, lang).label("category_name"),
            PACKAGE.component,
            getattr(Component, f"short_{lang}").label("component_name"),
            PACKAGE.estimate,
            PACKAGE.replaces,
            PACKAGE.cancelled_on,
            PACKAGE.demonstration,
        )
        .join_from(PACKAGES.table, Method, Method.code == PACKAGE.method)
        .join(Category, Category.code == PACKAGE.category)
        .join(Component, Component.code == PACKAGE.component)
        .where(PACKAGE.release == filters.release)
        .order_by(PACKAGE.component, PACKAGE.package),
    )


@kept("release", "lang")
def _milestones(db: Connection, filters: Filters) -> pd.DataFrame:
    return read_frame(
        db,
        select(
            MILESTONE.package,
            MILESTONE.step,
            name_of(Step, filters.lang).label("step_name"),
            MethodStep.position,
            MILESTONE.planned_on,
            MILESTONE.actual_on,
        )
        .join_from(
            MILESTONES.table,
            PACKAGES.table,
            (PACKAGE.package == MILESTONE.package) & (PACKAGE.release == MILESTONE.release),
        )
        .join(Step, Step.code == MILESTONE.step)
        .join(
            MethodStep, (MethodStep.method == PACKAGE.method) & (MethodStep.step == MILESTONE.step)
        )
        .where(MILESTONE.release == filters.release)
        .order_by(MILESTONE.package, MethodStep.position),
    )


def methods(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the methods that packages of the release have: method, method_name   str"""
    statement = (
        select(Method.code.label("method"), name_of(Method, filters.lang).label("method_name"))
        .where(Method.code.in_(select(PACKAGE.method).where(PACKAGE.release == filters.release)))
        .order_by(Method.position)
    )
    return read_frame(db, statement)


@kept(*ASKED)
def steps(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the steps of the packages of the method asked for, or of all.

    Columns: package, step, step_name (str), position (Int64), planned_on, and what
    `steps.delays` adds.
    """
    frame = _milestones(db, filters)
    if filters.method:
        packages = _packages(db, filters)
        chosen = packages.loc[packages["method"] == filters.method, "package"]
        frame = frame[frame["package"].isin(chosen)]
    return way.delays(frame, pd.Timestamp(filters.quarter))


@kept(*ASKED)
def packages(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the packages of the method asked for, or all, and where they are.

    Columns:
        package, package_name, method, method_name, ocds   str
        review          str      one of `models.procurement.REVIEWS`
        category, category_name, component, component_name   str
        estimate        float64  USD
        replaces        str      the cancelled package that this one tenders again
        cancelled_on    date
        demonstration   Int64
        and what `steps.standing` adds
    """
    frame = _packages(db, filters)
    if filters.method:
        frame = frame[frame["method"] == filters.method]
    return way.standing(frame, steps(db, filters), pd.Timestamp(filters.quarter))


def by_method(packages: pd.DataFrame) -> pd.DataFrame:
    """Return packages by method and review, without cancelled ones.

    Columns:
        method, method_name, review   str
        packages, signed   Int64    signed: under contract or completed
        estimate           float64  USD, of all of them
        counted, late      Int64    packages that R4.4 counts, and those of them that are late
    """
    kept_ones = packages[packages["state"] != "cancelled"]
    grouped = kept_ones.assign(
        signed=kept_ones["state"].isin(("signed", "completed")), late=kept_ones["is_late"]
    ).groupby(["method", "method_name", "review"], sort=False)
    frame = grouped.agg(
        packages=("package", "size"),
        signed=("signed", "sum"),
        estimate=("estimate", "sum"),
        counted=("counts", "sum"),
        late=("late", "sum"),
    ).reset_index()
    whole = ["packages", "signed", "counted", "late"]
    frame = frame.sort_values("estimate", ascending=False, ignore_index=True)
    return frame.astype(dict.fromkeys(whole, "Int64"))


def by_step(steps: pd.DataFrame, packages: pd.DataFrame) -> pd.DataFrame:
    """Return days gained and lost by step, over packages that are not cancelled.

    Columns:
        step, step_name   str
        packages    Int64    packages that have reached it on a known day, or wait for it
        reached     Int64    those that have reached it
        gained, lost, net   Int64   days made good, days added, and lost − gained
        mean        float64  net ÷ packages
        slowest     str      package that lost most
        most        Int64    days that it lost
    """
    cancelled = packages.loc[packages["state"] == "cancelled", "package"]
    known = steps[steps["lost"].notna() & ~steps["package"].isin(cancelled)]
    rows = []
    for (step, name), part in known.groupby(["step", "step_name"], sort=False):
        days = part["lost"].astype(int)
        worst = part.nlargest(1, "lost").iloc[0]
        rows.append(
            {
                "step": step,
                "step_name": name,
                "place": part["position"].mean(),
                "packages": len(part),
                "reached": int(part["is_reached"].sum()),
                "gained": int(-days.clip(upper=0).sum()),
                "lost": int(days.clip(lower=0).sum()),
                "net": int(days.sum()),
                "mean": float(days.mean()),
                "slowest": worst["package"],
                "most": int(days.max()),
            }
        )
    columns = ["step", "step_name", "place", "packages", "reached", "gained", "lost", "net", "mean"]
    frame = pd.DataFrame(rows, columns=[*columns, "slowest", "most"])
    return frame.sort_values("place", ignore_index=True).drop(columns="place")


def next_steps(steps: pd.DataFrame, packages: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the NEXT steps that are due from a day on, of packages that are not cancelled.

    Columns: package, package_name, step, step_name (str), planned_on, expected_on (planned day and
    the present delay of the package), delay (Int64, of the package; missing where none).
    """
    open_ones = packages[~packages["state"].isin(("cancelled", "completed"))]
    ahead = steps[~steps["is_reached"] & (steps["planned_on"] >= day)].drop(columns="delay")
    frame = ahead.merge(open_ones[["package", "package_name", "delay"]], on="package")
    frame = frame.sort_values(["planned_on", "package", "position"], ignore_index=True).head(NEXT)
    late = pd.to_timedelta(frame["delay"].fillna(0).astype("int64").clip(lower=0), unit="D")
    return frame.assign(expected_on=(frame["planned_on"] + late).astype("datetime64[s]"))


def slipping(packages: pd.DataFrame) -> pd.DataFrame:
    """Return the packages that are late and not completed, the latest first."""
    rows = packages[packages["is_late"] & (packages["state"] != "completed")]
    return rows.sort_values(["delay", "package"], ascending=[False, True], ignore_index=True)
