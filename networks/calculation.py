"""A whole calculation of networks: from the accusations of a graph to networks that survive."""

from dataclasses import dataclass

from trama.graph.engine import Graph
from trama.networks.links_of_graph import read_doubts
from trama.networks.of_graph import Accused, Period, read_accused
from trama.networks.recurrence import Recurrence, Watcher, recurrence
from trama.networks.survival import survives

USUAL_DRAWS = 1_000
"""Draws of an answer: the least rate is then 0.001."""

USUAL_SEED = 2017
"""The seed of an answer that names none, so that two readers get the same figures."""


@dataclass(frozen=True, slots=True)
class Calculated:
    """The accusations, the networks that recur, and the share of draws of links each survives."""

    accused: Accused
    found: Recurrence
    survives: tuple[float, ...]


def calculate(
    graph: Graph,
    period: Period,
    draws: int = USUAL_DRAWS,
    seed: int = USUAL_SEED,
    watcher: Watcher | None = None,
) -> Calculated:
    """Return the recurrent networks of a period, each with how often it survives doubt.

    Raises:
        EngineError: the engine failed.
    """
    accused = read_accused(graph, period)
    found = recurrence(accused.incidence, draws, seed, watcher)
    doubts = read_doubts(graph, [network.members for network in found.networks], accused)
    standing = tuple(
        survives(accused.incidence, network.members, doubt, found.limit or 0.0, seed)
        for network, doubt in zip(found.networks, doubts, strict=True)
    )
    return Calculated(accused, found, standing)
