"""The sentences of the study's reports, in Spanish and English (`data/words.yaml`)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from trama.core import safe_yaml
from trama.core.errors import Language


def say(key: str, language: Language, **facts: object) -> str:
    """Return the sentence of a key such as ``sources.graph``, with the facts filled in."""
    text: str = _found(key)[language]
    return text.format(**facts) if facts else text


def every(key: str) -> list[str]:
    """Return the keys of the sentences that stand together, such as ``methods``, in order."""
    return [f"{key}.{number}" for number in _found(key)]


def literature() -> list[str]:
    """Return the sources of the methods, as they are cited."""
    return list(_words()["literature_list"])


def _found(key: str) -> Mapping[str, Any]:
    found: Any = _words()
    for part in key.split("."):
        found = found[part]
    return dict(found)


@cache
def _words() -> Mapping[str, Any]:
    file = files("trama.study") / "data" / "words.yaml"
    return dict(safe_yaml.load(file.read_text(encoding="utf-8")))
