"""Registries as a caller names them: of the ontology, or founded by a profile."""

from importlib.resources import files

from trama.cypher.header import Parameter
from trama.cypher.parameter_text import not_among
from trama.ontology.codelists import code_list
from trama.queries.lookups.lookup import Lookup

_ENOUGH = 100  # registries: a graph holds far fewer


def find_registry(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Return the code of the registry; ask the graph only if the ontology lacks it.

    Raises:
        BadParameter: neither the ontology nor the graph knows the registry.
    """
    code = written.strip().upper()
    known = list(code_list("registry").codes)
    if code not in known:
        text = (files("trama.queries") / "lookups" / "registries.cypher").read_text("utf-8")
        rows = lookup.graph.read(text, {}, seconds=lookup.seconds, rows=_ENOUGH).rows
        known += [row["registry"] for row in rows if row["registry"] not in known]
    if code not in known:
        raise not_among(parameter, code, dict.fromkeys(known, ""))
    return code
