"""The values of VICTIM_IN that a load keeps, as a scan gives them, in plain Python."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from trama.graph.engine import Graph

Values = dict[str, dict[str, Any]]

WHOLE = ("CAPTACION", "TRANSPORTE", "RECEPCION")
ARRIVED = ("RECEPCION", "RETENCION", "EXPLOTACION")
PHASES = (*WHOLE, "RETENCION", "EXPLOTACION", "APOYO")

STAGES = """
MATCH (v:Victim)-[l:VICTIM_IN]->(c:Case)
OPTIONAL MATCH (v)-[:SUBJECTED_TO]->(s:Stage)-[:PART_OF]->(c)
OPTIONAL MATCH (s)-[:AT]->(place:Location)
RETURN v.uid + ' ' + c.uid AS key, properties(l) AS told, properties(s) AS stage, place.uid AS place
ORDER BY key, s.position, s.uid
"""
KEPT = """
MATCH (v:Victim)-[l:VICTIM_IN]->(c:Case)
RETURN v.uid + ' ' + c.uid AS uid, l.stages AS stages, l.way AS way, l.missing AS missing,
       l.without_place AS without_place, l.counted AS counted,
       l.every_recruitment AS every_recruitment, l.every_means AS every_means,
       l.every_purpose AS every_purpose, l.days_held AS days_held, l.chain AS chain
"""
ABSENCES = """
MATCH (c:Case)
RETURN c.uid AS uid, c.since AS since, COLLECT { MATCH (c)-[:AT]->(l) RETURN l.uid } AS at,
       COUNT { MATCH (c)<-[:PART_OF]-(:Stage)-[:AT]->() } AS of_stages,
       COUNT { MATCH (c)<-[:PART_OF]-(:Stage) } AS stages
"""


def scanned_absences(graph: Graph, ways: Values) -> Values:
    """Return ``lacks`` and ``place`` of each case; ``ways`` are those of its victims."""
    arrived = defaultdict(set)
    for key, way in ways.items():
        arrived[key.split(" ")[1]] |= {uid for uid in way.get("way", ())[1:2] if "-" in uid}
    found = {}
    for row in graph.stream(ABSENCES):
        told = {
            "DATE": row["since"],
            "PLACE": row["at"] or row["of_stages"],
            "STAGES": row["stages"],
        }
        fact = [uid for uid in row["at"] if "-" in uid]
        found[row["uid"]] = known(
            {
                "lacks": [name for name, value in told.items() if not value],
                "place": min(fact or arrived[row["uid"]], default=None),
            }
        )
    return found


def scanned_ways(graph: Graph) -> Values:
    """Return the values of each victim in a case, by the uids of both; ``counted`` is left out."""
    told: dict[str, dict[str, Any]] = {}
    lived: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in graph.stream(STAGES):
        told[row["key"]] = row["told"]
        if row["stage"]:
            lived[row["key"]].append({**row["stage"], "place": row["place"] or ""})
    return {
        key: known(_way(lived[key]) | _every_code([said, *lived[key]]) | _chain(lived[key]))
        for key, said in told.items()
    }


def kept_ways(graph: Graph) -> Values:
    """Return the values that the graph keeps, in the form of :func:`scanned_ways`."""
    return {row["uid"]: known({**row, "uid": None}) for row in graph.stream(KEPT)}


def known(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without unknown values and empty lists."""
    return {name: value for name, value in row.items() if value is not None and value != []}


def _way(stages: list[dict[str, Any]]) -> dict[str, Any]:
    pairs = [(stage["phase"], stage["place"]) for stage in stages]
    captured = [place for phase, place in pairs if phase == "CAPTACION" and place]
    arrived = [place for phase, place in pairs if phase in ARRIVED and place]
    passed = [place for phase, place in pairs if phase == "TRANSPORTE" and place]
    lived = {"RECEPCION" if phase == "RETENCION" else phase for phase, _ in pairs}
    ends = [(captured or [""])[0], (arrived or [""])[-1]]
    return {
        "stages": len(stages),
        "way": [*ends, *passed] if stages else [],
        "missing": [phase for phase in WHOLE if phase not in lived],
        "without_place": [phase for phase in PHASES if (phase, "") in pairs],
    }


def _every_code(told: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "every_recruitment": sorted(
            {said["recruitment"] for said in told if "recruitment" in said}
        ),
        "every_means": sorted({code for said in told for code in said.get("means", ())}),
        "every_purpose": sorted({code for said in told for code in said.get("purposes", ())}),
    }


def _chain(stages: list[dict[str, Any]]) -> dict[str, Any]:
    days = [
        (date.fromisoformat(stage["since"]), date.fromisoformat(stage["until"]))
        for stage in stages
        if stage["phase"] in ARRIVED
        and (len(stage.get("date", "")) == 10 or "/" in stage.get("date", ""))
    ]
    span = (max(last for _, last in days) - min(first for first, _ in days)).days if days else 0
    return {
        "days_held": span if span > 0 else None,
        "chain": [
            " ".join(
                str(stage.get(name, ""))
                for name in ("position", "uid", "phase", "place", "since", "until")
            )
            for stage in stages
        ],
    }
