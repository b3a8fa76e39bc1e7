"""Sheet of the attestation and certification pilot."""

from itertools import pairwise

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.days import days_between, is_before, quarters
from data_access.imports.sheets.training import PERSON, SCHOOL
from data_access.models.training import AttestationCase

STAGES = ("applied", "portfolio", "assessed", "decided")

_STEPS = tuple(pairwise(STAGES))


def _stages_backwards(rows: pd.DataFrame, _: Codes) -> pd.Series:
    broken = pd.Series(False, rows.index)
    for early, late in _STEPS:
        broken |= is_before(rows, f"{late}_on", f"{early}_on")
    return broken


def _stage_skipped(rows: pd.DataFrame, _: Codes) -> pd.Series:
    broken = pd.Series(False, rows.index)
    for early, late in _STEPS:
        broken |= rows[f"{early}_on"].isna() & rows[f"{late}_on"].notna()
    return broken


def _half_a_decision(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["decided_on"].isna() != rows["result"].isna()


def _derive(rows: pd.DataFrame) -> pd.DataFrame:
    periods = {f"{stage}_period": quarters(rows[f"{stage}_on"]) for stage in STAGES}
    days = {
        f"{late}_days": days_between(rows[f"{early}_on"], rows[f"{late}_on"])
        for early, late in _STEPS
    }
    return rows.assign(**periods, **days)


def _day(name: str, ky: str, ru: str, en: str, *, required: bool = False) -> Field:
    return Field(name, (ky, ru, en), Kind.DATE, required, past=True)


ATTESTATION = Sheet(
    name="attestation",
    titles=("Аттестация", "Аттестация", "Attestation"),
    model=AttestationCase,
    fields=(
        PERSON,
        SCHOOL,
        _day("applied_on", "Арыз берилген күнү", "Дата заявления", "Applied on", required=True),
        _day("portfolio_on", "Портфолио тапшырылган күнү", "Дата сдачи портфолио", "Portfolio on"),
        _day("assessed_on", "Бааланган күнү", "Дата оценки", "Assessed on"),
        _day("decided_on", "Чечим чыккан күнү", "Дата решения", "Decided on"),
        Field(
            "result",
            ("Жыйынтыгы", "Результат", "Result"),
            required=False,
            pattern="certified|refused",
        ),
    ),
    rules=(
        Rule("stages_backwards", "decided_on", _stages_backwards),
        Rule("stage_skipped", "decided_on", _stage_skipped),
        Rule("half_a_decision", "result", _half_a_decision),
    ),
    derive=_derive,
)
