"""The words of a review on the screen, in Spanish and English, and its keys."""

from collections.abc import Mapping
from enum import StrEnum

VERDICTS = {
    "same": ("mismo", "same"),
    "different": ("distinto", "different"),
    "unsure": ("no se sabe", "unsure"),
    "withdrawn": ("retirado", "withdrawn"),
}
KIND = {
    "victim": ("Víctima", "Victim"),
    "suspect": ("Imputado", "Suspect"),
    "case": ("Caso", "Case"),
}
KINDS = {
    "victim": ("víctimas", "victims"),
    "suspect": ("imputados", "suspects"),
    "case": ("casos", "cases"),
    "all": ("todos", "all"),
}
GUARDS = {
    "ONE_TO_ONE": (
        "un registro los distingue en un mismo caso",
        "a registry tells them apart in one case",
    ),
    "BRIDGE": ("un solo enlace entre dos grupos", "a lone link between two groups"),
    "SIZE": ("el grupo sería demasiado grande", "the group would be too large"),
    "CONTRADICTION": ("contradice a otro juicio", "it contradicts another judgement"),
    "VETO": (
        "documento, nacimiento o sexo distintos",
        "documents, births or sexes differ",
    ),
    "WEAK": (
        "solo se comparó un alias, unas iniciales o un nombre suelto",
        "only an alias, initials or one name was compared",
    ),
}

LIST_GUARDS = {
    **GUARDS,
    "ONE_TO_ONE": (
        "otro par de la misma persona es casi tan probable",
        "another pair of the same person is nearly as likely",
    ),
    "VETO": (
        "el documento, el nacimiento o el nombre de pila dicen que son dos personas",
        "document, birth or given name say that they are two people",
    ),
}
"""The words of a guard for lists, which have no registries and no cases."""


class Key(StrEnum):
    """The acts of a reviewer; each has a key in either language."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SKIP = "skip"
    UNDO = "undo"
    MORE = "more"
    QUIT = "quit"


# Only the letters of the language on the screen count: S is no English "same" for who means "sí".
KEYS: Mapping[str, Mapping[str, tuple[Key, str]]] = {
    "es": {
        "m": (Key.SAME, "mismo"),
        "d": (Key.DIFFERENT, "distinto"),
        "n": (Key.UNSURE, "no sé"),
        "o": (Key.SKIP, "omitir"),
        "z": (Key.UNDO, "deshacer"),
        "v": (Key.MORE, "más"),
        "q": (Key.QUIT, "salir"),
    },
    "en": {
        "s": (Key.SAME, "same"),
        "d": (Key.DIFFERENT, "different"),
        "u": (Key.UNSURE, "unsure"),
        "k": (Key.SKIP, "skip"),
        "z": (Key.UNDO, "undo"),
        "v": (Key.MORE, "more"),
        "q": (Key.QUIT, "quit"),
    },
}
