"""What is overdue, what falls due next, and who answers for it, on small programmes."""

from datetime import date, timedelta

import pandas as pd
import pytest

from data_access.queries import deadlines, offices
from data_access.queries.deadlines import DAYS_AHEAD, OF_DATA, overdue, to_come
from data_access.queries.quality import SUBJECTS
from tests import (
    factories,
    factories_implementation,
    factories_procurement,
    factories_promises,
    factories_textbooks,
    factories_training,
)
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, SPRING, SUMMER, asked

DISTRICT = "District education department"
UNIT = "Project implementation unit"


def after(days: int) -> date:
    return AUTUMN + timedelta(days=days)


def told(rows, *columns):
    return list(rows[list(columns)].itertuples(index=False, name=None))


def of_work(db):
    """Return deadlines of the programme itself, those of its data left out."""
    rows = deadlines.deadlines(db, asked())
    return rows[~rows["kind"].isin(OF_DATA)]


def programme(session):
    factories.innovative_school(session)
    dates = {"contracted_planned": after(-200), "contracted_actual": after(-190)}
    dates |= {"delivered_planned": after(-100), "installed_planned": after(0)}
    factories.package(session, "IS-01", "lab", **dates, accepted_planned=after(DAYS_AHEAD + 1))
    factories.package(session, "IS-01", "ict", owner="district", delivered_planned=after(-1))
    factories.target(session, "R1.7", 1)
    for step, days in (("documents", -9), ("requested", -2), ("opened", DAYS_AHEAD)):
        factories_procurement.milestone(session, step=step, planned_on=after(days))
    factories_procurement.package(session)
    factories_procurement.package(session, "PP-G-13", cancelled_on=after(-1))
    factories_procurement.milestone(session, "PP-G-13", planned_on=after(-50))
    factories_procurement.supplier(session)
    factories_procurement.contract(session, ends_on=after(-7))
    factories_procurement.deliverable(session, due_on=after(-7))
    factories_procurement.deliverable(session, deliverable=2, due_on=after(5))
    factories_procurement.deliverable(
        session, deliverable=3, due_on=after(-70), accepted_on=after(-60)
    )


def test_what_is_not_done_by_its_day_is_overdue_the_worst_first(publish):
    with publish(programme) as db:
        late = overdue(of_work(db))

    assert told(late[late["kind"] != "indicator"], "kind", "code", "part", "days", "status") == [
        ("package", "IS-01", "lab-delivered", 100, "at_risk"),
        ("step", "PP-G-12", "documents", 9, "attention"),
        ("contract", "CT-01", "", 7, "attention"),
        ("deliverable", "CT-01", "1", 7, "attention"),
        ("package", "IS-01", "ict-delivered", 1, "attention"),
    ]
    assert told(late[late["kind"] == "indicator"], "code", "status") == [("R1.7", "not_reported")]


def test_what_falls_due_from_the_last_day_of_the_quarter_on_is_to_come(publish):
    with publish(programme) as db:
        ahead = to_come(of_work(db))

    assert told(ahead, "kind", "code", "part", "days") == [
        ("package", "IS-01", "lab-installed", 0),
        ("deliverable", "CT-01", "2", -5),
        ("step", "PP-G-12", "opened", -DAYS_AHEAD),
    ]


def test_each_owner_can_be_asked_for_and_together_they_answer_for_everything(publish):
    with publish(programme) as db:
        everything = deadlines.deadlines(db, asked())
        by_owner = {
            code: deadlines.deadlines(db, asked(owner=code)) for code in offices.owners(db, asked())
        }

    of_district = by_owner["district"]
    assert told(of_district[~of_district["kind"].isin(OF_DATA)], "code", "part") == [
        ("IS-01", "ict-delivered"),
        ("R1.7", ""),
    ]
    assert set(by_owner["district"]["owner_name"]) == {DISTRICT}
    assert sum(map(len, by_owner.values())) == len(everything)


@pytest.mark.parametrize("accepted", [None, after(1)])
def test_a_contract_is_over_once_everything_it_owes_is_accepted_by_the_day(publish, accepted):
    def facts(session):
        factories_procurement.package(session)
        factories_procurement.supplier(session)
        factories_procurement.contract(session, ends_on=after(-3))
        factories_procurement.deliverable(session, due_on=after(-3), accepted_on=accepted)
        factories_procurement.contract(session, "CT-02", ends_on=after(-3))
        factories_procurement.deliverable(session, "CT-02", due_on=after(-3), accepted_on=after(0))

    with publish(facts) as db:
        rows = of_work(db)

    assert told(rows, "kind", "code", "days") == [
        ("contract", "CT-01", 3),
        ("deliverable", "CT-01", 3),
    ]


def work(session):
    plan = factories_implementation
    begun = {"actual_start": after(-300)}
    plan.activity(session, "WP-1.1-01", planned_end=after(-20), **begun)
    plan.activity(session, "WP-1.1-02", planned_end=after(-20), **begun, actual_end=after(-1))
    plan.activity(session, "WP-1.1-03", planned_start=after(-100), planned_end=after(30))
    plan.activity(session, "WP-1.1-04", planned_start=after(10), planned_end=after(40))
    plan.activity(session, "WP-1.1-05", planned_start=after(-9), planned_end=after(0), **begun)
    plan.activity(
        session, "WP-4.1-01", line="4.1", owner="pmu", planned_start=after(DAYS_AHEAD + 1)
    )
    plan.activity(session, "WP-1.1-10", planned_end=after(-50), **begun)
    plan.activity(session, "WP-1.1-11", parent="WP-1.1-10", planned_end=after(5), **begun)
    plan.item(session)
    plan.stage(session, planned_on=after(-40), actual_on=after(-30))
    plan.stage(session, stage="reviewed", planned_on=after(-10))
    plan.stage(session, stage="piloted", planned_on=after(-5))
    plan.stage(session, stage="approved", planned_on=after(60))
    plan.item(session, "AG-01", kind="agreement", owner="institute")
    plan.stage(session, "AG-01", "ended", planned_on=after(-500))


def test_activities_and_stages_wait_for_their_first_day_that_is_not_reached(publish):
    with publish(work) as db:
        rows = of_work(db)

    late, ahead = overdue(rows), to_come(rows)
    assert told(late, "kind", "code", "part", "days", "status") == [
        ("activity", "WP-1.1-03", "start", 100, "at_risk"),
        ("activity", "WP-1.1-01", "end", 20, "attention"),
        ("stage", "ST-PHY-G", "reviewed", 10, "attention"),
    ]
    assert told(ahead, "kind", "code", "part", "days") == [
        ("activity", "WP-1.1-05", "end", 0),
        ("activity", "WP-1.1-11", "end", -5),
        ("activity", "WP-1.1-04", "start", -10),
        ("stage", "ST-PHY-G", "approved", -60),
    ]
    assert set(rows["owner_name"]) == {"Kyrgyz Academy of Education"}


def test_of_an_empty_programme_only_data_are_due(publish):
    with publish() as db:
        rows = deadlines.deadlines(db, asked())

    assert list(rows["code"]) == sorted(subject.code for subject in SUBJECTS)
    assert set(told(rows, "kind", "day", "status")) == {
        ("data", pd.Timestamp(AUTUMN), "not_reported")
    }
    assert rows["days"].isna().all()


def deliveries(session):
    """Add data of several quarters, and registers that three districts closed until different
    ones."""
    factories_promises.event(session, held_on=AUTUMN)
    factories_promises.risk(session, assessed_on=SUMMER)
    factories_promises.grievance(session, received_on=SPRING, resolved_on=SPRING)
    factories_promises.policy_action(session, state="met", met_on=SPRING)
    for district, quarter in ((AT_BASHY, AUTUMN), (KOCHKOR, SUMMER), (MANAS, SPRING)):
        factories_training.register(session, district=district, period=quarter)
    factories.school(session, "SC-0001")
    factories.school(session, "SC-0002")
    factories_textbooks.title(session)
    factories_textbooks.stock_count(session, school="SC-0001", counted_on=AUTUMN)


def test_data_and_registers_are_deadlines_of_who_delivers_them(publish):
    with publish(deliveries) as db:
        rows = deadlines.deadlines(db, asked())

    assert set(rows["kind"]) == set(OF_DATA)
    late, ahead = overdue(rows), to_come(rows)
    came = late[(late["kind"] == "data") & (late["status"] != "not_reported")]
    assert told(came[came["days"].notna()], "code", "part", "days", "status", "owner_name") == [
        ("grievances", "2026-Q2", 92, "at_risk", UNIT),
        ("risks", "2026-Q3", 0, "attention", UNIT),
    ]
    assert told(came[came["days"].isna()], "code", "value", "target", "status", "owner_name") == [
        ("stock_counts", 1, 2, "attention", DISTRICT),
    ]
    assert told(ahead, "code", "part", "days", "owner_name") == [
        ("campaign", "2026-Q4", -92, UNIT),
        ("registers", "2026-Q4", -92, DISTRICT),
    ]
    registers = late[late["kind"] == "register"].set_index("code")
    assert len(registers) == 53
    assert AT_BASHY not in registers.index
    assert told(registers.loc[[KOCHKOR, MANAS]], "part", "days", "status") == [
        ("2026-Q3", 0, "attention"),
        ("2026-Q2", 92, "at_risk"),
    ]
    assert set(registers["owner_name"]) == {DISTRICT}
