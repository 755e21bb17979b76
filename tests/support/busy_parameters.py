"""Parameters that give any saved query much to answer: the busiest case and people of a graph."""

from trama.graph.engine import Graph
from trama.queries.catalog import SavedQuery


def some_parameters(query: SavedQuery, graph: Graph) -> dict[str, object]:
    """Return the parameters of the query's example, with the busiest case and people of the graph.

    A survey takes all cases and all properties.
    """
    parameters = dict(query.header.examples[0].parameters)
    for name, parameter in query.parameters.items():
        if name not in parameters:
            continue
        if parameter.type == "properties" or (parameter.type == "case" and not parameter.required):
            del parameters[name]
        elif name == "other":
            parameters[name] = _beside_the_busiest(graph, parameter.type == "case")
        elif parameter.type == "case":
            parameters[name] = busiest(graph, "(n:Case)<-[:PART_OF]-(s:Stage)", "uid")
        elif name == "victim":
            parameters[name] = busiest(graph, "(n:Victim)-[:SUBJECTED_TO]->(s)", "pseudonym")
        elif parameter.type == "person":
            parameters[name] = busiest(graph, "(n:Suspect)-[:SUSPECT_IN]->(s)", "pseudonym")
    return parameters


def broadest(query: SavedQuery) -> dict[str, object]:
    """Return the parameters with which the query answers the most rows that it allows."""
    broad: dict[str, object] = {}
    if "include_excluded" in query.parameters:
        broad["include_excluded"] = True
    if "min_cases" in query.parameters:
        broad["min_cases"] = query.parameters["min_cases"].min
    if "limit" in query.parameters:
        broad["limit"] = query.parameters["limit"].max
    return broad


def _beside_the_busiest(graph: Graph, is_case: bool) -> object:
    """Return a case that shares a person with the busiest case, or a suspect beside the busiest."""
    if is_case:
        key = busiest(graph, "(n:Case)<-[:PART_OF]-(s:Stage)", "uid")
        text = (
            "MATCH (:Case {uid: $key})<-[:SUSPECT_IN|VICTIM_IN]-(:Person)"
            "-[:SUSPECT_IN|VICTIM_IN]->(o:Case) WHERE o.uid <> $key RETURN min(o.uid) AS other"
        )
    else:
        key = busiest(graph, "(n:Suspect)-[:SUSPECT_IN]->(s)", "pseudonym")
        text = (
            "MATCH (:Person {pseudonym: $key})-[:SUSPECT_IN]->(:Case)<-[:SUSPECT_IN]-(o:Suspect) "
            "WHERE o.pseudonym <> $key RETURN min(o.pseudonym) AS other"
        )
    return next(graph.stream(text, key=key))["other"] or key


def busiest(graph: Graph, pattern: str, key: str) -> object:
    """Return the key of the node ``n`` of the pattern that has the most ``s``."""
    counted = f"MATCH {pattern} WITH n.{key} AS key, count(s) AS parts"
    (row,) = graph.stream(f"{counted} RETURN key ORDER BY parts DESC, key LIMIT 1")
    return row["key"]
