"""Whether a graph holds cases of the synthetic twin, which a reader of counts cannot see."""

from importlib.resources import files

from trama.graph.engines import Graph


def holds_synthetic_cases(graph: Graph, seconds: float) -> bool:
    """Returns whether any record is of the synthetic twin; looks for ``seconds`` at most.

    Raises:
        QueryTimeout: it took longer.
        EngineError: the engine failed.
    """
    text = (files("trama.queries") / "lookups" / "synthetic_case.cypher").read_text("utf-8")
    return bool(graph.read(text, {}, seconds=seconds, rows=1).rows)
