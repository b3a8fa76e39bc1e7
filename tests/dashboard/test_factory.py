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


def layout_in(page: str) -> dict:
    """Return the layout that a page brought along."""
    found = re.search(r'id="answered-layout">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def dependencies_in(page: str) -> list[dict]:
    found = re.search(r'id="answered-dependencies">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def components(node):
    """Yield every component of a layout."""
    if isinstance(node, list):
        for each in node:
            yield from components(each)
    elif isinstance(node, dict) and "props" in node:
        yield node
        yield from components(node["props"].get("children"))


def words(node) -> str:
    """Return all text of a layout."""
    if isinstance(node, str):
        return node + " "
    if isinstance(node, list):
        return "".join(map(words, node))
    if not isinstance(node, dict):
        return ""
    return words(node["props"].get("children")) + said(node["props"])


def said(props: dict) -> str:
    """Return the text of the HTML that fills a place."""
    return " ".join(markup.texts(props.get("data-markup") or ""))


def question(page: str, search, path="/") -> dict:
    """Return what a browser sends when the address of a standing page changes."""
    ids = [c["props"]["id"] for c in components(layout_in(page)) if "id" in c["props"]]
    (callback,) = (each for each in dependencies_in(page) if not each["clientside_function"])
    wanted = (
        ("panel", "data-markup"),
        ("figure", "figure"),
        ("control", "options"),
        ("control", "value"),
    )
    return {
        "output": callback["output"],
        "outputs": [
            [
                {"id": each, "property": prop}
                for each in ids
                if isinstance(each, dict) and name in each
            ]
            for name, prop in wanted
        ],
        "inputs": [{"id": "address", "property": "search", "value": search}],
        "state": [{"id": "address", "property": "pathname", "value": path}],
        "changedPropIds": ["address.search"],
    }


def ask(client, body):
    return client.post("/_dash-update-component", json=body)


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
    layout = layout_in(answer.text)
    assert code in words(layout)
    homes = [c["props"].get("href") for c in components(layout) if c["type"] == "A"]
    assert f"/?lang={lang}" in homes


def test_what_was_dropped_from_the_address_is_named_and_cannot_do_harm(client):
    answer = client.get("/", query_string={"lang": "en", "x": "<script>alert(1)</script>"})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "x=<script>alert(1)</script>" in words(layout_in(answer.text))


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
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts
    assert "unsafe-inline" not in scripts[1]
    assert "http" not in policy


@pytest.mark.parametrize("address", ["/", "/nothing"])
def test_a_page_names_no_other_host(client, address):
    page = client.get(address).text

    links = re.findall(r'(?:src|href|action)="([^"]*)"', html.unescape(page))
    assert links
    assert [link for link in links if not link.startswith("/") or link.startswith("//")] == []
    layout = layout_in(page)
    assert not re.search(r"'(?:href|src|geojson)': '(?:https?:)?//", str(layout))
    inside = [
        attributes[name]
        for place in components(layout)
        for _, attributes in markup.elements(place["props"].get("data-markup") or "")
        for name in ("href", "src", "action", "style")
        if name in attributes
    ]
    assert [link for link in inside if re.search(r"(?:^|[(])\s*['\"]?(?:\w+:)?//", link)] == []
    assert inside or address != "/"


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
    layout = layout_in(client.get("/?lang=en").text)

    graphs = [c["props"] for c in components(layout) if c["type"] == "Graph"]
    assert {graph["id"]["figure"] for graph in graphs} == {"map", "curve"}
    assert all(graph["figure"]["data"] for graph in graphs)
    assert "Teachers trained" in words(layout)


@pytest.fixture
def standing(client):
    return client.get("/?lang=en").text


def test_a_changed_question_is_answered_in_one_round_trip(client, standing):
    body = question(standing, "?lang=ru&region=KG-N&as_of=1")

    answer = ask(client, body)

    assert answer.status_code == 200
    response = answer.get_json()["response"]
    keys = [
        json.dumps(each["id"], sort_keys=True, separators=(",", ":"))
        for group in body["outputs"]
        for each in group
    ]
    assert set(response) == set(keys)
    assert "Обученные учителя" in said(response['{"panel":"headlines-body"}'])
    assert response['{"control":"region"}']["value"] == "KG-N"
    assert response['{"control":"as_of"}']["value"] == "1"
    assert response['{"figure":"map"}']["figure"]["data"]


def test_the_answer_is_the_one_that_the_page_would_have_arrived_with(client, standing):
    search = "?lang=en&district=41707225000000"

    response = ask(client, question(standing, search)).get_json()["response"]

    arrived = {
        json.dumps(c["props"]["id"], separators=(",", ":")): c["props"]
        for c in components(layout_in(client.get("/" + search).text))
        if isinstance(c["props"].get("id"), dict)
    }
    for key in ('{"panel":"headlines-body"}', '{"panel":"attention-body"}', '{"panel":"map"}'):
        assert response[key]["data-markup"]
        assert response[key]["data-markup"] == arrived[key]["data-markup"]
    assert response['{"figure":"map"}']["figure"] == arrived['{"figure":"map"}']["figure"]


@pytest.mark.parametrize(
    "search", [None, 5, 1.5, True, [], ["?"], {"a": 1}, "nonsense", "?%ff=%00"]
)
@pytest.mark.parametrize("path", ["/", None, 7, {}, "/nothing"])
def test_nonsense_from_a_browser_is_answered_and_never_fails(client, standing, search, path):
    answer = ask(client, question(standing, search, path))

    assert answer.status_code == 200
    assert answer.get_json()["response"]['{"panel":"notices"}']


def without(body: dict, key: str) -> dict:
    return {name: value for name, value in body.items() if name != key}


SPOILED = {
    "a list": lambda body: [],
    "an empty object": lambda body: {},
    "null": lambda body: None,
    "a number": lambda body: 5,
    "a text": lambda body: "output",
    **{
        f"no {key}": lambda body, key=key: without(body, key)
        for key in ("output", "outputs", "inputs", "state")
    },
    **{
        f"{key} = {value!r}": lambda body, key=key, value=value: {**body, key: value}
        for key in ("output", "outputs", "inputs", "state", "changedPropIds")
        for value in (None, 5, "x", {"a": 1}, [None], [[]], [5], [{}], [[{}]], [["x"]])
    },
    "an output of the browser": lambda body: {**body, "output": "address.search"},
    "an unknown output": lambda body: {**body, "output": "..nothing.children.."},
    "a place without a pattern": lambda body: {
        **body, "outputs": [[{"id": "panel", "property": "children"}], [], [], []],
    },
    "a place with a list for a name": lambda body: {
        **body, "outputs": [[{"id": {"panel": []}, "property": "children"}], [], [], []],
    },
    "a place with two names": lambda body: {
        **body, "outputs": [[{"id": {"panel": "a", "x": "b"}, "property": "c"}], [], [], []],
    },
    "another input": lambda body: {
        **body, "inputs": [{"id": "elsewhere", "property": "search", "value": ""}],
    },
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_what_no_page_of_ours_would_send_is_refused_without_a_traceback(
    client, standing, spoil, caplog
):
    body = json.dumps(spoil(question(standing, "?lang=en")))

    answer = client.post("/_dash-update-component", data=body, content_type="application/json")

    assert answer.status_code == 400
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ("", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        (b"\xff\xfe\xff", "application/json", 400),
        ("a=1", "application/x-www-form-urlencoded", 415),
    ],
)
def test_what_is_no_json_is_refused_without_a_traceback(client, body, kind, status, caplog):
    answer = client.post("/_dash-update-component", data=body, content_type=kind)

    assert answer.status_code == status
    assert caplog.text == ""


def test_a_standing_page_says_what_was_not_found_and_keeps_its_figures(client, standing):
    response = ask(client, question(standing, "?lang=en&school=IS-99")).get_json()["response"]

    assert list(response) == ['{"panel":"notices"}']
    assert "IS-99" in said(response['{"panel":"notices"}'])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lost_database_gives_a_page_that_says_so_until_it_is_back(programme_url, lang):
    file = Path(make_url(programme_url).database or "")
    client = create_app(Settings(database_url=programme_url)).server.test_client()
    standing = client.get(f"/?lang={lang}").text

    file.rename(file.with_suffix(".away"))
    lost = client.get(f"/?lang={lang}&region=KG-T")
    notice = ask(client, question(standing, f"?lang={lang}&region=KG-T")).get_json()["response"]
    file.with_suffix(".away").rename(file)
    back = client.get(f"/?lang={lang}&region=KG-T")

    assert (lost.status_code, back.status_code) == (503, 200)
    assert f'<html lang="{lang}"' in lost.text
    assert "data-retry" in lost.text
    assert list(notice) == ['{"panel":"notices"}']


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
def test_only_what_passes_by_itself_is_asked_again(
    client, standing, monkeypatch, error, status, retries
):
    def fail(*_):
        raise error

    monkeypatch.setattr(page, "open_visit", fail)

    answer = client.get("/?lang=en")
    notice = ask(client, question(standing, "?lang=en&region=KG-T")).get_json()["response"]

    assert answer.status_code == status
    for shown in (answer.text, str(notice)):
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
    assert "Nothing has been published yet." in words(layout_in(answer.text))


def test_the_server_says_that_it_is_alive_without_its_database(tmp_path):
    client = create_app(
        Settings(database_url=f"sqlite:///{tmp_path / 'none'}")
    ).server.test_client()

    assert client.get("/health").get_json() == {"serving": True}
