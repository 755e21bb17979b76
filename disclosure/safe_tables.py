"""Published tables, and the groups of people that somebody could learn of by subtracting cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from trama.disclosure.cubes import Axis, Layout, Numbers
from trama.disclosure.rules import HIDDEN, Rules


@dataclass(frozen=True)
class Table:
    """A table as it is published: a number for each cell of its layout, `HIDDEN` where none is."""

    layout: Layout
    numbers: Numbers


def nested_pairs(layout: Layout) -> tuple[Numbers, Numbers]:
    """Return all pairs of cells of which the second lies in the first, as two flat arrays.

    Their difference is a group of people that no cell names: the department without its women.
    """
    pairs = [_nested_nodes(axis) for axis in layout.axes]
    outer, inner = [], []
    for chosen in product(*pairs):
        outer.append([node for node, _ in chosen])
        inner.append([node for _, node in chosen])
    flat = [
        np.ravel_multi_index(tuple(np.array(nodes).T), layout.shape).astype(np.int64)
        for nodes in (outer, inner)
    ]
    different = flat[0] != flat[1]
    return flat[0][different], flat[1][different]


def _nested_nodes(axis: Axis) -> list[tuple[int, int]]:
    """Return the pairs of nodes of which the second lies in the first, or is the first."""
    members = axis.members
    contains = (members @ members.T) == members.sum(axis=1)
    return [(int(outer), int(inner)) for outer, inner in np.argwhere(contains)]


def faults(tables: Sequence[Table], rules: Rules) -> list[str]:
    """Return the names of tables with a number that the rules do not allow.

    Every shown number is a multiple of the base and no less than the minimum. So the difference of
    two numbers, of one release or of two, is never between 0 and the base.
    """
    return [
        table.layout.name
        for table in tables
        if not _allowed(table.numbers, rules) or len(table.numbers) != np.prod(table.layout.shape)
    ]


def _allowed(numbers: Numbers, rules: Rules) -> bool:
    shown = numbers[numbers != HIDDEN]
    return bool(((shown >= rules.minimum) & (shown % rules.base == 0)).all())
