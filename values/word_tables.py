"""The word tables beside this package, read once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from trama.core import safe_yaml


@cache
def table(name: str) -> Mapping[str, Any]:
    """Returns the content of ``name``.yaml beside this module."""
    text = files("trama.values").joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = safe_yaml.load(text)
    return content


@cache
def meanings(section: str) -> Mapping[str, str]:
    """Returns each folded text of a section of words.yaml with the value it stands for."""
    return {
        str(text): str(value) for value, texts in table("words")[section].items() for text in texts
    }
