"""The passport of a school: who it is, how far its packages are, and what it still waits for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard.access import Permission
from dashboard.page import Page
from dashboard.urls import COMPARISON, PASSPORT, address
from dashboard.visit import NotFound, Visit
from data_access.indicators.status import lateness
from data_access.queries import (
    delays,
    distances,
    every_school,
    photos,
    school,
    school_changes,
    schools,
)
from layouts import photos as photographs
from layouts import school as arrangement
from layouts.controls import period_control, release_control
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.school import access, actions, books, changes, facts, neighbours, packages, people
from layouts.school import timeline as time
from layouts.shell import Control

Row = Mapping[Any, Any]


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the passport; those that make no sense for the school are empty."""
    filters, profile = visit.filters, _profile(db, visit)
    every = _with(every_school.every_school(db, filters), profile)
    books_counted = school.textbooks(db, filters)
    return [
        head(db, visit, profile, every, t),
        *_of_packages(db, visit, profile, t),
        people.teachers(school.teaching(db, filters), filters, t),
        books.panel(books_counted, school.provision(books_counted), filters, t),
        people.pupils(
            school.enrolment(db, filters), school.enrolment_by_year(db, filters), filters, t
        ),
        access.panel(school.access(db, filters), filters, t),
        neighbours.panel(
            distances.neighbours(every, profile["school"]),
            distances.within(every, profile["school"]),
            lambda code: _address(visit, code),
            t,
        ),
        photographs.photos(photos.photos(db, filters), filters, t),
    ]


def _profile(db: Connection, visit: Visit) -> Row:
    """Return the facts of the school; raise NotFound."""
    frame = school.profile(db, visit.filters)
    if frame.empty:
        dropped = (each.removeprefix("school=") for each in visit.dropped)
        raise NotFound("school", visit.filters.school or next(dropped, "–"))
    return frame.iloc[0].to_dict()


def _with(every: pd.DataFrame, profile: Row) -> pd.DataFrame:
    """Return the open schools and the one asked for, also where it is closed."""
    if (every["school"] == profile["school"]).any():
        return every
    closed = pd.DataFrame([profile])[list(every.columns)].astype(every.dtypes)
    return pd.concat([every, closed], ignore_index=True)


def _address(visit: Visit, code: str) -> str:
    return PAGE.address(replace(visit.asked, school=code, schools=None))


def head(db: Connection, visit: Visit, profile: Row, every: pd.DataFrame, t: Translator) -> Panel:
    """Return name, facts and status."""
    code = profile["school"]
    innovative = schools.innovative_schools(db, visit.filters.everywhere())
    standing = innovative[innovative["school"] == code]
    before, after = facts.around(list(innovative["school"]), code)
    teaching = school.teaching(db, visit.filters)
    heir = profile["merged_into"]
    links = facts.Links(
        before=_address(visit, before) if before else None,
        after=_address(visit, after) if after else None,
        compare=_compare(visit, code) if len(standing) else None,
        heir=None if pd.isna(heir) else _address(visit, heir),
    )
    return facts.panel(
        profile,
        standing.iloc[0].to_dict() if len(standing) else None,
        teaching.iloc[0].to_dict() if len(teaching) else None,
        _nearest(visit, profile, every),
        links,
        visit.filters,
        t,
    )


def _compare(visit: Visit, code: str) -> str:
    return address(COMPARISON, replace(visit.asked, school=None, schools=(code,)))


def _nearest(visit: Visit, profile: Row, every: pd.DataFrame) -> facts.Nearest | None:
    """Return the innovative school that is nearest to an ordinary one."""
    is_meant = every["innovative"] | (every["school"] == profile["school"])
    found = distances.nearest(every[is_meant])
    if profile["innovative"] or found.empty:
        return None
    code, km = found["nearest"].iloc[0], found["nearest_km"].iloc[0]
    name = every.loc[every["school"] == code, "school_name"].iloc[0]
    return facts.Nearest(name, _address(visit, code), float(km))


def _of_packages(db: Connection, visit: Visit, profile: Row, t: Translator) -> list[Panel]:
    """Return the panels that only an innovative school has."""
    filters = visit.filters
    if not profile["innovative"]:
        return [Panel(key, "") for key in ("timeline", "items", "money", "actions", "changes")]
    its_packages = schools.packages_of_school(db, filters)
    return [
        time.panel(
            its_packages,
            delays.delays(its_packages, pd.Timestamp(filters.quarter)),
            lateness(filters.quarter).at_risk_days,
            filters,
            t,
        ),
        packages.items(school.items(db, filters), filters, t),
        packages.money(school.money(db, filters), filters, t),
        actions.panel(school.actions(db, filters), filters, t),
        _changes(db, visit, t),
    ]


def _changes(db: Connection, visit: Visit, t: Translator) -> Panel:
    before = visit.before
    if before is None:
        return changes.first_release(t)
    frame = school_changes.changes(db, visit.filters, before.number)
    return changes.panel(frame, before.as_of, visit.filters, t)


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the passport: another school, a period, a release."""
    profile = _profile(db, visit)
    innovative = schools.innovative_schools(db, visit.filters.everywhere())
    options = facts.school_options(innovative, profile, t)
    return [
        Control("school", t("School"), options, profile["school"]),
        period_control(visit.release.as_of, visit.filters.quarter, t),
        release_control(visit.releases, visit.release, t),
    ]


PAGE = Page(
    path=PASSPORT,
    title=N_("School passport"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    scripts=("js/school.js",),
    styles=("css/school.css", "css/photos.css"),
)
