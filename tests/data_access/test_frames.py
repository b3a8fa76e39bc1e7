from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from sqlalchemy import select

from data_access import database
from data_access.frames import read_frame
from data_access.models import Area
from data_access.summaries.results import VALUES
from data_access.summaries.schools import PACKAGES, SCHOOLS
from tests import factories


@pytest.mark.parametrize("has_rows", [True, False])
def test_columns_have_their_promised_types_with_and_without_rows(engine, has_rows):
    value, package = VALUES.table.c, PACKAGES.table.c
    with database.writing(engine) as session:
        if has_rows:
            factories.reported(session, numerator=10.05)
            factories.package(session)
        factories.release(session)

    with database.reading(engine) as db:
        values = read_frame(
            db, select(value.area, value.period, value.numerator, value.denominator)
        )
        packages = read_frame(db, select(package.accepted_actual, package.demonstration))

    assert {name: str(dtype) for name, dtype in values.dtypes.items()} == {
        "area": "str",
        "period": "datetime64[s]",
        "numerator": "float64",
        "denominator": "float64",
    }
    assert [str(dtype) for dtype in packages.dtypes] == ["datetime64[s]", "Int64"]
    assert bool(len(values)) is has_rows


def test_exact_numbers_dates_and_gaps_arrive_as_they_were(engine):
    value = VALUES.table.c
    with database.writing(engine) as session:
        factories.reported(session, numerator=10.05)
        factories.release(session)

    with database.reading(engine) as db:
        (row,) = read_frame(
            db,
            select(value.numerator, value.denominator, value.period).where(value.release == 1),
        ).itertuples()

    assert row.numerator == float(Decimal("10.05"))
    assert pd.isna(row.denominator)
    assert row.period.date() == date(2026, 9, 30)


def test_many_equal_dates_early_ones_and_gaps_stay_in_their_rows(engine):
    days = [date(2026, 9, 30), None, date(1969, 12, 31), date(2026, 9, 30)]
    with database.writing(engine) as session:
        for turn, day in enumerate(days):
            factories.school(session, f"SC-{turn:04}", closed_on=day)
        factories.release(session)

    school = SCHOOLS.table.c
    with database.reading(engine) as db:
        frame = read_frame(
            db, select(school.closed_on).where(school.release == 1).order_by(school.school)
        )

    told = [None if pd.isna(day) else day.date() for day in frame["closed_on"]]
    assert told == days


def test_a_column_that_nobody_promised_is_refused(engine):
    with database.reading(engine) as db, pytest.raises(KeyError):
        read_frame(db, select(Area.code.label("unheard_of")))
