"""How does a test sign in?"""

import re

from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from data_access import database, passwords
from data_access.changes import accounts
from data_access.changes.accounts import Author

PASSWORD = "correct horse battery"
HOME = {"Origin": "http://localhost"}
TEST = Author("tests")


def account(engine: Engine, name: str, role: str) -> int:
    """Create an account with PASSWORD and return its number."""
    with database.writing(engine) as session:
        made = accounts.create(session, name, "", role, TEST)
        made.password = passwords.hashed(PASSWORD)
        session.flush()
        return made.id


def token(page: TestResponse) -> str:
    """Return the token of the forms of a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found
    return found[1]


def send(client: FlaskClient, address: str, page: str, **fields: str) -> TestResponse:
    """Send a form as the page on which it stands would."""
    form = {"csrf": token(client.get(page)), **fields}
    return client.post(address, data=form, headers=HOME)


def sign_in(
    client: FlaskClient, name: str, password: str = PASSWORD, query: str = "?lang=en"
) -> TestResponse:
    """Sign in through the door."""
    return send(client, f"/sign-in{query}", "/sign-in?lang=en", name=name, password=password)
