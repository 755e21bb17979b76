"""Tables of people over hierarchies: every cell, with its sums at every level, as dense arrays.

An `Axis` is a closed list of leaves and the groups above them: departments, macro-regions, the
whole country. The leaves are declared, never taken from the data, so a row of a published table
never tells that somebody is in it. A `Layout` crosses axes; a `Cube` counts people in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

TOTAL = "TOTAL"
"""The node of an axis that contains every leaf."""

UNKNOWN = "NC"
"""The leaf of people of whom the value is not known («no consta»)."""

KEY = "key"
"""The column of a frame of people that holds the record key of each person."""

Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Predicate = tuple[tuple[str, str], ...]
Whole = TypeVar("Whole", np.int64, np.uint64)


@dataclass(frozen=True)
class Axis:
    """A dimension of tables: its name, and the groups above each leaf, from the nearest.

    The groups exclude `TOTAL`, which is above every leaf. With ``coarse`` a leaf that has a group
    has no cell of its own: the table is published at the level of the groups.
    """

    name: str
    groups: Mapping[str, tuple[str, ...]]
    coarse: bool = False

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The codes that a person may have; the last is `UNKNOWN` where the list has it."""
        return tuple(self.groups)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """`TOTAL`, the groups and the leaves, in this order."""
        above = dict.fromkeys(group for groups in self.groups.values() for group in groups)
        own = [leaf for leaf, groups in self.groups.items() if not (self.coarse and groups)]
        return (TOTAL, *above, *own)

    @cached_property
    def members(self) -> Numbers:
        """The matrix of nodes by leaves: 1 where the node contains the leaf."""
        return np.array(
            [
                [node in (TOTAL, leaf, *self.groups[leaf]) for leaf in self.leaves]
                for node in self.nodes
            ],
            dtype=np.int64,
        )

    def positions(self, codes: "pd.Series[str]") -> Numbers:
        """Return the position of each code among the leaves.

        Raises:
            ValueError: a code is no leaf. The message does not repeat it.
        """
        found = pd.Index(self.leaves).get_indexer(pd.Index(codes))
        if (found < 0).any():
            raise ValueError(self.name)
        return np.asarray(found, dtype=np.int64)


@dataclass(frozen=True)
class Layout:
    """A table that is published: its name and its axes."""

    name: str
    axes: tuple[Axis, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """The numbers of nodes, one for each axis."""
        return tuple(len(axis.nodes) for axis in self.axes)

    @property
    def leaf_shape(self) -> tuple[int, ...]:
        """The numbers of leaves, one for each axis."""
        return tuple(len(axis.leaves) for axis in self.axes)

    def cells(self) -> Iterator[tuple[str, ...]]:
        """Yield the nodes of each cell, in the order in which arrays are flattened."""
        return product(*(axis.nodes for axis in self.axes))

    @cached_property
    def predicates(self) -> list[Predicate]:
        """The predicate of each cell; the same people in two tables have the same predicate."""
        names = [axis.name for axis in self.axes]
        return [
            tuple(sorted((name, node) for name, node in zip(names, cell, strict=True)
                         if node != TOTAL))
            for cell in self.cells()
        ]  # fmt: skip

    def leaf_of(self, people: pd.DataFrame) -> Numbers:
        """Return the flat position of each person's leaf."""
        positions = [axis.positions(people[axis.name]) for axis in self.axes]
        return np.ravel_multi_index(tuple(positions), self.leaf_shape).astype(np.int64)

    def summed(self, leaves: npt.NDArray[Whole]) -> npt.NDArray[Whole]:
        """Return the sums of a flat array of leaves over all nodes; unsigned sums wrap around."""
        array = leaves.reshape(self.leaf_shape)
        for place, axis in enumerate(self.axes):
            members = axis.members.astype(array.dtype)
            array = np.moveaxis(np.tensordot(members, array, axes=(1, place)), 0, place)
        return array.ravel()


@dataclass(frozen=True)
class Cube:
    """A counted table: for each cell its people and the sum of their record keys, flattened."""

    layout: Layout
    people: Numbers
    keys: Keys


def count(layout: Layout, people: pd.DataFrame) -> Cube:
    """Count people in the cells of a table; a row of ``people`` is one person.

    >>> sex = Axis("sex", {"F": (), "M": ()})
    >>> rows = pd.DataFrame({"key": np.array([5, 7], "uint64"), "sex": ["F", "F"]})
    >>> cube = count(Layout("by_sex", (sex,)), rows)
    >>> [*zip(sex.nodes, cube.people.tolist(), cube.keys.tolist())]
    [('TOTAL', 2, 12), ('F', 2, 12), ('M', 0, 0)]
    """
    leaf = layout.leaf_of(people)
    size = prod(layout.leaf_shape)
    counts = np.bincount(leaf, minlength=size).astype(np.int64)
    keys = np.zeros(size, dtype=np.uint64)
    np.add.at(keys, leaf, people[KEY].to_numpy(dtype=np.uint64))
    return Cube(layout, layout.summed(counts), layout.summed(keys))


def changed_people(layout: Layout, before: pd.DataFrame, now: pd.DataFrame) -> Numbers:
    """Return for each cell how many people entered it or left it between two states.

    1. Join both states by the record key, and drop people whose leaf stayed the same.
    2. A person of the old state counts in the cells of their old leaf, one of the new state in
       those of the new leaf; a cell that holds both has not changed: take it away twice.
    """
    size = prod(layout.leaf_shape)
    joined = pd.merge(
        pd.DataFrame({KEY: before[KEY].to_numpy(), "old": layout.leaf_of(before)}),
        pd.DataFrame({KEY: now[KEY].to_numpy(), "new": layout.leaf_of(now)}),
        on=KEY,
        how="outer",
    ).fillna(-1)
    moved = joined[joined["old"] != joined["new"]]
    old, new = (moved[name].to_numpy().astype(np.int64) for name in ("old", "new"))
    touched = np.zeros(size, dtype=np.int64)
    np.add.at(touched, old[old >= 0], 1)
    np.add.at(touched, new[new >= 0], 1)
    both = (old >= 0) & (new >= 0)
    return layout.summed(touched) - 2 * _in_both(layout, old[both], new[both])


def _in_both(layout: Layout, old: Numbers, new: Numbers) -> Numbers:
    """Return for each cell how many people of the moves were in it and still are."""
    total = np.zeros(layout.shape, dtype=np.int64)
    for start in range(0, len(old), _MOVES):
        part = slice(start, start + _MOVES)
        ends = zip(
            layout.axes,
            np.unravel_index(old[part], layout.leaf_shape),
            np.unravel_index(new[part], layout.leaf_shape),
            strict=True,
        )
        shared: Sequence[npt.NDArray[np.float64]] = [
            (axis.members[:, was] * axis.members[:, is_]).T.astype(np.float64)
            for axis, was, is_ in ends
        ]
        rest = shared[-1]
        for matrix in reversed(shared[1:-1]):
            rest = (matrix[:, :, None] * rest[:, None, :]).reshape(len(rest), -1)
        cells = shared[0].sum(axis=0) if len(shared) == 1 else shared[0].T @ rest
        total += np.rint(cells).astype(np.int64).reshape(layout.shape)
    return total.ravel()


_MOVES = 20_000  # people at once: some 40 MB for the largest national table
