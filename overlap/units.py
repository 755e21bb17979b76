"""The units that are counted, and what joins those of one registry with those of the other.

    victims   persons; what repeats within a registry is joined as the graph has it
    episodes  a person in one case
    cases     registrations, and carpetas

Each unit is named by its smallest record. A link between the registries is certain unless it rests
on a model's opinion only: then it is an open pair, with the model's probability.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trama.linkage.judgements import Subject, Verdict
from trama.overlap.candidates import Candidates, Pair
from trama.overlap.entries import POLICE, PROSECUTORS, Entry
from trama.overlap.joint import alone_probabilities
from trama.overlap.of_graph import DOUBT, Registries

UNDECIDED_ABOVE = 0.05
"""The probability above which an open pair leaves its units undecided: one link in twenty."""


class UnitKind(StrEnum):
    """The units that are counted."""

    VICTIMS = "victims"
    EPISODES = "episodes"
    CASES = "cases"


Link = tuple[str, str]
Whole = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Repeat:
    """Two units of one registry that may be one, by name, and the probability that they are."""

    registry: str
    one: str
    other: str
    probability: float


@dataclass(frozen=True, slots=True)
class Units:
    """The units of both registries, by name, and the links between them.

    ``side_a`` and ``side_b`` have the entries of each unit, the earliest first. ``certain`` links
    rest on no model. ``open`` has the pairs with their probability. ``joined`` are the links that
    stand in the graph, certain or by a model. ``undecided`` units are named with their registry.
    ``repeats`` are the pairs that a model left open within one registry: they are two units here,
    and one in some of the draws.
    """

    kind: UnitKind
    side_a: Mapping[str, tuple[Entry, ...]]
    side_b: Mapping[str, tuple[Entry, ...]]
    certain: frozenset[Link]
    open: tuple[Pair, ...]
    joined: frozenset[Link]
    undecided: frozenset[tuple[str, str]]
    repeats: tuple[Repeat, ...] = ()

    @property
    def within(self) -> int:
        """The number of pairs that a model left open within one registry."""
        return len(self.repeats)

    def candidates(self) -> Candidates:
        """Return the open pairs as draws take them; certain links need no drawing."""
        return Candidates.of(alone_probabilities(self.open))

    def side(self, registry: str) -> Mapping[str, tuple[Entry, ...]]:
        """Return the units of a registry."""
        return self.side_a if registry == POLICE else self.side_b


def units(held: Registries, kind: UnitKind) -> Units:
    """Return the units of a kind, and what joins them.

    1. Group the entries of each registry by what they are part of.
    2. A whole that stands in both registries is a link. It is certain if the registries share a key
       of it, if a person said same, or if no model said anything of it. Else it is an open pair.
    3. A model's opinion about two wholes is an open pair too, unless a person said different.
    4. Leave out the pairs that certain links exclude: nobody is linked twice.

    Example: P-1 has RETA's R-1 and SISTRA's R-9 with one document: certain. P-2 has R-2 and R-8,
    which a model joined at 0.97: joined and open. A model left R-3 and R-7 at 0.4: open, both
    undecided.
    """
    if kind is UnitKind.EPISODES:
        return _episodes(held)
    subject = Subject.PERSON if kind is UnitKind.VICTIMS else Subject.CASE
    entries = held.victims if kind is UnitKind.VICTIMS else held.cases
    return _Joining(held, subject, entries).units(kind)


class _Joining:
    """The units of one subject, by the person or the Case that they are part of."""

    def __init__(self, held: Registries, subject: Subject, entries: Iterable[Entry]) -> None:
        self._sides = _grouped(entries, lambda entry: (entry.whole,))
        self._name = {
            registry: {whole: own[0].record for whole, own in _named(side)}
            for registry, side in self._sides.items()
        }
        self._said = [
            (held.whole_of[one], held.whole_of[other], opinion)
            for about, one, other, opinion in held.opinions
            if about is subject
        ]

    def units(self, kind: UnitKind) -> Units:
        certain, pairs, joined = self._standing()
        repeats = self._add_open(pairs)
        kept = _not_excluded(pairs, certain)
        side_a, side_b = (_by_name(self._sides[name]) for name in (POLICE, PROSECUTORS))
        return Units(
            kind, side_a, side_b, frozenset(certain), kept, frozenset(joined),
            _undecided(kept, joined), repeats,
        )  # fmt: skip

    def _standing(self) -> tuple[set[Link], dict[Link, float], set[Link]]:
        """Return the certain links, the probabilities of the others, and all that stand."""
        by_person, by_model = set[str](), defaultdict[str, float](float)
        for (one, _), (other, _), opinion in self._said:
            if one == other and opinion.verdict is Verdict.SAME:
                if opinion.probability is None:
                    by_person.add(one)
                else:
                    by_model[one] = max(by_model[one], opinion.probability)
        certain, pairs, joined = set[Link](), dict[Link, float](), set[Link]()
        for whole, own in self._sides[POLICE].items():
            others = self._sides[PROSECUTORS].get(whole)
            if others is None:
                continue
            link = self._link(whole[0], whole[0])
            joined.add(link)
            if whole[0] in by_person or whole[0] not in by_model or _share_key(own, others):
                certain.add(link)
            else:
                pairs[link] = by_model[whole[0]]
        return certain, pairs, joined

    def _add_open(self, pairs: dict[Link, float]) -> tuple[Repeat, ...]:
        """Add the pairs of two wholes, the likeliest opinion of each. Return those left within."""
        apart, found = set[tuple[str, str, str]](), dict[tuple[str, str, str], float]()
        for one, other, opinion in self._said:
            if one[0] == other[0]:
                continue
            first, second = sorted((one, other), key=lambda end: (end[1] != POLICE, end[0]))
            a, b = (self._name[end[1]][end[0]] for end in (first, second))
            ends = (first[1] if first[1] == second[1] else "", a, b)
            if opinion.verdict is Verdict.DIFFERENT:
                apart.add(ends)
            else:
                # A person's `same` that joins nobody is a contradiction: nobody knows.
                found[ends] = max(found.get(ends, 0.0), opinion.probability or DOUBT)
        left = {ends: p for ends, p in found.items() if ends not in apart}
        pairs.update({(a, b): p for (registry, a, b), p in left.items() if not registry})
        return tuple(sorted(Repeat(*ends, p) for ends, p in left.items() if ends[0]))

    def _link(self, a: str, b: str) -> Link:
        return self._name[POLICE][a], self._name[PROSECUTORS][b]


def _share_key(own: Iterable[Entry], others: Iterable[Entry]) -> bool:
    """Return whether entries of both registries state one key: a document, a code, a number."""
    own, others = tuple(own), tuple(others)
    keys = {key for entry in own for key in entry.keys}
    numbers = {entry.of.number for entry in own if entry.record == entry.of.end}
    return any(
        not keys.isdisjoint(entry.keys) or entry.of.police_report in numbers for entry in others
    )


def _episodes(held: Registries) -> Units:
    """Return the episodes: linked where the person is, and the case.

    The probability of an open pair is the smaller of the two: people and cases are linked together,
    so the likelier follows from the other. An episode is undecided if its person or its case is
    undecided; the other of the two is joined or undecided too.
    """
    people, cases = units(held, UnitKind.VICTIMS), units(held, UnitKind.CASES)
    of_people, of_cases = _standing_or_undecided(people), _standing_or_undecided(cases)
    sides = _grouped(held.victims, lambda entry: (entry.whole, entry.of.case))
    named = {registry: _by_name(side) for registry, side in sides.items()}
    probability_of = {
        **{pair.link: pair.probability for pair in cases.open},
        **dict.fromkeys(cases.certain, 1.0),
    }
    case_of = {
        (registry, entry.record): name
        for registry in (POLICE, PROSECUTORS)
        for name, own in cases.side(registry).items()
        for entry in own
    }
    episodes_of = {
        registry: _of_person(people.side(registry), named[registry])
        for registry in (POLICE, PROSECUTORS)
    }
    certain, pairs, joined, may_be = set[Link](), dict[Link, float](), set[Link](), set[Link]()
    wanted = {**{pair.link: pair.probability for pair in people.open}}
    wanted |= dict.fromkeys(people.certain, 1.0)
    for link, probability in wanted.items():
        for a, case_a in _cases_of(episodes_of[POLICE][link[0]], named[POLICE], POLICE, case_of):
            theirs = episodes_of[PROSECUTORS][link[1]]
            for b, case_b in _cases_of(theirs, named[PROSECUTORS], PROSECUTORS, case_of):
                both = min(probability, probability_of.get((case_a, case_b), 0.0))
                if both == 1:
                    certain.add((a, b))
                elif both:
                    pairs[a, b] = both
                if link in people.joined and (case_a, case_b) in cases.joined:
                    joined.add((a, b))
                if link in of_people and (case_a, case_b) in of_cases:
                    may_be.add((a, b))
    kept = _not_excluded(pairs, certain)
    undecided = _undecided((pair for pair in kept if pair.link in may_be), joined)
    return Units(
        UnitKind.EPISODES, named[POLICE], named[PROSECUTORS], frozenset(certain), kept,
        frozenset(joined), undecided,
    )  # fmt: skip


def _standing_or_undecided(found: Units) -> set[Link]:
    """Return the links that stand, and the open pairs whose ends are both undecided."""
    open_pairs = {
        pair.link
        for pair in found.open
        if {(POLICE, pair.a), (PROSECUTORS, pair.b)} <= found.undecided
    }
    return open_pairs | found.joined


def _of_person(
    people: Mapping[str, tuple[Entry, ...]], episodes: Mapping[str, tuple[Entry, ...]]
) -> dict[str, list[str]]:
    """Return the names of the episodes of each person, by the person's name."""
    by_record = {entry.record: name for name, own in episodes.items() for entry in own}
    return {
        name: sorted({by_record[entry.record] for entry in own}) for name, own in people.items()
    }


def _cases_of(
    names: Iterable[str],
    episodes: Mapping[str, tuple[Entry, ...]],
    registry: str,
    case_of: Mapping[tuple[str, str], str],
) -> list[tuple[str, str]]:
    """Return the episodes with the name of the case unit that each is part of."""
    return [(name, case_of.get((registry, episodes[name][0].of.end), "")) for name in names]


def _grouped(
    entries: Iterable[Entry], whole: Callable[[Entry], Whole]
) -> dict[str, dict[Whole, tuple[Entry, ...]]]:
    """Return the entries by registry and by what they are part of, the earliest entry first."""
    sides: dict[str, dict[Whole, list[Entry]]] = {POLICE: {}, PROSECUTORS: {}}
    for entry in entries:
        sides[entry.of.registry].setdefault(whole(entry), []).append(entry)
    return {
        registry: {
            key: tuple(sorted(own, key=lambda entry: (entry.of.registered_on or "~", entry.record)))
            for key, own in side.items()
        }
        for registry, side in sides.items()
    }


def _named(side: Mapping[Whole, tuple[Entry, ...]]) -> Iterable[tuple[str, list[Entry]]]:
    """Yield each whole with its entries by record: the smallest record names the unit."""
    for whole, own in side.items():
        yield whole[0], sorted(own, key=lambda entry: entry.record)


def _by_name(side: Mapping[Whole, tuple[Entry, ...]]) -> dict[str, tuple[Entry, ...]]:
    named = {min(entry.record for entry in own): own for own in side.values()}
    return dict(sorted(named.items()))


def _not_excluded(pairs: Mapping[Link, float], certain: Iterable[Link]) -> tuple[Pair, ...]:
    links = set(certain)
    ends_a, ends_b = {a for a, _ in links}, {b for _, b in links}
    return tuple(
        Pair(a, b, probability)
        for (a, b), probability in sorted(pairs.items())
        if a not in ends_a and b not in ends_b and probability > 0
    )


def _undecided(pairs: Iterable[Pair], joined: Iterable[Link]) -> frozenset[tuple[str, str]]:
    """Return the units that stand in no link, and whose pair with another such is likely enough."""
    links = set(joined)
    ends_a, ends_b = {a for a, _ in links}, {b for _, b in links}
    return frozenset(
        end
        for pair in pairs
        if pair.probability > UNDECIDED_ABOVE and pair.a not in ends_a and pair.b not in ends_b
        for end in ((POLICE, pair.a), (PROSECUTORS, pair.b))
    )
