"""The writer of changes: one transaction for each ``Changes``, all of it or nothing.

Each goes through a ``Fence``: two loads cannot mix, and no transaction is written twice.
"""

from collections import defaultdict
from collections.abc import Sequence

from trama.core.batches import batched
from trama.core.errors import EngineError
from trama.graph.engine import Graph, Transaction
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.graph.store.fence import Fence
from trama.graph.store.load_memory import forget_if_changed
from trama.graph.store.name_notes import note_names
from trama.graph.store.reference_data import WITHIN, subdivisions_in_use
from trama.graph.store.routes import note_gains, note_stale
from trama.graph.store.statements import (
    create_edges,
    create_nodes,
    cut_edges,
    label_nodes,
    merge_edges,
    merge_nodes,
    remove_nodes,
    remove_unheld_nodes,
    share_nodes,
    update_nodes,
)
from trama.graph.store.tallies import note_tallies
from trama.ontology.classes import EdgeKind

# A record with its original cells takes about 2 KiB, and a Bolt message must stay under 16 MiB.
_NODES_A_STATEMENT = 2_000
_EDGES_A_STATEMENT = 20_000


class Writer:
    """The writer of one load's changes, as long as it has the turn (``fence``).

    ``wrote`` says that it has written some.
    """

    def __init__(self, graph: Graph) -> None:
        """Take the turn from whoever began earlier."""
        self.fence = Fence(graph)
        self.wrote = False

    def write(self, changes: Changes) -> None:
        """Write everything in ``changes``, in one transaction.

        Raises:
            LoadInterrupted: another load took the turn; nothing of these changes is written.
            EngineError: the engine failed, or an end of a relationship is missing; nothing of
                these changes is written.
        """
        self.wrote = True
        self.fence.write(lambda transaction: _write(transaction, changes))


def _write(transaction: Transaction, changes: Changes) -> None:
    """Write the changes in an order in which each statement finds what it needs.

    Relationships are cut before nodes go or change their uid. All nodes exist before relationships
    join them. Shared nodes are removed last, when new relationships may hold them again.
    """
    forget_if_changed(transaction, changes)
    for kind, edges in changes.cut.items():
        rows = [{"start": edge.start, "end": edge.end} for edge in edges]
        _run(transaction, cut_edges(kind), rows, _EDGES_A_STATEMENT)
    for label, uids in changes.removed.items():
        _run(transaction, remove_nodes(label), uids, _EDGES_A_STATEMENT)
    _update(transaction, changes.updated)
    for labels, nodes in changes.created.items():
        _run(transaction, create_nodes(labels), nodes, _NODES_A_STATEMENT)
    for label, shared in changes.shared.items():
        _run(transaction, share_nodes(label), list(shared.values()), _NODES_A_STATEMENT)
    _place(transaction, changes.places)
    for kind, edges in changes.edges.items():
        _connect(transaction, kind, edges)
    for label, loose in changes.loosened.items():
        _run(transaction, remove_unheld_nodes(label), sorted(loose), _EDGES_A_STATEMENT)
    note_stale(transaction, changes.stale)
    note_gains(transaction, changes.gained)
    note_tallies(transaction, changes.recurring, changes.counted)
    note_names(transaction, changes.named)


def _place(transaction: Transaction, uids: set[str]) -> None:
    data = subdivisions_in_use(uids)
    for label, nodes in data.nodes.items():
        if nodes:
            _run(transaction, merge_nodes(label), nodes, _NODES_A_STATEMENT)
    rows = [{"start": edge.start, "end": edge.end} for edge in data.edges]
    if rows:
        _run(transaction, merge_edges(WITHIN), rows, _EDGES_A_STATEMENT)


def _connect(transaction: Transaction, kind: EdgeKind, edges: Sequence[Edge]) -> None:
    """Make relationships, grouped by their starts or their ends, whichever are fewer.

    Each group is one row, and its common end is found once (see ``create_edges``).
    """
    for chunk in batched(edges, _EDGES_A_STATEMENT):
        starts, ends = {edge.start for edge in chunk}, {edge.end for edge in chunk}
        by_start = len(starts) <= len(ends)
        described = any(edge.properties for edge in chunk)
        grouped: dict[str, list[object]] = defaultdict(list)
        for edge in chunk:
            common, other = (edge.start, edge.end) if by_start else (edge.end, edge.start)
            described_other = {"uid": other, "properties": dict(edge.properties or {})}
            grouped[common].append(described_other if described else other)
        rows = [{"uid": uid, "others": others} for uid, others in grouped.items()]
        text = create_edges(kind, by_start=by_start, described=described)
        made = transaction.run(text, rows=rows).single(strict=True)["made"]
        if made != len(chunk):
            raise EngineError(detail=f"{kind.start}-{kind.type}-{kind.end}: {made}/{len(chunk)}")


def _update(transaction: Transaction, updates: Sequence[NodeUpdate]) -> None:
    """Change labels before uids: the embedded engine refuses a node that it has just renamed."""
    labelled: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    by_label: dict[str, list[object]] = defaultdict(list)
    for update in updates:
        by_label[update.label].append({"uid": update.uid, "properties": dict(update.properties)})
        if update.gained or update.lost:
            labelled[update.label, update.gained, update.lost].append(update.uid)
    for change, uids in labelled.items():
        _run(transaction, label_nodes(*change), uids, _EDGES_A_STATEMENT)
    for label, rows in by_label.items():
        _run(transaction, update_nodes(label), rows, _NODES_A_STATEMENT)


def _run(transaction: Transaction, text: str, rows: Sequence[object], most: int) -> None:
    for chunk in batched(rows, most):
        transaction.run(text, rows=chunk).consume()
