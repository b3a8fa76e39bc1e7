import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import urls
from dashboard.exports import EXPORTS, NEEDS, sheet
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.models import Area
from data_access.summaries.training import ELIGIBLE, TRAINED
from tests import factories
from tests.factories import AT_BASHY, MANAS, SPRING


@pytest.fixture
def client(sqlite_url, sqlite_engine):
    """A browser in front of two districts with teachers of physics to be trained."""
    with database.writing(sqlite_engine) as session:
        session.get(Area, MANAS).short_en = "=1+1"
        factories.release(session)
        for district, whole, done in ((AT_BASHY, 80, 20), (MANAS, 100, 10)):
            here = {
                "period": SPRING, "district": district, "subject": "physics", "language": "ky",
                "sex": "female", "rural": True, "demonstration": 1,
            }  # fmt: skip
            factories.summarised(session, ELIGIBLE, here | {"teachers": whole})
            teacher = {"audience": "teachers", "role": "teacher", "people": done}
            factories.summarised(session, TRAINED, here | teacher)
    return create_app(Settings(database_url=sqlite_url)).server.test_client()


def rows(answer, delimiter):
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig")), delimiter=delimiter))


def test_the_list_of_places_answers_the_same_question_as_the_page(client):
    answer = client.get(f"{urls.TRAINING_PLACES}?lang=en&places=100&district={AT_BASHY}")

    head, question, _, titles, *body = rows(answer, ",")
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert head[0].startswith("Source: training register, Q3 2026")
    assert head[2:] == ["Q3 2026", "Demonstration data"]
    assert question[:2] == ["Course places: 100", "Subject: All subjects"]
    assert question[-2:] == [
        "15 seats stay empty, since not all groups are full.",
        "25 places are left over: nobody else is left to be trained.",
    ]
    assert titles[:5] == ["District", "Subject", "Groups", "People", "Not trained yet"]
    assert [row[1:] for row in body] == [
        ["Physics", "3", "60", "60", "80", "0.25", "1.0", "No", "Yes"],
        [],
        ["Groups", "People", *titles[4:]],
        ["3", "60", "60", "80", "0.25", "1.0", "No", "Yes"],
    ]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_kyrgyz_and_russian_have_a_comma_in_numbers(client, lang):
    body = rows(client.get(f"{urls.TRAINING_PLACES}?lang={lang}&places=100"), ";")[4:]

    assert ["0,1", "0,85"] in [row[6:8] for row in body]


def test_no_text_of_the_list_is_a_formula(client):
    answer = client.get(f"{urls.TRAINING_PLACES}?lang=en&places=100")

    assert rows(answer, ",")[4][0] == "'=1+1"


def test_what_cannot_be_asked_is_not_there(client):
    assert client.get(f"{urls.TRAINING_PLACES}?as_of=9").status_code == 404
    assert client.get(f"{urls.TRAINING_PLACES}?district=41700000000000").status_code == 404


@pytest.mark.parametrize("path", [path for path in EXPORTS if path not in NEEDS])
@pytest.mark.parametrize("choice", ["reserve=99", "subject=alchemy", "colour=red"])
def test_no_file_answers_another_question_than_was_asked(client, path, choice):
    answer = client.get(f"{path}?lang=en&{choice}")

    assert answer.status_code == 404
    assert f"because it makes no sense here: {choice}" in answer.text


@given(st.text(max_size=20), st.sampled_from(["ky", "ru", "en"]))
def test_whatever_a_text_is_a_spreadsheet_reads_it_as_text(text, lang):
    written = sheet.written([[text, "end"]], lang)

    delimiter = "," if lang == "en" else ";"
    found = next(csv.reader(StringIO(written[1:], newline=""), delimiter=delimiter))
    assert found[1] == "end"
    assert not found[0].startswith(sheet.FORMULA)
    assert found[0].removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize(
    ("value", "lang", "cell"),
    [(0.123456, "en", "0.1235"), (0.5, "ru", "0,5"), (1200, "ky", "1200"), (None, "en", ""),
     (float("nan"), "ru", ""), (-3, "en", "-3")],
)  # fmt: skip
def test_numbers_stay_numbers(value, lang, cell):
    delimiter = "," if lang == "en" else ";"

    assert sheet.written([["x", value]], lang) == f"\ufeffx{delimiter}{cell}\r\n"


def test_a_few_people_are_not_told_apart_in_a_file(sqlite_url, sqlite_engine):
    with database.writing(sqlite_engine) as session:
        factories.release(session)
        here = {
            "period": date(2026, 3, 31), "district": AT_BASHY, "subject": "physics",
            "language": "ky", "sex": "female", "rural": True, "teachers": 3,
        }  # fmt: skip
        factories.summarised(session, ELIGIBLE, here)
    client = create_app(Settings(database_url=sqlite_url)).server.test_client()

    body = rows(client.get(f"{urls.TRAINING_PLACES}?lang=en&places=100"), ",")[4:]

    assert body[:1] == [[]]  # nothing of so few is published, so that no plan can rest on them
