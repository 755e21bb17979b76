"""The microdata that stay in memory between questions, and follow what a load adds.

A load that only added records changed the episodes of their cases and victims: those are read
again. After a correction, a judgement or a rebuild all are read again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import pandas as pd

from trama.bank.microdata import episodes_around, frame_of, microdata
from trama.core.batches import batched
from trama.core.errors import QueryTimeout
from trama.graph.engine import Graph
from trama.queries.lookups.state import graph_state

_STATE_SECONDS = 30.0
_UIDS_A_STATEMENT = 2_000
_MOST_ADDED = 5_000
"""Records of a load above which reading everything takes no longer."""

_FILES = "MATCH (f:SourceFile) RETURN f.uid AS uid"
_JUDGEMENTS = "MATCH (j:Judgement) RETURN count(j) AS count"
_ADDED = """
UNWIND $files AS file
MATCH (f:SourceFile {uid: file})<-[:FROM]-(r:Record)
RETURN DISTINCT r.case_key AS number, size(coalesce(r.earlier, [])) AS corrections
"""
# The cases and victims of some numbers, with every uid that they had before.
_TOUCHED = """
UNWIND $numbers AS number
MATCH (r:Record {case_key: number})<-[:ATTESTED_BY]-(x:Case|Victim)
RETURN DISTINCT x.uid AS uid, x:Case AS is_case, coalesce(x.aliases, []) AS aliases
"""


@dataclass(slots=True)
class _Held:
    """The microdata of a state of the graph, the files that it had, and its judgements."""

    state: str
    frame: pd.DataFrame
    files: frozenset[str]
    judgements: int


@dataclass(slots=True)
class Keeper:
    """The microdata of a graph, read anew only as far as the graph has changed.

    Any number of threads may ask: one of them reads, and the others wait for it, at most
    ``seconds`` (None: for ever).
    """

    graph: Graph
    seconds: float | None
    _lock: Lock = field(default_factory=Lock)
    _held: _Held | None = None

    def frame(self) -> pd.DataFrame:
        """Return the microdata of now; nobody may change the table.

        Raises:
            EngineError: the engine failed. QueryTimeout: another thread reads for too long.
        """
        if not self._lock.acquire(timeout=-1 if self.seconds is None else self.seconds):
            raise QueryTimeout(seconds=self.seconds)
        try:
            state = graph_state(self.graph, self.seconds or _STATE_SECONDS)
            if self._held is None or self._held.state != state:
                self._held = self._read(state)
            return self._held.frame
        finally:
            self._lock.release()

    def _read(self, state: str) -> _Held:
        files = frozenset(row["uid"] for row in self.graph.stream(_FILES))
        judgements = next(iter(self.graph.stream(_JUDGEMENTS)))["count"]
        frame = self._followed(files, judgements)
        if frame is None:
            frame = microdata(self.graph)
        return _Held(state, frame, files, judgements)

    def _followed(self, files: frozenset[str], judgements: int) -> pd.DataFrame | None:
        """Return the microdata after a load that only added records; None if more changed."""
        held = self._held
        if held is None or judgements != held.judgements or not held.files < files:
            return None
        rows = list(self.graph.stream(_ADDED, files=sorted(files - held.files)))
        if len(rows) > _MOST_ADDED or any(row["corrections"] for row in rows):
            return None
        return follow(self.graph, held.frame, [row["number"] for row in rows])


def follow(graph: Graph, frame: pd.DataFrame, numbers: Sequence[str]) -> pd.DataFrame:
    """Return microdata after records were added to the cases of these numbers.

    Merged cases and people have the uids of before as aliases, so their former rows are found.
    """
    cases: set[str] = set()
    people: set[str] = set()
    for some in batched(sorted(set(numbers)), _UIDS_A_STATEMENT):
        for row in graph.stream(_TOUCHED, numbers=some):
            (cases if row["is_case"] else people).update([row["uid"], *row["aliases"]])
    # A record that somebody gains may part them from another, who may be found in further cases: go
    # on until all episodes of the cases and people that were met are read.
    while True:
        people |= set(frame.loc[frame["case"].isin(cases), "person"])
        cases |= set(frame.loc[frame["person"].isin(people), "case"])
        fresh = frame_of(episodes_around(graph, cases, people))
        met_cases, met_people = set(fresh["case"]), set(fresh["person"])
        if met_cases <= cases and met_people <= people:
            break
        cases |= met_cases
        people |= met_people
    kept = frame[~(frame["person"].isin(people) | frame["case"].isin(cases))]
    both = pd.concat([kept, fresh], ignore_index=True)
    return both.sort_values(["person", "case"], ignore_index=True)
