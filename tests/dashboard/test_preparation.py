"""Does what we invent arrive marked as invented?"""

import pandas as pd
from sqlalchemy import select

from dashboard import preparation
from dashboard.demonstration.workbook import LongList
from data_access import database
from data_access.models import SourceFile, TrainingRegister
from tests.factories import AT_BASHY


def test_a_list_that_says_nothing_about_itself_is_brought_in_as_a_demonstration(
    sqlite_engine, tmp_path
):
    closed_on = pd.to_datetime(["2026-04-09"])
    rows = pd.DataFrame({"district": [AT_BASHY], "period": ["2026-Q1"], "closed_on": closed_on})
    file = LongList("registers-2026-Q1.csv", "ru", "registers", rows).write(tmp_path)

    outcome = preparation.bring_in(sqlite_engine, [file])

    assert outcome.problems == ()
    with database.reading(sqlite_engine) as db:
        assert db.execute(select(SourceFile.demonstration, SourceFile.source)).all() == [
            (True, "Демонстрационная программа")
        ]
        assert str(db.scalar(select(TrainingRegister.closed_on))) == "2026-04-09"
