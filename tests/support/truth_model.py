"""The contents that a graph of a clean twin must have, derived from truth.json alone.

This model uses neither ingest nor the queries. A carpeta and the registration that it names are one
case. People with the same document are one person, and the document is the person's name here. A
person without a document has the name UNKNOWN, and is another person in each registry.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

UNKNOWN = "sin documento"
TOLD_BY_POLICE = " según RETA"
"""Suffix of the true id of a person without a document, in RETA's record of a joined case."""
PHASES = ("CAPTACION", "TRANSPORTE", "RECEPCION", "RETENCION", "EXPLOTACION", "APOYO")


@dataclass(frozen=True, slots=True)
class Lived:
    """A stage that the graph must have; ``since`` and ``until`` are ISO days or None."""

    phase: str
    place: str | None
    date: str | None
    suspects: frozenset[str]

    @property
    def since(self) -> str | None:
        """The first day."""
        return self.date[:10] if self.date else None

    @property
    def until(self) -> str | None:
        """The last day."""
        return self.date[-10:] if self.date else None


@dataclass(slots=True)
class Known:
    """A case of the graph: its records, the names of its people, and each victim's stages."""

    true: Mapping[str, Any]
    reta: Mapping[str, Any] | None
    sistra: Mapping[str, Any] | None
    names: Mapping[str, str]
    chains: dict[str, list[Lived]] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the case, sorted, as the graph writes them."""
        return tuple(f"{registry}:{said['number']}" for registry, said in self.told())

    def told(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield each registry that has the case, with its record."""
        for registry, said in (("RETA", self.reta), ("SISTRA", self.sistra)):
            if said is not None:
                yield registry, said

    @property
    def excluded(self) -> bool:
        """Return whether SISTRA says that the case is archived, dismissed or ended in acquittal."""
        return self.sistra is not None and self.true["excluded"]

    def people(self, kind: str) -> list[str]:
        """Return the true ids of the victims or suspects of the case, each once."""
        ids = [one["person"] for _, said in self.told() for one in said[kind]]
        return list(dict.fromkeys(ids))

    def named(self, kind: str) -> list[str]:
        """Return the names of the victims or suspects of the case."""
        return [self.names[one] for one in self.people(kind)]

    @property
    def since(self) -> str | None:
        """The first day of the fact: RETA's date, else the first stage's."""
        return self._bound("since", min)

    @property
    def until(self) -> str | None:
        """The last day of the fact."""
        return self._bound("until", max)

    def _bound(self, name: str, choose: Callable[[list[str]], str]) -> str | None:
        if self.reta is not None and self.reta["fact_date"]:
            day: str = self.reta["fact_date"]
            return day
        days = [day for one in self.stages() if (day := getattr(one, name))]
        return choose(days) if days else None

    def stages(self) -> Iterator[Lived]:
        """Yield every stage of every victim."""
        for chain in self.chains.values():
            yield from chain

    def overlaps(self, since: str, until: str) -> bool:
        """Return whether the fact may have happened in the period."""
        if self.since is None or self.until is None:
            return False
        return self.until >= since and self.since <= until


def known_cases(truth: Mapping[str, Any]) -> list[Known]:
    """Return the cases that a graph of the twin holds, in the order of the true cases."""
    names = {one["id"]: _plain(one["document"]) for one in truth["people"]}
    names |= {one + TOLD_BY_POLICE: UNKNOWN for one, name in names.items() if name == UNKNOWN}
    return [known for case in truth["cases"] for known in _known(case, names)]


def _plain(document: str | None) -> str:
    return document.replace("-", "") if document else UNKNOWN


def _known(case: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Known]:
    reta, sistra = case["reta"], case["sistra"]
    if reta and sistra and not case["linked"]:
        parts = [(reta, None), (None, sistra)]
    else:
        parts = [(_told_apart(reta, names) if reta and sistra else reta, sistra)]
    for one, other in parts:
        known = Known(case, one, other, names)
        for person in known.people("victims"):
            known.chains[person] = _chain(known, person)
        yield known


def _told_apart(reta: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    """Return RETA's record of a case, with another id for each person without a document."""

    def apart(one: Mapping[str, Any]) -> Mapping[str, Any]:
        unknown = names[one["person"]] == UNKNOWN
        return {**one, "person": one["person"] + TOLD_BY_POLICE} if unknown else one

    people = {kind: [apart(one) for one in reta[kind]] for kind in ("victims", "suspects")}
    return {**reta, **people}


def _chain(known: Known, person: str) -> list[Lived]:
    """Return the stages of one victim that the records of the case give, in the order lived."""
    told: list[tuple[float, Lived]] = []
    described = _described(known, person)
    by_police = dict(_by_police(known, person))
    phases = [lived.phase for _, lived in described]
    for position, lived in described:
        other = by_police.get(lived.phase)
        if other is not None and phases.count(lived.phase) == 1:
            told.append((position, _merged(lived, by_police.pop(lived.phase))))
        else:
            told.append((position, lived))
    told += [(_position(phase, known, person), lived) for phase, lived in by_police.items()]
    return [lived for _, lived in sorted(told, key=lambda one: one[0])]


def _described(known: Known, person: str) -> list[tuple[float, Lived]]:
    if known.sistra is None:
        return []
    suspects = {one["person"] for one in known.sistra["suspects"]}
    found = []
    for said in known.sistra["stages"]:
        true = known.true["stages"][said["stage"]]
        if person in true["victims"]:
            named = frozenset(known.names[one] for one in true["suspects"] if one in suspects)
            lived = Lived(true["phase"], said["place"], said["date"], named)
            found.append((float(said["stage"]), lived))
    return found


def _by_police(known: Known, person: str) -> Iterator[tuple[str, Lived]]:
    """Yield the stages of RETA's rows: the capture, then reception and exploitation at the fact's
    place.
    """
    if known.reta is None:
        return
    said = next((one for one in known.reta["victims"] if one["person"] == person), None)
    if said is None:
        return
    accused = frozenset(
        known.names[one["person"]]
        for one in known.reta["suspects"]
        if set(one["lines"]) & set(said["lines"])
    )
    yield "CAPTACION", Lived("CAPTACION", said["captured_at"], None, accused)
    for phase in ("RECEPCION", "EXPLOTACION"):
        yield phase, Lived(phase, known.reta["place"], known.reta["fact_date"], accused)


def _merged(prosecutors: Lived, police: Lived) -> Lived:
    """Return one stage of two records: the prosecutors' values first, then the police's."""
    place = prosecutors.place or police.place
    if prosecutors.place and police.place and len(police.place) > len(prosecutors.place):
        place = police.place
    date = prosecutors.date or police.date
    return Lived(prosecutors.phase, place, date, prosecutors.suspects | police.suspects)


def _position(phase: str, known: Known, person: str) -> float:
    """Return the position among the true stages of a stage that only RETA gives."""
    person = person.removesuffix(TOLD_BY_POLICE)
    own = [
        index
        for index, stage in enumerate(known.true["stages"])
        if person in stage["victims"] and stage["phase"] == phase
    ]
    if own:
        return float(own[0])
    before = [
        index
        for index, stage in enumerate(known.true["stages"])
        if PHASES.index(stage["phase"]) < PHASES.index(phase)
    ]
    return max(before, default=-1) + 0.5


def within(place: str, other: str) -> bool:
    """Return whether ``place`` is ``other`` or lies in it."""
    return place.startswith(other)


def moves(chain: Iterable[Lived]) -> list[tuple[int, str, str]]:
    """Return (index of the stage, from, to) for each change of a victim's place."""
    found, here = [], None
    for index, lived in enumerate(chain):
        if lived.place is None:
            continue
        if here is None or within(lived.place, here):
            here = lived.place
        elif not within(here, lived.place):
            found.append((index, here, lived.place))
            here = lived.place
    return found


def ways(
    chain: list[Lived], origin: str, destination: str
) -> Iterator[tuple[list[str], list[Lived]]]:
    """Yield the places and the stages of each way from origin to destination."""
    steps = moves(chain)
    for start, (left, before, _) in enumerate(steps):
        places = [before]
        for arrived, _, there in steps[start:] if within(before, origin) else ():
            if within(there, origin):
                break
            places.append(there)
            if within(there, destination):
                yield places, chain[left - 1 : arrived + 1]
                break


def on_level(place: str, level: str) -> str:
    """Return a place cut to a level, by the length of its uid; states abroad are not cut."""
    widths = {"district": 9, "province": 7, "department": 5, "country": 2}
    return place[: widths[level]] if place.startswith("PE") or level == "country" else place


def folded(places: Iterable[str], level: str) -> list[str]:
    """Return the places cut to a level, without neighbouring repetitions."""
    cut = (on_level(place, level) for place in places)
    return [place for place, _ in groupby(cut)]


def shared_by(items: Iterable[tuple[str, Known]]) -> dict[str, list[Known]]:
    """Return the cases of each name, each once, without people without a document."""
    found: dict[str, list[Known]] = defaultdict(list)
    for name, known in items:
        if name != UNKNOWN and known not in found[name]:
            found[name].append(known)
    return found


def days(stages: Iterable[Lived], known: Known) -> tuple[str | None, str | None]:
    """Return the first and last day of some stages, or of the fact if the stages have no day."""
    told = list(stages)
    first = min((one.since for one in told if one.since), default=known.since)
    return first, max((one.until for one in told if one.until), default=known.until)


def bounds(pairs: Iterable[tuple[str | None, str | None]]) -> tuple[str | None, str | None]:
    """Return the earliest first day and the latest last day."""
    begun, ended = zip(*pairs, strict=True)
    return min(filter(None, begun), default=None), max(filter(None, ended), default=None)


def accused(known: Iterable[Known], *, excluded: bool) -> dict[str, list[Known]]:
    """Return the cases in which each person with a document is accused."""
    return shared_by(
        (one.names[person], one)
        for one in known
        if excluded or not one.excluded
        for person in one.people("suspects")
    )


def victim_key(known: Known, person: str) -> str:
    """Return the key of a victim: the document, or the case and the true id without a document."""
    name = known.names[person]
    return name if name != UNKNOWN else f"{known.numbers} {person}"
