"""The routes between places, derived from the legs of stages and kept where legs change.

(:Location)-[:ROUTE {level, cases, victims, first, last, recent}]->(:Location)

``cases`` and ``victims`` are distinct counts; ``first`` and ``last`` are ISO days; ``recent`` has
the uids of the latest cases. A transaction that changes legs notes what their routes gain, or that
they are stale; the load adds the gains at its end, and counts the stale ones whole.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from trama.core.batches import batched
from trama.graph.engine import Graph, Transaction
from trama.graph.store.fence import Fence
from trama.graph.store.route_gains import RECENT_CASES, Gain, Leg, as_text, grown, total
from trama.ontology.canonical_layer import Case, Location, Person, Stage
from trama.ontology.classes import label_of, type_of
from trama.ontology.internal_layer import StaleRoutes
from trama.ontology.tally_layer import Route

Progress = Callable[[int, int], None]

_STALE, _ROUTE, _LOCATION = label_of(StaleRoutes), type_of(Route), label_of(Location)
_LEGS_A_TRANSACTION = 2_000  # the engines hold a transaction in memory
_NOTES_A_TRANSACTION = 4  # a note has the legs of some 750 rows, at most 1,000

PROPERTY_OF_LEVEL = {
    "DISTRITO": "leg_district",
    "PROVINCIA": "leg_province",
    "DEPARTAMENTO": "leg_department",
    "PAIS": "leg_country",
}
"""The property of a stage that holds its leg, by level."""

_NOTE = f"CREATE (n:{_STALE} {{uid: $uid, legs: $legs}})"
_NOTED = f"MATCH (n:{_STALE}) WHERE n.legs IS NOT NULL RETURN n.uid AS uid, n.legs AS legs"
_FORGET = f"UNWIND $uids AS uid MATCH (n:{_STALE} {{uid: uid}}) DELETE n"
_NOTE_GAINS = f"CREATE (n:{_STALE} {{uid: $uid, gains: $gains}})"
_NOTED_GAINS = f"MATCH (n:{_STALE}) WHERE n.gains IS NOT NULL RETURN n.uid AS uid"
_GAINS = f"UNWIND $uids AS uid MATCH (n:{_STALE} {{uid: uid}}) RETURN n.gains AS gains"
_LEGS_OF_STAGE = ", ".join(f"s.{name} AS {level}" for level, name in PROPERTY_OF_LEVEL.items())
_TRAVELLED_BY = (
    f"UNWIND $victims AS uid MATCH (:{label_of(Person)} {{uid: uid}})-[:SUBJECTED_TO]->"
    f"(s:{label_of(Stage)})-[:PART_OF]->(c:{label_of(Case)}) "
    f"RETURN uid, c.uid AS case, {_LEGS_OF_STAGE}"
)
_TRAVELLED_IN = (
    f"UNWIND $cases AS uid MATCH (c:{label_of(Case)} {{uid: uid}})<-[:PART_OF]-"
    f"(s:{label_of(Stage)}) RETURN DISTINCT uid, c.until AS ended, {_LEGS_OF_STAGE}"
)
_ENDED = (
    f"UNWIND $cases AS uid MATCH (c:{label_of(Case)} {{uid: uid}}) RETURN uid, c.until AS ended"
)
_HELD = (
    f"UNWIND $rows AS row MATCH (a:{_LOCATION} {{uid: row.start}})"
    f"-[r:{_ROUTE} {{level: row.level}}]->(b:{_LOCATION} {{uid: row.end}}) "
    "RETURN row.level + ' ' + row.start + '>' + row.end AS leg, properties(r) AS route"
)
_COUNT = (
    # The stage first and alone: the embedded engine begins a pattern at its first node. 378 legs
    # of a 300-case graph took 11.7 s from the cases and 0.4 s from the indexed stages.
    "UNWIND $legs AS leg "
    f"MATCH (s:{label_of(Stage)} {{%s: leg}}) "
    f"MATCH (s)-[:PART_OF]->(c:{label_of(Case)}) "
    f"MATCH (s)<-[:SUBJECTED_TO]-(v:{label_of(Person)}) "
    "RETURN leg, count(DISTINCT c) AS cases, count(DISTINCT v) AS victims, "
    "min(s.since) AS first, max(s.until) AS last"
)
# For each leg alone: a sort of the cases of many legs would pass the embedded engine's memory.
_RECENT = (
    "UNWIND $legs AS leg RETURN leg, "
    f"COLLECT {{{{ MATCH (s:{label_of(Stage)} {{{{{{name}}: leg}}}}) "
    f"MATCH (s)-[:PART_OF]->(c:{label_of(Case)}) WITH DISTINCT c "
    f"RETURN c.uid ORDER BY coalesce(c.until, '') DESC, c.uid LIMIT {RECENT_CASES} }}}} AS recent"
)
_KEEP = (
    f"UNWIND $rows AS row MATCH (a:{_LOCATION} {{uid: row.start}}) "
    f"MATCH (b:{_LOCATION} {{uid: row.end}}) "
    f"MERGE (a)-[r:{_ROUTE} {{level: row.level}}]->(b) SET r = row.properties"
)
_DROP = (
    f"UNWIND $rows AS row MATCH (:{_LOCATION} {{uid: row.start}})"
    f"-[r:{_ROUTE} {{level: row.level}}]->(:{_LOCATION} {{uid: row.end}}) DELETE r"
)


def note_stale(transaction: Transaction, legs: Collection[Leg]) -> None:
    """Note, within ``transaction``, that the routes of these legs must be counted whole."""
    if legs:
        noted = sorted(map(_text, legs))
        transaction.run(_NOTE, uid=secrets.token_hex(8), legs=noted).consume()


def note_gains(transaction: Transaction, gained: Mapping[Leg, Gain]) -> None:
    """Note, within ``transaction`` and after its changes, what the routes of legs gain.

    A victim who has a part in further cases counts unless they travel the leg there.
    """
    if not gained:
        return
    guests = sorted({guest for gain in gained.values() for guest in gain.guests})
    elsewhere: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in transaction.run(_TRAVELLED_BY, victims=guests).data() if guests else ():
        for leg in _legs_in(row):
            elsewhere[row["uid"], leg].add(row["case"])
    settled = {
        leg: gain.settled(
            guest for guest in gain.guests if elsewhere[guest, _text(leg)] <= set(gain.touched)
        )
        for leg, gain in gained.items()
    }
    uid = secrets.token_hex(8)
    transaction.run(_NOTE_GAINS, uid=uid, gains=as_text(settled)).consume()


def rebuild_routes(graph: Graph, fence: Fence, progress: Progress | None = None) -> int:
    """Make the routes what the legs say, whichever load changed them. Return how many legs.

    1. Add the noted gains to the routes, those of a load that died included (`_add_gains`).
    2. Read the legs that transactions noted as stale.
    3. For a batch of legs, in one transaction: count the distinct cases and victims whose stages
       have each leg, and find the first and the last day.
    4. In the same transaction, store the route of each leg that was counted. Remove the route of
       each leg that no stage has any more.
    5. After the last batch, remove the notes that were read in step 2.

    An interruption does no harm: a gain goes with its note. The notes of stale legs stay until
    step 5, and counting twice gives the same.

    Example: ``DEPARTAMENTO PE-08>PE-15`` (Cusco to Lima) is noted. Three stages have that leg,
    between 2016-01-01 and 2017-03-05: of P-1 and P-2 in case C-1, and of P-1 in case C-2. The route
    from PE-08 to PE-15 becomes ``{level: "DEPARTAMENTO", cases: 2, victims: 2, first:
    "2016-01-01", last: "2017-03-05", recent: ["C-1", "C-2"]}``, and 1 is returned.

    ``progress`` receives how many notes, and then how many stale legs, are done, and of how many.

    Raises:
        LoadInterrupted: another load took the turn, and counts what is left.
    """
    added = _add_gains(graph, fence, progress)
    notes = list(graph.stream(_NOTED))
    uids = [note["uid"] for note in notes]
    legs = sorted({leg for note in notes for leg in note["legs"]})
    for begin in range(0, len(legs), _LEGS_A_TRANSACTION):
        batch = legs[begin : begin + _LEGS_A_TRANSACTION]
        fence.write(_recount(batch))
        if progress is not None:
            progress(begin + len(batch), len(legs))
    if uids:
        fence.write(lambda transaction: transaction.run(_FORGET, uids=uids).consume())
    return len(added.union(legs))


def _add_gains(graph: Graph, fence: Fence, progress: Progress | None) -> set[str]:
    """Add the noted gains to their routes; return the legs.

    The routes and their notes change in one transaction. A route that its gain cannot tell is
    noted as stale in place of the gain, and counted when no gain is left.
    """
    uids = [row["uid"] for row in graph.stream(_NOTED_GAINS)]
    added: set[str] = set()
    for done, some in enumerate(batched(uids, _NOTES_A_TRANSACTION), start=1):
        fence.write(partial(_add, uids=some, added=added))
        if progress is not None:
            progress(min(done * _NOTES_A_TRANSACTION, len(uids)), len(uids))
    return added


def _add(transaction: Transaction, *, uids: Collection[str], added: set[str]) -> None:
    texts = [row["gains"] for row in transaction.run(_GAINS, uids=uids).data()]
    gains = {_text(leg): gain for leg, gain in total(texts).items()}
    rows = [_row(*leg.split(" ")) for leg in gains]
    held = {row["leg"]: row["route"] for row in transaction.run(_HELD, rows=rows).data()}
    ends = _ends(transaction, gains, held)
    kept, untold = [], set()
    for leg, gain in gains.items():
        route = grown(held.get(leg), gain, ends[leg])
        level, way = leg.split(" ")
        if route is None:
            untold.add(Leg(level, way))
        else:
            kept.append(_row(level, way) | {"properties": {"level": level, **route}})
    transaction.run(_KEEP, rows=kept).consume()
    transaction.run(_FORGET, uids=uids).consume()
    note_stale(transaction, untold)
    added.update(gains)


def _ends(
    transaction: Transaction, gains: Mapping[str, Gain], held: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, str]]:
    """Return the last day, or '', of the latest and the touched cases that travel each leg now."""
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    touched = sorted({case for gain in gains.values() for case in gain.touched})
    for row in transaction.run(_TRAVELLED_IN, cases=touched).data():
        for leg in _legs_in(row):
            if leg in gains and row["uid"] in gains[leg].touched:
                ends[leg][row["uid"]] = row["ended"] or ""
    untouched = {
        leg: set(route.get("recent") or ()) - set(gains[leg].touched) for leg, route in held.items()
    }
    named = sorted(set[str]().union(*untouched.values()))
    ended = {row["uid"]: row["ended"] for row in transaction.run(_ENDED, cases=named).data()}
    for leg, cases in untouched.items():
        ends[leg].update((case, ended[case] or "") for case in cases if case in ended)
    return ends


def _text(leg: Leg) -> str:
    return f"{leg.level} {leg.leg}"


def _legs_in(row: Mapping[str, Any]) -> list[str]:
    """Return the legs of a stage, as notes write them."""
    return [f"{level} {row[level]}" for level in PROPERTY_OF_LEVEL if row[level]]


def _recount(legs: Collection[str]) -> Callable[[Transaction], None]:
    def work(transaction: Transaction) -> None:
        by_level: dict[str, list[str]] = defaultdict(list)
        for noted in legs:
            level, _, leg = noted.partition(" ")
            by_level[level].append(leg)
        for level, legs_of_level in by_level.items():
            _recount_level(transaction, level, legs_of_level)

    return work


def _recount_level(transaction: Transaction, level: str, legs: list[str]) -> None:
    name = PROPERTY_OF_LEVEL[level]
    counted = {row["leg"]: row for row in transaction.run(_COUNT % name, legs=legs).data()}
    for row in transaction.run(_RECENT.format(name=name), legs=list(counted)).data():
        counted[row["leg"]]["recent"] = row["recent"]
    kept = [_row(level, leg) | {"properties": _route(level, row)} for leg, row in counted.items()]
    dropped = [_row(level, leg) for leg in legs if leg not in counted]
    if kept:
        transaction.run(_KEEP, rows=kept).consume()
    if dropped:
        transaction.run(_DROP, rows=dropped).consume()


def _row(level: str, leg: str) -> dict[str, Any]:
    start, _, end = leg.partition(">")
    return {"level": level, "start": start, "end": end}


def _route(level: str, row: dict[str, Any]) -> dict[str, Any]:
    counts = {name: row[name] for name in ("cases", "victims", "first", "last", "recent")}
    route = {"level": level, **counts}
    return {name: value for name, value in route.items() if value is not None}
