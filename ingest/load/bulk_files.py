"""A first load into Neo4j through files: what it needs, and what the administrator then does.

1. ``load`` writes the files of the whole graph into a folder; the graph stays as it is.
2. ``neo4j-admin`` imports them while the server is stopped (`run_import`, or by hand).
3. ``complete_import`` makes the constraints and the counts, and removes the files.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trama.core.errors import OutputError
from trama.core.first_load_errors import ImportRefused
from trama.core.unwritable import why_unwritable
from trama.graph.engine import Graph
from trama.graph.store.finder import RecordFinder
from trama.graph.store.first_load import is_imported
from trama.graph.store.judgement_rows import judgements_that_may_stand
from trama.ingest.load.import_files import MANIFEST, ImportFiles, known_labels
from trama.ingest.load.import_writer import ImportWriter

# The command is another in Neo4j 4, and nobody runs it in Aura.
_VERSION = re.compile(r"Neo4j/(5|20\d\d)\.(?!.*aura)")
_FOREIGN = "MATCH (n) WHERE none(label IN labels(n) WHERE label IN $known) RETURN 1 AS one LIMIT 1"
# The newest Neo4j has a second component, its Cypher.
_EDITION = "CALL dbms.components() YIELD name, edition WHERE name = 'Neo4j Kernel' RETURN edition"


@contextmanager
def bulk_writer(graph: Graph, folder: Path) -> Iterator[ImportWriter]:
    """Yield the writer of the files of a first load. If the block fails, no file stays.

    Raises:
        ImportRefused: the engine, the graph or the folder does not allow it; nothing changes.
        OutputError: the folder cannot be made.
    """
    for why_es, why_en in _refusals(graph):
        raise ImportRefused(why_es=why_es, why_en=why_en)
    manifest = _manifest(graph)
    try:
        if folder.exists() and any(folder.iterdir()):
            raise ImportRefused(
                why_es=f"{folder} no está vacía; vacíela o dé otra carpeta",
                why_en=f"{folder} is not empty; empty it or give another folder",
            )
        files = ImportFiles(folder)
    except OSError as error:
        why_es, why_en = why_unwritable(error)
        raise OutputError(file=folder, why_es=why_es, why_en=why_en) from error
    with files:
        yield ImportWriter(files, manifest)


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the manifest of a folder.

    Raises:
        ImportRefused: the folder does not hold the files of a whole graph.
    """
    try:
        manifest: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ImportRefused(
            why_es=f"{folder} no tiene los archivos de una carga completa; escríbalos con "
            "trama load EXPORTES --bulk-dir CARPETA en una carpeta vacía",
            why_en=f"{folder} does not hold the files of a whole load; write them with "
            "trama load EXPORTS --bulk-dir FOLDER into an empty folder",
        ) from None
    return manifest


def is_completed(graph: Graph) -> bool:
    """Return whether an earlier load has completed the imported graph.

    Raises:
        ImportRefused: nobody has imported the files yet.
    """
    if is_imported(graph):
        return False
    if not RecordFinder(graph).holds_records():
        raise ImportRefused(
            why_es="el grafo no tiene casos: los archivos aún no se importaron",
            why_en="the graph holds no cases: the files were not imported yet",
        )
    return True


def _manifest(graph: Graph) -> dict[str, str]:
    """Return what the import must know of the server: its version, edition and database."""
    (kernel,) = graph.stream(_EDITION)
    version = graph.version().removeprefix("Neo4j/")
    return {"version": version, "edition": kernel["edition"], "database": graph.database()}


def _refusals(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield why an import would do harm or fail: Spanish, English."""
    if graph.engine != "neo4j":
        yield (
            "--bulk-dir es para un servidor Neo4j; el motor embebido ya carga así por sí solo",
            "--bulk-dir is for a Neo4j server; the embedded engine loads like that by itself",
        )
    if not _VERSION.match(graph.version()):
        yield (
            f"neo4j-admin no importa en {graph.version()}; cargue sin --bulk-dir",
            f"neo4j-admin does not import into {graph.version()}; load without --bulk-dir",
        )
    if is_imported(graph):
        yield (
            "ya se importó una carga; complétela con trama load --bulk-dir CARPETA",
            "a load was imported already; complete it with trama load --bulk-dir FOLDER",
        )
    if RecordFinder(graph).holds_records():
        yield (
            "el grafo ya tiene casos, y la importación los borraría; cargue sin --bulk-dir",
            "the graph holds cases, and an import would remove them; load without --bulk-dir",
        )
    if any(judgements_that_may_stand(graph)):
        yield (
            "hay juicios de identidad, que solo una carga sin --bulk-dir sigue",
            "there are judgements of identity, which only a load without --bulk-dir follows",
        )
    if list(graph.stream(_FOREIGN, known=known_labels())):
        yield (
            "la base tiene nodos ajenos a Trama, y la importación los borraría; use otra base",
            "the database has nodes that are not Trama's; an import would remove them: use another",
        )
