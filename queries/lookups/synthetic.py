"""The marks of synthetic data, and the look-up that says whether a graph holds any."""

import re
from importlib.resources import files

from trama.graph.engine import Graph

# SINT or SINTETICO as a part of the number (UPE:EXP-SINT-003-2023), and the twin's carpetas.
_NUMBER = re.compile(r"(.*[:-])?SINT(ETICO)?(-.*)?|SISTRA:9999.*", re.IGNORECASE)


def is_synthetic_number(number: str) -> bool:
    """Return whether a case number (``RETA:…``) has the mark of invented cases."""
    return _NUMBER.fullmatch(number) is not None


def holds_synthetic_cases(graph: Graph, seconds: float) -> bool:
    """Return whether any file or case of the graph is invented, within ``seconds``.

    Raises:
        QueryTimeout: the look-up took longer.
        EngineError: the engine failed.
    """
    text = (files("trama.queries") / "lookups" / "synthetic_case.cypher").read_text("utf-8")
    return bool(graph.read(text, {}, seconds=seconds, rows=1).rows)
