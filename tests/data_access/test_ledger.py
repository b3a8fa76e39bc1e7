import pytest
from sqlalchemy import select, update

from data_access import database, ledger
from data_access.ledger import Break, NothingToPublish
from data_access.models import Payment, Release
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


def test_nothing_can_be_published_before_the_first_import(engine):
    with pytest.raises(NothingToPublish), database.writing(engine) as session:
        ledger.publish(
            session, as_of=factories.AUTUMN, next_update=factories.AUTUMN, note="", by=""
        )


def test_nothing_can_be_published_twice(engine):
    with database.writing(engine) as session:
        factories.payment(session)
        factories.release(session)

    with pytest.raises(NothingToPublish), database.writing(engine) as session:
        ledger.publish(
            session, as_of=factories.AUTUMN, next_update=factories.AUTUMN, note="", by=""
        )

    assert len(releases(engine)) == 1


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
        assert ledger.content_hash(db, 1, "") == first.content_hash
        assert ledger.content_hash(db, 2, first.content_hash) == second.content_hash
        assert ledger.content_hash(db, 2, "") != second.content_hash


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


def test_verify_finds_a_changed_fact(published):
    with published.begin() as db:
        changed = select(Payment.id).order_by(Payment.id).limit(1).scalar_subquery()
        db.execute(update(Payment).where(Payment.id == changed).values(amount_usd=1))

    assert verify(published) == [Break(1, "summary_payment"), Break(2, "summary_payment")]


def test_verify_finds_a_fact_that_was_taken_away(published):
    with published.begin() as db:
        db.execute(Payment.__table__.delete().where(Payment.number == "P-1"))  # type: ignore[attr-defined]

    assert {each.table for each in verify(published)} == {"summary_payment"}


def test_an_untouched_ledger_has_no_break(published):
    assert verify(published) == []
