"""The levels of a comparison that count, so that no agreement counts twice.

Fellegi and Sunter add the weights of comparators that are independent given the truth. Those of
``compare`` are not: a level here counts only as far as no other level told the same. If two
comparators depend, the second counts only given the first (the chain rule):

comparator        counts
names             always; ``spellings`` and ``given_names`` are parts of it and never count
rarity            if the names agree, how much this says; not of people with two documents: of them
                  namesakes are left, who share a rare name as often as a common one. Names that no
                  document, birth date, place or alias supports are UNCOMMON at most
initials          if the names say that initials fit: how well they fit
births            always, but not of twins: both were born on the day
birthplaces       always, but not of siblings: both were born in the place
residences        as birthplaces, and if a record has another residence than birthplace
nationalities     if the birthplaces say nothing, whose country is most often the nationality
documents, sexes, aliases always
apart             never: documents, births and names told it. It takes away what siblings share.
"""

from collections.abc import Callable, Mapping
from typing import get_type_hints

from trama.compare.aliases import AliasLevel
from trama.compare.apart import ApartLevel
from trama.compare.births import BirthLevel
from trama.compare.comparison import Comparison
from trama.compare.documents import DocumentLevel
from trama.compare.names import NameLevel
from trama.compare.rarity import RarityLevel
from trama.compare.residences import PlaceLevel
from trama.compare.sentences import Level

_NOTHING = "NOTHING_TO_COMPARE"
_IN_PART = frozenset(
    {
        NameLevel.SURNAMES_SWAPPED,
        NameLevel.FIELDS_EXCHANGED,
        NameLevel.GIVEN_PART,
        NameLevel.SURNAME_MISSING,
        NameLevel.MARRIED_NAME,
        NameLevel.FRAGMENT_FITS,
    }
)
NAMES_AGREE = _IN_PART | {NameLevel.SAME, NameLevel.SPELLED_OTHERWISE, NameLevel.SLIP}
"""The levels of names that agree: how rare the names are counts beside them."""

_SUPPORT = frozenset(
    {
        DocumentLevel.SAME,
        DocumentLevel.SAME_NUMBER,
        DocumentLevel.TRANSPOSED,
        DocumentLevel.DIGIT_LOST,
        DocumentLevel.ONE_DIGIT,
        BirthLevel.SAME_DAY,
        BirthLevel.DAY_AND_MONTH_SWAPPED,
        BirthLevel.ONE_PART_OFF,
        PlaceLevel.SAME_PLACE,
        PlaceLevel.OTHER_SCHEME,
        AliasLevel.SAME,
        AliasLevel.SPELLED_OTHERWISE,
    }
)
_SIBLINGS = frozenset({ApartLevel.SIBLINGS, ApartLevel.TWINS})

_COUNTS: Mapping[str, Callable[[Mapping[str, Level], bool], bool]] = {
    "names": lambda *_: True,
    "rarity": lambda pair, _: (
        pair["names"] in NAMES_AGREE and pair["apart"] is not ApartLevel.TWO_DOCUMENTS
    ),
    "initials": lambda pair, _: pair["names"] is NameLevel.INITIALS_FIT,
    "documents": lambda *_: True,
    "births": lambda pair, _: pair["apart"] is not ApartLevel.TWINS,
    "birthplaces": lambda pair, _: pair["apart"] not in _SIBLINGS,
    "residences": lambda pair, never_moved: pair["apart"] not in _SIBLINGS and not never_moved,
    "sexes": lambda *_: True,
    "nationalities": lambda pair, _: pair["birthplaces"] is PlaceLevel.NOTHING_TO_COMPARE,
    "aliases": lambda *_: True,
}

WEIGHED = tuple(_COUNTS)
"""The comparators that have weights, in the order of an explanation."""

LEVELS: Mapping[str, tuple[str, ...]] = {
    name: tuple(level.name for level in get_type_hints(Comparison)[name] if level.name != _NOTHING)
    for name in WEIGHED
}
"""The names of the levels of each comparator, from the strongest agreement on."""


def _never_moved(pair: Comparison) -> bool:
    """Return whether both records give the birthplace as residence: it would count twice."""
    sides = (pair.one, pair.other)
    return all(side.residence == side.birthplace and side.residence for side in sides)


def weighed_levels(comparison: Comparison) -> dict[str, Level]:
    """Return the levels that count, by comparator. One that has nothing to tell is left out."""
    counted = counted_levels(comparison.levels(), never_moved=_never_moved(comparison))
    if "rarity" in counted and _SUPPORT.isdisjoint(counted.values()):
        counted["rarity"] = _alone(comparison)
    return counted


def counted_levels(levels: Mapping[str, Level], *, never_moved: bool) -> dict[str, Level]:
    """Return those of a pair's levels that count.

    ``never_moved``: both records give the birthplace as residence, which would count twice.
    """
    counted = {
        name: levels[name] for name, counts in _COUNTS.items() if counts(levels, never_moved)
    }
    return {name: level for name, level in counted.items() if level.name != _NOTHING}


def _alone(comparison: Comparison) -> RarityLevel:
    """Return how much the rarity of names says that no other comparator supports.

    Names keep together in a region, and registries too: a name that is very rare in the country is
    the name of several people in one valley. So a name alone is UNCOMMON at most. The rest of a
    name in part may be anything: such a name is COMMON at most.

    Example: MARIA SANGAMA TANGOA in two cases, of which nothing else agrees, is UNCOMMON; beside
    MARIA LUZ SANGAMA TANGOA, COMMON; beside one who was born on the same day, VERY_RARE.
    """
    most = RarityLevel.COMMON if comparison.names in _IN_PART else RarityLevel.UNCOMMON
    return max(comparison.rarity, most, key=lambda level: level.value)
