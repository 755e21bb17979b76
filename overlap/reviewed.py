"""The reviewed sample of a graph: which pairs it takes, and the links that it lets one expect.

Nobody chooses the sample: the digest of a pair says when the pair comes in its stratum. A pair read
out of turn counts only once all pairs before it are read.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from trama.graph.records import digest
from trama.overlap.interval import Interval
from trama.overlap.of_graph import Registries, ScoredPair
from trama.overlap.sample import LEAST_READ, Stratum, band, sampled_links
from trama.overlap.units import Units


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The interval of the people in both registries from a reviewed sample, and the pairs read."""

    both: Interval
    read: int


def reviewed(held: Registries, people: Units, part: float) -> Reviewed | None:
    """Return what the sample says of the people in both registries. Return None if it is too small.

    1. Take the pairs of people that a model scored, one for each two people, by stratum and turn.
    2. Count the pairs of each stratum up to the first that nobody read.
    3. Add the certain links that are no pair of the sample: those by a shared key.
    """
    strata = _turns(held)
    if not strata:
        return None
    counted = []
    for own in strata:
        unread = next((at for at, pair in enumerate(own) if pair.same is None), len(own))
        counted.append(Stratum(len(own), unread, sum(pair.same is True for pair in own[:unread])))
    links = sampled_links(counted, part)
    if links is None:
        return None
    sampled = {held.whole_of[pair.one][0] for own in strata for pair in own if pair.same}
    whole_of_a = {name: own[0].whole for name, own in people.side_a.items()}
    by_key = sum(whole_of_a[a] not in sampled for a, _ in people.certain)
    both = Interval(by_key + links.low, by_key + links.high)
    return Reviewed(both, sum(stratum.read for stratum in counted))


def next_to_read(held: Registries, least: int = LEAST_READ) -> list[ScoredPair]:
    """Return the pairs that people have to read so that each stratum has enough read, in turn."""
    wanted = []
    for own in _turns(held):
        wanted += [pair for pair in own[:least] if pair.same is None]
    return wanted


def _turns(held: Registries) -> list[Sequence[ScoredPair]]:
    """Return the pairs of each stratum in their turn; two people give one pair, the likeliest."""
    likeliest: dict[frozenset[str], ScoredPair] = {}
    for pair in held.scored:
        wholes = frozenset(held.whole_of[end][0] for end in (pair.one, pair.other))
        before = likeliest.get(wholes)
        # A pair that somebody read speaks for the two people.
        rank = pair.same is not None, pair.probability
        if before is None or (before.same is not None, before.probability) < rank:
            likeliest[wholes] = pair
    strata: dict[int, list[ScoredPair]] = defaultdict(list)
    for pair in likeliest.values():
        strata[band(pair.probability)].append(pair)
    return [
        sorted(strata[number], key=lambda pair: digest("overlap sample", pair.one, pair.other))
        for number in sorted(strata)
    ]
