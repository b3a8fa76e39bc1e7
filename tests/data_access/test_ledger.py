import hashlib
from datetime import date

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from data_access import database, ledger
from data_access.ledger import BadReleaseDate, Break, DateRule, NothingToPublish
from data_access.models import Area, Definition, Fund, Indicator, Payment, Picture, Release
from data_access.summaries import SUMMARIES
from data_access.summaries.budget import PAYMENTS
from tests import factories
from tests.data_access.random_history import history


def verify(engine) -> list[Break]:
    with database.reading(engine) as db:
        return ledger.verify(db)


def releases(engine) -> list:
    with database.reading(engine) as db:
        return ledger.releases(db)


def publish(session: Session, as_of=factories.AUTUMN, next_update=date(2027, 1, 31)) -> Release:
    return ledger.publish(session, as_of=as_of, next_update=next_update, note="", by="")


def test_nothing_can_be_published_before_the_first_import(engine):
    with pytest.raises(NothingToPublish), database.writing(engine) as session:
        publish(session)


def test_nothing_can_be_published_twice(engine):
    with database.writing(engine) as session:
        factories.payment(session)
        factories.release(session)

    with pytest.raises(NothingToPublish), database.writing(engine) as session:
        publish(session)

    assert len(releases(engine)) == 1


@pytest.mark.parametrize(
    ("today", "as_of", "next_update", "rule", "limit"),
    [
        (date(2026, 11, 23), date(2026, 9, 29), date(2027, 1, 31), DateRule.QUARTER, None),
        (date(2026, 11, 23), date(2026, 8, 31), date(2027, 1, 31), DateRule.QUARTER, None),
        (date(2026, 11, 23), date(2026, 12, 31), date(2027, 1, 31), DateRule.FUTURE,
         date(2026, 11, 23)),
        (date(2026, 9, 29), factories.AUTUMN, date(2027, 1, 31), DateRule.FUTURE,
         date(2026, 9, 29)),
        (date(2026, 11, 23), factories.SPRING, date(2027, 1, 31), DateRule.ORDER,
         factories.SUMMER),
        (date(2026, 11, 23), factories.AUTUMN, factories.AUTUMN, DateRule.NEXT_UPDATE,
         factories.AUTUMN),
    ],
)  # fmt: skip
def test_a_release_with_impossible_dates_is_refused_and_leaves_nothing(
    sqlite_engine, monkeypatch, today, as_of, next_update, rule, limit
):
    monkeypatch.setattr(ledger, "today", lambda: today)
    with database.writing(sqlite_engine) as session:
        factories.payment(session)
        factories.release(session, as_of=factories.SUMMER)

    with pytest.raises(BadReleaseDate) as raised, database.writing(sqlite_engine) as session:
        factories.intake(session)
        publish(session, as_of=as_of, next_update=next_update)

    assert raised.value.rule is rule
    assert raised.value.limit == (limit or as_of)
    assert len(releases(sqlite_engine)) == 1


def test_a_quarter_can_be_published_on_its_last_day_and_again_with_corrections(
    sqlite_engine, monkeypatch
):
    monkeypatch.setattr(ledger, "today", lambda: factories.AUTUMN)
    with database.writing(sqlite_engine) as session:
        factories.payment(session)
        factories.release(session)
        factories.release(session)

    assert len(releases(sqlite_engine)) == 2


def test_today_is_the_day_of_bishkek():
    assert ledger.BISHKEK.utcoffset(None).total_seconds() == 6 * 3600


def test_releases_are_numbered_and_listed_newest_first(engine):
    with database.writing(engine) as session:
        factories.programme(session)

    assert [(each.number, each.as_of) for each in releases(engine)] == [
        (2, factories.AUTUMN),
        (1, factories.SUMMER),
    ]


def test_publishing_keeps_the_cells_of_the_release_before(engine):
    with database.writing(engine) as session:
        payment = factories.payment(session, 10)
        factories.release(session)
        factories.corrected(session, payment, amount_usd=25)
        factories.release(session)

    with database.reading(engine) as db:
        amounts = [db.execute(PAYMENTS.stored(number)).one().amount_usd for number in (1, 2)]

    assert amounts == [10, 25]


def test_a_release_counts_the_facts_of_the_one_before_that_were_corrected_since(engine):
    with database.writing(engine) as session:
        first, second = factories.payment(session, 10), factories.payment(session, 20)
        factories.payment(session, 30)
        factories.release(session)
        once = factories.corrected(session, first, amount_usd=11)
        factories.corrected(session, second, amount_usd=21)
        factories.intake(session)
        factories.corrected(session, once, amount_usd=12)
        factories.payment(session, 40)
        factories.release(session)

    assert [each.corrected_count for each in releases(engine)] == [2, 0]


@pytest.mark.parametrize("seed", [11, 12])
def test_every_release_can_be_rebuilt_from_the_facts_and_is_identical(engine, seed):
    with database.writing(engine) as session:
        history(session, seed, imports=4)

    with database.reading(engine) as db:
        for release in ledger.releases(db):
            for part in SUMMARIES:
                rebuilt = db.execute(part.cells(release.import_id, release.number)).all()
                stored = db.execute(part.stored(release.number)).all()
                assert sorted(map(repr, rebuilt)) == sorted(map(repr, stored))
        assert ledger.verify(db) == []
        assert len(ledger.releases(db)) == 4


def test_the_hash_of_a_release_rests_on_its_cells_and_on_the_hash_before_it(engine):
    with database.writing(engine) as session:
        factories.payment(session)
        factories.release(session)
        factories.release(session)

    second, first = releases(engine)
    with database.reading(engine) as db:
        assert ledger.content_hash(db, first, "") == first.content_hash
        assert ledger.content_hash(db, second, first.content_hash) == second.content_hash
        assert ledger.content_hash(db, second, "") != second.content_hash


def test_the_same_facts_have_the_same_hash_on_every_database(sqlite_url, postgresql_url):
    hashes = []
    for url in (sqlite_url, postgresql_url):
        engine = database.make_engine(url)
        with database.writing(engine) as session:
            history(session, 7)
        hashes.append([each.content_hash for each in releases(engine)])
        engine.dispose()

    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == 3


@pytest.fixture
def published(engine):
    with database.writing(engine) as session:
        factories.programme(session)
    return engine


def test_verify_finds_a_tampered_cell(published):
    with published.begin() as db:
        db.execute(update(PAYMENTS.table).where(PAYMENTS.table.c.release == 1).values(amount_usd=1))

    assert verify(published)[:2] == [Break(1, ""), Break(1, "summary_payment")]
    assert {each.release for each in verify(published)} == {1}


def test_verify_finds_a_tampered_hash_and_everything_chained_to_it(published):
    with published.begin() as db:
        db.execute(update(Release).where(Release.number == 1).values(content_hash="0" * 64))

    assert verify(published) == [Break(1, ""), Break(2, "")]


@pytest.mark.parametrize(
    "change",
    [
        {"as_of": factories.AUTUMN},
        {"next_update": date(2030, 1, 1)},
        {"note": "nothing to see"},
        {"corrected_count": 7},
    ],
    ids=lambda change: next(iter(change)),
)
def test_verify_finds_what_a_release_falsely_says_of_itself(published, change):
    with published.begin() as db:
        db.execute(update(Release).where(Release.number == 1).values(**change))

    assert verify(published) == [Break(1, "")]


def test_verify_finds_a_release_that_was_moved_to_another_import(published):
    with published.begin() as db:
        db.execute(update(Release).where(Release.number == 1).values(import_id=2))

    assert Break(1, "") in verify(published)


@pytest.mark.parametrize(
    ("model", "code", "change"),
    [
        (Indicator, "R1.3b", {"unit": "share"}),
        (Indicator, "R1.3b", {"level": "country"}),
        (Indicator, "R1.3b", {"weight": 9}),
        (Indicator, "R1.3b", {"computed": False}),
        (Fund, "L4217", {"kind": "grant"}),
        (Area, factories.AT_BASHY, {"parent": factories.TALAS}),
    ],
)
def test_verify_finds_a_code_that_means_something_else_today(published, model, code, change):
    with published.begin() as db:
        db.execute(update(model).where(model.code == code).values(**change))

    assert verify(published) == [Break(n, model.__tablename__) for n in (1, 2)]


def test_verify_finds_a_fund_that_counts_differently_and_the_figures_that_follow(published):
    with published.begin() as db:
        db.execute(update(Fund).where(Fund.code == "G0851").values(kind="counterpart"))

    assert verify(published) == [
        Break(number, table) for number in (1, 2) for table in ("fund", "summary_computed")
    ]


def test_verify_finds_a_tampered_definition(published):
    with published.begin() as db:
        first = (Definition.release == 1) & (Definition.code == "R1.3b")
        db.execute(update(Definition).where(first).values(meaning="[]"))

    assert verify(published) == [Break(1, ""), Break(1, "indicator")]


def test_words_and_codes_that_are_new_break_nothing(published):
    with published.begin() as db:
        db.execute(update(Indicator).values(name_ky="башка", definition_en="other", position=1))
        names = {"name_ky": "а", "name_ru": "а", "name_en": "a"}
        db.execute(Fund.__table__.insert().values(code="G9", kind="grant", **names))  # type: ignore[attr-defined]

    assert verify(published) == []


def test_verify_finds_a_picture_that_is_another_one_than_was_published(engine):
    name = hashlib.sha256(b"large").hexdigest()
    with database.writing(engine) as session:
        factories.innovative_school(session)
        factories.photo(session, picture=name)
        factories.release(session)
    assert verify(engine) == []

    with database.writing(engine) as session:
        session.execute(update(Picture).values(large=b"another"))

    assert verify(engine) == [Break(1, "picture")]


def test_verify_finds_a_changed_fact(published):
    with published.begin() as db:
        changed = select(Payment.id).order_by(Payment.id).limit(1).scalar_subquery()
        db.execute(update(Payment).where(Payment.id == changed).values(amount_usd=1))

    assert verify(published) == [
        Break(release, table)
        for release in (1, 2)
        for table in ("summary_payment", "summary_contract_paid")
    ]


def test_verify_finds_a_fact_that_was_taken_away(published):
    with published.begin() as db:
        db.execute(Payment.__table__.delete().where(Payment.number == "P-1"))  # type: ignore[attr-defined]

    found = {each.table for each in verify(published)}
    assert found == {"summary_payment", "summary_contract_paid"}


def test_an_untouched_ledger_has_no_break(published):
    assert verify(published) == []


@pytest.mark.parametrize("seed", range(3))
def test_releases_are_counted_anew_from_their_facts(engine, seed):
    with database.writing(engine) as session:
        history(session, seed)
        before = [release.content_hash for release in ledger.releases(session.connection())]
        for summary in SUMMARIES:  # as after a newer schema made their tables anew
            session.execute(delete(summary.table))

        count = ledger.recount(session)

        db = session.connection()
        assert count == len(before)
        assert [release.content_hash for release in ledger.releases(db)] == before
        assert ledger.verify(db) == []


def test_counting_anew_renews_the_chain(published):
    with database.writing(published) as session:
        session.execute(update(Release).values(content_hash="old"))
        ledger.recount(session)

    assert verify(published) == []
