"""What do the choices of pages offer, in words?"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from data_access.filters import Filters, quarter_code
from layouts import labels
from layouts.i18n import Translator
from layouts.shell import ALL, Control


def area_controls(units: pd.DataFrame, asked: Filters, t: Translator) -> list[Control]:
    """Return the choices of a region and of a district in it, in alphabetical order; frame as
    `areas` returns it."""
    named: dict[str, list[tuple[str, str]]] = {"region": [], "district": []}
    columns = (units[name].tolist() for name in ("area", "level", "region", "area_name"))
    for area, level, region, name in zip(*columns, strict=True):
        if level == "region" or (level == "district" and asked.region in (None, region)):
            named[level].append((area, name))
    return [
        _area_control(each, label, everything, named[each], getattr(asked, each), t)
        for each, label, everything in (
            ("region", t("Region"), t("All regions")),
            ("district", t("District"), t("All districts")),
        )
    ]


def _area_control(
    name: str,
    label: str,
    everything: str,
    named: Sequence[tuple[str, str]],
    value: str | None,
    t: Translator,
) -> Control:
    in_order = sorted(named, key=lambda pair: t.sort_key(pair[1]))
    return Control(name, label, [(ALL, everything), *in_order], value or ALL)


def period_control(as_of: date, period: date | None, t: Translator) -> Control:
    """Return the choice of a quarter: the eight newest of the release."""
    choices = [(quarter_code(day), t.quarter(day)) for day in _newest_quarters(as_of)]
    chosen = quarter_code(period) if period else ""
    if chosen not in dict(choices) and period:
        choices.append((chosen, t.quarter(period)))
    return Control("period", t("Period"), choices, chosen)


@cache
def _newest_quarters(as_of: date) -> tuple[date, ...]:
    return tuple(pd.date_range(end=as_of, periods=8, freq="QE")[::-1])


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
