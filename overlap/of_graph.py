"""The two registries as the graph has them: entries, what joins them, and the pairs still open.

Four statements run once each, and their rows are streamed. Time and memory grow with the records
of cases and victims and with the judgements, in proportion; nothing is compared in pairs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from trama.linkage.judgements import Subject, Verdict, standing
from trama.ontology.internal_layer import Judgement
from trama.overlap.entries import POLICE, PROSECUTORS, Entry, RegistryCase

DOUBT = 0.5
"""The probability of a pair that a person cannot decide and no model scored: nothing is known."""

_CASES = """
MATCH (c:Case)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'case' AND r.registry IN $registries
OPTIONAL MATCH (c)-[:AT]->(l:Location)
RETURN r.uid AS uid, r.registry AS registry, r.case_key AS number, c.uid AS case,
       r.registered_on AS registered_on, c.since AS fact_since,
       coalesce(r.place, l.uid) AS department, r.agency AS unit,
       r.fiscal_district AS fiscal_district, r.entry_form AS entry_form,
       r.destination AS destination, r.provision AS provision, r.procedural_status AS status,
       r.status_date AS status_date, r.police_report AS police_report
"""
_PLACES = """
MATCH (s:Stage)-[:PART_OF]->(c:Case)
WHERE s.phase IN ['RECEPCION', 'EXPLOTACION', 'RETENCION']
MATCH (s)-[:AT]->(l:Location)
RETURN c.uid AS case, min(l.uid) AS place
"""
_VICTIMS = """
MATCH (v:Victim)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'victim' AND r.registry IN $registries
RETURN r.uid AS uid, v.uid AS whole, r.registry AS registry, r.case_key AS number, r.sex AS sex,
       r.age AS age, r.document_key AS document, r.person_code AS code
"""
_JUDGEMENTS = "MATCH (j:Judgement) RETURN properties(j) AS row"
_DEPARTMENT, _WHOLE_DAY = len("PE-15"), len("2017-03-05")


@dataclass(frozen=True, slots=True)
class Opinion:
    """The word of a judgement that stands, about two wholes or one whole with itself.

    ``probability`` is that of a pair that nobody decided, None if the opinion is a person's
    ``same`` or ``different``. ``by_person`` tells those two apart from a model's.
    """

    verdict: Verdict
    probability: float | None

    @property
    def by_person(self) -> bool:
        """Return whether a person decided."""
        return self.probability is None


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two records of people of both registries that a model scored, and what a person said of them.

    ``same`` is None if no person said same or different.
    """

    one: str
    other: str
    probability: float
    same: bool | None


@dataclass(frozen=True, slots=True)
class Registries:
    """The entries of victims and of cases, and the opinions about ends of judgements.

    ``victims`` and ``cases`` are in the order of ``record``. ``opinions`` hold the two ends, as
    judgements name them, and the opinion; ``whole_of`` has the whole of each end that is known.
    ``latest`` is the latest whole day that a case of a registry gives, "" if none gives one.
    ``scored`` are the pairs of which a reviewed sample is drawn, by their records.
    """

    victims: tuple[Entry, ...]
    cases: tuple[Entry, ...]
    opinions: tuple[tuple[Subject, str, str, Opinion], ...]
    whole_of: Mapping[str, tuple[str, str]]
    latest: str
    scored: tuple[ScoredPair, ...] = ()

    @property
    def absent(self) -> tuple[str, ...]:
        """The registries of which the graph has no case: nothing can overlap with them."""
        held = {entry.of.registry for entry in self.cases}
        return tuple(name for name in (POLICE, PROSECUTORS) if name not in held)


Asking = Callable[[str, Mapping[str, Any]], Iterable[Mapping[str, Any]]]
"""A reading of the graph: the rows of a Cypher text with its parameters."""


def read_registries(ask: Asking) -> Registries:
    """Return what the graph holds of both registries.

    Raises:
        EngineError: ``ask`` failed.
    """
    given = {"registries": [POLICE, PROSECUTORS]}
    cases = _cases(ask(_CASES, given), ask(_PLACES, {}))
    victims, whole_of = _victims(ask(_VICTIMS, given), cases)
    judgements = [Judgement(**row["row"]) for row in ask(_JUDGEMENTS, {})]
    entries = [Entry(case.end, case.case, case) for case in cases.values()]
    whole_of |= {entry.record: (entry.whole, entry.of.registry) for entry in entries}
    days = (day for case in cases.values() for day in (case.registered_on, case.status_date))
    return Registries(
        tuple(sorted(victims, key=lambda entry: entry.record)),
        tuple(sorted(entries, key=lambda entry: entry.record)),
        tuple(_opinions(judgements, whole_of)),
        whole_of,
        max((day for day in days if len(day) == _WHOLE_DAY), default=""),
        tuple(_scored(judgements, whole_of)),
    )


def _cases(
    rows: Iterable[Mapping[str, Any]], places: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, str], RegistryCase]:
    """Return the cases by registry and number. The record of the smallest uid speaks first."""
    kept: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        kept.setdefault((row["registry"], row["number"]), []).append(row)
    place_of = {row["case"]: str(row["place"]) for row in places}
    names = [f.name for f in fields(RegistryCase)]
    cases = {}
    for key, own in kept.items():
        own.sort(key=lambda row: str(row["uid"]))
        said = {name: next((str(row[name]) for row in own if row[name]), "") for name in names}
        place = said["department"] or place_of.get(said["case"], "")
        said["department"] = _department(place)
        cases[key] = RegistryCase(**said)
    return cases


def _department(place: str) -> str:
    """Return the uid of the department of a place, of a place abroad that of its country."""
    return place[:_DEPARTMENT] if place.startswith("PE") else place.partition("-")[0]


def _victims(
    rows: Iterable[Mapping[str, Any]], cases: Mapping[tuple[str, str], RegistryCase]
) -> tuple[list[Entry], dict[str, tuple[str, str]]]:
    """Return an entry for each person of a case, and by record the person and the registry.

    Rows of a registry repeat a victim for each suspect: they are one entry.
    """
    kept: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    whole_of = {}
    for row in rows:
        kept.setdefault((row["whole"], row["registry"], row["number"]), []).append(row)
        whole_of[row["uid"]] = row["whole"], row["registry"]
    entries = []
    for (whole, registry, number), own in kept.items():
        own.sort(key=lambda row: str(row["uid"]))
        case = cases.get((registry, number)) or RegistryCase(registry, number, "")
        sex = next((str(row["sex"]) for row in own if row["sex"]), "")
        age = next((float(row["age"]) for row in own if row["age"] is not None), None)
        keys = {key for row in own for key in (row["document"], row["code"]) if key}
        entries.append(Entry(own[0]["uid"], whole, case, sex, age, frozenset(keys)))
    return entries, whole_of


def _opinions(
    rows: Iterable[Judgement], whole_of: Mapping[str, tuple[str, str]]
) -> Iterable[tuple[Subject, str, str, Opinion]]:
    """Yield the opinions whose ends are entries. A person's doubt keeps the model's probability.

    A pair that a guard stopped has a reason: model and guard contradict each other, so its
    probability is an even chance at most.
    """
    rows = [row for row in rows if row.one in whole_of and row.other in whole_of]
    scores = {
        (row.one, row.other): min(row.score, DOUBT) if row.reason else row.score
        for row in sorted(rows, key=lambda row: row.number)
        if row.model and row.score is not None and row.verdict != Verdict.WITHDRAWN
    }
    for row in standing(rows):
        verdict = Verdict(row.verdict)
        decided = not row.model and verdict is not Verdict.UNSURE
        if row.model and verdict is Verdict.DIFFERENT:
            continue  # a model decides only what it keeps (`docs/overlap.md`)
        probability = None if decided else scores.get((row.one, row.other), DOUBT)
        yield Subject(row.subject), row.one, row.other, Opinion(verdict, probability)


def _scored(
    rows: Iterable[Judgement], whole_of: Mapping[str, tuple[str, str]]
) -> Iterable[ScoredPair]:
    """Yield the pairs of people of both registries that a model scores now, by their records."""
    known = [
        row
        for row in rows
        if row.subject == Subject.PERSON and row.one in whole_of and row.other in whole_of
    ]
    model = {(r.one, r.other): r for r in standing(row for row in known if row.model)}
    people = {(r.one, r.other): r for r in standing(row for row in known if not row.model)}
    said = {Verdict.SAME: True, Verdict.DIFFERENT: False}
    for (one, other), row in sorted(model.items()):
        if row.score is not None and whole_of[one][1] != whole_of[other][1]:
            person = people.get((one, other))
            verdict = said.get(Verdict(person.verdict)) if person else None
            yield ScoredPair(one, other, row.score, verdict)
