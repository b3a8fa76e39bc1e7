"""What tests of the import door share: the codes of an empty database."""

import pytest

from data_access.database import reading
from data_access.imports.codes import known


@pytest.fixture
def codes(sqlite_engine):
    """Every code of the reference tables, and the school and contract of the samples."""
    with reading(sqlite_engine) as db:
        found = known(db)
    return found.with_more("school", ["IS-07"]).with_more("contract", ["SERSDP/G-12"])
