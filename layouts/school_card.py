"""What does a map say about the school that was chosen on it?"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria, data
from layouts.components.status_mark import status_mark
from layouts.i18n import Translator, is_missing
from layouts.panel import Panel


def no_school() -> Panel:
    """Return the panel of a school where none is chosen."""
    return Panel(key="school", title="")


def school(
    chosen: pd.DataFrame, packages: pd.DataFrame, close: str, filters: Filters, t: Translator
) -> Panel:
    """Return one school; frames as `innovative_schools` and `packages` return them.

    `close` is the address of the same question without the school.
    """
    row = chosen.iloc[0]
    facts = [row["district_name"]]
    if not is_missing(row["pupil_count"]):
        facts.append(labels.unit_words("pupils", int(row["pupil_count"]), t))
    items = [
        html.Li(
            [
                html.Span(each["package_name"], className="package-name"),
                html.Span(
                    t(labels.STAGE[each["stage"]])
                    if not is_missing(each["stage"])
                    else t("Not started"),
                    className="package-stage",
                ),
                html.Span(delay(each, t), className="package-late"),
            ]
        )
        for each in packages.to_dict("records")
    ]
    return Panel(
        key="school",
        title=row["school_name"],
        finding=" · ".join(facts),
        source=t("packages of innovative schools, {quarter}", quarter=t.quarter(filters.quarter)),
        body=[
            html.A(
                "✕",
                href=close,
                className="close",
                title=t("Close"),
                **aria(label=t("Close")),
                **data(choose="school=all"),
            ),
            status_mark(row["status"], t),
            html.Ul(items, className="packages"),
        ],
        demonstration=bool(row["demonstration"] == 1),
    )


def delay(row: Mapping[Any, Any], t: Translator) -> str:
    """Return the delay of a package or a school in words; empty where it is not late."""
    if is_missing(row["days_late"]):
        return ""
    return t.plural("{n} day late", "{n} days late", int(row["days_late"]))
