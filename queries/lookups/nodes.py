"""Nodes of any kind, as a caller names them: by a key that an answer gave."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from trama.access.node_handles import LONGEST, PREFIX, node_of
from trama.core.errors import UnknownName
from trama.cypher.header import Parameter
from trama.cypher.parameter_text import bad, text_of
from trama.places.gazetteer import gazetteer
from trama.queries.lookups.lookup import Lookup
from trama.queries.lookups.subjects import find_case, find_person, is_key

MOST = 500
"""Nodes of a question at once, unless its header allows more (``max``)."""

_NETWORK = re.compile(r"N-\d{1,9}")
_CASE = re.compile(r"C-[0-9A-Za-z-]+|[A-Z_]+:.+")


class Found(NamedTuple):
    """A node that a key means: its label and uid."""

    label: str
    uid: str


def find_node(written: object, parameter: Parameter, lookup: Lookup) -> str:
    """Return the uid of the node that a key means.

    Raises:
        UnknownName, BadParameter: as :func:`labelled_node`.
    """
    return labelled_node(written, parameter, lookup).uid


def labelled_node(written: object, parameter: Parameter, lookup: Lookup) -> Found:
    """Return the node that a key means.

    The answer to the question leaves only what the viewer may know of it (``queries/redact.py``).

    Raises:
        UnknownName: no node has that key, as far as the viewer may know.
        BadParameter: it is no text, or too long for a key.
    """
    if found := _told_by_form(_key(written, parameter), lookup):
        return found
    text = text_of(parameter, written)
    if _CASE.fullmatch(text):
        return Found("Case", find_case(text, parameter, lookup))
    if is_key(text):
        return Found("Person", find_person(text, parameter, lookup))
    return Found("Person", _known_by_uid(text, lookup))


def find_nodes(written: object, parameter: Parameter, lookup: Lookup) -> list[str]:
    """Return the uids of the nodes that some keys mean, each once; a text joins them with commas.

    A key that nobody has any longer is left out: data may have changed since it was given.

    Raises:
        BadParameter: there are too many keys, too many that need a look-up of their own, or one is
            no text.
    """
    most = parameter.max or MOST
    given = written.split(",") if isinstance(written, str) else written
    if not isinstance(given, list | tuple):
        raise bad(parameter, "debe ser una lista de claves", "it must be a list of keys")
    if len(given) > most:
        raise bad(parameter, f"pasa de {most} claves", f"it has more than {most} keys")
    texts = [_key(one, parameter) for one in given]
    known = nodes_of(texts, lookup)
    if len({*texts} - {*known}) > MOST:
        es, en = f"tiene más de {MOST} claves de nadie", f"it has more than {MOST} keys of nobody"
        raise bad(parameter, es, en)
    found = []
    for text in texts:
        try:
            found.append(known[text].uid if text in known else find_node(text, parameter, lookup))
        except UnknownName:
            continue
    return list(dict.fromkeys(found))


def nodes_of(keys: Iterable[str], lookup: Lookup) -> dict[str, Found]:
    """Return the nodes that some keys mean, as far as the viewer may know.

    All people and cases are looked up at once. A key that an answer never gave, such as a name, is
    left out.

    Raises:
        EngineError: the look-up failed.
    """
    found: dict[str, Found] = {}
    asked = []
    for key in dict.fromkeys(keys):
        if node := _told_by_form(key, lookup):
            found[key] = node
        else:
            asked.append(key)
    most = len(asked) + 1  # a key names one node
    for row in lookup.rows("nodes_by_key", most, keys=asked) if asked else ():
        key = str(row["key"])
        if row["pseudonymous"]:
            found[key] = Found("Person", row["pseudonymous"])
        elif row["person"] and lookup.viewer.sees_person(victim=row["victim"]):
            found[key] = Found("Person", row["person"])
        elif row["case"]:
            found[key] = Found("Case", row["case"])
    return found


def _told_by_form(key: str, lookup: Lookup) -> Found | None:
    """Return the node of a key whose form tells it: a handle, a network or a place."""
    if node := node_of(key, lookup.key):
        return Found(*node)
    if _NETWORK.fullmatch(key):
        return Found("Network", key)
    return Found("Location", key) if gazetteer().get(key) is not None else None


def _key(written: object, parameter: Parameter) -> str:
    """Return a key without blanks around it; a handle is longer than any other text.

    Raises:
        BadParameter: it is no text, or too long for a key.
    """
    if isinstance(written, str) and len(written) <= LONGEST and written.strip()[:2] == PREFIX:
        return written.strip()
    return text_of(parameter, written)


def _known_by_uid(text: str, lookup: Lookup) -> str:
    """Return the uid of a person or a case of a graph that was made by hand.

    Raises:
        UnknownName: nobody has it, or the viewer may not know who has.
    """
    people = lookup.rows("person_by_uid", 1, given=text)
    if any(lookup.viewer.sees_person(victim=one["victim"]) for one in people):
        return text
    raise UnknownName(
        kind=("nodo", "node"),
        name=text,
        hint=(
            "Use la clave que da una respuesta: un lugar, C-…, P-…, X-… o M-….",
            "Use the key that an answer gives: a place, C-…, P-…, X-… or M-….",
        ),
    )
