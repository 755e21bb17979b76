"""Changes of the source layer: records made and corrected, revisions, places in files."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from trama.graph.records import RecordState, canonical_json, digest, listed
from trama.graph.store.changes import Changes, Edge, NodeUpdate
from trama.incoming.reconcile import Reconciled
from trama.ontology.classes import edge_kind, label_of, properties_of
from trama.ontology.source_layer import From, Record, Revision, SourceFile

RECORD, REVISION, SOURCE_FILE = label_of(Record), label_of(Revision), label_of(SourceFile)

FROM = edge_kind("FROM", Record, SourceFile)
SAID_BEFORE = edge_kind("SAID_BEFORE", Record, Revision)


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """The files and sheets of a load, as far as records name them.

    ``files`` has the nodes of files and ``sheets`` the names of sheets, by number within the load.
    ``known_files`` are the uids of the files that the graph had before the load.
    """

    files: Mapping[int, SourceFile]
    sheets: Mapping[int, str]
    known_files: Collection[str] = ()

    def add(self, changed: Iterable[Reconciled], changes: Changes) -> None:
        """Add the records, their revisions and the places where they were read to ``changes``."""
        for result in changed:
            _add_records(result, changes)
            places: set[tuple[str, str, str, int]] = set()
            for read in result.provenance:
                file = self.files[read.file]
                # A file and its copy are one node: the graph, or the load, may have the place.
                place = (read.record, file.uid, self.sheets[read.sheet], read.line)
                if place in places or (read.said_before and file.uid in self.known_files):
                    continue
                places.add(place)
                changes.share(SOURCE_FILE, properties_of(file))
                where = properties_of(From(sheet=self.sheets[read.sheet], line=read.line))
                changes.connect([Edge(FROM, read.record, file.uid, where)])


def _add_records(result: Reconciled, changes: Changes) -> None:
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
