"""The lists of results answer the question of their page."""

import csv
from io import StringIO

import pytest

from dashboard import urls
from data_access.filters import LANGUAGES
from data_access.indicators import framework


def rows(client, path, search="?lang=en"):
    answer = client.get(f"{path}{search}")
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    lang = search.partition("lang=")[2][:2]
    text = StringIO(answer.data.decode("utf-8-sig"))
    return list(csv.reader(text, delimiter="," if lang == "en" else ";"))


def by_heading(found):
    return [dict(zip(found[1], row, strict=True)) for row in found[2:]]


@pytest.mark.parametrize("view", framework.VIEWS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_framework_holds_every_indicator_once_in_every_language_and_view(client, lang, view):
    found = rows(client, urls.FRAMEWORK, f"?lang={lang}&view={view}")

    assert sorted(row[0] for row in found[2:]) == sorted(framework.places())


def test_a_row_of_the_framework_is_numbers_and_words(client):
    provision = next(
        row for row in by_heading(rows(client, urls.FRAMEWORK)) if row["Code"] == "R1.4"
    )

    assert (provision["Numerator"], provision["Denominator"]) == ("220.0", "300.0")
    assert (provision["Actual"], provision["Target to date"]) == ("0.7333", "0.9")
    assert (provision["Baseline"], provision["Quarter of the baseline"]) == ("0.7", "Q2 2026")
    assert provision["Status"] == "For attention"
    assert provision["Why"] == "81.5% of the target to date: 70% or more, below 90%"
    assert provision["Demonstration data"] == "demo"


def test_what_nobody_knows_is_empty_and_not_zero(client):
    silent = next(row for row in by_heading(rows(client, urls.FRAMEWORK)) if row["Code"] == "R4.2")

    assert (silent["Actual"], silent["Baseline"], silent["Chance"]) == ("", "", "")
    assert silent["Status"] == "Not reported"


def test_the_quarters_of_an_indicator_leave_as_a_file(client):
    found = by_heading(rows(client, urls.INDICATOR_HISTORY, "?lang=en&indicator=R1.3b"))

    assert [(row["Quarter"], row["Actual"], row["Target to date"]) for row in found] == [
        ("Q2 2026", "120.0", ""),
        ("Q3 2026", "150.0", "180.0"),
        ("Q4 2028", "", "600.0"),
    ]
    assert [row["Status at that time"] for row in found] == ["Not due yet", "For attention", "–"]


@pytest.mark.parametrize("search", ["?lang=en", "?lang=en&indicator=R9.9"])
def test_a_file_of_no_indicator_is_not_found(client, search):
    assert client.get(f"{urls.INDICATOR_HISTORY}{search}").status_code == 404
