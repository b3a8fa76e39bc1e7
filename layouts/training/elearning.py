"""Which online modules reach and keep their learners, and do lessons use ICT?"""

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.components.bar import key
from layouts.components.data_table import Column, Table
from layouts.components.share_rows import Row, share_rows
from layouts.figures import training_units as figures
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.training import told

DEVICE = {"phone": N_("Phone"), "computer": N_("Computer"), "tablet": N_("Tablet")}


def modules(
    listed: pd.DataFrame,
    total: pd.DataFrame,
    devices: pd.DataFrame,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return modules and devices; frames as of `queries.training.elearning`."""
    most = listed["enrolled"].max()
    rows = [_module(row, most, t) for row in listed.to_dict("records")]
    whole = total["enrolled"].iloc[0]
    counts = (
        Column("enrolled", t("Enrolled"), lambda value: told.count(value, t), True),
        Column("completed", t("Completed"), lambda value: told.count(value, t), True),
    )
    by_device = devices.assign(name=[t(DEVICE[code]) for code in devices["device"]])
    return Panel(
        key="modules",
        title=t("Do online modules reach and keep their learners?"),
        finding=_finding(listed, total, t),
        body=[
            share_rows(rows, "1.6"),
            key(("enrolled", t("Enrolled")), ("actual", t("Completed"))),
            *(
                [
                    told.heading(t("Enrolled by device")),
                    share_rows(
                        [_device(row, whole, t) for row in by_device.to_dict("records")], "2.2"
                    ),
                ]
                if len(devices)
                else []
            ),
        ]
        if rows
        else None,
        frame=listed,
        columns=(
            Column("module", t("Code")),
            Column("module_name", t("Module")),
            Column("units", t("Units"), t.number, True),
            Column("live_on", t("Live since"), t.day),
            *counts,
            Column("completed_share", t("Completed, of enrolled"), t.percent, True),
        ),
        more=(Table(t("Enrolled by device"), by_device, (Column("name", t("Device")), *counts)),),
        source=_source(filters, t),
        demonstration=is_invented(listed, devices),
        notes=(t("Enrolments, not people: who learns in two modules counts twice."),),
    )


def _source(filters: Filters, t: Translator) -> str:
    quarter = t.quarter(filters.quarter)
    return t("register of online modules, {quarter}; whole country", quarter=quarter)


def _finding(listed: pd.DataFrame, total: pd.DataFrame, t: Translator) -> str:
    if listed.empty:
        return t("No online module is live yet.")
    enrolled, completed = total["enrolled"].iloc[0], total["completed"].iloc[0]
    if is_missing(enrolled) or is_missing(completed) or not enrolled:
        return t("Too few people enrolled in online modules to say anything.")
    done = t(
        "{n} of {total} enrolments were completed ({share}).",
        n=t.number(completed),
        total=t.number(enrolled),
        share=t.percent(completed / enrolled),
    )
    known = listed.dropna(subset=["completed_share"]).sort_values("completed_share")
    if len(known) < 2:
        return done
    least = known.iloc[0]
    weakest = t(
        "Least in the module “{module}”: {share} of {total}.",
        module=least["module_name"],
        share=t.percent(least["completed_share"]),
        total=t.number(least["enrolled"]),
    )
    return f"{done} {weakest}"


def _module(row: dict, most: float, t: Translator) -> Row:
    name = f"{row['module']} {row['module_name']}"
    if is_missing(row["enrolled"]):
        return Row(name, float("nan"), t("not told apart"))
    scale = max(float(most), 1)
    done = [] if is_missing(row["completed"]) else [(float(row["completed"]) / scale, "actual")]
    words = t(
        "{completed} of {enrolled} enrolled completed",
        completed=told.count(row["completed"], t),
        enrolled=t.number(row["enrolled"]),
    )
    share = "" if is_missing(row["completed_share"]) else t.percent(row["completed_share"])
    words = told.listed([words, share])
    return Row(name, float(row["enrolled"]) / scale, words, "enrolled", tuple(done))


def _device(row: dict, whole: float, t: Translator) -> Row:
    if is_missing(row["enrolled"]) or is_missing(whole) or not whole:
        return Row(row["name"], float("nan"), told.count(row["enrolled"], t))
    share = float(row["enrolled"]) / float(whole)
    words = t(
        "{n} of {total} enrolled ({share})",
        n=t.number(row["enrolled"]),
        total=t.number(whole),
        share=t.percent(share),
    )
    return Row(row["name"], share, words)


def units(
    curves: pd.DataFrame,
    worst: pd.Series | None,
    as_of: pd.Timestamp,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return how far learners come in each module; frames as of `queries.training.elearning`."""
    starts = curves[curves["unit"] == 0]
    names = [f"{row['module']} {row['module_name']}" for row in starts.to_dict("records")]
    finding = _worst(curves, worst, t)
    if filters.quarter < pd.Timestamp(as_of).date():
        finding = t("As of {date}: {words}", date=t.date(as_of), words=finding)
    return Panel(
        key="units",
        title=t("At which unit do learners stop?"),
        finding=finding,
        figure=figures.units(curves, worst, t) if len(curves) else None,
        frame=curves,
        columns=(
            Column("module", t("Code")),
            Column("module_name", t("Module")),
            Column("unit", t("Unit reached"), t.number, True),
            Column("reached", t("Enrolments"), lambda value: told.count(value, t), True),
            Column("reached_share", t("Share of all enrolled"), t.percent, True),
            Column("lost_share", t("Lost since the unit before"), t.percent, True),
        ),
        source=t("register of online modules, {date}; whole country", date=t.date(as_of)),
        demonstration=is_invented(curves),
        notes=(
            t("State of the day to which the data goes, whatever the quarter."),
            t(
                "Groups are compared by completion, above: the unit at which somebody stopped is "
                "counted without sex, place and language."
            ),
            *([told.listed(names)] if names else []),
        ),
    )


def _worst(curves: pd.DataFrame, worst: pd.Series | None, t: Translator) -> str:
    if curves.empty:
        return t("Too few people enrolled in online modules to say anything.")
    if curves.loc[curves["unit"] > 0, "lost_share"].isna().all():
        return f"{t('Where learners stop is not told here.')} {t(told.WHY_HIDDEN)}"
    if worst is None:
        return t("No unit loses learners.")
    starts = curves[(curves["module"] == worst["module"]) & (curves["unit"] == 0)]
    return t(
        "Most are lost before unit {unit} of the module “{module}”: {share} of its {n} enrolled.",
        unit=t.number(worst["unit"]),
        module=worst["module_name"],
        share=t.percent(worst["lost_share"]),
        n=t.number(starts["reached"].iloc[0]),
    )


def ict(
    by_quarter: pd.DataFrame, by_region: pd.DataFrame, filters: Filters, t: Translator
) -> Panel:
    """Return observed lessons that use ICT; frames as of `queries.training.lessons`."""
    here = by_region[by_region["region"] == (filters.region or "KG")]
    regions = by_region[by_region["region"] != "KG"].sort_values("ict_share", ascending=False)
    quarters = by_quarter.assign(name=[t.quarter(day) for day in by_quarter["period"]])
    seen = (
        Column("observed", t("Lessons observed"), lambda value: told.count(value, t), True),
        Column("uses_ict", t("of them with ICT"), lambda value: told.count(value, t), True),
        Column("ict_share", t("Share"), t.percent, True),
    )
    known = quarters.assign(row=range(len(quarters)))[quarters["observed"].fillna(1) > 0]
    return Panel(
        key="ict",
        title=t("Do observed lessons use ICT?"),
        finding=_used(here, t),
        body=[
            told.halves(
                [told.heading(t("By quarter")), _rows(known, "name", "1.4", t)],
                [told.heading(t("By region")), _rows(regions, "region_name", "2.4", t)],
            )
        ]
        if len(regions)
        else None,
        frame=quarters,
        columns=(Column("name", t("Quarter")), *seen),
        more=(Table(t("By region"), regions, (Column("region_name", t("Region")), *seen)),),
        source=t("observed lessons, {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=is_invented(by_region),
        notes=(
            t("By region: all lessons observed up to the end of the quarter."),
            t("Who is observed is not drawn by lot: shares tell of these lessons only."),
            *([t("A district is told with its region.")] if filters.district else []),
        ),
    )


def _used(here: pd.DataFrame, t: Translator) -> str:
    if here.empty or (not is_missing(here["observed"].iloc[0]) and not here["observed"].iloc[0]):
        return t("No lesson was observed yet.")
    row = here.iloc[0]
    if is_missing(row["ict_share"]):
        return t("Too few lessons were observed to say anything.")
    return t(
        "{n} of {total} lessons observed so far use ICT ({share}).",
        n=t.number(row["uses_ict"]),
        total=t.number(row["observed"]),
        share=t.percent(row["ict_share"]),
    )


def _rows(lessons: pd.DataFrame, name: str, column: str, t: Translator) -> html.Ul:
    rows = lessons.to_dict("records")
    return share_rows([_lessons(row[name], row, t) for row in rows], column)


def _lessons(name: str, row: dict, t: Translator) -> Row:
    if is_missing(row["ict_share"]):
        return Row(name, float("nan"), t("not told apart"))
    words = t(
        "{n} of {total} ({share})",
        n=t.number(row["uses_ict"]),
        total=t.number(row["observed"]),
        share=t.percent(row["ict_share"]),
    )
    return Row(name, float(row["ict_share"]), words, row=row.get("row"))
