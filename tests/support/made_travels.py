"""Invented cases with a victim's places of capture, way and arrival, in a graph (SINTETICO)."""

from collections.abc import Sequence
from dataclasses import dataclass

from scanned import keep_in_brief
from small_graph import PLACES

from trama.graph.engine import Graph

_CASES = """
UNWIND $rows AS row
MERGE (c:Case {uid: row.case})
SET c.numbers = ['RETA:SINT-' + row.case], c.registries = ['RETA'], c.since = row.since,
    c.until = row.until
CREATE (v:Person:Victim {uid: row.victim, pseudonym: 'P-' + row.victim, sex: row.sex,
                         name: 'VICTIMA SINTETICA ' + row.victim})
CREATE (v)-[:VICTIM_IN {age: row.age}]->(c)
"""
_STAGES = """
UNWIND $rows AS row
MATCH (v:Victim {uid: row.victim})-[:VICTIM_IN]->(c:Case {uid: row.case})
CREATE (s:Stage {uid: row.uid, position: row.position, phase: row.phase,
                 recruitment: row.recruitment})
CREATE (v)-[:SUBJECTED_TO]->(s)
CREATE (s)-[:PART_OF]->(c)
WITH s, row
MATCH (l:Location {uid: row.place})
CREATE (s)-[:AT]->(l)
WITH s, row
WHERE row.company IS NOT NULL
MERGE (o:Organisation {uid: 'Organisation:' + row.company})
SET o.name = row.company
CREATE (s)-[:USED]->(o)
"""
_TERMINALS = """
UNWIND $rows AS row
MATCH (s:Stage {uid: row.uid})
MERGE (e:Establishment {uid: 'Establishment:' + row.terminal + '@' + row.place})
SET e.name = row.terminal
CREATE (s)-[:USED]->(e)
"""
_SUSPECTS = """
UNWIND $rows AS row
MATCH (c:Case {uid: row[1]})
MERGE (s:Person:Suspect {uid: row[0]})
SET s.pseudonym = 'P-' + row[0], s.name = 'IMPUTADO SINTETICO ' + row[0]
CREATE (s)-[:SUSPECT_IN {excluded: false}]->(c)
"""


@dataclass(frozen=True, slots=True)
class Travel:
    """A victim of a case of her own, who was captured, passed and arrived at uids of places."""

    number: int
    origin: str
    destination: str
    transit: tuple[str, ...] = ()
    since: str = "2021-03-05"
    until: str = "2021-03-05"
    age: float | None = 20.0
    sex: str = "F"
    recruitment: str = "OFERTA_TRABAJO"
    company: str | None = None
    terminal: str | None = None

    @property
    def case(self) -> str:
        """The uid of the case."""
        return f"C-{self.number}"

    @property
    def victim(self) -> str:
        """The uid of the victim."""
        return f"V-{self.number}"


def write_travels(
    graph: Graph, travels: Sequence[Travel], accused: Sequence[tuple[str, str]] = ()
) -> None:
    """Write travels, and suspects (uid) of cases (uid), into an empty graph."""
    graph.write_rows(PLACES)
    graph.write_rows(
        _CASES,
        rows=[
            {
                "case": one.case,
                "victim": one.victim,
                "since": one.since,
                "until": one.until,
                "age": one.age,
                "sex": one.sex,
            }
            for one in travels
        ],
    )
    stages = [row for one in travels for row in _stages(one)]
    graph.write_rows(_STAGES, rows=stages)
    graph.write_rows(_TERMINALS, rows=[row for row in stages if row["terminal"]])
    graph.write_rows(_SUSPECTS, rows=[list(pair) for pair in accused])
    keep_in_brief(graph)


def _stages(travel: Travel) -> list[dict[str, object]]:
    lived = [("CAPTACION", travel.origin)]
    lived += [("TRANSPORTE", place) for place in travel.transit]
    lived.append(("RECEPCION", travel.destination))
    return [
        {
            "case": travel.case,
            "victim": travel.victim,
            "uid": f"E-{travel.number}-{position}",
            "position": position,
            "phase": phase,
            "place": place,
            "recruitment": travel.recruitment if phase == "CAPTACION" else None,
            "company": travel.company if phase == "RECEPCION" else None,
            "terminal": travel.terminal if phase == "RECEPCION" else None,
        }
        for position, (phase, place) in enumerate(lived, 1)
    ]
