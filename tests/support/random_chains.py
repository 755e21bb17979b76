"""Random victims' stages (SINTETICO), and what a pattern finds in them by trying every stretch.

The oracle shares nothing with `trama.routes`: it writes a stretch as letters and the pattern as a
regular expression over them.
"""

import itertools
import re
from collections import defaultdict
from random import Random
from typing import Any

from scanned import keep_in_brief

from trama.graph.engine import Graph

PLACES = ("PE-080101", "PE-080108", "PE-08", "PE-150101", "PE-150132", "PE-15", "CO-ANT", "VE")
PHASES = ("CAPTACION", "TRANSPORTE", "RECEPCION", "RETENCION", "EXPLOTACION")
CASE = ("2018-01-01", "2018-12-31")  # the days between which every case lies
_MONTHS = ("2017-01", "2017-06", "2018-02", "2019-11")
_LAST = {"2017-01": "31", "2017-06": "30", "2018-02": "28", "2019-11": "30"}

Row = dict[str, Any]


def random_victims(seed: int, count: int) -> list[Row]:
    """Return victims, each with a case and its stages; every value may be unknown."""
    drawn = Random(seed)
    return [_victim(drawn, number) for number in range(count)]


def _victim(drawn: Random, number: int) -> Row:
    return {
        "uid": f"V-{number:03}",
        "case": f"C-{number // 2:03}",
        "since": CASE[0],
        "until": CASE[1],
        "sex": drawn.choice(("F", "M", None)),
        "age": drawn.choice((15.0, 17.0, 18.0, 30.0, None)),
        "purposes": drawn.choice((["MENDICIDAD"], ["PROSTITUCION"], None)),
        "stages": [
            _stage(drawn, f"E-{number:03}-{at}", at) for at in range(1, drawn.randint(1, 6) + 1)
        ],
    }


def _stage(drawn: Random, uid: str, position: int) -> Row:
    month = drawn.choice((*_MONTHS, None))
    exact = drawn.random() < 0.5
    day = f"{drawn.randint(1, 28):02}"
    return {
        "uid": uid,
        "position": position,
        "phase": drawn.choice(PHASES),
        "place": drawn.choice((*PLACES, None)),
        "since": month and f"{month}-{day if exact else '01'}",
        "until": month and f"{month}-{day if exact else _LAST[month]}",
        "transport": drawn.choice(("BUS", "FLUVIAL", None)),
        "registries": drawn.choice((["RETA"], ["SISTRA"], ["RETA", "SISTRA"], [])),
    }


def write_victims(graph: Graph, victims: list[Row]) -> None:
    """Write the victims into an empty graph."""
    graph.write_rows(
        "UNWIND $places AS uid CREATE (:Location {uid: uid, level: 'DISTRITO', name: uid, "
        "name_key: uid})",
        places=PLACES,
    )
    cases = sorted({one["case"] for one in victims})
    graph.write_rows(
        "UNWIND $cases AS uid CREATE (:Case {uid: uid, numbers: ['RETA:' + uid], "
        "registries: ['RETA'], since: $since, until: $until})",
        cases=cases,
        since=CASE[0],
        until=CASE[1],
    )
    graph.write_rows(
        "UNWIND $victims AS one MATCH (c:Case {uid: one.case}) "
        "CREATE (v:Person:Victim {uid: one.uid, pseudonym: 'X-' + one.uid, sex: one.sex}) "
        "CREATE (v)-[:VICTIM_IN {age: one.age, purposes: one.purposes}]->(c)",
        victims=[{k: v for k, v in one.items() if k != "stages"} for one in victims],
    )
    stages = [
        {"victim": one["uid"], "case": one["case"], **stage}
        for one in victims
        for stage in one["stages"]
    ]
    graph.write_rows(
        "UNWIND $stages AS one MATCH (c:Case {uid: one.case}) MATCH (v:Person {uid: one.victim}) "
        "CREATE (s:Stage {uid: one.uid, position: one.position, phase: one.phase, "
        "since: one.since, until: one.until, transport: one.transport}) "
        "CREATE (v)-[:SUBJECTED_TO]->(s) CREATE (s)-[:PART_OF]->(c)",
        stages=stages,
    )
    graph.write_rows(
        "UNWIND $stages AS one MATCH (s:Stage {uid: one.uid}) "
        "MATCH (l:Location {uid: one.place}) CREATE (s)-[:AT]->(l)",
        stages=[stage for stage in stages if stage["place"]],
    )
    records = [
        {"uid": f"R-{stage['uid']}-{registry}", "stage": stage["uid"], "registry": registry}
        for stage in stages
        for registry in stage["registries"]
    ]
    graph.write_rows(
        "UNWIND $records AS one MATCH (s:Stage {uid: one.stage}) CREATE (r:Record {uid: one.uid, "
        "registry: one.registry, kind: 'stage', case_key: one.stage}) "
        "CREATE (s)-[:ATTESTED_BY]->(r)",
        records=records,
    )
    keep_in_brief(graph)


def routes_by_trying(
    victims: list[Row],
    steps: list[tuple[str, tuple[str, ...], int, int]],
    *,
    minor: bool | None = None,
    transport: str | None = None,
    since: str = "0000",
    until: str = "9999",
) -> dict[tuple[tuple[str, str], ...], Row]:
    """Return the routes at the level of departments, each with its counts.

    A step is its phases (letters of ``PHASES`` in order, joined by ``|``), its places, and the
    least and the most of its stages.
    """
    found: dict[tuple[tuple[str, str], ...], Row] = defaultdict(
        lambda: {"victims": set(), "sure": set(), "cases": set(), "records": set(), "days": []}
    )
    for one in victims:
        if minor is not None and (one["age"] is None or (one["age"] < 18) != minor):
            continue
        fits = [
            (begin, end)
            for begin in range(len(one["stages"]))
            for end in range(begin + 1, len(one["stages"]) + 1)
            if _spells(one["stages"][begin:end], steps)
        ]
        for begin, end in fits:
            longer = [(b, e) for b, e in fits if b <= begin and end <= e and (b, e) != (begin, end)]
            chain = one["stages"][begin:end]
            if longer or (transport and transport not in {s["transport"] for s in chain}):
                continue
            asked = (since, until) != ("0000", "9999")
            low = min((s["since"] for s in chain if s["since"]), default=one["since"])
            high = max((s["until"] for s in chain if s["until"]), default=one["until"])
            if asked and (low is None or high is None or high < since or low > until):
                continue
            row = found[tuple((s["phase"], _department(s["place"])) for s in chain)]
            row["victims"].add(one["uid"])
            row["cases"].add(one["case"])
            row["days"] += [day for day in (low, high) if day]
            row["records"] |= {(s["uid"], registry) for s in chain for registry in s["registries"]}
            ordered = all(
                a["until"] and b["since"] and a["until"] < b["since"]
                for a, b in itertools.pairwise(chain)
            )
            inside = all(s["since"] for s in chain) and since <= low and high <= until
            if ordered and (inside or not asked):
                row["sure"].add(one["uid"])
    return dict(found)


def _spells(chain: list[Row], steps: list[tuple[str, tuple[str, ...], int, int]]) -> bool:
    for a, b in itertools.pairwise(chain):
        if a["since"] and b["until"] and b["until"] < a["since"]:
            return False
    letters = "".join(chr(ord("A") + at) for at in range(len(chain)))
    wanted = ""
    for phases, places, least, most in steps:
        fit = [
            letter
            for letter, stage in zip(letters, chain, strict=True)
            if stage["phase"] in phases.split("|")
            and (
                not places
                or (stage["place"] and any(stage["place"].startswith(around) for around in places))
            )
        ]
        wanted += f"[{''.join(fit) or '#'}]{{{least},{most}}}"
    return re.fullmatch(wanted, letters) is not None


def _department(place: str | None) -> str:
    if place is None:
        return ""
    return place[:5] if place.startswith("PE") else place
