"""The people and the fact of each case, read from the graph by the batch."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from trama.canonical.fillers import Fillers
from trama.canonical.known import StoredRecords
from trama.core.batches import batched
from trama.graph.records import CaseKey, RecordState
from trama.graph.store.finder import RecordFinder
from trama.linkage.case_identity import case_links
from trama.linkage.cases.case_fields import ComparedCase, compared_case
from trama.linkage.compared_people import compared_record, fact_of
from trama.linkage.identity import PEOPLE, LocalPerson, local_people
from trama.linkage.judgements import Decisions
from trama.linkage.pairs.compared_records import ComparedRecord

_CASES_A_BATCH = 500  # some 4,500 records, 10 MB


@dataclass(frozen=True)
class ReadCase:
    """A case of one registry: its people, its records that are of no person, and its fact.

    ``people`` and ``others`` lack the cells as written, which take half of the memory.
    """

    key: CaseKey
    people: tuple[LocalPerson, ...]
    others: tuple[RecordState, ...]

    @cached_property
    def compared(self) -> tuple[ComparedRecord, ...]:
        """The people as records to compare, in the order of ``people``."""
        fact = fact_of(self.others)
        return tuple(compared_record(person, fact) for person in self.people)

    @cached_property
    def as_case(self) -> ComparedCase:
        """The case as it is compared with other cases."""
        of_people = (record for person in self.people for record in person.records)
        return compared_case(self.key, (*self.others, *of_people), self.people)

    @property
    def named(self) -> tuple[CaseKey, ...]:
        """The cases that the case itself names as one with it, sorted."""
        return tuple(sorted(other for _, other in case_links(self.others)))


class CaseReader:
    """A reader of cases, without marked fillers; people are parted as people judged them."""

    def __init__(self, finder: RecordFinder, fillers: Fillers, decisions: Decisions) -> None:
        self._known = StoredRecords(finder)
        self._fillers = fillers
        self._decisions = decisions

    def read(self, cases: Collection[CaseKey]) -> Iterator[ReadCase]:
        """Yield these cases, sorted. A case without records is left out."""
        for batch in batched(sorted(cases), _CASES_A_BATCH):
            for key, records in sorted(self._known.records_of(set(batch)).items()):
                yield self._case(key, records)

    def _case(self, key: CaseKey, records: Collection[RecordState]) -> ReadCase:
        slim = [_slim(self._fillers.without(record)) for record in records]
        people = local_people(slim, self._decisions)
        return ReadCase(key, people, tuple(r for r in slim if r.kind not in PEOPLE))


def _slim(record: RecordState) -> RecordState:
    return replace(record, mention=record.mention._replace(originals="{}"))
