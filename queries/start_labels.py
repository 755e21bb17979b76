"""The text of a query of exploring for starts of known labels, without the parts of other labels.

Neo4j plans the whole of a text, also the parts that a start can never take: most of a minute for
a text that has a part for each kind of relationship. So a text that begins with the shared part
``node_of_key`` runs without the look-ups of other labels, and without each part of its sum
``WITH n, COLLECT { MATCH (n)… } + … AS found`` that starts from none of the labels.
"""

import re
from collections.abc import Collection
from functools import cache

from trama.ontology.lookup import relationships
from trama.queries.shared_parts import shared_part

_SUM = re.compile(r"(?<=WITH n,\n)     COLLECT \{\n.*?\n     \}(?= AS found\n)", re.DOTALL)
_PLUS = "\n     +\n"
_FROM_START = re.compile(r"MATCH \(n\)\s*(?P<back><?)-\[r:(?P<types>[A-Z_|]+)\]")
_LOOKED_UP = re.compile(
    r"^OPTIONAL MATCH \((?P<name>\w+):(?P<label>\w+) \{uid: key\}\)$", re.MULTILINE
)
_PEOPLE = frozenset({"Victim", "Suspect"})


@cache
def starting_from(text: str, labels: frozenset[str]) -> str:
    """Return the text for starts of these labels; the answer is the same, the plan is shorter."""
    head = shared_part("node_of_key")
    if not labels or head not in text:
        return text
    return _SUM.sub(lambda found: _summed(found[0], labels), text.replace(head, _head(labels)))


def _head(labels: Collection[str]) -> str:
    """Return the shared part with the look-ups of these labels alone."""
    found = [
        one for one in _LOOKED_UP.finditer(shared_part("node_of_key")) if one["label"] in labels
    ]
    names = ", ".join(one["name"] for one in found)
    lines = "\n".join(one[0] for one in found)
    return f"{lines}\nWITH position, coalesce({names}) AS n\n"


def _summed(blocks: str, labels: Collection[str]) -> str:
    kept = [block for block in blocks.split(_PLUS) if _starts(block) & {*labels}]
    return _PLUS.join(kept) or "     []"


def _starts(block: str) -> set[str]:
    """Return the labels from which the first pattern of a block can start."""
    pattern = _FROM_START.search(block)
    assert pattern is not None, block  # noqa: S101 - the shipped texts are tested
    shapes = [relationships()[name] for name in pattern["types"].split("|")]
    ends = (shape.end if pattern["back"] else shape.start for shape in shapes)
    return {"Person" if label in _PEOPLE else label for labels in ends for label in labels}
