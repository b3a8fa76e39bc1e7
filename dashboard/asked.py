"""Is this a question that one of our own pages would ask?

Dash takes every body for one of its own making and fails on any other. Our callbacks read plain
properties and fill places that are found by a pattern, so that is the only shape let through. What
a question asks for is not looked at here: addresses are understood in `urls`.
"""

from collections.abc import Mapping
from typing import Any

from flask import request

ENDPOINT = "/_dash-update-component"


def is_ours(callbacks: Mapping[str, Any]) -> bool:
    """Return whether the body of this request names a callback and has the shape that it needs.

    A body that is no JSON at all is refused by Flask.
    """
    try:
        body = request.get_json()
    except RecursionError:
        return False
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = callbacks.get(body["output"])
    if not callback or "callback" not in callback:
        return False
    changed, outputs = body.get("changedPropIds", []), body.get("outputs")
    return (
        _are_given(body.get("inputs"), callback["inputs"])
        and _are_given(body.get("state", []), callback["state"])
        and _is_list_of(str, changed)
        and isinstance(outputs, list)
        and len(outputs) == len(callback["output"])
        and all(map(_is_group, outputs))
    )


def _are_given(values: Any, declared: list[dict]) -> bool:
    """Return whether values stand for exactly the declared properties."""
    wanted = [(each["id"], each["property"]) for each in declared]
    return (
        _is_list_of(dict, values)
        and [(each.get("id"), each.get("property")) for each in values] == wanted
    )


def _is_group(places: Any) -> bool:
    """Return whether these are places of a page that were found by a pattern."""
    return _is_list_of(dict, places) and all(
        isinstance(place.get("property"), str)
        and isinstance(place.get("id"), dict)
        and len(place["id"]) == 1
        and _is_list_of(str, list(place["id"].values()))
        for place in places
    )


def _is_list_of(kind: type, values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(each, kind) for each in values)
