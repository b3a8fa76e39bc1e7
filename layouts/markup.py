"""How do words, lists and small bars reach the page without burdening it?

Panels describe themselves in Dash's HTML components. Hundreds of them would each be kept and
compared by the browser at every answer; as text they are set in one go (`assets/js/markup.js`).
"""

from dataclasses import dataclass, field
from html import escape
from typing import Any

from dash.development.base_component import Component

_NAMES = {"className": "class", "hrefLang": "hreflang", "tabIndex": "tabindex", "htmlFor": "for"}


@dataclass(frozen=True)
class Element:
    """An HTML element that Dash has no component for."""

    tag: str
    children: Any = None
    attributes: dict[str, Any] = field(default_factory=dict)


def markup(part: Any) -> str:
    """Return HTML for components, elements, texts, numbers and lists of them."""
    if part is None:
        return ""
    if isinstance(part, (list, tuple)):
        return "".join(map(markup, part))
    if isinstance(part, Element):
        return _element(part.tag, part.attributes, part.children)
    if isinstance(part, Component):
        properties = dict(part.to_plotly_json()["props"])
        children = properties.pop("children", None)
        return _element(type(part).__name__.lower(), properties, children)
    return escape(str(part), quote=False)


def _element(tag: str, attributes: dict[str, Any], children: Any) -> str:
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    return f"<{tag}{written}>{markup(children)}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    name = _NAMES.get(name, name)
    if value is True:
        return f" {name}"
    if isinstance(value, dict):  # a style
        value = ";".join(f"{key}:{each}" for key, each in value.items())
    return f' {name}="{escape(str(value))}"'
