"""The doubt of links: the people that a network's accusations would be, if links were drawn anew.

An entry is what one registration or carpeta says of one suspect. Linkage has joined entries into
people, partly by links of which a model is not certain. In a draw each such link stands with its
probability: people who hang on it part, and people who are apart join.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.cluster.hierarchy import DisjointSet

from trama.networks.chance import Floats


class Entry(NamedTuple):
    """A suspect in a registration (``RETA:number``): a name, the person, the case that it is in."""

    name: str
    person: str
    registration: str
    case: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Two entries (by place) that are one person with a probability, as a model has it."""

    one: int
    other: int
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDoubt:
    """The entries around a network, what joins or parts them for certain, and the open links."""

    entries: tuple[Entry, ...]
    certain: tuple[tuple[int, int], ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    open: tuple[OpenLink, ...] = ()

    def drawn(self, draws: int, seed: int) -> Iterator[tuple[int, ...]]:
        """Yield for each draw the person of each entry: the place of that person's first entry.

        A pair has its own numbers in the draws of a seed: a judgement elsewhere changes none.

        1. Join what is joined for certain.
        2. Take the open links that stand in the draw, in an order that is drawn too.
        3. Each joins its two people, unless that would make two people of one registration one, or
           people who were judged different.

        Example: entries 0 and 1 are tied for certain, 1 and 2 by a link of probability 0.8. Four
        draws of five are ``(0, 0, 0)``, the fifth ``(0, 0, 2)``.
        """
        numbers = [self._numbers(link, draws, seed) for link in self.open]
        whole = _joined(range(len(self.entries)), self.certain)
        for draw in range(draws):
            standing = sorted(
                (float(own[1, draw]), link)
                for link, own in zip(self.open, numbers, strict=True)
                if own[0, draw] < link.probability
            )
            yield self._people(whole, [link for _, link in standing])

    def _numbers(self, link: OpenLink, draws: int, seed: int) -> Floats:
        """Return two numbers for each draw: whether a link stands, and its place in the order."""
        ends = sorted((self.entries[link.one].name, self.entries[link.other].name))
        key = hashlib.blake2b("\t".join((str(seed), *ends)).encode(), digest_size=16).digest()
        source = np.random.Generator(np.random.Philox(key=int.from_bytes(key, "big")))
        return source.random((2, draws))

    def _people(self, whole: Mapping[int, int], links: Sequence[OpenLink]) -> tuple[int, ...]:
        members: dict[int, list[int]] = {}
        for entry, person in whole.items():
            members.setdefault(person, []).append(entry)
        person_of = dict(whole)
        for link in links:
            one, other = sorted((person_of[link.one], person_of[link.other]))
            if one != other and self._may_be_one(members[one], members[other]):
                for entry in members[other]:
                    person_of[entry] = one
                members[one] += members.pop(other)
        return tuple(person_of[entry] for entry in range(len(self.entries)))

    def _may_be_one(self, one: Collection[int], other: Collection[int]) -> bool:
        registrations = {self.entries[entry].registration for entry in one}
        if any(self.entries[entry].registration in registrations for entry in other):
            return False
        return not any((min(a, b), max(a, b)) in self.apart for a in one for b in other)


def _joined(entries: Collection[int], ties: Collection[tuple[int, int]]) -> dict[int, int]:
    """Return the first entry of the person of each entry, whom these ties join."""
    people: DisjointSet = DisjointSet(entries)
    for one, other in ties:
        people.merge(one, other)
    return {entry: min(person) for person in people.subsets() for entry in person}
