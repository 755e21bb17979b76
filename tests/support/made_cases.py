"""Mentions of invented cases, with so few names and documents that people recur often."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from memory_graph import MemoryGraph, MemoryKnown

from trama.access.pseudonyms import pseudonym
from trama.canonical.known import Known
from trama.canonical.rebuild import Deriving, rebuild_affected
from trama.canonical.rules import shipped_rules
from trama.core.text import fold
from trama.graph.engine import Graph
from trama.graph.records import CaseKey, FieldValue, Kind, Mention
from trama.graph.store.changes import Changes
from trama.incoming.reconcile import Reconciled, reconcile
from trama.incoming.rows import SpooledRow
from trama.ingest.load.source_layer_changes import SourcePlan
from trama.linkage.judgements import NO_DECISIONS, Decisions
from trama.ontology.source_layer import SourceFile

PLACES = ("PE-150132", "PE-1501", "PE-15", "PE-080101", "PE-170103", "PE-220901", "VE", "PE")
NAMES = (
    "SINTETICA QUISPE ROSA",
    "SINTETICA QUISPE ROSA LUZ",
    "SINTETICO HUAMAN PEDRO",
    "FICTICIO CONDORI JUAN",
    "FICTICIA MAMANI ELENA",
)
DOCUMENTS = ("DNI:00000101", "DNI:00000102", "DNI:00000103", "DNI:00000104")
CODES = ("@RETA:P-1", "@RETA:P-2", "@SISTRA:P-1", "@SISTRA:P-2")
DATES = ("2017", "2017-03", "2017-03-05", "2017-05-01/2017-05-09", "2018-01-10")
PHASES = ("CAPTACION", "TRANSPORTE", "RECEPCION", "EXPLOTACION")
DERIVING = Deriving(shipped_rules(), partial(pseudonym, key=b"k" * 32))

Case = tuple[CaseKey, list[Mention]]


def made_cases(seed: int, count: int) -> list[Case]:
    """Return cases of both registries; carpetas name registrations that exist or do not."""
    chance = random.Random(seed)
    return [_case(chance, number, count) for number in range(count)]


def corrected(seed: int, case: Case) -> Case:
    """Return the case with one of its mentions corrected."""
    chance = random.Random(seed)
    key, mentions = case
    at = chance.randrange(len(mentions))
    old = mentions[at]
    fields = dict(old.fields)
    name = chance.choice(sorted(fields))
    if name in ("phase", "victims", "suspects"):
        name = "place"
    fields[name] = _value(chance, name) or fields.get(name, "PE")
    if name == "name":
        fields["name_key"] = fold(str(fields["name"]))
    mentions = [*mentions]
    mentions[at] = Mention.of(
        old.kind, old.case_key, old.entity_key, fields, {**old.written(), "x": "y"}
    )
    return key, mentions


def with_reference(graph: Graph) -> Graph:
    """Return the graph with the places and provisions that the cases name."""
    graph.write_rows("UNWIND $uids AS uid CREATE (:Location {uid: uid})", uids=list(PLACES))
    graph.write_rows("UNWIND ['CP-153', 'CP-129-A'] AS uid CREATE (:PenalProvision {uid: uid})")
    return graph


def load_into(
    graph: MemoryGraph, cases: Sequence[Case], decisions: Decisions = NO_DECISIONS
) -> None:
    """Load the cases as one transaction."""
    known = MemoryKnown(graph)
    changed = reconciled(known, cases)
    if changed:
        graph.apply(changes_of(changed, known, f"file-{len(graph.nodes)}", decisions))


def reconciled(known: Known, cases: Sequence[Case]) -> dict[CaseKey, Reconciled]:
    """Return the changes of the cases to the known records, by case."""
    existing = known.records_of([key for key, _ in cases])
    changed: dict[CaseKey, Reconciled] = {}
    for key, mentions in cases:
        done = reconcile(key, _rows(mentions), existing.get(key, ()))
        if done.changed:
            changed[key] = done
    return changed


def derived_at_once(graph: MemoryGraph, decisions: Decisions = NO_DECISIONS) -> MemoryGraph:
    """Return the oracle: the graph that one load derives from all records of ``graph``."""
    everything = {
        case: Reconciled({}, {record.uid: record for record in records})
        for case, records in MemoryKnown(graph).all().items()
    }
    fresh = MemoryGraph()
    fresh.apply(changes_of(everything, MemoryKnown(fresh), decisions=decisions))
    return fresh


def changes_of(
    changed: dict[CaseKey, Reconciled],
    known: Known,
    file: str = "f",
    decisions: Decisions = NO_DECISIONS,
) -> Changes:
    """Return the change set that follows from changed records of the file with uid ``file``."""
    changes = Changes()
    plan(file).add(changed.values(), changes)
    rebuild_affected(changed, known, replace(DERIVING, decisions=decisions), changes)
    return changes


def plan(file: str = "f") -> SourcePlan:
    """Return the plan of a load of one file with this uid."""
    node = SourceFile(uid=file, name="SINTETICO.csv", registry="RETA", profile="x", loaded_at="n")
    return SourcePlan({0: node}, {0: "hoja"})


def _rows(mentions: Sequence[Mention]) -> list[SpooledRow]:
    return [
        SpooledRow(0, 0, line, parent=True, mentions=(mention,))
        for line, mention in enumerate(mentions, start=2)
    ]


def _case(chance: random.Random, number: int, count: int) -> Case:
    registry = chance.choice(("RETA", "SISTRA"))
    key = CaseKey(registry, f"SINT-{number}")
    fields: dict[str, FieldValue] = {"case_number": key.number}
    if registry == "SISTRA" and chance.random() < 0.5:
        fields["police_report"] = f"SINT-{chance.randrange(count)}"
    for name in ("fact_date", "provision", "place", "agency"):
        _maybe(chance, fields, name)
    mentions = [Mention.of(Kind.CASE, key.number, "", fields, {"N": str(number)})]
    coded = registry == "SISTRA"
    people: dict[Kind, list[str]] = {Kind.VICTIM: [], Kind.SUSPECT: []}
    for kind in (Kind.VICTIM, Kind.SUSPECT):
        for at in range(chance.randint(0, 3)):
            mention = _person(chance, key, kind, f"A{at}" if coded else None)
            people[kind].append(mention.entity_key)
            mentions.append(mention)
    mentions += [_stage(chance, key, people) for _ in range(chance.randint(0, 4))]
    return key, mentions


def _person(chance: random.Random, key: CaseKey, kind: Kind, code: str | None) -> Mention:
    name = chance.choice(NAMES)
    fields: dict[str, FieldValue] = {"name": name, "name_key": fold(name)}
    for field in ("document_key", "person_code", "sex", "birthplace"):
        _maybe(chance, fields, field)
    if kind is Kind.SUSPECT:
        _maybe(chance, fields, "phones")
    entity = code or f"~{name}{fields.get('document_key', '')}"
    return Mention.of(kind, key.number, entity, fields, {"N": name})


def _stage(chance: random.Random, key: CaseKey, people: dict[Kind, list[str]]) -> Mention:
    fields: dict[str, FieldValue] = {"phase": chance.choice(PHASES)}
    for name in ("date", "place", "establishment"):
        _maybe(chance, fields, name)
    for name, kind in (("victims", Kind.VICTIM), ("suspects", Kind.SUSPECT)):
        chosen = sorted({one for one in people[kind] if chance.random() < 0.6})
        if chosen:
            fields[name] = tuple(chosen)
    return Mention.of(Kind.STAGE, key.number, "", fields, {})


def _maybe(chance: random.Random, fields: dict[str, FieldValue], name: str) -> None:
    if chance.random() < 0.7:
        value = _value(chance, name)
        if value is not None:
            fields[name] = value


def _value(chance: random.Random, name: str) -> FieldValue | None:
    choices: dict[str, Sequence[FieldValue]] = {
        "document_key": DOCUMENTS,
        "person_code": CODES,
        "sex": ("F", "M"),
        "birthplace": PLACES,
        "place": PLACES,
        "date": DATES,
        "fact_date": DATES,
        "provision": ("CP-153", "CP-129-A"),
        "agency": ("DEPINTRAP LIMA (SINTETICO)", "DEPINTRAP CUSCO (SINTETICO)"),
        "phones": (("+51900000001",), ("+51900000002", "+51900000001")),
        "establishment": ("BAR LA FICCION", "BAR EL INVENTO"),
        "name": NAMES,
        "police_report": ("SINT-1", "SINT-2", "SINT-3"),
    }
    return chance.choice(choices[name]) if name in choices else None
