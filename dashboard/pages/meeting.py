"""The meeting: a chosen sequence of panels for a room, and what was decided there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from dashboard import urls
from dashboard.access import Permission
from dashboard.page import Page
from dashboard.sections import Panels
from dashboard.visit import Visit
from data_access.filters import LANGUAGES, Filters
from data_access.imports.sheets.promises import COMMITMENTS
from data_access.queries import areas, offices, results
from layouts import controls as choices
from layouts import meeting as words
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.slides import PROPOSED, SLIDES, is_answered, page_and_key


def panels(
    sources: Mapping[str, Panels], db: Connection, visit: Visit, t: Translator
) -> list[Panel]:
    """Return the slides and the form of notes; `sources`: code of a slide -> what answers it."""
    asked, filters = (replace(each, slides=None) for each in (visit.asked, visit.filters))
    chosen = [code for code in visit.filters.slides or () if is_answered(code, filters)]
    slides = _answered(sources, chosen, db, visit, t) or _answered(sources, PROPOSED, db, visit, t)

    def address(codes: Sequence[str] | None) -> str:
        chosen = None if codes is None else tuple(codes)
        return urls.address(urls.MEETING, replace(asked, slides=chosen))

    return [
        words.deck(slides, address, filters, t),
        words.minutes(
            offices.owners(db, filters),
            results.names(db, filters),
            {field.name: field.headings[LANGUAGES.index(t.lang)] for field in COMMITMENTS.fields},
            t,
        ),
    ]


def _answered(
    sources: Mapping[str, Panels],
    codes: Sequence[str],
    db: Connection,
    visit: Visit,
    t: Translator,
) -> dict[str, Panel]:
    """Return the panels of slides by their codes, without those that say nothing here."""
    found: dict[tuple[Panels, str], Panel] = {}
    for source, page in dict.fromkeys((sources[code], page_and_key(code)[0]) for code in codes):
        # Only the slides of one indicator, and the links on them, are about it.
        only = {"slides": None} | ({} if page == "result" else {"indicator": None})
        asked, filters = (replace(each, **only) for each in (visit.asked, visit.filters))
        for panel in source(db, replace(visit, asked=asked, filters=filters), t):
            found[source, panel.key] = panel
    slides = {code: found[sources[code], page_and_key(code)[1]] for code in codes}
    return {
        code: replace(panel, key=SLIDES[code].key or panel.key)
        for code, panel in slides.items()
        if panel.title
    }


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices of the page."""
    return [
        replace(control, section="meeting")
        for control in (
            *choices.area_controls(areas.areas(db, visit.filters), visit.asked, t),
            choices.period_control(visit.release.as_of, visit.filters.quarter, t),
            choices.release_control(visit.releases, visit.release, t),
        )
    ]


def proposals(visit: Visit, t: Translator) -> Any:
    """Return what sends the notes to the import."""
    return words.send_form(urls.address(urls.UPLOAD, Filters(lang=visit.filters.lang)), t)


def page(sources: Mapping[str, Panels], pages: Sequence[Page]) -> Page:
    """Return the page of the meeting; `pages`: those whose panels it shows."""
    styles = dict.fromkeys(style for page in pages for style in page.styles)
    return Page(
        path=urls.MEETING,
        title=N_("Meeting"),
        needs=Permission.SEE_RELEASES,
        controls=controls,
        panels=partial(panels, sources),
        places=words.places,
        proposals=proposals,
        scripts=("built/charts.js", "js/meeting.js", "js/meeting-notes.js"),
        styles=(*styles, "css/meeting.css", "css/meeting-notes.css"),
    )
