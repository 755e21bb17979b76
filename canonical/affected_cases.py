"""The records around some cases: how far a change reaches, before it and after it.

A `Snapshot` holds records at one moment. `LinkedCases` widens a set of cases to whole groups of
linked cases, in one snapshot or in several at once. `AffectedCases` does so with the two snapshots
of a change.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from trama.canonical.fillers import NO_FILLERS, Fillers
from trama.canonical.known import Known
from trama.graph.records import CaseKey, RecordState
from trama.linkage.case_identity import POLICE, case_clusters, case_links
from trama.linkage.identity import Cluster, LocalPerson, local_people, person_clusters
from trama.linkage.judgements import NO_DECISIONS, Decisions, case_end, case_of_end, with_ends


class ChangedCase(Protocol):
    """The records of one case before and after a change, by their uids."""

    @property
    def before(self) -> Mapping[str, RecordState]:
        """The records before the change."""

    @property
    def after(self) -> Mapping[str, RecordState]:
        """The records after the change."""


class Snapshot:
    """The records of some cases at one moment, and the people and groups that identity finds.

    A snapshot holds of other cases only the people who share a document or a code with these.
    A suspect of a hundred cases is met a hundred times, without the stages of those cases. Values
    marked as fillers are left out of every record, and judgements that stand join and part.
    """

    def __init__(self, fillers: Fillers = NO_FILLERS, decisions: Decisions = NO_DECISIONS) -> None:
        self._fillers = fillers
        self.decisions = decisions
        self.records: dict[CaseKey, Sequence[RecordState]] = {}
        self._met: dict[CaseKey, dict[str, RecordState]] = {}
        self._people: dict[CaseKey, tuple[LocalPerson, ...]] = {}

    def put(self, case: CaseKey, records: Iterable[RecordState]) -> None:
        """Store all records of a case. A case without records does not exist in the snapshot."""
        records = tuple(map(self._fillers.without, records))
        if records:
            self.records[case] = records
        self._met.pop(case, None)
        self._people.pop(case, None)

    def add_people(self, case: CaseKey, people: Iterable[RecordState]) -> None:
        """Store records of people of a case whose other records the snapshot does not hold."""
        kept = map(self._fillers.without, people)
        self._met.setdefault(case, {}).update((record.uid, record) for record in kept)
        self._people.pop(case, None)

    def people(self, case: CaseKey) -> tuple[LocalPerson, ...]:
        """Return the local people of a case, as far as the snapshot holds their records."""
        if case not in self._people:
            known = self.records.get(case) or self._met.get(case, {}).values()
            self._people[case] = local_people(known, self.decisions)
        return self._people[case]

    def links(self) -> set[tuple[CaseKey, CaseKey]]:
        """Return the pairs (carpeta, registration that the carpeta names)."""
        return case_links(record for records in self.records.values() for record in records)

    def judged_cases(self) -> set[CaseKey]:
        """Return the cases that are judged the same as a case of the snapshot."""
        links = self.decisions.links_of(map(case_end, self.records))
        return {case_of_end(end) for link in links for end in (link.one, link.other)}

    def groups(self) -> tuple[tuple[CaseKey, ...], ...]:
        """Return the cases grouped into those that are the same case."""
        return case_clusters(self.records, self.links(), self.decisions)

    def clusters(self, cases: Collection[CaseKey], keys: set[str]) -> tuple[Cluster, ...]:
        """Return the persons of these cases, joined with the people who have these keys."""
        people = [
            person
            for case in (*self.records, *self._met)
            for person in self.people(case)
            if case in cases or not person.keys.isdisjoint(keys)
        ]
        return person_clusters(people, self.decisions)

    def keys(self, cases: Iterable[CaseKey]) -> set[str]:
        """Return the documents, codes and links of the people of these cases."""
        return {key for case in cases for person in self.people(case) for key in person.keys}

    def keys_beside(self, keys: set[str]) -> set[str]:
        """Return the keys of the people who have one of these keys."""
        people = (person for case in (*self.records, *self._met) for person in self.people(case))
        return {key for p in people if not p.keys.isdisjoint(keys) for key in p.keys}


class LinkedCases:
    """Cases to derive (``touched``), always whole groups of linked cases, in some snapshots.

    1. `expand` adds cases and loads their records into every snapshot. It also loads the cases that
       name them or that they name, until no more are found.
    2. It adds every case that is grouped with a touched case in any snapshot, and repeats.
    3. `persons` loads the people who share a document or a code with those of the touched cases.

    Example: carpeta SISTRA 7 names registration RETA 3, and its suspect has the document of a
    suspect of RETA 9. ``expand([SISTRA 7])`` touches SISTRA 7 and RETA 3. ``persons`` returns the
    suspect with the records of SISTRA 7 and of RETA 9; RETA 9 stays untouched.
    """

    def __init__(self, known: Known, *snapshots: Snapshot) -> None:
        self.touched: set[CaseKey] = set()
        self._known = known
        self._snapshots = snapshots
        self._loaded = {case for snapshot in snapshots for case in snapshot.records}
        self._met: set[str] = set()

    def expand(self, cases: Iterable[CaseKey]) -> None:
        """Add cases to ``touched``, and with each all cases that it is or was grouped with."""
        reached = set(cases) | self.touched
        self._load(reached)
        while True:
            self._load_linked()
            groups = [group for snapshot in self._snapshots for group in snapshot.groups()]
            wider = reached.union(*(group for group in groups if not reached.isdisjoint(group)))
            if wider == reached:
                break
            reached = wider
        self.touched = reached

    def persons(self) -> tuple[tuple[Cluster, ...], ...]:
        """Return for each snapshot the persons of the touched cases, with all their records.

        People who share a document or a code with them but are other persons come too.
        """
        keys: set[str] = set()
        wider = set().union(*(snapshot.keys(self.touched) for snapshot in self._snapshots))
        # Somebody met by a code may have a document too, by which others are met.
        while wider != keys:
            keys = wider
            self._meet(keys - self._met)
            wider = keys.union(*(snapshot.keys_beside(keys) for snapshot in self._snapshots))
        return tuple(snapshot.clusters(self.touched, keys) for snapshot in self._snapshots)

    def _meet(self, keys: Collection[str]) -> None:
        for case, people in self._known.people_with(with_ends(keys)).items():
            if case not in self._loaded:
                for snapshot in self._snapshots:
                    snapshot.add_people(case, people)
        self._met |= set(keys)

    def _load_linked(self) -> None:
        """Load cases that name a loaded case or are named by one, until no more are found."""
        asked: set[str] = set()
        while True:
            links = set().union(*(snapshot.links() for snapshot in self._snapshots))
            linked = {registration for _, registration in links}
            linked = linked.union(*(snapshot.judged_cases() for snapshot in self._snapshots))
            linked -= self._loaded
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
        records = self._known.records_of(absent)
        for case in absent:
            for snapshot in self._snapshots:
                snapshot.put(case, records.get(case, ()))
        self._loaded |= absent


class AffectedCases(LinkedCases):
    """The cases that a change of records affects, in the snapshots before and after it."""

    def __init__(
        self,
        known: Known,
        changed: Mapping[CaseKey, ChangedCase],
        fillers: Fillers = NO_FILLERS,
        decisions: Decisions = NO_DECISIONS,
    ) -> None:
        self.before = Snapshot(fillers, decisions)
        self.after = Snapshot(fillers, decisions)
        super().__init__(known, self.before, self.after)
        for case, records in changed.items():
            self.before.put(case, records.before.values())
            self.after.put(case, records.after.values())
            self._loaded.add(case)
        self.expand(changed)
