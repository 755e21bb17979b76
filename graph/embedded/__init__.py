"""The embedded engine: ArcadeDB as a background process of this user, on 127.0.0.1 only."""

from trama.graph.embedded.lifecycle import EngineStatus, Lease

__all__ = ["EngineStatus", "Lease"]
