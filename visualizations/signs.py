"""Words, colours and shapes of every picture: codes, places and people as text."""

from collections import Counter
from collections.abc import Iterable, Mapping

from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.ontology.classes import label_of
from trama.ontology.codelists import code_list
from trama.ontology.lookup import legend, nodes, phase_colours, relationships
from trama.places.gazetteer import gazetteer
from trama.queries.lookups.places import LEVEL_NAMES
from trama.queries.redact import person_text

# Colour of arrows, and of a phase that the list lacks.
NEUTRAL = "#52606d"
# Colours of a way and of its ends, which are no nodes of the ontology.
ENDS = "#0b6e63"
LEG = "#b44d12"

# Sign beside a fact that nobody has compared with its source, as in the reference pages.
UNVERIFIED = "⚠"

# Singular and plural.
COUNTED: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "victim": {"es": ("víctima", "víctimas"), "en": ("victim", "victims")},
    "case": {"es": ("caso", "casos"), "en": ("case", "cases")},
    "suspect": {
        "es": ("presunto tratante", "presuntos tratantes"),
        "en": ("suspect", "suspects"),
    },
}


def colour_of(shape: type) -> str:
    """Return the colour of a class of nodes in the ontology's legend."""
    return legend()[label_of(shape)].colour


def phase_colour(code: str) -> str:
    """Return the colour of a phase, a neutral colour if the code is no phase."""
    return phase_colours().get(code, NEUTRAL)


def code_text(of: str, code: str | None, language: Language) -> str:
    """Return the name of a code of the list ``of``, or the code itself if the list lacks it.

    The name of a code that nobody has verified ends with a sign.
    """
    if code is None:
        return ""
    declared = code_list(of).codes.get(code)
    if declared is None:
        return code
    name = declared.es if language == "es" else declared.en
    return name if declared.verified else f"{name} {UNVERIFIED}"


def level_text(level: str | None, language: Language) -> str:
    """Return the name of the level of an answer: ``province`` gives ``provincia``."""
    return code_text("place_level", LEVEL_NAMES.get(level or "", level), language).lower()


def label_text(label: str, language: Language) -> str:
    """Return the name of a label, record's kind or relationship, else the text itself."""
    declared = nodes().get(label) or nodes().get(label.capitalize()) or relationships().get(label)
    if declared is None:
        return label
    return declared.es if language == "es" else declared.en


def codes_text(of: str, codes: object, language: Language) -> str:
    """Return the names of several codes, joined. Return "" if the value is no list of codes."""
    if not isinstance(codes, list | tuple):
        return ""
    return "; ".join(code_text(of, str(code), language) for code in codes)


def place_text(uid: str | None, language: Language) -> str:
    """Return a place's name with its department, abroad with its country, else the uid.

    ``Wanchaq (Cusco)``, ``Antioquia (Colombia)``, ``Barcelona (Catalunya, España)``. A province or
    district that bears the name of its department has its level: ``Cusco (provincia)``.
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
    if department is None or department.uid == uid:
        return place.name
    if department.name == place.name:
        return f"{place.name} ({code_text('place_level', place.level, language).lower()})"
    return f"{place.name} ({department.name})"


def place_title(uid: str, language: Language) -> str:
    """Return a place with its level and code, which no other place has: ``Cusco (provincia, …)``.

    Cusco is a department, a province and a district, and Puno has two districts Santa Rosa.
    """
    place = gazetteer().get(uid)
    if place is None:
        return uid
    level = code_text("place_level", place.level, language).lower()
    named = place_text(uid, language).removesuffix(f" ({level})")
    return f"{named} ({', '.join(part for part in (level, uid) if part)})"


def _names_around(uid: str, language: Language) -> list[str]:
    around = (gazetteer().get(up) for up in gazetteer().within(uid)[1:])
    return [(one.name if language == "es" else one.name_en) for one in around if one]


def who_text(person: object) -> str:
    """Return the text for a person of an answer, "" if there is none."""
    return person_text(person) if isinstance(person, Mapping) else ""


def keyed_text(person: Mapping[str, object]) -> str:
    """Return a person by name with their key, which tells namesakes apart, else by key alone."""
    key = str(person["pseudonym"])
    return f"{person['name']} ({key})" if person.get("name") else key


def told_apart(people: Iterable[Mapping[str, object]]) -> Mapping[str, str]:
    """Return a text for each person, by pseudonym: the name, with the key if two people share it.

    Example: two people are called RAUL and one EVA. The texts are "RAUL (X-…)" twice and "EVA".
    """
    known = {str(person["pseudonym"]): person for person in people}
    names = Counter(who_text(person) for person in known.values())
    return {
        key: who_text(person) if names[who_text(person)] == 1 else keyed_text(person)
        for key, person in known.items()
    }


def role_text(role: str | None, language: Language) -> str:
    """Return the role of an accusation, worded as an allegation: ``presunto captador``."""
    name = code_text("role", role, language).lower()
    if not name or role == "OTRO":
        return "presunto tratante" if language == "es" else "suspect"
    return f"presunto {name}" if language == "es" else f"alleged {name}"


def counted(number: int, what: str, language: Language) -> str:
    """Return a number with its word, ``3 víctimas``; ``what`` is a key of COUNTED."""
    return f"{number_text(number, language)} {COUNTED[what][language][number != 1]}"


def truth_text(value: bool, language: Language) -> str:
    """Return the word of a truth value: ``sí``, ``no``."""
    yes, no = ("sí", "no") if language == "es" else ("yes", "no")
    return yes if value else no
