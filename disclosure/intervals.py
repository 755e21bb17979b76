"""The audit of a release: what somebody with every published table can conclude for certain.

A group is a cell, or the difference of two cells of which one lies in the other. It is *exposed* if
the tables show that somebody is in it, and fewer than the minimum. The tables are linear
constraints on the unknown counts of people. So a group is safe if one world that fits all tables
has nobody in it, or the minimum or more: such worlds are the proof.

1. Ask the solver (HiGHS) for the world with the fewest people in all groups without a proof, then
   for the world with the most; groups that it proves drop out. Repeat while any does.
2. Ask for the fewest and the most of each remaining group alone.

Worlds are in whole people. One world proves many groups, so a national release takes a few dozen
questions instead of thousands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from trama.core.extras import require_libraries
from trama.disclosure.cubes import Axis, Layout, Numbers
from trama.disclosure.rules import HIDDEN, Rules
from trama.disclosure.safe_tables import Table, nested_pairs

require_libraries(["scipy"], "publish", "revisa una publicación", "audits a publication")

from scipy import sparse  # noqa: E402 - after the check that it is there
from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: E402

_LONGEST = 20.0  # seconds for one question; a longer one counts as unanswered


class NoWorld(Exception):
    """No counts fit the tables: they were not computed from one state of the data."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people in a published table: a cell without another, or a cell (``less`` None)."""

    table: str
    cell: tuple[str, ...]
    less: tuple[str, ...] | None


@dataclass(frozen=True)
class Audit:
    """The findings of an audit: exposed groups, how many groups there are, how many worlds."""

    exposed: tuple[Group, ...]
    groups: int
    worlds: int


def audit(tables: Sequence[Table], rules: Rules, drift: int = 0) -> Audit:
    """Audit a release.

    ``drift`` is the number of people who may have entered or left a cell since its number was
    computed; see `successive`.

    Raises:
        NoWorld: no counts fit all tables.
    """
    return _Auditor(tables, rules, drift).run()


class _Auditor:
    """The constraints of all tables, the groups, and which of them no world has proved safe."""

    def __init__(self, tables: Sequence[Table], rules: Rules, drift: int) -> None:
        self._tables, self._minimum = tables, rules.minimum
        blocks = [_cells_by_leaves(table.layout) for table in tables]
        self._cells = sparse.block_diag(blocks, format="csr")
        bounds = [rules.possible(table.numbers, drift) for table in tables]
        links = _links([table.layout for table in tables], blocks)
        self._constraints = [
            LinearConstraint(
                self._cells,
                np.concatenate([least for least, _ in bounds]),
                np.concatenate([most for _, most in bounds]),
            ),
            *([LinearConstraint(links, 0, 0)] if links is not None else []),
        ]
        self._outer, self._inner = _groups(tables)
        self._open = np.ones(len(self._outer), dtype=bool)
        self._worlds = 0

    def run(self) -> Audit:
        """Find the worlds, and then the groups that none makes safe."""
        left = -1
        while self._open.any() and left != self._open.sum():
            left = self._open.sum()
            for sign in (1.0, -1.0):
                self._ask(np.flatnonzero(self._open), sign)
        for group in np.flatnonzero(self._open):
            for sign in (1.0, -1.0):
                if self._open[group]:
                    self._ask(np.array([group]), sign)
        found = tuple(self._group(int(place)) for place in np.flatnonzero(self._open))
        return Audit(found, len(self._outer), self._worlds)

    def _ask(self, groups: Numbers, sign: float) -> None:
        """Close the groups that the world with the fewest people in ``groups`` proves safe.

        With ``sign`` -1, take the world with the most.
        """
        if not len(groups):
            return
        weights = np.zeros(self._cells.shape[0])
        np.add.at(weights, self._outer[groups], sign)
        inside = self._inner[groups]
        np.add.at(weights, inside[inside >= 0], -sign)
        found = self._solved(self._cells.T @ weights, whole=False)
        if found is not None and np.abs(found - np.rint(found)).max(initial=0) > _ROUNDING:
            found = self._solved(self._cells.T @ weights, whole=True)
        if found is not None:
            self._worlds += 1
            self._close(np.rint(found))

    def _solved(
        self, weights: npt.NDArray[np.float64], *, whole: bool
    ) -> npt.NDArray[np.float64] | None:
        """Return a world of least weight, or None if the solver found none in its time.

        A linear program is quick, and nearly always answers in whole people by itself.
        """
        found = milp(
            weights,
            constraints=self._constraints,
            integrality=np.full(len(weights), int(whole)),
            bounds=Bounds(0, np.inf),
            options={"time_limit": _LONGEST, "mip_rel_gap": _GAP},
        )
        if found.status == _INFEASIBLE:
            raise NoWorld
        return None if found.x is None else np.asarray(found.x)

    def _close(self, world: npt.NDArray[np.float64]) -> None:
        cells = self._cells @ world
        people = cells[self._outer]
        people[self._inner >= 0] -= cells[self._inner[self._inner >= 0]]
        self._open &= (people > 0) & (people < self._minimum)

    def _group(self, place: int) -> Group:
        outer, inner = int(self._outer[place]), int(self._inner[place])
        for table in self._tables:
            cells = list(table.layout.cells())
            if outer < len(cells):
                return Group(table.layout.name, cells[outer], cells[inner] if inner >= 0 else None)
            outer, inner = outer - len(cells), inner - len(cells) if inner >= 0 else inner
        raise AssertionError(place)


_ROUNDING = 1e-6  # people by which the solver's whole numbers may be off
_GAP = 0.5  # any world is a proof: the best of all is not needed
_INFEASIBLE = 2  # a status of scipy.optimize.milp


def _groups(tables: Sequence[Table]) -> tuple[Numbers, Numbers]:
    """Return the groups as flat cells of all tables: a cell, and the cell taken from it or -1.

    A shown cell holds the minimum or more, so it needs no proof.
    """
    outer, inner, start = [], [], 0
    for table in tables:
        hidden = np.flatnonzero(table.numbers == HIDDEN)
        whole, part = nested_pairs(table.layout)
        outer += [hidden + start, whole + start]
        inner += [np.full(len(hidden), -1, dtype=np.int64), part + start]
        start += len(table.numbers)
    return np.concatenate(outer), np.concatenate(inner)


def _cells_by_leaves(layout: Layout) -> sparse.csr_array:
    """Return the sparse matrix whose product with the leaves of a table is its cells."""
    product = sparse.csr_array(np.ones((1, 1)))
    for axis in layout.axes:
        product = sparse.csr_array(sparse.kron(product, axis.members.astype(float)))
    return product


def _links(
    layouts: Sequence[Layout], blocks: Sequence[sparse.csr_array]
) -> sparse.csr_array | None:
    """Return rows whose product is 0 where two tables count the same people. None without any."""
    rows = []
    for first, second in combinations(range(len(layouts)), 2):
        shared = [axis for axis in layouts[first].axes if axis in layouts[second].axes]
        row: list[sparse.csr_array] = [
            sparse.csr_array((_size(shared), block.shape[1])) for block in blocks
        ]
        row[first] = _margin(layouts[first], shared)
        row[second] = -_margin(layouts[second], shared)
        rows.append(sparse.hstack(row, format="csr"))
    return sparse.vstack(rows, format="csr") if rows else None


def _size(axes: Sequence[Axis]) -> int:
    return int(np.prod([len(axis.leaves) for axis in axes], dtype=np.int64))


def _margin(layout: Layout, kept: Sequence[Axis]) -> sparse.csr_array:
    """Return the matrix that sums the leaves of a table over every axis that is not kept.

    The kept axes stand in the order of ``kept``.
    """
    positions = np.arange(_size(layout.axes)).reshape(layout.leaf_shape)
    places = [layout.axes.index(axis) for axis in kept]
    moved = np.moveaxis(positions, places, range(len(places))).reshape(_size(kept), -1)
    rows = np.repeat(np.arange(moved.shape[0]), moved.shape[1])
    ones = np.ones(moved.size)
    return sparse.csr_array((ones, (rows, moved.ravel())), shape=(moved.shape[0], moved.size))
