from decimal import Decimal

import pandas as pd

from data_access.queries.school_marks import marks
from tests import factories
from tests.factories import MANAS, SPRING, TALAS, asked


def schools(session):
    factories.innovative_school(session, "IS-01")
    factories.innovative_school(session, "IS-02", district=MANAS)
    factories.package(session, kind="lab", contracted_actual=SPRING, spent=Decimal(250_000))
    factories.package(session, kind="ict", spent=None, contracted=Decimal(900_000))


def test_the_share_spent_is_of_the_packages_that_have_both_figures_and_says_of_how_many(publish):
    with publish(schools) as db:
        row = marks(db, asked()).set_index("school").loc["IS-01"]

    assert (row["spent"], row["budget"], row["spent_share"]) == (250_000, 1_000_000, 0.25)
    assert (row["spent_count"], row["package_count"]) == (1, 2)
    assert (row["contracted"], row["contracted_count"]) == (900_000, 1)


def test_a_school_without_packages_keeps_everything_missing(publish):
    with publish(schools) as db:
        (row,) = marks(db, asked(region=TALAS)).to_dict("records")

    assert row["school"] == "IS-02"
    missing = ("stage_lab", "late_lab", "spent_share", "spent_count", "is_planned")
    assert all(pd.isna(row[name]) for name in missing)


def test_picked_schools_narrow_the_marks(publish):
    with publish(schools) as db:
        assert marks(db, asked(schools=("IS-02",)))["school"].tolist() == ["IS-02"]
