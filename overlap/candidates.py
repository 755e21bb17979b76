"""The pairs that a linkage has to decide, and the groups of pairs that decide together.

Side a is one registry and side b the other. A record is a uid of a person within one registry, and
stands for itself at most once: what repeats inside a registry is joined before.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import networkx

from trama.core.errors import BadParameter, InconsistentLinks

HIGHEST = 1 - 1e-9
"""The highest probability of an open pair: with odds of a thousand millions it is as good as sure,
and its odds stay finite. A pair that is certain belongs to the fixed links."""


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A record of each side, and the probability that they are one person, judged alone."""

    a: str
    b: str
    probability: float

    @property
    def link(self) -> tuple[str, str]:
        """The two records without the probability."""
        return self.a, self.b

    @property
    def odds(self) -> float:
        """The odds p / (1 - p) that the records are one person."""
        probability = min(self.probability, HIGHEST)
        return probability / (1 - probability)


@dataclass(frozen=True, slots=True)
class Component:
    """Pairs that share records directly or through other pairs, in order; no other pair does."""

    pairs: tuple[Pair, ...]

    @property
    def name(self) -> str:
        """A name that depends on the records of the first pair only."""
        return "\t".join(self.pairs[0].link)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The links that stand in every linkage, and the open pairs, each in order."""

    fixed: tuple[tuple[str, str], ...]
    open: tuple[Pair, ...]

    @classmethod
    def of(
        cls,
        pairs: Iterable[Pair],
        fixed: Iterable[tuple[str, str]] = (),
        vetoed: Iterable[tuple[str, str]] = (),
    ) -> "Candidates":
        """Return the candidates, without vetoed pairs and those that a fixed link excludes.

        The order of the arguments does not matter. A pair with probability 0 is left out.

        Raises InconsistentLinks if a record has two fixed links, a fixed link is vetoed, or a pair
        is given twice with different probabilities; BadParameter if a probability is none.
        """
        links, vetoes = set(fixed), set(vetoed)
        ends_a, ends_b = {a for a, _ in links}, {b for _, b in links}
        if len(ends_a) < len(links) or len(ends_b) < len(links) or links & vetoes:
            raise InconsistentLinks
        open_pairs: dict[tuple[str, str], Pair] = {}
        for pair in pairs:
            if not 0 <= pair.probability <= 1:
                raise BadParameter(
                    name="probability",
                    why_es="una probabilidad va de 0 a 1",
                    why_en="a probability goes from 0 to 1",
                )
            if open_pairs.setdefault(pair.link, pair) != pair:
                raise InconsistentLinks
        kept = (
            pair
            for pair in open_pairs.values()
            if pair.probability > 0
            and pair.link not in vetoes
            and pair.a not in ends_a
            and pair.b not in ends_b
        )
        return cls(tuple(sorted(links)), tuple(sorted(kept)))

    def components(self) -> list[Component]:
        """Return the open pairs in groups that share no record, ordered by their first pair."""
        graph = networkx.Graph()
        # A uid may stand on both sides, so an end is named with its side.
        graph.add_edges_from((("a", pair.a), ("b", pair.b)) for pair in self.open)
        group_of = {
            record: number
            for number, records in enumerate(networkx.connected_components(graph))
            for record in records
        }
        groups: dict[int, list[Pair]] = defaultdict(list)
        for pair in self.open:
            groups[group_of["a", pair.a]].append(pair)
        return [Component(tuple(pairs)) for pairs in groups.values()]
