"""In which language, and with which question, does a request come?"""

from flask import request

from dashboard.urls import read_query
from data_access.filters import LANGUAGES


def search() -> str:
    """Return the query string, with the language of the browser where the address names none."""
    asked = request.query_string.decode("utf-8", "replace")
    if read_query(asked).said_lang:
        return f"?{asked}"
    lang = request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])
    return f"?{asked}&lang={lang}" if asked else f"?lang={lang}"


def language() -> str:
    """Return the code of the language in which to answer."""
    return read_query(search()).filters.lang
