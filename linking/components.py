"""The cases whose decisions may change when others change: those that a way of pairs connects.

A case is a node. Cases are neighbours if people of theirs are a pair that counts, if they share a
stated key or name each other, or if a person judged about both. What is decided of a case depends
on its component alone (``linkage.joint``).
"""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from trama.linkage.model.weights import Model
from trama.linking.counting import cases_of, counted_case_pairs, counted_pairs
from trama.linking.known_pairs import Hashes, KnownPairs


def edges(known: KnownPairs, model: Model) -> np.ndarray:
    """Return the edges between cases (and the keys that they share), two hashes a row."""
    of_people = cases_of(known, counted_pairs(known, model))
    counted = counted_case_pairs(known, of_people)
    ends = [known.case_pairs[name].to_numpy()[counted] for name in ("one", "other")]
    stated = _flattened(known.people, "of_case", "stated")
    named = _flattened(known.cases, "case", "named")
    return np.concatenate([of_people, np.stack(ends, axis=1), stated, named])


def _flattened(table: pa.Table, name: str, lists: str) -> np.ndarray:
    """Return a row for each item of a column of lists: the value of ``name``, and the item."""
    values = table[lists].combine_chunks()
    parents = pc.list_parent_indices(values).to_numpy()
    items = pc.list_flatten(values).to_numpy()
    return np.stack([table[name].to_numpy()[parents], items], axis=1).astype(np.int64)


def reached(touched: Iterable[int], all_edges: np.ndarray) -> Hashes:
    """Return the nodes of the components that hold a touched node, sorted.

    1. Number the nodes. Give each its own number as a label.
    2. Give both ends of each edge the smaller label; follow labels to their own labels; repeat
       until nothing changes. The nodes of a component then have one label.
    3. Return the nodes whose label is that of a touched node.

    Example: the edges 1-2, 2-3, 7-8 and the touched node 3 reach 1, 2 and 3.
    """
    start = np.fromiter(touched, dtype=np.int64)
    nodes, places = np.unique(np.concatenate([start, all_edges.reshape(-1)]), return_inverse=True)
    one, other = places[len(start) :].reshape(-1, 2).T
    labels = np.arange(len(nodes))
    while True:
        least = np.minimum(labels[one], labels[other])
        new = labels.copy()
        np.minimum.at(new, labels[one], least)
        np.minimum.at(new, labels[other], least)
        new = new[new]
        if np.array_equal(new, labels):
            break
        labels = new
    return nodes[np.isin(labels, labels[places[: len(start)]])]
