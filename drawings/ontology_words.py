"""The words of the explorer: what the ontology calls its nodes, relationships, properties, codes.

The legend, the filters and the tables of the page are made of them; no word stands twice.
"""

from collections.abc import Mapping
from typing import Any

from trama.access.policy import Viewer
from trama.drawings.graph_answer import LEG, TOGETHER
from trama.ontology.codelists import code_list, code_list_names
from trama.ontology.lookup import legend, nodes, phase_colours, relationships
from trama.ontology.shapes import PropertyShape

_ROLES = {"victim": ("Víctima", "Victim"), "suspect": ("Presunto tratante", "Suspect")}
OF_ANSWERS = {
    LEG: (("tramo de una ruta", "leg of a route"), ("Location", "Location")),
    TOGETHER: (("en la misma fila", "in the same row"), ("Person", "Person")),
}
"""Relationships of answers that the ontology lacks: Spanish and English name, both ends."""


def words_for(viewer: Viewer) -> dict[str, Any]:
    """Return the vocabulary: labels, relationships, roles and closed lists, in the order declared.

    A property that is too sensitive for the viewer is left out.
    """
    return {
        "nodes": [
            {
                "type": label,
                "es": shape.es,
                "en": shape.en,
                "colour": legend()[label].colour,
                "symbol": legend()[label].symbol,
                "parents": list(shape.parents),
                "properties": _properties(shape.properties, viewer),
            }
            for label, shape in nodes().items()
        ],
        "relationships": [
            *(
                {
                    "type": type_,
                    "es": shape.es,
                    "en": shape.en,
                    "start": list(shape.start),
                    "end": list(shape.end),
                    "derived": shape.derived,
                    "properties": _properties(shape.properties, viewer),
                }
                for type_, shape in relationships().items()
            ),
            *(
                {
                    "type": type_,
                    "es": es,
                    "en": en,
                    "start": [start],
                    "end": [end],
                    "derived": True,
                    "properties": [],
                }
                for type_, ((es, en), (start, end)) in OF_ANSWERS.items()
            ),
        ],
        "roles": [{"role": role, "es": es, "en": en} for role, (es, en) in _ROLES.items()],
        "phases": dict(phase_colours()),
        "lists": [_list(name) for name in code_list_names()],
    }


def _properties(shapes: Mapping[str, PropertyShape], viewer: Viewer) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "es": shape.declaration.es,
            "en": shape.declaration.en,
            "kind": shape.kind,
            "codes": shape.declaration.codes,
            "place": shape.declaration.place,
            "sensitivity": str(shape.declaration.sensitivity),
        }
        for name, shape in shapes.items()
        if viewer.sees(shape.declaration.sensitivity)
    ]


def _list(name: str) -> dict[str, Any]:
    listed = code_list(name)
    codes = [{"code": one.code, "es": one.es, "en": one.en} for one in listed.codes.values()]
    return {"name": name, "es": listed.es, "en": listed.en, "codes": codes}
