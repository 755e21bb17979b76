"""Judgements about pairs: which rows stand, and what they decide for linkage.

The rows themselves are `Judgement` nodes. The main value here is `Decisions`: for every pair the
verdict that stands. A person outranks a model; of the rows of one of them the last one counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trama.graph.records import CaseKey, digest
from trama.ontology.internal_layer import Judgement

ASK_AT = 0.5
"""Probability from which a model leaves a pair to people, unless its file says another."""


class Verdict(StrEnum):
    """The verdict of a judgement. WITHDRAWN takes back what the same judge said before."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


class Subject(StrEnum):
    """The subject of a judgement: a pair of records of people, or a pair of cases."""

    PERSON = "person"
    CASE = "case"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two ends that are judged the same; links sort from the strongest to the weakest.

    ``doubt`` is -1 if a person judged, else 1 minus the probability that the model gave.
    """

    doubt: float
    one: str
    other: str

    @property
    def by_person(self) -> bool:
        """Return whether a person judged."""
        return self.doubt < 0

    @property
    def key(self) -> str:
        """The key that linkage treats like a shared document."""
        return f"={self.one}={self.other}"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The verdicts that stand: links by each of their ends, and the ends judged different.

    The ends are uids of records of people, and cases as ``REGISTRY:number``.
    """

    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    different: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Judgement]) -> "Decisions":
        """Return what these rows decide. Their order does not matter."""
        links: dict[str, list[Link]] = defaultdict(list)
        different: dict[str, set[str]] = defaultdict(set)
        for row in standing(rows):
            if row.verdict == Verdict.SAME:
                doubt = -1.0 if not row.model else 1.0 - (row.score or 0.0)
                link = Link(doubt, row.one, row.other)
                links[row.one].append(link)
                links[row.other].append(link)
            elif row.verdict == Verdict.DIFFERENT:
                different[row.one].add(row.other)
                different[row.other].add(row.one)
        return cls(
            {end: tuple(sorted(of_end)) for end, of_end in links.items()},
            {end: frozenset(others) for end, others in different.items()},
        )

    def of_people(self) -> "Decisions":
        """Return what people decided, without the links of models."""
        links = {
            end: kept
            for end, of_end in self.links.items()
            if (kept := tuple(link for link in of_end if link.by_person))
        }
        return Decisions(links, self.different)

    def keys(self, ends: Iterable[str]) -> frozenset[str]:
        """Return the keys of the links of these ends."""
        return frozenset(link.key for end in ends for link in self.links.get(end, ()))

    def links_of(self, ends: Iterable[str]) -> list[Link]:
        """Return the links of these ends, the strongest first."""
        return sorted({link for end in ends for link in self.links.get(end, ())})

    def part(self, ends: Collection[str], others: Collection[str]) -> bool:
        """Return whether an end of one collection is judged different from one of the other."""
        return bool(self.different) and any(
            not self.different.get(end, frozenset()).isdisjoint(others) for end in ends
        )


NO_DECISIONS = Decisions()


def standing(rows: Iterable[Judgement]) -> Iterator[Judgement]:
    """Yield the row that stands for each pair, if its verdict is not withdrawn.

    A blind second reading never stands: if it differs from the first, a supervisor decides.

    Example: a model says same (number 1), a person different (2) and the person withdraws (3). The
    row of the model stands.
    """
    last: dict[tuple[str, str, bool], Judgement] = {}
    for row in rows:
        if row.blind:
            continue
        key = row.one, row.other, bool(row.model)
        if key not in last or last[key].number < row.number:
            last[key] = row
    for (one, other, by_model), row in last.items():
        person = last.get((one, other, False))
        outranked = by_model and person is not None and person.verdict != Verdict.WITHDRAWN
        if row.verdict != Verdict.WITHDRAWN and not outranked:
            yield row


def judgement_uid(one: str, other: str, number: int) -> str:
    """Return the uid of a row: two writers of one number collide, and the second tries again."""
    return "J-" + digest(one, other, str(number))


def case_end(case: CaseKey) -> str:
    """Return a case as an end of a judgement.

    >>> case_end(CaseKey("RETA", "2017-3"))
    'RETA:2017-3'
    """
    return f"{case.registry}:{case.number}"


def case_of_end(end: str) -> CaseKey:
    """Return the case of an end of a judgement about cases."""
    registry, _, number = end.partition(":")
    return CaseKey(registry, number)


def with_ends(keys: Iterable[str]) -> set[str]:
    """Return the keys, with the uids of both records in place of the key of a link.

    Example: ``{"DNI:40000001", "=R-1=R-2"}`` gives ``{"DNI:40000001", "R-1", "R-2"}``.
    """
    return {end for key in keys for end in (key.split("=")[1:] if key.startswith("=") else (key,))}
