"""The written addresses of two people: street, number, quarter, code, in whatever order."""

from enum import auto

from rapidfuzz.fuzz import token_sort_ratio

from trama.compare.sentences import Level


class AddressLevel(Level):
    """Levels of two addresses."""

    SAME = auto()
    SLIPS = auto()
    MOSTLY = auto()
    PARTLY = auto()
    OTHER = auto()
    NOTHING_TO_COMPARE = auto()


# Percent of the letters of two addresses, their words sorted, that agree. Those of two strangers
# have 30 to 50; a wrong letter in 40 leaves 97; a part that is missing, about 80.
_BOUNDS = (
    (100.0, AddressLevel.SAME),
    (90.0, AddressLevel.SLIPS),
    (75.0, AddressLevel.MOSTLY),
    (60.0, AddressLevel.PARTLY),
)


def address_level(one: str, other: str) -> AddressLevel:
    """Return how two folded addresses agree, '' if unknown.

    Words are sorted first: sources write street, quarter and number in their own order.

    Example: JR PUNO 120 and 120 JR PUNO are the SAME; JR PUNO 120 and AV GRAU 99 are OTHER.
    """
    if not one or not other:
        return AddressLevel.NOTHING_TO_COMPARE
    alike = token_sort_ratio(one, other)
    return next((level for bound, level in _BOUNDS if alike >= bound), AddressLevel.OTHER)
