"""Rules of exact tables, and intervals by a plain linear program, for the tests of audits."""

import numpy as np
from scipy.optimize import linprog

from trama.disclosure.cubes import Layout, Numbers
from trama.disclosure.rules import HIDDEN, Rules

UNTOLD = -2
"""Stands for a cell that may hold any number of people."""


class Exact(Rules):
    """Rules of a careless office: numbers are exact, cells under ten hidden, and some left out."""

    def possible(self, published: Numbers, drift: int = 0) -> tuple[Numbers, Numbers]:
        """Return the number itself, 0 to 9 for a hidden cell, and any number for one left out."""
        most = np.where(published == HIDDEN, 9, np.where(published == UNTOLD, 10**6, published))
        return np.maximum(published, 0), most


def interval(
    layout: Layout, least: Numbers, most: Numbers, cell: int, leaves_from: Numbers | int = 0
) -> tuple[float, float]:
    """Return the fewest and the most people in a cell that fit the bounds of all cells.

    Each leaf has ``leaves_from`` people or more.
    """
    leaves = int(np.prod(layout.leaf_shape))
    matrix = np.array([layout.summed(row) for row in np.eye(leaves, dtype=np.int64)]).T
    both, ends = np.vstack([matrix, -matrix]), np.concatenate([most, -least])
    bounds = [(low, None) for low in np.broadcast_to(leaves_from, leaves)]
    found = [
        linprog(sign * matrix[cell], A_ub=both, b_ub=ends, bounds=bounds).fun * sign
        for sign in (1, -1)
    ]
    return found[0], found[1]
