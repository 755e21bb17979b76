"""The Cypher statements that write, made from labels and types that the ontology declares."""

from functools import cache

from trama.ontology.classes import EdgeKind


@cache
def create_nodes(labels: tuple[str, ...]) -> str:
    """Return the statement that makes nodes; ``$rows`` are their properties."""
    return f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row"


@cache
def share_nodes(label: str) -> str:
    """Return the statement that makes nodes if they are absent; see ``Changes.shared``."""
    return (
        f"UNWIND $rows AS row MERGE (n:{label} {{uid: row.uid}}) "
        "ON CREATE SET n += row "
        "ON MATCH SET n.name = CASE WHEN n.name < row.name THEN row.name ELSE n.name END"
    )


@cache
def merge_nodes(label: str) -> str:
    """Return the statement that makes nodes or replaces all their properties."""
    return f"UNWIND $rows AS row MERGE (n:{label} {{uid: row.uid}}) SET n = row"


@cache
def merge_edges(kind: EdgeKind) -> str:
    """Return the statement that makes relationships if they are absent; rows: start, end."""
    return (
        f"UNWIND $rows AS row MATCH (a:{kind.start} {{uid: row.start}}) "
        f"MATCH (b:{kind.end} {{uid: row.end}}) MERGE (a)-[:{kind.type}]->(b)"
    )


@cache
def update_nodes(label: str) -> str:
    """Return the statement that replaces all properties of nodes; rows: uid, properties."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{uid: row.uid}}) SET n = row.properties"


@cache
def label_nodes(label: str, gained: tuple[str, ...], lost: tuple[str, ...]) -> str:
    """Return the statement that gives nodes labels or takes them away; ``$rows`` are uids."""
    change = f"SET n:{':'.join(gained)}" if gained else f"REMOVE n:{':'.join(lost)}"
    return f"UNWIND $rows AS uid MATCH (n:{label} {{uid: uid}}) {change}"


@cache
def remove_nodes(label: str) -> str:
    """Return the statement that removes nodes and their relationships; ``$rows`` are uids."""
    return f"UNWIND $rows AS uid MATCH (n:{label} {{uid: uid}}) DETACH DELETE n"


@cache
def remove_unheld_nodes(label: str) -> str:
    """Return the statement that removes nodes without any relationship; ``$rows`` are uids."""
    return f"UNWIND $rows AS uid MATCH (n:{label} {{uid: uid}}) WHERE NOT (n)--() DELETE n"


@cache
def create_edges(kind: EdgeKind, *, by_start: bool, described: bool) -> str:
    """Return the statement that makes relationships and answers how many it ``made``.

    Each row has the ``uid`` of a common end and ``others``, the opposite ends. These are uids or,
    if the relationships are ``described`` by properties, maps of ``uid`` and ``properties``.
    Finding the common end once, and not once for each relationship, takes half the time.
    """
    common, opposite = (kind.start, kind.end) if by_start else (kind.end, kind.start)
    arrow = f"-[r:{kind.type}]->" if by_start else f"<-[r:{kind.type}]-"
    uid, described_by = ("other.uid", " SET r = other.properties") if described else ("other", "")
    return (
        f"UNWIND $rows AS row MATCH (a:{common} {{uid: row.uid}}) "
        f"UNWIND row.others AS other MATCH (b:{opposite} {{uid: {uid}}}) "
        f"CREATE (a){arrow}(b){described_by} RETURN count(*) AS made"
    )


@cache
def cut_edges(kind: EdgeKind) -> str:
    """Return the statement that removes relationships; rows: start, end."""
    return (
        f"UNWIND $rows AS row MATCH (:{kind.start} {{uid: row.start}})-[r:{kind.type}]->"
        f"(:{kind.end} {{uid: row.end}}) DELETE r"
    )
