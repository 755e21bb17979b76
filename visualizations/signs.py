"""The words, colours and shapes that every picture uses: codes, places and people as text."""

from collections.abc import Mapping

from trama.core.errors import Language
from trama.graph.ontology.classes import label_of
from trama.graph.ontology.codelists import code_list
from trama.graph.ontology.lookup import legend, nodes, phase_colours
from trama.queries.redact import person_text
from trama.values.places.gazetteer import gazetteer

# Of a phase that the list does not have, and of arrows.
NEUTRAL = "#52606d"
# The ends of a way and the way itself; neither is a kind of node.
ENDS = "#0b6e63"
LEG = "#b44d12"

# Beside what nobody has compared with its source yet, as in the reference pages.
UNVERIFIED = "⚠"

# One and several.
COUNTED: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "victim": {"es": ("víctima", "víctimas"), "en": ("victim", "victims")},
    "case": {"es": ("caso", "casos"), "en": ("case", "cases")},
}


def colour_of(shape: type) -> str:
    """Return the colour of a class of nodes in the ontology's legend."""
    return legend()[label_of(shape)].colour


def phase_colour(code: str) -> str:
    """Return the colour of a phase; a neutral one where the code is none."""
    return phase_colours().get(code, NEUTRAL)


def code_text(of: str, code: str | None, language: Language) -> str:
    """Return the name of a code of the list ``of``; the code itself where the list has none.

    A sign stands behind the name of a code that nobody has verified.
    """
    if code is None:
        return ""
    declared = code_list(of).codes.get(code)
    if declared is None:
        return code
    name = declared.es if language == "es" else declared.en
    return name if declared.verified else f"{name} {UNVERIFIED}"


def label_text(label: str, language: Language) -> str:
    """Return the name of a label or of a record's kind, ``Teléfono``; itself where it is none."""
    declared = nodes().get(label) or nodes().get(label.capitalize())
    if declared is None:
        return label
    return declared.es if language == "es" else declared.en


def codes_text(of: str, codes: object, language: Language) -> str:
    """Return the names of several codes, joined; nothing for what is no list of codes."""
    if not isinstance(codes, list | tuple):
        return ""
    return ", ".join(code_text(of, str(code), language) for code in codes)


def place_text(uid: str | None, language: Language) -> str:
    """Return a place's name with its department, abroad with its country; the uid if unknown.

    ``Wanchaq (Cusco)``, ``Antioquia (Colombia)``, ``Barcelona (Catalunya, España)``.
    """
    if uid is None:
        return ""
    place = gazetteer().get(uid)
    if place is None:
        return uid
    if place.level == "PAIS":
        return place.name if language == "es" else place.name_en
    if place.level == "SUBDIVISION":
        return f"{place.name} ({', '.join(_names_around(uid, language))})"
    department = gazetteer().get(gazetteer().at_level(uid, "DEPARTAMENTO") or "")
    if department is None or department.uid == uid or department.name == place.name:
        return place.name
    return f"{place.name} ({department.name})"


def _names_around(uid: str, language: Language) -> list[str]:
    around = (gazetteer().get(up) for up in gazetteer().within(uid)[1:])
    return [(one.name if language == "es" else one.name_en) for one in around if one]


def who_text(person: object) -> str:
    """Return how a person of an answer is written; empty where there is none."""
    return person_text(person) if isinstance(person, Mapping) else ""


def role_text(role: str | None, language: Language) -> str:
    """Return an accusation's role, always as an allegation: ``presunto captador``."""
    name = code_text("role", role, language).lower()
    if not name or role == "OTRO":
        return "presunto tratante" if language == "es" else "suspect"
    return f"presunto {name}" if language == "es" else f"alleged {name}"


def counted(number: int, what: str, language: Language) -> str:
    """Return a number with its word, ``3 víctimas``; ``what`` is ``victim`` or ``case``."""
    return f"{number} {COUNTED[what][language][number != 1]}"


def shown(value: object) -> str:
    """Return a cell as text: lists joined, nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return who_text(value)
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
