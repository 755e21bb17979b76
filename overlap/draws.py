"""Whole one-to-one linkages, drawn reproducibly from the probabilities of candidate pairs.

Counting over draws carries the doubt of the linkage into every figure (linkage-averaging: Sadinle
2018, Ann. Appl. Stat. 12:1013-1038). The draws come from one distribution:

    P(linkage) ∝ product of p / (1 - p) over its links, for linkages that link no record twice

A pair that shares no record keeps its own probability exactly. Pairs that compete get less: one of
two candidates with p = 0.5 each is linked with probability 1/3, as each would exclude the other.

With ``shifts``, the log odds of all pairs move together in a draw: doubt about the whole model.

A small component of pairs is drawn from the list of all of its linkages (`exact.py`): its draws are
exact and independent. A large one is sampled by a Markov chain (`gibbs.py`).
"""

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from trama.core.errors import BadParameter, MissingPart
from trama.overlap.candidates import Candidates, Component
from trama.overlap.exact import MOST_LINKAGES, linkages

Floats = NDArray[np.float64]

_FEW = 32  # linkages up to which one comparison of all limits is faster than a search by level


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A link of one draw that is no candidate pair: a stand-in for a link that nobody found."""

    draw: int
    link: tuple[str, str]


@dataclass(frozen=True, slots=True)
class RepeatedUnit:
    """A unit that repeats another unit of its registry in one draw, and is not counted there."""

    draw: int
    registry: str
    name: str
    of: str


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Linkages drawn from candidates.

    `linked` has a row for a draw and a column for a link of `links`, in the order of the links. The
    links that are fixed stand in every draw. `outside` and `repeated` are those of `doubt.py`,
    sorted by draw; a draw of candidates alone has none.
    """

    seed: int
    links: tuple[tuple[str, str], ...]
    linked: NDArray[np.bool_]
    outside: tuple[OutsideLink, ...] = field(default=())
    repeated: tuple[RepeatedUnit, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.linked)

    def times_linked(self) -> NDArray[np.int64]:
        """Return in how many draws each link stands."""
        times: NDArray[np.int64] = self.linked.sum(axis=0, dtype=np.int64)
        return times

    def linkage(self, number: int) -> list[tuple[str, str]]:
        """Return the links of a draw, in order, the outside links last. Numbers begin at 0."""
        first = bisect_left(self.outside, number, key=lambda one: one.draw)
        after = bisect_left(self.outside, number + 1, key=lambda one: one.draw)
        outside = sorted(one.link for one in self.outside[first:after])
        return [*compress(self.links, self.linked[number]), *outside]

    def hash(self, number: int) -> str:
        """Return the SHA-256 of a draw: of its links in order, as lines ``a<TAB>b<LF>`` in UTF-8.

        So a published replicate can be checked without this program.
        """
        lines = "".join(f"{a}\t{b}\n" for a, b in self.linkage(number))
        return hashlib.sha256(lines.encode()).hexdigest()


def draw(
    candidates: Candidates,
    number: int,
    seed: int,
    *,
    shifts: Floats | None = None,
    most_listed: int = MOST_LINKAGES,
) -> Draws:
    """Return `number` linkages drawn from the candidates. The same seed gives the same draws.

    The numbers of a component depend on the seed and on the component's first pair only. So a
    judgement about one component leaves the draws of the others as they were.

    `shifts` has for each draw what is added to the natural log odds of every pair; a few values
    that many draws share keep it fast. `most_listed` is the number of linkages up to which a
    component is drawn from their list.

    Raises BadParameter if no draw is asked for; MissingPart if a large component needs numba, and
    the extra `link` is not installed.
    """
    if number < 1:
        raise BadParameter(
            name="draws",
            why_es="se necesita al menos una extracción",
            why_en="at least one draw is needed",
        )
    links = sorted([*candidates.fixed, *(pair.link for pair in candidates.open)])
    column_of = {link: column for column, link in enumerate(links)}
    linked = np.zeros((number, len(links)), dtype=np.bool_)
    moved = np.zeros(number) if shifts is None else shifts
    linked[:, [column_of[link] for link in candidates.fixed]] = True
    for component in candidates.components():
        columns = [column_of[pair.link] for pair in component.pairs]
        source = source_of(seed, component.name)
        linked[:, columns] = _draw_component(component, source, moved, most_listed)
    return Draws(seed, tuple(links), linked)


def _draw_component(
    component: Component, source: np.random.Philox, moved: Floats, most_listed: int
) -> NDArray[np.bool_]:
    listed = linkages(component, most_listed)
    drawn = np.zeros((len(moved), len(component.pairs)), dtype=np.bool_)
    if listed is not None:
        rows, probabilities = listed
        shifts, level = np.unique(moved, return_inverse=True)
        weights = probabilities * np.exp(shifts[:, None] * rows.sum(axis=1))
        # The last linkage takes what rounding leaves of 1.
        limits = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)[:, :-1]
        numbers = uniforms(source, len(moved))
        chosen = np.zeros(len(moved), dtype=np.int64)
        if limits.shape[1] <= _FEW:
            chosen = (limits[level] <= numbers[:, None]).sum(axis=1)
        else:
            for at in range(len(shifts)):
                these = level == at
                chosen[these] = np.searchsorted(limits[at], numbers[these], side="right")
        drawn[:] = rows[chosen]
        return drawn
    try:
        # numba takes half a second to load, and small components never need it.
        from trama.overlap.gibbs import (  # noqa: PLC0415 - see the line above
            BURN_IN,
            BURN_SHIFT,
            THIN,
            Chain,
        )
    except ImportError as error:
        raise MissingPart(
            part="numba",
            what_to_do_es='Instálelo con: pip install "trama[link]"',
            what_to_do_en='Install it with: pip install "trama[link]"',
        ) from error
    chain = Chain(component)
    sweeps, before = BURN_IN, 0.0
    for at in np.argsort(moved, kind="stable").tolist():  # neighbouring shifts have like linkages
        if moved[at] != before:
            before = float(moved[at])
            chain.shift(before)
            sweeps = max(sweeps, BURN_SHIFT)
        for _ in range(sweeps):
            chain.sweep(uniforms(source, chain.uniforms))
        drawn[at, chain.linked()] = True
        sweeps = THIN
    return drawn


def source_of(seed: int, name: str) -> np.random.Philox:
    """Return the source of the numbers of a component.

    numpy promises the raw bits of Philox for ever, and the numbers of its generators only for a
    version. Published draws have to be repeatable, so the bits are used.
    """
    key = hashlib.blake2b(f"{seed}\t{name}".encode(), digest_size=16).digest()
    return np.random.Philox(key=int.from_bytes(key, "big"))


def uniforms(source: np.random.Philox, count: int) -> NDArray[np.float64]:
    """Return the next numbers in [0, 1), of 53 bits each."""
    bits: NDArray[np.uint64] = source.random_raw(count)
    return (bits >> np.uint64(11)).astype(np.float64) * 2.0**-53
