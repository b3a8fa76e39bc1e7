"""Are workbooks written beside whoever brings them in?"""

import multiprocessing

import pytest

from dashboard.demonstration import aside


def test_files_are_there_before_all_are_written_and_the_writer_ends_with_its_reader(tmp_path):
    with aside.written(tmp_path) as steps:
        first = next(steps)

        assert [path.name for path in first.files] == ["published.xlsx"]
        assert first.files[0].is_file()
        assert len(multiprocessing.active_children()) == 1
    assert multiprocessing.active_children() == []


def test_what_goes_wrong_beside_goes_wrong_here(tmp_path):
    taken = tmp_path / "taken"
    taken.touch()

    with aside.written(taken) as steps, pytest.raises(FileExistsError):
        next(steps)
