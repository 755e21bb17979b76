"""The sentences of recipes: what a quoted number counts, of whom, where and when."""

from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.figures.breakdowns import PLAIN, Series
from trama.figures.windows import month_text, window_text
from trama.places.gazetteer import gazetteer
from trama.places.place import HOME

GROUPED = 1_000
"""The smallest number with its thousands apart: no year stands beside the counts here."""

UNIT = (
    (
        "Se cuentan registros de víctimas: quien fue registrada dos veces cuenta dos. El archivo "
        "llama «denuncias» a la columna, pero sus valores son víctimas."
    ),
    (
        "Registrations of victims are counted: who was registered twice counts twice. The file "
        "calls the column “denuncias” (complaints), but its values are victims."
    ),
)
PLACE = (
    "El lugar es el de la unidad policial, no el del hecho ni el de nacimiento.",
    "The place is that of the police unit, not of the fact nor of birth.",
)
DATE = (
    "El mes es el que publica el archivo, que no dice si es el del hecho o el del registro.",
    "The month is as the file publishes it, which does not say if it is of fact or registration.",
)
_SINGULAR = {
    "es": (
        ("víctimas mujeres", "víctima mujer"),
        ("víctimas varones", "víctima varón"),
        ("víctimas", "víctima"),
    ),
    "en": (("victims", "victim"),),
}


def said(texts: tuple[str, str], language: Language) -> str:
    """Return the Spanish or the English text."""
    return texts[1 if language == "en" else 0]


def count_text(value: float, language: Language) -> str:
    """Return a count as a sentence has it: 1 465."""
    return number_text(value, language, grouped_from=GROUPED)


def place_name(uid: str) -> str:
    """Return the name of a place."""
    place = gazetteer().get(uid)
    return place.name if place else uid


def place_text(uid: str, language: Language) -> str:
    """Return where victims were registered, as it follows who they are."""
    if uid == HOME:
        return "in Peru" if language == "en" else "en el Perú"
    name = place_name(uid)
    return f"at police units in {name}" if language == "en" else f"en unidades policiales de {name}"


def victims_text(value: int, series: Series, language: Language) -> str:
    """Return a count with who is counted: «1 víctima mujer de trata»."""
    words = series.said(language)
    if value == 1:
        for plural, singular in _SINGULAR[language]:
            words = words.replace(plural, singular)
    return f"{count_text(value, language)} {words}"


def edition_text(newest: int, language: Language) -> str:
    """Return which data are meant, in brackets."""
    month = month_text(newest, language)
    if language == "en":
        return f"(open data of MININTER and the police, edition up to {month})"
    return f"(datos abiertos del MININTER y la PNP, edición hasta {month})"


def count_sentence(
    value: int, series: Series, place: str, window: tuple[int, int], newest: int, language: Language
) -> str:
    """Return what a sentence with this count should say."""
    counted = victims_text(value, series, language)
    where, when = place_text(place, language), window_text(*window, language)
    registered = "RETA registered" if language == "en" else "RETA registró"
    return f"{registered} {counted} {where} {when} {edition_text(newest, language)}."


def block_note(years: list[int], language: Language) -> str:
    """Return that the file has years without months."""
    named = ", ".join(map(str, years))
    if language == "en":
        return f"The file puts the whole of {named} into its first month: no part of it is known."
    return f"El archivo pone todo {named} en su primer mes: no se conoce ninguna parte de ese año."


def coverage_note(covered: int, everybody: int, language: Language) -> str:
    """Return that a breakdown leaves victims out."""
    some, whole = count_text(covered, language), count_text(everybody, language)
    if language == "en":
        return f"This breakdown has {some} of the {whole} victims of that time and place."
    return f"Este desglose tiene {some} de las {whole} víctimas de ese tiempo y lugar."


def is_plain(series: Series) -> bool:
    """Return whether a series is of all victims."""
    return series.key == PLAIN


def verdict(expected: float, recipes: int, best: float | None, language: Language) -> str:
    """Return how much the recipes found are worth, against chance."""
    many = count_text(recipes, language)
    some = number_text(expected, language, 0 if expected >= 10 else 2, grouped_from=GROUPED)
    if language == "en":
        sentence = f"Among {many} recipes, a number of this size meets {some} by chance. "
        return sentence + _WORTH[_worth(best)][1]
    sentence = f"Entre {many} recetas, un número de este tamaño coincide por azar con {some}. "
    return sentence + _WORTH[_worth(best)][0]


_WORTH = (
    (
        "Ninguna da este número: las que siguen se acercan.",
        "None gives this number: those that follow come near.",
    ),
    (
        "La primera es tan simple que el azar casi no la explica.",
        "The first is so simple that chance hardly explains it.",
    ),
    (
        "La primera puede ser azar: pida a quien dio el número su receta.",
        "The first may be chance: ask whoever gave the number for its recipe.",
    ),
    (
        "El azar da varias tan simples como la primera: el número solo no dice qué se contó.",
        "Chance gives several as simple as the first: the number alone does not say its recipe.",
    ),
)


def _worth(best: float | None) -> int:
    """Return the position in ``_WORTH`` of recipes whose best has this chance."""
    if best is None:
        return 0
    return 1 if best < 0.25 else 2 if best < 1 else 3
