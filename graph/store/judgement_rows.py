"""The rows of judgements as the graph stores them: every row is kept, the last of a pair stands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, fields

from trama.core.batches import batched
from trama.core.errors import LoadInterrupted, PairChanged
from trama.graph.engine import Graph, Transaction
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import Judgement
from trama.ontology.source_layer import Record

_ROW, _RECORD = label_of(Judgement), label_of(Record)
_FIELDS = tuple(declared.name for declared in fields(Judgement))
# Lists of many rows: the driver takes as long for a row as for a thousand items. The uid is a
# digest, so that its first signs part a million rows into lists of some 4,000.
_VALUES = f"collect([{', '.join(f'j.{name}' for name in _FIELDS)}]) AS found"
_IN_LISTS = f"RETURN substring(j.uid, 2, 2) AS part, {_VALUES}"
_ALL = f"MATCH (j:{_ROW}) {_IN_LISTS}"
# Most rows are a model's first word on a pair that it leaves open: they join and part nobody.
_MAY_STAND = (
    f"MATCH (j:{_ROW}) WHERE j.verdict <> 'unsure' OR j.number > 1 OR j.model = '' {_IN_LISTS}"
)
_OF = f"UNWIND $ends AS end MATCH (j:{_ROW} {{%s: end}}) RETURN properties(j) AS row"
# The index of the score leaves the many pairs that a model hardly believes unread.
_UNSURE = (
    f"MATCH (j:{_ROW}) WHERE j.score >= $least AND j.verdict = 'unsure' "
    "RETURN substring(j.uid, 2, 2) AS part, collect([j.one, j.other]) AS found"
)
_OF_PAIRS = (
    f"UNWIND $pairs AS pair MATCH (j:{_ROW} {{one: pair[0]}}) WHERE j.other = pair[1] "
    f"RETURN {_VALUES}"
)
_LAST_OF = (
    f"MATCH (j:{_ROW}) WHERE j.by = $by AND j.model = '' RETURN properties(j) AS row "
    "ORDER BY j.at DESC, j.number DESC LIMIT $most"
)
_BY_PEOPLE = f"MATCH (j:{_ROW}) WHERE j.model = '' RETURN properties(j) AS row"
_COUNT = f"MATCH (j:{_ROW}) RETURN count(j) AS rows"
_WAITING = f"MATCH (j:{_ROW} {{applied: false}}) RETURN properties(j) AS row"
# A uid is that of a pair and a number: two installations may give one number at the same moment.
_CREATE = (
    f"UNWIND $rows AS row MERGE (j:{_ROW} {{uid: row.uid}}) ON CREATE SET j += row WITH j, row "
    "WHERE j.at <> row.at OR j.by <> row.by OR j.verdict <> row.verdict RETURN count(j) AS taken"
)
_APPLIED = f"UNWIND $uids AS uid MATCH (j:{_ROW} {{uid: uid}}) SET j.applied = true"
_CASES_OF = (
    f"UNWIND $uids AS uid MATCH (r:{_RECORD} {{uid: uid}}) "
    "RETURN r.uid AS uid, r.kind AS kind, r.registry AS registry, r.case_key AS case_key"
)

# Rows in one statement: a row has 300 bytes, and a Bolt message must stay under 16 MiB.
_ROWS_A_STATEMENT = 2_000


def read_judgements(graph: Graph) -> Iterator[Judgement]:
    """Yield every row, in no order."""
    return _in_lists(graph, _ALL)


def judgements_that_may_stand(graph: Graph) -> Iterator[Judgement]:
    """Yield the rows that may join or part somebody, or outrank one that does, in no order."""
    return _in_lists(graph, _MAY_STAND)


def count_judgements(graph: Graph) -> int:
    """Return the number of rows. It rises with every judgement, as no row is ever removed."""
    return sum(row["rows"] for row in graph.stream(_COUNT))


def judgements_of(graph: Graph, ends: Collection[str]) -> list[Judgement]:
    """Return the rows of every pair that has one of these ends, by pair and number."""
    found = {
        row["row"]["uid"]: Judgement(**row["row"])
        for end in ("one", "other")
        for some in batched(sorted(ends), _ROWS_A_STATEMENT)
        for row in graph.stream(_OF % end, ends=some)
    }
    return sorted(found.values(), key=lambda row: (row.one, row.other, row.number))


def judgements_of_pairs(graph: Graph, pairs: Collection[tuple[str, str]]) -> list[Judgement]:
    """Return the rows of these pairs (the smaller end first), by pair and number."""
    rows = [
        row
        for some in batched(sorted(map(list, pairs)), _ROWS_A_STATEMENT)
        for row in _in_lists(graph, _OF_PAIRS, pairs=some)
    ]
    return sorted(rows, key=lambda row: (row.one, row.other, row.number))


def unsure_pairs(graph: Graph, least: float) -> set[tuple[str, str]]:
    """Return the pairs of which some row is unsure, with a score of ``least`` or more."""
    found = (row["found"] for row in graph.stream(_UNSURE, least=least))
    return {(one, other) for pairs in found for one, other in pairs}


def judgements_by_people(graph: Graph) -> list[Judgement]:
    """Return the rows of people, blind readings too, by pair and number."""
    rows = [Judgement(**row["row"]) for row in graph.stream(_BY_PEOPLE)]
    return sorted(rows, key=lambda row: (row.one, row.other, row.number))


def latest_judgements_by(graph: Graph, by: str, most: int = 100) -> list[Judgement]:
    """Return the latest rows of a person, the last first."""
    return [Judgement(**row["row"]) for row in graph.stream(_LAST_OF, by=by, most=most)]


def waiting_judgements(graph: Graph) -> list[Judgement]:
    """Return the rows that the canonical layer does not follow yet."""
    return [Judgement(**row["row"]) for row in graph.stream(_WAITING)]


def put_judgements(graph: Graph, rows: Sequence[Judgement]) -> None:
    """Store rows. A row that is stored again stays one row.

    Raises:
        PairChanged: somebody else has given a number of these rows to another judgement of its pair
            meanwhile. LoadInterrupted: the same, of rows of a model. The part with it, of
            ``_ROWS_A_STATEMENT`` rows, is not stored.
    """
    for some in batched(rows, _ROWS_A_STATEMENT):

        def store(transaction: Transaction, some: Sequence[Judgement] = some) -> None:
            told = transaction.run(_CREATE, rows=[asdict(row) for row in some])
            if told.single(strict=True)["taken"]:
                raise LoadInterrupted if some[0].model else PairChanged

        graph.write(store)


def mark_applied(graph: Graph, uids: Collection[str]) -> None:
    """Note that the canonical layer follows these rows."""
    for some in batched(sorted(uids), _ROWS_A_STATEMENT):
        graph.write_rows(_APPLIED, uids=some)


def places_of_records(graph: Graph, uids: Collection[str]) -> dict[str, tuple[str, str, str]]:
    """Return kind, registry and case number of the records that exist, by their uids."""
    return {
        row["uid"]: (row["kind"], row["registry"], row["case_key"])
        for some in batched(sorted(uids), _ROWS_A_STATEMENT)
        for row in graph.stream(_CASES_OF, uids=some)
    }


def _in_lists(graph: Graph, text: str, **parameters: object) -> Iterator[Judgement]:
    for row in graph.stream(text, **parameters):
        for values in row["found"]:
            named = zip(_FIELDS, values, strict=True)
            yield Judgement(**{name: value for name, value in named if value is not None})
