"""How do components get the attributes that HTML writes with a hyphen?"""

from typing import Any


def aria(**attributes: str) -> dict[str, Any]:
    """Return `aria-…` attributes for a component: `**aria(label="…")`."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def data(**attributes: str) -> dict[str, Any]:
    """Return `data-…` attributes for a component: `**data(choose="school=all")`."""
    return {f"data-{name}": value for name, value in attributes.items()}
