"""The Cypher of writing, made from labels and types that the ontology declares."""

from functools import cache

from trama.graph.ontology.classes import EdgeKind


@cache
def create_nodes(labels: tuple[str, ...]) -> str:
    """Returns the statement that makes nodes; ``$rows`` are their properties."""
    return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row"


@cache
def share_nodes(label: str) -> str:
    """Returns the statement that makes nodes where they are absent; see Changes.shared."""
    return (
        f"UNWIND $rows AS row MERGE (n:{label} {{uid: row.uid}}) "
        "ON CREATE SET n += row "
        "ON MATCH SET n.name = CASE WHEN n.name < row.name THEN row.name ELSE n.name END"
    )


@cache
def merge_nodes(label: str) -> str:
    """Returns the statement that makes nodes or gives them all properties anew."""
    return f"UNWIND $rows AS row MERGE (n:{label} {{uid: row.uid}}) SET n = row"


@cache
def merge_edges(kind: EdgeKind) -> str:
    """Returns the statement that makes relationships where they are absent; rows: start, end."""
    return (
        f"UNWIND $rows AS row MATCH (a:{kind.start} {{uid: row.start}}) "
        f"MATCH (b:{kind.end} {{uid: row.end}}) MERGE (a)-[:{kind.type}]->(b)"
    )


@cache
def update_nodes(label: str) -> str:
    """Returns the statement that gives nodes all their properties anew; rows: uid, properties."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{uid: row.uid}}) SET n = row.properties"


@cache
def label_nodes(label: str, gained: tuple[str, ...], lost: tuple[str, ...]) -> str:
    """Returns the statement that gives nodes labels or takes them away; ``$rows`` are uids."""
    change = f"SET n:{':'.join(gained)}" if gained else f"REMOVE n:{':'.join(lost)}"
    return f"UNWIND $rows AS uid MATCH (n:{label} {{uid: uid}}) {change}"


@cache
def remove_nodes(label: str) -> str:
    """Returns the statement that removes nodes and their relationships; ``$rows`` are uids."""
    return f"UNWIND $rows AS uid MATCH (n:{label} {{uid: uid}}) DETACH DELETE n"


@cache
def remove_unheld_nodes(label: str) -> str:
    """Returns the statement that removes those nodes that have no relationship left."""
    return f"UNWIND $rows AS uid MATCH (n:{label} {{uid: uid}}) WHERE NOT (n)--() DELETE n"


@cache
def create_edges(kind: EdgeKind, *, by_start: bool, described: bool) -> str:
    """Returns the statement that makes relationships, and how many it made.

    Rows: ``uid`` of one end and ``others``, the other ends: uids or, where relationships are
    ``described``, maps of ``uid`` and ``properties``. Defect one end once for all its
    relationships makes it twice as fast as finding both ends of each.
    """
    one, many = (kind.start, kind.end) if by_start else (kind.end, kind.start)
    arrow = f"-[r:{kind.type}]->" if by_start else f"<-[r:{kind.type}]-"
    uid, described_by = ("other.uid", " SET r = other.properties") if described else ("other", "")
    return (
        f"UNWIND $rows AS row MATCH (a:{one} {{uid: row.uid}}) "
        f"UNWIND row.others AS other MATCH (b:{many} {{uid: {uid}}}) "
        f"CREATE (a){arrow}(b){described_by} RETURN count(*) AS made"
    )


@cache
def cut_edges(kind: EdgeKind) -> str:
    """Returns the statement that removes relationships; rows: start, end."""
    return (
        f"UNWIND $rows AS row MATCH (:{kind.start} {{uid: row.start}})-[r:{kind.type}]->"
        f"(:{kind.end} {{uid: row.end}}) DELETE r"
    )
