"""The parameters of a question in a workspace: which name nodes, and which could name a person.

Deny by default: a value that its declaration does not bound is a free text.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trama.core.errors import UnknownName
from trama.cypher.header import Parameter, ParameterType
from trama.ontology.codelists import code_list
from trama.places.gazetteer import gazetteer
from trama.queries.catalog import saved_query
from trama.queries.lookups.places import LEVEL_NAMES
from trama.values.partial_date import is_partial_date
from trama.workspaces.investigation import InvestigationQuestion
from trama.workspaces.node_addresses import is_known, label_of

_NODES = frozenset(
    {ParameterType.PERSON, ParameterType.NODE, ParameterType.NODES, ParameterType.CASE}
)


def keys_asked(question: InvestigationQuestion) -> Iterator[str]:
    """Yield the keys of nodes in the parameters of a question."""
    for name, value in (question.parameters or {}).items():
        parameter = _declared(question.query).get(name)
        if parameter is not None and parameter.type in _NODES:
            yield from _texts(value)


def kept_parameters(
    question: InvestigationQuestion, addresses: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, tuple[str, ...] | str], bool]:
    """Return plain parameters, parameters as addresses, and whether all readers may know them.

    They may not if one is a free text or names a person.
    """
    plain: dict[str, Any] = {}
    nodes: dict[str, tuple[str, ...] | str] = {}
    is_open = True
    declared = _declared(question.query)
    for name, value in (question.parameters or {}).items():
        parameter = declared.get(name)
        keys = _texts(value) if parameter is not None and parameter.type in _NODES else []
        if keys and all(is_known(addresses[key]) for key in keys):
            found = tuple(addresses[key] for key in keys)
            nodes[name] = found[0] if isinstance(value, str) and len(found) == 1 else found
            is_open = is_open and all(label_of(one) != "Person" for one in found)
        else:
            plain[name] = value
            is_open = is_open and (value is None or _names_nobody(parameter, value))
    return plain, nodes, is_open


def _declared(query: str) -> Mapping[str, Parameter]:
    """Return the parameters of a saved query; a route or a query of one's own declares none."""
    try:
        return saved_query(query).parameters
    except UnknownName:
        return {}


def _texts(value: object) -> list[str]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list):
        return []
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]


def _names_nobody(parameter: Parameter | None, value: object) -> bool:
    """Return whether a value is one of those that its declaration allows, all of them harmless."""
    if parameter is None:
        return False
    if isinstance(value, bool):
        return parameter.type is ParameterType.BOOLEAN
    if isinstance(value, int):
        return parameter.type is ParameterType.INTEGER and parameter.max is not None
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, str) and item in _allowed(parameter, item) for item in items)


def _allowed(parameter: Parameter, item: str) -> Iterable[str]:
    if parameter.among:
        return parameter.among
    if parameter.type is ParameterType.CODE:
        return code_list(str(parameter.of)).codes
    if parameter.type is ParameterType.LEVEL:
        return LEVEL_NAMES
    if parameter.type is ParameterType.REGISTRY:
        return code_list("registry").codes
    harmless = (
        (parameter.type is ParameterType.PLACE and gazetteer().get(item) is not None)
        or (parameter.type is ParameterType.PARTIAL_DATE and is_partial_date(item))
        or (parameter.type is ParameterType.NETWORK and item[:2] == "N-" and item[2:].isdigit())
    )
    return (item,) if harmless else ()
