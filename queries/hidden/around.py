"""The protected people around an answer, and whether a text identifies one of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trama.core.text import fold
from trama.queries.hidden.hidden import KnownPerson
from trama.queries.hidden.texts import parts
from trama.values.known_by import name_words, whole_keys

_ENOUGH_WORDS = 2  # a surname and a given name; one word of a name is many people's


@dataclass(slots=True)
class Around:
    """People and cases around an answer.

    ``numbers`` has the numbers of its cases by uid, ``shown`` what its cases rightly show: their
    numbers and their shared nodes. ``means`` has the uids of the shared nodes by their names,
    ``people`` the people of the answer by uid. A name is kept as a set of words, because people
    write surnames first or last; everything else without blanks.
    """

    numbers: dict[str, list[str]] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    means: dict[str, set[str]] = field(default_factory=dict)
    people: dict[str, KnownPerson] = field(default_factory=dict)
    _names: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    _exact: set[str] = field(default_factory=set)

    def add_cases(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add what the rows of ``shown.cypher`` say."""
        for case in (case for row in rows for case in row["cases"]):
            self.numbers[case["uid"]] = numbers = case["numbers"] or []
            self.shown.update(numbers)
            for uid, name in case["means"]:
                self.shown.update([uid, name])
                self.means.setdefault(name, set()).add(uid)

    def add_asked(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add the people of the answer, as the rows of ``truth.cypher`` say who they are."""
        for row in rows:
            self.people[row["uid"]] = KnownPerson(
                row["pseudonym"] or "", row["name"], row["victim"]
            )

    def add_people(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Protect the people of the rows of ``known_around.cypher`` or ``named_after.cypher``."""
        for row in rows:
            names = [name for name in row["names"] if name]
            self._protect(row["uid"], [text for text in row["texts"] if text], names)

    def identifies(self, text: str) -> bool:
        """Return whether the text holds what identifies a protected person."""
        words = set(fold(text).split())
        met = Counter(name for word in words for name in self._names.get(word, ()))
        if any(count >= min(_ENOUGH_WORDS, len(name)) for name, count in met.items()):
            return True
        return any("".join(part) in self._exact for part in parts(text))

    def _protect(self, uid: str, texts: Iterable[str], names: Iterable[str]) -> None:
        for name in names:
            words = name_words(name)
            for word in words:
                self._names.setdefault(word, set()).add(words)
        for text in (uid, *texts):
            self._exact |= whole_keys(text)
