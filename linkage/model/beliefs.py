"""The weights that levels have before any data, in bits: beliefs.yaml and case_beliefs.yaml."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from trama.core import safe_yaml


def beliefs() -> Mapping[str, Mapping[str, float]]:
    """Return the believed weight of the levels of two people, by comparator and level."""
    return _believed("beliefs.yaml")


def case_beliefs() -> Mapping[str, Mapping[str, float]]:
    """Return the believed weight of the levels of two cases, by comparator and level."""
    return _believed("case_beliefs.yaml")


@cache
def _believed(name: str) -> Mapping[str, Mapping[str, float]]:
    text = files("trama.linkage.model").joinpath(name).read_text(encoding="utf-8")
    content: Mapping[str, Mapping[str, float]] = safe_yaml.load(text)
    return content
