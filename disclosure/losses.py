"""The price of safety: how much each method of protection hides, and by how much it errs.

Figures are over the finest cells of a table, or over its groups. They come from the true counts, so
what is published of them is coarse: whole per cent, and errors in tens.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trama.disclosure.cubes import Cube, Layout, Numbers
from trama.disclosure.rules import HIDDEN, Rules

SUPPRESSION = "suppression"
ROUNDING_DOWN = "rounding_down"
CELL_KEY = "cell_key"
CELL_KEY_GROUPS = "cell_key_groups"


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss of a method in a table.

    ``cells_kept``: the share of cells with people that are shown. ``people_shown``: the share of
    people who are in a shown cell. ``error``: the sum over cells of people wrongly told, where a
    hidden cell tells of nobody.
    """

    table: str
    method: str
    cells_kept: float
    people_shown: float
    error: int

    def as_document(self) -> dict[str, str | float | int]:
        """Return the loss as coarsely as it may be published."""
        return {
            "table": self.table,
            "method": self.method,
            "cells_kept": round(self.cells_kept, 2),
            "people_shown": round(self.people_shown, 2),
            "error": coarse(self.error),
        }


def losses(cube: Cube, published: Numbers, rules: Rules) -> list[Loss]:
    """Return the losses of a table: of each method that was possible, and of the one in use.

    - Suppression hides cells under the minimum and shows the others exactly. It would have to hide
      more cells so that no sum tells a hidden one; those are not counted here, in its favour.
    - Rounding down, the rule for single answers to the public, errs always to the same side.
    - The cell-key method is what ``published`` has; its groups are macro-regions and the like.
    """
    people = cube.people
    exact = np.where(people >= rules.minimum, people, HIDDEN)
    down = np.where(people >= rules.minimum, people - people % rules.base, HIDDEN)
    finest, groups = _levels(cube.layout)
    name = cube.layout.name
    return [
        _loss(name, SUPPRESSION, people[finest], exact[finest]),
        _loss(name, ROUNDING_DOWN, people[finest], down[finest]),
        _loss(name, CELL_KEY, people[finest], published[finest]),
        _loss(name, CELL_KEY_GROUPS, people[groups], published[groups]),
    ]


def coarse(number: int) -> int:
    """Return a number of people in whole tens, of two significant digits at most.

    The error of suppression is the number of people in hidden cells: it may not be told exactly.

    >>> coarse(1284), coarse(187), coarse(7)
    (1300, 180, 0)
    """
    tens = number - number % 10
    return round(tens, 2 - len(str(tens)))


def _loss(table: str, method: str, people: Numbers, numbers: Numbers) -> Loss:
    shown = numbers != HIDDEN
    return Loss(
        table,
        method,
        cells_kept=float(shown.sum() / max(1, (people > 0).sum())),
        people_shown=float(people[shown].sum() / max(1, people.sum())),
        error=int(np.abs(np.where(shown, numbers, 0) - people).sum()),
    )


def _levels(layout: Layout) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which cells are the finest, and which cross the nearest groups of each leaf.

    Both are partitions: each person is in one finest cell and in one cell of groups.
    """
    finest, groups = [], []
    for axis in layout.axes:
        nearest = {above[0] if above else leaf for leaf, above in axis.groups.items()}
        own = nearest if axis.coarse else {*axis.groups}
        finest.append(np.array([node in own for node in axis.nodes]))
        groups.append(np.array([node in nearest for node in axis.nodes]))
    return _crossed(finest), _crossed(groups)


def _crossed(chosen: list[npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    crossed = np.ix_(*chosen)
    whole = np.zeros([len(nodes) for nodes in chosen], dtype=bool)
    whole[crossed] = True
    return whole.ravel()
