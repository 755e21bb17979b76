"""The records that derivation looks up beside those of its own batch: `Known` and what meets it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from trama.graph.records import CaseKey, Kind, RecordState, from_properties
from trama.graph.store.finder import RecordFinder
from trama.linkage.case_identity import POLICE
from trama.linkage.identity import PEOPLE, identifying_keys

Records = Mapping[CaseKey, Sequence[RecordState]]


class Known(Protocol):
    """The records that the graph holds, or will hold when pending transactions are written."""

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        """Return all records of these cases; a case without records is left out."""

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Return the cases with a record that names one of these RETA registrations."""

    def people_with(self, keys: Collection[str]) -> Records:
        """Return, by case, records of its people if one of them has such a key or uid.

        All records about that person are among them.
        """


class RecordIndex:
    """Records in memory, looked up as in :class:`Known`."""

    def __init__(self) -> None:
        self._by_case: dict[CaseKey, tuple[RecordState, ...]] = {}
        self._naming: dict[str, set[CaseKey]] = {}
        self._people: dict[str, set[CaseKey]] = {}

    def replace(self, case: CaseKey, records: Iterable[RecordState]) -> None:
        """Store these as all the records of a case.

        A look-up may still return the case for a key of its former records, which does no
        harm: callers look at the records.
        """
        self._by_case[case] = tuple(records)
        for record in self._by_case[case]:
            registration = record.text("police_report")
            if record.kind is Kind.CASE and registration and record.registry != POLICE:
                self._naming.setdefault(registration, set()).add(case)
            if record.kind in PEOPLE:
                for key in (record.uid, *identifying_keys(record)):
                    self._people.setdefault(key, set()).add(case)

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        """Return all records of these cases; a case without records is left out."""
        return {case: self._by_case[case] for case in cases if self._by_case.get(case)}

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Return the cases with a record that names one of these RETA registrations."""
        return _together(self._naming, registrations)

    def people_with(self, keys: Collection[str]) -> Records:
        """Return, by case, all records of its people if one of them has such a key."""
        return {
            case: [record for record in self._by_case[case] if record.kind in PEOPLE]
            for case in _together(self._people, keys)
        }

    def __contains__(self, case: CaseKey) -> bool:
        return case in self._by_case


class StoredRecords:
    """The records that a graph holds, looked up as in :class:`Known`."""

    def __init__(self, finder: RecordFinder) -> None:
        self._finder = finder

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        """Return all records of these cases; a case without records is left out."""
        records = map(from_properties, self._finder.records({case.number for case in cases}))
        # Two registries may use one number: the finder returns the records of both.
        return _by_case(record for record in records if record.case in cases)

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Return the cases with a record that names one of these RETA registrations."""
        rows = self._finder.cases_naming(registrations)
        return {CaseKey(row["registry"], row["case_key"]) for row in rows}

    def people_with(self, keys: Collection[str]) -> Records:
        """Return, by case, the records of its people if one of them has such a key."""
        return _by_case(map(from_properties, self._finder.people_with(keys)))


def _by_case(records: Iterable[RecordState]) -> dict[CaseKey, list[RecordState]]:
    by_case: dict[CaseKey, list[RecordState]] = {}
    for record in records:
        by_case.setdefault(record.case, []).append(record)
    return by_case


def _together(index: Mapping[str, set[CaseKey]], keys: Collection[str]) -> set[CaseKey]:
    return {case for key in keys for case in index.get(key, ())}
