"""Does what we invent arrive marked as invented, and whole?"""

from contextlib import contextmanager
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select

from dashboard import demonstration, preparation
from dashboard.demonstration import aside
from dashboard.demonstration.workbook import LongList
from dashboard.settings import Settings
from data_access import database, ledger
from data_access.changes.imports import import_files
from data_access.models import Import, SourceFile, TrainingRegister
from tests.data_access.imports.samples import good, workbook
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


class PowerCut(Exception):
    """Stands for whatever ends the program in the middle."""


@pytest.fixture
def short(monkeypatch):
    """A demonstration of two small steps, each with a release."""
    days = ((date(2026, 3, 31), date(2026, 7, 31)), (date(2026, 6, 30), date(2026, 10, 31)))

    @contextmanager
    def written(folder, scale, parts):
        yield iter(
            demonstration.Step(
                (workbook(folder / f"{turn}.xlsx", funds=[good("funds", amount=turn)]),),
                demonstration.Publication(*dates, note=""),
            )
            for turn, dates in enumerate(days, start=1)
        )

    monkeypatch.setattr(aside, "written", written)
    monkeypatch.setattr(preparation, "RELEASES", days)


def history(engine):
    """Return imports and releases: by whom, and data to which day."""
    with database.reading(engine) as db:
        releases = [release.as_of for release in ledger.releases(db)]
        return list(db.scalars(select(Import.imported_by))), releases


@pytest.mark.parametrize("cut", ["imported 1", "release 1", "imported 2"])
def test_a_demonstration_that_was_cut_off_goes_on_at_the_next_start(
    short, sqlite_engine, sqlite_url, cut
):
    settings, told = Settings(database_url=sqlite_url), []

    def say(line):
        told.append(line)
        if cut in line:
            raise PowerCut

    with pytest.raises(PowerCut):
        preparation.prepare(settings, say)
    told.clear()

    assert preparation.prepare(settings, told.append)
    assert history(sqlite_engine) == (
        ["demonstration"] * 2,
        [date(2026, 6, 30), date(2026, 3, 31)],
    )
    assert not preparation.prepare(settings, told.append)


def test_data_of_others_is_no_demonstration_that_was_cut_off(
    short, sqlite_engine, sqlite_url, tmp_path
):
    file = workbook(tmp_path / "real.xlsx", funds=[good("funds")])
    import_files(sqlite_engine, [file], by="Aigul")

    assert not preparation.prepare(Settings(database_url=sqlite_url), lambda _: None)
    assert history(sqlite_engine) == (["Aigul"], [])
    with pytest.raises(preparation.NotEmpty):
        preparation.load_demonstration(sqlite_engine, lambda _: None)
