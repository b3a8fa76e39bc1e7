import csv
import shutil
from io import StringIO

import pytest

from dashboard import urls
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from tests.counted_books import counted_books
from tests.factories import NARYN


@pytest.fixture(scope="module")
def client(sqlite_template, tmp_path_factory):
    """A browser in front of schools whose textbooks were counted."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("books") / "books.sqlite")
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        counted_books(session)
    engine.dispose()
    return create_app(Settings(database_url=f"sqlite:///{file}")).server.test_client()


def rows(client, search):
    answer = client.get(f"{urls.TEXTBOOK_TRANSFERS}{search}")
    assert answer.status_code == 200
    delimiter = "," if "lang=en" in search else ";"
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig")), delimiter=delimiter))


def test_the_list_of_a_region_names_schools_titles_copies_and_kilometres(client):
    head, titles, *body = rows(client, f"?lang=en&region={NARYN}")

    assert head[0].startswith("Source: counts of textbooks, 10 Sep 2026")
    assert head[1:4] == ["Release No. 1, 30 Sep 2026", "At most 25 km as the crow flies", ""]
    assert titles[0] == "Trip"
    assert titles[-2:] == ["Copies", "Kilometres"]
    assert len(body) > 5
    assert {row[3] for row in body} == {row[6] for row in body} == {"At-Bashy"}
    assert body[0][0] == "1"
    assert all(int(row[-2]) > 0 and 0 <= float(row[-1]) <= 25 for row in body)


def test_a_shorter_limit_makes_a_shorter_list(client):
    near, far = (rows(client, f"?lang=en&region={NARYN}&km={km}")[2:] for km in (10, 50))

    assert all(float(row[-1]) <= 10 for row in near)
    assert sum(int(row[-2]) for row in near) <= sum(int(row[-2]) for row in far)


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_kyrgyz_and_russian_have_a_comma_in_kilometres(client, lang):
    body = rows(client, f"?lang={lang}&region={NARYN}")[2:]

    assert all("." not in row[-1] for row in body)
    assert any("," in row[-1] for row in body)


def test_the_list_of_a_country_that_was_not_worked_out_says_so(client):
    head, _, *body = rows(client, "?lang=en")

    assert head[-1] == "The whole country has not been worked out yet."
    assert body == []
