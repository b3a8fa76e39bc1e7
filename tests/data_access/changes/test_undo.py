"""The newest import is taken back: everything is as before it, and that is recorded."""

from datetime import date

import pytest
from sqlalchemy import select

from data_access import ledger
from data_access.changes.imports import import_files
from data_access.changes.undo import NothingToUndo, undo
from data_access.database import reading, writing
from data_access.models import FACTS, Import, SourceFile
from data_access.summaries import SUMMARIES
from tests.data_access.imports.samples import good, workbook


@pytest.fixture
def bring(engine, tmp_path):
    made = iter(range(100))

    def bring(**sheets):
        path = workbook(tmp_path / f"book-{next(made)}.xlsx", **sheets)
        return import_files(engine, [path], by="tester")

    return bring


def cells(engine):
    """Return every cell of every working summary."""
    with reading(engine) as db:
        return {
            summary.table.name: [tuple(row)[1:] for row in db.execute(summary.stored(0))]
            for summary in SUMMARIES
        }


def standing(engine):
    """Return what the facts say now, without who said it when."""
    ledger_columns = {"id", "import_id", "superseded_by", "source_file_id", "source_row"}
    with reading(engine) as db:
        return {
            fact.__tablename__: sorted(
                repr(tuple(row))
                for row in db.execute(
                    select(*(c for c in fact.__table__.c if c.name not in ledger_columns)).where(
                        fact.superseded_by.is_(None)
                    )
                )
            )
            for fact in FACTS
        }


def test_what_was_new_is_gone_and_what_was_changed_or_taken_back_is_back(engine, bring):
    first, second = good("statistics"), good("statistics", year="2023/24")
    bring(statistics=[first, second])
    facts, counted = standing(engine), cells(engine)
    changed = {**first, "value": 77}
    brought = bring(
        statistics=[changed, {**second, "withdrawn": "yes"}, good("statistics", year="2022/23")]
    )
    assert standing(engine) != facts

    number = undo(engine, brought.import_id, by="approver")

    assert standing(engine) == facts
    assert cells(engine) == counted
    with reading(engine) as db:
        taken = db.execute(select(Import.imported_by, Import.undoes).where(Import.id == number))
        assert tuple(taken.one()) == ("approver", brought.import_id)


def test_the_same_file_may_come_in_again_afterwards(engine, bring, tmp_path):
    brought = bring(statistics=[good("statistics")])
    undo(engine, brought.import_id, by="approver")

    again = import_files(engine, [tmp_path / "book-0.xlsx"], by="tester")

    assert again.import_id
    with reading(engine) as db:
        assert len(list(db.scalars(select(SourceFile.sha256)))) == 2


def test_only_the_newest_import_is_taken_back_and_only_once(engine, bring):
    first = bring(statistics=[good("statistics")])
    second = bring(statistics=[good("statistics", year="2023/24")])

    with pytest.raises(NothingToUndo):
        undo(engine, first.import_id, by="approver")
    back = undo(engine, second.import_id, by="approver")
    for number in (second.import_id, back, 99):
        with pytest.raises(NothingToUndo):
            undo(engine, number, by="approver")


def test_a_release_made_in_between_stays_what_it_was(engine, bring):
    bring(statistics=[good("statistics")])
    brought = bring(statistics=[good("statistics", value=77)])
    with writing(engine) as session:
        ledger.publish(
            session, as_of=date(2025, 12, 31), next_update=date(2026, 5, 15),
            note="", by="approver",
        )  # fmt: skip

    undo(engine, brought.import_id, by="approver")

    with reading(engine) as db:
        assert ledger.verify(db) == []
