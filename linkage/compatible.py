"""Whether two records may be about the same person: names, initials, sex, documents, ages."""

from collections import Counter

from rapidfuzz.distance import OSA

from trama.core.text import fold
from trama.graph.records import RecordState

_PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "EL", "Y", "VDA", "SAN", "SANTA"})
_OF_PARTICLES = frozenset(particle[0] for particle in _PARTICLES)

# A year is what a birthday between two registrations, or rounding, makes of one age.
_YEARS_APART = 1.0


def compatible_people(one: RecordState, other: RecordState) -> bool:
    """Returns whether nothing in the names and the sex of two records speaks against one person.

    Meant for records that share a valid document: a slip of the pen in a name is no objection,
    another name is.
    """
    return compatible_sex(one, other) and compatible_names(one, other)


def compatible_sex(one: RecordState, other: RecordState) -> bool:
    """Returns whether both have the same sex or one of them does not say."""
    return _agree(one.text("sex"), other.text("sex"))


def compatible_names(one: RecordState, other: RecordState) -> bool:
    """Returns whether two names can be one person's.

    They share two words (one, where either has a single word), a slip of one letter forgiven; or
    the initials of the one are in the other; or one of them is not known. Of two sets of initials
    one letter may be that of a particle: DE LA CRUZ is a C. here and a D. there.
    """
    words, others = _words(one), _words(other)
    if words and others:
        return _shared(words, others) >= min(2, len(words), len(others))
    letters, other_letters = _letters(one), _letters(other)
    if not letters or not other_letters:
        return True
    lacking, other_lacking = _needed(one) - other_letters, _needed(other) - letters
    if not lacking or not other_lacking:
        return True
    if words or others or lacking.total() != 1 or other_lacking.total() != 1:
        return False
    return not _OF_PARTICLES.isdisjoint([*lacking, *other_lacking])


def same_within_case(one: RecordState, other: RecordState) -> bool:
    """Returns whether two records of one case that have no code name the same person.

    The same full name, and neither documents, sex nor age against it.
    """
    name = one.text("name_key")
    return (
        name is not None
        and name == other.text("name_key")
        and _agree(one.text("document_key"), other.text("document_key"))
        and compatible_sex(one, other)
        and _near(one.fields.get("age"), other.fields.get("age"))
    )


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _near(one: object, other: object) -> bool:
    if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        return True
    return abs(one - other) <= _YEARS_APART


def _name(record: RecordState) -> str:
    return record.text("name_key") or fold(record.text("name") or "")


def _words(record: RecordState) -> tuple[str, ...]:
    return tuple(word for word in _name(record).split() if word not in _PARTICLES)


def _letters(record: RecordState) -> Counter[str]:
    name = _name(record)
    if name:
        return Counter(word[0] for word in name.split())
    return Counter(sign for sign in fold(record.text("initials") or "") if sign.isalpha())


def _needed(record: RecordState) -> Counter[str]:
    """The letters that initials must have: those of particles may be left out."""
    return Counter(word[0] for word in _words(record)) or _letters(record)


def _shared(words: tuple[str, ...], others: tuple[str, ...]) -> int:
    left = list(others)
    for word in words:
        match = next((known for known in left if _same_word(word, known)), None)
        if match is not None:
            left.remove(match)
    return len(others) - len(left)


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= 4 and OSA.distance(one, other, score_cutoff=1) <= 1
