"""How does the map of schools get all schools of the country, and the search their names?

They do not travel with each answer: a published release never changes, so the browser asks for
them once and keeps them.
"""

from hashlib import sha256
from typing import Any

import orjson
import pandas as pd
from flask import Flask, Response, abort
from sqlalchemy import Connection, Engine

from dashboard import static_files, urls
from dashboard.access import Permission
from dashboard.login import current_reader
from dashboard.page import troubles_named
from dashboard.urls import Question
from dashboard.visit import Visit, open_visit
from data_access import database
from data_access.filters import Filters, quarter_code
from data_access.frames import kept
from data_access.queries import distances
from data_access.queries.every_school import closed_schools, every_school, names

FOLDER = "/layers/schools/"


def address(db: Connection, visit: Visit) -> str:
    """Return where the schools of a release at the end of a quarter are found."""
    quarter = quarter_code(visit.filters.quarter)
    fingerprint = _fingerprint(layer(db, visit.filters))
    return f"{FOLDER}{visit.release.number}/{quarter}/{fingerprint}.json"


@kept("release", "period", most=8)
def layer(db: Connection, filters: Filters) -> bytes:
    """Return `schools` as JSON."""
    return orjson.dumps(schools(db, filters))


def _fingerprint(body: bytes) -> str:
    return sha256(body).hexdigest()[:12]


def schools(db: Connection, filters: Filters) -> dict[str, list[Any]]:
    """Return the columns of all schools of the country: open ones in the order of codes, then
    closed ones, which stand nowhere but can be searched.

    code, lon, lat, pupils (missing: null), innovative, nearest (code of the innovative school that
    is nearest to an ordinary one) and km to it, closed, district (its code), names and names of
    districts in all languages.
    """
    still, closed = every_school(db, filters), closed_schools(db, filters)
    every, named = pd.concat([still, closed], ignore_index=True), names(db, filters)
    nearest = every[["school"]].merge(distances.nearest(still), how="left", on="school")
    is_closed = every["school"].isin(closed["school"])
    return {
        "code": list(every["school"]),
        "lon": _or_null(every["lon"].where(~is_closed).round(5)),
        "lat": _or_null(every["lat"].where(~is_closed).round(5)),
        "pupils": _or_null(every["pupil_count"]),
        "innovative": list(every["innovative"]),
        "nearest": _or_null(nearest["nearest"]),
        "km": _or_null(nearest["nearest_km"].round(1)),
        "closed": list(is_closed),
        "district": list(every["district"]),
        **{name: list(named[name]) for name in named.columns if name != "school"},
    }


def _or_null(values: Any) -> list[Any]:
    return list(values.astype("object").where(values.notna(), None))


def install(server: Flask, engine: Engine) -> None:
    """Register the route."""

    @server.get(f"{FOLDER}<int:release>/<quarter>/<fingerprint>.json")
    def school_layer(release: int, quarter: str, fingerprint: str):
        period = urls.quarter(quarter)
        if period is None:
            abort(404)
        question = Question(Filters(release=release, period=period))
        with troubles_named(), database.reading(engine) as db:
            visit = open_visit(db, question, current_reader(), Permission.SEE_RELEASES)
            body = layer(db, visit.filters)
        response = Response(body, mimetype="application/json")
        is_same = _fingerprint(body) == fingerprint
        response.headers["Cache-Control"] = static_files.FOREVER if is_same else "no-store"
        return response
