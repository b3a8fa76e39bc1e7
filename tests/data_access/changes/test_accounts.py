from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from data_access import database, passwords
from data_access.changes import accounts, journal
from data_access.changes.accounts import Author, Fault, Refused, fingerprint
from data_access.models import SignInSession
from data_access.queries import accounts as queries

ME = Author("me")
NOW = datetime(2026, 11, 28, tzinfo=UTC)
GOOD, OTHER = "correct horse battery", "another horse battery"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hashes that cost little: what they cost is not what these tests are about."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(1, 8, parallelism=1))


def test_an_account_is_created_signs_in_and_out_on_every_database(engine):
    with database.writing(engine) as session:
        number = accounts.create(session, "  Some  BODY ", "", "editor", ME)
        session.flush()
        number, word = number.id, accounts.make_link(session, number.id, ME)
    accounts.use_link(engine, word, GOOD, "10.0.0.1")
    first = accounts.sign_in(engine, "some body", GOOD, "10.0.0.1")
    second = accounts.sign_in(engine, "SOME BODY", GOOD, "10.0.0.2")

    now = datetime.now(UTC)
    with database.reading(engine) as db:
        known = queries.signed_in(db, fingerprint(first), now)
        assert known is not None
        assert (known.name, known.shown_name, known.role) == ("some body", "Some BODY", "editor")
        assert len(queries.sessions(db, number, now)) == 2
        assert queries.signed_in(db, fingerprint(first), now + queries.SILENCE) is None
        assert queries.signed_in(db, first, now) is None
    accounts.change_password(engine, number, GOOD, OTHER, known.session, Author("some body"))
    with database.writing(engine) as session:
        accounts.say_alive(session, known.session, now + timedelta(hours=1))
    with database.reading(engine) as db:
        assert queries.signed_in(db, fingerprint(second), now) is None
        assert queries.signed_in(db, fingerprint(first), now + queries.SILENCE) is not None
    with database.writing(engine) as session:
        accounts.sign_out_everywhere(session, number, ME)
    with pytest.raises(Refused):
        accounts.sign_in(engine, "some body", GOOD, "10.0.0.1")
    with database.reading(engine) as db:
        assert queries.sessions(db, number, now) == []
        assert accounts._wrong_from(db, "10.0.0.1", now) == 1
        assert journal.verify(db) == []


def test_one_administrator_who_can_sign_in_always_remains(sqlite_engine):
    with database.writing(sqlite_engine) as session:
        word = accounts.create_first(session, ME)
        assert word
        assert accounts.create_first(session, ME) is None
        other = accounts.create(session, "other", "", "administrator", ME)
        session.flush()
        accounts.disable(session, other.id, ME)
    acts = [
        lambda session: accounts.disable(session, 1, ME),
        lambda session: accounts.change_role(session, 1, "donor", ME),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused, database.writing(sqlite_engine) as session:
            act(session)
        assert refused.value.fault is Fault.LAST_ADMINISTRATOR

    with database.reading(sqlite_engine) as db:
        first, second = queries.accounts(db)
    assert (first.role, first.disabled, second.disabled) == ("administrator", False, True)


@pytest.mark.parametrize(
    ("name", "shown", "fault"),
    [
        (" ", "", Fault.NO_NAME),
        ("x" * 101, "", Fault.LONG_NAME),
        ("a\u202eb", "", Fault.LONG_NAME),
        ("x", "a\x00b", Fault.LONG_NAME),
        ("ADMINISTRATOR", "", Fault.NAME_TAKEN),
    ],
)
def test_a_name_that_cannot_be_is_refused(sqlite_engine, name, shown, fault):
    with pytest.raises(Refused) as refused, database.writing(sqlite_engine) as session:
        accounts.create_first(session, ME)
        accounts.create(session, name, shown, "donor", ME)

    assert refused.value.fault is fault


def test_a_password_is_kept_as_argon2_and_the_same_however_its_letters_are_composed():
    kept = passwords.hashed("Й" + GOOD)

    assert kept.startswith("$argon2id$")
    assert passwords.is_right("Й" + GOOD, kept)
    assert not passwords.is_right(OTHER, kept)
    assert not passwords.is_right("", "")


def test_an_error_of_the_database_tells_no_value_on_every_database(engine):
    with pytest.raises(IntegrityError) as error, database.writing(engine) as session:
        for _ in range(2):
            values = {"token": "a-secret", "account": 1, "created_at": NOW, "seen_at": NOW}
            session.execute(insert(SignInSession).values(**values))

    assert "INSERT INTO sign_in_session" in str(error.value)
    assert "parameters hidden" in str(error.value)
