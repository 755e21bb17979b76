"""The ledger of two registries: only a, only b, both, undecided, by a key; its rows add up.

A key is what a registry says of a person: the year, the sex, the department. Two registries may
give one person two keys: the fact in 2017, the carpeta in 2018. Such a link counts neither as
`both` nor as `only`, but in the row of each key as `both_other_key`. So each row adds up exactly:

    in_a = only_a + both + both_other_key_a + undecided_a        (and the same for b)
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trama.core.errors import BadParameter
from trama.overlap.draws import Draws
from trama.overlap.interval import Interval

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Count:
    """A count of people: those decided, and where the count lies once nobody is undecided.

    `decided` adds up within a row and over rows. `drawn` is the sum of the count over `draws` draws
    and adds up too; `interval` holds the middle part of the draws and does not add up.
    """

    decided: int
    drawn: int
    draws: int
    interval: Interval

    @property
    def mean(self) -> float:
        """The mean of the count over the draws."""
        return self.drawn / self.draws


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one key; of all keys together if `key` is None."""

    key: str | None
    in_a: int
    in_b: int
    only_a: Count
    only_b: Count
    both: Count
    both_other_key_a: Count
    both_other_key_b: Count
    undecided_a: int
    undecided_b: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows by key, in the order of the keys, their total, and the distinct people of all.

    In the total, `both` counts the links whose ends have one key, `both_other_key_a` the others.
    """

    rows: tuple[Row, ...]
    total: Row
    distinct: Interval
    part: float
    certainty: float


def ledger(
    draws: Draws,
    keys_a: Mapping[str, str],
    keys_b: Mapping[str, str],
    *,
    certainty: float = 0.95,
    part: float = 0.9,
) -> Ledger:
    """Return the ledger of all people of two registries, each named with its key.

    A link is decided if it stands in at least `certainty` of the draws. A person is alone if any
    link of the person stands in at most 1 - `certainty` of them. Others are undecided. `part` is
    the part of the draws that an interval holds.

    1. Count, for each draw and key, the links whose ends have one key, and the other links.
    2. People without a link in a draw are those of the key less the linked.
    3. Do the same once more for decided links and for people who are alone.

    Example: a1, a2 and b1, all of 2017; a1-b1 stands in 70 of 100 draws. a2 is only a; a1 and b1
    are undecided; `both` is 0 decided, with mean 0.7 and interval 0 to 1.

    Raises BadParameter if a link names a person without a key, or a fraction is out of bounds.
    """
    if not 0.5 < certainty <= 1 or not 0 < part < 1:
        raise BadParameter(
            name="certainty",
            why_es="la certeza va de más de 0,5 a 1, y la parte queda entre 0 y 1",
            why_en="the certainty goes from above 0.5 to 1, and the part lies between 0 and 1",
        )
    if any(a not in keys_a or b not in keys_b for a, b in draws.links):
        raise BadParameter(
            name="keys",
            why_es="un enlace nombra a una persona que no está en la lista de su registro",
            why_en="a link names a person who is not on the list of their registry",
        )
    counting = _Counting(draws, keys_a, keys_b, certainty, part)
    keys = sorted({*keys_a.values(), *keys_b.values()})
    links = draws.linked.sum(axis=1, dtype=np.int64)
    return Ledger(
        tuple(counting.row(key) for key in keys),
        counting.row(None),
        _interval(len(keys_a) + len(keys_b) - links, part),
        part,
        certainty,
    )


class _Counting:
    """The arrays that each row counts from."""

    def __init__(
        self,
        draws: Draws,
        keys_a: Mapping[str, str],
        keys_b: Mapping[str, str],
        certainty: float,
        part: float,
    ) -> None:
        self._draws = draws
        self._part = part
        times = draws.times_linked()
        # Whole numbers of draws: 0.95 of 100 draws is 95, whatever the floats say.
        self._decided = times >= math.ceil(round(certainty * len(draws), 6))
        most_if_alone = math.floor(round((1 - certainty) * len(draws), 6))
        self._link_keys_a = np.array([keys_a[a] for a, _ in draws.links], dtype=object)
        self._link_keys_b = np.array([keys_b[b] for _, b in draws.links], dtype=object)
        self._same_key = self._link_keys_a == self._link_keys_b
        self._sides = [
            _Side(keys, [link[end] for link in draws.links], times, most_if_alone)
            for end, keys in enumerate((keys_a, keys_b))
        ]

    def row(self, key: str | None) -> Row:
        """Return the counts of a key, or of all."""
        side_a, side_b = self._sides
        of_a = self._link_keys_a == key if key is not None else np.ones_like(self._same_key)
        of_b = self._link_keys_b == key if key is not None else np.ones_like(self._same_key)
        both = of_a & self._same_key
        decided_a, decided_b = int((of_a & self._decided).sum()), int((of_b & self._decided).sum())
        in_a, alone_a = side_a.people(key)
        in_b, alone_b = side_b.people(key)
        return Row(
            key,
            in_a,
            in_b,
            self._count(alone_a, in_a - self._drawn(of_a)),
            self._count(alone_b, in_b - self._drawn(of_b)),
            self._links(both),
            self._links(of_a & ~self._same_key),
            self._links(of_b & ~self._same_key),
            in_a - alone_a - decided_a,
            in_b - alone_b - decided_b,
        )

    def _drawn(self, which: NDArray[np.bool_]) -> Counts:
        drawn: Counts = self._draws.linked[:, which].sum(axis=1, dtype=np.int64)
        return drawn

    def _links(self, which: NDArray[np.bool_]) -> Count:
        return self._count(int((which & self._decided).sum()), self._drawn(which))

    def _count(self, decided: int, drawn: Counts) -> Count:
        return Count(decided, int(drawn.sum()), len(drawn), _interval(drawn, self._part))


class _Side:
    """The people of one registry, by key, and those of them who are alone for certain."""

    def __init__(
        self, keys: Mapping[str, str], linked: list[str], times: Counts, most_if_alone: int
    ) -> None:
        times_of = dict.fromkeys(keys, 0)
        for person, times_linked in zip(linked, times.tolist(), strict=True):
            times_of[person] += times_linked
        self._keys = keys
        self._alone = [person for person, count in times_of.items() if count <= most_if_alone]

    def people(self, key: str | None) -> tuple[int, int]:
        """Return the people of a key, and those of them who are alone."""
        if key is None:
            return len(self._keys), len(self._alone)
        alone = sum(self._keys[person] == key for person in self._alone)
        return sum(of == key for of in self._keys.values()), alone


def _interval(drawn: Counts, part: float) -> Interval:
    """Return the ends of the middle part of the draws, each a value that was drawn."""
    tail = (1 - part) / 2
    low = np.quantile(drawn, tail, method="inverted_cdf")
    high = np.quantile(drawn, 1 - tail, method="inverted_cdf")
    return Interval(int(low), int(high))
