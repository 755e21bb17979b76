"""What the source layer becomes: records made and corrected, and where they were read."""

from collections.abc import Iterable, Mapping

from trama.graph.ontology.classes import edge_kind, label_of, properties_of
from trama.graph.ontology.source_layer import From, Record, Revision, SourceFile
from trama.graph.records import RecordState, canonical_json, digest, listed
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.ingest.load.reconcile import Provenance, Reconciled

RECORD, REVISION, SOURCE_FILE = label_of(Record), label_of(Revision), label_of(SourceFile)

FROM = edge_kind("FROM", Record, SourceFile)
SAID_BEFORE = edge_kind("SAID_BEFORE", Record, Revision)


def plan_records(
    changed: Iterable[Reconciled],
    files: Mapping[int, SourceFile],
    sheets: Mapping[int, str],
    changes: Changes,
) -> None:
    """Adds the records, their earlier accounts and their places in files to ``changes``.

    ``files`` and ``sheets`` go by their number within the load.
    """
    for done in changed:
        for record in done.changed:
            if record.uid in done.before:
                changes.updated.append(NodeUpdate(RECORD, record.uid, record.properties()))
            else:
                changes.created[RECORD,].append(record.properties())
            changes.name_places(RECORD, record.fields)
        for old in done.revisions:
            revision = _revision(old)
            changes.created[REVISION,].append(properties_of(revision))
            changes.connect([Edge(SAID_BEFORE, old.uid, revision.uid)])
            changes.name_places(RECORD, old.fields)
        for source in done.provenance:
            file = files[source.file]
            changes.share(SOURCE_FILE, properties_of(file))
            changes.connect([_from(source, file, sheets)])


def _from(source: Provenance, file: SourceFile, sheets: Mapping[int, str]) -> Edge:
    place = From(sheet=sheets[source.sheet], line=source.line)
    return Edge(FROM, source.record, file.uid, properties_of(place))


def _revision(old: RecordState) -> Revision:
    said = {
        "fields": {name: listed(value) for name, value in sorted(old.fields.items())},
        "originals": old.mention.written(),
    }
    return Revision(
        uid="V-" + digest(old.uid, old.content),
        content=old.content,
        values=canonical_json(said),
    )
