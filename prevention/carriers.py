"""Transport companies and terminals that registries write at the stages of victims.

To stand here accuses nobody: who carries most passengers carries most victims. A company or a
terminal of fewer than ten victims is counted and not named: its rank would be chance, and its name
would tell how single people travelled.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trama.access.policy import MINIMUM_PUBLIC_CELL
from trama.core.text import fold
from trama.graph.engine import Graph
from trama.prevention.episodes import Episode
from trama.prevention.ranking import Sighting

_COMPANIES = """
MATCH (o:Organisation)<-[:USED]-(s:Stage)-[:PART_OF]->(c:Case)
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
RETURN DISTINCT o.name AS name, '' AS uid, v.uid AS victim, c.uid AS case
"""
_TERMINALS = """
MATCH (e:Establishment)
WHERE any(word IN $words WHERE e.name CONTAINS word)
MATCH (e)<-[:USED]-(s:Stage)-[:PART_OF]->(c:Case)
MATCH (s)<-[:SUBJECTED_TO]-(v:Victim)
RETURN DISTINCT e.name AS name, e.uid AS uid, v.uid AS victim, c.uid AS case
"""
_WORDS = (
    *("TERMINAL", "TERRAPUERTO", "AEROPUERTO", "AERODROMO", "AERÓDROMO", "EMBARCADERO", "MUELLE"),
    *("PARADERO", "GARITA", "PEAJE", "COMPLEJO FRONTERIZO", "PUESTO DE CONTROL"),
)
_TERMINAL = re.compile(
    r"(?:(?:GRAN|NUEVO|EX) )?(?P<kind>TERMINAL|TERRAPUERTO|AEROPUERTO|AERODROMO|EMBARCADERO|MUELLE|"
    r"PARADERO|GARITA|PEAJE|COMPLEJO FRONTERIZO|PUESTO DE CONTROL)(?: (?P<name>.+))?"
)
_NO_TERMINAL = re.compile(r"\bPESQUER[OA]\b")  # the fish market of a port
_NO_NAME = {"TERRESTRE", "INTERPROVINCIAL", "INTERNACIONAL", "TERRAPUERTO", "BUSES"}
_NO_NAME |= {"DE", "DEL", "EL", "LA", "LAS", "LOS"}
_SAME_KIND = {"TERRAPUERTO": "TERMINAL"}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A company or a terminal by its usual name; ``place`` is the uid of a terminal's, or ''."""

    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Carriers:
    """The sightings of victims at carriers by key, what each key is, and how many were too small.

    ``few`` counts the carriers of fewer than ten victims, which have no sighting here. ``victims``
    are all victims at whose stages a carrier is written, those of the small ones too.
    """

    sightings: tuple[Sighting, ...]
    by_key: Mapping[str, Carrier]
    few: int
    victims: int


def read_companies(
    graph: Graph, episodes: Iterable[Episode], clusters: Mapping[str, int]
) -> Carriers:
    """Return the transport companies of the episodes' stages.

    Raises:
        EngineError: the engine failed.
    """
    rows = graph.stream(_COMPANIES)
    return _carriers(_of_episodes(rows, episodes), clusters, lambda name, _: (name, ""))


def read_terminals(
    graph: Graph, episodes: Iterable[Episode], clusters: Mapping[str, int]
) -> Carriers:
    """Return the terminals, airports, landing stages and gates that the episodes' stages name.

    Raises:
        EngineError: the engine failed.
    """
    rows = graph.stream(_TERMINALS, words=list(_WORDS))
    return _carriers(_of_episodes(rows, episodes), clusters, terminal_key)


def terminal_key(name: str, uid: str) -> tuple[str, str] | None:
    """Return the key and the place of a terminal, equal for its spellings. Return None for a bar.

    >>> terminal_key("Gran Terminal Terrestre Plaza Norte", "Establishment:…@PE-150110")
    ('TERMINAL PLAZA NORTE@PE-150110', 'PE-150110')
    >>> terminal_key("Hostal Terminal", "Establishment:…@PE-150110") is None
    True
    """
    found = _TERMINAL.fullmatch(fold(name))
    if found is None or _NO_TERMINAL.search(found[0]):
        return None
    place = uid.rpartition("@")[2] if "@" in uid else ""
    words = [word for word in (found["name"] or "").split() if word not in _NO_NAME]
    kind = _SAME_KIND.get(found["kind"], found["kind"])
    return f"{' '.join([kind, *words])}@{place}", place


def without(carriers: Carriers, hidden: Collection[str]) -> Carriers:
    """Return the carriers but those whose names are ``hidden``: these change no rank."""
    kept = {key: one for key, one in carriers.by_key.items() if one.name not in hidden}
    some = tuple(one for one in carriers.sightings if one.key in kept)
    return Carriers(some, kept, carriers.few, carriers.victims)


def _of_episodes(
    rows: Iterable[Mapping[str, Any]], episodes: Iterable[Episode]
) -> Iterator[Mapping[str, Any]]:
    counted = {(one.victim, one.case) for one in episodes}
    return (row for row in rows if (row["victim"], row["case"]) in counted)


def _carriers(
    rows: Iterable[Mapping[str, Any]],
    clusters: Mapping[str, int],
    key_of: Callable[[str, str], tuple[str, str] | None],
) -> Carriers:
    found: dict[str, set[Sighting]] = defaultdict(set)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, str] = {}
    for row in rows:
        told = key_of(row["name"], row["uid"])
        if told is None:
            continue
        key, places[key] = told
        names[key][row["name"]] += 1
        found[key].add(Sighting(key, row["victim"], row["case"], clusters[row["case"]]))
    large = {
        key: some
        for key, some in found.items()
        if len({one.person for one in some}) >= MINIMUM_PUBLIC_CELL
    }
    return Carriers(
        tuple(one for some in large.values() for one in some),
        {key: Carrier(_usual(names[key]), places[key]) for key in large},
        len(found) - len(large),
        len({one.person for some in found.values() for one in some}),
    )


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
