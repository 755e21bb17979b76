"""A graph in which A, B and V share three cases among 300 cases of two strangers. SINTETICO."""

from collections.abc import Iterable

from trama.graph.engine import Graph

CASES = 300
"""Cases of two suspects who meet once, beside the three suspects who meet in three cases."""

SHARED = (("N-1", "2010-03-05"), ("N-2", "2011-03-05"), ("N-3", "2012-03-05"))

_ACCUSE = (
    "UNWIND $rows AS row "
    "MERGE (c:Case {uid: row.case}) SET c.since = row.day, c.until = row.day, "
    "c.registries = ['RETA'], c.numbers = ['RETA:' + row.case] "
    "MERGE (s:Person:Suspect {uid: row.suspect}) SET s.pseudonym = 'X-' + row.suspect, "
    "s.name = 'SINTETICO ' + row.suspect "
    "MERGE (s)-[:SUSPECT_IN {excluded: false}]->(c)"
)


def accuse(graph: Graph, people: str, cases: Iterable[tuple[str, str]]) -> None:
    """Accuse the people of these letters in cases of these days; A is the suspect P-A."""
    rows = [
        {"case": case, "suspect": f"P-{who}", "day": day} for case, day in cases for who in people
    ]
    graph.write_rows(_ACCUSE, rows=rows)


def accuse_strangers(graph: Graph, cases: int = CASES) -> None:
    """Accuse two strangers in each of some cases, of the years 2010 to 2014."""
    rows = [
        {"case": f"C-{number}", "suspect": f"P-{number} {who}", "day": f"201{number % 5}-03-05"}
        for number in range(cases)
        for who in "XY"
    ]
    graph.write_rows(_ACCUSE, rows=rows)


def write_recurring(graph: Graph) -> None:
    """Write the graph. V was a victim in another case."""
    accuse_strangers(graph)
    accuse(graph, "ABV", SHARED)
    graph.write_rows(
        "MATCH (s:Suspect {uid: 'P-V'}), (c:Case {uid: 'C-0'}) SET s:Victim "
        "CREATE (s)-[:VICTIM_IN]->(c)"
    )
