"""Registers that are open: all who are trained, less those up to closed registers, tell no few."""

import pytest

from data_access.indicators.computed import COMPUTED
from data_access.queries import results
from data_access.queries.map import measure_by_area
from data_access.queries.training import progress
from data_access.queries.training.teachers import hidden_by_register
from data_access.summaries.training import REGISTERS, TRAINED
from data_access.suppression import TOTAL
from tests.data_access.queries.training.rows import trained
from tests.factories import (
    AT_BASHY,
    AUTUMN,
    KOCHKOR,
    MANAS,
    NARYN,
    SUMMER,
    TALAS,
    asked,
    summarised,
)


def registered(*rows):
    """Return a publication: district, trained by summer, and since; a register is open where
    somebody is trained since and the fourth value is missing."""

    def cells(session):
        for district, before, since, closed in rows:
            summarised(session, TRAINED, trained(before, district=district, period=SUMMER))
            summarised(session, TRAINED, trained(since, district=district))
            known = {SUMMER: before} | ({AUTUMN: before + since} if closed else {})
            for period, people in known.items():
                register = {"district": district, "period": period, "closed_on": period}
                summarised(session, REGISTERS, register)
                figure = {
                    "release": 1, "indicator": "R2.1", "period": period, "area": district,
                    "numerator": people, "denominator": None, "demonstration": 0,
                }  # fmt: skip
                session.execute(COMPUTED.insert(), figure)

    return cells


ONE_OPEN = ((AT_BASHY, 30, 3, False), (KOCHKOR, 30, 10, True), (MANAS, 40, 20, True))
TWO_OPEN = ((AT_BASHY, 30, 3, False), (KOCHKOR, 30, 10, True), (MANAS, 40, 20, False))


def test_a_few_trained_since_the_only_open_register_hide_its_places(publish):
    with publish(registered(*ONE_OPEN)) as db:
        hidden = hidden_by_register(db, asked())

    assert hidden == {AT_BASHY, NARYN, TOTAL}


def test_the_country_is_told_where_more_than_one_register_is_open(publish):
    with publish(registered(*TWO_OPEN)) as db:
        hidden = hidden_by_register(db, asked())
        country = results.standing(db, asked())["R2.1"]
        region = results.standing(db, asked(region=NARYN))["R2.1"]

    assert hidden == {AT_BASHY, NARYN, MANAS, TALAS}
    assert country["value"] == 30 + 40 + 40 and not country["hidden"]
    assert region["hidden"]


def test_many_trained_since_an_open_register_are_told(publish):
    with publish(registered((AT_BASHY, 30, 9, False), (KOCHKOR, 30, 10, True))) as db:
        assert not hidden_by_register(db, asked())
        assert results.standing(db, asked(region=NARYN))["R2.1"]["value"] == 70


@pytest.mark.parametrize("question", [{}, {"region": NARYN}])
def test_no_page_tells_both_all_trained_and_those_of_closed_registers(publish, question):
    with publish(registered(*ONE_OPEN)) as db:
        every = progress.path(db, asked(**question))["people"].iloc[-1]
        closed = results.standing(db, asked(**question))["R2.1"]
        by_region = measure_by_area(db, asked(measure="R2.1", by="region")).set_index("area")

    assert every in (73, 133)
    assert closed["hidden"] and closed["value"] != closed["value"]
    assert by_region.loc[NARYN, "hidden"]
