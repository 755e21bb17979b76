"""The documents of two people: equal, mistyped, issued one after another, or different."""

from collections.abc import Sequence
from enum import auto

from rapidfuzz.distance import OSA, Levenshtein

from trama.compare.identity_fields import ComparedIdentity
from trama.compare.sentences import Level

_LEAST_DIGITS = 6  # of a number that says something: a registry's «44» does not

# Numbers of siblings whose births or cards were registered together lie so near. It is a guess.
ISSUED_TOGETHER = 20

# Types of documents whose number changes when the document is renewed: a person may have two.
RENEWED = frozenset({"PASAPORTE", "PTP", "CPP"})


class DocumentLevel(Level):
    """Levels of the documents."""

    SAME = auto()
    SAME_NUMBER = auto()
    TRANSPOSED = auto()
    DIGIT_LOST = auto()
    ONE_DIGIT = auto()
    NEIGHBOURING = auto()
    OTHER_TYPES = auto()
    DIFFERENT = auto()
    NOTHING_TO_COMPARE = auto()


Number = tuple[str, str]
"""The type of a document, '' if it is unknown or unsure, and its number."""


def compare_documents(one: ComparedIdentity, other: ComparedIdentity) -> DocumentLevel:
    """Return how the documents agree.

    The best agreement counts among several documents. Without one, two documents of a type that a
    person has once outweigh documents of other types.
    """
    return level_of_numbers(one.numbers, other.numbers)


def level_of_numbers(one: Sequence[Number], other: Sequence[Number]) -> DocumentLevel:
    """Return the level of two people's numbers."""
    if not one or not other:
        return DocumentLevel.NOTHING_TO_COMPARE
    levels = {document_level(mine, theirs) for mine in one for theirs in other}
    best = min(levels, key=lambda level: level.value)
    if best is DocumentLevel.OTHER_TYPES and DocumentLevel.DIFFERENT in levels:
        return DocumentLevel.DIFFERENT
    return best


def document_level(one: Number, other: Number) -> DocumentLevel:
    """Return the level of two documents.

    Digits that a spreadsheet or a reader lost or restored at the left are no difference. Numbers of
    two known types are compared for equality only.
    """
    if one == other and one[0]:
        return DocumentLevel.SAME
    digits, other_digits = (number.lstrip("VE").lstrip("0") for number in (one[1], other[1]))
    same_type = one[0] == other[0] or not one[0] or not other[0]
    if min(len(digits), len(other_digits)) < _LEAST_DIGITS:
        return DocumentLevel.OTHER_TYPES
    if digits == other_digits:
        return DocumentLevel.SAME_NUMBER
    if not same_type:
        return DocumentLevel.OTHER_TYPES
    mistyped = _mistyped(digits, other_digits)
    if mistyped:
        return mistyped
    valid = one[0] and one[0] == other[0] and one[0] not in RENEWED
    return DocumentLevel.DIFFERENT if valid else DocumentLevel.OTHER_TYPES


def _mistyped(one: str, other: str) -> DocumentLevel | None:
    """Return the level of two numbers that a slip explains. Return None if no slip does."""
    near = OSA.distance(one, other, score_cutoff=1) == 1
    if near and len(one) != len(other):
        return DocumentLevel.DIGIT_LOST
    if near and Levenshtein.distance(one, other) > 1:
        return DocumentLevel.TRANSPOSED
    numeric = one.isdecimal() and other.isdecimal()
    if numeric and abs(int(one) - int(other)) <= ISSUED_TOGETHER:
        return DocumentLevel.NEIGHBOURING
    return DocumentLevel.ONE_DIGIT if near else None
