"""How do messages get from the code into the catalogs?"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dashboard.settings import ROOT
from data_access.filters import LANGUAGES
from layouts.i18n import LOCALE

FOLDERS = ("dashboard", "layouts")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "N_": None, "plural": (1, 2)}
SOURCE = "en"
"""Messages are written in this language, so its catalog only holds plural forms."""


def extracted() -> Catalog:
    """Return every message of the code, with the files that say it."""
    catalog = Catalog(project="Bilim", charset="utf-8")
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, keywords=KEYWORDS, method_map=[("**.py", "python")])
        for file, _line, message, comments, context in found:
            catalog.add(
                message,
                locations=[(f"{folder}/{file}", 0)],
                auto_comments=comments,
                context=context,
            )
    return catalog


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
        known = catalog(lang)
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        path_of(lang).parent.mkdir(parents=True, exist_ok=True)
        with path_of(lang).open("wb") as file:
            write_po(file, known, width=100, sort_output=True, include_lineno=False)
        for message in untranslated(known):
            yield f"{lang}: {message}"


def untranslated(known: Catalog) -> list[str]:
    """Return the messages of a catalog that have no words, or not all plural forms."""
    return [
        str(message.id)
        for message in known
        if message.id and (message.fuzzy or not _is_complete(message.string))
    ]


def _is_complete(words: object) -> bool:
    return all(words) if isinstance(words, (tuple, list)) else bool(words)
