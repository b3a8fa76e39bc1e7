"""A number is what its rows add up to, and its rows give nobody away."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from data_access import database
from data_access.models import (
    FACTS,
    CampaignEvent,
    Commitment,
    Contract,
    Participation,
    Payment,
    Person,
    PolicyAction,
    ReportedValue,
    Shipment,
    Title,
)
from data_access.queries import numbers, results
from tests import factories
from tests import factories_training as training
from tests.data_access.random_history import AREAS, QUARTERS, history
from tests.factories import AUTUMN, asked

ADDED = {
    "R1.3a": (Title, func.count()),
    "R2.1": (Participation, func.count()),
    "R4.2": (CampaignEvent, func.sum(CampaignEvent.people)),
    "R4.3c": (Payment, func.sum(Payment.amount_usd)),
    "R4.5": (PolicyAction, func.count()),
}
"""Indicator -> what its numerator is the sum of, over the rows behind it."""


@pytest.fixture(params=[1, 2])
def past(request, sqlite_engine):
    """A connection on a random history of three releases."""
    with database.writing(sqlite_engine) as session:
        history(session, request.param)
    with database.reading(sqlite_engine) as db:
        yield db


def ids(db, filters, row, model):
    part = numbers.behind(db, filters, row).get(model.__table__)
    return [] if part is None else [found.id for found in db.execute(part)]


def test_a_figure_is_the_sum_over_the_rows_behind_it_in_every_release_and_quarter(past):
    compared = 0
    for release in (1, 2, 3):
        for period in QUARTERS:
            filters = asked(release=release, period=period)
            for code, row in results.standing(past, filters).items():
                if code not in ADDED or row["value"] != row["value"]:
                    continue
                model, added = ADDED[code]
                here = ids(past, filters, row, model)
                total = past.scalar(select(added).where(model.id.in_(here))) or 0
                assert float(total) == row["numerator"], (release, period, code)
                compared += 1
    assert compared > 10


def test_rows_of_several_areas_are_those_of_each_without_the_same_twice(past):
    for code in ("R1.4", "R1.6a", "R2.2", "R3.2"):
        for period in QUARTERS:
            found = numbers.ROWS_BEHIND[code](3, AREAS, period)
            together = {(part.selected_columns.id.table.name, row.id)
                        for part in found for row in past.execute(part)}  # fmt: skip
            apart = {
                (part.selected_columns.id.table.name, row.id)
                for area in AREAS
                for part in numbers.ROWS_BEHIND[code](3, area, period)
                for row in past.execute(part)
            }
            assert together == apart


def test_every_figure_that_counts_anything_names_the_files_that_it_comes_from(past):
    for code, row in results.standing(past, asked(release=3)).items():
        files = numbers.sources(past, asked(release=3, indicator=code))
        assert files or not row["value"] > 0, code
        assert all(each.import_id <= 3 for each in files)


def test_a_late_district_stands_with_the_rows_of_its_last_quarter(sqlite_engine):
    filters = asked(release=2)
    with database.writing(sqlite_engine) as session:
        factories.programme(session)
    with database.reading(sqlite_engine) as db:
        row = results.standing(db, filters)["R1.3b"]
        found = ids(db, filters, row, ReportedValue)
        told = db.execute(
            select(ReportedValue.period, ReportedValue.numerator).where(ReportedValue.id.in_(found))
        ).all()

    assert sum(numerator for _, numerator in told) == row["numerator"] == 150
    assert {period for period, _ in told} == {AUTUMN, QUARTERS[1]}


def test_nothing_is_told_of_rows_that_speak_of_a_person():
    for model in FACTS:
        names = {column.name for column in model.__table__.columns}
        told = set(numbers.told_of(model))
        if model is Person or "person" in names:
            assert model in numbers.PERSONAL
        assert told.isdisjoint({"person", "same_as", "birth_year", "decided_by"})
        assert (told == set()) == (model in numbers.PERSONAL)


def test_rows_of_people_are_told_by_their_place_and_counted_for_nobody_in_a_part_of_the_country(
    sqlite_engine,
):
    with database.writing(sqlite_engine) as session:
        training.course(session)
        training.course_session(session)
        for number in range(1, 8):
            training.person(session, f"P-000{number}")
            training.participation(session, f"P-000{number}", completed_on=AUTUMN)
        training.register(session, period=AUTUMN)
        factories.release(session)
    with database.reading(sqlite_engine) as db:
        here = asked(indicator="R2.1")
        country = {each.kind: each.rows for each in numbers.sources(db, here)}
        narrow = numbers.sources(db, replace(here, region="KG-N"))
        rows = list(numbers.contributions(db, here))

    assert country == {"participation": 7, "person": 7, "training_register": None}
    assert {each.rows for each in narrow} == {None}
    assert {each.says for each in rows if each.kind != "training_register"} == {""}
    assert all(each.file and each.row and each.imported_by == "tester" for each in rows)


def test_shipments_contracts_and_promises_are_told_column_by_column():
    for model in (Shipment, Contract, Commitment, CampaignEvent):
        assert set(model.KEY) <= set(numbers.told_of(model))
