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
from layouts.school.facts import Nearest, closed, nearest_words

Row = Mapping[Any, Any]


def no_school() -> Panel:
    """Return the panel of a school where none is chosen."""
    return Panel(key="school", title="")


def school(
    chosen: pd.DataFrame,
    packages: pd.DataFrame,
    close: str,
    filters: Filters,
    t: Translator,
    *,
    passport: str,
) -> Panel:
    """Return one school; frames as `innovative_schools` and `packages` return them.

    `close` is the address of the same question without the school, `passport` that of its page.
    """
    row = chosen.iloc[0].to_dict()
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
                html.Span(labels.days_late(each["days_late"], t), className="package-late"),
            ]
        )
        for each in packages.to_dict("records")
    ]
    return Panel(
        key="school",
        title=row["school_name"],
        finding=_facts(row, t),
        source=t(
            "register of schools, {release}; packages and reports, {quarter}",
            release=labels.as_stated(filters, t),
            quarter=t.quarter(filters.quarter),
        ),
        body=[
            _close(close, t),
            status_mark(row["status"], t),
            html.A(t("Passport of the school"), href=passport, className="passport-link"),
            html.Ul(items, className="packages"),
        ],
        demonstration=bool(row["demonstration"] == 1),
    )


def ordinary(
    profile: Row,
    nearest: Nearest | None,
    heir: str | None,
    close: str,
    filters: Filters,
    t: Translator,
    *,
    passport: str,
) -> Panel:
    """Return a school that has no packages, or is closed; row as `school.profile` returns it.

    `heir` is the address of the school that took it over.
    """
    is_invented = nearest is not None and nearest.is_invented
    return Panel(
        key="school",
        title=profile["school_name"],
        finding=_facts(profile, t),
        source=labels.register(filters, t),
        body=[
            _close(close, t),
            closed(profile, heir, t),
            None if profile["innovative"] else html.P(_distance(profile, nearest, t)),
            html.A(t("Passport of the school"), href=passport, className="passport-link"),
        ],
        demonstration=bool(profile["demonstration"] == 1) or is_invented,
        notes=(t("Distance as the crow flies between stated positions."),) if nearest else (),
    )


def _facts(row: Row, t: Translator) -> str:
    if is_missing(row["pupil_count"]):
        return row["district_name"]
    pupils = labels.unit_words("pupils", int(row["pupil_count"]), t)
    return f"{row['district_name']} · {pupils}"


def _distance(profile: Row, nearest: Nearest | None, t: Translator) -> Any:
    if nearest is not None:
        return [f"{t('Nearest innovative school')}: ", *nearest_words(nearest, t)]
    if is_missing(profile["lon"]):
        return t("This school is not on the map yet.")
    return t("No innovative school is on the map.")


def _close(address: str, t: Translator) -> html.A:
    return html.A(
        "✕",
        href=address,
        className="close",
        title=t("Close"),
        **aria(label=t("Close")),
        **data(choose="school=all"),
    )
