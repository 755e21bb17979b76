"""The models of linkage that judged in a graph, kept in it beside the judgements that name them.

A model is a node of the graph, and no file of a home folder: judgements travel with the graph, and
another installation can then repeat the linkage. A model holds weights of levels of comparison,
and no value of a record.
"""

from dataclasses import replace
from pathlib import Path

from trama.core.errors import BadParameter, UnknownName
from trama.graph.engine import Graph
from trama.graph.store.link_models import put_model, read_models
from trama.linkage.model.shipped import NAME, shipped_model
from trama.linkage.model.weights import Model, model_of_text, read_model
from trama.ontology.internal_layer import LinkModel

LEAST_SIGNS = 6
"""Signs of a hash that a user must give at least: one in 16 million models has the same."""

Thresholds = tuple[float | None, float | None]


def keep_model(graph: Graph, model: Model, name: str, at: str) -> bool:
    """Store a model unless the graph has it already. Return whether it was stored.

    ``at`` is the present second, ISO 8601.
    """
    if any(kept.uid == model.hash for kept in read_models(graph)):
        return False
    kept = LinkModel(uid=model.hash, name=name, content=model.text(), at=at)
    put_model(graph, kept)
    return True


def kept_model(graph: Graph, name: str) -> LinkModel:
    """Return the model that judgements name so: ``NAME@HASH``, or ``@HASH`` alone.

    ``HASH`` are the first signs of the hash, `LEAST_SIGNS` or more.

    Raises:
        BadParameter: there are too few signs.
        UnknownName: the graph has no such model, or more than one.
    """
    signs = name.rpartition("@")[2].lower()
    if len(signs) < LEAST_SIGNS:
        raise BadParameter(
            name="model",
            why_es=f"tras la @ van {LEAST_SIGNS} signos del hash o más",
            why_en=f"{LEAST_SIGNS} signs of the hash or more follow the @",
        )
    models = read_models(graph)
    found = [model for model in models if model.uid.startswith(signs)]
    if len(found) == 1:
        return found[0]
    named = ", ".join(f"{model.name}@{model.uid[:12]}" for model in models)
    raise UnknownName(
        kind=("un solo modelo así en el grafo", "exactly one such model in the graph"),
        name=name,
        hint=(
            f"El grafo guarda: {named or 'ninguno'}. Dé uno de estos o el archivo del modelo.",
            f"The graph keeps: {named or 'none'}. Give one of these or the model's file.",
        ),
    )


def chosen_model(
    given: Path | None, thresholds: Thresholds, graph: Graph | None = None
) -> tuple[str, Model]:
    """Return the name of the model, and the model with the thresholds that were asked for.

    ``given`` is a file, the ``NAME@HASH`` of a model that ``graph`` keeps, or None for the shipped
    model. ``thresholds`` are ``same_at`` and ``ask_at``; None leaves that of the model.

    Raises:
        InputError: the file is no model, or it or the kept model is of another version.
        UnknownName: the graph keeps no such model.
        BadParameter: the thresholds are out of order, or a kept model is asked for without a graph.
    """
    if given is None:
        name, model = NAME, shipped_model()
    elif "@" in str(given) and not given.exists():
        if graph is None:
            raise BadParameter(
                name="model",
                why_es="sin grafo pide un archivo; trama link model NOMBRE@HASH lo escribe",
                why_en="without a graph it is a file; trama link model NAME@HASH writes it",
            )
        kept = kept_model(graph, str(given))
        name, model = kept.name, model_of_text(kept.content, f"{kept.name}@{kept.uid[:12]}")
    else:
        name, model = given.stem, read_model(given)
    same_at, ask_at = thresholds
    asked = replace(
        model,
        same_at=model.same_at if same_at is None else same_at,
        ask_at=model.ask_at if ask_at is None else ask_at,
    )
    return name, asked
