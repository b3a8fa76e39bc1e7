"""Where do readers find the pictures of a published release?"""

import re

from flask import Flask, Response, abort
from sqlalchemy import Engine

from dashboard.access import Permission, may
from dashboard.login import current_reader
from dashboard.page import troubles_named
from dashboard.static_files import FOREVER
from data_access import database
from data_access.queries.photos import published_picture

SHA256 = re.compile("[0-9a-f]{64}")


def install(server: Flask, engine: Engine) -> None:
    """Register the addresses of pictures in both sizes."""

    @server.get("/photos/<sha256>.jpg")
    def large_picture(sha256: str):
        return _picture(engine, sha256, small=False)

    @server.get("/photos/<sha256>-small.jpg")
    def small_picture(sha256: str):
        return _picture(engine, sha256, small=True)


def _picture(engine: Engine, sha256: str, *, small: bool) -> Response:
    """Return a picture; 404 where no release shows it, 503 while the database is away."""
    if not SHA256.fullmatch(sha256) or not may(current_reader(), Permission.SEE_RELEASES):
        abort(404)
    with troubles_named(), database.reading(engine) as db:
        found = published_picture(db, sha256, small=small)
    if found is None:
        abort(404)
    # The address names the content, and a release shows for ever what it shows.
    return Response(found, mimetype="image/jpeg", headers={"Cache-Control": FOREVER})
