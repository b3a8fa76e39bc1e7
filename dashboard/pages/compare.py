"""Two to five innovative schools beside each other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard.access import Permission
from dashboard.page import Page
from dashboard.urls import COMPARISON, passport
from dashboard.visit import Visit
from data_access.queries import (
    areas,
    comparison,
    distances,
    every_school,
    school,
    schools,
    stages,
)
from data_access.queries.package_money import of_budget
from data_access.queries.training import pilot
from layouts import compare as words
from layouts.controls import period_control, release_control
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the choice of schools and, for two to five of them, the comparison."""
    everywhere = visit.filters.everywhere()
    innovative = schools.innovative_schools(db, everywhere)
    regions = areas.areas(db, everywhere).set_index("area")["area_name"]
    picked = visit.filters.schools or ()
    return [
        _comparison(db, replace(visit, filters=everywhere), innovative, t)
        if words.LEAST <= len(picked) <= words.MOST
        else words.not_enough(picked, t),
        words.picking(
            innovative.assign(region_name=innovative["region"].map(regions)),
            picked,
            lambda codes: _address(visit, codes),
            t,
        ),
    ]


def _address(visit: Visit, codes: Sequence[str]) -> str:
    return PAGE.address(replace(visit.asked, school=None, schools=tuple(codes) or None))


def _comparison(db: Connection, visit: Visit, innovative: pd.DataFrame, t: Translator) -> Panel:
    filters, codes = visit.filters, visit.filters.schools or ()
    packages = stages.stages_of_all(db, filters)
    kinds = packages.drop_duplicates("package")
    every = every_school.every_school(db, filters)
    compared = words.Compared(
        codes=codes,
        facts=_by_school(comparison.facts(db, filters), codes),
        standing=_by_school(innovative, codes),
        packages={
            (row["school"], row["package"]): row
            for row in packages[packages["school"].isin(codes)].to_dict("records")
        },
        kinds=dict(zip(kinds["package"], kinds["package_name"], strict=True)),
        money={
            part: _by_school(of_budget(packages, part), codes)
            for part in ("budget", "contracted", "spent")
        },
        teaching=_by_school(comparison.teaching(db, filters), codes),
        hidden_pilots=pilot.hidden_schools(db, filters),
        textbooks=_by_school(comparison.textbooks(db, filters), codes),
        access=_by_school(school.access_of_all(db, filters), codes),
        actions=_by_school(comparison.actions(db, filters), codes),
        reach=_by_school(distances.reach(every), codes),
    )
    return words.comparison(compared, lambda code: passport(visit.asked, code), filters, t)


def _by_school(frame: pd.DataFrame, codes: Sequence[str]) -> dict[str, dict[Any, Any]]:
    rows = frame[frame["school"].isin(codes)].to_dict("records")
    return {row["school"]: row for row in rows}


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the comparison beside that of the schools."""
    return [
        period_control(visit.release.as_of, visit.filters.quarter, t),
        release_control(visit.releases, visit.release, t),
    ]


PAGE = Page(
    path=COMPARISON,
    title=N_("Compare schools"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=words.places,
    styles=("css/ledger.css", "css/school.css"),
)
