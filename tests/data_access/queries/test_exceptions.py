from datetime import timedelta

from data_access.queries import exceptions, results
from tests import factories
from tests.factories import AUTUMN, MANAS, SUMMER, TALAS, asked


def worst_first(db, **filters):
    filters = asked(**filters)
    return exceptions.exceptions(db, filters, results.standing(db, filters))


def late(session, kind, days, school="IS-01"):
    factories.package(session, school, kind, delivered_planned=AUTUMN - timedelta(days=days))


def test_the_worst_comes_first_and_the_latest_of_equals(publish):
    def facts(session):
        factories.innovative_school(session)
        late(session, "lab", 10)
        late(session, "ict", 91)
        late(session, "repair", 200)
        late(session, "access", 90)
        factories.target(session, "R1.3b", 100)
        factories.reported(session, "R1.3b", 10)
        factories.target(session, "R1.7", 1)
        factories.target(session, "R1.1", 10)
        factories.reported(session, "R1.1", 8, area="KG")

    with publish(facts) as db:
        rows = worst_first(db)

    assert [(row["status"], row["code"], row["days_late"] or 0) for row in rows] == [
        ("at_risk", "R1.3b", 0),
        ("at_risk", "IS-01", 200),
        ("at_risk", "IS-01", 91),
        ("not_reported", "R1.7", 0),
        ("attention", "R1.1", 0),
        ("attention", "IS-01", 90),
        ("attention", "IS-01", 10),
    ]


def test_a_weak_figure_of_the_country_is_no_matter_of_a_part_of_it(publish):
    def facts(session):
        factories.target(session, "R1.1", 10)
        factories.reported(session, "R1.1", 1, area="KG")

    with publish(facts) as db:
        assert [row["code"] for row in worst_first(db)] == ["R1.1"]
        assert worst_first(db, region=TALAS) == []


def test_each_exception_says_whether_it_rests_on_invented_facts(publish):
    def facts(session):
        factories.innovative_school(session)
        factories.package(session, delivered_planned=SUMMER, demonstration=True)
        factories.target(session, "R1.1", 10)
        factories.reported(session, "R1.1", 1, area="KG")

    with publish(facts) as db:
        marks = {row["code"]: row["demonstration"] for row in worst_first(db)}

    assert (marks["R1.1"], marks["IS-01"]) == (0, 1)


def test_each_exception_names_its_owner_and_since_when(publish):
    def facts(session):
        factories.innovative_school(session)
        late(session, "lab", 10)

    with publish(facts) as db:
        (row,) = worst_first(db)

    assert (row["kind"], row["stage"], row["owner_name"]) == (
        "package",
        "delivered",
        "Project implementation unit",
    )
    assert row["since"] == AUTUMN - timedelta(days=10)


def test_a_figure_without_a_target_is_no_exception(publish):
    with publish(lambda session: factories.reported(session, "R1.3b", 0)) as db:
        assert worst_first(db) == []


def test_only_the_part_asked_for_is_looked_at(publish):
    def facts(session):
        factories.innovative_school(session, "IS-01")
        factories.innovative_school(session, "IS-02", district=MANAS)
        late(session, "lab", 10, "IS-01")
        late(session, "lab", 10, "IS-02")

    with publish(facts) as db:
        assert [row["code"] for row in worst_first(db, region=TALAS)] == ["IS-02"]
