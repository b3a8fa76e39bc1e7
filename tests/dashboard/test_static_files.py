import gzip
from collections.abc import Callable

import brotli
import pytest
from flask import Flask, Response
from flask_compress import Compress

from dashboard import static_files

SCRIPT = "console.log('ң ө ү');\n" * 200
BROWSER = {"Accept-Encoding": "gzip, br, zstd"}


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A server with one script, one picture, one answer that is no file, and a first page."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "charts.js").write_text(SCRIPT, encoding="utf-8")
    (assets / "picture.png").write_bytes(b"\x89PNG" * 400)
    monkeypatch.setattr(static_files, "KEPT", tmp_path / "kept")
    static_files.packed.cache_clear()
    server = Flask(__name__, static_folder=str(assets), static_url_path="/assets")
    Compress(server)
    static_files.install(server)

    @server.get("/answer")
    def answer():
        return Response(SCRIPT, mimetype="application/json")

    @server.get("/geo/<name>.json")
    def boundaries(name):
        return Response(SCRIPT, mimetype="application/json")

    @server.get("/")
    def page():
        return '<link href="/assets/charts.js?m=1&amp;x"><script src="https://elsewhere/x.js"></script>'

    return server


def ask(server, address, **headers):
    return server.test_client().get(address, headers={**BROWSER, **headers}, buffered=True)


@pytest.mark.parametrize("address", ["/assets/charts.js?m=1", "/geo/0123456789ab.json"])
@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
    ],
)
def test_a_static_file_travels_packed_as_well_as_the_browser_understands(
    server, address, accepted: str, coding: str, unpack: Callable[[bytes], bytes]
):
    answer = ask(server, address, **{"Accept-Encoding": accepted})

    assert answer.headers["Content-Encoding"] == coding
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert unpack(answer.data).decode() == SCRIPT
    assert len(answer.data) < len(SCRIPT) / 10


def test_a_browser_that_unpacks_nothing_gets_what_it_understands(server):
    answer = ask(server, "/assets/charts.js?m=1", **{"Accept-Encoding": "identity"})

    assert answer.text == SCRIPT
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_an_address_with_a_version_is_kept_for_ever(server):
    assert ask(server, "/assets/charts.js?m=1").headers["Cache-Control"] == static_files.FOREVER


def test_an_address_without_a_version_is_asked_again_and_not_sent_again(server):
    first = ask(server, "/assets/charts.js")
    again = ask(server, "/assets/charts.js", **{"If-None-Match": first.headers["ETag"]})

    assert "immutable" not in first.headers.get("Cache-Control", "")
    assert (again.status_code, again.data) == (304, b"")


def test_pictures_and_answers_are_left_alone(server):
    assert "Content-Encoding" not in ask(server, "/assets/picture.png").headers
    assert ask(server, "/answer").headers["Content-Encoding"] != "br"
    assert ask(server, "/assets/none.js?m=1").status_code == 404


def forget_how_to_pack(monkeypatch) -> None:
    monkeypatch.setattr(brotli, "compress", None)
    monkeypatch.setattr(gzip, "compress", None)


def test_warming_packs_what_the_first_page_needs_before_anybody_asks(server, monkeypatch):
    asked = static_files.warm(server, "/geo/0123456789ab.json")
    forget_how_to_pack(monkeypatch)

    assert asked == 2
    for coding in ("br", "gzip"):
        answer = ask(server, "/geo/0123456789ab.json", **{"Accept-Encoding": coding})
        assert answer.headers["Content-Encoding"] == coding


def test_what_was_packed_before_a_restart_is_not_packed_again(server, monkeypatch):
    for coding in ("br", "gzip"):
        ask(server, "/assets/charts.js", **{"Accept-Encoding": coding})
    static_files.packed.cache_clear()
    forget_how_to_pack(monkeypatch)

    plain = ask(server, "/assets/charts.js", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(plain.data).decode() == SCRIPT
    assert brotli.decompress(ask(server, "/assets/charts.js").data).decode() == SCRIPT


def test_a_disk_that_takes_nothing_costs_no_answer(server, tmp_path, monkeypatch, caplog):
    (tmp_path / "file").touch()
    monkeypatch.setattr(static_files, "KEPT", tmp_path / "file" / "kept")

    answer = ask(server, "/assets/charts.js")

    assert brotli.decompress(answer.data).decode() == SCRIPT
    assert "cannot be kept" in caplog.text
