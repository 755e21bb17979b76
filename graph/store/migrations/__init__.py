"""The numbered steps that bring a graph to what this version of Trama expects of it.

A step may run again without effect. A step runs if the graph does not record it, or records another
content of it. So a changed ontology or gazetteer reaches a graph at its next load.
"""

from collections.abc import Callable
from dataclasses import dataclass

from trama.graph.engine import Graph
from trama.graph.store.migrations import (
    constraints_and_indexes,
    country_legs,
    loaded_files,
    pseudonym_prefix,
    reference,
    values_in_brief,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, its name, its work, and the digest of what it writes."""

    number: int
    name: str
    run: Callable[[Graph], None]
    content: Callable[[], str]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "constraints_and_indexes",
        constraints_and_indexes.run,
        constraints_and_indexes.content,
    ),
    Migration(2, "places_and_provisions", reference.run, reference.content),
    Migration(3, "country_legs", country_legs.run, country_legs.content),
    Migration(4, "pseudonym_prefix", pseudonym_prefix.run, pseudonym_prefix.content),
    Migration(5, "loaded_files", loaded_files.run, loaded_files.content),
    Migration(
        values_in_brief.NUMBER, "values_in_brief", values_in_brief.run, values_in_brief.content
    ),
)
