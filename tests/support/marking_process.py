"""A process that marks a document as nobody's, for tests that race."""

from rebuilding_process import DERIVING

from trama.canonical.fillers import as_records_hold, mark_uid
from trama.canonical.marking import mark
from trama.core.settings import read_settings
from trama.graph.engine import open_graph
from trama.ontology.internal_layer import FillerMark

KIND, WRITTEN = "document", "00000101"  # the document of every victim of tests/support/exports.py

if __name__ == "__main__":
    value = as_records_hold(KIND, WRITTEN)
    made = FillerMark(
        uid=mark_uid(KIND, value), kind=KIND, value=value, why="SINTETICO", by="prueba", at="2026"
    )
    with open_graph(read_settings()) as graph:
        mark(graph, made, DERIVING, None)
