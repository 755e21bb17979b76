"""A shared node that a case no longer spells: its other cases are read as far as it takes."""

from collections.abc import Collection

from made_cases import DERIVING, changes_of, load_into, reconciled
from memory_graph import MemoryGraph, MemoryKnown
from memory_state import MemoryState

from trama.canonical.comparison import Comparer
from trama.canonical.known import Records
from trama.graph.records import CaseKey, Kind, Mention


def case_of_unit(number: int, agency: str) -> tuple[CaseKey, list[Mention]]:
    key = CaseKey("RETA", f"SINT-{number}")
    return key, [Mention.of(Kind.CASE, key.number, "", {"agency": agency}, {"U": agency})]


def test_a_spelling_that_another_case_gives_is_found_without_reading_all_cases() -> None:
    # Arrange
    graph = MemoryGraph()
    load_into(graph, [case_of_unit(number, "DEPINTRAP AREA") for number in range(500)])
    known = MemoryKnown(graph)
    correction = changes_of(reconciled(known, [case_of_unit(1, "OTRA")]), known, "later")
    graph.apply(correction)
    counting = CountingKnown(graph)
    comparer = Comparer(counting, MemoryState(graph), DERIVING)  # type: ignore[arg-type]

    # Act
    changes = comparer.respelled(correction.respelled)

    # Assert
    assert not changes
    assert 0 < counting.read < 499


class CountingKnown(MemoryKnown):
    """Known records that count the cases whose records were read."""

    read = 0

    def records_of(self, cases: Collection[CaseKey]) -> Records:
        self.read += len(cases)
        return super().records_of(cases)
