"""The chains that the pieces of a text make: each name lies in the next one, as in ATE, LIMA, LIMA.

A fit lies between 0 and 1. A chain stores its uids from the coarsest to the finest. A city stands
for its province beside a district of it: IQUITOS, BELÉN lies in Maynas.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trama.places.gazetteer import gazetteer
from trama.places.pieces import Piece
from trama.places.spellings import Spelling, spellings_of

_OTHER_LEVEL = 0.6  # factor of the fit where the text states another level than the place has
_POPULAR = 0.11  # SURCO is a district of Huarochirí, and what people call Santiago de Surco
_EQUAL = 0.001  # fits that differ by less are equal
_SEAT = 0.84  # fit of a city as the name of the province whose seat it is; such a guess is told
_SEAT_CODE = re.compile(r"(PE-\d{4})01")  # the first district of a province has its seat


@dataclass(frozen=True, slots=True)
class Chain:
    """Places of which each lies in the one before it; ``fit`` and ``method`` are of the finest.

    The fit is at most ``most``: a city may not stand for its province.
    """

    uids: tuple[str, ...]
    keys: tuple[str, ...]
    weight: float
    fit: float
    method: str
    most: float = 1.0

    @property
    def finest(self) -> str:
        """Return the uid of the finest place."""
        return self.uids[-1]


@dataclass(frozen=True, slots=True)
class Run:
    """The longest run of neighbouring pieces that are a chain: from ``start`` up to ``end``.

    ``chains`` are all its best readings. ``coarse_first`` is true where the coarsest name stands
    first.
    """

    start: int
    end: int
    chains: tuple[Chain, ...]
    coarse_first: bool

    @property
    def finest(self) -> tuple[str, ...]:
        """Return the distinct uids of the finest places, sorted."""
        return tuple(sorted({chain.finest for chain in self.chains}))


def longest_run(pieces: Sequence[Piece]) -> Run | None:
    """Return the longest run of pieces that are a chain. Return None if no piece is a name.

    1. Try the runs from the longest to the shortest, those at the end of the text first.
    2. Read each run from its last to its first piece, and from its first to its last.
    3. Return the first run with a chain, with all the chains of the greatest weight.

    Example: AV GRAU 1, BELÉN, MAYNAS, LORETO gives the last three, and the chain ``("PE-16",
    "PE-1601", "PE-160112")``. Peru has other places named Belén: none lies in Maynas.
    """
    for length in range(len(pieces), 0, -1):
        for start in range(len(pieces) - length, -1, -1):
            run = pieces[start : start + length]
            fine_first = list(_chains(run[::-1]))
            coarse_first = list(_chains(run)) if length > 1 else []
            if found := _heaviest([*fine_first, *coarse_first]):
                forward = not any(chain in fine_first for chain in found)
                return Run(start, start + length, tuple(found), forward)
    return None


def _chains(pieces: Sequence[Piece]) -> Iterator[Chain]:
    """Yield the chains of pieces that stand from the coarsest to the finest."""
    last = len(pieces) - 1
    chains = [
        Chain((each.uid,), (pieces[0].key,), each.fit, each.fit, each.method, _most(each))
        for each in (_spellings(pieces[0]) if last == 0 else _around(pieces[0]))
        if not each.within or last == 0
    ]
    for number, piece in enumerate(pieces[1:], 1):
        if not chains:
            return
        readings = _spellings(piece) if number == last else _around(piece)
        chains = list(_longer(chains, piece, readings))
    yield from chains


def _longer(chains: Iterable[Chain], piece: Piece, readings: Sequence[Spelling]) -> Iterator[Chain]:
    for chain in chains:
        for each in readings:
            inside = each.uid.startswith(chain.finest)
            # One place by two names: LIMA, LIMA METROPOLITANA; a town beside its district. But no
            # city stands for a province that is named: SANTA, CHIMBOTE, NUEVO CHIMBOTE are two.
            renamed = piece.key != chain.keys[-1]
            beside = (renamed and each.method != "seat") or each.uid != chain.finest
            beside &= renamed or chain.method != "seat"
            stated = not each.within or any(uid.startswith(each.within) for uid in chain.uids)
            if inside and beside and stated:
                yield Chain(
                    (*chain.uids, each.uid),
                    (*chain.keys, piece.key),
                    chain.weight * each.fit,
                    min(chain.most, each.fit),
                    each.method,
                    min(chain.most, _most(each)),
                )


def _around(piece: Piece) -> list[Spelling]:
    """Return the readings of a name beside a finer one: a city is its province too."""
    spellings = _spellings(piece)
    if piece.level:
        return spellings
    seats = [
        Spelling(each.key, seat[1], "seat", _SEAT)
        for each in spellings
        if (seat := _SEAT_CODE.fullmatch(each.uid)) and not each.within
    ]
    return [*spellings, *seats]


def _most(reading: Spelling) -> float:
    return _SEAT if reading.method == "seat" else 1.0


def _spellings(piece: Piece) -> list[Spelling]:
    spellings = spellings_of(piece.key)
    if not piece.level:
        return spellings
    known = gazetteer()
    of_level = [s for s in spellings if (p := known.get(s.uid)) and p.level == piece.level]
    return of_level or [
        Spelling(s.key, s.uid, s.method, s.fit * _OTHER_LEVEL, s.within) for s in spellings
    ]


def _heaviest(chains: list[Chain]) -> list[Chain]:
    """Return the chains of the greatest weight; what people call a place counts as its own name."""
    top = max((chain.weight for chain in chains), default=0.0)
    return [
        chain
        for chain in chains
        if chain.weight > top - (_POPULAR if chain.method == "alias" else _EQUAL)
    ]
