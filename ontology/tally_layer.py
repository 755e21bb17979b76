"""The tallies: counts over the canonical layer and the records, so that no survey reads them all.

A load notes what it changes of them, and counts that again at its end (graph/store/tallies.py).
"""

from dataclasses import dataclass
from typing import Annotated

from trama.ontology.declare import identity, node, public, relationship, restricted


@node("Recurrence", "Recurrencia", "Recurrence")
@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A suspect or a shared node that is in several cases; counted again where cases change.

    ``uid`` is that of the suspect or the shared node, ``recurs`` its label. ``key`` finds it and
    does not tell who it is: the pseudonym of a suspect. ``cases`` counts the cases of SUSPECT_IN or
    INVOLVES. ``standing`` leaves out those in which the suspect, or everybody who leads to the
    shared node, was archived or acquitted. ``first_case`` is the smallest uid of a case.
    """

    uid: Annotated[str, identity("Identificador", "Identifier", unique=True)]
    key: Annotated[str, restricted("Clave", "Key", volatile=True)]
    recurs: Annotated[str, public("Qué se repite", "What recurs")]
    cases: Annotated[int, public("Casos", "Cases")]
    standing: Annotated[int, public("Casos que siguen", "Cases that stand")]
    first_case: Annotated[str, restricted("Un caso", "A case")]


@node("RecordTally", "Recuento de registros", "Tally of records")
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTally:
    """The records of one registry and kind, and those that know one field; derived from Record.

    ``revisions`` counts what the records said before. ``hundredths`` is the sum of the confidences
    in the field's places, each rounded to a hundredth; 0 if the field has none.
    """

    uid: Annotated[str, public("Identificador", "Identifier", unique=True)]
    registry: Annotated[str, public("Registro", "Registry", codes="registry")]
    kind: Annotated[str, public("Clase de registro", "Kind of record")]
    field: Annotated[str, public("Campo", "Field")]
    records: Annotated[int, public("Registros fuente", "Source records")]
    revisions: Annotated[int, public("Revisiones", "Revisions")] = 0
    known: Annotated[int, public("Lo saben", "Know it")] = 0
    located: Annotated[int, public("Con confianza", "With a confidence")] = 0
    hundredths: Annotated[int, public("Centésimas de confianza", "Hundredths of confidence")] = 0


# (:Location)-[:ROUTE]->(:Location)
@relationship("ROUTE", ("Location", "Location"), "ruta", "route", derived=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The legs between two places of one level; ``recent`` are the 30 cases that ended last."""

    level: Annotated[str, public("Nivel", "Level", codes="place_level")]
    cases: Annotated[int, public("Casos", "Cases")]
    victims: Annotated[int, public("Víctimas", "Victims")]
    first: Annotated[str | None, public("Primera", "First")] = None
    last: Annotated[str | None, public("Última", "Last")] = None
    recent: Annotated[tuple[str, ...], restricted("Casos recientes", "Recent cases")] = ()
