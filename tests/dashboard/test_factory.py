import html
import json
import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import make_url

from dashboard import page
from dashboard.factory import create_app
from dashboard.settings import Settings
from dashboard.urls import BOUNDARIES
from dashboard.visit import Forbidden
from data_access.database import DatabaseTrouble, Trouble
from data_access.filters import LANGUAGES
from geo import boundaries
from tests import markup


def words(page: str) -> str:
    """Return all text of a page."""
    return " ".join(markup.texts(page))


def figures_in(page: str) -> dict:
    """Return the figures that a page brought along."""
    found = re.search(r'id="figures">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def ask(client, search: str, path: str = "/"):
    """Return what a standing page gets when its address changes."""
    return client.get(f"/answer{path}{search}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_speaks_the_language_of_the_address(client, lang):
    answer = client.get(
        f"/?lang={lang}", headers={"Accept-Language": "en" if lang == "ky" else "ky"}
    )

    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text


@pytest.mark.parametrize(
    ("spoken", "lang"),
    [("ru-RU,ru;q=0.9", "ru"), ("en-GB", "en"), ("ky", "ky"), ("de", "ky"), ("", "ky"),
     ("de;q=0.9,ru;q=0.5", "ru")],
)  # fmt: skip
def test_without_one_it_speaks_that_of_the_browser_and_then_kyrgyz(client, spoken, lang):
    answer = client.get("/", headers={"Accept-Language": spoken})

    assert f'<html lang="{lang}"' in answer.text


@pytest.mark.parametrize("search", ["xlang=1", "lang=zz", "lang=", "region=KG-N&slang=en"])
def test_an_address_that_names_no_language_of_ours_leaves_it_to_the_browser(client, search):
    answer = client.get(f"/?{search}", headers={"Accept-Language": "ru"})

    assert '<html lang="ru"' in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/nothing?", "/nothing"),
        ("/?region=KG-ZZ", "KG-ZZ"),
        ("/?district=99999999999999", "99999999999999"),
        ("/?school=IS-99", "IS-99"),
        ("/?as_of=77", "77"),
    ],
)
def test_what_does_not_exist_gets_a_helpful_page_in_the_language_of_the_reader(
    client, address, code, lang
):
    answer = client.get(f"{address}&lang={lang}")

    assert answer.status_code == 404
    assert f'<html lang="{lang}"' in answer.text
    assert code in words(answer.text)
    links = [each.get("href") for tag, each in markup.elements(answer.text) if tag == "a"]
    assert f"/?lang={lang}" in links


def test_what_was_dropped_from_the_address_is_named_and_cannot_do_harm(client):
    answer = client.get("/", query_string={"lang": "en", "x": "<script>alert(1)</script>"})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "x=<script>alert(1)</script>" in words(answer.text)


def test_a_path_cannot_do_harm_either(client):
    answer = client.get("/</script><script>alert(1)</script>")

    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("address", ["/", "/nothing", "/?as_of=1", "/assets/css/theme.css"])
def test_nothing_may_load_from_anywhere_else(client, address):
    with client.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", ["/", "/nothing"])
def test_no_script_stands_in_a_page_itself(client, address):
    elements = markup.elements(client.get(address).text)

    scripts = [each for tag, each in elements if tag == "script"]
    assert scripts
    assert all("src" in each or each.get("type") == "application/json" for each in scripts)
    assert [name for _, each in elements for name in each if name.startswith("on")] == []


@pytest.mark.parametrize("address", ["/", "/nothing"])
def test_a_page_names_no_other_host(client, address):
    page = client.get(address).text

    links = re.findall(r'(?:src|href|action)="([^"]*)"', html.unescape(page))
    assert links
    assert [link for link in links if not re.match("/(?!/)|#", link)] == []
    inside = [each["style"] for _, each in markup.elements(page) if "style" in each]
    assert [style for style in inside if "//" in style] == []
    assert not re.search(r"'(?:href|src|geojson)': '(?:https?:)?//", str(figures_in(page)))


def test_a_page_is_never_kept_since_its_figures_change(client):
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_the_boundaries_are_kept_for_ever_under_an_address_of_their_own(client):
    with client.get(BOUNDARIES) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert len(answer.get_json()["features"]) == 63
    for coding in ("br", "gzip"):
        with client.get(BOUNDARIES, headers={"Accept-Encoding": coding}) as packed:
            assert packed.headers["Content-Encoding"] == coding
            assert "immutable" in packed.headers["Cache-Control"]
            assert len(packed.data) < len(boundaries.BOUNDARIES.read_bytes()) / 2
    with client.get("/geo/0123456789ab.json") as older:
        assert "immutable" not in older.headers.get("Cache-Control", "")


@pytest.mark.parametrize("address", ["/", "/nothing", BOUNDARIES, "/health"])
def test_a_head_is_answered_like_the_page_without_its_body(client, address):
    with client.head(address) as head, client.get(address) as page:
        assert (head.status_code, head.data) == (page.status_code, b"")


def test_a_page_arrives_answered(client):
    page = client.get("/?lang=en").text

    figures = figures_in(page)
    assert set(figures) == {"map", "curve"}
    assert all(figure["data"] for figure in figures.values())
    assert "Teachers trained" in words(page)


def test_a_changed_question_is_answered_in_one_round_trip(client):
    response = ask(client, "?lang=ru&region=KG-N&as_of=1")

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    answer = response.get_json()
    assert "Обученные учителя" in words(answer["slots"]["headlines-body"])
    assert answer["controls"]["region"]["value"] == "KG-N"
    assert answer["controls"]["as_of"]["value"] == "1"
    assert answer["figures"]["map"]["data"]


def test_the_answer_is_the_one_that_the_page_would_have_arrived_with(client):
    search = "?lang=en&district=41707225000000"

    answer = ask(client, search).get_json()

    page = client.get("/" + search).text
    assert len(answer["slots"]) > 10
    assert [name for name, slot in answer["slots"].items() if slot not in page] == []
    assert answer["figures"] == figures_in(page)


@pytest.mark.parametrize("search", ["", "?nonsense", "?%ff=%00", "?region=&lang=&x", "?lang=zz"])
@pytest.mark.parametrize("path", ["/", "/nothing", "/%00"])
def test_nonsense_from_a_browser_is_answered_and_never_fails(client, search, path, caplog):
    response = ask(client, search, path)

    assert response.status_code == 200
    assert response.get_json()["slots"]["notices"]
    assert caplog.text == ""


@pytest.mark.parametrize(
    "address", ["/_dash-update-component", "/_dash-layout", "/_dash-dependencies", "/_reload-hash"]
)
def test_what_no_page_of_ours_asks_is_not_there(client, address, caplog):
    for response in (client.get(address), client.post(address, data="{", content_type="x/y")):
        assert response.status_code == 404
    assert caplog.text == ""


def test_a_standing_page_says_what_was_not_found_and_keeps_its_figures(client):
    answer = ask(client, "?lang=en&school=IS-99").get_json()

    assert list(answer["slots"]) == ["notices"]
    assert (answer["figures"], answer["controls"]) == ({}, {})
    assert "IS-99" in words(answer["slots"]["notices"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lost_database_gives_a_page_that_says_so_until_it_is_back(programme_url, lang):
    file = Path(make_url(programme_url).database or "")
    client = create_app(Settings(database_url=programme_url)).server.test_client()
    client.get(f"/?lang={lang}")

    file.rename(file.with_suffix(".away"))
    lost = client.get(f"/?lang={lang}&region=KG-T")
    notice = ask(client, f"?lang={lang}&region=KG-T").get_json()
    file.with_suffix(".away").rename(file)
    back = client.get(f"/?lang={lang}&region=KG-T")

    assert (lost.status_code, back.status_code) == (503, 200)
    assert f'<html lang="{lang}"' in lost.text
    assert "data-retry" in lost.text
    assert list(notice["slots"]) == ["notices"]


@pytest.mark.parametrize(
    ("error", "status", "retries"),
    [
        (DatabaseTrouble(Trouble.FULL), 503, True),
        (DatabaseTrouble(Trouble.OLDER), 503, True),
        (DatabaseTrouble(Trouble.NEWER), 503, True),
        (Forbidden(), 403, False),
        (ZeroDivisionError(), 500, False),
    ],
)
def test_only_what_passes_by_itself_is_asked_again(client, monkeypatch, error, status, retries):
    def fail(*_):
        raise error

    monkeypatch.setattr(page, "open_visit", fail)

    answer = client.get("/?lang=en")
    notice = ask(client, "?lang=en&region=KG-T").get_json()["slots"]["notices"]

    assert answer.status_code == status
    for shown in (answer.text, notice):
        assert ("data-retry" in shown) == retries
        assert ("tries again" in shown) == retries


def test_a_database_that_is_not_there_at_the_start_is_answered_when_it_comes(
    programme_file, tmp_path
):
    file = tmp_path / "later.sqlite"
    client = create_app(Settings(database_url=f"sqlite:///{file}")).server.test_client()

    before = client.get("/")
    shutil.copy(programme_file, file)
    after = client.get("/")

    assert (before.status_code, after.status_code) == (503, 200)


def test_a_database_without_a_release_says_that_nothing_is_published(sqlite_url):
    client = create_app(Settings(database_url=sqlite_url)).server.test_client()

    answer = client.get("/?lang=en")

    assert answer.status_code == 503
    assert "Nothing has been published yet." in words(answer.text)


def test_the_server_says_that_it_is_alive_without_its_database(tmp_path):
    client = create_app(
        Settings(database_url=f"sqlite:///{tmp_path / 'none'}")
    ).server.test_client()

    assert client.get("/health").get_json() == {"serving": True}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/assets/nothing.css", "/assets/nothing.css"),
        ("/_dash-layout", "/_dash-layout"),
        ("/photos/nothing.jpg", "/photos/nothing.jpg"),
        ("/layers/schools/77/2026-Q3/x.json", "77"),
        ("/export/training-places.csv?as_of=77", "77"),
    ],
)
def test_whatever_is_not_there_gets_a_page_that_helps(client, address, code, lang):
    answer = client.get(address, headers={"Accept-Language": lang})

    assert answer.status_code == 404
    assert f'<html lang="{lang}"' in answer.text
    assert code in words(answer.text)
    links = [each.get("href") for tag, each in markup.elements(answer.text) if tag == "a"]
    assert f"/?lang={lang}" in links


@pytest.mark.parametrize("address", ["/", "/schools/IS-01", "/nothing", "/answer/", "/health"])
def test_nothing_can_be_sent_to_an_address(client, address):
    answer = client.post(address, headers={"Accept-Language": "en"})

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "What stands at this address can only be read." in words(answer.text)


def test_only_the_head_of_a_page_can_be_asked_for(client):
    assert [client.head(path).status_code for path in ("/", "/nothing", "/answer/")] == [
        *(200, 404, 200)
    ]


@pytest.mark.parametrize("path", ["/schools/", "/answer/schools/", "/training//"])
def test_a_slash_at_the_end_makes_no_other_address(client, path):
    answer = client.get(f"{path}?lang=en")

    assert answer.status_code == 200
    assert answer.text == client.get(f"{path.rstrip('/')}?lang=en").text


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("/nothing?lang=ky", "/nothing"),
        ("/%2Fhost.example/?lang=ky", "/host.example/"),
        ("/schools/IS-99?lang=ky", "/schools/IS-99"),
    ],
)
def test_a_page_without_an_answer_can_be_read_in_the_other_languages(client, address, others):
    elements = markup.elements(client.get(address).text)

    links = [each["href"] for tag, each in elements if tag == "a" and "hreflang" in each]
    assert links == [f"{others}?lang={lang}" for lang in LANGUAGES]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_name_of_the_product_leads_home_in_the_language_of_the_reader(client, lang):
    elements = markup.elements(client.get(f"/schools?lang={lang}").text)

    brands = [each["href"] for _, each in elements if each.get("class") == "brand"]
    assert brands == [f"/?lang={lang}"]


def test_of_many_senseless_arguments_the_first_are_named_and_the_rest_is_counted(client):
    said = words(client.get("/?lang=en&" + "&".join(f"x{n}=1" for n in range(500))).text)

    assert "x8=1, x9=1, and 490 more" in said
    assert "x10=1" not in said
