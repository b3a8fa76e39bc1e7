"""What does a map say about the school that was chosen on it?"""

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
                html.Span(labels.days_late(each["days_late"], t), className="package-late"),
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
            _close(close, t),
            status_mark(row["status"], t),
            html.Ul(items, className="packages"),
            html.A(t("Passport of the school"), href=passport, className="passport-link"),
        ],
        demonstration=bool(row["demonstration"] == 1),
    )


def ordinary(
    profile: pd.DataFrame,
    nearest: pd.DataFrame,
    close: str,
    filters: Filters,
    t: Translator,
    *,
    passport: str,
) -> Panel:
    """Return a school of no package; frames as `school.profile` and `distances.nearest` give it."""
    row = profile.iloc[0]
    facts = [row["district_name"]]
    if not is_missing(row["pupil_count"]):
        facts.append(labels.unit_words("pupils", int(row["pupil_count"]), t))
    if is_missing(row["lon"]):
        distance = t("This school is not on the map yet.")
    elif nearest.empty:
        distance = t("No innovative school is on the map.")
    else:
        distance = t(
            "Nearest innovative school: {school}, {km} km as the crow flies",
            school=nearest["nearest"].iloc[0],
            km=t.number(nearest["nearest_km"].iloc[0]),
        )
    return Panel(
        key="school",
        title=row["school_name"],
        finding=" · ".join(facts),
        source=t("register of schools, {quarter}", quarter=t.quarter(filters.quarter)),
        body=[
            _close(close, t),
            html.P(distance, className="packages"),
            html.A(t("Passport of the school"), href=passport, className="passport-link"),
        ],
        demonstration=bool(row["demonstration"] == 1),
    )


def _close(address: str, t: Translator) -> html.A:
    return html.A(
        "✕",
        href=address,
        className="close",
        title=t("Close"),
        **aria(label=t("Close")),
        **data(choose="school=all"),
    )
