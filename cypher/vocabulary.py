"""The vocabulary of saved queries: labels, types, their properties, the closed lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from trama.ontology.classes import label_of
from trama.ontology.codelists import code_list_names
from trama.ontology.declare import Property, Sensitivity
from trama.ontology.internal_layer import Judgement
from trama.ontology.lookup import nodes, relationships
from trama.ontology.shapes import note_properties

# Of the internal layer, queries may read what people and models judged, and nothing else.
_NOTES = (Judgement,)

_TALLIES = "tally_layer"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The labels and types of the ontology, the properties of each, the names of the lists.

    ``identities`` are the names of properties that tell who somebody is wherever they stand, such
    as ``document_key``. ``name`` and ``uid`` are none: places have them too. ``tallies`` are the
    labels and types whose nodes and relationships are counted from others.
    """

    labels: frozenset[str]
    types: frozenset[str]
    lists: frozenset[str]
    properties: Mapping[str, Mapping[str, Property]]
    identities: frozenset[str]
    tallies: frozenset[str]

    def property(self, name: str) -> Property | None:
        """Return the property ``Label.name`` or ``TYPE.name``. Return None if it does not exist."""
        owner, _, own = name.partition(".")
        return self.properties.get(owner, {}).get(own)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the ontology."""
    properties = {
        owner: {name: one.declaration for name, one in shape.properties.items()}
        for shapes in (nodes(), relationships())
        for owner, shape in shapes.items()
    }
    for note in _NOTES:
        own = {one.name: one.declaration for one in note_properties(note)}
        properties[label_of(note)] = own
    declared = [(name, one) for own in properties.values() for name, one in own.items()]
    harmless = {name for name, one in declared if one.sensitivity is not Sensitivity.IDENTITY}
    return Vocabulary(
        labels=frozenset({*nodes(), *map(label_of, _NOTES)}),
        types=frozenset(relationships()),
        lists=frozenset(code_list_names()),
        properties=properties,
        identities=frozenset(name for name, _ in declared if name not in harmless),
        tallies=frozenset(
            {label for label, shape in nodes().items() if shape.layer == _TALLIES}
            | {type_ for type_, shape in relationships().items() if shape.derived}
        ),
    )
