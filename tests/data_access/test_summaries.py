from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

import pytest
from sqlalchemy import select

from data_access import database, ledger
from data_access.models import FACTS, SourceFile
from data_access.summaries import SUMMARIES, WORKING
from data_access.summaries.budget import PAYMENTS
from tests import factories
from tests.data_access import textbooks_by_hand, training_by_hand
from tests.data_access.random_history import history
from tests.data_access.training_by_hand import World

KEYS = {
    "summary_school": ("code", "district", "innovative"),
    "summary_district": ("district",),
    "summary_package": ("school", "package"),
    "summary_item": ("school", "package", "item"),
    "summary_enrolment": ("school", "school_year", "grade", "language"),
    "summary_access": ("school", "period"),
    "summary_teaching": ("school", "period"),
    "summary_action": ("code",),
    "summary_photo": ("school", "picture"),
    "summary_target": ("indicator", "period", "area", "cut"),
    "summary_value": ("indicator", "period", "area", "cut"),
    "summary_fund": ("fund",),
    "summary_budget": ("fund", "component", "category", "line", "year"),
    "summary_projection": ("fund", "period", "version"),
    "summary_award": ("fund", "component", "category", "period"),
    "summary_supplier": ("code",),
    "summary_procurement": ("code",),
    "summary_milestone": ("package", "step"),
    "summary_contract": ("number",),
    "summary_variation": ("contract", "variation"),
    "summary_deliverable": ("contract", "deliverable"),
    "summary_contract_paid": ("contract", "period"),
    "summary_payment": (
        *("fund", "component", "category", "line"),
        *("paid_from", "period", "month"),
    ),
    "summary_withdrawal": ("fund", "method", "period", "month"),
    "summary_rate": ("currency", "day"),
    "summary_sector": ("area", "year", "level"),
    "summary_statistic": ("statistic", "area", "year"),
    "summary_date": ("event",),
    "summary_campaign": ("code",),
    "summary_policy": ("code",),
    "summary_commitment": ("code",),
    "summary_risk": ("code",),
    "summary_grievance": ("code",),
    "summary_override": ("indicator", "period"),
    "summary_register": ("district", "period"),
    "summary_course": ("code",),
    "summary_unit": ("module", "last_unit"),
    "summary_module_list": ("code",),
    "summary_activity": ("code",),
    "summary_activity_progress": ("activity", "period"),
    "summary_work_item": ("code",),
    "summary_work_stage": ("item", "stage"),
    "summary_joint_activity": ("code",),
}
"""Summary -> columns of the fact that make a cell, in the order of the summary's key.

The other ones need more than the fact itself."""

MORE = training_by_hand.CELLS | textbooks_by_hand.CELLS
VALUES = training_by_hand.VALUES | textbooks_by_hand.VALUES


def added(numbers: Iterable[Any]) -> Any:
    """Return the sum of what is known; missing where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def is_open(row) -> bool:
    return row.closed_on is None


def pupils(row) -> int | None:
    return (
        None if not is_open(row) or row.girls is None or row.boys is None else row.girls + row.boys
    )


COUNTED: dict[str, Callable[[list[Any]], Any]] = {
    "school_count": lambda rows: sum(map(is_open, rows)),
    "innovative_count": lambda rows: sum(row.innovative and is_open(row) for row in rows),
    "reported_count": lambda rows: sum(pupils(row) is not None for row in rows),
    "pupil_count": lambda rows: added(map(pupils, rows)),
    "contract_usd": lambda rows: sum(row.amount_usd for row in rows if row.contract),
    "with_xdr": lambda rows: sum(row.amount_xdr is not None for row in rows),
    "older_rates": lambda rows: sum(row.rate_on < row.paid_on for row in rows),
    "refunds": lambda rows: sum(row.amount < 0 for row in rows),
    "teacher_count": lambda rows: added(row.teachers for row in rows if is_open(row)),
    "first_rate_on": lambda rows: min(row.rate_on for row in rows),
    "last_rate_on": lambda rows: max(row.rate_on for row in rows),
}
"""Columns that are counted by hand."""


def by_hand(part, rows: list[Any], world: World) -> dict[tuple, dict[str, Any]]:
    """Return the cells of a summary, counted one by one from rows of its fact table."""
    groups = defaultdict(list)
    for row in rows:
        for key in cells_of(part.table.name, row, world):
            groups[key].append(row)
    return {
        key: {
            "fact_count": len(group),
            "demonstration": int(
                any(is_invented(part.table.name, row, key, world) for row in group)
            ),
            **values_by_hand(part, key, group, world),
        }
        for key, group in groups.items()
    }


def cells_of(name: str, row: Any, world: World) -> list[tuple]:
    """Return the cells of a summary in which a fact counts."""
    if name in KEYS:
        return [tuple(getattr(row, column) for column in KEYS[name])]
    return list(MORE[name](row, world))


def is_invented(name: str, row: Any, key: tuple, world: World) -> bool:
    training = training_by_hand.others_behind(name, row, world)
    behind = (row, *training, *textbooks_by_hand.others_behind(name, row, key, world))
    return any(map(world.is_invented, behind))


def values_by_hand(part, key: tuple, rows: list[Any], world: World) -> dict[str, Any]:
    if counted := VALUES.get(part.table.name):
        return counted(rows, key, world)
    return {name: value_by_hand(name, rows) for name in part.values}


def value_by_hand(name: str, rows: list[Any]) -> Any:
    if name in COUNTED:
        return COUNTED[name](rows)
    values = [getattr(row, name) for row in rows]
    return values[0] if len(values) == 1 else added(values)


def known_world(db, import_id: int) -> World:
    """Return the facts as known on an import, chosen by hand."""
    rows = {
        fact.__tablename__: [
            row
            for row in db.execute(select(fact.__table__))
            if row.import_id <= import_id
            and (row.superseded_by is None or row.superseded_by > import_id)
        ]
        for fact in FACTS
    }
    return World(rows, invented_files(db))


def cells(db, part, release: int) -> dict[tuple, dict[str, Any]]:
    """Return the stored cells of a release."""
    return {
        tuple(getattr(row, name) for name in part.key): {
            name: getattr(row, name) for name in (*part.values, "fact_count", "demonstration")
        }
        for row in db.execute(part.stored(release))
    }


def invented_files(db) -> set[int]:
    return set(db.scalars(select(SourceFile.id).where(SourceFile.demonstration)))


@pytest.fixture(params=[1, 2])
def past(request, engine):
    """A connection on a random history, and the import numbers of its three releases."""
    with database.writing(engine) as session:
        numbers = history(session, request.param)
    with database.reading(engine) as db:
        yield db, numbers


def test_every_summary_has_a_rule_to_count_it_by_hand():
    assert {*KEYS, *MORE} == {part.table.name for part in SUMMARIES}


def test_no_summary_can_hold_a_person():
    names = {column.name for part in SUMMARIES for column in part.table.c}

    assert names.isdisjoint({"person", "human", "same_as", "birth_year"})


def test_every_release_holds_what_was_known_on_its_import_counted_by_hand(past):
    db, numbers = past

    for release, import_id in enumerate(numbers, start=1):
        world = known_world(db, import_id)
        for part in SUMMARIES:
            counted = by_hand(part, world.rows[part.fact.__tablename__], world)
            assert cells(db, part, release) == counted, (release, part.table.name)


def test_corrections_made_a_difference_between_the_releases(past):
    db, numbers = past

    first, *_, last = (
        [cells(db, part, release) for part in SUMMARIES] for release in range(1, len(numbers) + 1)
    )

    assert first != last
    assert all(last)


def test_the_rows_behind_a_cell_are_those_that_it_counted(past):
    db, numbers = past
    release, import_id = len(numbers) - 1, numbers[-2]
    world = known_world(db, import_id)

    for part in SUMMARIES:
        for key, cell in cells(db, part, release).items():
            names = dict(zip(part.key, key, strict=True))
            rows = list(db.execute(part.rows_behind(import_id, names)))
            assert by_hand(part, rows, world)[key] == cell, part.table.name
            assert len(rows) == cell["fact_count"]


def test_the_rows_behind_a_part_of_the_key_are_those_of_all_its_cells(past):
    db, numbers = past
    release, import_id = len(numbers), numbers[-1]

    for part in SUMMARIES:
        first = next(iter(part.key))
        stored = cells(db, part, release).items()
        for value, group in groupby(sorted(stored, key=lambda it: str(it[0])), lambda it: it[0][0]):
            rows = db.execute(part.rows_behind(import_id, {first: value})).all()
            assert len(rows) == sum(cell["fact_count"] for _, cell in group)
        assert len(db.execute(part.rows_behind(import_id, {})).all()) == sum(
            cell["fact_count"] for _, cell in stored
        )


def test_a_row_behind_a_cell_names_its_file_and_its_row(engine):
    with database.writing(engine) as session:
        factories.payment(session, 10, source_row=17)

    with database.reading(engine) as db:
        part = PAYMENTS
        (row,) = db.execute(part.rows_behind(1, {"fund": "G0851", "component": "1"}))

    assert (row.file, row.source_row, row.import_id) == ("1-real.xlsx", 17, 1)


def test_a_cell_is_demonstration_when_any_fact_behind_it_is_invented(engine):
    with database.writing(engine) as session:
        factories.payment(session, 10)
        factories.payment(session, 10, demonstration=True)
        factories.payment(session, 10, fund="L4217")
        factories.release(session)

    with database.reading(engine) as db:
        stored = db.execute(PAYMENTS.stored(1)).all()

    assert {row.fund: row.demonstration for row in stored} == {"G0851": 1, "L4217": 0}


def test_filling_again_replaces_the_working_cells(engine):
    with database.writing(engine) as session:
        payment = factories.payment(session, 10)
        ledger.refresh(session, payment.import_id)
        corrected = factories.corrected(session, payment, amount_usd=25)
        ledger.refresh(session, corrected.import_id)

    with database.reading(engine) as db:
        (row,) = db.execute(PAYMENTS.stored(WORKING))

    assert row.amount_usd == 25
