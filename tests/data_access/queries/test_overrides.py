"""A status that somebody set stands beside that of the rule, for one quarter only."""

from dataclasses import replace

from data_access.queries import exceptions, result_history, results
from tests import factories, factories_promises
from tests.factories import AUTUMN, NARYN, SPRING, SUMMER, asked


def decided(session):
    for period in (SPRING, SUMMER, AUTUMN):
        factories.target(session, "R4.1", 4, area="KG", period=period)
        factories.reported(session, "R4.1", 1, area="KG", period=period)
    factories_promises.override(session, "R4.1", SUMMER, "on_track", decided_on=SUMMER)


def statuses(db, **choices):
    row = results.standing(db, asked(**choices))["R4.1"]
    return row["rule_status"], row["status"], row["override"] and row["override"].decided_by


def test_a_status_that_was_set_stands_for_its_quarter_beside_the_rule(publish):
    with publish(decided) as db:
        assert statuses(db, period=SPRING) == ("at_risk", "at_risk", None)
        assert statuses(db, period=SUMMER) == ("at_risk", "on_track", "Head of the unit")
        assert statuses(db, period=AUTUMN) == ("at_risk", "at_risk", None)


def test_a_part_of_the_country_keeps_its_rule(publish):
    with publish(decided) as db:
        rule, shown, by = statuses(db, period=SUMMER, region=NARYN)

    assert (rule == shown, by) == (True, None)


def test_the_history_says_both(publish):
    with publish(decided) as db:
        quarters = result_history.history(db, replace(asked(), indicator="R4.1"))

    known = quarters[quarters["value"].notna()]
    assert known["rule_status"].tolist() == ["at_risk"] * 3
    assert known["status"].tolist() == ["at_risk", "on_track", "at_risk"]


def test_a_quarter_without_a_figure_keeps_the_status_that_was_set(publish):
    def silent(session):
        for period in (SPRING, SUMMER):
            factories.target(session, "R4.1", 4, area="KG", period=period)
        factories.reported(session, "R4.1", 1, area="KG", period=SPRING)
        factories_promises.override(session, "R4.1", SUMMER, "at_risk", decided_on=SUMMER)

    with publish(silent) as db:
        quarters = result_history.history(
            db, replace(asked(period=SUMMER), indicator="R4.1")
        ).set_index("period")
        assert statuses(db, period=SUMMER)[:2] == ("not_reported", "at_risk")

    assert quarters.loc[str(SUMMER), "status"] == "at_risk"


def test_a_better_status_takes_nothing_off_the_list_of_what_is_weak(publish):
    with publish(decided) as db:
        filters = asked(period=SUMMER)
        rows = exceptions.weak_indicators(results.standing(db, filters), filters)

    assert [(row["code"], row["status"]) for row in rows if row["code"] == "R4.1"] == [
        ("R4.1", "at_risk")
    ]


def test_a_correction_of_the_decision_is_known_from_its_release_on(publish):
    def corrected(session):
        factories.intake(session)
        [row] = session.query(factories_promises.StatusOverride)
        factories.corrected(session, row, status="attention")

    with publish(decided, corrected) as db:
        assert statuses(db, period=SUMMER, release=1)[1] == "on_track"
        assert statuses(db, period=SUMMER, release=2)[1] == "attention"
