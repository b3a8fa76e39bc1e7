"""Everything about one region or district, for whoever travels there tomorrow."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.areas import COUNTRY
from dashboard.numbers import number_of
from dashboard.page import Page
from dashboard.sections import section
from dashboard.urls import everything_about, passport
from dashboard.visit import NotFound, Visit
from data_access.filters import Filters
from data_access.frames import kept
from data_access.indicators.status import lateness
from data_access.queries import areas, districts, exceptions, map, releases, results, schools
from data_access.queries.areas import inside
from data_access.queries.implementation import campaign, grievances
from data_access.queries.map import MEASURES
from data_access.queries.school_marks import marks
from data_access.queries.textbooks import counts, provision, rental
from data_access.queries.training import calendar, coverage, lessons, teachers
from geo import boundaries, outlines
from layouts import districts as arrangement
from layouts import overview, slides
from layouts.controls import period_control, release_control
from layouts.districts import beside, books, figures, head, outreach, training
from layouts.districts import schools as innovative
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.shell import Control

SMALL = 14
"""Length in the picture below which an area gets a ring around it."""


def area(visit: Visit) -> str:
    """Return the code of the area that the page is about; raise NotFound."""
    code = visit.filters.district or visit.filters.region
    if code is None:
        dropped = (each.partition("=") for each in visit.dropped)
        named = {name: text for name, _, text in dropped if name in ("district", "region")}
        kind, text = next(iter(named.items()), ("district", "–"))
        raise NotFound(kind, text)
    return code


@section()
def _told(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    filters = visit.filters
    scopes = districts.scopes(filters)
    names = _names(filters, t)
    standing = {scope: results.standing(db, asked) for scope, asked in scopes.items()}
    return [
        _head(db, visit, names, t),
        figures.panel(
            names,
            standing,
            {scope: districts.spending(db, asked) for scope, asked in scopes.items()},
            number_of(filters),
            filters,
            t,
        ),
        *_schools(db, visit, names, t),
        _training(db, filters, names, t),
        *_books(db, visit, names, t),
        _outreach(db, visit, t),
        replace(
            overview.attention(
                exceptions.exceptions(db, filters, standing["here"]),
                lateness(filters.quarter).at_risk_days,
                "",
                filters,
                t,
                passport=lambda code: passport(visit.asked, code),
            ),
            key="matters",
        ),
        _changes(db, visit, standing["here"], t),
        _beside(db, visit, names, t),
    ]


def panels(db: Connection, visit: Visit, t: Translator) -> Sequence[Panel]:
    """Return the panels of the page; raise NotFound where the code is none of an area."""
    area(visit)
    return _told(db, visit, t)


def _names(filters: Filters, t: Translator) -> dict[str, str]:
    """Return the names of the area, of the region of a district, and of the country, by scope:
    in full, since some districts are called like their region."""
    code = str(filters.district or filters.region)
    codes = {"here": code, "region": str(filters.region), "country": COUNTRY}
    named = {scope: boundaries.unit(codes[scope]) for scope in districts.scopes(filters)}
    return {
        scope: getattr(unit, f"{'short' if scope == 'country' else 'name'}_{t.lang}")
        for scope, unit in named.items()
    }


def _head(db: Connection, visit: Visit, names: dict[str, str], t: Translator) -> Panel:
    filters, code = visit.filters, area(visit)
    here = schools.innovative_schools(db, filters)
    asked = replace(visit.asked, school=None)
    return head.panel(
        names["here"],
        names.get("region", ""),
        districts.registered(db, filters),
        districts.registered(db, filters.everywhere()),
        len(here),
        len(areas.districts_in(db, filters)),
        _picture(filters, code, here[["lon", "lat"]].dropna().itertuples(index=False)),
        boundaries.ATTRIBUTION,
        head.Links(
            region=everything_about(asked, str(filters.region)) if filters.district else None,
            all=urls.way_to_area(asked.everywhere())[1],
            on_map=urls.address("/", asked),
            schools=urls.address(urls.SCHOOLS, asked),
            training=urls.address(urls.TRAINING, asked),
            textbooks=urls.address(urls.TEXTBOOKS, asked),
            meeting=urls.address(urls.MEETING, replace(asked, slides=slides.about("district"))),
        ),
        filters,
        t,
    )


def _picture(filters: Filters, code: str, positions: Any) -> head.Picture:
    """Return the still map on which an area stands out."""
    unit, drawn = boundaries.unit(code), outlines.outlines("district")
    shown = str(unit.map_code)
    is_small = not unit.has_polygon or outlines.extent(code) < SMALL
    return head.Picture(
        size=(outlines.WIDTH, outlines.HEIGHT),
        regions=outlines.outlines("region"),
        districts={
            each.code: drawn[each.code]
            for each in boundaries.units()
            if each.parent == filters.region and each.code in drawn
        },
        lakes=list(outlines.outlines("lake").values()),
        chosen=shown if unit.has_polygon else "",
        spot=outlines.at(unit.label_lon, unit.label_lat) if is_small else None,
        schools=[outlines.at(*position) for position in positions],
    )


def _schools(db: Connection, visit: Visit, names: dict[str, str], t: Translator) -> Sequence[Panel]:
    filters = visit.filters
    here = marks(db, filters)
    money = {
        scope: districts.package_money(db, asked)
        for scope, asked in districts.scopes(filters).items()
    }
    return [
        innovative.panel(
            here,
            districts.nearest_innovative(db, filters) if here.empty else None,
            lambda code: passport(visit.asked, code),
            filters,
            t,
        ),
        innovative.money(names, money, filters, t),
    ]


def _training(db: Connection, filters: Filters, names: dict[str, str], t: Translator) -> Panel:
    by_district = coverage.districts(db, filters.everywhere())
    cells = inside(
        teachers.cells(db, filters).assign(
            region=lambda frame: frame["district"].map(teachers.regions_of_districts(db, filters))
        ),
        filters,
    )
    return training.panel(
        names,
        {
            scope: coverage.whole(db, asked).iloc[0].to_dict()
            for scope, asked in districts.scopes(filters).items()
        },
        districts.rank(by_district, filters.district),
        coverage.groups(db, filters),
        coverage.parity(db, filters),
        coverage.silent(db, filters),
        teachers.subjects(db, filters),
        is_invented(cells),
        filters,
        t,
    )


def _books(db: Connection, visit: Visit, names: dict[str, str], t: Translator) -> Sequence[Panel]:
    filters = visit.filters
    last = counts.last_counts(db, filters)
    scopes = districts.scopes(filters)
    return [
        books.panel(
            names,
            {scope: provision.whole(db, asked) for scope, asked in scopes.items()},
            districts.rank(provision.districts(db, filters.everywhere()), filters.district),
            provision.groups(db, filters),
            counts.by_district(db, filters),
            last[last["age"] == "never"],
            lambda code: passport(visit.asked, code),
            teachers.subjects(db, filters),
            filters,
            t,
        ),
        books.rental(
            names,
            rental.introduced(db, filters),
            {scope: districts.collected(db, asked) for scope, asked in scopes.items()},
            filters,
            t,
        ),
    ]


def _outreach(db: Connection, visit: Visit, t: Translator) -> Panel:
    """Return the campaign and the sessions of the area, and what is told of its region only."""
    filters = visit.filters
    held = campaign.events(db, filters.everywhere())
    received = grievances.grievances(db, filters)
    here = received[received["region"] == filters.region]
    by_region = grievances.parts(received, "region", filters.quarter)
    seen = lessons.by_region(db, filters)
    asked = replace(visit.asked, school=None)
    region = boundaries.unit(str(filters.region))
    return outreach.panel(
        held[held["area"].isin(areas.districts_in(db, filters))],
        calendar.to_come(db, filters),
        by_region[by_region["region"] == filters.region].assign(
            demonstration=here["demonstration"].max()
        ),
        seen[seen["region"] == filters.region],
        getattr(region, f"short_{t.lang}"),
        {
            "campaign": f"{urls.address(urls.IMPLEMENTATION, asked)}#campaign",
            "sessions": f"{urls.address(urls.TRAINING, asked)}#flow",
            "grievances": f"{urls.address(urls.IMPLEMENTATION, asked)}#grievances",
            "lessons": f"{urls.address(urls.TRAINING, asked)}#elearning",
        },
        filters,
        t,
    )


def _changes(db: Connection, visit: Visit, standing: dict[str, Any], t: Translator) -> Panel:
    """Return what changed since the release before, of figures that speak of this area."""
    before = visit.before
    if before is None:
        return overview.first_release(t)
    rows = releases.changes(standing, results.standing(db, visit.asked_of(before)))
    own = [row for row in rows if not standing[row["indicator"]]["country_only"]]
    return overview.changes(own, visit.filters, before.as_of, None, t)


def _beside(db: Connection, visit: Visit, names: dict[str, str], t: Translator) -> Panel:
    filters = visit.filters
    frames = districts.side_by_side(db, filters)
    return beside.panel(
        names.get("region", names["here"]),
        frames,
        _averages(db, filters.everywhere()),
        MEASURES,
        lambda code: everything_about(visit.asked, code),
        filters,
        t,
    )


@kept("release", "period", "lang")
def _averages(db: Connection, filters: Filters) -> dict[str, float]:
    """Return the figures of the country beside which districts are seen."""
    trained = coverage.whole(db, filters).iloc[0]["value"]
    provided = provision.whole(db, filters)["provision_share"]
    return {
        "training": float("nan") if is_missing(trained) else float(trained),
        "books": float("nan") if is_missing(provided) else float(provided),
        "packages": map.country_average(districts.accepted(db, filters, "district")),
    }


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page: another area, a period, a release."""
    options, headings = _options(db, visit.filters, t)
    return [
        Control("area", t("Region or district"), options, area(visit), headings=headings),
        period_control(visit.release.as_of, visit.filters.quarter, t),
        release_control(visit.releases, visit.release, t),
    ]


def _options(
    db: Connection, filters: Filters, t: Translator
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return every region, and after each its districts, in alphabetical order; and under the name
    of which region each stands."""
    units = areas.areas(db, filters).to_dict("records")
    in_order = sorted(units, key=lambda unit: t.sort_key(unit["area_name"]))
    options, headings = [], {}
    for region in (unit for unit in in_order if unit["level"] == "region"):
        here = [unit for unit in in_order if unit["region"] == region["area"]]
        options.append((region["area"], t("Region: {name}", name=region["area_name"])))
        options += [(unit["area"], unit["area_name"]) for unit in here]
        headings |= {unit["area"]: region["area_name"] for unit in (region, *here)}
    return options, headings


PAGE = Page(
    path=urls.DISTRICT,
    title=N_("Everything about a district"),
    needs=Permission.SEE_RELEASES,
    controls=controls,
    panels=panels,
    places=arrangement.places,
    scripts=("js/school.js",),
    styles=(
        "css/ledger.css",
        "css/sections.css",
        "css/bars.css",
        "css/school.css",
        "css/district.css",
    ),
)
