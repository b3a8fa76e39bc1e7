"""Deadlines as a list for spreadsheets and as a calendar that other calendars follow."""

from datetime import UTC, timedelta
from typing import Any
from urllib.parse import urljoin

from flask import request
from icalendar import Calendar, Event
from sqlalchemy import Connection

from dashboard import due
from dashboard.exports.sheet import head, release_told, sheet
from dashboard.visit import Visit
from data_access.models.base import aware
from data_access.queries import deadlines
from layouts import deadlines as words
from layouts.i18n import Translator


def deadline_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return what is overdue, off track or due next, of the owner asked for, the oldest first."""
    rows = deadlines.deadlines(db, visit.filters.everywhere())
    return sheet(head(t("Deadlines"), rows, visit, t), words.in_words(rows, t), words.columns(t), t)


def calendar(db: Connection, visit: Visit, t: Translator) -> str:
    """Return what is overdue or due next as all-day events (RFC 5545), those of results and
    grievances left out: neither is an appointment."""
    rows = deadlines.deadlines(db, visit.filters.everywhere())
    found = words.in_words(rows[~rows["kind"].isin(("indicator", "grievance"))], t)
    feed = Calendar()
    feed.add("prodid", f"-//Bilim//{t('Deadlines')}//{t.lang.upper()}")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", f"Bilim: {t('Deadlines')}")
    for row in found.to_dict("records"):
        feed.add_component(_event(row, visit, t))
    return feed.to_ical().decode("utf-8")


def _event(row: dict[Any, Any], visit: Visit, t: Translator) -> Event:
    """Return one event; its name stays the same from release to release, so that calendars move
    an event whose day was moved."""
    day = row["day"].date()
    demonstration = [t("Demonstration data")] if row["demonstration"] == 1 else []
    event = Event()
    name = "-".join(filter(None, (row["kind"], row["code"], row["part"])))
    event.add("uid", f"{name}@bilim")
    event.add("dtstamp", aware(visit.release.published_at).astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{row['matter']} – {row['due']}")
    event.add("categories", [row["owner_name"]])
    told = [row["kind_name"], row["state"], row["owner_name"], release_told(visit, t)]
    event.add("description", "\n".join([*told, *demonstration]))
    event.add("transp", "TRANSPARENT")
    where = due.address(visit.asked, row["kind"], row["code"])
    if where is not None:
        event.add("url", urljoin(request.host_url, where))
    return event
