"""The protected people around an answer, and whether a text identifies one of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trama.core.text import fold
from trama.queries.hidden.hidden import KnownPerson
from trama.queries.hidden.texts import name_words, parts

_SHORTEST = 3  # characters of a nickname or number that can identify somebody
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

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> "Around":
        """Return what the rows of ``around.cypher`` say."""
        around = cls()
        around.add(rows)
        return around

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add what more rows say, of ``around.cypher`` or ``named_after.cypher``."""
        for row in rows:
            texts = [text for text in row["texts"] or () if text]
            names = [name for name in row["names"] or () if name]
            if row["kind"] == "shown":
                self.numbers[row["of"]] = texts
                self.shown.update(texts)
            elif row["kind"] == "means":
                self.shown.update([row["of"], *texts])
                for name in texts:
                    self.means.setdefault(name, set()).add(row["of"])
            elif row["kind"] == "truth":
                self.people[row["of"]] = KnownPerson(
                    texts[0] if texts else "", names[0] if names else None, row["hidden"]
                )
            else:
                self._protect(row["of"], texts, names)

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
            key = fold(text.rpartition(":")[2]).replace(" ", "")
            if len(key) >= _SHORTEST:
                self._exact.add(key)
            if len(key) == 11 and key.startswith("51"):  # a telephone without the code of Peru
                self._exact.add(key[2:])
