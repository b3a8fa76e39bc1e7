"""What a form says goes through the import door; somebody else makes a fact of it."""

import hashlib
import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from dashboard import proposals
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.database import reading
from data_access.filters import LANGUAGES
from data_access.imports import pictures
from data_access.imports.sheets.photos import PHOTOS
from data_access.imports.sheets.promises import OVERRIDES
from data_access.models import JournalLine, Picture, SchoolPhoto, StatusOverride, Submission
from tests.dashboard.conftest import publish_programme
from tests.dashboard.signed_in import HOME, account, sign_in, token
from tests.markup import words

DECISION = {
    "indicator": "R2.1",
    "period": "2026-Q3",
    "status": "achieved",
    "reason": "Three districts reported late, with papers; “checked”, by the unit",
    "decided_by": "Steering committee",
    "decided_on": "2026-10-15",
}
OVERRIDE, PHOTOGRAPHS = "/data/override?lang=en", "/data/photos?school=IS-01&lang=en"
TAKEN = {"kind": "after", "taken_on": "2026-09-01", "package": "lab", "caption_en": "New benches"}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request) -> str:
    """Address of a small programme of one's own, on each kind of database in turn."""
    if request.param == "sqlite":
        return request.getfixturevalue("programme_url")
    url = request.getfixturevalue("postgresql_url")
    engine = database.make_engine(url)
    publish_programme(engine)
    engine.dispose()
    return url


@pytest.fixture
def office(url):
    """Return a function that gives a browser in which somebody with a role has signed in."""
    yield from _office(url)


@pytest.fixture
def small_office(programme_url):
    """The same on SQLite alone."""
    yield from _office(programme_url)


def _office(url):
    app = create_app(Settings(url))

    def browser(role):
        account(app.engine, role, role)
        client = app.server.test_client()
        sign_in(client, role)
        return client

    browser.engine, browser.app = app.engine, app
    yield browser
    app.engine.dispose()


def send(client, address, **fields):
    form = {"csrf": token(client.get(address)), **fields}
    return client.post(address, data=form, headers=HOME)


def press(client, at, verb, **fields):
    """Send one of the forms below a submission."""
    number = at.split("?")[0]
    form = {"csrf": token(client.get(at)), **fields}
    return client.post(f"{number}/{verb}?lang=en", data=form, headers=HOME)


def said(answer) -> str:
    return " ".join(" ".join(words(answer.get_data(as_text=True))).split())


def errors(answer) -> dict[str, str]:
    """Return what is told beside the fields of a form."""
    found = re.findall(r'<p class="field-error" id="(\w+)-error">(.*?)</p>', answer.text)
    return dict(found)


def count(engine, model) -> int:
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(model)) or 0


def image(color="teal", **how) -> bytes:
    """Return a photograph as a camera writes it, with the place where it was taken."""
    picture, written = Image.new("RGB", (640, 480), color), BytesIO()
    exif = picture.getexif()
    exif[0x010F] = "CameraOfSomebody"
    picture.save(written, "JPEG", exif=exif, **how)
    return written.getvalue()


def files(*named):
    return [(BytesIO(content), name) for name, content in named]


def test_a_status_is_set_by_two_people(office):
    editor, approver = office("editor"), office("approver")
    [way] = re.findall(r'href="(/data/override[^"]*)"', editor.get("/results/R2.1?lang=en").text)
    form = editor.get(way.replace("&amp;", "&")).text
    assert re.search('<option value="R2.1" selected>', form)
    assert re.search('<option value="2026-Q3" selected>', form)

    at = send(editor, OVERRIDE, **DECISION, note="as decided").headers["Location"]
    preview = said(editor.get(at))
    assert "new rows 1, changed 0, unchanged 0" in preview
    assert "Which statuses would flip? " in preview and "Achieved" in preview
    assert count(office.engine, StatusOverride) == 0
    assert press(editor, at, "submit").status_code == 303
    assert press(editor, at, "accept").status_code == 403

    assert DECISION["reason"] in said(approver.get(at))
    assert press(approver, at, "accept").status_code == 303
    with reading(office.engine) as db:
        [row] = db.execute(select(StatusOverride.__table__)).mappings()
        told = db.execute(
            select(JournalLine.what, JournalLine.who).order_by(JournalLine.number)
        ).all()
    assert {name: str(row[name]) for name in DECISION} == DECISION | {"period": "2026-09-30"}
    assert ("submission_brought", "editor") in told
    assert ("submission_accepted", "approver") in told
    assert ("import", "editor, approver") in told


def test_a_decision_is_taken_back_by_two_people_too(office):
    editor, approver = office("editor"), office("approver")
    given = send(editor, OVERRIDE, **DECISION).headers["Location"]
    for who, verb in ((editor, "submit"), (approver, "accept")):
        press(who, given, verb)
    about = {name: DECISION[name] for name in ("indicator", "period")}

    back = send(editor, OVERRIDE, **about, withdrawn="yes", note="by mistake").headers["Location"]

    assert "1 row was taken back" in said(editor.get(back))
    press(editor, back, "submit")
    with reading(office.engine) as db:
        standing = select(StatusOverride.__table__).where(StatusOverride.superseded_by.is_(None))
        assert len(db.execute(standing).all()) == 1
    press(approver, back, "accept")
    with reading(office.engine) as db:
        assert not db.execute(standing).all()


def test_what_was_never_decided_cannot_be_taken_back(small_office):
    about = {name: DECISION[name] for name in ("indicator", "period")}

    answer = send(small_office("editor"), OVERRIDE, **about, withdrawn="yes")

    assert answer.status_code == proposals.WRONG
    assert "“R2.1 · 2026-09-30” was never imported and cannot be taken back" in said(answer)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(small_office, lang):
    editor = small_office("editor")
    typed = DECISION | {"status": "", "decided_by": " ", "decided_on": "2026-08-01"}

    answer = send(editor, f"/data/override?lang={lang}", **typed, note="to be seen")

    assert answer.status_code == proposals.WRONG
    assert set(errors(answer)) == {"status", "decided_by"}
    assert DECISION["reason"] in answer.text and "to be seen" in answer.text
    assert re.search('<option value="R2.1" selected>', answer.text)
    labels = [field.headings[LANGUAGES.index(lang)] for field in OVERRIDES.fields]
    assert all(f">{label}</label>" in answer.text for label in labels)

    answer = send(editor, f"/data/override?lang={lang}", **DECISION | {"decided_on": "2026-08-01"})
    assert set(errors(answer)) == {"decided_on"}
    assert count(small_office.engine, Submission) == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("indicator", "R9.9"), ("period", "soon"), ("status", "fine"), ("decided_on", "2999-01-01")],
)
def test_what_no_choice_offers_is_refused_beside_its_field(small_office, field, value):
    answer = send(small_office("editor"), OVERRIDE, **DECISION | {field: value})

    assert (answer.status_code, list(errors(answer))) == (proposals.WRONG, [field])
    assert count(small_office.engine, Submission) == 0


@pytest.mark.parametrize("path", ["/results", "/results/R2.1", "/schools/IS-01", "/meeting"])
def test_only_who_may_bring_data_in_finds_the_forms(small_office, path):
    def shown(client):
        slots = client.get(f"/answer{path}?lang=en").get_json()["slots"]
        whole = client.get(f"{path}?lang=en").text
        return slots.pop("proposals"), slots, "/data/" in whole

    nobody, *rest = small_office.app.server.test_client(), *map(small_office, ("donor", "approver"))
    way, same, is_there = shown(small_office("editor"))
    assert way and is_there
    for client in (nobody, *rest):
        assert shown(client) == ("", same, False)


def test_a_form_of_another_page_is_refused(small_office):
    editor = small_office("editor")
    for address, form in ((OVERRIDE, DECISION), (PHOTOGRAPHS, TAKEN)):
        assert editor.post(address, data=form, headers=HOME).status_code == 403

    assert count(small_office.engine, Submission) == 0


def test_photographs_are_added_by_two_people_without_what_the_camera_wrote(office):
    editor, approver = office("editor"), office("approver")
    assert 'href="/data/photos?school=IS-01&amp;' in editor.get("/schools/IS-01?lang=en").text
    first, second = image(), image("maroon")
    sent = files(("Сүрөт, 1.jpg", first), ("photos.jpg", second), ("again.jpg", first))

    at = send(editor, PHOTOGRAPHS, picture=sent, **TAKEN).headers["Location"]
    assert "new rows 2, changed 0, unchanged 0" in said(editor.get(at))
    press(editor, at, "submit")
    page = approver.get(at)
    assert "New benches" in said(page)
    seen = [approver.get(address) for address in re.findall('<img src="([^"]+)"', page.text)]
    assert [answer.mimetype for answer in seen] == ["image/jpeg"] * 2
    assert all(b"CameraOfSomebody" not in answer.data for answer in seen)
    assert press(approver, at, "accept").status_code == 303

    made = {pictures.picture(content).sha256 for content in (first, second)}
    with reading(office.engine) as db:
        assert (
            set(db.scalars(select(SchoolPhoto.picture).where(SchoolPhoto.kind == "after"))) >= made
        )
        kept = db.execute(select(Picture.sha256, Picture.large)).all()
        captions = db.scalars(select(SchoolPhoto.caption_en).where(SchoolPhoto.picture.in_(made)))
        assert set(captions) == {"New benches"}
    for name, large in kept:
        if name in made:
            assert hashlib.sha256(large).hexdigest() == name and b"Camera" not in large
    assert approver.get(seen[0].request.path).status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_no_picture_is_refused_by_name_and_nothing_is_kept(small_office, lang):
    editor = small_office("editor")
    bad = ["virus.exe", "register.xlsx", "photos.csv", "empty.jpg", "cut.jpg"]
    whole = image()
    contents = [b"MZ", b"PK", b"a,b", b"", whole[: len(whole) // 2]]
    sent = files(("good.jpg", whole), *zip(bad, contents, strict=True))

    address = f"/data/photos?school=IS-01&lang={lang}"
    answer = send(editor, address, picture=sent, kind="after", caption_ky="Жаңы класс")

    assert answer.status_code == proposals.WRONG
    told = errors(answer)
    assert set(told) == {"picture", "taken_on"}
    assert [name for name in bad if name not in told["picture"]] == []
    assert "good.jpg" not in told["picture"]
    assert 'value="Жаңы класс"' in answer.text
    assert count(small_office.engine, Submission) == count(small_office.engine, SchoolPhoto) == 0


def test_a_form_without_pictures_says_so_with_everything_else(small_office):
    answer = send(small_office("editor"), PHOTOGRAPHS)

    told = errors(answer)
    assert told["picture"] == "Choose at least one file."
    assert told["kind"] == told["taken_on"] == "Fill in this field."


def test_pictures_of_one_name_are_told_apart(small_office):
    editor = small_office("editor")
    sent = files(
        ("=.~IMG.jpg", image("red")), ("img.JPG", image("blue")), ("x" * 300, image("tan"))
    )

    at = send(editor, PHOTOGRAPHS, picture=sent, **TAKEN).headers["Location"]

    page = said(editor.get(at))
    assert "photos.csv, IMG.jpg, img (2).JPG, xxx" in page
    assert "new rows 3, changed 0, unchanged 0" in page


def test_too_many_or_too_large_pictures_are_refused_at_once(small_office, monkeypatch):
    editor = small_office("editor")
    monkeypatch.setattr(proposals, "MOST_PICTURES", 1)
    answer = send(editor, PHOTOGRAPHS, picture=files(("a.jpg", b"a"), ("b.jpg", b"b")), **TAKEN)
    assert errors(answer) == {"picture": "Send at most 1 pictures at once."}

    monkeypatch.setattr(proposals, "MEGABYTE", 1_000)
    answer = send(editor, PHOTOGRAPHS, picture=files(("a.jpg", b"x" * 60_000)), **TAKEN)
    assert answer.status_code == 413 and "larger than 50 MB" in errors(answer)["picture"]
    assert count(small_office.engine, Submission) == 0


@pytest.mark.parametrize("query", ["", "&school=IS-99", "&school=' OR 1=1"])
def test_photographs_of_no_school_are_not_taken(small_office, query):
    editor = small_office("editor")

    assert editor.get(f"/data/photos?lang=en{query}").status_code == 404


def test_a_list_comes_with_its_pictures_through_the_same_door_as_workbooks(small_office):
    editor = small_office("editor")
    heads = ",".join(field.headings[2] for field in PHOTOS.fields)
    rows = f"{heads}\na.jpg,IS-01,,before,2026-09-01,,,\n".encode()
    sent = files(("photos.csv", rows), ("a.jpg", image()), ("unlisted.jpg", image("red")))
    form = {"csrf": token(editor.get("/data?lang=en")), "files": sent}

    answer = editor.post("/data/upload?lang=en", data=form, headers=HOME)

    page = said(editor.get(answer.headers["Location"]))
    assert "unlisted.jpg" in page and "This file is not in the list" in page
    assert "1 problem; nothing was written." in page
