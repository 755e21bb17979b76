"""The CSV files that ``neo4j-admin database import`` reads: nodes by labels, relationships by kind.

Each file has a header file beside it, and every column has the type that the ontology declares. The
files hold identities: only their owner can read them.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cache
from itertools import chain
from pathlib import Path

from pydantic_core import to_json

from trama.core.errors import EngineError
from trama.core.home import OWNER_ONLY_FOLDER, open_private, write_private
from trama.graph.store.changes import Edge, Properties
from trama.ontology.classes import EdgeKind, label_of
from trama.ontology.lookup import nodes, properties
from trama.ontology.shapes import note_classes, note_properties

ARGUMENTS = "import.args"
"""The file of the arguments of ``neo4j-admin database import full``."""
MANIFEST = "import.json"
"""The file that is written last: its folder holds a whole graph."""

MIGRATION = "SchemaMigration"
_MIGRATION_COLUMNS = {"uid": "text", "number": "integer", "name": "text", "content": "text"}
_TYPES = {
    "text": "string",
    "texts": "string[]",
    "integer": "long",
    "number": "double",
    "flag": "boolean",
}
# A character that Unicode reserves for a program's own use: no text has it.
_BETWEEN_TEXTS = "\ufdd0"
# A relationship without its ends, or a second node of a uid, stops the import.
_ARGUMENTS = ("--array-delimiter=U+FDD0", "--bad-tolerance=0", "--report-file=./import.report")
_BUFFER = 1 << 18  # bytes; some sixty files are open at once


class _Table:
    """A file of rows with the same columns, and its header file."""

    def __init__(
        self, folder: Path, name: str, ends: Sequence[str], kinds: Mapping[str, str]
    ) -> None:
        self.names = [f"{name}.header.csv", f"{name}.csv"]
        self.rows = 0
        self.has_line_breaks = False
        self._name = name
        self._kinds = {
            column: (len(ends) + n, kind) for n, (column, kind) in enumerate(kinds.items())
        }
        header = [*ends, *(f"{column}:{_TYPES[kind]}" for column, kind in kinds.items())]
        self._width = len(header)
        write_private(folder / self.names[0], ",".join(header) + "\n")
        descriptor = open_private(folder / self.names[1])
        self.file = os.fdopen(descriptor, "w", _BUFFER, encoding="utf-8", newline="")

    def add(self, ends: Sequence[str], known: Properties) -> None:
        """Write a row. An absent value is an empty cell, an empty text a quoted one."""
        cells = [""] * self._width
        for place, end in enumerate(ends):
            cells[place] = _quoted(end)
        for column, value in known.items():
            if value is None or value == []:
                continue
            if column not in self._kinds:
                raise EngineError(detail=f"{self._name}.{column}")
            place, kind = self._kinds[column]
            cells[place] = self._cell(kind, value)
        line = ",".join(cells)
        self.has_line_breaks = self.has_line_breaks or "\n" in line or "\r" in line
        self.file.write(line + "\n")
        self.rows += 1

    def _cell(self, kind: str, value: object) -> str:
        if kind == "text":
            return _quoted(str(value))
        if kind == "texts":
            return _quoted(self._joined([str(text) for text in value]))  # type: ignore[attr-defined]
        if kind == "flag":
            return "true" if value else "false"
        return repr(value)

    def _joined(self, texts: Sequence[str]) -> str:
        joined = _BETWEEN_TEXTS.join(texts)
        # The import reads a lone empty text as no list.
        if not joined or joined.count(_BETWEEN_TEXTS) >= len(texts):
            raise EngineError(detail=f"{self._name}: U+FDD0")
        return joined


class ImportFiles:
    """The files of one graph, in a folder that was empty. Use it in a ``with`` block.

    The block removes the files if it ends without ``finish``.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder private. ``folder`` must be absent or empty, and the user's own."""
        self.folder = folder
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        folder.chmod(OWNER_ONLY_FOLDER)
        self._nodes: dict[tuple[str, ...], _Table] = {}
        self._edges: dict[EdgeKind, _Table] = {}
        self._open = ExitStack()
        self._finished = False

    @property
    def nodes(self) -> int:
        """The number of nodes written."""
        return sum(table.rows for table in self._nodes.values())

    @property
    def relationships(self) -> int:
        """The number of relationships written."""
        return sum(table.rows for table in self._edges.values())

    def add_nodes(self, labels: tuple[str, ...], some: Iterable[Properties]) -> None:
        """Write nodes with these labels, the main label first; each has a ``uid``."""
        table = self._nodes.get(labels)
        if table is None:
            columns = dict(columns_of(labels))
            del columns["uid"]
            table = _Table(self.folder, ".".join(labels), [f"uid:ID({labels[0]})"], columns)
            self._nodes[labels] = self._keep(table)
        for node in some:
            rest = dict(node)
            table.add([str(rest.pop("uid"))], rest)

    def add_edges(self, kind: EdgeKind, edges: Iterable[Edge]) -> None:
        """Write relationships of one kind."""
        table = self._edges.get(kind)
        if table is None:
            shapes = properties(kind.type)
            columns = {name: shape.kind for name, shape in shapes.items()}
            ends = [f":START_ID({kind.start})", f":END_ID({kind.end})"]
            name = f"{kind.start}.{kind.type}.{kind.end}"
            table = _Table(self.folder, name, ends, columns)
            self._edges[kind] = self._keep(table)
        for edge in edges:
            table.add([edge.start, edge.end], edge.properties or {})

    def flush(self) -> None:
        """Write what is in memory. A full disk is known by then."""
        for table in self._tables():
            table.file.flush()

    def finish(self, manifest: Mapping[str, object]) -> None:
        """Write the arguments of the import, and last of all the manifest."""
        self._open.close()
        lines = list(_ARGUMENTS)
        if any(table.has_line_breaks for table in self._tables()):
            lines.append("--multiline-fields=true")  # slow, and few exports have such cells
        groups = [("nodes", ":".join(labels), table) for labels, table in self._nodes.items()]
        groups += [("relationships", kind.type, table) for kind, table in self._edges.items()]
        # Neo4j 2026 does not find a name without its folder.
        lines += [
            f"--{option}={name}=" + ",".join(f"./{file}" for file in table.names)
            for option, name, table in groups
        ]
        write_private(self.folder / ARGUMENTS, "\n".join(lines) + "\n")
        write_private(self.folder / MANIFEST, to_json(manifest))
        self._finished = True

    def __enter__(self) -> "ImportFiles":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # a full disk fails once more
            self._open.close()
        if not self._finished:
            remove_files(self.folder)

    def _keep(self, table: _Table) -> _Table:
        self._open.callback(table.file.close)
        return table

    def _tables(self) -> Iterable[_Table]:
        return chain(self._nodes.values(), self._edges.values())


def remove_files(folder: Path) -> None:
    """Remove the files of an import from a folder, and the folder if nothing else is in it."""
    manifest = folder / MANIFEST
    manifest.unlink(missing_ok=True)  # without it nobody imports what is left
    headers = list(folder.glob("*.header.csv"))
    rows = [header.with_name(header.name.replace(".header.", ".")) for header in headers]
    for file in (*headers, *rows, *folder.glob("import.*")):
        file.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


@cache
def columns_of(labels: tuple[str, ...]) -> Mapping[str, str]:
    """Return the kind of value of every property that a node with these labels may have."""
    if labels == (MIGRATION,):
        return _MIGRATION_COLUMNS
    notes = {label_of(note): note for note in note_classes()}
    shapes = [
        shape
        for label in labels
        for shape in (
            note_properties(notes[label]) if label in notes else nodes()[label].properties.values()
        )
    ]
    return {shape.name: shape.kind for shape in shapes}


def known_labels() -> list[str]:
    """Return the main labels of all nodes that Trama writes."""
    main = [label for label, shape in nodes().items() if not shape.parents]
    return sorted([*main, *map(label_of, note_classes()), MIGRATION])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
