"""The fields by which records of people are compared, and the keys that each record needs once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from trama.graph.records import Kind
from trama.values.birth_days import days_of_birth, whole_birth
from trama.values.name_words import NameWord, given_word, surname_word
from trama.values.partial_date import PartialDate


class WrittenName(Protocol):
    """The name of a record with its keys: what the comparators of names read."""

    @property
    def paternal(self) -> str | None: ...  # noqa: D102 - as in ComparedIdentity
    @property
    def maternal(self) -> str | None: ...  # noqa: D102
    @property
    def given(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def married(self) -> str | None: ...  # noqa: D102
    @property
    def fragment(self) -> str | None: ...  # noqa: D102
    @property
    def initials(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def maternal_word(self) -> NameWord | None: ...  # noqa: D102
    @property
    def married_word(self) -> NameWord | None: ...  # noqa: D102
    @property
    def surnames(self) -> tuple[NameWord, ...]: ...  # noqa: D102
    @property
    def given_words(self) -> tuple[NameWord, ...]: ...  # noqa: D102
    @property
    def shuffled(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def loose(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def has_name(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class ComparedIdentity:
    """The identity that one record gives. Unknown is None or empty. Its repr tells no name.

    ``paternal``, ``maternal`` and ``given`` are folded; ``married`` is a husband's surname
    (``DE SOTO``). ``fragment`` is a name of one word that may be any part. ``initials`` are
    letters, () if the name is known. ``documents`` are keys (``DNI:12345678``), ``unsure_numbers``
    numbers of no valid form or type. ``age`` is in years, ``counted_on`` the date it was counted
    at. Nationality, birthplace and residence are uids of places.

    The fields below ``kind`` are derived: the words of the name with their spelling keys;
    ``shuffled``, the sounds of all words, sorted; ``loose``, the spelling keys that all words would
    have as given names, surnames first; ``born``, the first and the last possible day of
    birth, as ordinals; ``born_on``, the whole birth date; ``numbers``, each document as type and
    number, with '' for an unsure type.
    """

    paternal: str | None = field(default=None, repr=False)
    maternal: str | None = field(default=None, repr=False)
    given: tuple[str, ...] = field(default=(), repr=False)
    married: str | None = field(default=None, repr=False)
    fragment: str | None = field(default=None, repr=False)
    initials: tuple[str, ...] = field(default=(), repr=False)
    aliases: tuple[str, ...] = field(default=(), repr=False)
    documents: tuple[str, ...] = field(default=(), repr=False)
    unsure_numbers: tuple[str, ...] = field(default=(), repr=False)
    sex: str | None = field(default=None, repr=False)
    birth: PartialDate | None = field(default=None, repr=False)
    age: float | None = field(default=None, repr=False)
    counted_on: PartialDate | None = field(default=None, repr=False)
    nationality: str | None = field(default=None, repr=False)
    birthplace: str | None = field(default=None, repr=False)
    residence: str | None = field(default=None, repr=False)
    kind: Kind = Kind.VICTIM
    paternal_word: NameWord | None = field(init=False, repr=False, compare=False)
    maternal_word: NameWord | None = field(init=False, repr=False, compare=False)
    married_word: NameWord | None = field(init=False, repr=False, compare=False)
    surnames: tuple[NameWord, ...] = field(init=False, repr=False, compare=False)
    given_words: tuple[NameWord, ...] = field(init=False, repr=False, compare=False)
    shuffled: tuple[str, ...] = field(init=False, repr=False, compare=False)
    loose: tuple[str, ...] = field(init=False, repr=False, compare=False)
    born: tuple[int, int] | None = field(init=False, repr=False, compare=False)
    born_on: date | None = field(init=False, repr=False, compare=False)
    numbers: tuple[tuple[str, str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Store the keys: a record is compared with many others."""
        texts = (self.paternal, self.maternal, self.married)
        words = [surname_word(text) if text else None for text in texts]
        given = tuple(given_word(name) for name in self.given)
        surnames = tuple(word for word in words[:2] if word)
        numbers = [tuple(key.split(":", 1)) for key in self.documents]
        derived = {
            "paternal_word": words[0],
            "maternal_word": words[1],
            "married_word": words[2],
            "surnames": surnames,
            "given_words": given,
            "shuffled": tuple(sorted(word.sound for word in (*surnames, *given))),
            "loose": tuple(given_word(word.joined).spelling for word in (*surnames, *given)),
            "born": days_of_birth(self.birth, self.age, self.counted_on),
            "born_on": whole_birth(self.birth),
            "numbers": (*numbers, *(("", number) for number in self.unsure_numbers)),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    @property
    def has_name(self) -> bool:
        """Return whether the record gives a name in words, not initials alone."""
        return bool(self.shuffled or self.fragment)

    @property
    def full_name(self) -> str:
        """The name as a person reads it, ``SURNAMES, GIVEN``; initials otherwise."""
        surnames = " ".join(filter(None, (self.paternal, self.maternal, self.married)))
        parts = (surnames, " ".join(self.given), self.fragment)
        return ", ".join(filter(None, parts)) or "".join(f"{sign}." for sign in self.initials)
