from decimal import Decimal

import pandas as pd
import pytest

from data_access.queries import districts
from data_access.queries.districts import Rank
from tests import factories
from tests.factories import AT_BASHY, KOCHKOR, MANAS, NARYN, TALAS, asked


def values(**known):
    return pd.DataFrame({"area": list(known), "value": list(known.values())})


@pytest.mark.parametrize(
    ("code", "place"),
    [("a", Rank(1, 3)), ("b", Rank(2, 3)), ("c", Rank(2, 3)), ("d", None), ("e", None)],
)
def test_the_highest_is_first_and_what_is_not_told_has_no_place(code, place):
    frame = values(a=0.9, b=0.5, c=0.5, d=float("nan"))

    assert districts.rank(frame, code) == place


def test_one_district_alone_has_no_place():
    assert districts.rank(values(a=0.9, b=float("nan")), "a") is None
    assert districts.rank(values(a=0.9, b=0.1), None) is None


def test_a_district_stands_beside_its_region_and_the_country():
    of_district = districts.scopes(asked(region=NARYN, district=AT_BASHY))
    of_region = districts.scopes(asked(region=NARYN))

    assert list(of_district) == ["here", "region", "country"]
    assert of_district["region"] == of_region["here"]
    assert list(of_region) == ["here", "country"]
    assert of_region["country"] == asked()


def three_schools(session):
    factories.school(session, "SC-0001")
    factories.school(session, "SC-0002", girls=None, boys=None)
    factories.school(session, "SC-0003", district=MANAS)


def test_schools_pupils_and_teachers_of_an_area_are_told_with_who_gave_them(publish):
    with publish(three_schools) as db:
        here, region, nobody = (
            districts.registered(db, asked(**place))
            for place in (
                {"region": NARYN, "district": AT_BASHY},
                {"region": TALAS},
                {"region": NARYN, "district": KOCHKOR},
            )
        )

    assert (here["school_count"], here["reported_count"], here["pupil_count"]) == (2, 1, 100)
    assert here["teacher_count"] == 20
    assert region["school_count"] == 1
    assert pd.isna(nobody["school_count"])
    assert pd.isna(nobody["pupil_count"])


def two_innovative_schools(session):
    factories.innovative_school(session, "IS-01", district=MANAS, lon=71.5, lat=42.5)
    factories.innovative_school(session, "IS-02", lon=75.9, lat=41.0)
    factories.innovative_school(session, "IS-03", district=KOCHKOR, lon=None, lat=None)
    factories.package(session, "IS-02", "lab", spent=Decimal(250_000))
    factories.package(session, "IS-02", "ict", spent=None)


def test_the_nearest_innovative_school_is_sought_in_the_whole_country(publish):
    with publish(two_innovative_schools) as db:
        near = districts.nearest_innovative(db, asked(region=NARYN, district=KOCHKOR))

    assert near is not None
    assert near["school"] == "IS-02"
    assert near["distance_km"] == pytest.approx(131, abs=3)


def test_without_any_position_there_is_no_nearest_school(publish):
    with publish(three_schools) as db:
        assert districts.nearest_innovative(db, asked(region=NARYN)) is None


def test_money_of_packages_is_told_of_those_with_both_figures(publish):
    with publish(two_innovative_schools) as db:
        here = districts.package_money(db, asked(region=NARYN, district=AT_BASHY))
        none = districts.package_money(db, asked(region=TALAS))

    assert here is not None
    assert here["spent"]["share"] == 0.25
    assert (here["spent"]["known_count"], here["spent"]["package_count"]) == (1, 2)
    assert none is None


def spending_of_two_regions(session):
    three_schools(session)
    factories.sector_spending(session)
    factories.sector_spending(session, TALAS, 600)


def test_spending_per_pupil_is_that_of_the_region_and_missing_for_a_district(publish):
    with publish(spending_of_two_regions) as db:
        district, region, country = (
            districts.spending(db, asked(**place))
            for place in ({"region": NARYN, "district": AT_BASHY}, {"region": NARYN}, {})
        )

    assert pd.isna(district["value"])
    assert (region["value"], region["year"]) == (9, 2025)
    assert country["value"] == 1500 / 200


def test_nobody_collected_is_missing_and_not_zero(publish):
    with publish(three_schools) as db:
        assert districts.collected(db, asked(region=NARYN)) is None


def test_every_region_stands_before_its_districts(publish):
    with publish(three_schools) as db:
        rows = districts.every_area(db, asked())

    assert len(rows) == 9 + 54
    assert [row["level"] for row in rows if row["region"] == NARYN] == ["region", *["district"] * 6]
    assert {row["area"]: row["school_count"] for row in rows if row["area"] in (NARYN, MANAS)} == {
        NARYN: 2, MANAS: 1,
    }  # fmt: skip
    assert all(pd.isna(row["training"]["value"]) for row in rows)
