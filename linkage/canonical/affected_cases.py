"""The records around a change: which cases and people it touches, before and after."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from trama.graph.records import CaseKey, RecordState
from trama.linkage.canonical.known import Known
from trama.linkage.identity import (
    POLICE,
    Cluster,
    LocalPerson,
    case_clusters,
    case_links,
    local_people,
    person_clusters,
)


class ChangedCase(Protocol):
    """The records of one case before and after a change, by their uids."""

    @property
    def before(self) -> Mapping[str, RecordState]:
        """The records before the change."""

    @property
    def after(self) -> Mapping[str, RecordState]:
        """The records after the change."""


class Snapshot:
    """The records of some cases at one moment, with what identity makes of them.

    Of other cases it holds no more than the people who may be somebody of these: of a suspect
    known in a hundred cases, a hundred times one person.
    """

    def __init__(self) -> None:
        self.records: dict[CaseKey, Sequence[RecordState]] = {}
        self._met: dict[CaseKey, dict[str, RecordState]] = {}
        self._people: dict[CaseKey, tuple[LocalPerson, ...]] = {}

    def put(self, case: CaseKey, records: Iterable[RecordState]) -> None:
        """Takes these as the records of a case; none at all: the case is not there."""
        records = tuple(records)
        if records:
            self.records[case] = records
        self._met.pop(case, None)
        self._people.pop(case, None)

    def add_people(self, case: CaseKey, people: Iterable[RecordState]) -> None:
        """Takes these among the records of people of a case of which nothing else is known."""
        self._met.setdefault(case, {}).update((record.uid, record) for record in people)
        self._people.pop(case, None)

    def people(self, case: CaseKey) -> tuple[LocalPerson, ...]:
        """Returns the local people of a case, as far as they are known."""
        if case not in self._people:
            known = self.records.get(case) or self._met.get(case, {}).values()
            self._people[case] = local_people(known)
        return self._people[case]

    def links(self) -> set[tuple[CaseKey, CaseKey]]:
        """Returns which carpeta names which registration."""
        return case_links(record for records in self.records.values() for record in records)

    def groups(self) -> tuple[tuple[CaseKey, ...], ...]:
        """Returns the cases grouped into those that are one."""
        return case_clusters(self.records, self.links())

    def clusters(self, cases: Collection[CaseKey], documents: set[str]) -> tuple[Cluster, ...]:
        """Returns the persons of these cases, joined with whoever has one of the documents."""
        people = [
            person
            for case in (*self.records, *self._met)
            for person in self.people(case)
            if case in cases or person.document in documents
        ]
        return person_clusters(people)

    def documents(self, cases: Iterable[CaseKey]) -> set[str]:
        """Returns the documents of the people of these cases."""
        return {
            person.document
            for case in cases
            for person in self.people(case)
            if person.document is not None
        }


class AffectedCases:
    """Both sides of a change, and how far it reaches: ``touched`` are the cases to derive anew."""

    def __init__(self, known: Known, changed: Mapping[CaseKey, ChangedCase]) -> None:
        self.before = Snapshot()
        self.after = Snapshot()
        self.touched: set[CaseKey] = set()
        self._known = known
        self._loaded: set[CaseKey] = set()
        self._met: set[str] = set()
        for case, done in changed.items():
            self.before.put(case, done.before.values())
            self.after.put(case, done.after.values())
            self._loaded.add(case)
        self.expand(changed)

    def expand(self, cases: Iterable[CaseKey]) -> None:
        """Adds cases to derive anew, and with each all that it is or was one with."""
        reached = set(cases) | self.touched
        self._load(reached)
        while True:
            self._load_linked()
            groups = (*self.before.groups(), *self.after.groups())
            wider = reached.union(*(group for group in groups if not reached.isdisjoint(group)))
            if wider == reached:
                break
            reached = wider
        self.touched = reached

    def persons(self) -> tuple[tuple[Cluster, ...], tuple[Cluster, ...]]:
        """Returns the persons of the touched cases, before and after, with all their records."""
        documents = self.before.documents(self.touched) | self.after.documents(self.touched)
        self._meet(documents - self._met)
        return (
            self.before.clusters(self.touched, documents),
            self.after.clusters(self.touched, documents),
        )

    def _meet(self, documents: Collection[str]) -> None:
        for case, people in self._known.people_with_documents(documents).items():
            if case not in self._loaded:
                self.before.add_people(case, people)
                self.after.add_people(case, people)
        self._met |= set(documents)

    def _load_linked(self) -> None:
        """Loads cases that name a loaded one or are named by one, until there are no more."""
        asked: set[str] = set()
        while True:
            links = self.before.links() | self.after.links()
            linked = {registration for _, registration in links} - self._loaded
            registrations = {case.number for case in self._loaded if case.registry == POLICE}
            naming = self._known.cases_naming(registrations - asked) - self._loaded
            asked |= registrations
            if not linked and not naming:
                return
            self._load(linked | naming)

    def _load(self, cases: Collection[CaseKey]) -> None:
        absent = set(cases) - self._loaded
        if not absent:
            return
        found = self._known.records_of(absent)
        for case in absent:
            self.before.put(case, found.get(case, ()))
            self.after.put(case, found.get(case, ()))
        self._loaded |= absent
