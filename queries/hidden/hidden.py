"""The values that must not leave in one answer, and its people as the graph knows them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as the graph knows them, whatever a query says about them."""

    pseudonym: str
    name: str | None
    victim: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """The values that must not leave in one answer, and the people of the answer.

    ``texts`` are values as the answer holds them. ``people`` has the people of the answer by uid;
    None means that the viewer may know everybody.
    """

    texts: frozenset[str] = frozenset()
    people: Mapping[str, KnownPerson] | None = None

    def hides(self, value: object) -> bool:
        """Return whether the value identifies somebody whom the viewer may not know."""
        return bool(self.texts) and str(value) in self.texts


NOTHING = Hidden()
"""The hidden values for a viewer who may know everybody: none."""
