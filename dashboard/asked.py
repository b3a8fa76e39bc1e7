"""What does the request at hand ask, and in which language?"""

from datetime import date

from flask import request

from dashboard.urls import read_query
from data_access.filters import LANGUAGES
from layouts.i18n import Translator


def search() -> str:
    """Return the query string, with the language of the browser where the address names none."""
    query = request.query_string.decode("utf-8", "replace")
    if read_query(query).said_lang:
        return f"?{query}"
    lang = request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
    return f"?{query}&lang={lang}" if query else f"?lang={lang}"


def day(text: str) -> date | None:
    """Return a day written as 2026-11-28; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def translator() -> Translator:
    """Return the language of the reader."""
    return Translator(read_query(search()).filters.lang)
