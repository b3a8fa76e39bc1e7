"""Whatever is brought in whichever order, the facts remember it rightly."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import or_, select

from data_access import ledger
from data_access.changes.imports import import_files
from data_access.database import reading, writing
from data_access.models import Contract
from tests import factories_procurement as procurement
from tests.data_access.imports.samples import csv_file, good, table

runs = count()

VERSIONS = st.lists(
    st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 3), max_size=4), max_size=6
)
"""What successive files say: contract -> amount."""


@pytest.fixture(autouse=True)
def partners(engine):
    """The supplier and the package that every contract names."""
    with writing(engine) as session:
        procurement.supplier(session)
        procurement.package(session)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(versions=VERSIONS)
def test_each_key_has_one_open_fact_and_every_state_can_be_asked_again(
    engine, tmp_path, monkeypatch, versions
):
    monkeypatch.setattr(ledger, "refresh", lambda *_: None)  # not what this is about
    run = f"run-{next(runs)}-"
    state, states = {}, {}

    for number, version in enumerate(versions):
        rows = [good("contracts", number=run + key, amount=value) for key, value in version.items()]
        # Empty lines at the end make every file a new one.
        lines = [*table("contracts", rows), *([[]] * next(runs))]
        outcome = import_files(
            engine, [csv_file(tmp_path / f"{run}{number}.csv", lines)], by="tester"
        )
        before, state = state, state | version
        assert outcome.problems == ()
        assert (outcome.import_id is not None) == (state != before)
        if outcome.import_id:
            states[outcome.import_id] = state

    assert known(engine, run, Contract.superseded_by.is_(None)) == sorted(state.items())
    for number, then in states.items():
        was_open = or_(Contract.superseded_by.is_(None), Contract.superseded_by > number)
        assert known(engine, run, Contract.import_id <= number, was_open) == sorted(then.items())


def known(engine, run, *conditions):
    """Return key and amount of every fact of a run, also where a key has more than one."""
    statement = select(Contract.number, Contract.amount).where(
        Contract.number.startswith(run), *conditions
    )
    with reading(engine) as db:
        return sorted(
            (number.removeprefix(run), amount) for number, amount in db.execute(statement)
        )
