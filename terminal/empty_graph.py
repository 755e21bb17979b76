"""The word that a graph is empty: where it was looked for, and what loads something."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from trama.core.errors import NothingToDraw, UnknownName, UsageError
from trama.terminal.session import Session

if TYPE_CHECKING:
    from trama.api.services import Services
    from trama.queries.run import QueryAnswer

_COMPARED = dict.fromkeys(("registry_overlap", "registry_waterfall"), ("RETA", "SISTRA"))


@contextmanager
def told_if_empty(session: Session, services: "Services") -> Iterator[None]:
    """Say that the graph is empty where a name is unknown only because nothing is loaded.

    The same holds of a page that has nothing to draw.

    Raises:
        UsageError: a name was unknown or a page has nothing to draw, and the graph is empty.
    """
    try:
        yield
    except (UnknownName, NothingToDraw) as error:
        if said := empty_words(session, services):
            raise UsageError(detail=said) from error
        raise


def tell_if_empty(session: Session, services: "Services") -> None:
    """Say on standard error that the graph is empty, if it is."""
    if said := empty_words(session, services):
        session.notes.print(said, style="yellow", soft_wrap=True)


def tell_if_absent(session: Session, services: "Services", absent: Sequence[str]) -> None:
    """Say on standard error that the graph has no case of these registries, or nothing at all."""
    if absent:
        said = empty_words(session, services) or session.say(*absent_words(absent))
        session.notes.print(said, style="yellow", soft_wrap=True)


def tell_what_is_missing(
    session: Session, services: "Services", query: str, answer: "QueryAnswer"
) -> None:
    """Say on standard error why an answer is empty, or which registry has no case to compare."""
    from trama.queries.lookups.lookup import Lookup
    from trama.queries.missing_steps import StepName

    lookup = Lookup(services.graph, session.viewer(), services.limits.seconds)
    compared = _COMPARED.get(query, ())
    absent = [name for name in compared if not lookup.rows("case_of_registry", 1, registry=name)]
    tell_if_absent(session, services, absent)
    if absent or answer.missing is None:
        return
    if answer.missing.step is StepName.LOAD:
        tell_if_empty(session, services)
    else:
        said = answer.missing.words(session.language)
        session.notes.print(said, style="yellow", soft_wrap=True)


def absent_words(absent: Sequence[str]) -> tuple[str, str]:
    """Return, in both languages, that the graph has no case of these registries."""
    return (
        (
            f"En el grafo no hay casos de {' ni de '.join(absent)}: nada puede estar en ambos "
            "registros. Para cargarlos: trama load ARCHIVO…"
        ),
        (
            f"The graph has no cases of {' nor of '.join(absent)}: nothing can stand in both "
            "registries. To load them: trama load FILE…"
        ),
    )


def empty_words(session: Session, services: "Services") -> str:
    """Return where the empty graph is and what to type, "" if the graph holds anything.

    Raises:
        EngineError: the engine failed.
    """
    from trama.queries.lookups.lookup import Lookup

    lookup = Lookup(services.graph, session.viewer(), services.limits.seconds)
    if lookup.rows("anything_loaded", 1):
        return ""
    settings = session.settings
    if settings.neo4j:
        spanish = english = f"{settings.neo4j.uri} (TRAMA_NEO4J_URI)"
    else:
        spanish = f"la carpeta {settings.home} (¿TRAMA_HOME?)"
        english = f"the folder {settings.home} (TRAMA_HOME?)"
    return session.say(
        f"El grafo está vacío. Se buscó en {spanish}. Para cargar algo: trama load ARCHIVO…; "
        "los datos abiertos que vienen con Trama: trama load --shipped.",
        f"The graph is empty. The place looked at is {english}. To load something: "
        "trama load FILE…; the open data that come with Trama: trama load --shipped.",
    )
