"""The parts that several Cypher texts of ours share: the files of ``pack/parts/``."""

import re
from functools import cache
from importlib.resources import files
from textwrap import indent

_LINE = re.compile(r"^(?P<indent> *)//: (?P<name>[a-z_]+)\n", re.MULTILINE)


def with_parts(text: str) -> str:
    """Return a text with each line ``//: NAME`` replaced by the part, indented as the line is."""
    return _LINE.sub(lambda line: indent(shared_part(line["name"]), line["indent"]), text)


@cache
def shared_part(name: str) -> str:
    """Return the text of a part."""
    part = files("trama.queries") / "pack" / "parts" / f"{name}.cypher"
    return part.read_text(encoding="utf-8")
