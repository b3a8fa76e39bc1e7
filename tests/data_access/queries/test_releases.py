from math import isnan

from data_access.queries import releases, results
from tests import factories
from tests.factories import SUMMER, asked


def moves(db):
    now, then = asked(release=2), asked(release=1, period=SUMMER)
    return releases.changes(results.standing(db, now), results.standing(db, then))


def first(session):
    factories.target(session, "R1.3b", 100, period=SUMMER)
    factories.target(session, "R4.2", 1000, period=SUMMER)
    factories.reported(session, "R1.3b", 40, period=SUMMER)
    factories.reported(session, "R4.2", 900, area="KG", period=SUMMER)
    factories.reported(session, "R1.1", 3, area="KG", period=SUMMER)


def test_a_changed_status_comes_before_a_bigger_move(publish):
    def second(session):
        factories.intake(session)
        factories.reported(session, "R1.3b", 75)
        factories.reported(session, "R4.2", 950, area="KG")
        factories.reported(session, "R1.1", 3, area="KG")

    with publish(first, second) as db:
        rows = moves(db)

    assert [(row["indicator"], row["change"]) for row in rows] == [("R1.3b", 35), ("R4.2", 50)]
    assert (rows[0]["status_before"], rows[0]["status"]) == ("at_risk", "attention")


def test_a_figure_that_fell_silent_changed_its_status_by_an_unknown_amount(publish):
    with publish(first, lambda session: factories.intake(session)) as db:
        (row,) = (each for each in moves(db) if each["indicator"] == "R1.3b")

    assert (row["status"], row["value_before"]) == ("not_reported", 40)
    assert isnan(row["change"]) and isnan(row["value"])


def test_a_move_from_an_invented_figure_is_marked(publish):
    def invented(session):
        factories.reported(session, "R1.3b", 40, period=SUMMER, demonstration=True)
        factories.reported(session, "R1.1", 3, area="KG", period=SUMMER)

    def real(session):
        factories.intake(session)
        factories.reported(session, "R1.3b", 75)
        factories.reported(session, "R1.1", 4, area="KG")

    with publish(invented, real) as db:
        marks = {row["indicator"]: row["demonstration"] for row in moves(db)}

    assert (marks["R1.3b"], marks["R1.1"]) == (1, 0)


def test_each_release_is_read_as_it_was_known_then(publish):
    facts = {}

    def before(session):
        facts["value"] = factories.reported(session, "R1.3b", 40, period=SUMMER)

    def after(session):
        factories.corrected(session, facts["value"], numerator=30)
        factories.reported(session, "R1.3b", 45)

    with publish(before, after) as db:
        (row,) = moves(db)
        corrected = results.standing(db, asked(release=2, period=SUMMER))

    assert (row["value_before"], row["value"], row["change"]) == (40, 45, 5)
    assert corrected["R1.3b"]["value"] == 30


def test_a_move_of_a_few_people_is_left_out(publish):
    def before(session):
        factories.reported(session, "R2.4", 90, area="KG", period=SUMMER)
        factories.reported(session, "R4.2", 90, area="KG", period=SUMMER)

    def after(session):
        factories.intake(session)
        factories.reported(session, "R2.4", 93, area="KG")
        factories.reported(session, "R4.2", 93, area="KG")

    with publish(before, after) as db:
        assert [row["indicator"] for row in moves(db)] == ["R4.2"]
