"""What tests of the import door share: the codes of an empty database."""

import datetime as dt

import pytest

from data_access.database import reading
from data_access.imports.album import Album, album
from data_access.imports.codes import known
from tests.data_access.imports.samples import picture_file


def sample_album(tmp_path_factory) -> Album:
    folder = tmp_path_factory.mktemp("album")
    picture_file(folder / "room.jpg")
    return album(folder, {})


@pytest.fixture
def codes(sqlite_engine, tmp_path_factory):
    """Every code of the reference tables, and the schools, contract and picture of the samples.

    Checks take place on 23 November 2026.
    """
    with reading(sqlite_engine) as db:
        found = known(db, dt.date(2026, 11, 23), album=sample_album(tmp_path_factory))
    found = found.with_more("school", ["IS-07", "SC-0012"]).with_more("contract", ["SERSDP/G-12"])
    return found.with_contracts({"SERSDP/G-12": ("L4217", "3")})
