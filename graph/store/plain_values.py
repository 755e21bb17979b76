"""Property values in the form that both engines agree on, and their text to compare them by.

A decimal without a fraction is a whole number, and an empty list is an absent one: one engine
stores 17.0 where the other gives back 17.
"""

import json
from collections.abc import Mapping
from typing import Any


def plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the known properties, each value as both engines agree on it."""
    return {
        name: value if type(value) is str else _plain(value)
        for name, value in properties.items()
        if value is not None and value not in ([], ())
    }


def plain_text(properties: Mapping[str, Any]) -> str:
    """Return JSON that is equal for equal properties.

    >>> plain_text({"age": 17.0, "means": [], "name": None}) == plain_text({"age": 17})
    True
    >>> plain_text({"excluded": True}) == plain_text({"excluded": 1})
    False
    """
    # A value that JSON does not know, such as a date written by hand, equals nothing derived.
    return json.dumps(plain(properties), ensure_ascii=False, sort_keys=True, default=repr)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a property may hold
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
