"""How do photographs stand side by side, before and after?"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel

KEY = "photos"

KINDS = {"before": N_("Before"), "after": N_("After")}


def photos(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return the photographs of a school in pairs, package by package.

    `frame` as `queries.photos` returns it.
    """
    title = t("Before and after")
    if frame.empty:
        return Panel(KEY, title, t("No photographs yet."))
    return Panel(
        key=KEY,
        title=title,
        finding=t.plural(
            "{n} photograph, taken on {date}.",
            "{n} photographs, the newest taken on {date}.",
            len(frame),
            date=t.date(frame["taken_on"].max()),
        ),
        body=_group("photos", list(_sets(frame, t))),
        source=t("photographs of schools to {quarter}", quarter=t.quarter(filters.quarter)),
        demonstration=bool(frame["demonstration"].any()),
    )


def _sets(frame: pd.DataFrame, t: Translator) -> Iterator[Element]:
    """Yield the pairs of each package, in the order in which the packages come first."""
    for _, rows in frame.groupby("package", sort=False, dropna=False):
        subject = _subject(rows.iloc[0], t)
        before, after = (rows[rows["kind"] == kind].to_dict("records") for kind in KINDS)
        pairs = [
            _group("photo-pair", [_figure(photo, subject, t) for photo in pair if photo])
            for pair in zip_longest(before, after)
        ]
        yield _group("photo-set", [html.H3(subject), *pairs])


def _group(name: str, parts: list[Any]) -> Element:
    return Element("div", parts, {"className": name})


def _subject(photo: Any, t: Translator) -> str:
    return t("The whole school") if is_missing(photo["package"]) else photo["package_name"]


def _figure(photo: Any, subject: str, t: Translator) -> Element:
    caption = "" if is_missing(photo["caption"]) else photo["caption"]
    kind, what = t(KINDS[photo["kind"]]), caption or subject
    picture = {
        "src": f"/photos/{photo['picture']}-small.jpg",
        "alt": t("{kind}, {date}: {what}", kind=kind, date=t.date(photo["taken_on"]), what=what),
        "width": photo["small_width"],
        "height": photo["small_height"],
    }
    large = {"href": f"/photos/{photo['picture']}.jpg"}
    words = [html.B(kind), f" · {t.day(photo['taken_on'])}", f" · {caption}" if caption else ""]
    parts = [Element("a", Element("img", attributes=picture), large), html.Figcaption(words)]
    return Element("figure", parts, {"className": f"photo photo-{photo['kind']}"})
