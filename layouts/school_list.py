"""What does the list of innovative schools hold, and what does it say around itself?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data_access.columns import RINGS
from data_access.filters import Filters
from layouts import labels
from layouts.i18n import Translator
from layouts.panel import Column, Panel, is_invented
from layouts.school_table import mark_columns, worded
from layouts.schools import packages_source, undated
from layouts.theme import MARKS, STAGES


def school_list(
    rows: pd.DataFrame,
    passport: Mapping[str, str],
    script: str,
    release: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the list of schools that can be sorted, filtered and exported.

    `rows` as `marks` with `region_name` and `pupils_5`, `pupils_10`, `pupils_25`; `script` is the
    address of the grid, `release` names the release and the quarter.
    """
    title = t("List of innovative schools")
    if rows.empty:
        return Panel("list", title, labels.no_school_here(t))
    source = packages_source(filters, t)
    demonstration = is_invented(rows)
    about = [release, source, *([t("Demonstration data")] if demonstration else [])]
    late = int(rows["days_late"].notna().sum())
    return Panel(
        key="list",
        title=title,
        finding=t.plural(
            "{n} school, {late} with a late package.",
            "{n} schools, {late} with a late package.",
            len(rows),
            late=t.number(late),
        ),
        figure=_list_figure(rows, passport, script, "; ".join(about), t),
        frame=worded(rows, t),
        columns=mark_columns(t),
        source=source,
        demonstration=demonstration,
        notes=(undated(t),),
    )


def nearest_list(
    nearest: pd.DataFrame,
    around: pd.DataFrame,
    figure: Mapping[str, Any],
    release: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the ordinary schools, each with the innovative one that is nearest to it.

    `nearest` as `distances.nearest` returns it of `around`, which is as `every_school`; `figure`
    holds the addresses of what the browser lists: `script` of the grid, `layer` of all schools,
    `passport` of a school with the code CODE; and `districts` to be listed, None for all.
    """
    title = t("Nearest innovative school of each ordinary school")
    if nearest.empty:
        return Panel("nearest", title, t("No ordinary school lies here whose distance is known."))
    ordinary = around[~around["innovative"]]
    unplaced = len(ordinary) - len(nearest)
    farthest = nearest.iloc[int(nearest["nearest_km"].argmax())].to_dict()
    names = dict(zip(around["school"], around["school_name"], strict=True))
    finding = t.plural(
        "{n} ordinary school; half of them have at most {median} km to the nearest innovative one. "
        "Farthest: {school}, {km} km from {nearest}.",
        "{n} ordinary schools; half of them have at most {median} km to the nearest innovative "
        "one. Farthest: {school}, {km} km from {nearest}.",
        len(nearest),
        median=t.number(float(nearest["nearest_km"].median()), 1),
        school=names[farthest["school"]],
        km=t.number(farthest["nearest_km"], 1),
        nearest=farthest["nearest"],
    )
    limits = t("As the crow flies, not by road; only as right as the stated positions are.")
    without = t.plural(
        "{n} school without a position stands in the list without a distance.",
        "{n} schools without a position stand in the list without a distance.",
        unplaced,
    )
    source = t("register of schools, {quarter}", quarter=t.quarter(filters.quarter))
    demonstration = is_invented(around)
    about = [release, source, limits, *([t("Demonstration data")] if demonstration else [])]
    words = _list_words(t) | {"file": t("nearest-innovative-schools"), "about": "; ".join(about)}
    return Panel(
        key="nearest",
        title=title,
        finding=finding,
        figure={"kind": "nearest", "columns": _nearest_columns(t), "words": words, **figure},
        frame=_by_district(nearest, around),
        columns=(
            Column("district_name", t("District")),
            Column("school_count", t("Ordinary schools with a position"), t.number, True),
            Column("median_km", t("Half of them at most, km"), lambda km: t.number(km, 1), True),
            Column("farthest_km", t("Farthest, km"), lambda km: t.number(km, 1), True),
        ),
        source=source,
        demonstration=demonstration,
        notes=(limits, *([without] if unplaced else [])),
    )


def _by_district(nearest: pd.DataFrame, around: pd.DataFrame) -> pd.DataFrame:
    """Return district_name, school_count, median_km and farthest_km, the farthest district first.

    Arguments as of `nearest_list`.
    """
    placed = nearest.merge(around[["school", "district_name"]], on="school")
    told: pd.DataFrame = placed.groupby("district_name", as_index=False).agg(
        school_count=("nearest_km", "count"),
        median_km=("nearest_km", "median"),
        farthest_km=("nearest_km", "max"),
    )
    return told.sort_values("farthest_km", ascending=False, ignore_index=True)


def _nearest_columns(t: Translator) -> list[dict[str, Any]]:
    return [
        {"field": "school", "title": t("Code"), "type": "link", "isPinned": True},
        {"field": "school_name", "title": t("School"), "type": "text"},
        {"field": "district_name", "title": t("District"), "type": "text"},
        {"field": "pupils", "title": t("Pupils"), "type": "number"},
        {"field": "nearest", "title": t("Nearest innovative school"), "type": "text"},
        {"field": "km", "title": t("Distance, km"), "type": "kilometres", "order": "desc"},
    ]


def _list_figure(
    rows: pd.DataFrame, passport: Mapping[str, str], script: str, about: str, t: Translator
) -> dict[str, Any]:
    columns = [
        {"field": "school", "title": t("Code"), "type": "link", "isPinned": True},
        {
            "field": "school_name",
            "title": t("School"),
            "type": "text",
            "isHidden": True,
            "isInFile": True,
        },
        {"field": "district_name", "title": t("District"), "type": "text"},
        {"field": "status", "title": t("Status"), "type": "status"},
        {"field": "days_late", "title": t("Days late"), "type": "number"},
        *(
            {"field": f"stage_{code}", "title": t(labels.PACKAGE[code]), "type": "stage"}
            for code in labels.PACKAGE
        ),
        *(
            {
                "field": f"late_{code}",
                "title": t("Days late: {package}", package=t(labels.PACKAGE[code])),
                "type": "number",
                "isHidden": True,
                "isInFile": True,
            }
            for code in labels.PACKAGE
        ),
        {"field": "accepted_count", "title": t("Packages accepted"), "type": "number"},
        {"field": "pupil_count", "title": t("Pupils"), "type": "number"},
        {"field": "region_name", "title": t("Region"), "type": "text"},
        {"field": "budget", "title": t("Budget, KGS"), "type": "number"},
        {"field": "contracted", "title": t("Contracted, KGS"), "type": "number", "isHidden": True},
        {"field": "spent", "title": t("Spent, KGS"), "type": "number", "isHidden": True},
        {"field": "spent_share", "title": t("Share of the budget spent"), "type": "share"},
        *(
            {
                "field": f"pupils_{km}",
                "title": t("Pupils of other schools within {km} km", km=km),
                "type": "number",
                "isHidden": True,
            }
            for km in RINGS
        ),
    ]
    fields = [column["field"] for column in columns]
    table = rows[[*fields, "package_count"]].astype("object")
    table = table.where(table.notna(), None)
    return {
        "kind": "list",
        "script": script,
        "columns": columns,
        "rows": [{**row, "href": passport[row["school"]]} for row in table.to_dict("records")],
        "stages": [
            {
                "text": labels.stage_reached(stage, t),
                "sign": str(stage),
                "color": color,
            }
            for stage, color in enumerate(STAGES)
        ],
        "statuses": {
            code: {"text": t(labels.STATUS[code]), "sign": mark.sign, "order": order}
            for order, (code, mark) in enumerate(MARKS.items())
        },
        "words": _list_words(t) | {"about": about},
    }


def _list_words(t: Translator) -> dict[str, Any]:
    """Return what the browser says around the list; `grid` by the names that AG Grid gives them."""
    return {
        "columns": t("Columns"),
        "pin": t("Keep {column} in sight", column="{column}"),
        "group": t("Group by"),
        "noGroup": t("nothing"),
        "only": t("Show only the ticked ones"),
        "export": t("Save as CSV"),
        "file": t("innovative-schools"),
        "late": t("+{n} d", n="{n}"),
        "packages": t("{n} of {total} packages", n="{n}", total="{total}"),
        "grid": {
            "noRowsToShow": labels.no_school_here(t),
            "noMatchingRows": t("No school fits the filter."),
            "filterOoo": t("Filter…"),
            "equals": t("equal to"),
            "notEqual": t("other than"),
            "contains": t("contains"),
            "notContains": t("does not contain"),
            "startsWith": t("begins with"),
            "endsWith": t("ends with"),
            "lessThan": t("less than"),
            "greaterThan": t("more than"),
            "lessThanOrEqual": t("at most"),
            "greaterThanOrEqual": t("at least"),
            "inRange": t("between"),
            "inRangeStart": t("from"),
            "inRangeEnd": t("to"),
            "blank": t("without a value"),
            "notBlank": t("with a value"),
            "andCondition": t("and"),
            "orCondition": t("or"),
            "ariaFilterInput": t("Value of the filter"),
            "ariaFilterColumn": t("Filter…"),
            "ariaFilteringOperator": t("Condition of the filter"),
            "ariaColumnFiltered": t("filtered"),
            "ariaFilterMenuOpen": t("Open the filter"),
            "ariaSortableColumn": t("Press Enter to sort"),
            "ariaMenuColumn": t("Press Ctrl+Enter for the filter"),
        },
    }
