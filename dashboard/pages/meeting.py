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
from data_access.queries import areas, deadlines, results
from layouts import controls as choices
from layouts import meeting as words
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.slides import PROPOSED, page_and_key


def panels(
    sources: Mapping[str, Panels], db: Connection, visit: Visit, t: Translator
) -> list[Panel]:
    """Return the slides and the form of notes; `sources`: code of a slide -> what answers it."""
    codes = visit.filters.slides or PROPOSED
    asked, filters = (replace(each, slides=None) for each in (visit.asked, visit.filters))
    plain = replace(visit, asked=asked, filters=filters)
    answered = {
        panel.key: panel
        for source in dict.fromkeys(sources[code] for code in codes)
        for panel in source(db, plain, t)
    }
    slides = {code: answered[page_and_key(code)[1]] for code in codes}

    def address(codes: Sequence[str] | None) -> str:
        chosen = None if codes is None else tuple(codes)
        return urls.address(urls.MEETING, replace(asked, slides=chosen))

    return [
        words.deck(slides, address, t),
        words.minutes(
            deadlines.owners(db, filters),
            results.names(db, filters),
            {field.name: field.headings[LANGUAGES.index(t.lang)] for field in COMMITMENTS.fields},
            t,
        ),
    ]


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
