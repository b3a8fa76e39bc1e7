"""Every number leads to its passport, and its short code leads back to the same number."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from sqlalchemy import event

from dashboard import access, urls
from dashboard.access import Permission, Role
from dashboard.factory import create_app
from dashboard.pages import PAGES, page_at
from dashboard.rests import RESTS, rests_on
from dashboard.settings import Settings
from dashboard.urls import read_query
from dashboard.visit import open_visit
from data_access import database, ledger
from data_access.changes.imports import import_files
from data_access.filters import LANGUAGES
from data_access.models import FACTS
from data_access.queries import results
from data_access.summaries import SUMMARIES
from layouts.i18n import Translator
from layouts.panel import tables_of
from tests.data_access.imports.samples import good, one_sheet

ORIGIN = {"Origin": "http://localhost"}


def text(answer) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def passport(client, code, lang="en"):
    """Return the passport to which a short code leads."""
    answer = client.get(f"/n/{code}?lang={lang}")
    assert answer.status_code == 302
    return client.get(answer.location)


def code_in(answer) -> str:
    found = re.search(r"<code>([2-9A-Z]{4}-[2-9A-Z]{5})</code>", answer.get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_passport_says_how_a_figure_is_counted_and_from_which_files(client, lang):
    answer = client.get(f"/number?indicator=R1.4&lang={lang}")

    said = text(answer)
    assert answer.status_code == 200
    assert "220 ÷ 300" in said
    assert "1-demo.xlsx" in said
    assert "R1.4" in said
    assert code_in(answer) == code_in(passport(client, code_in(answer), lang))


def test_the_parts_of_a_figure_lead_to_passports_of_their_own(client):
    page = client.get("/number?indicator=R1.3b&lang=en").get_data(as_text=True)

    parts = [unescape(each) for each in re.findall(r'href="(/number\?region=[^"]+)"', page)]
    assert parts
    assert all(client.get(each).status_code == 200 for each in parts)


def test_a_figure_of_the_whole_country_asked_for_in_a_district_is_that_of_the_country(client):
    whole, part = (
        client.get(f"/number?indicator=R4.3b&lang=en{place}")
        for place in ("", "&district=41704220000000")
    )

    assert code_in(whole) == code_in(part)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_mistyped_code_is_told_from_one_that_was_never_given(client, lang):
    t = Translator(lang)
    code = code_in(client.get("/number?indicator=R1.4"))
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")

    mistyped, unknown = (client.get(f"/n/{each}?lang={lang}") for each in (wrong, "R2.1"))

    assert (mistyped.status_code, unknown.status_code) == (404, 404)
    assert t("{code} is no code of a number: a letter or digit is mistyped, or two changed places.",
             code=wrong) in text(mistyped)  # fmt: skip
    assert t("No number has the code {code}.", code="R2.1") in text(unknown)


@pytest.mark.parametrize(
    "search",
    ["", "?indicator=R9.9", "?on=/nowhere&panel=map&cell=1.1.1", "?on=/&panel=none&cell=1.1.1",
     "?on=/&panel=headlines&cell=1.99.1", "?on=/&panel=headlines",
     "?on=/number&panel=number&cell=1.1.1"],
)  # fmt: skip
def test_an_address_that_names_no_number_is_not_found(client, search):
    assert client.get(f"/number{search}").status_code == 404


def test_headline_figures_rows_and_districts_lead_to_their_passports(client):
    for path in (
        "/?lang=en",
        "/results?lang=en",
        "/results/R1.4?lang=en",
        "/districts/KG-N?lang=en",
    ):
        page = client.get(path).get_data(as_text=True)
        links = re.findall(r'<a href="(/number\?[^"]+)" class="number-link"', page)
        assert links, path
        assert client.get(unescape(links[0])).status_code == 200


def test_the_page_of_an_indicator_and_of_a_district_carry_codes_for_paper(client):
    for path in ("/results/R1.4?lang=en", "/districts/KG-N?lang=en"):
        page = client.get(path).get_data(as_text=True)
        (code, *_) = re.findall(r'class="number-code">Code ([^<]+)<', page)
        assert passport(client, code).status_code == 200


CELL = urlencode(
    {"period": "2026-Q3", "as_of": 2, "on": "/", "panel": "headlines", "cell": "1.2.2"}
)


def test_a_cell_of_a_table_has_a_passport_with_its_row_its_panel_and_its_files(client):
    said = text(client.get(f"/number?{CELL}&lang=en"))

    assert "Where the programme stands" in said
    assert "Value:" in said
    assert "1-real.xlsx" in said
    assert "Give it a short code" in said


def test_a_cell_keeps_its_code_from_the_day_on_which_it_was_given(programme_engine, programme_url):
    client = create_app(Settings(database_url=programme_url)).server.test_client()
    before = client.get(f"/number?{CELL}&lang=en")

    foreign = client.post(f"/number/keep?{CELL}&lang=en", headers={"Origin": "http://other"})
    given = client.post(f"/number/keep?{CELL}&lang=en", headers=ORIGIN)
    again = client.post(f"/number/keep?{CELL}&lang=ru", headers=ORIGIN)

    assert (foreign.status_code, given.status_code, again.status_code) == (403, 303, 303)
    after = client.get(given.location)
    code = code_in(after)
    assert "Give it a short code" in text(before)
    assert "Give it a short code" not in text(after)
    assert code_in(passport(client, code)) == code == code_in(client.get(again.location))


def test_a_code_leads_to_the_same_number_after_a_correction_and_a_release(
    sqlite_engine, sqlite_url, tmp_path
):
    def publish(turn: int, *rows) -> None:
        file = one_sheet(tmp_path / f"{turn}.xlsx", "campaign_events", *rows)
        assert not import_files(sqlite_engine, [file], by="Aigul", source="PMU").problems
        with database.writing(sqlite_engine) as session:
            ledger.publish(session, as_of=date(2026, 3, 31), next_update=date(2026, 8, 14),
                           note="", by="Aigul")  # fmt: skip

    client = create_app(Settings(database_url=sqlite_url)).server.test_client()
    event = good("campaign_events")
    publish(1, event)
    first = client.get("/number?indicator=R4.2&lang=en")
    publish(2, good("campaign_events", people=150), good("campaign_events", code="EV-008"))

    known = passport(client, code_in(first))
    newest = client.get("/number?indicator=R4.2&lang=en")

    assert "120 people" in text(first)
    assert "120 people" in text(known)
    assert "270 people" in text(newest)
    assert code_in(known) == code_in(first) != code_in(newest)
    assert "1.xlsx" in text(known)
    assert "2.xlsx" not in text(known)
    assert "2.xlsx" in text(newest)


ROWS = ("/number/rows?indicator=R1.3b&lang=en", "/export/rows-behind.csv?indicator=R1.3b&lang=en")


def test_single_rows_are_for_those_who_may_see_them(client, monkeypatch):
    assert [client.get(each).status_code for each in ROWS] == [303, 403]

    allowed = access.GRANTS[Role.PUBLIC] | {Permission.SEE_ROWS}
    monkeypatch.setitem(access.GRANTS, Role.PUBLIC, allowed)
    page, file = (client.get(each) for each in ROWS)

    assert (page.status_code, file.status_code) == (200, 200)
    lines = file.data.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("File,Kind of row,Row,Import,Imported on,Imported by")
    assert len(lines) == 2 + 3
    assert sum("tester" in line for line in lines) == 3
    assert "numerator: 65" in text(page)


BUILT = {
    path: (page, search)
    for page in PAGES
    if not page.path.startswith((urls.NUMBER, urls.RELEASES))
    for path in [page.path.replace("{school}", "IS-01").replace("{indicator}", "R1.4")
                 .replace("{area}", "KG-N")]
    for search in [page_at(path)[1]]
}  # fmt: skip


def read_by(engine) -> set[str]:
    """Return a set that fills with the names of the tables from which an engine reads."""
    names: set[str] = set()

    @event.listens_for(engine, "before_cursor_execute")
    def listen(connection, cursor, statement, *_) -> None:
        names.update(re.findall(r"\b(?:FROM|JOIN) (\w+)", statement))

    return names


def test_it_is_declared_on_which_facts_every_panel_of_every_page_rests(
    programme_engine, monkeypatch
):
    # Whether a status is provisional is asked of all data, but no figure rests on the answer.
    monkeypatch.setattr(results, "resting_on_late", lambda *_: frozenset())
    rests = {part.table.name: part.rests_on for part in SUMMARIES}
    facts = {fact.__tablename__ for fact in FACTS}
    names = read_by(programme_engine)
    for path, (page, search) in BUILT.items():
        with database.reading(programme_engine) as db:
            visit = open_visit(db, read_query(search), access.Reader(), page.needs)
            names.clear()
            answered = page.panels(db, visit, Translator("en"))
        keys = {
            each.key for panel in answered for each in (panel, *panel.inside) if tables_of(each)
        }
        if not keys:
            continue
        declared = {kind.__tablename__ for (at, _), kinds in RESTS.items() for kind in kinds
                    if at == page.path or path == "/meeting"}  # fmt: skip
        read = set().union(*(rests[name] for name in names & set(rests))) | names
        assert {rests_on(page.path, key) for key in keys}, path
        assert (read & facts) <= declared, path


def test_what_panels_rest_on_are_kinds_that_summaries_count_or_pairs_kept_apart():
    counted = {"persons_apart", "schools_apart"}.union(*(part.rests_on for part in SUMMARIES))

    assert {kind.__tablename__ for kinds in RESTS.values() for kind in kinds} <= counted
