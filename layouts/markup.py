"""How do components become the HTML of a page?

Layouts are written in Dash's HTML components. A page leaves the server as finished HTML, so that
words stand before any script has run; answers fill its slots as text, set in one go.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from dash.development.base_component import Component

SLOT = "data-slot"
"""Attribute that names a place which answers fill."""

_NAMES = {"className": "class", "hrefLang": "hreflang", "tabIndex": "tabindex", "htmlFor": "for"}
_OWN = ("_", "available_")
"""Beginnings of what Dash notes in a component for itself."""
_VOID = frozenset({"br", "hr", "img", "input"})


@dataclass(frozen=True)
class Element:
    """An HTML element that Dash has no component for, or one of very many: Dash takes ten times as
    long to make its own."""

    tag: str
    children: Any = None
    attributes: dict[str, Any] = field(default_factory=dict)


def markup(part: Any, slots: Mapping[str, str] | None = None) -> str:
    """Return HTML for components, elements, texts, numbers and lists of them.

    `slots` holds the HTML that fills the places named by `SLOT`.
    """
    if isinstance(part, str):
        return escape(part, quote=False)
    if part is None:
        return ""
    if isinstance(part, (list, tuple)):
        return "".join(markup(each, slots) for each in part)
    if isinstance(part, Element):
        return _element(part.tag, part.attributes, part.children, slots)
    if isinstance(part, Component):
        attributes = _attributes(part)
        children = attributes.pop("children", None)
        return _element(type(part).__name__.lower(), attributes, children, slots)
    return escape(str(part), quote=False)


def _attributes(part: Component) -> dict[str, Any]:
    """Return what was given to a component, in a fixed order; `to_plotly_json` looks for every
    property that it could have, which takes three times as long as all the rest."""
    given = vars(part)
    return {name: given[name] for name in sorted(given) if not name.startswith(_OWN)}


def _element(
    tag: str, attributes: dict[str, Any], children: Any, slots: Mapping[str, str] | None
) -> str:
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return f"<{tag}{written}>"
    filled = (slots or {}).get(attributes.get(SLOT, ""))
    return f"<{tag}{written}>{markup(children, slots) if filled is None else filled}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    name = _NAMES.get(name, name)
    if value is True:
        return f" {name}"
    if isinstance(value, dict):  # a style
        value = ";".join(f"{key}:{each}" for key, each in value.items())
    return f' {name}="{escape(str(value))}"'
