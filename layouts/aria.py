"""How are names given to what only some readers can see?"""

from typing import Any


def aria(**attributes: str) -> dict[str, Any]:
    """Return `aria-…` attributes for a component: `**aria(label="…")`."""
    return {f"aria-{name}": value for name, value in attributes.items()}
