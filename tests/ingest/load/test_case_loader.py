"""Cases against the graph: batches of whole cases, and an outcome for every row."""

from collections import Counter
from collections.abc import Collection, Iterator

from trama.graph.records import CaseKey, Kind, Mention, RecordState
from trama.incoming.rows import RowOutcome, SpooledRow
from trama.ingest.load.case_loader import CaseLoader, batches
from trama.ingest.load.row_spool import SpooledCase


class FoundRecords:
    """A finder that knows these records and no others."""

    def __init__(self, *records: RecordState) -> None:
        self._records = records

    def holds_records(self) -> bool:
        return bool(self._records)

    def digests(self, numbers: Collection[str]) -> Iterator[tuple[str, str, str]]:
        for record in self._records:
            if record.case.number in numbers:
                yield (*record.case, record.content)

    def records(self, numbers: Collection[str]) -> Iterator[dict[str, object]]:
        return (record.properties() for record in self._records if record.case.number in numbers)


def case_mention(number: str, agency: str = "DEPINTRAP LIMA (SINTETICO)") -> Mention:
    return Mention.of(Kind.CASE, number, "", {"agency": agency}, {"N": number})


def spooled(number: str, *mentions: Mention, parent: bool = True) -> SpooledCase:
    rows = [
        SpooledRow(0, 0, line, parent=parent, mentions=(mention,))
        for line, mention in enumerate(mentions, start=2)
    ]
    return SpooledCase(CaseKey("RETA", number), tuple(rows))


def outcomes_of(*cases: SpooledCase, finder: FoundRecords) -> dict[str, Counter[RowOutcome]]:
    """Return how many rows of each case end in each outcome."""
    counts: dict[str, Counter[RowOutcome]] = {}

    def count(case: CaseKey, _: SpooledRow, outcome: RowOutcome) -> None:
        counts.setdefault(case.number, Counter())[outcome] += 1

    loader = CaseLoader(finder, count)  # type: ignore[arg-type]
    for changed in loader.changed(cases):
        loader.reconcile(changed, loader.existing(changed))
    return counts


def test_a_batch_holds_whole_cases_and_some_750_rows() -> None:
    mention = case_mention("x")
    cases = [spooled(str(at), *[mention] * 100) for at in range(20)]
    large = spooled("large", *[mention] * 2_000)

    sizes = [sum(len(case.rows) for case in batch) for batch in batches([large, *cases])]

    assert sizes == [2_000, 800, 800, 400]


def test_no_cases_make_no_batch() -> None:
    assert list(batches([])) == []


def test_each_row_ends_in_one_outcome_by_what_the_graph_knows_of_its_case() -> None:
    known, corrected = case_mention("known"), case_mention("corrected")
    finder = FoundRecords(RecordState("R-1", "RETA", known), RecordState("R-2", "RETA", corrected))

    counts = outcomes_of(
        spooled("known", known, known),
        spooled("corrected", corrected, case_mention("corrected", "DEPINTRAP CUSCO (SINTETICO)")),
        spooled("new", case_mention("new")),
        spooled("nobody's", case_mention("nobody's"), parent=False),
        finder=finder,
    )

    assert counts == {
        "known": {RowOutcome.UNCHANGED: 2},
        "corrected": {RowOutcome.UNCHANGED: 1, RowOutcome.LOADED: 1},
        "new": {RowOutcome.LOADED: 1},
        "nobody's": {RowOutcome.REJECTED: 1},
    }


def test_child_rows_are_taken_where_the_graph_knows_their_case() -> None:
    victim = Mention.of(Kind.VICTIM, "known", "A1", {"sex": "F"}, {})
    finder = FoundRecords(RecordState("R-1", "RETA", case_mention("known")))

    counts = outcomes_of(spooled("known", victim, parent=False), finder=finder)

    assert counts == {"known": {RowOutcome.LOADED: 1}}


def test_a_case_of_another_registry_with_the_same_number_does_not_count() -> None:
    mention = case_mention("same")
    finder = FoundRecords(RecordState("R-1", "SISTRA", mention))

    counts = outcomes_of(spooled("same", mention), finder=finder)

    assert counts == {"same": {RowOutcome.LOADED: 1}}
