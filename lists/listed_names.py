"""The names of a list's records as the comparators read them, made of words that exist already."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from trama.lists.columns import People
from trama.values.name_words import NameWord

Names = Callable[[int], "ListedName"]
"""A function that gives the name of a record."""

_KEPT = 1 << 15  # names; pairs stand in the order of their first record, whose name is kept so


@dataclass(slots=True)
class ListedName:
    """A name; a ``WrittenName`` of compare."""

    surnames: tuple[NameWord, ...]
    given_words: tuple[NameWord, ...]
    paternal_word: NameWord | None
    maternal_word: NameWord | None
    married_word: NameWord | None
    shuffled: tuple[str, ...]
    loose: tuple[str, ...]
    fragment: str | None
    initials: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def usual(self) -> bool:
        """Return whether the record has no fragment, no initials and no aliases."""
        return not (self.fragment or self.initials or self.aliases)

    @property
    def paternal(self) -> str | None:
        """The first surname, folded."""
        return self.paternal_word.text if self.paternal_word else None

    @property
    def maternal(self) -> str | None:
        """The second surname, folded."""
        return self.maternal_word.text if self.maternal_word else None

    @property
    def given(self) -> tuple[str, ...]:
        """The given names, folded."""
        return tuple(word.text for word in self.given_words)

    @property
    def married(self) -> str | None:
        """A husband's surname."""
        return self.married_word.text if self.married_word else None

    @property
    def has_name(self) -> bool:
        """Return whether any word of the name is known."""
        return bool(self.shuffled or self.fragment)


def listed_names(people: People) -> Names:
    """Return the function that gives the name of a record; it keeps the last names that it made."""
    surnames = [*people.surnames, None]
    loose = [*people.loose, ""]
    given_names = [*people.given_names, ()]
    rare = [
        (column.codes, [*column.texts, ""])
        for column in (people.fragment, people.initials, people.aliases)
    ]
    codes = (people.paternal, people.maternal, people.married, people.given)

    @lru_cache(maxsize=_KEPT)
    def name(record: int) -> ListedName:
        father, mother, husband, given = (of[record] for of in codes)
        paternal, maternal = surnames[father], surnames[mother]
        own = tuple(people.givens[word] for word in given_names[given])
        words = tuple(word for word in (paternal, maternal) if word)
        shuffled = tuple(sorted([word.sound for word in (*words, *own)]))
        keys = [loose[father], loose[mother], *(word.spelling for word in own)]
        fragment, initials, aliases = (texts[of[record]] for of, texts in rare)
        return ListedName(
            words, own, paternal, maternal, surnames[husband], shuffled, tuple(filter(None, keys)),
            fragment or None, tuple(initials), tuple(filter(None, aliases.split("|"))),
        )  # fmt: skip

    return name
