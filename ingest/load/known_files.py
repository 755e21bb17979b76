"""The files that a graph knows, and what a file of the load is to them.

A file is known by its bytes (SHA-256) and its name. The same bytes under the same name are the same
file; under another name they are a copy, which is told. A file whose cases have no key but their
line has a *scope*, which begins the keys of its cases: so two files never overwrite each other. A
new edition of such a file takes over its scope (see :class:`LineScopes`).
"""

import hashlib
import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trama.graph.records import digest
from trama.graph.store.changes import Changes, NodeUpdate
from trama.ontology.classes import label_of, properties_of
from trama.ontology.source_layer import SourceFile
from trama.values.defects import DefectCode

# Rows of a sample. Half of 64 rows tell an edition from another file: of two files that share a
# tenth of their rows, one in 10^15 samples shares half.
_SAMPLE = 64
_SCOPE_DIGITS = 8  # hexadecimal; 4 x 10^9 scopes, and a person can compare two


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that the graph knows, or that the load read before.

    ``date_orders``, ``line_scope``, ``rows_digest`` and ``rows_sample`` are those of a
    `SourceFile`; ``line_scope``
    is None if the file has no cases without a key.
    """

    uid: str
    names: tuple[str, ...]
    profile: str
    reaches: str = ""
    date_orders: tuple[str, ...] = ()
    line_scope: str | None = None
    rows_digest: str = ""
    rows_sample: frozenset[str] = frozenset()

    @classmethod
    def of(cls, properties: Mapping[str, Any]) -> "KnownFile":
        """Return the file whose node has these properties."""
        return cls(
            uid=properties["uid"],
            names=tuple(properties.get("names") or (properties["name"],)),
            profile=properties["profile"],
            reaches=properties.get("reaches") or "",
            date_orders=tuple(properties.get("date_orders") or ()),
            line_scope=properties.get("line_scope"),
            rows_digest=properties.get("rows_digest") or "",
            rows_sample=frozenset(properties.get("rows_sample") or ()),
        )


@dataclass(frozen=True, slots=True)
class Scope:
    """The beginning of the keys of the cases of a file, and what must be told of the file."""

    text: str
    rows_digest: str
    rows_sample: tuple[str, ...]
    told: DefectCode | None = None


@dataclass(slots=True)
class LineScopes:
    """The rows without a key of one file, compared with those of known files as they go by."""

    uid: str
    name: str
    known: Sequence[KnownFile]
    _all: Any = field(default_factory=hashlib.sha256)
    _smallest: list[int] = field(default_factory=list)
    _kept: set[int] = field(default_factory=set)
    _shared: dict[str, set[str]] = field(default_factory=dict)

    def add(self, rows: Iterable[str]) -> None:
        """Take the digests of the next rows."""
        for row in rows:
            self._all.update(row.encode())
            for file in self.known:
                if row in file.rows_sample:
                    self._shared.setdefault(file.uid, set()).add(row)
            self._sample(int(row, 16))

    def scope(self) -> Scope:
        """Return the scope of the file, when all rows were added.

        1. The same bytes, or the same rows in the same order, have the scope that they had. Another
           name is told.
        2. A file of a known name with at least half of the known sample is a new edition: it has
           the known scope, and its lines correct the known cases.
        3. Another file has a scope of its own, made of its rows. It is told if the name, or half of
           the sample of some file, is known.

        Example: 2024.csv has 2 rows in March and 4 in April, the first two unchanged. April is an
        edition of March: two cases are unchanged and two are new. 2023.csv shares no row: it has
        another scope, so its line 2 is another case.
        """
        rows_digest = self._all.hexdigest()
        sample = tuple(f"{-number:032x}" for number in sorted(self._smallest, reverse=True))
        twin = self._twin(rows_digest)
        if twin is not None and twin.line_scope is not None:
            told = None if self.name in twin.names else DefectCode.COPY_OF_A_FILE
            return Scope(twin.line_scope, rows_digest, sample, told)
        alike = [
            file
            for file in self.known
            if file.line_scope is not None
            and len(self._shared.get(file.uid, ())) * 2 >= max(len(file.rows_sample), 1)
        ]
        editions = [file for file in alike if self.name in file.names]
        if editions:
            return Scope(str(editions[-1].line_scope), rows_digest, sample)
        told = None
        if alike:
            told = DefectCode.ROWS_OF_ANOTHER_FILE
        elif any(self.name in file.names for file in self.known):
            told = DefectCode.NAME_OF_ANOTHER_FILE
        own = digest(self.uid, rows_digest)[:_SCOPE_DIGITS] + ":"
        return Scope(own, rows_digest, sample, told)

    def _twin(self, rows_digest: str) -> KnownFile | None:
        return next(
            (f for f in reversed(self.known) if self.uid == f.uid or rows_digest == f.rows_digest),
            None,
        )

    def _sample(self, row: int) -> None:
        """Keep the row if it is among the smallest: of any file the same rows are kept."""
        if row in self._kept:
            return
        if len(self._smallest) < _SAMPLE:
            heapq.heappush(self._smallest, -row)
            self._kept.add(row)
        elif -row > self._smallest[0]:
            self._kept.remove(-heapq.heapreplace(self._smallest, -row))
            self._kept.add(row)


class KnownFiles:
    """The files that the graph knew before the load, and those that the load has read since.

    ``uids`` and ``profiles`` are those of the graph's files.
    """

    def __init__(self, nodes: Iterable[Mapping[str, Any]] = ()) -> None:
        """Store the properties of the graph's files, the oldest first."""
        self._nodes = {str(node["uid"]): dict(node) for node in nodes}
        self._files = [KnownFile.of(node) for node in self._nodes.values()]
        self.uids = frozenset(self._nodes)
        self.profiles = frozenset(file.profile for file in self._files)

    def named(self, uid: str) -> tuple[str, ...]:
        """Return all names under which a file of these bytes is known."""
        return tuple(name for file in self._files if file.uid == uid for name in file.names)

    def of_profile(self, profile: str) -> list[KnownFile]:
        """Return the files that one profile reads, the oldest first."""
        return [file for file in self._files if file.profile == profile]

    def add(self, node: SourceFile) -> None:
        """Add a file that the load has read to its end."""
        self._files.append(KnownFile.of(properties_of(node)))

    def renamed(self, nodes: Iterable[SourceFile]) -> Changes:
        """Return the changes of the graph's nodes of those files that have a new name."""
        changes = Changes()
        for node in nodes:
            known = self._nodes.get(node.uid)
            if known is not None and node.name not in (known.get("names") or [known["name"]]):
                properties = {**known, "names": list(node.names)}
                changes.updated.append(NodeUpdate(label_of(SourceFile), node.uid, properties))
        return changes
