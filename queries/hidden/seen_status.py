"""The status of a graph as a viewer may see it: small counts, and files called after somebody."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from trama.access.policy import Viewer
from trama.graph.engine import Graph
from trama.graph.store.status import Status
from trama.queries.hidden.around import Around
from trama.queries.hidden.collecting import Asked
from trama.queries.hidden.lookup import HiddenLookup
from trama.queries.hidden.weighing import hidden_texts
from trama.values.known_by import name_words

_NAME = "name"


def as_seen(found: Status, graph: Graph, viewer: Viewer, seconds: float) -> Status:
    """Return the status as the viewer may see it.

    The public sees no file and no count: it reads releases. Others see every count, and each file
    without its name if that identifies somebody whom they may not know.

    Raises:
        EngineError: a look-up failed; then nothing may leave.
    """
    if viewer.minimum_cell <= 1:
        return replace(found, files=_shown_files(found.files, graph, viewer, seconds))
    return replace(found, nodes={}, records=[], files=[], routes=0, fingerprint=None)


def _shown_files(
    files: list[dict[str, Any]], graph: Graph, viewer: Viewer, seconds: float
) -> list[dict[str, Any]]:
    """Return loaded files, the name None where it identifies a protected person.

    A file belongs to no case, so its name is weighed against every protected person: by document,
    telephone, account and plate as any text is, and by two words of a name. Reading all names takes
    the longer the more people there are.
    """
    if viewer.sees_person(victim=True):
        return files
    names = {str(file[_NAME]) for file in files}
    lookup = HiddenLookup(graph, seconds, everybody=not viewer.sees_person(victim=False))
    hidden, _ = hidden_texts(Asked(texts=names, free=names), graph, viewer, seconds)
    hidden |= _naming(names, lookup)
    return [{**file, _NAME: None if file[_NAME] in hidden else file[_NAME]} for file in files]


def _naming(texts: Iterable[str], lookup: HiddenLookup) -> set[str]:
    """Return the texts that hold two words of the name of a protected person."""
    words = {text: name_words(text) for text in texts}
    asked = sorted({f" {word} " for found in words.values() for word in found})
    rows: Iterable[Mapping[str, Any]] = lookup.rows("called_so", words=asked) if asked else ()
    around = Around()
    around.add_people({"uid": "", "texts": [], "names": [row["name"]]} for row in rows)
    return {text for text in words if around.identifies(text)}
