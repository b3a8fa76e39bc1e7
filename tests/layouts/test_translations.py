"""Does every reader find every word in their language, and no word outside the catalogs?"""

import ast
import csv
import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import ClassVar

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from sqlalchemy import Engine, select

from dashboard import page as pages
from dashboard import translations
from dashboard.access import Reader
from dashboard.page import Drawn
from dashboard.pages import PAGES, page_at
from dashboard.pages.implementation import campaign
from dashboard.pages.textbooks import gap
from dashboard.settings import ROOT
from data_access import database, reference
from data_access.database import Trouble
from data_access.filters import LANGUAGES
from data_access.imports.problem import Code
from data_access.imports.sheets import SHEETS
from data_access.indicators.status import Status
from data_access.models import Base
from data_access.models.passport import ACCESS
from data_access.models.schools import PACKAGE_COUNT, STAGES
from data_access.queries.map import MEASURES
from data_access.queries.school_changes import KINDS
from geo import boundaries
from layouts import labels, problems, theme, trouble
from layouts.i18n import ENDONYMS, NO_BREAK, Translator
from tests import factories, markup

TRANSLATED = [lang for lang in LANGUAGES if lang != translations.SOURCE]
CYRILLIC = "А-Яа-яЁёҢңӨөҮү"
HEADINGS = {
    words
    for sheet in SHEETS
    for words in (sheet.titles, *(each.headings for each in sheet.columns))
}
REFERENCE = sorted(reference.FOLDER.glob("*.csv"))


@pytest.fixture(params=TRANSLATED)
def stored(request) -> Catalog:
    """A catalog as its file holds it."""
    with translations.path_of(request.param).open("rb") as file:
        return read_po(file, locale=request.param)


def words_of(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def messages_of(catalog: Catalog) -> list:
    return [message for message in catalog if message.id]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def without_places(text: str) -> str:
    return re.sub(r"{\w*}", "", text)


# The catalogs


def test_a_catalog_holds_exactly_the_messages_of_the_code(stored):
    spoken = {message.id for message in messages_of(translations.extracted())}

    assert {message.id for message in messages_of(stored)} == spoken, (
        "run: python -m dashboard translations"
    )
    assert not stored.obsolete


def test_a_catalog_has_words_for_every_message(stored):
    assert translations.untranslated(stored) == []


def test_bringing_a_catalog_up_to_date_keeps_its_words(stored):
    updated = translations.updated(str(stored.locale), translations.extracted())

    assert {m.id: m.string for m in messages_of(updated)} == {
        m.id: m.string for m in messages_of(stored)
    }


def test_kyrgyz_counts_in_two_forms_and_russian_in_three():
    forms = {lang: translations.catalog(lang).num_plurals for lang in TRANSLATED}

    assert forms == {"ky": 2, "ru": 3}


def test_words_have_the_places_of_their_message(stored):
    for message in messages_of(stored):
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        expected = set().union(*(places(form) for form in forms))
        for words in words_of(message):
            assert places(words) == expected, message.id


def test_no_word_mixes_latin_and_cyrillic_letters(stored):
    mixed = re.compile(rf"[A-Za-z][{CYRILLIC}]|[{CYRILLIC}][A-Za-z]")
    found = [
        words
        for message in messages_of(stored)
        for words in words_of(message)
        if mixed.search(without_places(words))
    ]

    assert found == []


def test_words_are_quoted_as_in_cyrillic_print(stored):
    found = [w for m in messages_of(stored) for w in words_of(m) if re.search(r"[“”„\"]", w)]

    assert found == []


def test_a_word_never_ends_in_a_place(stored):
    """Case endings depend on the name that comes in, so they cannot be glued to it."""
    glued = re.compile(rf"}}[{CYRILLIC}]|[{CYRILLIC}]{{")
    found = [w for m in messages_of(stored) for w in words_of(m) if glued.search(w)]

    assert found == []


def test_messages_inside_f_strings_and_counted_ones_are_found():
    code = 'f"<b>{t(\'Inside\')}</b>"; t.plural("{n} a", "{n} b", n); N_("Later"); t(table[code])'

    assert set(translations.messages(code)) == {"Inside", ("{n} a", "{n} b"), "Later"}


def test_the_list_for_native_readers_holds_the_words_in_use():
    used = {
        lang: {words for m in messages_of(translations.catalog(lang)) for words in words_of(m)}
        | {row.get(f"name_{lang}", "") for name in reference.TABLES for row in reference.read(name)}
        | {words[LANGUAGES.index(lang)] for words in HEADINGS}
        for lang in TRANSLATED
    }
    listed = (ROOT / "docs" / "terms-to-review.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in listed.splitlines() if line[:2] == "| "]
    terms = [row for row in rows if row[0] != "English"]

    assert len(terms) >= 40
    for column, lang in ((1, "ru"), (2, "ky")):
        known = {words.replace(NO_BREAK, " ") for words in used[lang]}
        assert [row[column] for row in terms if row[column] not in known] == []


# Numbers, dates, counts


@pytest.mark.parametrize(
    ("lang", "n", "words"),
    [
        ("ru", 1, "1 школа"),
        ("ru", 2, "2 школы"),
        ("ru", 5, "5 школ"),
        ("ru", 11, "11 школ"),
        ("ru", 21, "21 школа"),
        ("ru", 1005, f"1{NO_BREAK}005 школ"),
        ("ky", 1, "1 мектеп"),
        ("ky", 2, "2 мектеп"),
        ("en", 1, "1 school"),
        ("en", 2, "2 schools"),
    ],
)
def test_things_are_counted_as_the_language_counts(lang, n, words):
    assert labels.unit_words("schools", n, Translator(lang)) == words


@pytest.mark.parametrize(
    ("lang", "number", "percent", "day", "quarter"),
    [
        ("ky", "1 234,5", "82 %", "2026-жылдын 30-сентябры", "2026-ж. 3-квартал"),
        ("ru", "1 234,5", "82 %", "30 сентября 2026 г.", "3 кв. 2026 г."),
        ("en", "1,234.5", "82%", "30 September 2026", "Q3 2026"),
    ],
)
def test_numbers_and_dates_read_as_the_language_writes_them(lang, number, percent, day, quarter):
    t, autumn = Translator(lang), dt.date(2026, 9, 30)

    said = [t.number(1234.5, 1), t.percent(0.82), t.date(autumn), t.quarter(autumn)]

    assert [each.replace(NO_BREAK, " ") for each in said] == [number, percent, day, quarter]


# Codes and names


def test_every_code_has_words():
    measures = {*MEASURES, gap.MEASURE.code, campaign.MEASURE.code}
    levels = {level for measure in MEASURES.values() for level in measure.levels}
    indicators = {row["code"] for row in reference.read("indicators")}

    assert set(labels.STATUS) == set(theme.MARKS) == set(Status)
    assert set(labels.STAGE) == set(STAGES)
    assert len(labels.PACKAGE) == PACKAGE_COUNT
    assert set(labels.PACKAGE) == {row["code"] for row in reference.read("package_kinds")}
    assert set(labels.CHANGE) == set(KINDS)
    assert set(labels.UNIT) == {row["unit"] for row in reference.read("equipment")}
    assert set(labels.ACCESS) == set(ACCESS)
    assert set(labels.LANGUAGE) >= {"ky", "ru", "uz", "tg", "en"}
    assert set(labels.MEASURE) == measures
    assert set(labels.LEVEL) == levels
    assert set(labels.OF_WHAT) <= indicators | measures
    assert set(trouble.TROUBLE) >= {each.value for each in Trouble}
    assert set(problems.SENTENCES) >= set(Code)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_of_an_indicator_has_words(lang):
    t = Translator(lang)
    units = {row["unit"] for row in reference.read("indicators")}

    for unit in units:
        assert labels.counted(3, unit, t).startswith("3"), unit


@pytest.mark.parametrize("file", [*REFERENCE, boundaries.UNITS], ids=lambda file: file.stem)
def test_every_name_is_given_in_three_languages(file: Path):
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))

    for row in rows:
        named = {name: text for name, text in row.items() if name[-3:] in ("_ky", "_ru", "_en")}
        stems = {name[:-3] for name in named} - {"former"}
        assert {f"{stem}_{lang}" for stem in stems for lang in LANGUAGES} <= set(row)
        assert all(text.strip() for name, text in named.items() if name[:-3] in stems), row


# Hard-coded text, in the source

COMPONENTS = {"html"}
OURS = {"Panel", "Column", "Control", "Element", "aria"}
SHOWN = {
    "children", "title", "label", "aria-label", "placeholder", "alt",
    "finding", "source", "notes", "text", "name", "hovertemplate", "ticksuffix", "tickprefix",
}  # fmt: skip
"""Arguments of components, values and keys of figures that a reader sees or hears."""

ALLOWED = {"Bilim"}
"""The name of the product."""

OWN = {*ALLOWED, *ENDONYMS.values(), *(lang.upper() for lang in LANGUAGES)}
"""What stands on every page as it is: the choice of a language too."""

SILENT = ("dashboard/setup.py", "dashboard/demonstration/", "dashboard/frontend/")
"""Speak to whoever installs, or write workbooks that hold three languages anyway."""


def sources() -> list[Path]:
    files = [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("layouts/**/*.py")]
    return [file for file in files if not str(file.relative_to(ROOT)).startswith(SILENT)]


def hard_coded(code: str) -> list[str]:
    """Return the texts that a module shows without asking a translator."""
    shown = [expression for node in ast.walk(ast.parse(code)) for expression in shown_by(node)]
    texts = [text for expression in shown for text in literals(expression)]
    return [text for text in texts if has_words(text) and text not in ALLOWED]


def shown_by(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that a call or a dictionary puts before a reader."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value in SHOWN:
                yield value
    if not isinstance(node, ast.Call):
        return
    is_component = getattr(getattr(node.func, "value", None), "id", None) in COMPONENTS
    is_ours = getattr(node.func, "id", None) in OURS
    if is_component:
        yield from node.args
    elif is_ours:
        yield from node.args[1:]
    if is_component or is_ours:
        yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN)


def literals(node: ast.expr) -> Iterator[str]:
    """Yield the texts written in an expression; calls answer for themselves."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, (ast.List, ast.Tuple, ast.JoinedStr, ast.IfExp, ast.BinOp, ast.BoolOp)):
        for child in ast.iter_child_nodes(node):
            is_test = isinstance(node, ast.IfExp) and child is node.test
            if isinstance(child, ast.expr) and not is_test:
                yield from literals(child)


def has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in re.sub(r"<[^>]*>|%{[^}]*}", "", text))


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_text_is_hard_coded(file: Path):
    assert hard_coded(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        'html.P("Words")',
        'html.P(children=[t("Words"), "more"])',
        'html.Div(f"{n} words")',
        'html.Div(" words" if n else "")',
        'html.Span(className="x", **{"aria-label": "Words"})',
        'html.Input(id="x", placeholder="Words")',
        'Panel(key="x", title="Words")',
        'Column("name", "Words")',
        'html.Span(**aria(label="Words"))',
        '{"type": "scatter", "hovertemplate": "Words %{x}<extra></extra>"}',
    ],
)
def test_the_search_for_hard_coded_text_finds_it(code):
    assert hard_coded(code)


def test_the_search_for_hard_coded_text_lets_codes_and_signs_pass():
    code = 'html.Button("◐", id="theme", title=t("Light or dark"), className="theme-switch")'

    assert not hard_coded(code)


# Hard-coded text, on the page


class Marking(Translator):
    """Puts everything that it says between marks, and remembers what it was asked."""

    asked: ClassVar[set[str | tuple[str, str]]] = set()

    def __call__(self, message: str, **places: object) -> str:
        self.asked.add(message)
        return f"⟦{super().__call__(message, **places)}⟧"

    def plural(self, one: str, many: str, n: int, **places: object) -> str:
        self.asked.add((one, many))
        return f"⟦{super().plural(one, many, n, **places)}⟧"

    def date(self, day: dt.date | None) -> str:
        return f"⟦{super().date(day)}⟧"

    def quarter(self, last_day: dt.date) -> str:
        return f"⟦{super().quarter(last_day)}⟧"


@pytest.fixture(scope="module")
def published(sqlite_template, tmp_path_factory) -> Iterator[Engine]:
    """A database with a small programme, published twice; for reading only."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("published") / "bilim.sqlite")
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        factories.programme(session)
    yield engine
    engine.dispose()


ADDRESSES = [
    ("/", "?lang=ky", 200),
    ("/", "?lang=ky&by=region&measure=numeracy", 200),
    ("/", "?lang=ky&region=KG-N&school=IS-01&nonsense=1", 200),
    ("/", "?lang=ky&as_of=1&measure=R3.2&period=2026-Q1", 200),
    ("/", "?lang=ky&school=IS-77", 404),
    ("/schools/IS-01", "?lang=ky", 200),
    ("/schools/IS-01", "?lang=ky&as_of=1&period=2026-Q1", 200),
    ("/schools/IS-02", "?lang=ky", 200),
    ("/schools/SC-9001", "?lang=ky", 200),
    ("/schools/SC-404", "?lang=ky", 404),
    ("/schools/compare", "?lang=ky", 200),
    ("/schools/compare", "?lang=ky&schools=IS-01", 200),
    ("/schools/compare", "?lang=ky&schools=IS-01,IS-02", 200),
    ("/districts", "?lang=ky", 200),
    ("/districts/KG-N", "?lang=ky", 200),
    ("/districts/41704220000000", "?lang=ky&as_of=1", 200),
    ("/districts/UNKNOWN", "?lang=ky", 404),
    ("/nowhere", "?lang=ky", 404),
]


@pytest.fixture(scope="module", params=ADDRESSES, ids=lambda each: each[0] + each[1])
def marked(request, published) -> tuple[Drawn, set[str | tuple[str, str]]]:
    """A page drawn by a translator that marks its words, and what that translator was asked."""
    path, search, status = request.param
    drawn, asked = draw_marked(path, search, published)
    assert drawn.status == status
    return drawn, asked


def draw_marked(path: str, search: str, engine: Engine) -> tuple[Drawn, set[str | tuple[str, str]]]:
    Marking.asked.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "Translator", Marking)
        page, search = page_at(path, search)
        drawn = pages.draw(page, path, search, PAGES, engine, Reader())
    return drawn, set(Marking.asked)


def visible(drawn: Drawn) -> list[str]:
    """Return every text of a page that a reader sees, hovers over or hears."""
    figures = _visible([json.loads(each) for each in drawn.figures.values()], is_shown=False)
    return [drawn.title, *markup.words(drawn.body), *figures]


def _visible(node: object, *, is_shown: bool) -> Iterator[str]:
    if isinstance(node, str) and is_shown:
        yield node
    elif isinstance(node, list):
        for each in node:
            yield from _visible(each, is_shown=is_shown)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _visible(value, is_shown=key in SHOWN)


def names(engine: Engine, lang: str) -> set[str]:
    """Return every name and definition that the database holds in a language."""
    columns = [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name.endswith(f"_{lang}")
    ]
    with database.reading(engine) as db:
        return {name for column in columns for name in db.scalars(select(column))}


def unmarked(text: str, known: list[str]) -> str:
    """Return what is left of a text without what was said, names, codes and numbers."""
    while text != (rest := re.sub(r"⟦[^⟦⟧]*⟧", "", text)):
        text = rest
    for name in known:
        text = text.replace(name, "")
    text = re.sub(r"\b[A-Z]{2}-\d+\b|https?://\S+", "", text)
    return text if has_words(text) else ""


def test_everything_on_a_page_is_said_by_the_translator_or_named_in_the_database(marked, published):
    known = sorted(names(published, "ky") | OWN, key=len, reverse=True)
    texts = visible(marked[0])

    assert len(texts) > 10
    assert [text for text in texts if unmarked(text, known)] == []


def test_everything_the_translator_is_asked_stands_in_the_catalogs(marked):
    spoken = {message.id for message in messages_of(translations.extracted())}
    asked = {m for m in marked[1] if isinstance(m, tuple) or has_words(without_places(m))}

    assert len(asked) > 5
    assert asked <= spoken


def test_trouble_is_told_by_the_translator(sqlite_engine):
    drawn, _ = draw_marked("/", "?lang=ky", sqlite_engine)

    assert drawn.status == 503
    assert [text for text in visible(drawn) if unmarked(text, sorted(OWN))] == []
