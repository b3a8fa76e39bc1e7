"""Who asks what, about which release, and may they?"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, Row, select

from dashboard.access import Permission, Reader, may
from dashboard.urls import Question
from data_access import ledger
from data_access.filters import Filters, quarter_code
from data_access.frames import kept, tell_apart
from data_access.models import Area, Subject
from data_access.queries.areas import districts_in
from data_access.queries.schools import innovative_schools
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.textbooks import TITLES

UPDATE_DAYS = 45
"""Days after the end of a quarter by which its release is expected; a rule of this project."""


class Forbidden(Exception):
    """The reader may not see what was asked for."""


class NotPublished(Exception):
    """There is no release yet."""


class NotFound(Exception):
    """The address names something that does not exist: its kind and its code."""

    def __init__(self, kind: str, code: str):
        super().__init__(f"{kind} {code}")
        self.kind, self.code = kind, code


@dataclass(frozen=True)
class Visit:
    """A question made complete: every field that has a default is filled."""

    filters: Filters
    asked: Filters
    """The question as it was asked, for links that change one part of it."""
    release: Row
    releases: tuple[Row, ...]
    """All releases, newest first."""
    dropped: tuple[str, ...]

    @property
    def before(self) -> Row | None:
        """The release before this one; None for the first."""
        return _numbered(self.releases, self.release.number - 1)

    def asked_of(self, release: Row) -> Filters:
        """Return the same question to another release: of this quarter, or of its last one."""
        quarter = min(self.filters.quarter, quarter_end(release.as_of))
        return replace(self.filters, release=release.number, period=quarter)


def _numbered(releases: tuple[Row, ...], number: int | None) -> Row | None:
    return next((release for release in releases if release.number == number), None)


def open_visit(db: Connection, question: Question, reader: Reader, needs: Permission) -> Visit:
    """Return the visit; raise Forbidden, NotFound or NotPublished."""
    if not may(reader, needs):
        raise Forbidden
    releases = tuple(ledger.releases(db))
    if not releases:
        raise NotPublished
    tell_apart(db, releases[0].content_hash)
    asked, dropped = question.filters, list(question.dropped)
    release = _release(releases, asked.release)
    if asked.period and asked.period > release.as_of:
        dropped.append(f"period={quarter_code(asked.period)}")
        asked = replace(asked, period=None)
    if asked.beside and all(each.number != asked.beside for each in releases):
        dropped.append(f"beside={asked.beside}")
        asked = replace(asked, beside=None)
    if (
        asked.subject
        and db.scalar(select(Subject.code).where(Subject.code == asked.subject)) is None
    ):
        dropped.append(f"subject={asked.subject}")
        asked = replace(asked, subject=None)
    if asked.title and not _is_title(db, asked.title, release.number):
        dropped.append(f"title={asked.title}")
        asked = replace(asked, title=None)
    asked = replace(asked, region=_region(db, replace(asked, release=release.number), dropped))
    period = asked.period or quarter_end(release.as_of)
    if asked.held and asked.held > period:
        dropped.append(f"held={quarter_code(asked.held)}")
        asked = replace(asked, held=None)
    if asked.school and not _lies_inside(db, replace(asked, release=release.number)):
        # A choice of an area takes the school away, so the school was chosen last.
        named = "district" if asked.district else "region"
        dropped.append(f"{named}={getattr(asked, named)}")
        asked = asked.everywhere()
    if asked.schools:
        complete = replace(asked.everywhere(), release=release.number, period=period)
        asked = replace(asked, schools=_picked(db, complete, dropped))
    filters = replace(asked, release=release.number, period=period)
    return Visit(filters, asked, release, releases, tuple(dropped))


def _is_title(db: Connection, code: str, release: int) -> bool:
    """Return whether the release knows a title."""
    title = TITLES.table.c
    here = select(title.title).where(title.release == release, title.title == code)
    return db.scalar(here) is not None


def quarter_end(day: date) -> date:
    """Return the last day of the newest quarter that has ended by the end of a day."""
    after = day + timedelta(days=1)
    first = date(after.year, (after.month - 1) // 3 * 3 + 1, 1)
    return first - timedelta(days=1)


def next_update(as_of: date) -> date:
    """Return the day by which the release of the following quarter is expected."""
    return quarter_end(as_of + timedelta(days=92)) + timedelta(days=UPDATE_DAYS)


def quarter_due(visit: Visit, today: date) -> date:
    """Return the last day of the quarter that data should tell of: the one asked for, or a later
    one where the newest release has outlived the day by which the next one was expected."""
    quarter, release = visit.filters.quarter, visit.release
    is_newest = release.number == visit.releases[0].number and quarter == release.as_of
    if not is_newest or today <= release.next_update:
        return quarter
    following = quarter_end(quarter + timedelta(days=92))
    return max(following, quarter_end(today - timedelta(days=UPDATE_DAYS)))


def _release(releases: tuple[Row, ...], number: int | None) -> Row:
    if number is None:
        return releases[0]
    found = _numbered(releases, number)
    if found is None:
        raise NotFound("release", str(number))
    return found


def _region(db: Connection, asked: Filters, dropped: list[str]) -> str | None:
    """Return the region of the question; a district brings its own."""
    if asked.district:
        parent = _parent(db, asked)
        if parent is None:
            raise NotFound("district", asked.district)
        if asked.region not in (None, parent):
            dropped.append(f"region={asked.region}")
        return parent
    if asked.region and not _is_region(db, asked):
        raise NotFound("region", asked.region)
    return asked.region


@kept("district")
def _parent(db: Connection, filters: Filters) -> str | None:
    """Return the region of a district; None where there is no such district."""
    here = (Area.code == filters.district) & (Area.level == "district")
    return db.scalar(select(Area.parent).where(here))


@kept("region")
def _is_region(db: Connection, filters: Filters) -> bool:
    here = (Area.code == filters.region) & (Area.level == "region")
    return db.scalar(select(Area.code).where(here)) is not None


def _picked(db: Connection, filters: Filters, dropped: list[str]) -> tuple[str, ...] | None:
    """Return the picked schools that are innovative ones, open at the end of the quarter."""
    codes, known = filters.schools or (), set(innovative_schools(db, filters)["school"])
    dropped += [f"schools={code}" for code in codes if code not in known]
    return tuple(code for code in codes if code in known) or None


def _lies_inside(db: Connection, filters: Filters) -> bool:
    """Return whether the school lies in the area asked for; raise NotFound for no such school."""
    school = SCHOOLS.table.c
    known = select(school.district).where(
        school.release == filters.release, school.school == filters.school
    )
    district = db.scalar(known)
    if district is None:
        raise NotFound("school", filters.school or "")
    return district in districts_in(db, filters)
