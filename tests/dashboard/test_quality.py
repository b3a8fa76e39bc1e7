"""What does the page of data quality tell, and what does it keep to itself?"""

import shutil
from datetime import date

import pytest

from dashboard.access import Reader
from dashboard.page import answer
from dashboard.pages import page_at
from dashboard.urls import read_query
from data_access import database, ledger
from data_access.filters import LANGUAGES
from layouts.i18n import Translator
from tests import factories, factories_promises, factories_training, markup
from tests.factories import AT_BASHY, AUTUMN, SPRING, SUMMER

IN_TIME, TOO_LATE = date(2026, 11, 28), date(2027, 2, 15)
"""The next release of these programmes is expected by 14 February 2027."""


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """A function that sets the day that it is; November at first."""

    def set_day(day: date) -> None:
        monkeypatch.setattr(ledger, "today", lambda: day)

    set_day(IN_TIME)
    return set_day


def slots(engine, search: str = "lang=en") -> dict[str, str]:
    page, query = page_at("/quality", f"?{search}")
    assert page is not None
    return answer(page, read_query(query), engine, Reader()).slots


def panel(found: dict[str, str], key: str) -> str:
    """Return every word of a panel, its table too."""
    return " ".join(
        " ".join(markup.words(found[key] + found[f"{key}-body"] + found[f"{key}-foot"])).split()
    )


UNIT = "Project implementation unit"


def lines(found: dict[str, str], key: str) -> dict[str, str]:
    """Return the rows that a panel shows, by the words of their first cell."""
    rows = found[f"{key}-body"].split("<tr>")[2:]
    cells = [[" ".join(" ".join(markup.texts(cell)).split()) for cell in row.split("<td>")]
             for row in rows]  # fmt: skip
    return {first: " | ".join(others) for first, *others in cells}


@pytest.fixture(scope="module")
def few_data(sqlite_template, tmp_path_factory):
    """Events of autumn, risks of summer, grievances of spring, one closed register, and two codes
    that are alike; nobody writes to it."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("few") / "few.sqlite")
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        factories_promises.event(session)
        factories_promises.risk(session, assessed_on=SUMMER)
        factories_promises.grievance(session, received_on=SPRING, resolved_on=SPRING)
        factories.target(session, "R4.6b", 0.9)
        factories_training.register(session, district=AT_BASHY, period=AUTUMN)
        factories.school(session, "SC-0001")
        for code in ("P-7001", "P-7002"):
            factories_training.person(session, code, school="SC-0001")
        factories.release(session)
    yield engine
    engine.dispose()


def test_what_is_late_is_never_green(few_data):
    found = slots(few_data)

    rows = lines(found, "fresh")
    assert rows[f"Information campaign {UNIT}"].startswith(
        "● in time | 30 Sep 2026 | Q4 2026 | every 3 months"
    )
    assert rows[f"Risks {UNIT}"].startswith("◆ 3 months late | 30 Jun 2026 | Q3 2026")
    assert rows[f"Grievances {UNIT}"].startswith("▲ 6 months late | 31 Mar 2026")
    assert rows[f"Payments {UNIT}"].endswith("no data | no data | – | every 3 months | –")
    assert rows["Registers of training District education department"].startswith(
        "◆ in time, 1 of 54 districts"
    )
    assert "Late: Risks, Grievances." in panel(found, "fresh")
    assert "status-on_track" not in found["late-body"]


def test_districts_that_have_not_reported_are_named(few_data):
    found = slots(few_data)

    rows = lines(found, "complete")
    assert rows["At-Bashy"] == "register closed | 0 of 1"
    assert rows["Kochkor"].startswith("◆ never closed")
    assert "Registers of the quarter still open: 53 of 54 districts" in panel(found, "complete")


def test_a_figure_on_late_data_is_named_with_the_reason(few_data):
    late = lines(slots(few_data), "late")

    (row,) = [words for name, words in late.items() if name.startswith("R4.6b")]
    assert "Grievances: 6 months late" in row
    assert not any(name.startswith("R4.2") for name in late)


def test_people_under_two_codes_are_only_counted(few_data):
    found = slots(few_data)

    assert lines(found, "twins")["People"] == "1 | 0 | 0"
    assert "P-700" not in "".join(found.values())


def test_nothing_stays_green_once_the_next_release_is_overdue(read_programme, today):
    before = slots(read_programme)
    today(TOO_LATE)
    after, earlier = slots(read_programme), slots(read_programme, "lang=en&period=2026-Q2")

    assert "status-on_track" in before["fresh-body"]
    assert "A newer release was expected by" not in panel(before, "fresh")
    green = [
        row for row in lines(after, "fresh").values() if "every 3 months" in row and "●" in row
    ]
    assert green == []
    assert "A newer release was expected by 14 February 2027." in panel(after, "fresh")
    assert "A newer release was expected by" not in panel(earlier, "fresh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_speaks_every_language_and_the_footer_leads_to_it(client, lang):
    page = client.get(f"/quality?lang={lang}")
    overview = client.get(f"/?lang={lang}").get_data(as_text=True)

    assert page.status_code == 200
    words = " ".join(markup.texts(page.get_data(as_text=True)))
    t = Translator(lang)
    for title in ("How fresh are the data?", "Which districts have not reported?",
                  "Which figures rest on late data?", "Which checks have failed?",
                  "Who or what may stand twice?"):  # fmt: skip
        assert t(title) in words
    assert f'href="/quality?as_of=2&amp;lang={lang}"' in overview
