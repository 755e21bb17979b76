"""The rows of judgements as the graph stores them: every row is kept, the last of a pair stands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from typing import TypeVar

from trama.graph.engine import Graph
from trama.graph.ontology.classes import label_of
from trama.graph.ontology.internal_layer import Judgement
from trama.graph.ontology.source_layer import Record

Item = TypeVar("Item")

_ROW, _RECORD = label_of(Judgement), label_of(Record)
_ALL = f"MATCH (j:{_ROW}) RETURN properties(j) AS row"
_OF = f"UNWIND $ends AS end MATCH (j:{_ROW} {{%s: end}}) RETURN properties(j) AS row"
_OF_PEOPLE = f"MATCH (j:{_ROW}) WHERE j.model = '' RETURN properties(j) AS row"
_COUNT = f"MATCH (j:{_ROW}) RETURN count(j) AS rows"
_WAITING = f"MATCH (j:{_ROW} {{applied: false}}) RETURN properties(j) AS row"
_CREATE = f"UNWIND $rows AS row MERGE (j:{_ROW} {{uid: row.uid}}) SET j += row"
_APPLIED = f"UNWIND $uids AS uid MATCH (j:{_ROW} {{uid: uid}}) SET j.applied = true"
_CASES_OF = (
    f"UNWIND $uids AS uid MATCH (r:{_RECORD} {{uid: uid}}) "
    "RETURN r.uid AS uid, r.kind AS kind, r.registry AS registry, r.case_key AS case_key"
)

# Rows in one statement: a row has 300 bytes, and a Bolt message must stay under 16 MiB.
_ROWS_A_STATEMENT = 2_000


def read_judgements(graph: Graph) -> Iterator[Judgement]:
    """Yield every row, in no order."""
    return (Judgement(**row["row"]) for row in graph.stream(_ALL))


def judgements_of_people(graph: Graph) -> Iterator[Judgement]:
    """Yield every row of a person, none of a model, in no order."""
    return (Judgement(**row["row"]) for row in graph.stream(_OF_PEOPLE))


def count_judgements(graph: Graph) -> int:
    """Return the number of rows. It rises with every judgement, as no row is ever removed."""
    return sum(row["rows"] for row in graph.stream(_COUNT))


def judgements_of(graph: Graph, ends: Collection[str]) -> list[Judgement]:
    """Return the rows of every pair that has one of these ends, by pair and number."""
    found = {
        row["row"]["uid"]: Judgement(**row["row"])
        for end in ("one", "other")
        for some in _parts(sorted(ends))
        for row in graph.stream(_OF % end, ends=some)
    }
    return sorted(found.values(), key=lambda row: (row.one, row.other, row.number))


def waiting_judgements(graph: Graph) -> list[Judgement]:
    """Return the rows that the canonical layer does not follow yet."""
    return [Judgement(**row["row"]) for row in graph.stream(_WAITING)]


def put_judgements(graph: Graph, rows: Sequence[Judgement]) -> None:
    """Store rows. A row that is stored again stays one row."""
    for some in _parts([asdict(row) for row in rows]):
        graph.write_rows(_CREATE, rows=some)


def mark_applied(graph: Graph, uids: Collection[str]) -> None:
    """Note that the canonical layer follows these rows."""
    for some in _parts(sorted(uids)):
        graph.write_rows(_APPLIED, uids=some)


def places_of_records(graph: Graph, uids: Collection[str]) -> dict[str, tuple[str, str, str]]:
    """Return kind, registry and case number of the records that exist, by their uids."""
    return {
        row["uid"]: (row["kind"], row["registry"], row["case_key"])
        for some in _parts(sorted(uids))
        for row in graph.stream(_CASES_OF, uids=some)
    }


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    starts = range(0, len(items), _ROWS_A_STATEMENT)
    return (items[start : start + _ROWS_A_STATEMENT] for start in starts)
