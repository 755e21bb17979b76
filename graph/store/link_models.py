"""The models of linkage that judged, as the graph stores them."""

from dataclasses import asdict

from trama.graph.engine import Graph
from trama.ontology.classes import label_of
from trama.ontology.internal_layer import LinkModel

_MODEL = label_of(LinkModel)
_PUT = f"MERGE (m:{_MODEL} {{uid: $uid}}) SET m += $model"
_ALL = f"MATCH (m:{_MODEL}) RETURN properties(m) AS model ORDER BY m.at, m.uid"


def read_models(graph: Graph) -> list[LinkModel]:
    """Return all models, the oldest first."""
    return [LinkModel(**row["model"]) for row in graph.stream(_ALL)]


def put_model(graph: Graph, model: LinkModel) -> None:
    """Store a model. A model that is stored again stays one node."""
    graph.write_rows(_PUT, uid=model.uid, model=asdict(model))
