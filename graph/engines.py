"""The first address of ``open_graph``; notebooks of users have it. Now trama.graph.engine."""

import warnings

from trama.graph.engine import open_graph

__all__ = ["open_graph"]

warnings.warn("trama.graph.engines is now trama.graph.engine", DeprecationWarning, stacklevel=2)
