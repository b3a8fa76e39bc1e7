from data_access.queries import releases, results
from tests import factories
from tests.factories import SUMMER, asked


def moves(db):
    now, then = asked(release=2), asked(release=1, period=SUMMER)
    return releases.changes(results.standing(db, now)[0], results.standing(db, then)[0])


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
        frame = moves(db)

    assert list(frame["indicator"]) == ["R1.3b", "R4.2"]
    assert list(frame["change"]) == [35, 50]
    assert frame.loc[0, "status_before"] == "at_risk"
    assert frame.loc[0, "status"] == "attention"


def test_a_figure_that_fell_silent_changed_its_status_by_an_unknown_amount(publish):
    with publish(first, lambda session: factories.intake(session)) as db:
        frame = moves(db).set_index("indicator")

    assert frame.loc["R1.3b", "status"] == "not_reported"
    assert frame.loc["R1.3b", ["change", "value"]].isna().all()
    assert frame.loc["R1.3b", "value_before"] == 40


def test_a_move_from_an_invented_figure_is_marked(publish):
    def invented(session):
        factories.reported(session, "R1.3b", 40, period=SUMMER, demonstration=True)
        factories.reported(session, "R1.1", 3, area="KG", period=SUMMER)

    def real(session):
        factories.intake(session)
        factories.reported(session, "R1.3b", 75)
        factories.reported(session, "R1.1", 4, area="KG")

    with publish(invented, real) as db:
        marks = moves(db).set_index("indicator")["demonstration"]

    assert (marks["R1.3b"], marks["R1.1"]) == (1, 0)


def test_each_release_is_read_as_it_was_known_then(publish):
    facts = {}

    def before(session):
        facts["value"] = factories.reported(session, "R1.3b", 40, period=SUMMER)

    def after(session):
        factories.corrected(session, facts["value"], numerator=30)
        factories.reported(session, "R1.3b", 45)

    with publish(before, after) as db:
        (row,) = moves(db).itertuples()
        corrected = results.standing(db, asked(release=2, period=SUMMER))[0]

    assert (row.value_before, row.value, row.change) == (40, 45, 5)
    assert corrected.set_index("indicator").loc["R1.3b", "value"] == 30


def test_a_move_of_a_few_people_is_left_out(publish):
    def before(session):
        factories.reported(session, "R2.4", 90, area="KG", period=SUMMER)
        factories.reported(session, "R4.2", 90, area="KG", period=SUMMER)

    def after(session):
        factories.intake(session)
        factories.reported(session, "R2.4", 93, area="KG")
        factories.reported(session, "R4.2", 93, area="KG")

    with publish(before, after) as db:
        assert list(moves(db)["indicator"]) == ["R4.2"]
