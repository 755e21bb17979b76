"""The values of parameters as people write them: dates, whole numbers, truths, codes.

A text that has two meanings is refused with both: nobody's question is guessed at.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from rapidfuzz import fuzz, process

from trama.core.errors import BadParameter
from trama.core.safe_cells import visible
from trama.core.text import fold
from trama.cypher.header import Parameter
from trama.ontology.codelists import code_list
from trama.values.date_text import read_date
from trama.values.partial_date import PARTIAL_DATE, PartialDate

LONGEST_TEXT = 200  # characters: every name, number and code is shorter
_ECHOED = 40  # characters of what a caller wrote that a message repeats
_LIKELY = 60.0  # per cent: below, two words have little in common
_MOST_MEANT = 3
_TRUE = frozenset({"TRUE", "1", "SI", "S", "YES", "Y", "VERDADERO", "V", "T", "ON"})
_FALSE = frozenset({"FALSE", "0", "NO", "N", "FALSO", "F", "OFF"})
_DATE_ORDERS = ("dmy", "mdy", "ymd")
_WHOLE = re.compile(r"[+-]?\d{1,18}(?:[.,]0+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_TWO_WAYS = re.compile(r"([+-]?\d{1,3})[.,](\d{3})")


def text_of(parameter: Parameter, value: object) -> str:
    """Return a text without blanks around it.

    Raises:
        BadParameter: the value is no text, is empty or too long, or has signs that nobody sees.
    """
    if not isinstance(value, str) or not value.strip():
        raise bad(parameter, "debe ser un texto", "it must be a text")
    if len(value) > LONGEST_TEXT:
        raise bad(
            parameter,
            f"pasa de {LONGEST_TEXT} caracteres",
            f"it is longer than {LONGEST_TEXT} characters",
        )
    text = " ".join(value.split())
    if visible(text) != text:
        raise bad(
            parameter,
            "tiene signos que no se ven; escríbalo de nuevo",
            "it has signs that cannot be seen; write it again",
        )
    return text


def whole_number(parameter: Parameter, value: object) -> int:
    """Return a whole number within the parameter's bounds: ``3``, ``+3``, ``3.0``, ``1 000``.

    Raises:
        BadParameter: the value is no whole number, has two readings, or is out of bounds.
    """
    number = value
    if isinstance(value, str):
        number = _whole(parameter, text_of(parameter, value))
    if not isinstance(number, int) or isinstance(number, bool):
        raise bad(parameter, "debe ser un número entero", "it must be a whole number")
    if parameter.min is not None and number < parameter.min:
        raise bad(parameter, f"mínimo {parameter.min}", f"at least {parameter.min}")
    if parameter.max is not None and number > parameter.max:
        raise bad(parameter, f"máximo {parameter.max}", f"at most {parameter.max}")
    return number


def _whole(parameter: Parameter, text: str) -> int | None:
    if not text.isascii():
        text = re.sub("[\u00a0\u202f]", " ", text)
    if not text.isascii():  # digits of another script are no digits of ours
        return None
    if two := _TWO_WAYS.fullmatch(text):
        whole, joined = int(two[1]), int(two[1] + two[2])
        raise bad(
            parameter,
            f"puede ser {whole} o {joined}; escríbalo sin signos",
            f"it may be {whole} or {joined}; write it without signs",
        )
    if _GROUPED.fullmatch(text):
        return int(text.replace(" ", ""))
    return int(re.split("[.,]", text)[0]) if _WHOLE.fullmatch(text) else None


def truth(parameter: Parameter, value: object) -> bool:
    """Return a truth, in Spanish or English words.

    Raises:
        BadParameter: the value is neither true nor false.
    """
    if isinstance(value, bool):
        return value
    word = fold(value) if isinstance(value, str) and len(value) <= LONGEST_TEXT else ""
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise bad(parameter, "debe ser sí o no (true o false)", "it must be true or false")


def partial_date(parameter: Parameter, value: object) -> PartialDate:
    """Return a day, month, year or interval: ``2020``, ``03/2020``, ``15 de marzo de 2020``.

    Raises:
        BadParameter: the value is no date, or has several readings.
    """
    # YAML reads 2020 as a number and 2020-03-05 as a day.
    text = text_of(parameter, str(value) if isinstance(value, int | date) else value)
    try:
        # Digits of another script are no digits of a date, although Python reads them.
        return PartialDate.parse(text if text.isascii() else "")
    except ValueError:
        readings = _readings(text)
    if len(readings) > 1:
        es, en = " o ".join(readings), " or ".join(readings)
        raise bad(
            parameter,
            f"tiene más de una lectura: {es}; escríbala así",
            f"it has several readings: {en}; write it so",
        )
    if not readings and re.fullmatch(PARTIAL_DATE, text):
        raise bad(parameter, "esa fecha no existe", "there is no such date")
    if not readings:
        raise bad(
            parameter,
            "debe ser una fecha: 2017, 2017-03, 2017-03-05 o 15/03/2017",
            "it must be a date: 2017, 2017-03, 2017-03-05 or 15/03/2017",
        )
    return PartialDate.parse(readings[0])


def _readings(text: str) -> list[str]:
    """Return the dates that a text may mean, as ISO texts."""
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        return []
    pivot = datetime.now(UTC).year % 100
    found = (read_date(text, order, pivot) for order in _DATE_ORDERS)
    usable = (
        one
        for one in found
        # The calendar has no year 0, which a reader of dates takes as it is written.
        if one and not one.impossible and not one.reversed_ and not one.text.startswith("0000")
    )
    return list(dict.fromkeys(one.text for one in usable))


def code(parameter: Parameter, value: object) -> str:
    """Return the code that a word means: the code, its name, or what a registry writes for it.

    Raises:
        BadParameter: no code has that name; the message lists what was probably meant.
    """
    text = text_of(parameter, value)
    codes = code_list(str(parameter.of))
    if text.upper() in codes.codes:
        return text.upper()
    names = {
        fold(name): one.code
        for one in codes.codes.values()
        for name in (one.code, one.es, one.en)
        if name
    }
    if fold(text) in names:
        return names[fold(text)]
    found = codes.find(text)
    if found is None:
        raise not_among(parameter, text, {one.code: one.es for one in codes.codes.values()})
    return found.code


def one_among(parameter: Parameter, text: str) -> str:
    """Return the value of a parameter's closed choice that a text means, whatever its language.

    Raises:
        BadParameter: the text means none of the values.
    """
    known = {value: value for value in parameter.among}
    for value, word in parameter.words.items():
        known |= dict.fromkeys((word.es, word.en), value)
    folded = {fold(name): value for name, value in known.items()}
    for form in (fold(text), fold(text).removesuffix("S"), fold(text).removesuffix("ES")):
        if form in folded:
            return folded[form]
    names = {value: parameter.words[value].es for value in parameter.words}
    raise not_among(parameter, text, {value: names.get(value, "") for value in parameter.among})


def not_among(parameter: Parameter, text: str, known: Mapping[str, str]) -> BadParameter:
    """Return the error for a value that no choice has; ``known`` maps each choice to its name."""
    listed = ", ".join(known)
    meant = nearest(text, known)
    return bad(
        parameter,
        f"uno de: {listed}" + (f"; ¿quiso decir {' o '.join(meant)}?" if meant else ""),
        f"one of: {listed}" + (f"; did you mean {' or '.join(meant)}?" if meant else ""),
    )


def nearest(text: str, known: Mapping[str, str]) -> list[str]:
    """Return the choices whose own word or name is like the text, the most like it first."""
    scored = {
        choice: max(_likeness(text, choice), _likeness(text, name))
        for choice, name in known.items()
    }
    best = sorted(scored, key=lambda choice: (-scored[choice], choice))
    return [choice for choice in best[:_MOST_MEANT] if scored[choice] >= _LIKELY]


def _likeness(text: str, name: str) -> float:
    """Return how like a text is to a name, or to one of its words (0 to 100)."""
    asked, folded = fold(text[:LONGEST_TEXT].replace("_", " ")), fold(name.replace("_", " "))
    if not asked or not folded:
        return 0.0
    words = process.extractOne(asked, folded.split(), scorer=fuzz.ratio)
    return max(fuzz.token_sort_ratio(asked, folded), words[1] - 5.0 if words else 0.0)


def unknown_parameter(name: str, declared: Iterable[Parameter]) -> BadParameter:
    """Return the error for a parameter that a query lacks, with what was probably meant."""
    asked = [one for one in declared if one.is_asked]
    known = ", ".join(one.name for one in asked)
    meant = nearest(name, {one.name: f"{one.es} {one.en}" for one in asked})
    return BadParameter(
        name=cut(name),
        why_es=f"no existe; hay: {known}" + (f"; ¿quiso decir {meant[0]}?" if meant else ""),
        why_en=f"unknown; known: {known}" + (f"; did you mean {meant[0]}?" if meant else ""),
    )


def cut(text: str) -> str:
    """Return what a message repeats of a caller's text: its beginning, every sign visible."""
    return visible(text[:_ECHOED]) + ("…" if len(text) > _ECHOED else "")


def bad(parameter: Parameter, es: str, en: str) -> BadParameter:
    """Return the error of a parameter, with the reason in both languages."""
    return BadParameter(name=parameter.name, why_es=es, why_en=en)
