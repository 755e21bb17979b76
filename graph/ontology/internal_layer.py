"""What the loader notes in the graph for itself; it is no knowledge and in no fingerprint."""

from dataclasses import dataclass
from typing import Annotated

from trama.graph.ontology.declare import node, public


@node("StaleRoutes", "Rutas por recontar", "Routes to count anew")
@dataclass(frozen=True, slots=True, kw_only=True)
class StaleRoutes:
    """Legs that a transaction touched and whose routes are not yet counted anew.

    Written with what touched them: whoever finds one finishes the work, whoever died.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    legs: Annotated[tuple[str, ...], public("Tramos", "Legs")] = ()


@node("LoadFence", "Turno de carga", "Turn to load")
@dataclass(frozen=True, slots=True, kw_only=True)
class LoadFence:
    """Whose turn it is to load, and how many transactions that load has committed.

    Each transaction of a load moves ``batch`` on by one. So two loads at once cannot mix, and a
    transaction that is repeated because its answer was lost finds itself done.
    """

    uid: Annotated[str, public("Identificador", "Identifier")]
    token: Annotated[str, public("Carga", "Load")] = ""
    batch: Annotated[int, public("Transacciones", "Transactions")] = 0
