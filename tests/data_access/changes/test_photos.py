"""A folder of photographs comes in as a whole or not at all, and nothing of it twice."""

import datetime as dt
import hashlib

import pytest
from sqlalchemy import func, select

from data_access import ledger
from data_access.changes.imports import import_files
from data_access.changes.photos import import_photos
from data_access.database import reading, writing
from data_access.imports import album
from data_access.models import Import, Picture, SchoolPhoto, SourceFile
from tests import factories
from tests.data_access.imports.samples import csv_file, one_sheet, picture_file, table

DAY = dt.date(2025, 3, 1)


@pytest.fixture
def folder(tmp_path):
    """A folder with two pictures of one school."""
    made = tmp_path / "photos of spring"
    made.mkdir()
    picture_file(made / "a.jpg", "teal")
    picture_file(made / "b.png", "orange")
    return made


@pytest.fixture
def bring(engine):
    """Bring in a folder; the school IS-01 is known."""
    with writing(engine) as session:
        factories.innovative_school(session, "IS-01")

    def bring(folder, **options):
        return import_photos(engine, folder, by="tester", **options)

    return bring


def row(picture, **other):
    return {"picture": picture, "school": "IS-01", "kind": "before", "taken_on": DAY, **other}


def listed(folder, *rows, lang="en"):
    return one_sheet(folder / "photos.xlsx", "photos", *rows, lang=lang)


def counts(outcome):
    return [
        (each.new, each.changed, each.unchanged) for file in outcome.files for each in file.sheets
    ]


def number_of(engine, model):
    with reading(engine) as db:
        return db.scalar(select(func.count()).select_from(model))


def problems(outcome):
    return [(each.code, each.file, each.row, each.value) for each in outcome.problems]


def test_pictures_come_in_with_their_list_and_the_ledger_knows_of_it(engine, bring, folder):
    path = listed(folder, row("a.jpg", package="lab"), row("b.png", kind="after"))

    outcome = bring(folder)

    assert (outcome.problems, counts(outcome)) == ((), [(2, 0, 0)])
    with reading(engine) as db:
        photos = db.execute(select(SchoolPhoto.__table__).order_by(SchoolPhoto.source_row)).all()
        blobs = {each.sha256: each for each in db.execute(select(Picture.__table__))}
        file = db.execute(select(SourceFile.__table__).where(SourceFile.name == path.name)).one()
        who = db.scalar(select(Import.imported_by).where(Import.id == outcome.import_id))
    assert [(each.package, each.kind, each.source_row) for each in photos] == [
        ("lab", "before", 2),
        (None, "after", 3),
    ]
    assert {each.picture for each in photos} == blobs.keys()
    for sha256, blob in blobs.items():
        assert hashlib.sha256(blob.large).hexdigest() == sha256
        assert (blob.width, blob.height) == (64, 48)
    assert (who, file.import_id) == ("tester", outcome.import_id)
    assert file.sha256 != hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_folder_changes_nothing_and_says_so(engine, bring, folder):
    listed(folder, row("a.jpg"), row("b.png"))
    first = bring(folder)

    again = bring(folder.rename(folder.with_name("copy")))

    assert again.import_id is None
    assert [file.known_since for file in again.files] == [first.import_id]
    assert number_of(engine, SchoolPhoto) == number_of(engine, Picture) == 2


def test_another_picture_under_the_same_name_is_noticed(engine, bring, folder):
    listed(folder, row("a.jpg"), row("b.png"))
    bring(folder)
    picture_file(folder / "a.jpg", "purple")

    outcome = bring(folder)

    assert counts(outcome) == [(1, 0, 1)]
    assert number_of(engine, Picture) == 3


def test_a_correction_closes_what_was_said_of_a_picture(engine, bring, folder, monkeypatch):
    listed(folder, row("a.jpg"), row("b.png"))
    first = bring(folder)
    listed(folder, row("a.jpg", kind="after", caption_en="The laboratory"), row("b.png"))
    monkeypatch.setattr(album.pictures, "picture", None)  # nothing has to be drawn anew

    outcome = bring(folder)

    assert counts(outcome) == [(0, 1, 1)]
    with reading(engine) as db:
        states = select(SchoolPhoto.kind, SchoolPhoto.import_id, SchoolPhoto.superseded_by)
        rows = set(map(tuple, db.execute(states)))
    assert rows == {
        ("before", first.import_id, outcome.import_id),
        ("before", first.import_id, None),
        ("after", outcome.import_id, None),
    }
    assert number_of(engine, Picture) == 2


def test_all_that_is_wrong_is_told_at_once_and_nothing_comes_in(engine, bring, folder):
    (folder / "words.jpg").write_text("no picture")
    (folder / "nothing.png").touch()
    (folder / "more.jpg").write_bytes((folder / "a.jpg").read_bytes())
    imports = number_of(engine, Import)
    path = listed(
        folder,
        row("a.jpg", taken_on=dt.date(2099, 1, 1)),
        row("b.png", school="IS-77"),
        row("words.jpg"),
        row("nothing.png", kind="during"),
        row("gone.jpg", package="garden"),
    )

    outcome = bring(folder)

    here = path.name
    assert problems(outcome) == [
        ("picture_not_listed", "more.jpg", None, ""),
        ("future_date", here, 2, "2099-01-01"),
        ("unknown_code", here, 3, "IS-77"),
        ("picture_wrong_type", here, 4, "words.jpg"),
        ("picture_empty", here, 5, "nothing.png"),
        ("not_allowed", here, 5, "during"),
        ("picture_missing", here, 6, "gone.jpg"),
        ("unknown_code", here, 6, "garden"),
    ]
    assert number_of(engine, Picture) == number_of(engine, SchoolPhoto) == 0
    assert number_of(engine, Import) == imports


def test_a_check_writes_nothing(engine, bring, folder):
    listed(folder, row("a.jpg"), row("b.png"))

    outcome = bring(folder, check_only=True)

    assert (outcome.is_check, counts(outcome)) == (True, [(2, 0, 0)])
    assert number_of(engine, Picture) == 0


def test_one_picture_of_two_schools_is_kept_once_and_twice_of_one_school_refused(
    engine, bring, folder
):
    with writing(engine) as session:
        factories.innovative_school(session, "IS-02")
    (folder / "copy.jpg").write_bytes((folder / "a.jpg").read_bytes())
    listed(folder, row("a.jpg"), row("b.png"), row("copy.jpg", school="IS-02"))
    outcome = bring(folder)
    listed(folder, row("a.jpg"), row("b.png"), row("copy.jpg", kind="after"))

    twice = bring(folder)

    assert counts(outcome) == [(3, 0, 0)]
    assert number_of(engine, Picture) == 2
    assert problems(twice) == [("duplicate_key", "photos.xlsx", 4, "IS-01 · copy.jpg")]


def test_file_names_are_told_apart_as_people_do(bring, folder):
    decomposed = "Май\u0438\u0306.JPG"  # as a Mac writes й
    picture_file(folder / decomposed, "navy", format="JPEG")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    listed(folder, row("A.jpg"), row(" b.png "), row("май\u0439.jpg"))

    assert bring(folder).problems == ()


def test_a_list_may_be_a_csv_file_in_any_language(bring, folder):
    csv_file(folder / "Photos.CSV", table("photos", [row("a.jpg"), row("b.png")], "ky"), ";")

    assert counts(bring(folder, demonstration=True)) == [(2, 0, 0)]


def test_a_folder_without_a_list_or_with_two_is_refused(bring, folder, monkeypatch):
    assert problems(bring(folder)) == [("no_list", folder.name, None, "")]

    listed(folder, row("a.jpg"), row("b.png"))
    monkeypatch.setattr("data_access.changes.photos.MOST", 1)
    assert problems(bring(folder)) == [("too_many_pictures", folder.name, None, "")]

    csv_file(folder / "photos.csv", table("photos", []))
    assert problems(bring(folder)) == [("two_lists", folder.name, None, "")]


def test_a_list_alone_does_not_come_in_as_a_workbook(engine, bring, folder):
    path = listed(folder, row("a.jpg"))

    outcome = import_files(engine, [path], by="tester")

    assert problems(outcome) == [("picture_missing", "photos.xlsx", 2, "a.jpg")]


def test_a_release_vouches_for_its_photographs(engine, bring, folder):
    listed(folder, row("a.jpg"), row("b.png"))
    bring(folder)
    with writing(engine) as session:
        factories.release(session)
    with reading(engine) as db:
        assert ledger.verify(db) == []

    with writing(engine) as session:
        session.scalars(select(SchoolPhoto).limit(1)).one().kind = "after"

    with reading(engine) as db:
        assert [each.table for each in ledger.verify(db)] == ["summary_photo"]
