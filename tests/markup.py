"""What stands in the HTML of a panel: its elements, and the words that a reader sees or hears."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain

SPOKEN = ("title", "aria-label", "alt", "placeholder")
"""Attributes that a reader sees or hears."""


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _read(html: str) -> _Reading:
    reading = _Reading()
    reading.feed(html)
    reading.close()
    return reading


def texts(html: str) -> list[str]:
    """Return the texts between the tags."""
    return _read(html).texts


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Return tag and attributes of every element."""
    return _read(html).elements


def words(html: str) -> Iterator[str]:
    """Yield every text, what is said of elements, and the words of tables."""
    yield from texts(html)
    for _, attributes in elements(html):
        yield from (attributes[name] for name in SPOKEN if name in attributes)
        for table in json.loads(attributes.get("data-tables", "[]")):
            titles = [column["title"] for column in table["head"]]
            yield from (table["caption"], *titles, *chain(*table["rows"]))
