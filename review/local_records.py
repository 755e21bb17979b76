"""The records of an end of a judgement: of one person within a case, or of one case."""

from dataclasses import dataclass

from trama.core.errors import UnknownName
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, Kind, RecordState, from_properties
from trama.graph.store.finder import RecordFinder
from trama.graph.store.judgement_rows import judgements_of, places_of_records
from trama.linkage.cases.case_comparison import CaseComparison, compare_cases
from trama.linkage.cases.case_fields import compared_case
from trama.linkage.compare.comparison import Comparison, compare
from trama.linkage.compare.of_record import compared_identity
from trama.linkage.identity import PEOPLE, local_people
from trama.linkage.judgements import Decisions, Subject, case_of_end
from trama.values.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class LocalRecords:
    """The records of an end, never none, and all records of its case.

    Those of a person are the records of the local person that the end's record belongs to; those of
    a case are the records of kind case.
    """

    case: CaseKey
    records: tuple[RecordState, ...]
    around: tuple[RecordState, ...]


def read_local(graph: Graph, subject: Subject, end: str) -> LocalRecords:
    """Return the records of an end.

    Raises:
        UnknownName: the graph holds no such record of a person, or no such case.
    """
    case = _case_of(graph, subject, end)
    around = _records_of(graph, case) if case else ()
    if subject is Subject.CASE:
        own = tuple(record for record in around if record.kind is Kind.CASE)
    else:
        uids = [record.uid for record in around if record.kind in PEOPLE]
        decisions = Decisions.of(judgements_of(graph, uids))
        people = local_people(around, decisions)
        own = next((person.records for person in people if end in person.ends), ())
    if not own or case is None:
        raise UnknownName(
            kind=("registro o caso de un juicio", "record or case of a judgement"), name=end
        )
    return LocalRecords(case, own, around)


def compared_people(one: LocalRecords, other: LocalRecords) -> Comparison:
    """Return the comparison of two people."""
    mine, theirs = (compared_identity(side.records[0], _fact(side)) for side in (one, other))
    return compare(mine, theirs)


def compared_pair_of_cases(one: LocalRecords, other: LocalRecords) -> CaseComparison:
    """Return the comparison of two cases."""
    mine, theirs = (
        compared_case(side.case, side.around, local_people(side.around)) for side in (one, other)
    )
    return compare_cases(mine, theirs)


def _fact(local: LocalRecords) -> PartialDate | None:
    dates = sorted(
        date
        for record in local.around
        if record.kind is Kind.CASE
        and (date := record.text("fact_date") or record.text("registered_on"))
    )
    return PartialDate.parse(dates[0]) if dates else None


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
