"""Look-ups of records and observations by their keys, always through an index."""

from collections.abc import Collection, Iterator
from typing import Any

from trama.core.batches import batched
from trama.core.time_spent import Part, spending
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, is_person_code, is_record_uid
from trama.ontology.canonical_layer import Observation
from trama.ontology.classes import label_of
from trama.ontology.source_layer import Record, Revision, SourceFile

_RECORD = label_of(Record)
_KEYS_A_STATEMENT = 2_000

_BY_CASE = f"UNWIND $keys AS key MATCH (r:{_RECORD} {{case_key: key}}) "
# One list instead of rows: the driver takes as long for a row as for a thousand items.
_DIGESTS = _BY_CASE + ("RETURN collect([r.registry, r.case_key, r.content]) AS digests")
_WHOLE = _BY_CASE + "RETURN properties(r) AS record"
_NAMING = (
    f"UNWIND $keys AS key MATCH (r:{_RECORD} {{police_report: key}}) "
    "RETURN DISTINCT r.registry AS registry, r.case_key AS case_key"
)
# All people of the kind in the case: linkage compares them to decide who is the same person.
_PEOPLE_WITH = f"""
UNWIND $keys AS key
MATCH (r:{_RECORD} {{%s: key}})
WITH DISTINCT r.case_key AS case_key, r.registry AS registry, r.kind AS kind
MATCH (person:{_RECORD} {{case_key: case_key}})
WHERE person.registry = registry AND person.kind = kind
RETURN properties(person) AS record
"""
_BEARING = f"UNWIND $keys AS key MATCH (r:{_RECORD} {{%s: key}}) RETURN properties(r) AS record"
# One text for each record: the driver takes four times as long for four.
_CONTENTS = (
    _BY_CASE + "WITH key, r.registry AS registry, collect(r.uid + ' ' + r.content) AS lines "
    "RETURN collect([registry, key, lines]) AS contents"
)
# In lists, as above; by the last sign of the number, as a Bolt message must stay under 16 MiB.
_CASE_KEYS = (
    f"MATCH (r:{_RECORD}) WITH DISTINCT r.registry AS registry, r.case_key AS key "
    "RETURN registry, right(key, 1) AS part, collect(key) AS keys"
)
_ANY = f"MATCH (r:{_RECORD}) RETURN 1 AS one LIMIT 1"
_OBSERVATIONS = (
    f"UNWIND $keys AS key MATCH (o:{label_of(Observation)} {{uid: key}}) "
    "RETURN properties(o) AS observation"
)
_OBSERVATION_DIGESTS = (
    f"UNWIND $keys AS key MATCH (o:{label_of(Observation)} {{uid: key}}) "
    "RETURN collect([o.uid, o.content]) AS digests"
)
_ANY_OBSERVATION = f"MATCH (o:{label_of(Observation)}) RETURN 1 AS one LIMIT 1"
_EDITIONS = f"""
MATCH (o:{label_of(Observation)} {{year: $year}})
OPTIONAL MATCH (o)-[:FROM]->(f:{label_of(SourceFile)})
WITH o, max(coalesce(f.reaches, '')) AS reaches
RETURN collect([o.uid, o.source, o.place, o.year, o.value, reaches]) AS found
"""
_REVISIONS = (
    f"UNWIND $keys AS key MATCH (o:{label_of(Observation)} {{uid: key}})"
    f"-[:SAID_BEFORE]->(v:{label_of(Revision)}) RETURN o.uid AS uid, v.content AS content"
)


_FILES = (
    f"MATCH (f:{label_of(SourceFile)}) RETURN properties(f) AS file ORDER BY f.loaded_at, f.uid"
)


class RecordFinder:
    """The look-ups of one graph. Each answer is what the graph holds at that moment."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def holds_records(self) -> bool:
        """Return whether the graph holds any record."""
        return bool(list(self._graph.stream(_ANY)))

    def holds_observations(self) -> bool:
        """Return whether the graph holds any observation."""
        return bool(list(self._graph.stream(_ANY_OBSERVATION)))

    def files(self) -> list[dict[str, Any]]:
        """Return the properties of every file that the graph knows, the oldest first."""
        return [row["file"] for row in self._graph.stream(_FILES)]

    def case_keys(self) -> set[CaseKey]:
        """Return the cases of all records; the only set here that grows with the graph."""
        rows = self._graph.stream(_CASE_KEYS)
        return {CaseKey(row["registry"], key) for row in rows for key in row["keys"]}

    def digests(self, case_keys: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield registry, case_key and content of every record of these cases."""
        for row in self._find(_DIGESTS, case_keys):
            yield from map(tuple, row["digests"])

    def contents(self, case_keys: Collection[str]) -> Iterator[tuple[str, str, list[str]]]:
        """Yield registry, case_key and the records of each case, as ``UID CONTENT``."""
        for row in self._find(_CONTENTS, case_keys):
            yield from map(tuple, row["contents"])

    def records(self, case_keys: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield the properties of every record of these cases, whatever its registry."""
        return (row["record"] for row in self._find(_WHOLE, case_keys))

    def cases_naming(self, registrations: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield registry and case_key of the cases that name one of these registrations."""
        return self._find(_NAMING, registrations)

    def people_with(self, keys: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield the records of every victim of a case in which a victim has one of the keys.

        A key is a document, a registry's code of a person, or the uid of a record. The same holds
        for suspects. A record may come twice.
        """
        codes = {key for key in keys if is_person_code(key)}
        uids = {key for key in keys if is_record_uid(key)}
        by_name = {"document_key": set(keys) - codes - uids, "person_code": codes, "uid": uids}
        for name, of_name in by_name.items():
            yield from (row["record"] for row in self._find(_PEOPLE_WITH % name, of_name))

    def people_bearing(self, keys: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield the records of people with one of these documents or registry's codes."""
        codes = {key for key in keys if is_person_code(key)}
        for name, of_name in (("document_key", set(keys) - codes), ("person_code", codes)):
            yield from (row["record"] for row in self._find(_BEARING % name, of_name))

    def observation_digests(self, uids: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield uid and content of those observations that the graph holds."""
        for row in self._find(_OBSERVATION_DIGESTS, uids):
            yield from map(tuple, row["digests"])

    def observations(self, uids: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield the properties of those observations that the graph holds."""
        return (row["observation"] for row in self._find(_OBSERVATIONS, uids))

    def editions(self, year: int) -> Iterator[dict[str, Any]]:
        """Yield each observation of a year: uid, source, place, year, value, and ``reaches``.

        ``reaches`` is the last period of the furthest file that gave the observation.
        """
        names = ("uid", "source", "place", "year", "value", "reaches")
        for row in self._graph.stream(_EDITIONS, year=year):
            yield from (dict(zip(names, item, strict=True)) for item in row["found"])

    def said_before(self, uids: Collection[str]) -> Iterator[dict[str, Any]]:
        """Yield uid and content for every earlier value of these observations."""
        return self._find(_REVISIONS, uids)

    def _find(self, text: str, keys: Collection[str]) -> Iterator[dict[str, Any]]:
        for chunk in batched(sorted(keys), _KEYS_A_STATEMENT):
            with spending(Part.ENGINE):
                rows = list(self._graph.stream(text, keys=chunk))
            yield from rows
