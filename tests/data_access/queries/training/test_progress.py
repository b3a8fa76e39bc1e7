import pandas as pd
import pytest

from data_access.queries import results
from data_access.queries.training import progress
from data_access.summaries.training import SEATS, TRAINED
from tests import factories
from tests.data_access.queries.training.rows import finished, trained
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN, SPRING, SUMMER, asked


def test_people_add_up_from_quarter_to_quarter(told):
    with told((TRAINED, [trained(20, period=SPRING), trained(10), trained(7, role="x")])) as db:
        frame = progress.path(db, asked())

    assert frame["period"].tolist() == [pd.Timestamp(day) for day in (SPRING, SUMMER, AUTUMN)]
    assert frame["people"].tolist() == [20, 20, 37]
    assert not frame["hidden"].any()


def test_targets_are_those_of_the_overview(publish):
    def facts(session):
        for area, target in ((AT_BASHY, 60), (KOCHKOR, 40), (MANAS, 30)):
            factories.target(session, "R2.1", target, area=area, period=SUMMER)
        factories.target(session, "R2.1", 90, area=AT_BASHY)
        factories.summarised(session, TRAINED, trained(20))

    with publish(facts) as db:
        for question in (asked(), asked(region=NARYN), asked(region=NARYN, district=KOCHKOR)):
            row = results.standing(db, question)["R2.1"]
            assert progress.path(db, question)["target"].iloc[-1] == row["target"]
        assert progress.path(db, asked())["target"].tolist() == [130, 160]


def test_a_target_of_the_country_is_not_the_sum_of_those_of_districts(publish):
    def facts(session):
        factories.target(session, "R2.1", 500)
        factories.target(session, "R2.1", 60, area=AT_BASHY)

    with publish(facts) as db:
        assert progress.path(db, asked())["target"].tolist() == [500]
        assert progress.path(db, asked(region=NARYN))["target"].tolist() == [60]


def test_a_path_of_nobody_is_empty(told):
    with told() as db:
        assert progress.path(db, asked()).empty


@pytest.mark.parametrize("question", [{}, {"region": NARYN}])
def test_a_few_on_the_path_are_not_told(told, question):
    rows = [trained(3, period=SPRING), trained(30)]
    with told((TRAINED, rows)) as db:
        frame = progress.path(db, asked(**question))

    assert frame["hidden"].tolist() == [True, True, False]
    assert frame["people"].isna().tolist() == [True, True, False]


def test_seats_stand_beside_people(told):
    people = [trained(20), trained(40, district=KOCHKOR), trained(10, audience="leaders")]
    seats = [finished(30), finished(51, district=KOCHKOR), finished(15, audience="leaders")]
    with told((TRAINED, people), (SEATS, seats)) as db:
        frame = progress.meters(db, asked())
        here = progress.meters(db, asked(region=NARYN, district=AT_BASHY))

    assert frame["audience"].tolist() == ["teachers", "leaders"]
    assert frame["people"].tolist() == [60, 10]
    assert frame["completions"].tolist() == [81, 15]
    assert frame["value"].tolist() == pytest.approx([1.35, 1.5])
    assert here["people"].tolist() == [20, 10]


@pytest.mark.parametrize("audience", ["teachers", "leaders"])
def test_how_few_completed_a_further_course_does_not_follow_from_seats_and_people(told, audience):
    of = {"audience": audience}
    people = [trained(20, **of), trained(40, district=KOCHKOR, **of)]
    seats = [finished(21, **of), finished(60, district=KOCHKOR, **of)]
    with told((TRAINED, people), (SEATS, seats)) as db:
        few, other = (
            progress.meters(db, asked(region=NARYN, district=each)).iloc[0]
            for each in (AT_BASHY, KOCHKOR)
        )
        region = progress.meters(db, asked(region=NARYN)).iloc[0]

    assert few["people"] == 20 and pd.isna(few["completions"]) and pd.isna(few["value"])
    assert other["people"] == 40 and pd.isna(other["completions"])
    assert region["completions"] == 81


def test_a_few_in_a_district_are_hidden_with_another_district(told):
    people = [trained(n, district=d, audience="leaders") for d, n in ((AT_BASHY, 3), (KOCHKOR, 9))]
    with told((TRAINED, people)) as db:
        found = [
            progress.meters(db, asked(region=NARYN, district=each)).iloc[0]
            for each in (AT_BASHY, KOCHKOR)
        ]
        region = progress.meters(db, asked(region=NARYN)).iloc[0]

    assert all(row["hidden"] and pd.isna(row["people"]) for row in found)
    assert region["people"] == 12


def test_roles_are_counted_with_the_women_among_them(told):
    def leader(people, role, sex="female"):
        return trained(people, audience="leaders", role=role, sex=sex)

    rows = [leader(30, "head"), leader(20, "head", "male"), leader(9, "deputy"), trained(80)]
    with told((TRAINED, rows)) as db:
        frame = progress.roles(db, asked(region=NARYN)).set_index("role")

    assert frame.index.tolist() == ["", "head", "deputy", "methodologist", "institute"]
    assert frame["people"].tolist() == [59, 50, 9, 0, 0]
    assert frame["women"].tolist() == [39, 30, 9, 0, 0]
    assert frame.loc["head", "share"] == 0.6


def test_few_people_of_a_role_are_hidden_with_another_role(told):
    rows = [
        trained(people, audience="specialists", role=role, sex=sex)
        for role, people, sex in (
            ("author", 3, "female"), ("author", 30, "male"), ("developer", 20, "female"),
            ("developer", 40, "male"), ("official", 80, "female"), ("official", 70, "male"),
        )
    ]  # fmt: skip
    with told((TRAINED, rows)) as db:
        frame = progress.roles(db, asked()).set_index("role")

    assert frame.loc[["author", "developer"], "women_hidden"].all()
    assert frame.loc[["author", "developer"], "women"].isna().all()
    assert not frame["hidden"].any()
    assert frame.loc["", "women"] == 103


def test_audiences_of_nobody_have_no_rows(told):
    with told((TRAINED, [trained(30)])) as db:
        assert progress.roles(db, asked()).empty
