"""How do lists of facts and tables stand in the passport of a number?"""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.i18n import Translator
from layouts.markup import Element


def facts(pairs: Sequence[tuple[str, Any]]) -> html.Dl:
    """Return what is known of a number, name by name."""
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(told)]) for name, told in pairs if told],
        className="result-facts",
    )


def table(
    caption: str, heads: Sequence[tuple[str, bool]], rows: Sequence[Sequence[Any]]
) -> Element:
    """Return a table that stands open; `heads`: words, and whether the column holds numbers."""
    looks = [{"class": "number"} if is_number else {} for _, is_number in heads]
    head = [
        Element("th", words, {"scope": "col", **look})
        for (words, _), look in zip(heads, looks, strict=True)
    ]
    body = [
        Element("tr", [Element("td", cell, look) for cell, look in zip(row, looks, strict=True)])
        for row in rows
    ]
    drawn = Element(
        "table",
        [
            Element("caption", caption, {"class": "visually-hidden"}),
            Element("thead", Element("tr", head)),
            Element("tbody", body),
        ],
        {"class": "ledger"},
    )
    frame = {"class": "table-frame", "role": "region", "tabindex": "0", "aria-label": caption}
    return Element("div", drawn, frame)


def release(row: Any, published: str, t: Translator) -> str:
    """Return number, dates and fingerprint of a release; `published`: the day in words."""
    return t(
        "No. {number}, data to {date}, published on {published}, fingerprint {hash}",
        number=t.number(row.number),
        date=t.day(row.as_of),
        published=published,
        hash=row.content_hash[:12],
    )


def is_real(demonstration: bool, t: Translator) -> str:
    """Return whether a number is invented to show the product."""
    return t("demonstration: invented to show the product") if demonstration else t("real data")
