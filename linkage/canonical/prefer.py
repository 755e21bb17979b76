"""Which of several accounts' values is shown: the most precise, then by registry, then the least.

The others are not lost: they stand side by side on the records.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from trama.graph.records import FieldValue, RecordState
from trama.linkage.canonical.rules import Rules
from trama.values.partial_date import PartialDate
from trama.values.places.nesting import path_to

Fineness = Callable[[FieldValue], float]


class Preference:
    """Chooses among what records say; the same records in any order give the same choice."""

    def __init__(
        self, records: Sequence[RecordState], rules: Rules, first: str | None = None
    ) -> None:
        """``first`` names the registry that is believed before the others."""
        self._rules = rules
        # Most people and stages have one record, and then there is nothing to weigh.
        self._only: Mapping[str, FieldValue] | None
        self._only = records[0].fields if len(records) == 1 else None
        self._records = () if self._only else sorted(records, key=lambda record: record.uid)
        self._rank = {
            record.registry: (record.registry != first, rules.registry_rank(record.registry))
            for record in self._records
        }

    def text(self, name: str) -> str | None:
        """Returns the first registry's text, the least of it where it gives several."""
        return _text(self._best(name, lambda _: 0.0))

    def longest(self, name: str) -> str | None:
        """Returns the text with most words: a full name rather than a part of it."""
        return _text(self._best(name, lambda value: len(str(value).split())))

    def code(self, name: str) -> str | None:
        """Returns a code; one that says less (OTRO) only where there is no other."""
        return _text(self._best(name, lambda value: float(value not in self._rules.vague)))

    def date(self, name: str) -> str | None:
        """Returns the partial date that leaves fewest days open."""
        return _text(self._best(name, lambda value: -days_open(str(value))))

    def number(self, name: str) -> float | None:
        """Returns the first registry's number, the least where it gives several."""
        value = self._best(name, lambda _: 0.0)
        return value if isinstance(value, (int, float)) else None

    def flag(self, name: str) -> bool | None:
        """Returns whether any record says yes; None where none says anything."""
        fields = [self._only] if self._only else [record.fields for record in self._records]
        said = [known[name] for known in fields if name in known]
        return any(value is True for value in said) if said else None

    def place(self, name: str) -> str | None:
        """Returns the finest place; of equally fine ones the one that was least guessed."""
        if self._only is not None:
            return _text(self._only.get(name))
        rated = [
            (-len(path_to(uid)), -_sureness(record, name), self._rank[record.registry], uid)
            for record in self._records
            if (uid := record.text(name)) is not None
        ]
        return min(rated)[3] if rated else None

    def together(self, name: str) -> tuple[str, ...]:
        """Returns what any record lists, sorted, each once."""
        fields = [self._only] if self._only else [record.fields for record in self._records]
        return tuple(sorted({one for known in fields for one in _listed(known.get(name, ()))}))

    def _best(self, name: str, fineness: Fineness) -> FieldValue | None:
        if self._only is not None:
            return self._only.get(name)
        rated = [
            (-fineness(value), self._rank[record.registry], _sortable(value), place)
            for place, record in enumerate(self._records)
            if (value := record.fields.get(name)) is not None
        ]
        return self._records[min(rated)[3]].fields[name] if rated else None


def days_open(date: str) -> int:
    """Returns how many days beyond one a partial date may mean.

    An interval says how long something lasted: it leaves open what its two ends leave open.
    """
    ends = [parsed(end) for end in date.split("/")]
    return sum((end.last - end.first).days for end in ends)


@lru_cache(maxsize=10_000)
def parsed(date: str) -> PartialDate:
    """Returns the partial date of a record; the same days come back again and again."""
    return PartialDate.parse(date)


def _text(value: FieldValue | None) -> str | None:
    return value if isinstance(value, str) else None


def _sortable(value: FieldValue) -> str:
    return f"{value:020.6f}" if isinstance(value, (int, float)) else str(value)


def _listed(value: FieldValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _sureness(record: RecordState, name: str) -> float:
    sure = record.fields.get(f"{name}_confidence", 1.0)
    return float(sure) if isinstance(sure, (int, float)) else 1.0
