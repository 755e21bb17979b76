"""The records that a load builds upon: those in the graph and those on their way there."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from trama.graph.records import CaseKey, RecordState, from_properties
from trama.graph.store.finder import RecordFinder
from trama.ingest.load.write_queue import WriteQueue
from trama.linkage.canonical.known import Records


class KnownRecords:
    """The records of the graph and those on their way there, as planning asks for them."""

    def __init__(self, finder: RecordFinder, queue: WriteQueue) -> None:
        self._finder = finder
        self._queue = queue

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        """Returns all records of these cases; a case that has none is left out."""
        found: dict[CaseKey, list[RecordState]] = {}
        settled: set[CaseKey] = set()
        for index in self._queue.unwritten():
            on_their_way = {case for case in cases if case in index and case not in settled}
            settled |= on_their_way
            for case, records in index.records_of(on_their_way).items():
                found[case] = list(records)
        wanted = set(cases) - settled
        for properties in self._finder.records({case.number for case in wanted}):
            record = from_properties(properties)
            if record.case in wanted:
                found.setdefault(record.case, []).append(record)
        return found

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Returns the cases with a record that names one of these RETA registrations."""
        unwritten = self._queue.unwritten()
        found = {_key(row) for row in self._finder.cases_naming(registrations)}
        return found.union(*(index.cases_naming(registrations) for index in unwritten))

    def people_with_documents(self, documents: Collection[str]) -> Records:
        """Returns, by case, the records of the people of whom one gives such a document."""
        unwritten = self._queue.unwritten()
        found: dict[CaseKey, Sequence[RecordState]] = {}
        for at, index in enumerate(unwritten):
            found |= {
                case: people
                for case, people in index.people_with_documents(documents).items()
                if not any(case in later for later in unwritten[:at])
            }
        written: dict[CaseKey, list[RecordState]] = defaultdict(list)
        for properties in self._finder.people_with_documents(documents):
            record = from_properties(properties)
            if not any(record.case in index for index in unwritten):
                written[record.case].append(record)
        return {**found, **written}


def _key(row: dict[str, str]) -> CaseKey:
    return CaseKey(row["registry"], row["case_key"])
