"""The order to publish a graph: who may give it, what it says, and of when the data are."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from trama.access.policy import Viewer
from trama.bank.dimensions import level_of, level_word
from trama.bank.microdata import microdata
from trama.bank.publish import Order, Published, check_target, publish
from trama.bank.publish_tables import LEVELS
from trama.bank.publish_words import LICENCES
from trama.core.errors import BadParameter
from trama.core.home import Home
from trama.core.question_errors import PublishingDenied
from trama.graph.engine import Graph
from trama.queries.lookups.synthetic import holds_synthetic_cases

_LAST_LOAD = "MATCH (f:SourceFile) RETURN max(f.loaded_at) AS loaded"


def admit_publisher(viewer: Viewer, *, owner_alone: bool) -> None:
    """Let a supervisor publish; ``owner_alone``: the owner of a home without any token, too.

    Raises:
        PublishingDenied: it is somebody else.
    """
    if not (viewer.settles or owner_alone):
        raise PublishingDenied(role=viewer.role)


def licence_of(text: str) -> str:
    """Return the address of a licence, given by its short name or as an address.

    Raises:
        BadParameter: it is neither.
    """
    if address := LICENCES.get(text.casefold()):
        return address
    parts = urlsplit(text)
    if parts.scheme == "https" and parts.netloc and text.isprintable() and " " not in text:
        return text
    known = ", ".join(LICENCES)
    raise BadParameter(
        name="licence",
        why_es=f"diga {known}, o una dirección https://",
        why_en=f"say {known}, or an address https://",
    )


def publishable_level(text: str) -> str:
    """Return the level of ``macroregion`` or ``macrorregión``.

    Raises:
        BadParameter: there is none, or it is too fine for tables of the whole country.
    """
    level = level_word(level_of(text))
    if level not in LEVELS:
        raise BadParameter(
            name="level",
            why_es="se publica por departamento o macrorregión; lo más fino no sería seguro",
            why_en="releases are by department or macroregion; anything finer would not be safe",
        )
    return level


def publish_graph(
    graph: Graph, home: Home, asked: tuple[Path, str, str, str], day: date, seconds: float
) -> Published:
    """Publish the tables of a graph; ``asked`` is the folder, publisher, licence and level.

    Raises:
        BadParameter: the licence or the level is none. OutputError: the folder has files already;
            both before the graph is read. EngineError: the graph did not answer.
        Others: as `publish` says.
    """
    folder, publisher, licence, level = asked
    address, level = licence_of(licence), publishable_level(level)
    check_target(folder.absolute())
    loaded = next(iter(graph.stream(_LAST_LOAD)))["loaded"] or ""
    order = Order(
        folder=folder.absolute(),
        publisher=" ".join(publisher.split()),
        licence=address,
        level=level,
        day=day,
        vintage=str(loaded)[: len("2026-11-30")],
        synthetic=holds_synthetic_cases(graph, seconds),
    )
    return publish(order, microdata(graph), home)
