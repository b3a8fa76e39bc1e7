"""How do people propose facts by a form in place of a workbook?

What a form says becomes rows of a sheet, so it goes through the import door as a file does: it is
checked, kept as a draft, and accepted by somebody else.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from flask import Flask, redirect, request
from sqlalchemy import Engine
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard import asked, urls
from dashboard.access import Permission
from dashboard.account_pages import show
from dashboard.areas import PLACES
from dashboard.intake import MEGABYTE, MOST_MEGABYTES, SCRIPTS, STYLES, at
from dashboard.login import came_from, check_csrf, csrf_field, require
from dashboard.page import troubles_named
from dashboard.visit import NotFound, quarter_end
from data_access import database, ledger, reference
from data_access.changes import submissions as changes
from data_access.changes.submissions import Upload
from data_access.filters import LANGUAGES, Filters, quarter_code
from data_access.imports.album import LIST, is_workbook
from data_access.imports.problem import Code, Problem
from data_access.imports.sheet import Field, Kind, Sheet
from data_access.imports.sheets.photos import PHOTOS
from data_access.imports.sheets.promises import OVERRIDES, SET
from data_access.models.photos import KINDS
from data_access.queries import results, school
from layouts import forms, intake, problems
from layouts import proposals as words
from layouts.i18n import N_, Translator
from layouts.intake import NOTHING, Typed
from layouts.labels import STATUS
from layouts.proposals import Sending

QUARTERS = 12
"""How many of the quarters that have ended a status can be set for."""
WRONG = 422
"""Status of HTTP of a form with something to mend."""
EMPTY = N_("Fill in this field.")
NO_FILE = intake.WRONG["no_file"]
TOO_MANY = N_("Send at most {n} pictures at once.")
MOST_PICTURES = 40
"""Each is drawn anew whenever it is checked."""
SIGNS = " .~$=+-@"
"""In front of a name they hide a file or make a formula."""


def install(server: Flask, engine: Engine, draw: Callable[[], str]) -> None:
    """Register the addresses; `draw` returns the page that was drawn for this request."""

    def shown(body: Any, path: str, title: str, t: Translator, status: int) -> str:
        return show(draw, body, title, path, t, status, styles=STYLES, scripts=SCRIPTS)

    def override(t: Translator, typed: Typed, status: int = 200) -> str:
        with troubles_named(), database.reading(engine) as db:
            names = results.names(db, Filters(lang=t.lang))
        today = ledger.today()
        quarters = [quarter_end(today)]
        while len(quarters) < QUARTERS:
            quarters.append(quarter_end(quarters[-1] - timedelta(days=1)))
        body = words.override(
            _sending(urls.OVERRIDE, OVERRIDES, typed, t),
            [(code, f"{code} {name}") for code, name in names.items()],
            [(quarter_code(each), t.quarter(each)) for each in quarters],
            [(code, t(STATUS[code])) for code in SET],
            today,
            at(t),
            t,
        )
        return shown(body, urls.OVERRIDE, t("Set a status by decision"), t, status)

    @server.get(urls.OVERRIDE)
    def override_form():
        require(Permission.SUBMIT_DATA)
        t, about = asked.translator(), urls.read_query(asked.search()).filters
        values = {"indicator": about.indicator or "", "decided_on": f"{ledger.today()}"}
        if about.period:
            values["period"] = quarter_code(about.period)
        return override(t, Typed(values))

    @server.post(urls.OVERRIDE)
    def propose_override():
        by = require(Permission.SUBMIT_DATA).name
        request.max_content_length = MEGABYTE
        check_csrf()
        t, typed = asked.translator(), dict(request.form)
        file = Upload(f"{OVERRIDES.name}.csv", _table(OVERRIDES, [typed], t))
        wrong = _wrong(engine, OVERRIDES, [file], t)
        if wrong:
            return override(t, Typed(typed, wrong), WRONG)
        return redirect(at(t, _kept(engine, [file], typed, by)), 303)

    def photographs(code: str, t: Translator, typed: Typed, status: int = 200) -> str:
        with troubles_named(), database.reading(engine) as db:
            name = school.name_today(db, code, t.lang)
            if name is None:
                raise NotFound("school", code or "–")
        kinds = reference.read("package_kinds")
        body = words.photographs(
            _sending(urls.PHOTOGRAPHS, PHOTOS, typed, t),
            name if code in name else f"{code} {name}",
            [(row["code"], row[f"name_{t.lang}"]) for row in kinds],
            KINDS,
            ledger.today(),
            (MOST_PICTURES, MOST_MEGABYTES),
            at(t),
            t,
        )
        return shown(body, urls.PHOTOGRAPHS, t("Photographs"), t, status)

    @server.get(urls.PHOTOGRAPHS)
    def photograph_form():
        require(Permission.SUBMIT_DATA)
        return photographs(_school(), asked.translator(), NOTHING)

    @server.post(urls.PHOTOGRAPHS)
    def propose_photographs():
        by = require(Permission.SUBMIT_DATA).name
        request.max_content_length = (MOST_MEGABYTES + 1) * MEGABYTE
        t, code = asked.translator(), _school()
        try:
            check_csrf()
            typed, pictures = dict(request.form), _pictures()
        except RequestEntityTooLarge:
            large = t(forms.TOO_LARGE, limit=t.number(MOST_MEGABYTES))
            return photographs(code, t, Typed({}, {"picture": large}), 413)
        if len(pictures) > MOST_PICTURES:
            many = t(TOO_MANY, n=t.number(MOST_PICTURES))
            return photographs(code, t, Typed(typed, {"picture": many}), WRONG)
        books = [each for each in pictures if is_workbook(PurePath(each.name))]
        good = [each for each in pictures if each not in books]
        names = [each.name for each in good] or [""]
        rows = [{**typed, "school": code, "picture": name} for name in names]
        files = [Upload(f"{LIST}.csv", _table(PHOTOS, rows, t)), *good]
        wrong = _wrong(engine, PHOTOS, files, t, _no_pictures(books, t))
        if wrong:
            return photographs(code, t, Typed(typed, wrong), WRONG)
        return redirect(at(t, _kept(engine, files, typed, by)), 303)


def _school() -> str:
    return urls.read_query(asked.search()).filters.school or ""


def _pictures() -> list[Upload]:
    """Return the pictures that were sent, each once, under names that a list can tell apart."""
    sent: dict[tuple[bytes, str], str] = {}
    for each in request.files.getlist("picture"):
        name, content = each.filename or "", each.read()
        if name:
            sent.setdefault((content, "" if content else name), name)
    taken: set[str] = set()
    pictures = []
    for (content, _), name in sent.items():
        path = PurePath(changes.plain(name).lstrip(SIGNS) or "picture")
        name, number = path.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{path.stem[:40]} ({number}){path.suffix[:10]}"
        taken.add(name.casefold())
        pictures.append(Upload(name, content))
    return pictures


def _no_pictures(files: Iterable[Upload], t: Translator) -> list[Problem]:
    """Return that files are no pictures, as the import door would: it would read them as books."""
    column = _heading(PHOTOS.field("picture"), t)
    return [
        Problem(Code.PICTURE_WRONG_TYPE, each.name, column=column, value=each.name)
        for each in files
    ]


def _sending(path: str, sheet: Sheet, typed: Typed, t: Translator) -> Sending:
    labels = {field.name: _heading(field, t) for field in sheet.columns}
    action = f"{path}{urls.write_query(urls.read_query(asked.search()).filters)}"
    return Sending(action, csrf_field(t), typed, labels)


def _heading(field: Field, t: Translator) -> str:
    return field.headings[LANGUAGES.index(t.lang)]


def _table(sheet: Sheet, rows: Iterable[Mapping[str, str]], t: Translator) -> bytes:
    """Return rows as the file that a reader of this language would have written."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(_heading(field, t) for field in sheet.columns)
    table.writerows([row.get(field.name, "") for field in sheet.columns] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _wrong(
    engine: Engine,
    sheet: Sheet,
    files: Sequence[Upload],
    t: Translator,
    found: Iterable[Problem] = (),
) -> dict[str, str]:
    """Return what was `found` wrong before and what the import door finds wrong, by the fields of
    the form; empty for what belongs to none."""
    with troubles_named():
        found = (*found, *changes.problems_of(engine, files, PLACES))
    named = {_heading(field, t): field.name for field in sheet.columns}
    wrong: dict[str, list[str]] = {}
    for problem in found:
        name, told = named.get(problem.column, ""), problems.sentence(problem, t)
        if problem.code == Code.MISSING_CELL:
            told = t(NO_FILE if sheet.field(name).kind is Kind.PICTURE else EMPTY)
        wrong.setdefault(name, []).append(told)
    return {name: " ".join(dict.fromkeys(sentences)) for name, sentences in wrong.items()}


def _kept(engine: Engine, files: Sequence[Upload], typed: Mapping[str, str], by: str) -> int:
    """Keep what a form says as a draft and return its number."""
    with troubles_named():
        return changes.bring(
            engine,
            files,
            demonstration=typed.get("demonstration") == "yes",
            note=typed.get("note", ""),
            by=by,
            where=came_from(),
        )
