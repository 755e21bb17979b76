"""People and cases made by hand, and a model without levels, to see what a decision does."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from trama.graph.records import CaseKey, FieldValue, Kind, Mention, RecordState
from trama.linkage.identity import LocalPerson, local_people
from trama.linkage.joint.deciding import decide, weighed_of
from trama.linkage.joint.scored import Decided, DecidedPair, Scored, ScoredCasePair, ScoredPair
from trama.linkage.judgements import NO_DECISIONS, Decisions, Subject, Verdict, case_end
from trama.linkage.model.calibration import AS_TOLD, Calibration
from trama.linkage.model.case_weights import CaseWeights, SharedPeople
from trama.linkage.model.weights import Model
from trama.ontology.internal_layer import Judgement

MODEL = Model(
    {},
    prior=0.5,  # 0 bits: the bits of a pair are what the comparators tell
    trained_on="SINTETICO",
    same_at=0.99,
    cases=CaseWeights(
        people={
            "victim": SharedPeople(0.9, 1 / 64, 0.25, 0.25),
            "suspect": SharedPeople(0.9, 1 / 4, 0.25, 0.25),
        }
    ),
)


def case(name: str) -> CaseKey:
    """Return the case of ``RETA:1`` or, with a letter for the registry, of ``R1`` and ``S1``."""
    registry, _, number = name.rpartition(":")
    letters = {"R": "RETA", "S": "SISTRA", "U": "UNIDAD"}
    return CaseKey(registry, number) if registry else CaseKey(letters[name[0]], name[1:])


def person(uid: str, of: str, kind: Kind = Kind.VICTIM, **fields: FieldValue) -> LocalPerson:
    """Return the local person with one record, which is called ``R-`` and ``uid``."""
    key = case(of)
    mention = Mention.of(kind, key.number, uid, fields, {})
    (local,) = local_people([RecordState(f"R-{uid}", key.registry, mention)])
    return local


def scored(
    people: Iterable[LocalPerson],
    pairs: Mapping[str, float],
    cases: Mapping[str, float],
    stated: Iterable[tuple[str, str]] = (),
) -> Scored:
    """Return what is to be decided; a pair is named ``a-b``, a pair of cases ``R1-S1``."""
    people = list(people)
    named = [tuple(name.split("-")) for name in cases]
    return Scored(
        people,
        [
            ScoredPair(*(f"R-{end}" for end in name.split("-")), bits)
            for name, bits in pairs.items()
        ],
        sorted({local.case for local in people} | {case(end) for ends in named for end in ends}),
        [
            ScoredCasePair(case(one), case(other), bits)
            for (one, other), bits in zip(named, cases.values(), strict=True)
        ],
        [(case(one), case(other)) for one, other in stated],
    )


def judged(*verdicts: tuple[str, str, Verdict]) -> Decisions:
    """Return what a person decided of people (``a``, ``b``) or of cases (``R1``, ``S1``)."""
    rows = []
    for number, (one, other, verdict) in enumerate(verdicts):
        of_cases = one[0] in "RSU"
        ends = [case_end(case(end)) if of_cases else f"R-{end}" for end in (one, other)]
        first, second = sorted(ends)
        subject = Subject.CASE if of_cases else Subject.PERSON
        rows.append(
            Judgement(
                uid=f"J-{number}",
                subject=subject.value,
                one=first,
                other=second,
                verdict=verdict.value,
                number=number,
                by="SINTETICO",
                at="2026-01-01T00:00:00Z",
            )
        )
    return Decisions.of(rows)


def decided(whole: Scored, decisions: Decisions = NO_DECISIONS, model: Model = MODEL) -> Decided:
    """Return the decision."""
    return decide(whole, model, decisions)


def of(found: Decided, name: str) -> DecidedPair | None:
    """Return the decided pair ``a-b`` or ``R1-S1``, None if it is not kept."""
    one, other = name.split("-")
    if one[0] in "RSU":
        ends = tuple(sorted(case_end(case(end)) for end in (one, other)))
        pairs = found.cases
    else:
        ends = tuple(sorted((f"R-{one}", f"R-{other}")))
        pairs = found.people
    return next((pair for pair in pairs if (pair.one, pair.other) == ends), None)


def persons(found: Decided) -> list[str]:
    """Return the persons of two local people and more, as ``a b c``."""
    names = (
        " ".join(sorted(local.uid.removeprefix("R-") for local in cluster.members))
        for cluster in found.persons
        if len(cluster.members) > 1
    )
    return sorted(names)


def case_groups(found: Decided) -> list[str]:
    """Return the cases of two registrations and more, as ``R1 S1``."""
    return sorted(
        " ".join(f"{key.registry[0]}{key.number}" for key in group)
        for group in found.case_groups
        if len(group) > 1
    )


def chances(
    whole: Scored, lines: Calibration = AS_TOLD, decisions: Decisions = NO_DECISIONS
) -> dict[str, float]:
    """Return the probability of each pair of people, ``a-b``, and of cases, ``RETA:1-SISTRA:1``."""
    found = weighed_of(whole, replace(MODEL, calibration=lines), decisions)
    told = {
        "-".join(sorted(end.removeprefix("R-") for end in ends)): chance
        for ends, chance in zip(found.blocks.people, found.weighed.people.tolist(), strict=True)
    }
    cases = zip(found.blocks.cases, found.weighed.cases.tolist(), strict=True)
    return told | {"-".join(map(case_end, ends)): chance for ends, chance in cases}
