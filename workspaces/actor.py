"""The person or program that works with a workspace, and what they see the graph through."""

from dataclasses import dataclass

from trama.access.policy import Viewer
from trama.graph.engine import Graph
from trama.queries.lookups.lookup import Lookup
from trama.queries.run import Limits


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who works with workspaces: the owner that their token is, their role, the graph.

    ``key`` is the key of the home folder, which seals handles.
    """

    id: str
    viewer: Viewer
    graph: Graph
    limits: Limits
    key: bytes

    @property
    def lookup(self) -> Lookup:
        """The look-ups in the graph as this viewer."""
        return Lookup(self.graph, self.viewer, self.limits.seconds, self.key)
