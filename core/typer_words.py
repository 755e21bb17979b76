"""The Spanish of Typer's own words: sentences, names of arguments and types of values.

The tables stand in typer_words.yaml. A sentence that they lack stays English.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from trama.core import safe_yaml


@cache
def _tables() -> Mapping[str, Any]:
    text = (files("trama.core") / "typer_words.yaml").read_text(encoding="utf-8")
    tables: Mapping[str, Any] = safe_yaml.load(text)
    return tables


@cache
def _name_pattern() -> re.Pattern[str]:
    """Return the pattern of a name of an argument where it stands for a value.

    It is the whole text, or stands in brackets or quotes; in capitals it may stand anywhere.
    """
    names = sorted(_tables()["names"], key=len, reverse=True)
    small, great = ("|".join(n for n in names if n.islower() == low) for low in (True, False))
    return re.compile(
        rf"^(?:{small})(?=(?:\.\.\.)?$)|(?<=[\[{{'])(?:{small})(?=[\]}}'])|\b(?:{great})\b"
    )


def in_spanish(text: str) -> str:
    """Return the text with Typer's sentences and names in Spanish and the rest unchanged."""
    for english, spanish in _tables()["sentences"]:
        text = re.sub(english, spanish, text)
    # An error repeats in quotes what a person typed: only the name of an argument is ours.
    quoted = text.startswith("Falta ") or "'" not in text
    return _name_pattern().sub(lambda m: str(_tables()["names"][m[0]]), text) if quoted else text


def type_in_spanish(text: str) -> str:
    """Return the type of a value in Spanish: ``<list[Path]>`` is ``<ruta>…``, a flag has none."""
    inner = text.removeprefix("<").partition(">")[0]
    several = re.fullmatch(r"list\[(.+)\]", inner)
    told = _tables()["types"].get(several[1] if several else inner)
    if told is None:
        listed = text.replace(inner, several[1]) if several else text
        return in_spanish(listed)
    return text.replace(f"<{inner}>", f"<{told}>" if told else "")
