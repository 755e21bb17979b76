"""The records of an end of a judgement: of one person within a case, or of one case."""

from collections.abc import Iterable
from dataclasses import dataclass

from trama.canonical.fillers import Fillers
from trama.compare.comparison import Comparison, compare
from trama.core.errors import UnknownName
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind, RecordState, from_properties
from trama.graph.store.filler_marks import read_marks
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import judgements_of, places_of_records
from trama.linkage.cases.case_comparison import CaseComparison, compare_cases
from trama.linkage.cases.case_fields import compared_case
from trama.linkage.compared_people import fact_of, identity_of
from trama.linkage.identity import PEOPLE, LocalPerson, local_people
from trama.linkage.judgements import Decisions, Subject, case_of_end


@dataclass(frozen=True, slots=True)
class LocalRecords:
    """The records of an end, never none, and all records of its case as they are written.

    Those of a person are the records of the local person that the end's record belongs to; those of
    a case are the records of kind case. ``compared`` are all records of the case without values
    that are marked as nobody's, and ``people`` the local people among them: `trama link` compares
    these.
    """

    case: CaseKey
    records: tuple[RecordState, ...]
    around: tuple[RecordState, ...]
    compared: tuple[RecordState, ...]
    people: tuple[LocalPerson, ...]


def read_local(graph: Graph, subject: Subject, end: str) -> LocalRecords:
    """Return the records of an end.

    Raises:
        UnknownName: the graph holds no such record of a person, or no such case.
    """
    case = _case_of(graph, subject, end)
    around = _records_of(graph, case) if case else ()
    fillers = Fillers.of(read_marks(graph))
    compared = tuple(fillers.without(record) for record in around)
    uids = [record.uid for record in around if record.kind in PEOPLE]
    people = local_people(compared, Decisions.of(judgements_of(graph, uids)))
    if subject is Subject.CASE:
        own = {record.uid for record in around if record.kind is Kind.CASE}
    else:
        own = {uid for person in people if end in person.ends for uid in person.ends}
    if not own or case is None:
        raise UnknownName(
            kind=("registro o caso de un juicio", "record or case of a judgement"), name=end
        )
    records = tuple(record for record in around if record.uid in own)
    return LocalRecords(case, records, around, compared, people)


def read_both(
    graph: Graph, subject: Subject, ends: Iterable[str]
) -> list[tuple[str, LocalRecords]]:
    """Return both ends of a pair with their records, as they stand side by side.

    They are in the order of their registries, RETA left of SISTRA, then of their keys.

    Raises:
        UnknownName: as `read_local`.
    """
    found = [(end, read_local(graph, subject, end)) for end in ends]
    return sorted(found, key=lambda side: (side[1].case.registry, side[0]))


def compared_people(one: LocalRecords, other: LocalRecords) -> Comparison:
    """Return the comparison of two people."""
    mine, theirs = (
        identity_of(person, fact_of(side.compared))
        for side in (one, other)
        for person in side.people
        if person.uid == side.records[0].uid
    )
    return compare(mine, theirs)


def compared_pair_of_cases(one: LocalRecords, other: LocalRecords) -> CaseComparison:
    """Return the comparison of two cases."""
    mine, theirs = (compared_case(side.case, side.compared, side.people) for side in (one, other))
    return compare_cases(mine, theirs)


def _case_of(graph: Graph, subject: Subject, end: str) -> CaseKey | None:
    if subject is Subject.CASE:
        return case_of_end(end)
    place = places_of_records(graph, [end]).get(end)
    return CaseKey(place[1], place[2]) if place else None


def _records_of(graph: Graph, case: CaseKey) -> tuple[RecordState, ...]:
    found = map(from_properties, RecordFinder(graph).records([case.number]))
    return tuple(
        sorted((record for record in found if record.case == case), key=lambda record: record.uid)
    )
