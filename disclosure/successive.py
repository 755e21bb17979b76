"""Successive releases: a number changes only when enough people entered or left its cell.

A reader who keeps the last release and knows who came in since could read single people out of
each change. So each published number remembers the state of the data that it was computed from. The
next release computes it again only if enough people entered or left the cell since that state;
otherwise it repeats the number. The state stays the old one, so many small changes add up to one
that is shown.

Enough are 10 to 19 people, as the key decides for each number: whoever knows of nine changes cannot
conclude from a number that moves that there was a tenth.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from trama.disclosure.cell_keys import noise
from trama.disclosure.cubes import Cube, Layout, Numbers, Predicate, changed_people, count
from trama.disclosure.rules import Rules
from trama.disclosure.safe_tables import Table


@dataclass(frozen=True, slots=True)
class Told:
    """A number that the world has read: `HIDDEN` or a count, and the state it was computed from."""

    number: int
    state: int


@dataclass(frozen=True)
class Ledger:
    """Everything published so far: the number of each cell, and the states that numbers come from.

    A cell is known by its predicate, so a cell that is in two tables has one number. A state holds
    one row a person: the record key and a leaf for each axis. It is as secret as the graph.
    """

    told: Mapping[Predicate, Told] = field(default_factory=dict)
    states: Mapping[int, pd.DataFrame] = field(default_factory=dict)

    @property
    def next_state(self) -> int:
        """The number of the state of the next release; the first is 1."""
        return max(self.states, default=0) + 1


@dataclass(frozen=True)
class Release:
    """A release: its tables, their true counts, the ledger after it, and what it withholds.

    ``withheld`` is the number of cells whose number would be another if the release before had not
    been published. `cubes` and `withheld` are for whoever publishes, not for the world.
    """

    tables: tuple[Table, ...]
    cubes: tuple[Cube, ...]
    ledger: Ledger
    withheld: int


def release(
    layouts: Sequence[Layout], people: pd.DataFrame, rules: Rules, key: bytes, ledger: Ledger
) -> Release:
    """Return the next release of the tables.

    Raises:
        ValueError: an older state has a code that an axis no longer has.
    """
    told, withheld = dict(ledger.told), set[Predicate]()
    tables, cubes = [], []
    for layout in layouts:
        cube = count(layout, people)
        fresh = rules.published(cube.people, noise(cube.keys, rules, key))
        numbers, states = _repeated(layout, fresh, people, rules, key, ledger)
        for place, predicate in enumerate(layout.predicates):
            told[predicate] = Told(int(numbers[place]), int(states[place]))
            if numbers[place] != fresh[place]:
                withheld.add(predicate)
        tables.append(Table(layout, numbers))
        cubes.append(cube)
    used = {one.state for one in told.values()}
    every = {**ledger.states, ledger.next_state: people}
    states_kept = {state: rows for state, rows in every.items() if state in used}
    return Release(tuple(tables), tuple(cubes), Ledger(told, states_kept), len(withheld))


def _repeated(
    layout: Layout, fresh: Numbers, people: pd.DataFrame, rules: Rules, key: bytes, ledger: Ledger
) -> tuple[Numbers, Numbers]:
    """Return the number of each cell and the state that it comes from.

    It is the number told before where too few people changed since, else the fresh one.
    """
    before = [ledger.told.get(predicate) for predicate in layout.predicates]
    numbers, states = fresh.copy(), np.full(len(fresh), ledger.next_state)
    of_state = np.array([told.state if told else 0 for told in before])
    for state in set(of_state.tolist()) - {0}:
        changed = changed_people(layout, ledger.states[state], people)
        waits = patience(layout.predicates, state, rules, key)
        for place in np.flatnonzero((of_state == state) & (changed < waits)):
            if (told := before[place]) is not None:
                numbers[place], states[place] = told.number, state
    return numbers, states


def patience(predicates: Sequence[Predicate], state: int, rules: Rules, key: bytes) -> Numbers:
    """Return for each number told of a state how many people must change before it may change."""
    seeded = hmac.new(key, b"publication patience\0%d\0" % state, hashlib.sha256)
    waits = []
    for predicate in predicates:
        part = seeded.copy()
        part.update(repr(predicate).encode())
        waits.append(rules.minimum + int.from_bytes(part.digest()[:8]) % rules.base)
    return np.array(waits, dtype=np.int64)
