"""Summaries of teacher training, counted one fact after the other without SQL."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Cell = tuple[Any, ...]
Rows = dict[str, list[Any]]
"""Name of a table of facts -> its rows as known on one import."""


@dataclass(frozen=True, eq=False)
class World:
    """All facts as known on one import; another world is never the same one."""

    rows: Rows
    invented: set[int]
    """Numbers of the files that are demonstrations."""

    def human(self, code: str) -> str:
        """Return the code that a code of a person stands for."""
        others = [row.same_as for row in self.rows["person"] if row.code == code and row.same_as]
        return max(others, default=code)

    def held(self, code: str, day: date) -> Any:
        """Return what held of a person on a day, None where nothing is known."""
        rows = sorted(
            (row for row in self.rows["person"] if row.code == code), key=lambda r: r.since
        )
        before = [row for row in rows if row.since <= day]
        return before[-1] if before else next(iter(rows), None)

    def place(self, person: Any) -> tuple[str, bool]:
        """Return the district of a person, and whether it is the countryside."""
        school = self.one("school", person.school)
        return (school.district, school.rural) if school else (person.district, False)

    def groups(self, code: str, day: date) -> tuple[str, bool, str] | None:
        """Return sex, countryside and language of a person on a day, None where not known."""
        person = self.held(code, day)
        return person and (person.sex, self.place(person)[1], person.language)

    def one(self, table: str, code: str | None) -> Any:
        """Return the fact with a code, None where there is none."""
        return next((row for row in self.rows[table] if row.code == code), None)

    def course_of(self, session: str) -> Any:
        """Return the course of a session, None where one of them is not known."""
        found = self.one("course_session", session)
        return found and self.one("course", found.course)

    def is_invented(self, row: Any) -> bool:
        return row.source_file_id in self.invented

    def completions(self) -> Iterator[tuple[Any, Any, Any]]:
        """Yield completed participations with the person on that day, and the course."""
        for row in self.rows["participation"]:
            course = self.course_of(row.session)
            person = row.completed_on and self.held(row.person, row.completed_on)
            if course and person:
                yield row, person, course

    def firsts(self) -> dict[int, Any]:
        """Return id of the participation -> person, of the first completions."""
        best: dict[tuple, tuple] = {}
        for row, person, course in self.completions():
            if person.audience == course.audience:
                human = self.human(row.person)
                order = (row.completed_on, row.person != human, row.person, row.session)
                found = best.setdefault((human, person.audience), (order, row, person))
                if order < found[0]:
                    best[human, person.audience] = (order, row, person)
        return {row.id: person for _, row, person in best.values()}


def _trained(row: Any, world: World) -> Iterable[Cell]:
    person = world.firsts().get(row.id)
    if person:
        district, rural = world.place(person)
        attributes = (person.audience, person.role, person.subject or "", person.language)
        yield (row.period, district, *attributes, person.sex, rural)


def _seats(row: Any, world: World) -> Iterable[Cell]:
    for done, person, course in world.completions():
        if done.id == row.id:
            district, rural = world.place(person)
            yield row.period, district, course.audience, person.sex, rural, person.language


def _eligible(row: Any, world: World) -> Iterable[Cell]:
    if school := world.one("school", row.school):
        yield row.period, school.district, row.subject, row.language, row.sex, school.rural


def _course_and_period(row: Any, world: World) -> Iterable[Cell]:
    session = world.one("course_session", row.session)
    if session and row.pre_test is not None and row.post_test is not None:
        yield session.course, row.period or session.end_period


def _day_in_course(row: Any, world: World) -> date:
    """Return the day on which attributes of somebody enrolled count."""
    return row.completed_on or world.one("course_session", row.session).starts_on


def _enrolled(row: Any, world: World) -> Iterable[Cell]:
    course = world.course_of(row.session)
    groups = course and world.groups(row.person, _day_in_course(row, world))
    if groups:
        session = world.one("course_session", row.session)
        yield session.period, session.end_period, course.audience, *groups


def _gains(row: Any, world: World) -> Iterable[Cell]:
    for course, period in _course_and_period(row, world):
        groups = world.groups(row.person, _day_in_course(row, world))
        if groups and world.course_of(row.session):
            yield course, period, *groups


def _scores(row: Any, world: World) -> Iterable[Cell]:
    for course, period in _course_and_period(row, world):
        yield course, period, "pre", row.pre_band
        yield course, period, "post", row.post_band


def _attestation(row: Any, world: World) -> Iterable[Cell]:
    groups = world.groups(row.person, row.applied_on)
    stages = ("applied", "portfolio", "assessed", "decided")
    periods = {getattr(row, f"{stage}_period") for stage in stages} - {None}
    return ((row.school, period, *groups) for period in periods if groups)


def _module(row: Any, world: World) -> Iterable[Cell]:
    groups = world.groups(row.person, row.enrolled_on)
    periods = {row.period, row.completed_period} - {None}
    return ((row.module, period, row.device, *groups) for period in periods if groups)


def _observation(row: Any, world: World) -> Iterable[Cell]:
    if person := world.held(row.person, row.observed_on):
        district, rural = world.place(person)
        yield district, row.period, person.sex, rural, person.language


CELLS: dict[str, Callable[[Any, World], Iterable[Cell]]] = {
    "summary_trained": _trained,
    "summary_seats": _seats,
    "summary_eligible": _eligible,
    "summary_flow": lambda row, _: [(row.code,)],
    "summary_enrolled": _enrolled,
    "summary_scores": _scores,
    "summary_gain": _gains,
    "summary_attestation": _attestation,
    "summary_module": _module,
    "summary_observation": _observation,
}
"""Summary -> the cells in which a fact counts."""


def _flow(rows: list[Any], world: World) -> dict[str, Any]:
    (session,) = rows
    names = ("course", "district", "period", "starts_on", "ends_on", "planned_seats")
    enrolled = [row for row in world.rows["participation"] if row.session == session.code]
    done = [row for row in enrolled if row.completed_on]
    present = {
        row.person
        for row in world.rows["attendance"]
        if row.session == session.code and row.hours >= 1
    }
    return {
        **{name: getattr(session, name) for name in names},
        "enrolled": len(enrolled),
        "attended": sum(row.person in present for row in enrolled),
        "completed": len(done),
        "certified": sum(row.certified for row in enrolled),
        "observed": sum(bool(_seen_later(row, world)) for row in done),
        "applied": sum(any(_seen_later(row, world)) for row in done),
    }


def _seen_later(row: Any, world: World) -> list[bool]:
    """Return of each lesson observed after a completion whether it applies what was taught."""
    known = {person.code for person in world.rows["person"]}
    return [
        seen.applies
        for seen in world.rows["lesson_observation"]
        if {row.person, seen.person} <= known
        and seen.observed_on > row.completed_on
        and world.human(seen.person) == world.human(row.person)
    ]


def _gain(rows: list[Any], _: World) -> dict[str, Any]:
    gains = [row.post_test - row.pre_test for row in rows]
    return {
        "both": len(rows),
        "sum_pre": sum(row.pre_test for row in rows),
        "sum_post": sum(row.post_test for row in rows),
        "sum_gain": sum(gains),
        "sum_gain_squared": sum((gain * gain for gain in gains), Decimal(0)),
    }


def _stages(rows: list[Any], key: Cell) -> dict[str, int]:
    def reached(stage: str) -> list[Any]:
        return [row for row in rows if getattr(row, f"{stage}_period") == key[1]]

    def days(stage: str) -> int:
        return sum(getattr(row, f"{stage}_days") for row in reached(stage))

    def since_2000(stage: str) -> int:
        return sum((getattr(row, f"{stage}_on") - date(2000, 1, 1)).days for row in reached(stage))

    after = ("portfolio", "assessed", "decided")
    results = [row.result for row in reached("decided")]
    return {
        "candidates": len(reached("applied")),
        "portfolios": len(reached("portfolio")),
        "assessed": len(reached("assessed")),
        "certified": results.count("certified"),
        "refused": results.count("refused"),
        **{f"{stage}_days": days(stage) for stage in after},
        **{f"{stage}_day": since_2000(stage) for stage in ("applied", *after)},
    }


VALUES: dict[str, Callable[[list[Any], Cell, World], dict[str, Any]]] = {
    "summary_trained": lambda rows, key, world: {"people": len(rows)},
    "summary_seats": lambda rows, key, world: {"completions": len(rows)},
    "summary_eligible": lambda rows, key, world: {"teachers": sum(row.teachers for row in rows)},
    "summary_flow": lambda rows, key, world: _flow(rows, world),
    "summary_enrolled": lambda rows, key, world: {
        "enrolled": len(rows),
        "completed": sum(row.completed_on is not None for row in rows),
        "certified": sum(row.certified for row in rows),
    },
    "summary_scores": lambda rows, key, world: {"people": len(rows)},
    "summary_gain": lambda rows, key, world: _gain(rows, world),
    "summary_attestation": lambda rows, key, world: _stages(rows, key),
    "summary_module": lambda rows, key, world: {
        "enrolled": sum(row.period == key[1] for row in rows),
        "completed": sum(row.completed_period == key[1] for row in rows),
    },
    "summary_unit": lambda rows, key, world: {
        "people": len(rows),
        "completed": sum(row.completed_on is not None for row in rows),
    },
    "summary_observation": lambda rows, key, world: {
        "observed": len(rows),
        "applies": sum(row.applies for row in rows),
        "uses_ict": sum(row.uses_ict for row in rows),
    },
}
"""Summary -> what its cells hold beside their key."""


def others_behind(name: str, row: Any, world: World) -> Iterator[Any]:
    """Yield the facts of other tables that a fact is counted by."""
    if name in ("summary_trained", "summary_seats"):
        yield world.held(row.person, row.completed_on)
        yield world.course_of(row.session)
    elif name == "summary_observation":
        yield world.held(row.person, row.observed_on)
    elif name in ("summary_enrolled", "summary_gain"):
        yield world.held(row.person, _day_in_course(row, world))
    elif name == "summary_attestation":
        yield world.held(row.person, row.applied_on)
    elif name == "summary_module":
        yield world.held(row.person, row.enrolled_on)
    elif name == "summary_eligible":
        yield world.one("school", row.school)
    elif name == "summary_flow":
        enrolled = [each for each in world.rows["participation"] if each.session == row.code]
        people = {each.person for each in enrolled}
        yield from enrolled
        yield from (
            each
            for each in world.rows["attendance"]
            if each.session == row.code and each.person in people and each.hours >= 1
        )
