"""Data comes in through the browser: one person brings it, another accepts and publishes it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from dashboard import intake, login
from dashboard.access import Reader, Role
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access.filters import LANGUAGES
from tests.data_access.imports.samples import csv_file, good, table, workbook
from tests.markup import words

EDITOR, APPROVER = Reader(Role.EDITOR, "editor", 1), Reader(Role.APPROVER, "approver", 2)


@pytest.fixture
def client(programme_url, monkeypatch):
    """A browser in front of a small programme; `as_` says who sits there."""
    monkeypatch.setattr(intake, "check_csrf", lambda: None)
    monkeypatch.setattr(intake, "csrf_field", lambda t: None)
    client = create_app(Settings(programme_url)).server.test_client()

    def as_(reader):
        monkeypatch.setattr(login, "current_reader", lambda: reader)
        monkeypatch.setattr(intake, "current_reader", lambda: reader)
        return client

    client.as_ = as_
    as_(EDITOR)
    return client


@pytest.fixture
def book(tmp_path):
    def book(**sheets) -> bytes:
        return workbook(tmp_path / "made.xlsx", **sheets).read_bytes()

    return book


def upload(client, *files, **typed):
    sent = [(BytesIO(content), name) for name, content in files]
    return client.post("/data/upload?lang=en", data={"files": sent, **typed})


def said(answer) -> str:
    return " ".join(" ".join(words(answer.get_data(as_text=True))).split())


def statistics(**other):
    return [good("statistics", **other)]


def test_a_clean_file_waits_for_a_second_person_and_then_is_published(client, book):
    brought = upload(client, ("book.xlsx", book(statistics=statistics(value=7))), note="as agreed")
    assert brought.status_code == 303
    at = brought.headers["Location"]
    assert "new rows 1, changed 0, unchanged 0" in said(client.get(at))
    number = at.split("?")[0]

    assert client.post(f"{number}/submit?lang=en", data={"reason": "fine"}).status_code == 303
    assert client.post(f"{number}/accept?lang=en").status_code == 403
    client.as_(APPROVER)
    assert "Accept" in said(client.get(at))
    assert client.post(f"{number}/accept?lang=en").status_code == 303
    assert "It became import" in said(client.get(at))
    page = said(client.get("/data?lang=en"))
    assert "Publish a release" in page and "Take back the newest import" in page

    days = {"as_of": "2026-09-30", "next_update": "2027-02-14", "note": "third quarter"}
    assert client.post("/data/publish?lang=en", data=days).status_code == 303
    assert "Release 3" in said(client.get("/?lang=en"))


def test_all_problems_are_told_and_the_workbook_comes_back_marked(client, book):
    rows = [*statistics(value="many"), *statistics(area="KG-X"), *statistics(year="2025/27")]
    at = upload(client, ("book.xlsx", book(statistics=rows))).headers["Location"]

    page = client.get(at)
    assert "“many” is not a number." in said(page)
    assert "Submit" not in said(page)
    marked = client.get(f"{at.split('?')[0]}/marked/0?lang=en")

    workbook = load_workbook(BytesIO(marked.data))
    listed, sheet = workbook.worksheets[:2]
    assert listed.title.startswith("_") and listed.max_row >= 3
    comments = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert any("“many” is not a number." in text for text in comments.values())
    assert all(sheet[place].fill.fgColor.rgb == "00FFE0A3" for place in comments)


def test_the_marked_workbook_can_be_corrected_and_sent_again(client, book, tmp_path):
    at = upload(client, ("b.xlsx", book(statistics=statistics(value="x")))).headers["Location"]
    marked = load_workbook(BytesIO(client.get(f"{at.split('?')[0]}/marked/0?lang=ky").data))
    sheet = marked.worksheets[1]
    [bad] = [cell for row in sheet for cell in row if cell.comment]
    bad.value = 12
    marked.save(tmp_path / "mended.xlsx")

    again = upload(client, ("mended.xlsx", (tmp_path / "mended.xlsx").read_bytes()))

    assert "new rows 1" in said(client.get(again.headers["Location"]))


def test_every_cell_with_the_same_mistake_is_marked_also_in_a_csv_file(client, tmp_path):
    rows = [good("statistics", value="x", year=f"20{n}/{n + 1}") for n in range(10, 25)]
    file = csv_file(tmp_path / "statistics.csv", table("statistics", rows))
    at = upload(client, ("statistics.csv", file.read_bytes())).headers["Location"]

    marked = client.get(f"{at.split('?')[0]}/marked/0?lang=ru")

    sheet = load_workbook(BytesIO(marked.data)).worksheets[1]
    assert sum(1 for row in sheet for cell in row if cell.comment) == len(rows)


def test_an_upload_without_files_is_refused_beside_the_field(client):
    answer = upload(client)

    assert answer.status_code == 400 and "Choose at least one file." in said(answer)


def test_files_that_are_too_large_are_refused_before_they_are_read(client, monkeypatch):
    monkeypatch.setattr(intake, "MEGABYTE", 1_000)

    answer = upload(client, ("a.csv", b"x" * 60_000))

    assert answer.status_code == 413 and "larger than 50 MB" in said(answer)


def test_what_was_typed_stands_there_again(client):
    answer = upload(client, source="Ministry of Education", note="third quarter")

    assert 'value="Ministry of Education"' in answer.get_data(as_text=True)
    assert 'value="third quarter"' in answer.get_data(as_text=True)


def test_a_submission_is_returned_only_with_a_reason(client, book):
    at = upload(client, ("b.xlsx", book(statistics=statistics()))).headers["Location"]
    number = at.split("?")[0]
    client.post(f"{number}/submit?lang=en")
    client.as_(APPROVER)

    refused = client.post(f"{number}/return?lang=en", data={"reason": " "})
    assert refused.status_code == 409 and "Say why" in said(refused)
    client.post(f"{number}/return?lang=en", data={"reason": "wrong year"})

    assert "wrong year" in said(client.get(at))
    late = client.post(f"{number}/accept?lang=en")
    assert late.status_code == 409 and "Somebody else was quicker" in said(late)


def test_the_newest_import_is_taken_back_once(client, book):
    at = upload(client, ("b.xlsx", book(statistics=statistics(value=5)))).headers["Location"]
    number = at.split("?")[0]
    client.post(f"{number}/submit?lang=en")
    client.as_(APPROVER)
    client.post(f"{number}/accept?lang=en")
    page = client.get("/data?lang=en").get_data(as_text=True)
    action = page.split('action="/data/undo/')[1].split('"')[0]

    assert client.post(f"/data/undo/{action}").status_code == 303
    again = client.post(f"/data/undo/{action}")

    assert again.status_code == 409 and "Only the newest import" in said(again)


@pytest.mark.parametrize(
    "days",
    [
        {"as_of": "soon", "next_update": "2027-02-14"},
        {"as_of": "2026-08-30", "next_update": "2027-02-14"},
        {"as_of": "2026-09-30", "next_update": "2026-09-30"},
    ],
)
def test_a_release_with_days_that_make_no_sense_is_refused_in_words(client, book, days):
    client.as_(APPROVER)

    answer = client.post("/data/publish?lang=en", data=days)

    assert answer.status_code in (400, 409)
    assert f'value="{days["as_of"]}"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_templates_leave_in_every_language(client, lang):
    answer = client.get(f"/data/templates/finance.xlsx?lang={lang}")

    assert load_workbook(BytesIO(answer.data)).sheetnames
    assert client.get("/data/templates/nothing.xlsx").status_code == 404


GETS = ("/data", "/data/1", "/data/1/marked/0", "/data/templates/schools.xlsx")
POSTS = (
    *("/data/upload", "/data/1/submit", "/data/1/withdraw", "/data/1/return", "/data/1/accept"),
    *("/data/undo/1", "/data/publish"),
)


@pytest.mark.parametrize(
    ("reader", "status"), [(Reader(), 303), (Reader(Role.DONOR, "donor", 3), 403)]
)
def test_others_see_and_do_nothing_here(client, book, reader, status):
    upload(client, ("b.xlsx", book(statistics=statistics())))
    client.as_(reader)

    typed = {"as_of": "2026-09-30", "next_update": "2027-01-01", "reason": "x"}
    assert {client.get(address).status_code for address in GETS} == {status}
    assert {client.post(address, data=typed).status_code for address in POSTS} == {status}
    assert upload(client, ("a.csv", b"x")).status_code == status
