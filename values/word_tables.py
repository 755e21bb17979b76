"""The word tables in tables/, read once: YAML mappings, and texts with their meanings."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from trama.core import safe_yaml


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return the content of tables/``name``.yaml."""
    text = files("trama.values").joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = safe_yaml.load(text)
    return content


@cache
def meanings(section: str) -> Mapping[str, str]:
    """Return the meaning of each folded text in a section of words.yaml."""
    return {
        str(text): str(value) for value, texts in table("words")[section].items() for text in texts
    }
