"""How do messages get from the code into the catalogs?"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from dashboard.settings import ROOT
from data_access.filters import LANGUAGES
from geo import boundaries
from layouts.i18n import LOCALE

FOLDERS = ("dashboard", "layouts")
FORMS = {"t": 1, "N_": 1, "plural": 2}
"""Who speaks messages, and how many of its first arguments are forms of one message."""

SOURCE = "en"
"""Messages are written in this language, so it needs no catalog."""

HEADER = "# Words of Bilim: {language}. Brought up to date by `python -m dashboard translations`."

MessageId = str | tuple[str, str]


def extracted() -> Catalog:
    """Return every message of the code and of the boundaries, with the files that say it."""
    catalog = Catalog(project="Bilim", charset="utf-8")
    for folder in FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            for message in messages(file.read_text(encoding="utf-8")):
                catalog.add(message, locations=[(file.relative_to(ROOT).as_posix(), 0)])
    catalog.add(boundaries.ATTRIBUTION, locations=[("geo/data/attribution.txt", 0)])
    return catalog


def messages(code: str) -> Iterator[MessageId]:
    """Yield the messages that a module speaks, also those inside f-strings."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        forms = [_text(argument) for argument in node.args[: FORMS.get(str(name), 0)]]
        if len(forms) == 2 and forms[0] and forms[1]:
            yield forms[0], forms[1]
        elif len(forms) == 1 and forms[0]:
            yield forms[0]


def _text(node: ast.expr) -> str | None:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None  # type: ignore[return-value]


def catalog(lang: str) -> Catalog:
    """Return the catalog of a language as it stands; an empty one where there is none."""
    file = path_of(lang)
    if not file.exists():
        return Catalog(locale=lang, project="Bilim", charset="utf-8")
    with file.open("rb") as source:
        return read_po(source, locale=lang)


def path_of(lang: str) -> Path:
    """Return the file of a catalog."""
    return LOCALE / lang / "messages.po"


def update() -> Iterator[str]:
    """Bring all catalogs up to date with the code; yield what is still to be translated."""
    template = extracted()
    for lang in LANGUAGES:
        if lang == SOURCE:
            continue
        known = updated(lang, template)
        path_of(lang).parent.mkdir(parents=True, exist_ok=True)
        with path_of(lang).open("wb") as file:
            write_po(file, known, width=100, sort_output=True, include_lineno=False)
        for message in untranslated(known):
            yield f"{lang}: {message}"


def updated(lang: str, template: Catalog) -> Catalog:
    """Return a catalog with exactly the messages of the template, and the words it already has."""
    known = catalog(lang)
    # The date in the header stays, so that a catalog without news is the same file as before.
    known.update(template, no_fuzzy_matching=True, update_creation_date=False)
    known.obsolete.clear()
    known.fuzzy = False
    known.header_comment = HEADER.format(language=lang)
    return known


def untranslated(known: Catalog) -> list[str]:
    """Return the messages of a catalog that have no words, or not all plural forms."""
    return [
        str(message.id)
        for message in known
        if message.id and (message.fuzzy or not _is_complete(message.string))
    ]


def _is_complete(words: object) -> bool:
    return all(words) if isinstance(words, (tuple, list)) else bool(words)
