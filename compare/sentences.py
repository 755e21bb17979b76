"""Levels of agreement, and the sentences in Spanish and English that a person reads of them.

A sentence may end with the two values: ``…: {one} / {other}``. Without the right to see names a
sentence has no values.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from trama.core import safe_yaml

Language = Literal["es", "en"]
_VALUES = ": {one} / {other}"


class Level(Enum):
    """A level of one comparator: members stand from the strongest agreement to the strongest
    disagreement, with NOTHING_TO_COMPARE last.
    """


def sentence(
    level: Level, *, reveal: bool, lang: Language = "es", one: str = "", other: str = ""
) -> str:
    """Return the sentence of a level; with ``reveal`` also the two values, if it tells values."""
    text = str(_sentences()["levels"][type(level).__name__][level.name][lang])
    told, values, _ = text.partition(_VALUES)
    if not (reveal and values):
        return f"{told}."
    shown = f"{told}: {one or '—'} / {other or '—'}"
    return shown if shown.endswith(".") else f"{shown}."  # initials end in a point: H.L.Y.


def title(comparator: str, lang: Language = "es") -> str:
    """Return what a comparator compares, as a heading."""
    return str(_sentences()["titles"][comparator][lang])


@cache
def _sentences() -> Mapping[str, Any]:
    text = files("trama.compare").joinpath("sentences.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = safe_yaml.load(text)
    return content
