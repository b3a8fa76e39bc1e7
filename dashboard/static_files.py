"""How does a reader with a slow line get scripts, styles and maps?

Packed as well as brotli can, or gzip where a browser knows no better (none offers brotli to a
server without encryption), once for each content, and kept by the browser for as long as the
address carries a version. Everything else is left to the quicker packing of Flask-Compress.
"""

import gzip
import html
import logging
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Flask, Response, request

from dashboard.settings import ROOT

FOLDERS = ("/assets/", "/geo/", "/layers/")
PACKED_TYPES = re.compile(r"text/|image/svg|application/(javascript|json|geo\+json)")
FOREVER = "public, max-age=31536000, immutable"
KEPT = ROOT / ".build" / "compressed"

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=11),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}
"""Name of a coding -> how a body is packed with it; the best first."""

LINK = re.compile(r'(?:src|href)="(/assets/[^"]+)"')

log = logging.getLogger(__name__)


@cache
def asset(name: str) -> str:
    """Return the address of an asset; another content gets another address."""
    content = (ROOT / "assets" / name).read_bytes()
    return f"/assets/{name}?m={sha256(content).hexdigest()[:12]}"


def install(server: Flask) -> None:
    """Register the packing; call it after Dash is made, so that it comes before Flask-Compress."""
    server.after_request(pack_static_file)


def pack_static_file(response: Response) -> Response:
    """Return the response to a static file packed, tagged and with its time to live."""
    if request.method != "GET" or response.status_code != 200:
        return response
    if not request.path.startswith(FOLDERS):
        return response
    if "m" in request.args:
        response.headers["Cache-Control"] = FOREVER
    if PACKED_TYPES.match(response.mimetype or ""):
        response.vary.add("Accept-Encoding")
        if coding := next((each for each in PACKINGS if request.accept_encodings[each] > 0), None):
            pack(response, coding)
    return response


def pack(response: Response, coding: str) -> None:
    """Put the packed body in the place of the plain one, or nothing where the reader has it."""
    response.direct_passthrough = False
    body = response.get_data()
    response.set_data(packed(body, coding))
    response.headers["Content-Encoding"] = coding
    response.set_etag(f"{sha256(body).hexdigest()[:32]}-{coding}")
    response.make_conditional(request)


@lru_cache(maxsize=128)
def packed(body: bytes, coding: str) -> bytes:
    """Return the body packed as well as can be; what is on the disk is not packed again."""
    kept = KEPT / f"{sha256(body).hexdigest()}.{coding}"
    if kept.is_file():
        return kept.read_bytes()
    small = PACKINGS[coding](body)
    keep(kept, small)
    return small


def keep(file: Path, content: bytes) -> None:
    """Write a whole file or none; a disk that does not take it costs time, not the answer."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as begun:
            begun.write(content)
        Path(begun.name).replace(file)
    except OSError as error:
        log.warning("packed files cannot be kept in %s: %s", file.parent, error)


def warm(server: Flask, *more: str) -> int:
    """Ask once for the first page, its static files and the addresses in `more`; return how many.

    No reader waits for a file to be packed.
    """
    page = server.test_client().get("/").get_data(as_text=True)
    addresses = sorted({*linked(page), *more})
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda address: ask(server, address), addresses))
    return len(addresses)


def ask(server: Flask, address: str) -> None:
    """Ask for one address as browsers would, for each way of packing."""
    for coding in PACKINGS:
        server.test_client().get(address, headers={"Accept-Encoding": coding}).close()


def linked(page: str) -> list[str]:
    """Return the static files that a page names."""
    return [html.unescape(link) for link in LINK.findall(page)]
