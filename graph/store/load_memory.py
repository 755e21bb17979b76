"""The answers to loads whose files the graph has whole, until a record or a file changes.

(:LoadMemory {uid, day, report, records}): ``uid`` is a digest of what was loaded, ``report`` what
the same load would answer. A transaction that writes a record, a file or an observation forgets
them all. Somebody who removes records by hand forgets none, and is found out by their number.
"""

from trama.graph.engine import Graph, Transaction
from trama.graph.store.changes import Changes
from trama.graph.store.fence import Fence
from trama.ontology.canonical_layer import Observation
from trama.ontology.classes import label_of, properties_of
from trama.ontology.internal_layer import LoadMemory
from trama.ontology.source_layer import Record, Revision, SourceFile

_MEMORY = label_of(LoadMemory)
_SOURCES = frozenset(map(label_of, (Record, Revision, SourceFile, Observation)))
_RECORDS = f"MATCH (r:{label_of(Record)}) RETURN count(r) AS records"
_KEEP = f"MERGE (n:{_MEMORY} {{uid: $memory.uid}}) SET n = $memory"
_FIND = f"MATCH (n:{_MEMORY} {{uid: $uid}}) RETURN properties(n) AS memory"
_FORGET = f"MATCH (n:{_MEMORY}) DELETE n"


def count_records(graph: Graph) -> int:
    """Return the number of records; the engines know it without reading them."""
    return int(next(iter(graph.stream(_RECORDS)))["records"])


def recall(graph: Graph, uid: str) -> LoadMemory | None:
    """Return what the load of this digest would answer. Return None if the graph forgot it."""
    memories = [LoadMemory(**row["memory"]) for row in graph.stream(_FIND, uid=uid)]
    return next((each for each in memories if each.records == count_records(graph)), None)


def keep(fence: Fence, memory: LoadMemory) -> None:
    """Store an answer.

    Raises:
        LoadInterrupted: somebody else took the turn, and may have changed a record.
    """
    row = properties_of(memory)
    fence.write(lambda transaction: transaction.run(_KEEP, memory=row).consume())


def forget_if_changed(transaction: Transaction, changes: Changes) -> None:
    """Forget all answers, within ``transaction``, if the changes touch what rows are met with."""
    touched = {update.label for update in changes.updated}
    touched |= changes.shared.keys() | changes.removed.keys()
    touched |= {label for labels in changes.created for label in labels}
    if touched & _SOURCES:
        transaction.run(_FORGET).consume()
