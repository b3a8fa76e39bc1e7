import math
from datetime import timedelta

import pandas as pd
import pytest
from sqlalchemy import event

from data_access.queries import comparison
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AUTUMN, MANAS, SUMMER, asked

PICKED = ("IS-02", "IS-01")


def schools(session):
    factories.innovative_school(session, "IS-01", girls=None)
    factories.innovative_school(session, "IS-02", district=MANAS)
    factories.innovative_school(session, "IS-03")
    factories.teaching(session, period=SUMMER, teachers_trained=1)
    factories.teaching(session)
    factories.teaching(session, "IS-03")
    factories.enrolment(session, girls=50, boys=50)
    books.title(session)
    books.title(session, "BIO-7-KY-N", subject="biology")
    books.title(session, "PHY-7-KY-O", last_year="2025/26")
    books.stock_count(session, "IS-01", 250)
    books.stock_count(session, "IS-01", 0, title="BIO-7-KY-N")
    books.stock_count(session, "IS-01", 0, title="PHY-7-KY-O")
    factories.action(session)
    factories.action(session, done_on=SUMMER)
    factories.action(session, due_on=AUTUMN + timedelta(days=1))
    factories.action(session, school="IS-03")


def test_facts_stand_in_the_order_in_which_schools_were_picked(publish):
    with publish(schools) as db:
        frame = comparison.facts(db, asked(schools=PICKED))

    assert frame["school"].tolist() == ["IS-02", "IS-01"]
    assert frame["region_name"].tolist() == ["Talas", "Naryn"]
    assert frame["pupil_count"].tolist()[0] == 100
    assert pd.isna(frame["pupil_count"].iloc[1])


def test_teaching_is_the_newest_row_by_the_day(publish):
    with publish(schools) as db:
        newest = comparison.teaching(db, asked(schools=PICKED))
        before = comparison.teaching(db, asked(schools=PICKED, period=SUMMER))

    assert newest[["school", "teachers_trained"]].to_numpy().tolist() == [["IS-01", 4]]
    assert before["teachers_trained"].tolist() == [1]


def test_provision_is_capped_before_it_is_added_up(publish):
    with publish(schools) as db:
        frame = comparison.textbooks(db, asked(schools=PICKED))

    assert frame["needed"].tolist() == [200]
    assert math.isclose(frame["provision_share"].iloc[0], 0.5)


def test_only_what_was_due_and_is_not_done_is_overdue(publish):
    with publish(schools) as db:
        frame = comparison.actions(db, asked(schools=PICKED))

    assert frame[["open_count", "overdue_count"]].to_numpy().tolist() == [[2, 1]]


@pytest.mark.parametrize(
    "query",
    [comparison.facts, comparison.teaching, comparison.textbooks, comparison.actions],
    ids=lambda query: query.__name__,
)
def test_each_question_is_one_select_and_nobody_picked_is_an_empty_frame(query, publish):
    with publish(schools) as db:
        statements = []
        event.listen(db, "before_cursor_execute", lambda *asked: statements.append(asked[2]))
        query(db, asked(schools=PICKED))
        assert len(statements) == 1

        assert query(db, asked()).empty
