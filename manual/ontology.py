"""The reference page of the ontology: labels, properties, sensitivity, closed lists."""

from collections.abc import Mapping

from trama.manual.markdown import notice, table
from trama.ontology.codelists import ANY_REGISTRY, Code, code_list, code_list_names
from trama.ontology.declare import Sensitivity
from trama.ontology.lookup import legend, nodes, relationships
from trama.ontology.shapes import NodeShape, PropertyShape, RelationshipShape

UNVERIFIED = "⚠ sin verificar"
_SENSITIVITIES: Mapping[Sensitivity, str] = {
    Sensitivity.PUBLIC: "pública",
    Sensitivity.RESTRICTED: "restringida",
    Sensitivity.IDENTITY: "identidad",
}
_KINDS: Mapping[str, str] = {
    "text": "texto",
    "texts": "lista de textos",
    "integer": "entero",
    "number": "número",
    "flag": "sí o no",
}
_LAYERS: Mapping[str, str] = {
    "source_layer": "Capa de fuentes / Source layer",
    "canonical_layer": "Capa canónica / Canonical layer",
    "tally_layer": "Recuentos / Tallies",
    "network_layer": "Redes / Networks",
}
_INTRODUCTION = """# Ontología / Ontology

Lo que el grafo puede decir, declarado una sola vez en `ontology/`: las
dos capas en `source_layer.py` y `canonical_layer.py`, las listas en `codes/`. De aquí salen las
restricciones y los índices, la ocultación de identidades, los esquemas de la API y las leyendas.
*What the graph can say, declared once; constraints, redaction, the API's schemas and the legends
all come from it.*

**Sensibilidad / Sensitivity**: *pública* (cualquiera / anyone), *restringida* (quien trabaja en
casos / who works on cases), *identidad* (dice quién es alguien; solo sale para quien investiga /
tells who somebody is; leaves for an investigator only).

**⚠ sin verificar** marca lo que nadie cotejó con su fuente: no lo dé por cierto. Lo que SISTRA
escribe es una reconstrucción, porque ninguna exportación suya es pública. *⚠ marks what nobody has
checked against a source; SISTRA's words are a reconstruction, for no export of it is public.*
"""


def ontology_page() -> str:
    """Return the text of docs/ontology.md."""
    lines = [notice("the ontology"), _INTRODUCTION]
    for layer, title in _LAYERS.items():
        lines += [f"## {title}", ""]
        for shape in nodes().values():
            if shape.layer == layer:
                lines += _node(shape)
    lines += _relationships()
    lines += ["## Listas cerradas / Closed lists", ""]
    for name in code_list_names():
        lines += _code_list(name)
    return "\n".join(lines).rstrip() + "\n"


def _node(shape: NodeShape) -> list[str]:
    drawn = legend()[shape.label]
    labels = "".join(f":{label}" for label in (*shape.parents, shape.label))
    head = ("Propiedad", "Español", "English", "Tipo", "Sensibilidad", "Lista")
    return [
        f"### `{labels}` {shape.es} / {shape.en}",
        "",
        f"{shape.meaning} (`{drawn.colour}`, {drawn.symbol})",
        "",
        *table(head, map(_property, _own(shape))),
        "",
    ]


def _own(shape: NodeShape) -> list[PropertyShape]:
    inherited = {name for label in shape.parents for name in nodes()[label].properties}
    return [one for name, one in shape.properties.items() if name not in inherited]


def _property(shape: PropertyShape) -> tuple[str, ...]:
    said = shape.declaration
    marks = [f"[{said.codes}](#{said.codes})"] if said.codes else []
    marks += ["lugar"] if said.place else []
    marks += [f"derivada de {said.derived_from}"] if said.derived_from else []
    marks += ["clave"] if said.unique else ["índice"] if said.indexed else []
    kind = _KINDS[shape.kind] + ("?" if shape.optional else "")
    sensitivity = _SENSITIVITIES[said.sensitivity]
    return f"`{shape.name}`", said.es, said.en, kind, sensitivity, ", ".join(marks)


def _relationships() -> list[str]:
    head = ("Relación", "De → a", "Español", "English", "Propiedades")
    rows = [
        (
            f"`{shape.type}`",
            f"{_labels(shape.start)} → {_labels(shape.end)}",
            shape.es,
            shape.en,
            _carried(shape),
        )
        for shape in sorted(relationships().values(), key=lambda shape: shape.type)
    ]
    return ["## Relaciones / Relationships", "", *table(head, rows), ""]


def _labels(labels: tuple[str, ...]) -> str:
    return ", ".join(f"`{label}`" for label in labels)


def _carried(shape: RelationshipShape) -> str:
    said = ", ".join(
        f"`{one.name}` ({_SENSITIVITIES[one.declaration.sensitivity]}"
        + (f", derivada de {said}" if (said := one.declaration.derived_from) else "")
        + ")"
        for one in shape.properties.values()
    )
    return said + (" · derivada / derived" if shape.derived else "")


def _code_list(name: str) -> list[str]:
    listed = code_list(name)
    codes = listed.codes.values()
    extras = tuple(dict.fromkeys(key for code in codes for key in code.extra))
    registries = sorted({registry for code in codes for registry in code.sources})
    shown = {
        "Vigencia": any(code.valid_from or code.valid_to for code in codes),
        "Base legal": any(code.legal_base for code in codes),
        "HTCDS": any(code.htcds for code in codes),
    }
    head = (
        *("Código", "Español", "English"),
        *(column for column, is_said in shown.items() if is_said),
        *(f"`{key}`" for key in extras),
        *(_registry(registry) for registry in registries),
        "Verificado",
    )
    rows = [_code(code, shown, extras, registries) for code in codes]
    return [f"### {name}", "", f"{listed.es} / {listed.en}", "", *table(head, rows), ""]


def _registry(registry: str) -> str:
    return "Se escribe" if registry == ANY_REGISTRY else f"{registry} escribe"


def _code(
    code: Code, shown: Mapping[str, bool], extras: tuple[str, ...], registries: list[str]
) -> tuple[str, ...]:
    cells = {
        "Vigencia": _validity(code),
        "Base legal": code.legal_base or "",
        "HTCDS": code.htcds or "",
    }
    meaning = f"{code.es}. {code.definition_es}" if code.definition_es else code.es
    return (
        *(f"`{code.code}`", meaning, code.en),
        *(cell for column, cell in cells.items() if shown[column]),
        *(_extra(code, key) for key in extras),
        *(" · ".join(code.sources.get(registry, ())) for registry in registries),
        code.verified_by if code.verified else UNVERIFIED,
    )


def _extra(code: Code, key: str) -> str:
    value = code.extra.get(key, "")
    doubt = f" ({UNVERIFIED})" if key in code.doubts else ""
    return ("sí" if value is True else str(value)) + doubt


def _validity(code: Code) -> str:
    """Return ``[first day, first day without it)``, the older number, and any doubt."""
    parts = []
    if code.valid_from or code.valid_to:
        parts.append(f"[{code.valid_from or '…'}, {code.valid_to or '…'})")
    if code.replaces:
        parts.append(f"antes `{code.replaces}`")
    said = "; ".join(parts)
    return f"{said} ({UNVERIFIED})" if {"valid_from", "replaces"} & set(code.doubts) else said
