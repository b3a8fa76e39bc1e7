"""How does a table with words in its cells stand in a panel?"""

from collections.abc import Sequence
from typing import Any

from dash import html

from layouts.attributes import aria
from layouts.markup import Element


def scrolled_table(
    heads: Sequence[str], rows: Sequence[Element], title: str, look: str = ""
) -> html.Div:
    """Return a table that scrolls inside its panel; `look`: class of this table."""
    head = Element("tr", [Element("th", word, {"scope": "col"}) for word in heads])
    table: Any = Element(
        "table",
        [Element("thead", head), Element("tbody", list(rows))],
        {"class": f"ledger {look}".strip()},
    )
    return html.Div(table, className="scrolled", tabIndex="0", role="region", **aria(label=title))


def line(head: Any, *cells: Any, name: str | None = None) -> Element:
    """Return a row of a table; `name`: its id, where something leads to it."""
    more = {"id": name, "tabindex": "-1"} if name else {}
    return Element(
        "tr",
        [Element("th", head, {"scope": "row"}), *(Element("td", cell) for cell in cells)],
        more,
    )
