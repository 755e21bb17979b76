"""Changes of the source layer: records made and corrected, revisions, places in files."""

from collections.abc import Collection, Iterable, Mapping

from trama.graph.records import RecordState, canonical_json, digest, listed
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.incoming.reconcile import Provenance, Reconciled
from trama.ontology.classes import edge_kind, label_of, properties_of
from trama.ontology.source_layer import From, Record, Revision, SourceFile

RECORD, REVISION, SOURCE_FILE = label_of(Record), label_of(Revision), label_of(SourceFile)

FROM = edge_kind("FROM", Record, SourceFile)
SAID_BEFORE = edge_kind("SAID_BEFORE", Record, Revision)


def plan_records(
    changed: Iterable[Reconciled],
    files: Mapping[int, SourceFile],
    sheets: Mapping[int, str],
    changes: Changes,
    known: Collection[str] = (),
) -> None:
    """Add the records, their revisions and the places where they were read to ``changes``.

    ``files`` has the nodes of files and ``sheets`` the names of sheets, by number within the load.
    ``known`` are the uids of the files that the graph had before the load.
    """
    for result in changed:
        for record in result.changed:
            if record.uid in result.before:
                changes.updated.append(NodeUpdate(RECORD, record.uid, record.properties()))
            else:
                changes.created[RECORD,].append(record.properties())
            changes.name_places(RECORD, record.fields)
        for old in result.revisions:
            revision = _revision(old)
            changes.created[REVISION,].append(properties_of(revision))
            changes.connect([Edge(SAID_BEFORE, old.uid, revision.uid)])
            changes.name_places(RECORD, old.fields)
        places: set[tuple[str, str, str, int]] = set()
        for provenance in result.provenance:
            file = files[provenance.file]
            # A file and its copy are one node: the graph, or the load, may have the place already.
            place = (provenance.record, file.uid, sheets[provenance.sheet], provenance.line)
            if place in places or (provenance.said_before and file.uid in known):
                continue
            places.add(place)
            changes.share(SOURCE_FILE, properties_of(file))
            changes.connect([_from(provenance, file, sheets)])


def _from(provenance: Provenance, file: SourceFile, sheets: Mapping[int, str]) -> Edge:
    place = From(sheet=sheets[provenance.sheet], line=provenance.line)
    return Edge(FROM, provenance.record, file.uid, properties_of(place))


def _revision(old: RecordState) -> Revision:
    values = {
        "fields": {name: listed(value) for name, value in sorted(old.fields.items())},
        "originals": old.mention.written(),
    }
    return Revision(
        uid="V-" + digest(old.uid, old.content),
        content=old.content,
        values=canonical_json(values),
    )
