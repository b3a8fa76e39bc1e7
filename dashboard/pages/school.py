"""The passport of a school: who it is, how far its packages are, and what it still waits for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard import surroundings
from dashboard.access import Permission
from dashboard.page import Page
from dashboard.urls import COMPARISON, PASSPORT, address, everything_about, on_map, passport
from dashboard.urls import photographs as photograph_form
from dashboard.visit import NotFound, Visit
from data_access.indicators import status
from data_access.queries import delays, distances, photos, school, school_changes, schools
from data_access.queries.first_plans import first_plans, with_first_plans
from data_access.queries.package_money import of_budget
from data_access.queries.textbooks import shelves
from data_access.queries.training import pilot
from layouts import photos as photographs
from layouts import school as arrangement
from layouts.controls import period_control, release_control
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.proposals import way
from layouts.school import access, actions, books, changes, facts, neighbours, packages, people
from layouts.school import timeline as time
from layouts.shell import Control

Row = Mapping[Any, Any]


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the passport; those that make no sense for the school are empty."""
    filters, known = visit.filters, _profile(db, visit)
    profile, every = known.iloc[0].to_dict(), surroundings.every_school(db, visit, known)
    its_packages = schools.packages_of_school(db, filters)
    books_counted = school.textbooks(db, filters)
    return [
        head(db, visit, profile, its_packages, every, t),
        *_of_packages(db, visit, profile, its_packages, t),
        _changes(db, visit, t),
        _reported(
            people.teachers(
                school.teaching(db, filters),
                profile["school"] not in pilot.hidden_schools(db, filters),
                t,
            ),
            profile,
        ),
        books.panel(
            shelves.by_subject(books_counted),
            books_counted,
            shelves.provision(books_counted),
            filters,
            t,
        ),
        people.pupils(
            school.enrolment(db, filters), school.enrolment_by_year(db, filters), filters, t
        ),
        _reported(access.panel(school.access(db, filters), filters, t), profile),
        neighbours.panel(
            distances.neighbours(every, profile["school"]),
            distances.within(every, profile["school"]),
            lambda code: passport(visit.asked, code),
            filters,
            t,
        ),
        _reported(photographs.photos(photos.photos(db, filters), filters, t), profile),
    ]


def _reported(panel: Panel, profile: Row) -> Panel:
    """Return what only innovative schools report; an empty panel where no other school has it."""
    return panel if profile["innovative"] or panel.body is not None else Panel(panel.key, "")


def _profile(db: Connection, visit: Visit) -> pd.DataFrame:
    """Return the facts of the school in one row; raise NotFound."""
    frame = school.profile(db, visit.filters)
    if frame.empty:
        dropped = (each.removeprefix("school=") for each in visit.dropped)
        raise NotFound("school", visit.filters.school or next(dropped, "–"))
    return frame


def head(
    db: Connection,
    visit: Visit,
    profile: Row,
    its_packages: pd.DataFrame,
    every: pd.DataFrame,
    t: Translator,
) -> Panel:
    """Return name, facts and status."""
    code = profile["school"]
    innovative = schools.innovative_schools(db, visit.filters.everywhere())
    standing = innovative[innovative["school"] == code]
    before, after = facts.around(list(innovative["school"]), code)
    teaching = school.teaching(db, visit.filters)
    merged = school.merged(db, visit.filters)
    links = facts.Links(
        before=passport(visit.asked, before) if before else None,
        after=passport(visit.asked, after) if after else None,
        compare=_compare(visit, code) if len(standing) else None,
        map=on_map(visit.asked, code),
        district=everything_about(visit.asked, profile["district"]),
        region=everything_about(visit.asked, profile["region"]),
        heir=surroundings.heir(visit, profile),
        merged={each: passport(visit.asked, each) for each in merged["school"]},
    )
    return facts.panel(
        profile,
        standing.iloc[0].to_dict() if len(standing) else None,
        its_packages,
        teaching.iloc[0].to_dict() if len(teaching) else None,
        surroundings.nearest(visit, profile, every),
        merged,
        links,
        visit.filters,
        t,
    )


def _compare(visit: Visit, code: str) -> str:
    return address(COMPARISON, replace(visit.asked, school=None, schools=(code,)))


def _of_packages(
    db: Connection, visit: Visit, profile: Row, its_packages: pd.DataFrame, t: Translator
) -> list[Panel]:
    """Return the panels that only an innovative school has."""
    filters, closed_on = visit.filters, profile["closed_on"]
    if not profile["innovative"]:
        return [Panel(key, "") for key in ("timeline", "items", "money", "actions")]
    day = pd.Timestamp(filters.quarter) if pd.isna(closed_on) else closed_on
    money = school.money(db, filters)
    return [
        time.panel(
            its_packages,
            with_first_plans(delays.delays(its_packages, day), first_plans(db, filters)),
            day,
            status.lateness(filters.quarter).at_risk_days,
            status.history(),
            filters,
            t,
            is_closed=not pd.isna(closed_on),
        ),
        packages.items(school.items(db, filters), filters, t),
        packages.money(
            money, of_budget(money, "contracted"), of_budget(money, "spent"), filters, t
        ),
        actions.panel(school.actions(db, filters), filters, t),
    ]


def _changes(db: Connection, visit: Visit, t: Translator) -> Panel:
    before = visit.before
    if before is None:
        return changes.first_release(t)
    frame = school_changes.changes(db, visit.filters, visit.asked_of(before))
    return changes.panel(frame, before.as_of, visit.filters, t)


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the passport: another school, a period, a release."""
    profile = _profile(db, visit).iloc[0].to_dict()
    innovative = schools.innovative_schools(db, visit.filters.everywhere())
    options = facts.school_options(innovative, profile, t)
    return [
        Control("school", t("School"), options, profile["school"]),
        period_control(visit.release.as_of, visit.filters.quarter, t),
        release_control(visit.releases, visit.release, t),
    ]


def proposals(visit: Visit, t: Translator) -> Any:
    """Return what leads to the form of photographs of the school."""
    return way(photograph_form(visit.filters), t("Add photographs"))


PAGE = Page(
    path=PASSPORT,
    title=N_("School passport"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    proposals=proposals,
    scripts=("js/school.js",),
    styles=("css/timeline.css", "css/ledger.css", "css/school.css", "css/photos.css"),
)
