"""The words of problem details, each in Spanish and in English."""

import re
from collections import defaultdict
from collections.abc import Mapping

from trama.core.errors import Language
from trama.core.written_numbers import number_text
from trama.values.partial_date import PARTIAL_DATE

LARGEST_BODY = 64 * 1024
"""Bytes. The longest question is a few parameters of 200 characters."""
LARGEST_CANVAS = 2 * 1024 * 1024
"""Bytes of a question that may name the nodes of a whole canvas: 5,000 keys of 100 to 400 bytes."""

TITLES: Mapping[int, tuple[str, str]] = {
    400: ("Solicitud mal formada", "Malformed request"),
    401: ("Falta un token válido", "A valid token is missing"),
    403: ("No permitido", "Not allowed"),
    404: ("No existe", "Not found"),
    405: ("Método no permitido", "Method not allowed"),
    406: ("Formato no disponible", "Format not available"),
    409: ("Algo cambió entretanto", "Something changed meanwhile"),
    413: ("Solicitud demasiado grande", "Request too large"),
    415: ("El cuerpo no es JSON", "The body is no JSON"),
    422: ("Parámetros no válidos", "Invalid parameters"),
    429: ("Demasiadas preguntas a la vez", "Too many questions at once"),
    500: ("Error interno", "Internal error"),
    503: ("Servicio no disponible", "Service unavailable"),
    504: ("Tiempo agotado", "Time is up"),
}
# Remedies for errors of the library, which name only what went wrong.
ADVICE: Mapping[int, tuple[str, str]] = {
    400: (
        "El cuerpo no se puede leer: se pide JSON en UTF-8.",
        "The body cannot be read: JSON in UTF-8 is asked for.",
    ),
    404: (
        "No hay nada en esta dirección. Las que hay: GET /api/v1/openapi.json.",
        "There is nothing at this address. Those that exist: GET /api/v1/openapi.json.",
    ),
    405: (
        "Esta dirección no acepta ese método; el encabezado Allow dice cuál.",
        "This address does not take that method; the header Allow says which.",
    ),
    406: (
        "Esta respuesta no existe en el formato que pide Accept; openapi.json dice en cuáles.",
        "This answer does not exist in the format that Accept asks for; openapi.json says which.",
    ),
    415: (
        "El cuerpo de una pregunta es JSON: falta Content-Type: application/json.",
        "The body of a question is JSON: Content-Type: application/json is missing.",
    ),
}
NO_JSON = ("El cuerpo no es JSON válido.", "The body is no valid JSON.")
NO_QUESTION = (
    'El cuerpo debe ser un objeto JSON {"parameters": {…}}; «errors» dice dónde no lo es.',
    'The body must be a JSON object {"parameters": {…}}; “errors” says where it is not.',
)
NO_FORM = (
    "La solicitud no tiene la forma pedida; «errors» dice dónde.",
    "The request does not have the form asked for; “errors” says where.",
)
OF_THE_MACHINE = (
    "Trama no contesta ahora; su pregunta no tiene la culpa. Repita o avise a quien la administra.",
    "Trama does not answer now; your question is not to blame. Ask later, or tell whoever runs it.",
)

# Pydantic's own sentences are English only, and some repeat the input.
_REASONS: Mapping[str, tuple[str, str]] = {
    "missing": ("es obligatorio", "it is required"),
    "extra_forbidden": ("no existe", "it does not exist"),
    "base64_decode": ("no es base64", "it is no base64"),
    "repeated": ("está repetido", "it is repeated"),
    "json_invalid": ("no es JSON", "it is no JSON"),
    "model_type": ("debe ser un objeto JSON", "it must be a JSON object"),
    "int_type": ("debe ser un número entero", "it must be a whole number"),
    "float_type": ("debe ser un número, con punto decimal", "it must be a number"),
    "int_parsing": ("debe ser un número entero", "it must be a whole number"),
    "float_parsing": ("debe ser un número, con punto decimal", "it must be a number"),
    "finite_number": ("debe ser un número finito", "it must be a finite number"),
    "bool_parsing": ("debe ser true o false", "it must be true or false"),
    "bool_type": ("debe ser true o false", "it must be true or false"),
    "string_type": ("debe ser un texto", "it must be a text"),
    "string_unicode": ("debe ser un texto", "it must be a text"),
    "list_type": ("debe ser una lista", "it must be a list"),
    "literal_error": ("uno de: {expected}", "one of: {expected}"),
    "enum": ("uno de: {expected}", "one of: {expected}"),
    "greater_than_equal": ("mínimo {ge}", "at least {ge}"),
    "less_than_equal": ("máximo {le}", "at most {le}"),
    "string_too_long": ("pasa de {max_length} caracteres", "it is over {max_length} characters"),
    "string_too_short": ("está vacío o es muy corto", "it is empty or too short"),
    "too_long": ("pasa de {max_length} elementos", "it has over {max_length} items"),
    "too_short": ("está vacía", "it is empty"),
}
_OTHERWISE = ("no tiene la forma pedida", "it does not have the form asked for")
# A regular expression is no word for people: dates and choices are told, of others an example.
_PATTERN = "string_pattern_mismatch"
_DATE = (
    "debe ser una fecha: 2017, 2017-03 o 2017-03-05",
    "it must be a date: 2017, 2017-03 or 2017-03-05",
)
_EXAMPLE = (
    "no tiene la forma pedida; openapi.json da un ejemplo",
    "it does not have the form asked for; openapi.json has an example",
)
_CHOICES = re.compile(r"\^\(([\w|]+)\)\$")  # ^(RETA|SISTRA)$


def reason(code: str, bounds: Mapping[str, object], language: Language) -> str:
    """Return why a part of a request is wrong; ``bounds`` are the limits that we declared."""
    if code == _PATTERN:
        return _of_pattern(str(bounds.get("pattern")), language)
    template = _REASONS.get(code, _OTHERWISE)[language == "en"]
    told = {name: _bound(value, language) for name, value in bounds.items()}
    return template.format_map(defaultdict(lambda: "…", told))


def _of_pattern(pattern: str, language: Language) -> str:
    """Return what a text must be that does not match a pattern."""
    english = language == "en"
    if pattern == PARTIAL_DATE:
        return _DATE[english]
    if choices := _CHOICES.fullmatch(pattern):
        return _REASONS["enum"][english].format(expected=choices[1].replace("|", ", "))
    return _EXAMPLE[english]


def _bound(value: object, language: Language) -> str:
    """Return a limit in the language: numbers as people write them, the last choice after an or."""
    if isinstance(value, float):
        return number_text(value, language)
    text = str(value)
    return text.replace("' or '", "' o '") if language == "es" else text
