"""Whether data is invented, told by the marks that synthetic files bear."""

import re
from importlib.resources import files

from trama.graph.engine import Graph

# The part SINT or SINTETICO, anywhere, and the twin's carpetas: UPE:EXP-SINT-003-2023.
_NUMBER = re.compile(r"(.*[:-])?SINT(ETICO)?(-.*)?|SISTRA:9999.*", re.IGNORECASE)


def is_synthetic_number(number: str) -> bool:
    """Returns whether a case's number, ``RETA:…``, bears the mark of invented cases."""
    return _NUMBER.fullmatch(number) is not None


def holds_synthetic_cases(graph: Graph, seconds: float) -> bool:
    """Returns whether any file or case of the graph is invented; looks for ``seconds`` at most.

    Raises:
        QueryTimeout: it took longer.
        EngineError: the engine failed.
    """
    text = (files("trama.queries") / "lookups" / "synthetic_case.cypher").read_text("utf-8")
    return bool(graph.read(text, {}, seconds=seconds, rows=1).rows)
