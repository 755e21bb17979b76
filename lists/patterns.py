"""Patterns of levels: a million pairs have a few thousand, each weighed and put into words once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from trama.compare.addresses import AddressLevel
from trama.compare.apart import ApartLevel
from trama.compare.births import BirthLevel
from trama.compare.documents import DocumentLevel
from trama.compare.given_names import GivenLevel
from trama.compare.names import NameLevel
from trama.compare.rarity import RarityLevel
from trama.compare.residences import PlaceLevel
from trama.compare.sentences import Language, Level, sentence, title
from trama.compare.traits import SexLevel
from trama.linkage.model.evidence import NAMES_AGREE, WEIGHED, counted_levels
from trama.linkage.model.weights import Model
from trama.lists.levels import (
    ENUMS,
    MISTYPED,
    ONE_BIRTH,
    CheapLevels,
    Levels,
    level_at,
)
from trama.lists.name_levels import NameLevels, apart_levels

COUNTING = (*WEIGHED, "addresses")
"""The comparators that have weights in lists."""

_SIBLINGS = frozenset({ApartLevel.SIBLINGS, ApartLevel.TWINS})
_AGES = frozenset({ApartLevel.PARENT_AND_CHILD, ApartLevel.AGES_CANNOT_MEET})
_RARE = frozenset({RarityLevel.VERY_RARE, RarityLevel.RARE})
_ONE_HOME = frozenset({AddressLevel.SAME, AddressLevel.SLIPS, AddressLevel.MOSTLY})

_OTHER_GIVEN_NAME = frozenset({GivenLevel.DIFFERENT, GivenLevel.ONE_SHARED})
_OTHER_BIRTH = frozenset(
    {BirthLevel.YEAR_AGREES, BirthLevel.NEAR, BirthLevel.APART, BirthLevel.CANNOT_MEET}
)

_ONE_GIVEN_NAME = frozenset(
    {
        GivenLevel.SAME,
        GivenLevel.OTHER_ORDER,
        GivenLevel.SPELLED_OTHERWISE,
        GivenLevel.SHORT_FORM,
        GivenLevel.SLIP,
    }
)

# Agreeing names of which no twin's could be a part: MARIA may be short for MARIA LUZ or MARIA ROSA.
_WHOLE_NAMES = frozenset(
    {
        NameLevel.SAME,
        NameLevel.SPELLED_OTHERWISE,
        NameLevel.SLIP,
        NameLevel.SURNAMES_SWAPPED,
        NameLevel.FIELDS_EXCHANGED,
        NameLevel.SURNAME_MISSING,
    }
)


# Of a whole name and of one word, or of initials: the word may be any part of anybody's name.
_IN_SHORT = frozenset(
    {
        NameLevel.INITIALS_FIT,
        NameLevel.INITIALS_FIT_LOOSELY,
        NameLevel.FRAGMENT_FITS,
        NameLevel.FRAGMENT_DIFFERS,
    }
)
_STRONG = frozenset({"documents", "births", "birthplaces", "residences", "addresses"})


@dataclass(frozen=True)
class Patterns:
    """The distinct rows of levels, and the row of each pair.

    ``rows`` has a line for each pattern and a column for each comparator of ``ENUMS``; its last
    column is 1 if neither record ever moved (see ``model.evidence``).
    """

    rows: NDArray[np.int8]
    of_pair: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of patterns."""
        return len(self.rows)

    @cached_property
    def pairs(self) -> NDArray[np.int64]:
        """The number of pairs of each pattern."""
        return np.bincount(self.of_pair, minlength=len(self))

    @cached_property
    def levels(self) -> Sequence[Mapping[str, Level]]:
        """The levels of each pattern, by comparator."""
        return [
            {name: level_at(ENUMS[name], place) for name, place in zip(ENUMS, row, strict=False)}
            for row in self.rows.tolist()
        ]

    @cached_property
    def counted(self) -> Sequence[Mapping[str, Level]]:
        """The levels of each pattern that count, by comparator."""
        return [
            counted_in_lists(levels, never_moved=bool(row[-1]))
            for levels, row in zip(self.levels, self.rows, strict=True)
        ]

    def vetoed(self, *, relatives: bool = True) -> NDArray[np.bool_]:
        """Return whether a pattern has evidence of two people beside which no score counts.

        Lists without ``relatives`` have none: whatever differs is an error.
        """
        if not relatives:
            return np.zeros(len(self), bool)
        return np.array(list(map(vetoed, self.levels)), bool)

    def weak(self) -> NDArray[np.bool_]:
        """Return whether a pattern compares nothing but an alias, initials or one name."""
        return np.array(list(map(is_weak, self.levels)), bool)

    def siblings(self) -> NDArray[np.bool_]:
        """Return whether a pattern is that of siblings or twins."""
        return np.array([levels["apart"] in _SIBLINGS for levels in self.levels], bool)

    def bits(self, model: Model) -> NDArray[np.float64]:
        """Return the bits of each pattern: the logarithm of its odds of one person, in base 2."""
        return np.array(
            [
                model.start + sum(model.weight(name, level) for name, level in counted.items())
                for counted in self.counted
            ]
        )

    def explanations(
        self, model: Model, used: NDArray[np.int64], lang: Language = "es"
    ) -> list[str]:
        """Return the explanation of some patterns: a line for each comparator, without values.

        The lines that weigh most stand first; a comparator that does not count has no weight.
        """
        return [
            _explained(model, self.levels[place], self.counted[place], lang)
            for place in used.tolist()
        ]


def vetoed(levels: Mapping[str, Level]) -> bool:
    """Return whether a pair has evidence of two people beside which no score joins it.

    1. Siblings and twins, unless both records give the same document and neither birth nor sex
       differs: then the given name is wrong. Records of a graph that share a document are joined
       likewise (``linkage.identity``).
    2. Numbers issued one after another beside other given names: siblings, of whatever surnames.
    3. Ages that cannot meet, unless the document is the same and the name agrees, or is mistyped
       and name and home agree: then a birth date is wrong.
    4. Two valid documents, unless birth, given name and home agree, or the day of birth and a whole
       name that is rare or has a like home or a place in common: then a document is wrong.
    """
    apart, names, documents = levels["apart"], levels["names"], levels["documents"]
    one_home = levels["addresses"] in _ONE_HOME
    own_name = levels["given_names"] in _ONE_GIVEN_NAME
    if apart in _AGES:
        one_document = documents is DocumentLevel.SAME
        named = names in NAMES_AGREE or (own_name and one_home)
        mistyped = documents in MISTYPED and names in _WHOLE_NAMES and one_home
        return not ((one_document and named) or mistyped)
    if apart is ApartLevel.TWO_DOCUMENTS:
        births, address = levels["births"], levels["addresses"]
        places = {levels["birthplaces"], levels["residences"]}
        partly = (
            levels["rarity"] in _RARE
            or address is AddressLevel.PARTLY
            or PlaceLevel.SAME_PLACE in places
        )
        whole = names in _WHOLE_NAMES and births is BirthLevel.SAME_DAY and partly
        return not (whole or (own_name and one_home and births in ONE_BIRTH))
    if documents is DocumentLevel.NEIGHBOURING and levels["given_names"] in _OTHER_GIVEN_NAME:
        return True
    return apart in _SIBLINGS and not _one_document(levels)


def is_weak(levels: Mapping[str, Level]) -> bool:
    """Return whether a pair has nothing to compare but an alias, initials or one name.

    The records of a graph have the same rule (``linkage.weak_ties``).
    """
    compared = {name for name, level in levels.items() if level.name != "NOTHING_TO_COMPARE"}
    called = "aliases" in compared or levels["names"] in _IN_SHORT
    whole = "names" in compared and levels["names"] not in _IN_SHORT
    return called and not whole and compared.isdisjoint(_STRONG)


def _one_document(levels: Mapping[str, Level]) -> bool:
    """Return whether the document is the same, and neither birth nor sex differs."""
    return (
        levels["documents"] is DocumentLevel.SAME
        and levels["births"] not in _OTHER_BIRTH
        and levels["sexes"] is not SexLevel.OTHER
    )


def counted_in_lists(levels: Mapping[str, Level], *, never_moved: bool) -> dict[str, Level]:
    """Return the levels that count.

    An address counts as a residence: siblings share both. Rarity counts beside two documents too:
    in lists it alone tells how often names agree by chance.
    """
    counted = counted_levels(levels, never_moved=never_moved)
    if levels["names"] in NAMES_AGREE:
        counted["rarity"] = levels["rarity"]
    address = levels["addresses"]
    if address.name != "NOTHING_TO_COMPARE" and levels["apart"] not in _SIBLINGS:
        counted["addresses"] = address
    return counted


def patterns_of(cheap: CheapLevels, names: NameLevels) -> Patterns:
    """Return the patterns of pairs from their levels."""
    every: dict[str, Levels] = {
        **cheap.levels,
        **names.levels,
        "apart": apart_levels(cheap, names),
    }
    columns = (*(every[name] for name in ENUMS), cheap.never_moved.astype(np.int8))
    sizes = (*(len(enum) for enum in ENUMS.values()), 2)  # their product is under 2**63
    distinct, of_pair = np.unique(np.ravel_multi_index(columns, sizes), return_inverse=True)
    rows = np.stack(np.unravel_index(distinct, sizes), axis=1).astype(np.int8)
    return Patterns(rows, of_pair)


def _explained(
    model: Model, levels: Mapping[str, Level], counted: Mapping[str, Level], lang: Language
) -> str:
    lines = [
        (model.weight(name, level) if name in counted else None, name, level)
        for name, level in levels.items()
        if level.name != "NOTHING_TO_COMPARE"
    ]
    lines.sort(key=lambda line: -abs(line[0] or 0.0))
    return "\n".join(_line(weight, name, level, lang) for weight, name, level in lines)


def _line(weight: float | None, name: str, level: Level, lang: Language) -> str:
    told = sentence(level, reveal=False, lang=lang).rstrip(".")
    return f"{title(name, lang)}: {told}{_weighed(weight, lang)}"


def _weighed(weight: float | None, lang: Language) -> str:
    """Return a weight in bits as it stands behind a sentence: `` (+5,1)`` in Spanish."""
    if weight is None:
        return ""
    told = f" ({weight:+.1f})"
    return told.replace(".", ",") if lang == "es" else told
