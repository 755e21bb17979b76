"""Comparisons of two records of people: names, initials, sex, documents, ages.

Each answers whether the records may be about one person, not whether they are. An unknown value
contradicts nothing.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from trama.core.text import fold
from trama.graph.records import FieldValue, RecordState
from trama.values.partial_date import PartialDate

_PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "EL", "Y", "VDA", "SAN", "SANTA"})
_PARTICLE_INITIALS = frozenset(particle[0] for particle in _PARTICLES)

# Two ages may differ by one year: a birthday between registrations, or rounding.
_YEARS_APART = 1.0

# Years between the ages of one person in two cases: the registries began in 2004.
_YEARS_OF_REGISTRIES = 25.0

CONTRADICTING = ("document_key", "sex", "birth_date", "age")
"""The fields by which two records of one case and name can tell of two people."""

_YEAR, _NEW_YEAR = len("2017"), "-01-01"

# Letters of the shortest word in which a slip is forgiven: ANA and ADA are two names.
_SHORTEST_FORGIVEN = 4


def compatible_people(one: RecordState, other: RecordState) -> bool:
    """Return whether names, sex and ages of two records allow one person.

    Meant for records that share a valid document: a slip of the pen in a name is then no
    contradiction, a different name is. A girl of 15 and a woman of 60 are two people.
    """
    return (
        compatible_sex(one, other)
        and compatible_names(one, other)
        and _near(one.fields.get("age"), other.fields.get("age"), _YEARS_OF_REGISTRIES)
    )


def compatible_sex(one: RecordState, other: RecordState) -> bool:
    """Return whether two records give the same sex, or one of them gives no sex."""
    return _agree(one.text("sex"), other.text("sex"))


def compatible_names(one: RecordState, other: RecordState) -> bool:
    """Return whether two names may be the name of one person.

    1. Two full names must share two words, or one if either has a single word. Particles (DE, LA)
       do not count. A slip is forgiven: one letter changed, missing, added or swapped.
    2. If a record has initials only, the letters of one name must be among those of the other.
       The initials of particles may be left out.
    3. One letter of two sets of initials may be the initial of a particle: DE LA CRUZ is C in one
       registry and D in the other.
    4. A record without name and initials is compatible with any record.

    Example: "SINTETICA QUISPE ROSA" and "SINTETICA QISPE ROSA LUZ" are compatible: three words are
    shared. "SINTETICA QUISPE ROSA" and "SINTETICA MAMANI ELENA" are not: one word is shared.
    """
    words, other_words = _words(one), _words(other)
    if words and other_words:
        return _shared(words, other_words) >= min(2, len(words), len(other_words))
    letters, other_letters = _letters(one), _letters(other)
    if not letters or not other_letters:
        return True
    lacking, other_lacking = _needed(one) - other_letters, _needed(other) - letters
    if not lacking or not other_lacking:
        return True
    if words or other_words or lacking.total() != 1 or other_lacking.total() != 1:
        return False
    return not _PARTICLE_INITIALS.isdisjoint([*lacking, *other_lacking])


def other_names(one: Mapping[str, FieldValue], other: Mapping[str, FieldValue]) -> bool:
    """Return whether two full names of one case can only be of two people.

    Nothing else ties the two together, no code and no document. So the names must share two words,
    and the given names one of them: sisters share their surnames.

    Example: "SINTETICA QUISPE ROSA" and "SINTETICA QUISPE LUZ" are two people.
    """
    words, other_words = (_words_of(fields.get("name_key")) for fields in (one, other))
    if not words or not other_words:
        return False
    given, other_given = (_words_of(fields.get("given_names")) for fields in (one, other))
    if sorted(words) == sorted(other_words):
        return False
    shared = _shared(words, other_words)
    alone = bool(given and other_given) and not _shared(given, other_given)
    return alone or shared < min(2, len(words), len(other_words))


def same_within_case(one: RecordState, other: RecordState) -> bool:
    """Return whether two records of one case, both without a code, name the same person.

    They give the same full name, and nothing contradicts it (`contradict_within_case`).
    """
    name = one.text("name_key")
    same = name is not None and name == other.text("name_key")
    return same and not contradict_within_case(one, other)


def contradict_within_case(one: RecordState, other: RecordState) -> bool:
    """Return whether two records of one case and name are of two people: twins, father and son.

    They give two documents, births that cannot be one day, two sexes, or ages more than a year
    apart. A slip in a number contradicts too: a person can join what stands apart, and what was
    joined wrongly nobody sees.
    """
    return are_namesakes(one.fields, other.fields)


def are_namesakes(one: Mapping[str, FieldValue], other: Mapping[str, FieldValue]) -> bool:
    """Return what `contradict_within_case` does, of the fields of two records."""
    return not (
        all(_agree(one.get(name), other.get(name)) for name in ("document_key", "sex"))
        and _births_meet(one.get("birth_date"), other.get("birth_date"))
        and _near(one.get("age"), other.get("age"))
    )


def _births_meet(one: FieldValue | None, other: FieldValue | None) -> bool:
    """Return whether two births may be one day. 1 January often stands for a year alone."""
    if not isinstance(one, str) or not isinstance(other, str):
        return True
    mine, theirs = (
        PartialDate.parse(text[:_YEAR] if text.endswith(_NEW_YEAR) else text)
        for text in (one, other)
    )
    return not mine.certainly_before(theirs) and not theirs.certainly_before(mine)


def _agree(one: FieldValue | None, other: FieldValue | None) -> bool:
    return one is None or other is None or one == other


def _near(one: object, other: object, years: float = _YEARS_APART) -> bool:
    if not isinstance(one, (int, float)) or not isinstance(other, (int, float)):
        return True
    return abs(one - other) <= years


def _name(record: RecordState) -> str:
    return record.text("name_key") or fold(record.text("name") or "")


def _words(record: RecordState) -> tuple[str, ...]:
    return _words_of(_name(record))


def _words_of(name: object) -> tuple[str, ...]:
    return _words_in(name) if isinstance(name, str) else ()


@lru_cache(maxsize=16_384)  # a person is compared with each of their block
def _words_in(name: str) -> tuple[str, ...]:
    return tuple(word for word in fold(name).split() if word not in _PARTICLES)


def _letters(record: RecordState) -> Counter[str]:
    name = _name(record)
    if name:
        return Counter(word[0] for word in name.split())
    return Counter(letter for letter in fold(record.text("initials") or "") if letter.isalpha())


def _needed(record: RecordState) -> Counter[str]:
    """Return the letters that initials must have: those of particles may be left out."""
    return Counter(word[0] for word in _words(record)) or _letters(record)


@lru_cache(maxsize=16_384)  # a suspect of many cases is compared with themselves
def _shared(words: tuple[str, ...], other_words: tuple[str, ...]) -> int:
    left = list(other_words)
    for word in words:
        match = next((candidate for candidate in left if _same_word(word, candidate)), None)
        if match is not None:
            left.remove(match)
    return len(other_words) - len(left)


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    shortest = min(len(one), len(other))
    return shortest >= _SHORTEST_FORGIVEN and OSA.distance(one, other, score_cutoff=1) <= 1
