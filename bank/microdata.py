"""The microdata of the databank: a table with one row for each victim in a case (an episode).

`microdata` reads it from the graph; `frame_of` makes it of rows, wherever they come from. Columns:

- ``person``, ``case``: uids.
- ``registry``: RETA, SISTRA or AMBOS, as the records that name the victim are linked; of other
  sources their own code.
- ``year``: of the fact if it is known, else of the first registration; ``year_basis`` is HECHO or
  REGISTRO.
- ``sex``, ``age_band`` (at the fact), ``purpose``: codes; NA if unknown.
- ``birth``, ``residence``, ``origin``, ``transit``, ``destination``: the uid of the most precise
  place that is known. Origin is the first capture, destination the last arrival, transit the first
  transport.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from trama.core.batches import batched
from trama.graph.engine import Graph
from trama.values.age_bands import age_band

COLUMNS = (
    "person",
    "case",
    "registry",
    "year",
    "year_basis",
    "sex",
    "age_band",
    "purpose",
    "birth",
    "residence",
    "origin",
    "transit",
    "destination",
)
"""The columns of the microdata, in order; all are texts but ``year`` (Int64)."""

PLACES = ("birth", "residence", "origin", "transit", "destination")
"""The columns that hold uids of places."""

BOTH = "AMBOS"
OF_FACT, OF_REGISTRATION = "HECHO", "REGISTRO"
SEVERAL = "VARIAS"
"""The code of an episode with several purposes: each episode counts once."""

_POLICE, _PROSECUTORS = "RETA", "SISTRA"
# Codes that say less than another: they yield to it.
_VAGUE = ("NO_IDENTIFICADO", "OTRA_ANALOGA")
_SEXUAL = "EXPLOTACION_SEXUAL"
_WITHIN_SEXUAL = frozenset({"PROSTITUCION", "OTRA_EXPLOTACION_SEXUAL"})
_YEAR = len("2017")
_UIDS_A_STATEMENT = 2_000
_MOST_KEPT = 4_096  # values of one field that are read once

# In lists of many: the driver takes as long for a row as for a thousand items. A uid is a digest:
# its first signs part a million people into lists of some 4,000.
_EPISODE = """
RETURN substring(v.uid, 2, 2) AS part,
       collect([v.uid, c.uid, l.counted, c.since, c.until, v.sex, l.age, l.every_purpose,
                head([(v)-[:BORN_IN]->(b:Location) | b.uid]),
                head([(v)-[:RESIDES_IN]->(h:Location) | h.uid]), l.way]) AS found
"""
_EPISODES = "MATCH (v:Victim)-[l:VICTIM_IN]->(c:Case)" + _EPISODE
_OF_CASES = (
    "UNWIND $uids AS uid MATCH (c:Case {uid: uid}) MATCH (v:Victim)-[l:VICTIM_IN]->(c)" + _EPISODE
)
_OF_PEOPLE = (
    "UNWIND $uids AS uid MATCH (v:Person {uid: uid}) MATCH (v)-[l:VICTIM_IN]->(c:Case)" + _EPISODE
)
_RECORDS = """
MATCH (v:Victim)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'victim'
RETURN substring(v.uid, 2, 2) AS part, collect([v.uid, r.uid, r.registry, r.case_key]) AS found
"""
_KEYS_OF_CASES = """
MATCH (c:Case)-[:ATTESTED_BY]->(r:Record)
WHERE r.kind = 'case'
RETURN substring(c.uid, 2, 2) AS part, collect([c.uid, r.registry, r.case_key]) AS found
"""


class Episode(NamedTuple):
    """A victim in a case, as the canonical layer has both; see ``VictimIn`` for what stands there.

    ``counted`` has ``REGISTRY:year`` for each registry that names the victim. ``way`` has the
    places of the first capture, of the last arrival, then of transport. ``records`` are those that
    name the victim in the case, each as uid, registry and number; ``keys`` are all registrations
    and carpetas of the case, as registry and number. Both stand only if they were asked for.
    """

    person: str
    case: str
    counted: Sequence[str] | None
    since: str | None
    until: str | None
    sex: str | None
    age: float | None
    purposes: Sequence[str] | None
    birth: str | None
    residence: str | None
    way: Sequence[str] | None
    records: Sequence[Sequence[str]] = ()
    keys: Sequence[Sequence[str]] = ()


def microdata(graph: Graph) -> pd.DataFrame:
    """Return the microdata of a graph, sorted by person and case.

    Raises:
        EngineError: the engine failed.
    """
    return frame_of(episodes(graph))


def episodes(graph: Graph) -> Iterator[Episode]:
    """Yield every episode that the graph has now, in no order."""
    return (Episode(*values) for row in graph.stream(_EPISODES) for values in row["found"])


def episodes_around(
    graph: Graph, cases: Collection[str], people: Collection[str]
) -> Iterator[Episode]:
    """Yield the episodes of these cases, and of these people, each once."""
    met: set[tuple[str, str]] = set()
    for text, uids in ((_OF_CASES, cases), (_OF_PEOPLE, people)):
        for some in batched(sorted(uids), _UIDS_A_STATEMENT):
            rows = graph.stream(text, uids=some)
            for episode in (Episode(*values) for row in rows for values in row["found"]):
                if (episode.person, episode.case) not in met:
                    met.add((episode.person, episode.case))
                    yield episode


def episodes_with_records(graph: Graph) -> Iterator[Episode]:
    """Yield every episode that the graph has now, in no order, with its records."""
    keys: dict[str, list[tuple[str, str]]] = defaultdict(list)
    case_of: dict[tuple[str, str], str] = {}
    for row in graph.stream(_KEYS_OF_CASES):
        for case, registry, number in row["found"]:
            keys[case].append((registry, number))
            case_of[registry, number] = case
    held: dict[str, list[list[str]]] = defaultdict(list)
    for row in graph.stream(_RECORDS):
        for person, *record in row["found"]:
            held[person].append(record)
    for episode in episodes(graph):
        # A case whose own row is missing has no record of its own: its victims stand in it alone.
        records = [
            record
            for record in held.get(episode.person, ())
            if case_of.get((record[1], record[2]), episode.case) == episode.case
        ]
        yield episode._replace(records=records, keys=keys.get(episode.case, ()))


def frame_of(found: Iterable[Episode]) -> pd.DataFrame:
    """Return the microdata of episodes, sorted by person and case."""
    rows = sorted((_row(episode) for episode in found), key=lambda row: row[:2])
    frame = pd.DataFrame.from_records(rows, columns=list(COLUMNS))
    types = {name: "Int64" if name == "year" else "string" for name in COLUMNS}
    return frame.astype(types)


def registrations_of(found: Iterable[Episode]) -> pd.DataFrame:
    """Return the microdata with a row for each registration that names the victim.

    The registry is that of the registration; ``entry`` is its key, ``REGISTRY:number``.
    """
    with_records = list(found)
    frame = frame_of(with_records)
    rows = [
        (episode.person, episode.case, registry, f"{registry}:{number}")
        for episode in with_records
        for registry, number in sorted({(record[1], record[2]) for record in episode.records})
    ]
    names = ["person", "case", "registry", "entry"]
    entries = pd.DataFrame.from_records(rows, columns=names).astype("string")
    return entries.merge(frame.drop(columns="registry"), on=["person", "case"])


def _row(episode: Episode) -> tuple[Any, ...]:
    year, basis = _year(episode)
    way = [place or None for place in episode.way or ()]
    origin, destination, transit = (*way, None, None, None)[:3]
    return (
        episode.person,
        episode.case,
        _counted(tuple(episode.counted or ()))[0],
        year,
        basis,
        episode.sex,
        _band(episode.age),
        _purpose(tuple(episode.purposes or ())),
        episode.birth,
        episode.residence,
        origin,
        transit,
        destination,
    )


def _year(episode: Episode) -> tuple[int | None, str | None]:
    """Return the year of the fact, if all its days are in one; else that of registration."""
    since, until = (episode.since or "")[:_YEAR], (episode.until or "")[:_YEAR]
    if since and since == until:
        return int(since), OF_FACT
    year = _counted(tuple(episode.counted or ()))[1]
    return (None, None) if year is None else (year, OF_REGISTRATION)


# Hundreds of thousands of episodes have some hundreds of values of these.


@lru_cache(maxsize=_MOST_KEPT)
def _counted(entries: tuple[str, ...]) -> tuple[str | None, int | None]:
    """Return where registries count somebody, and the first year of registration."""
    parts = [entry.partition(":") for entry in entries]
    years = [int(year) for _, _, year in parts if year]
    return registry_of(name for name, _, _ in parts), min(years, default=None)


@lru_cache(maxsize=_MOST_KEPT)
def _purpose(codes: tuple[str, ...]) -> str | None:
    return purpose_of(codes)


@lru_cache(maxsize=_MOST_KEPT)
def _band(age: float | None) -> str | None:
    return None if age is None else age_band(age)


def registry_of(registries: Iterable[str]) -> str | None:
    """Return where registries together count somebody: RETA, SISTRA, AMBOS, or another source.

    >>> registry_of(["SISTRA", "RETA"]), registry_of(["RETA", "HTCDS"]), registry_of(["HTCDS"])
    ('AMBOS', 'RETA', 'HTCDS')
    """
    held = set(registries)
    if {_POLICE, _PROSECUTORS} <= held:
        return BOTH
    return next((name for name in (_POLICE, _PROSECUTORS) if name in held), min(held, default=None))


def purpose_of(codes: Iterable[str]) -> str | None:
    """Return the one purpose that codes tell, VARIAS if they tell several, None for no code.

    A vague code yields to a precise one; sexual exploitation, to the form that it took.

    >>> purpose_of(["EXPLOTACION_SEXUAL", "PROSTITUCION"]), purpose_of(["MENDICIDAD", "VENTA_NNA"])
    ('PROSTITUCION', 'VARIAS')
    """
    told = set(codes)
    for vague in _VAGUE:
        if len(told) > 1:
            told.discard(vague)
    if told & _WITHIN_SEXUAL:
        told.discard(_SEXUAL)
    return SEVERAL if len(told) > 1 else next(iter(told), None)


def by_person(frame: pd.DataFrame) -> Mapping[str, str | None]:
    """Return for each person where registries count them, over all of their episodes."""
    known = frame[["person", "registry"]].dropna().drop_duplicates()
    alone = known.drop_duplicates("person", keep=False)
    found: dict[str, str | None] = dict(zip(alone["person"], alone["registry"], strict=True))
    several = known[known["person"].duplicated(keep=False)]
    for person, held in several.groupby("person")["registry"]:
        parts = {
            one for name in held for one in ((_POLICE, _PROSECUTORS) if name == BOTH else (name,))
        }
        found[str(person)] = registry_of(parts)
    return found
