"""What does each workbook tell of teacher training, since the workbook before?

People, courses and seats are made once, for the whole programme (`population`, `people`, `seats`,
`sessions`); each of them knows the workbook that tells of it first (`reporting`).
"""

from collections.abc import Iterator

import pandas as pd

from dashboard.demonstration.quarters import REPORTED
from dashboard.demonstration.reporting import WORKBOOKS, news
from dashboard.demonstration.results import SILENT
from dashboard.demonstration.training import (
    attendance,
    elearning,
    lessons,
    participation,
    pilot,
    population,
    registers,
    registry,
    sessions,
)

SESSION = ["code", "course", "district", "starts_on", "ends_on", "planned_seats"]
PILOT_FROM = min(pilot.JOINED)
PILOT = ["candidates", "attested", "certified"]
"""What is told of a school from the first quarter of the pilot on."""


def lists(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the short sheets of the workbook of a quarter, by name."""
    workbook = WORKBOOKS.index(quarter)
    return {
        "courses": sessions.courses().drop(columns="days") if not workbook else pd.DataFrame(),
        "sessions": news(sessions.sessions(), workbook)[SESSION],
        "registers": news(registers.registers(), workbook),
        "attestation": _coded(pilot.news(workbook)),
        "modules": news(elearning.modules(), workbook),
        "observations": _coded(news(lessons.observations(), workbook)),
    }


def long_lists(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the long sheets of a quarter but for the attendance, by name."""
    workbook = WORKBOOKS.index(quarter)
    return {
        "persons": news(registry.persons(), workbook),
        "participation": _coded(news(participation.participation(), workbook)),
        "module_enrolments": _coded(news(elearning.enrolments(), workbook)),
        "eligible": population.eligible() if not workbook else pd.DataFrame(),
    }


def attended(quarter: str, scale: int, most: int) -> Iterator[pd.DataFrame]:
    """Yield the sheet "attendance" of a quarter in parts of at most so many rows.

    `scale` multiplies the rows, and leaves people and hours as they are.
    """
    for rows in attendance.parts(WORKBOOKS.index(quarter), scale, most):
        yield _coded(rows)


def of_schools(quarter: str) -> pd.DataFrame:
    """Return what the innovative schools say of their teachers, by school, as the registers do.

    A district that is silent is left out with its schools. Columns: teachers_eligible,
    teachers_trained, candidates, attested, certified (the last three 0 outside the pilot).
    """
    rows = population.teachers()
    rows = rows[rows["innovative"] & ~rows["district"].isin(SILENT.get(quarter, set()))]
    cases = pilot.known_at(quarter)
    found = {
        "teachers_eligible": rows.groupby("school").size(),
        "teachers_trained": (rows["turn"] <= REPORTED.index(quarter)).groupby(rows["school"]).sum(),
        "candidates": cases.groupby("school").size(),
        "attested": cases.groupby("school")["assessed_on"].count(),
        "certified": (cases["result"] == "certified").groupby(cases["school"]).sum(),
    }
    whole = pd.DataFrame(found).reindex(found["teachers_eligible"].index)
    return whole.fillna(0).astype(int)


def _coded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the codes of their persons."""
    return rows.assign(person=registry.registry()["code"].reindex(rows["person"]).to_numpy())
