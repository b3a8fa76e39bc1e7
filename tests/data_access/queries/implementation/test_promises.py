"""Campaign, policy actions, commitments, risks and grievances, on small programmes."""

from datetime import date, timedelta

import pandas as pd

from data_access.indicators.formulas import ROWS_BEHIND
from data_access.queries import deadlines, results
from data_access.queries.implementation import campaign, commitments, grievances, policy, risks
from tests import factories, factories_promises
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, SPRING, SUMMER, asked


def told(rows, *columns):
    return list(rows[list(columns)].itertuples(index=False, name=None))


def held(session):
    for period in (SPRING, SUMMER, AUTUMN):
        factories.target(session, "R4.2", 1000, area="KG", period=period)
    factories_promises.event(session, "EV-001", 100, SPRING, women=60)
    factories_promises.event(session, "EV-002", 300, AUTUMN, area="KG", channel="radio")
    factories_promises.event(session, "EV-003", 50, AUTUMN, area=KOCHKOR)
    factories_promises.event(session, "EV-004", 999, AUTUMN + timedelta(1))


def test_people_reached_add_up_over_quarters_and_wait_for_events(publish):
    with publish(held) as db:
        reached = [
            results.standing(db, asked(period=period))["R4.2"]["value"]
            for period in (SPRING, SUMMER, AUTUMN)
        ]
        [behind] = ROWS_BEHIND["R4.2"](1, "KG", SUMMER)
        codes = [row.code for row in db.execute(behind)]

    assert reached == [100, 100, 450]
    assert codes == ["EV-001"]


def test_no_event_in_the_newest_quarters_is_no_figure(publish):
    def spring_only(session):
        factories.target(session, "R4.2", 1000, area="KG", period=AUTUMN)
        factories_promises.event(session, "EV-001", 100, SPRING)

    with publish(spring_only) as db:
        assert results.standing(db, asked())["R4.2"]["status"] == "not_reported"


def test_women_are_told_of_the_people_among_whom_they_were_counted(publish):
    with publish(held) as db:
        found = campaign.by_channel(campaign.events(db, asked()))

    assert found["channel"].tolist() == ["radio", "meeting"]
    assert found["people"].tolist() == [300, 150]
    assert found["counted"].fillna(-1).tolist() == [-1, 100]
    assert found["women_share"].fillna(-1).tolist() == [-1, 0.6]


def test_a_district_without_events_is_missing_and_the_country_is_in_none(publish):
    with publish(held) as db:
        found = campaign.by_district(db, asked()).set_index("area")

    assert found.loc[[AT_BASHY, KOCHKOR], "value"].tolist() == [100, 50]
    assert found["value"].notna().sum() == 2


def test_the_map_can_tell_the_events_of_one_quarter(publish):
    with publish(held) as db:
        then, now, nothing = (
            campaign.by_district(db, asked(held=quarter)).set_index("area")["value"].dropna()
            for quarter in (SPRING, AUTUMN, SUMMER)
        )

    assert dict(then) == {AT_BASHY: 100}
    assert dict(now) == {KOCHKOR: 50}
    assert nothing.empty


def acted(session):
    factories.target(session, "R4.5", 2, area="KG", period=AUTUMN)
    add = factories_promises.policy_action
    add(session, "PA-1-01", tranche=1, due_on=SPRING, state="met", met_on=SUMMER, evidence="No. 1")
    add(session, "PA-2-01", due_on=SUMMER, state="partly", evidence="Draft")
    add(session, "PA-2-02", due_on=SUMMER)
    add(session, "PA-2-03", due_on=AUTUMN + timedelta(1), state="not_due")


def test_an_action_is_met_from_its_day_and_due_from_its_day(publish):
    with publish(acted) as db:
        now = policy.actions(db, asked())
        then = policy.actions(db, asked(period=SPRING))
        met = results.standing(db, asked())["R4.5"]["value"]

    assert now["state"].tolist() == ["met", "partly", "not", "not_due"]
    assert then["state"].tolist() == ["not_due"] * 4
    assert now["days"].fillna(-1).tolist() == [-1, 92, 92, -1]
    assert met == 1
    counts = policy.by_tranche(now)
    assert told(counts, "tranche", "met", "partly", "not", "not_due", "total") == [
        (1, 1, 0, 0, 0, 1),
        (2, 0, 1, 1, 1, 3),
    ]


def promised(session):
    factories.target(session, "R4.6a", 0.9, area="KG", period=AUTUMN)
    factories.target(session, "R1.7", 1, area="KG", period=AUTUMN)
    add = factories_promises.commitment
    add(session, "CM-01", due_on=SPRING, done_on=SPRING)
    add(session, "CM-02", due_on=SPRING, done_on=SUMMER)
    add(session, "CM-03", due_on=SUMMER, indicator="R1.7", kind="safeguard")
    add(session, "CM-04", due_on=AUTUMN)
    add(session, "CM-05", due_on=AUTUMN + timedelta(1), done_on=AUTUMN)


def test_a_commitment_is_in_time_late_overdue_or_to_come(publish):
    with publish(promised) as db:
        rows = commitments.commitments(db, asked())
        share = results.standing(db, asked())["R4.6a"]
        endangered = commitments.endangered(db, asked(), rows)

    assert rows["state"].tolist() == ["in_time", "late", "overdue", "overdue", "early"]
    assert rows["days"].fillna(-1).tolist() == [-1, 91, 92, -1, -1]
    assert (share["numerator"], share["denominator"]) == (1, 4)
    assert {code: row["status"] for code, row in endangered.items()} == {"R1.7": "not_reported"}
    assert commitments.endangering(rows, "R1.7")["commitment"].tolist() == ["CM-03"]
    assert told(commitments.by_kind(rows), "kind", "in_time", "overdue", "due") == [
        ("covenant", 1, 1, 3),
        ("safeguard", 0, 1, 1),
    ]


def test_page_and_indicator_tell_the_same_share(publish):
    def planned(session):
        promised(session)
        for period in (SPRING, SUMMER):
            factories.target(session, "R4.6a", 0.9, area="KG", period=period)

    with publish(planned) as db:
        for period in (SPRING, SUMMER, AUTUMN):
            counts = commitments.by_kind(commitments.commitments(db, asked(period=period)))
            share = results.standing(db, asked(period=period))["R4.6a"]
            assert counts["in_time"].sum() == share["numerator"]
            assert counts["due"].sum() == share["denominator"]


def test_a_decision_is_listed_but_no_promise_kept_on_time(publish):
    def decided(session):
        promised(session)
        day = {"due_on": SUMMER, "done_on": SUMMER}
        factories_promises.commitment(session, "MT-1", kind="decision", **day)

    with publish(decided) as db:
        rows = commitments.commitments(db, asked())
        share = results.standing(db, asked())["R4.6a"]
        [behind] = ROWS_BEHIND["R4.6a"](1, "KG", AUTUMN)
        codes = [row.code for row in db.execute(behind)]

    assert "MT-1" in rows["commitment"].tolist()
    assert (share["numerator"], share["denominator"]) == (1, 4)
    assert codes == ["CM-01", "CM-02", "CM-03", "CM-04"]
    assert commitments.by_kind(rows)["kind"].tolist() == ["covenant", "safeguard"]


def test_what_was_done_later_was_overdue_then(publish):
    with publish(promised) as db:
        then = commitments.commitments(db, asked(period=SUMMER - timedelta(1)))

    assert then["state"].tolist() == ["in_time", "overdue", "to_come", "to_come", "to_come"]


def test_a_risk_moves_against_the_release_before(publish):
    def first(session):
        for code in ("RK-01", "RK-02", "RK-03"):
            factories_promises.risk(session, code)

    def second(session):
        factories.intake(session)
        rows = {row.code: row for row in session.query(factories_promises.Risk)}
        factories.corrected(session, rows["RK-01"], likelihood=5)
        factories.corrected(session, rows["RK-02"], impact=1)
        factories_promises.risk(session, "RK-04", 1, 1)

    with publish(first, second) as db:
        rows = risks.risks(db, asked(release=2))
        alone = risks.risks(db, asked(release=1))

    assert told(rows, "risk", "weight", "move") == [
        ("RK-01", 20, "up"),
        ("RK-03", 12, "same"),
        ("RK-02", 3, "down"),
        ("RK-04", 1, "new"),
    ]
    assert alone["move"].isna().all()


def complained(session):
    factories.target(session, "R4.6b", 0.9, area="KG", period=AUTUMN)
    for number in range(1, 8):
        day = date(2026, 6, number)
        about = "rental" if number < 7 else "works"
        factories_promises.grievance(
            session, f"GR-000{number}", day, day + timedelta(10), category=about
        )
    late = date(2026, 7, 1)
    factories_promises.grievance(session, "GR-0008", late, late + timedelta(31))
    factories_promises.grievance(session, "GR-0009", AUTUMN - timedelta(31))
    factories_promises.grievance(session, "GR-0010", AUTUMN - timedelta(29))


def test_a_grievance_is_judged_once_its_days_have_run_out(publish):
    with publish(complained) as db:
        rows = grievances.grievances(db, asked())
        share = results.standing(db, asked())["R4.6b"]

    found = grievances.totals(rows)
    assert found is not None
    assert (found.received, found.resolved, found.open, found.overdue) == (10, 8, 2, 1)
    assert (found.in_time, found.due) == (7, 9)
    assert found.median == 10
    assert (share["numerator"], share["denominator"]) == (7, 9)


def test_few_grievances_are_not_told_nor_what_would_tell_them(publish):
    with publish(complained) as db:
        rows = grievances.grievances(db, asked())

    by_matter = grievances.parts(rows, "category")
    assert by_matter["hidden"].all()
    assert by_matter["received"].isna().all()
    by_way = grievances.parts(rows, "channel")
    assert told(by_way, "channel", "received", "median") == [("phone", 10, 10.0)]


def test_what_grew_by_few_is_not_told_until_five_more_came(publish):
    def grown(session):
        number = 0
        for day, many in ((SPRING, 6), (SUMMER, 1), (AUTUMN, 0)):
            for about, more in (("rental", many), ("works", 6), ("training", 6)):
                for _ in range(more):
                    number += 1
                    code = f"GR-{number:04}"
                    factories_promises.grievance(session, code, day, category=about)

    def told_at(db, period):
        rows = grievances.grievances(db, asked(period=period))
        found = grievances.parts(rows, "category", period).set_index("category")
        return found["hidden"].to_dict()

    with publish(grown) as db:
        spring, summer, autumn = (told_at(db, each) for each in (SPRING, SUMMER, AUTUMN))

    assert not any(spring.values())
    for then in (summer, autumn):
        assert then["rental"]
        assert sum(then.values()) == 2


def test_of_fewer_than_five_grievances_nothing_is_told(publish):
    def few(session):
        for number in range(1, 5):
            factories_promises.grievance(session, f"GR-000{number}", date(2026, 6, number))

    with publish(few) as db:
        rows = grievances.grievances(db, asked())
        late = deadlines.deadlines(db, asked())

    assert len(rows) == 4
    assert grievances.totals(rows) is None
    assert grievances.parts(rows, "channel").empty
    assert grievances.by_quarter(rows).empty
    assert "grievance" not in set(late["kind"])


def test_promises_are_deadlines_of_who_gave_them(publish):
    with publish(acted, promised, complained) as db:
        rows = deadlines.deadlines(db, asked(release=3))

    late = rows[rows["kind"].isin(("policy", "commitment")) & rows["status"].notna()]
    assert told(late, "kind", "code", "days", "owner_name") == [
        ("commitment", "CM-03", 92, "Project implementation unit"),
        ("policy", "PA-2-01", 92, "Ministry of Education"),
        ("policy", "PA-2-02", 92, "Ministry of Education"),
        ("commitment", "CM-04", 0, "Project implementation unit"),
    ]
    [waiting] = rows[rows["kind"] == "grievance"].to_dict("records")
    assert (waiting["code"], waiting["value"], waiting["status"]) == ("", 1, "attention")
    assert pd.isna(waiting["days"])
    ahead = deadlines.to_come(rows)
    assert told(ahead[ahead["kind"] != "data"], "kind", "code", "days") == [
        ("policy", "PA-2-03", -1)
    ]


def test_without_facts_there_are_no_rows(publish):
    with publish() as db:
        frames = (
            campaign.events(db, asked()),
            policy.actions(db, asked()),
            commitments.commitments(db, asked()),
            risks.risks(db, asked()),
            grievances.grievances(db, asked()),
        )
        no_parts = grievances.parts(frames[-1], "category")

    assert [len(frame) for frame in (*frames, no_parts)] == [0] * 6
    nothing = grievances.totals(frames[-1])
    assert nothing is not None and nothing.received == 0
    assert isinstance(campaign.by_channel(frames[0]), pd.DataFrame)
    assert policy.by_tranche(frames[1]).empty
    assert commitments.by_kind(frames[2]).empty
