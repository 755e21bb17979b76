"""Registries as a caller names them: those of the ontology, and those that a profile founded."""

from importlib.resources import files

from trama.core.errors import BadParameter
from trama.graph.ontology.codelists import code_list
from trama.queries.header import Parameter
from trama.queries.lookups.subjects import Lookup

_ENOUGH = 100  # registries that a graph may hold of files


def find_registry(written: str, parameter: Parameter, lookup: Lookup) -> str:
    """Returns the code of the registry; the graph is asked only for one that no list has.

    Raises:
        BadParameter: neither the ontology nor the graph knows it.
    """
    code = written.strip().upper()
    known = list(code_list("registry").codes)
    if code not in known:
        text = (files("trama.queries") / "lookups" / "registries.cypher").read_text("utf-8")
        rows = lookup.graph.read(text, {}, seconds=lookup.seconds, rows=_ENOUGH).rows
        known += [row["registry"] for row in rows if row["registry"] not in known]
    if code not in known:
        listed = ", ".join(known)
        raise BadParameter(
            name=parameter.name, why_es=f"uno de: {listed}", why_en=f"one of: {listed}"
        )
    return code
