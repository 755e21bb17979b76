"""The provinces or departments of Peru with their population, measures and neighbours.

The main value is a `Territory`. Its rows are in the order of uids, and so are those of its
weights: esda and spreg go by position and never by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
import pandas as pd
from libpysal.weights import W
from scipy import sparse

from trama.places.distance import kilometres
from trama.places.gazetteer import gazetteer
from trama.places.nesting import at_level

Level = Literal["PROVINCIA", "DEPARTAMENTO"]
LIMA = "PE-1501"


@dataclass(frozen=True, slots=True)
class Territory:
    """Places of one level. ``frame`` has a row for each, by uid; ``pairs`` are its neighbours.

    Columns: ``name``, ``department`` (name), ``population`` (NaN if unknown), ``altitude``,
    ``surface``, ``density`` (people a km²), ``poverty``, ``idh``, ``state_density``,
    ``food_vulnerability``, ``border``, ``to_lima`` and ``to_capital`` (km between seats).
    """

    level: Level
    frame: pd.DataFrame
    pairs: tuple[tuple[str, str], ...]

    def only(self, uids: Sequence[str]) -> "Territory":
        """Return the territory of some of the places, in the same order."""
        held = set(uids)
        pairs = tuple(pair for pair in self.pairs if held.issuperset(pair))
        return Territory(self.level, self.frame[self.frame.index.isin(held)], pairs)

    def weights(self) -> W:
        """Return the neighbours as row-standardised weights of PySAL, in the order of the frame.

        A place without a neighbour (an island of the map) has no weights: callers leave it out.
        """
        neighbours: dict[str, list[str]] = {uid: [] for uid in self.frame.index}
        for here, there in self.pairs:
            neighbours[here].append(there)
            neighbours[there].append(here)
        weights = W(neighbours, id_order=list(self.frame.index), silence_warnings=True)
        weights.transform = "r"
        return weights

    def contacts(self) -> sparse.csr_array:
        """Return the symmetric matrix that has 1 where two places are neighbours."""
        number = {uid: at for at, uid in enumerate(self.frame.index)}
        rows = [number[here] for here, _ in self.pairs]
        columns = [number[there] for _, there in self.pairs]
        half = sparse.coo_array(
            (np.ones(len(rows)), (rows, columns)), shape=(len(number), len(number))
        )
        return sparse.csr_array(half + half.T)

    def islands(self) -> list[str]:
        """Return the uids of the places without a neighbour."""
        joined = {uid for pair in self.pairs for uid in pair}
        return [uid for uid in self.frame.index if uid not in joined]


@cache
def territory(level: Level) -> Territory:
    """Return the places of a level, from the shipped tables."""
    folder = files("trama.study") / "data"
    with (folder / "territories.csv").open(encoding="utf-8") as file:
        table = pd.read_csv(file, index_col="uid")
    with (folder / "neighbours.csv").open(encoding="utf-8") as file:
        pairs = pd.read_csv(file)
    places = {place.uid: place for place in gazetteer().places(level)}
    frame = table[table.index.isin(places.keys())].sort_index().copy()
    frame.insert(0, "name", [places[uid].name for uid in frame.index])
    frame.insert(1, "department", [_department(uid) for uid in frame.index])
    population = [places[uid].population for uid in frame.index]
    frame.insert(2, "population", pd.Series(population, index=frame.index, dtype=float))
    frame["density"] = frame["population"] / frame["surface"]
    frame["to_lima"] = [kilometres(uid, LIMA) for uid in frame.index]
    capitals = [str(at_level(uid, "DEPARTAMENTO")) for uid in frame.index]
    frame["to_capital"] = list(map(kilometres, frame.index, capitals))
    held = set(frame.index)
    kept = [(here, there) for here, there in pairs.itertuples(index=False) if here in held]
    return Territory(level, frame, tuple(kept))


def _department(uid: str) -> str:
    place = gazetteer().get(str(at_level(uid, "DEPARTAMENTO")))
    return place.name if place else ""
