"""Innovative schools: where are they, how far are their packages, and who is near?"""

from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from dashboard import layers, static_files, surroundings, urls
from dashboard.access import Permission
from dashboard.areas import COUNTRY, chosen, frame
from dashboard.page import Page
from dashboard.urls import BOUNDARIES
from dashboard.visit import NotFound, Visit
from data_access.filters import Filters
from data_access.indicators import status
from data_access.queries import areas, distances, map, school, schools
from data_access.queries.areas import inside
from data_access.queries.every_school import every_school
from data_access.queries.school_marks import COLORS, SHAPES, marks
from geo import boundaries
from layouts import compare, country_map, school_card, school_lenses, school_list, school_versus
from layouts import controls as choices
from layouts import schools as words
from layouts.figures import school_map as figures
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control


def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the page; a region, a district or picked schools narrow all but maps."""
    filters = visit.filters
    here = marks(db, filters)
    units = areas.areas(db, filters)
    regions = units[units["level"] == "region"]
    names = dict(zip(regions["area"], regions["area_name"], strict=True))
    passport = {code: urls.passport(visit.asked, code) for code in here["school"]}
    every = every_school(db, filters)
    around = _with_ordinary_ones_of(every, filters)
    reach = here.merge(distances.reach(every), how="left", on="school")
    offers = school.access_of_all(db, filters)
    return [
        *maps(db, visit, t),
        chosen_school(db, visit, t),
        words.groups(here, _in_order(names, t), passport, filters, t),
        school_lenses.access(
            offers[offers["school"].isin(here["school"])],
            lambda codes: PAGE.address(replace(visit.asked, schools=tuple(codes))),
            filters,
            t,
        ),
        school_lenses.reach(
            distances.covered(around),
            reach,
            distances.by_district(around),
            distances.of_district(around, filters.district),
            dict(zip(units["area"], units["area_name"], strict=True)).get(
                filters.district or filters.region or ""
            ),
            filters,
            t,
        ),
        school_list.school_list(
            reach.assign(region_name=reach["region"].map(names)),
            passport,
            static_files.asset("built/list.js"),
            _title(visit, t),
            filters,
            t,
        ),
        nearest(db, visit, around, t),
    ]


def nearest(db: Connection, visit: Visit, around: pd.DataFrame, t: Translator) -> Panel:
    """Return the list of ordinary schools with the innovative one that is nearest to each."""
    filters = visit.filters
    is_part = filters.region or filters.district
    ordinary = around[~around["innovative"]]
    return school_list.nearest_list(
        distances.nearest(around),
        around,
        {
            "script": static_files.asset("built/list.js"),
            "layer": layers.address(db, visit),
            "passport": urls.passport(visit.asked, "CODE"),
            "districts": sorted(ordinary["district"].unique()) if is_part else None,
        },
        _title(visit, t),
        filters,
        t,
    )


def _with_ordinary_ones_of(every: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return all innovative schools, and the ordinary ones of the part that was asked for."""
    return every[every["innovative"] | every["school"].isin(inside(every, filters)["school"])]


def _in_order(names: dict[str, str], t: Translator) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: t.sort_key(pair[1])))


def maps(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the map, and beside it the same map as another release tells it, where one is asked.

    That one is seen at the quarter asked for, or at the last quarter that the release covers.
    """
    filters = visit.filters
    questions = {"map": visit}
    other = next((each for each in visit.releases if each.number == filters.beside), None)
    if other is not None:
        questions["beside"] = replace(visit, release=other, filters=visit.asked_of(other))
    country = [replace(each.filters.everywhere(), schools=None) for each in questions.values()]
    color = filters.color or COLORS[0]
    scales = figures.scales(
        [map.measure_by_area(db, each) for each in country],
        [marks(db, each) for each in country],
        color,
    )
    panels = [_map(db, each, key, scales, t) for key, each in questions.items()]
    if other is None:
        return [*panels, Panel(key="beside", title="")]
    return [panels[0], _with_difference(db, panels[1], list(questions.values()), t)]


def _with_difference(db: Connection, panel: Panel, visits: list[Visit], t: Translator) -> Panel:
    """Return the panel of the other release with what changed from the older to the newer one."""
    older, newer = sorted(visits, key=lambda each: each.release.number)
    both = school_versus.versus(marks(db, older.filters), marks(db, newer.filters))
    numbers = t.number(older.release.number), t.number(newer.release.number)
    return replace(
        panel,
        finding=f"{panel.finding} {school_versus.sentence(both, *numbers, t)}",
        more=(school_versus.table(both, *numbers, t), *panel.more),
    )


def _map(db: Connection, visit: Visit, key: str, scales: figures.Scales, t: Translator) -> Panel:
    filters = visit.filters
    measure, level = map.measure_asked(db, filters)
    by_area = map.measure_by_area(db, filters)
    color, shape = filters.color or COLORS[0], filters.shape or SHAPES[0]
    here, everywhere = marks(db, filters), marks(db, replace(filters.everywhere(), schools=None))
    title = _title(visit, t) if filters.beside else t("Innovative schools")
    figure = figures.school_map(
        by_area,
        everywhere,
        scales,
        measure=measure.code,
        unit=measure.unit,
        color=color,
        shape=shape,
        boundaries=BOUNDARIES,
        layer=layers.address(db, visit),
        bounds=frame(filters.region or COUNTRY),
        chosen=chosen(by_area, filters, level),
        picked=list(here["school"]) if len(here) < len(everywhere) else None,
        school=filters.school,
        title=title,
        t=t,
    )
    return words.school_map(
        key,
        by_area,
        here,
        scales,
        measure,
        level,
        figure,
        boundaries.ATTRIBUTION,
        filters,
        t,
        title=title,
        color=color,
        shape=shape,
        rules=status.history(),
        picked=_above(visit, t) if key == "map" else (),
    )


def _title(visit: Visit, t: Translator) -> str:
    """Return which release a map shows, seen at which quarter."""
    return t(
        "Release No. {number}, {quarter}",
        number=t.number(visit.release.number),
        quarter=t.quarter(visit.filters.quarter),
    )


def _above(visit: Visit, t: Translator) -> list[Any]:
    """Return what stands above the legends of the map: what was picked, and the way to an area."""
    return [*_picked(visit, t), country_map.about_area(urls.way_to_area(visit.asked), t)]


def _picked(visit: Visit, t: Translator) -> list[Any]:
    codes = visit.filters.schools or ()
    is_comparable = compare.LEAST <= len(codes) <= compare.MOST
    return words.picked(
        codes,
        PAGE.address(replace(visit.asked, schools=None)),
        urls.address(urls.COMPARISON, visit.asked) if is_comparable else None,
        t,
    )


def chosen_school(db: Connection, visit: Visit, t: Translator) -> Panel:
    """Return the card of the chosen school; an empty panel where none is chosen."""
    code = visit.filters.school
    if not code:
        return school_card.no_school()
    close = PAGE.address(replace(visit.asked, school=None))
    passport = urls.passport(visit.asked, code)
    innovative = schools.innovative_schools(db, visit.filters)
    if (innovative["school"] == code).any():
        packages = schools.packages(db, visit.filters)
        mine, its_packages = (part[part["school"] == code] for part in (innovative, packages))
        return school_card.school(mine, its_packages, close, visit.filters, t, passport=passport)
    profile = school.profile(db, visit.filters)
    if profile.empty:
        raise NotFound("school", code)
    row = profile.iloc[0].to_dict()
    return school_card.ordinary(
        row,
        surroundings.nearest(visit, row, surroundings.every_school(db, visit, profile)),
        surroundings.heir(visit, row),
        close,
        visit.filters,
        t,
        passport=passport,
    )


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    asked, filters = visit.asked, visit.filters
    measure, _ = map.measure_asked(db, filters)
    others = [each for each in visit.releases if each.number != visit.release.number]
    return [
        *choices.area_controls(areas.areas(db, filters), asked, t),
        replace(choices.period_control(visit.release.as_of, filters.quarter, t), is_slider=True),
        choices.release_control(visit.releases, visit.release, t),
        words.beside_control(others, asked.beside, t),
        choices.measure_control(list(map.MEASURES), measure.code, t),
        words.meaning_control("color", t("Colour"), COLORS, filters.color or COLORS[0], t),
        words.meaning_control("shape", t("Shape"), SHAPES, filters.shape or SHAPES[0], t),
    ]


PAGE = Page(
    path=urls.SCHOOLS,
    title=N_("Schools"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=words.places,
    scripts=("built/map.js", "js/school-map.js", "js/school-search.js", "js/school-list.js"),
    styles=("built/map.css", "css/schools.css"),
)
