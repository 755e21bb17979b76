"""The choice among the values that several records give: the most precise, then by registry.

`Preference` chooses. The values that it does not choose stay on their records, side by side.
"""

from collections.abc import Callable, Mapping, Sequence

from trama.canonical.rules import Rules
from trama.graph.records import FieldValue, RecordState
from trama.places.nesting import path_to
from trama.values.partial_date import PartialDate

Fineness = Callable[[FieldValue], float]


class Preference:
    """A choice among the fields of records, the same in whatever order the records come.

    Every method takes the name of a field. Among equally precise values, the registry that ranks
    first decides, then the smallest value.
    """

    def __init__(
        self, records: Sequence[RecordState], rules: Rules, first: str | None = None
    ) -> None:
        """Prepare the choice; ``first`` names a registry that ranks before all others."""
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
        """Return a text; no text is more precise than another."""
        return _text(self._best(name, lambda _: 0.0))

    def longest(self, name: str) -> str | None:
        """Return the text with most words: a full name rather than a part of it."""
        return _text(self._best(name, lambda value: len(str(value).split())))

    def code(self, name: str) -> str | None:
        """Return a code; a vague code (OTRO) only if no record gives another."""
        return _text(self._best(name, lambda value: float(value not in self._rules.vague)))

    def date(self, name: str) -> str | None:
        """Return the partial date that leaves fewest days open."""
        return _text(self._best(name, lambda value: -days_open(str(value))))

    def number(self, name: str) -> float | None:
        """Return a number; no number is more precise than another."""
        value = self._best(name, lambda _: 0.0)
        return value if isinstance(value, (int, float)) else None

    def flag(self, name: str) -> bool | None:
        """Return whether any record gives True. Return None if no record has the field."""
        fields = [self._only] if self._only else [record.fields for record in self._records]
        values = [known[name] for known in fields if name in known]
        return any(value is True for value in values) if values else None

    def place(self, name: str) -> str | None:
        """Return the finest place; of equally fine places the one recognised most surely."""
        if self._only is not None:
            return _text(self._only.get(name))
        rated = [
            (-len(path_to(uid)), -_sureness(record, name), self._rank[record.registry], uid)
            for record in self._records
            if (uid := record.text(name)) is not None
        ]
        return min(rated)[3] if rated else None

    def together(self, name: str) -> tuple[str, ...]:
        """Return the values of all records, sorted, each once."""
        fields = [self._only] if self._only else [record.fields for record in self._records]
        return tuple(sorted({item for known in fields for item in _listed(known.get(name, ()))}))

    def _best(self, name: str, fineness: Fineness) -> FieldValue | None:
        if self._only is not None:
            return self._only.get(name)
        rated = [
            (-fineness(value), self._rank[record.registry], _sortable(value), number)
            for number, record in enumerate(self._records)
            if (value := record.fields.get(name)) is not None
        ]
        return self._records[min(rated)[3]].fields[name] if rated else None


def days_open(date: str) -> int:
    """Return how many days beyond one a partial date may mean.

    An interval is a duration, so it leaves open only the days that its two ends leave open.

    >>> days_open("2017-03"), days_open("2017-03-05"), days_open("2017-03-05/2017-06-30")
    (30, 0, 0)
    """
    ends = [parsed(end) for end in date.split("/")]
    return sum((end.last - end.first).days for end in ends)


def parsed(date: str) -> PartialDate:
    """Return the partial date of a record."""
    return PartialDate.parse(date)


def _text(value: FieldValue | None) -> str | None:
    return value if isinstance(value, str) else None


def _sortable(value: FieldValue) -> str:
    return f"{value:020.6f}" if isinstance(value, (int, float)) else str(value)


def _listed(value: FieldValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _sureness(record: RecordState, name: str) -> float:
    sureness = record.fields.get(f"{name}_confidence", 1.0)
    return float(sureness) if isinstance(sureness, (int, float)) else 1.0
