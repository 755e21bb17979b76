"""The exceptions of first loads that do not go through transactions.

UsageError
└── ImportRefused           files for neo4j-admin that cannot be written or imported as asked
EngineError
├── GraphLoading
│   └── GraphImported       neo4j-admin imported the graph; the next load completes it
├── ImportFailed            a run of neo4j-admin that failed
├── ImportIncomplete        an imported graph that lacks some of what was written for it
└── DoorRefused             the embedded engine's own door refused a part
"""

from trama.core.errors import EngineError, GraphLoading, UsageError


class ImportRefused(UsageError):
    """Files for ``neo4j-admin database import`` that cannot be written or imported as asked."""

    code = "import_refused"
    es = "{why_es}."
    en = "{why_en}."


class GraphImported(GraphLoading):
    """A graph that neo4j-admin imported, and that still has no constraints and counts."""

    code = "graph_imported"
    es = "El grafo se importó y falta completarlo: trama load --bulk-dir CARPETA."
    en = "The graph was imported and must be completed: trama load --bulk-dir FOLDER."


class ImportFailed(EngineError):
    """A run of neo4j-admin that failed: what it said is in a private file."""

    code = "import_failed"
    es = "neo4j-admin no importó: {why_es} ({log}). Corrija y repita; los archivos siguen ahí."
    en = "neo4j-admin did not import: {why_en} ({log}). Mend it and repeat; the files are kept."


class ImportIncomplete(EngineError):
    """An imported graph that does not hold all that was written for it."""

    code = "import_incomplete"
    es = (
        "A la importación le faltan nodos o relaciones, y el grafo no responde. Detenga Neo4j y "
        "repita neo4j-admin con todos los archivos de la carpeta."
    )
    en = (
        "The import lacks nodes or relationships, and the graph answers nothing. Stop Neo4j and "
        "repeat neo4j-admin with all files of the folder."
    )


class DoorRefused(EngineError):
    """A part of a first load that the embedded engine's own door refused."""

    code = "door_refused"
