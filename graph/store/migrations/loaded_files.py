"""Step 5: what later loads ask of files that earlier versions loaded.

A file of statistics gets the last period of its data (``reaches``): of two editions the newer
reaches further. Some files have cases without a key but their line, which the next such file
overwrote. The last of them keeps these keys (``line_scope`` ''). An overwritten file gets no scope:
loaded again, its cases come back as cases of their own.
"""

import hashlib
from collections import defaultdict

from trama.graph.engine import Graph
from trama.ontology.canonical_layer import Observation
from trama.ontology.classes import label_of
from trama.ontology.source_layer import Record, SourceFile

_FILE, _RECORD = label_of(SourceFile), label_of(Record)
_REACHES = f"""
MATCH (o:{label_of(Observation)})-[:FROM]->(f:{_FILE})
WITH f, max(o.period) AS reaches
SET f.reaches = reaches
"""
# Only in a file without keys is the line of a record its key.
_BY_LINE = f"""
MATCH (r:{_RECORD} {{kind: 'case'}})-[w:FROM]->(f:{_FILE})
WHERE r.case_key = toString(w.line) OR r.case_key = w.sheet + ':' + toString(w.line)
RETURN r.uid AS record, f.uid AS file, f.loaded_at AS loaded_at
"""
_KEEP = f"UNWIND $uids AS uid MATCH (f:{_FILE} {{uid: uid}}) SET f.line_scope = ''"


def content() -> str:
    """Return the digest of the statements."""
    return hashlib.sha256("\n".join((_REACHES, _BY_LINE, _KEEP)).encode()).hexdigest()


def run(graph: Graph) -> None:
    """Store how far the files of statistics reach, and which files keep keys of lines."""
    graph.write_rows(_REACHES)
    graph.write_rows(_KEEP, uids=sorted(_last_files(graph)))


def _last_files(graph: Graph) -> set[str]:
    """Return the files that no later file overwrote."""
    files_of: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in graph.stream(_BY_LINE):
        files_of[row["record"]].append((row["loaded_at"] or "", row["file"]))
    last = {max(files)[1] for files in files_of.values()}
    overwritten = {file for files in files_of.values() for _, file in sorted(files)[:-1]}
    return last - overwritten
