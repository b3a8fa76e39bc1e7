"""What do the choices of pages offer, in words?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from data_access.filters import Filters, quarter_code
from layouts import labels
from layouts.i18n import Translator
from layouts.shell import ALL, Control


def area_controls(units: pd.DataFrame, asked: Filters, t: Translator) -> list[Control]:
    """Return the choices of a region and of a district in it; frame as `areas` returns it."""
    regions, districts = (units[units["level"] == level] for level in ("region", "district"))
    if asked.region:
        districts = districts[districts["region"] == asked.region]
    return [
        area_control("region", t("Region"), t("All regions"), regions, asked.region, t),
        area_control("district", t("District"), t("All districts"), districts, asked.district, t),
    ]


def area_control(
    name: str, label: str, everything: str, areas: pd.DataFrame, value: str | None, t: Translator
) -> Control:
    """Return the choice of a region or a district, in alphabetical order."""
    named = sorted(
        zip(areas["area"], areas["area_name"], strict=True), key=lambda pair: t.sort_key(pair[1])
    )
    return Control(name, label, [(ALL, everything), *named], value or ALL)


def period_control(as_of: date, period: date | None, t: Translator) -> Control:
    """Return the choice of a quarter: the eight newest of the release."""
    ends = [day for day in pd.date_range(end=as_of, periods=9, freq="QE") if day.date() <= as_of]
    choices = [(quarter_code(day), t.quarter(day)) for day in reversed(ends[-8:])]
    chosen = quarter_code(pd.Timestamp(period)) if period else ""
    if chosen not in dict(choices) and period:
        choices.append((chosen, t.quarter(period)))
    return Control("period", t("Period"), choices, chosen)


def release_control(releases: Sequence[Any], release: Any, t: Translator) -> Control:
    """Return the choice of a release."""
    return Control("as_of", t("Release"), named_releases(releases, t), str(release.number))


def named_releases(releases: Sequence[Any], t: Translator) -> list[tuple[str, str]]:
    """Return releases as options of a choice."""
    return [
        (
            str(each.number),
            t("No. {number}, to {date}", number=t.number(each.number), date=t.day(each.as_of)),
        )
        for each in releases
    ]


def measure_control(codes: Sequence[str], chosen: str, t: Translator) -> Control:
    """Return the choice of what colours the map."""
    return Control(
        "measure", t("Map shows"), [(code, t(labels.MEASURE[code])) for code in codes], chosen
    )


def level_control(levels: Sequence[str], chosen: str, t: Translator) -> Control:
    """Return the choice of how the map is divided."""
    return Control("by", t("Map by"), [(code, t(labels.LEVEL[code])) for code in levels], chosen)
