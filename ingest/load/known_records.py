"""The records that derivation builds upon: in the graph, or on their way there."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from trama.canonical.known import Records
from trama.graph.records import CaseKey, RecordState, from_properties
from trama.graph.store.finder import RecordFinder
from trama.ingest.load.write_queue import WriteQueue


class KnownRecords:
    """The records that the graph holds or will hold, found as ``linkage.canonical.known`` asks.

    Each method asks the queue before the graph, so that no record is missed in between. The
    records of a case on its way replace what the graph has of the case.
    """

    def __init__(self, finder: RecordFinder, queue: WriteQueue) -> None:
        self._finder = finder
        self._queue = queue

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        """Return all records of these cases. A case without records is left out."""
        by_case: dict[CaseKey, list[RecordState]] = {}
        settled: set[CaseKey] = set()
        for index in self._queue.unwritten():
            on_their_way = {case for case in cases if case in index and case not in settled}
            settled |= on_their_way
            for case, records in index.records_of(on_their_way).items():
                by_case[case] = list(records)
        in_graph = set(cases) - settled
        for properties in self._finder.records({case.number for case in in_graph}):
            record = from_properties(properties)
            if record.case in in_graph:
                by_case.setdefault(record.case, []).append(record)
        return by_case

    def cases_naming(self, registrations: Collection[str]) -> set[CaseKey]:
        """Return the cases with a record that names one of these RETA registrations."""
        unwritten = self._queue.unwritten()
        written = {_key(row) for row in self._finder.cases_naming(registrations)}
        return written.union(*(index.cases_naming(registrations) for index in unwritten))

    def people_with(self, keys: Collection[str]) -> Records:
        """Return, by case, the people's records of the cases where somebody has such a key."""
        unwritten = self._queue.unwritten()
        on_their_way: dict[CaseKey, Sequence[RecordState]] = {}
        for at, index in enumerate(unwritten):
            on_their_way |= {
                case: people
                for case, people in index.people_with(keys).items()
                if not any(case in later for later in unwritten[:at])
            }
        written: dict[CaseKey, list[RecordState]] = defaultdict(list)
        for properties in self._finder.people_with(keys):
            record = from_properties(properties)
            if not any(record.case in index for index in unwritten):
                written[record.case].append(record)
        return {**on_their_way, **written}


def _key(row: dict[str, str]) -> CaseKey:
    return CaseKey(row["registry"], row["case_key"])
