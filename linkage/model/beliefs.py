"""The weights that levels have before any data (beliefs.yaml), in bits."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from trama.core import safe_yaml


@cache
def beliefs() -> Mapping[str, Mapping[str, float]]:
    """Return the believed weight of levels, by comparator and level."""
    text = files("trama.linkage.model").joinpath("beliefs.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Mapping[str, float]] = safe_yaml.load(text)
    return content
