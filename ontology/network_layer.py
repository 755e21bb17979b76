"""The network layer: suspects who are together more often than chance gives, as last calculated.

    (:Suspect)-[:CO_OFFENDED]->(:Suspect), (:Suspect)-[:MEMBER_OF]->(:Network)
    (:Network)-[:CHANGED]->(:NetworkChange)

`trama networks find --write` writes the layer; loads and rebuilds leave it as it is. A network is a
lead and no proof: nobody is in it who was archived or acquitted in the cases that it rests on.
"""

from dataclasses import dataclass
from typing import Annotated

from trama.ontology.declare import identity, node, relationship, restricted

Text = str | None


@node("Network", "Red", "Network")
@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A recurrent network of suspects, which keeps its uid when cases arrive (`N-1`, `N-2`, …).

    ``cases`` counts the cases in which two or more of the ``members`` stand; ``since`` and
    ``until`` are the first and last day of their facts. ``expected`` is the number of such cases by
    chance, ``rate`` the false-discovery rate, ``survives`` how often the network is found when
    uncertain links are drawn anew. ``overturned_by`` cases fewer, and it would not be called
    recurrent. ``people`` are the uids of the members when it was last found, ``merged_into`` the
    network that has taken them up.
    """

    uid: Annotated[str, restricted("Red", "Network", unique=True)]
    state: Annotated[str, restricted("Estado", "State", codes="network_state")]
    members: Annotated[int, restricted("Personas", "People")] = 0
    cases: Annotated[int, restricted("Casos", "Cases")] = 0
    since: Annotated[Text, restricted("Desde", "Since")] = None
    until: Annotated[Text, restricted("Hasta", "Until")] = None
    expected: Annotated[float, restricted("Casos por azar", "Cases by chance")] = 0.0
    rate: Annotated[float, restricted("Parte de falsas", "False part")] = 1.0
    survives: Annotated[float, restricted("Resiste la duda", "Survives doubt")] = 0.0
    overturned_by: Annotated[int, restricted("Caería sin (casos)", "Falls without (cases)")] = 0
    merged_into: Annotated[Text, restricted("Se unió a", "Merged into")] = None
    people: Annotated[tuple[str, ...], identity("Quiénes", "Who")] = ()


@node("NetworkChange", "Cambio de una red", "Change of a network")
@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChange:
    """A change of a network from one calculation to the next; ``number`` counts those of a network.

    ``gained`` and ``lost`` count people, ``members`` and ``cases`` are those after the change.
    ``others`` are the networks with which it merged, or from or into which it split. ``at`` is the
    ISO day of the calculation, ``until`` the last fact that the network then had.
    """

    uid: Annotated[str, restricted("Cambio", "Change", unique=True)]
    network: Annotated[str, restricted("Red", "Network", indexed=True)]
    number: Annotated[int, restricted("Orden", "Order")]
    change: Annotated[str, restricted("Cambio", "Change", codes="network_change")]
    at: Annotated[str, restricted("Calculado", "Calculated", volatile=True)] = ""
    members: Annotated[int, restricted("Personas", "People")] = 0
    cases: Annotated[int, restricted("Casos", "Cases")] = 0
    gained: Annotated[int, restricted("Entran", "Joined")] = 0
    lost: Annotated[int, restricted("Salen", "Left")] = 0
    until: Annotated[Text, restricted("Hasta", "Until")] = None
    others: Annotated[tuple[str, ...], restricted("Otras redes", "Other networks")] = ()


# (:Suspect)-[:CO_OFFENDED]->(:Suspect)
@relationship("CO_OFFENDED", ("Suspect", "Suspect"), "comparte casos con", "shares cases with",
              derived=True)  # fmt: skip
@dataclass(frozen=True, slots=True, kw_only=True)
class CoOffended:
    """Two suspects accused in the same cases; it starts at the smaller uid.

    ``weight`` is the sum over the cases of 1 / (suspects - 1), less for old cases and unknown roles
    (docs/networks.md).
    """

    cases: Annotated[int, restricted("Casos", "Cases")]
    weight: Annotated[float, restricted("Peso", "Weight")]


# (:Suspect)-[:MEMBER_OF]->(:Network)
@relationship("MEMBER_OF", ("Suspect", "Network"), "en la red", "in the network", derived=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOf:
    """From a suspect to the network; ``cases`` counts its cases in which he or she stands."""

    cases: Annotated[int, restricted("Casos", "Cases")]


# (:Network)-[:CHANGED]->(:NetworkChange)
@relationship("CHANGED", ("Network", "NetworkChange"), "cambió", "changed", derived=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """From a network to each of its changes."""
