"""How far do the data of each subject reach, who has not reported, and what rests on that?"""

from datetime import date

import pandas as pd

from data_access import database
from data_access.indicators.formulas import FORMULAS
from data_access.queries import freshness, likeness, quality, results
from tests import factories, factories_promises, factories_textbooks, factories_training
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, SPRING, SUMMER, asked

NEW_YEAR = date(2026, 12, 31)
BY_SCHOOL_YEAR = {"R1.6a", "R1.6b", "R1.6c"}


def late_in_part(session) -> None:
    """Add events of autumn, risks of summer, grievances of spring, a policy action of spring, and
    commitments that were brought in and taken back."""
    factories_promises.event(session)
    factories_promises.risk(session, assessed_on=SUMMER)
    factories_promises.policy_action(session, state="met", met_on=SPRING)
    factories_promises.grievance(session, received_on=SPRING, resolved_on=SPRING)
    for indicator, due in (("R4.6b", 0.9), ("R4.2", 100), ("R1.7", 0.4), ("R4.5", 9)):
        factories.target(session, indicator, due)
    factories_training.register(session, district=AT_BASHY, period=AUTUMN)
    factories_training.register(session, district=KOCHKOR, period=SUMMER)
    factories.school(session, "SC-0001")
    factories.school(session, "SC-0002")
    factories_textbooks.title(session)
    factories_textbooks.order(session)
    factories_textbooks.stock_count(session, school="SC-0001")
    factories.intake(session)
    wrong = factories_promises.commitment(session, done_on=SPRING)
    again = factories_promises.event(session, "EV-002")
    wrong.superseded_by = again.superseded_by = factories.intake(session).id
    factories.release(session)


def by_subject(rows: pd.DataFrame) -> dict[str, dict]:
    return {row["subject"]: row for row in rows.to_dict("records")}


def test_every_figure_that_is_counted_from_dated_rows_belongs_to_a_subject():
    fed = [code for subject in freshness.SUBJECTS for code in subject.indicators]

    assert len(fed) == len(set(fed))
    assert set(fed) == set(FORMULAS) - BY_SCHOOL_YEAR


def test_what_is_late_or_missing_is_told_with_what_rests_on_it(engine):
    with database.writing(engine) as session:
        late_in_part(session)
    with database.reading(engine) as db:
        rows = by_subject(quality.subjects(db, asked(), AUTUMN))
        a_quarter_on = by_subject(quality.subjects(db, asked(), NEW_YEAR))
        a_quarter_ago = by_subject(quality.subjects(db, asked(period=SUMMER), SUMMER))
        districts = quality.districts(db, asked()).set_index("district")
        late_now, late_on = (
            {
                row["indicator"]: row["late_subjects"]
                for row in quality.late_figures(db, asked(), quality.subjects(db, asked(), due))
            }
            for due in (AUTUMN, NEW_YEAR)
        )
        checks = {check.code: check.cases for check in quality.checks(db, asked())}

    def told(found, subject):
        return found[subject]["late_months"], found[subject]["status"]

    assert told(rows, "campaign") == (0, "on_track")
    assert told(rows, "risks") == (3, "attention")
    assert told(rows, "grievances") == (6, "at_risk")
    assert told(rows, "policy") == (0, "on_track")  # expected once in a year
    assert pd.isna(rows["payments"]["late_months"])
    assert rows["payments"]["status"] == "not_reported"
    assert told(a_quarter_on, "campaign") == (3, "attention")
    assert told(a_quarter_ago, "risks") == (0, "on_track")
    assert a_quarter_ago["campaign"]["status"] == "not_reported"
    assert (rows["campaign"]["data_to"], rows["campaign"]["import_id"]) == (pd.Timestamp(AUTUMN), 1)
    assert rows["campaign"]["imported_on"] == pd.Timestamp(2026, 10, 1)
    assert pd.isna(rows["commitments"]["import_id"])

    registers, counts = rows["registers"], rows["stock_counts"]
    assert (registers["reported"], registers["expected"]) == (1, 54)
    assert (counts["reported"], counts["expected"]) == (1, 2)
    assert {told(rows, each) for each in ("registers", "stock_counts")} == {(0, "attention")}
    assert not districts.loc[AT_BASHY, "is_open"]
    assert districts.loc[AT_BASHY, "missing"] == 1
    assert districts.loc[KOCHKOR, "is_open"]
    assert districts.loc[KOCHKOR, "closed_to"] == pd.Timestamp(SUMMER)
    assert districts["is_open"].sum() == 53

    assert late_now["R4.6b"] == ["grievances"]
    assert late_now["R1.7"] == ["stock_counts"]
    assert "R4.2" not in late_now
    assert late_on["R4.2"] == ["campaign"]

    assert checks.pop("unprinted") == 1
    assert set(checks.values()) == {0}


def test_what_looks_good_on_late_or_partial_data_is_provisional(engine):
    with database.writing(engine) as session:
        late_in_part(session)
    with database.reading(engine) as db:
        standing = results.standing(db, asked())
        late = quality.late_figures(db, asked(), quality.subjects(db, asked(), NEW_YEAR))

    assert {
        code: (standing[code]["status"], standing[code]["provisional"])
        for code in ("R4.6b", "R1.7", "R4.2", "R4.5")
    } == {
        "R4.6b": ("on_track", True),  # no grievance since spring
        "R1.7": ("achieved", True),  # one district of many
        "R4.2": ("achieved", False),
        "R4.5": ("at_risk", False),
    }
    provisional = {row["indicator"] for row in late if row["provisional"]}
    assert provisional == {"R4.6b", "R1.7", "R4.2"}  # by the new year events are late too


def alike(session) -> None:
    """Add two codes of one woman, four that differ from them, and one that is known to be hers."""
    factories.school(session, "SC-0001", name_en="Manas School", lon=75.1, lat=41.0)
    for code, more in (
        ("P-0001", {}),
        ("P-0002", {}),
        ("P-0003", {"birth_year": 1985}),
        ("P-0004", {"subject": None}),
        ("P-0005", {"school": None}),
        ("P-0006", {"birth_year": None}),
        ("P-0007", {"same_as": "P-0001"}),
    ):
        factories_training.person(session, code, **{"school": "SC-0001", **more})
    factories.school(session, "SC-0002", name_en="MANAS  school", lon=75.2, lat=41.0)
    factories.school(session, "SC-0003", name_en="Manas school", lon=75.3, district=KOCHKOR)
    factories.school(session, "SC-0004", lon=75.4, lat=41.0)
    factories.school(session, "SC-0005", lon=75.40001, lat=41.0, district=KOCHKOR)
    factories.school(session, "SC-0006", lon=75.4, lat=41.0, closed_on=SPRING)
    factories.school(session, "SC-0007", lon=None, lat=None)
    factories.school(session, "SC-0008", closed_on=SPRING, merged_into="SC-0007")
    factories.release(session)


def test_people_and_schools_that_may_stand_twice_are_found(engine):
    with database.writing(engine) as session:
        alike(session)
    with database.reading(engine) as db:
        people = likeness.people(db, asked())
        schools = likeness.schools(db, asked())
        merged = likeness.merged_schools(db, asked())

    assert (people.groups, people.codes, people.joined, people.checked) == (1, 2, 1, 6)
    pairs = schools.groupby(["pair", "group"])["school"].agg(tuple).to_dict()
    assert {(pair, codes) for (pair, _), codes in pairs.items()} == {
        ("name", ("SC-0001", "SC-0002")),
        ("spot", ("SC-0004", "SC-0005")),
    }
    assert merged == {"SC-0008"}
