"""The text with which a user begins a saved query: commented, and sound as it stands."""

from trama.core.errors import Language

_NOTE = {
    "es": """\
# Una consulta propia: cabecera YAML, y debajo su Cypher. Cada línea se explica en
# docs/writing-a-query.md. Revísela (trama query check), pruébela (trama query test NAME) y úsela
# (trama query run NAME). Mire las de Trama: trama query show recurring_suspects --cypher""",
    "en": """\
# A query of your own: a YAML header, and its Cypher below. docs/writing-a-query.md explains each
# line. Check it (trama query check), test it (trama query test NAME) and use it
# (trama query run NAME). Look at those of Trama: trama query show recurring_suspects --cypher""",
}
_PARTS = {
    "es": {
        "NAMED": "el del archivo: letras minúsculas, cifras y «_»",
        "VERSION": "súbala cuando las respuestas signifiquen otra cosa",
        "NOTES": "note_es y note_en, las dos o ninguna: cómo se lee la respuesta, y cómo no",
        "PARAMS": "lo que se pregunta; el texto usa cada uno como $nombre",
        "COLUMNS": "lo que RETURN da, en su orden; «of» dice qué es, y con eso se protege",
        "SENSITIVE": "restricted, o identity si lee quién es alguien (solo investigadores)",
        "STARTS": "parámetros de caso, persona o lugar de los que parte, si los hay",
        "INDEXES": "propiedades con índice por las que busca, como Case.since",
        "EXAMPLES": "«expects» es lo que trama query test compara: rows o at_least",
        "STEP": "Cada paso, una idea. Los casos cuya fecha pudo ser posterior a $since:",
    },
    "en": {
        "NAMED": "the file's: small letters, digits and “_”",
        "VERSION": "raise it when the answers mean something else",
        "NOTES": "note_es and note_en, both or neither: how to read the answer, and how not to",
        "PARAMS": "what is asked; the text uses each as $name",
        "COLUMNS": "what RETURN gives, in order; “of” says what it is, and so what protects it",
        "SENSITIVE": "restricted, or identity if it reads who somebody is (investigators only)",
        "STARTS": "parameters for a case, person or place that it starts from, if any",
        "INDEXES": "properties with an index by which it searches, such as Case.since",
        "EXAMPLES": "“expects” is what trama query test compares: rows or at_least",
        "STEP": "Each step, one idea. The cases whose date may be after $since:",
    },
}
_TEXT = """\
/*---
NOTE
name: NAME  # NAMED
version: 1  # VERSION
title_es: Casos desde una fecha
title_en: Cases since a date
question_es: ¿Qué casos ocurrieron desde esa fecha, y cuántas víctimas tiene cada uno?
question_en: Which cases happened since that date, and how many victims has each?
# NOTES
params:  # PARAMS
  since: {type: partial_date, bound: first, title_es: Hecho desde, title_en: Fact since}
  limit: {type: integer, default: 100, min: 1, max: 5000, title_es: Filas, title_en: Rows}
columns:  # COLUMNS
  case: {type: case, of: Case.uid, title_es: Caso, title_en: Case}
  fact_date: {type: date, of: Case.fact_date, title_es: Fecha del hecho, title_en: Date of the fact}
  victims: {type: count, title_es: Víctimas, title_en: Victims}
sensitivity: restricted  # SENSITIVE
starts_from: []  # STARTS
indexes: [Case.since]  # INDEXES
views: [table]
examples:  # EXAMPLES
  - {params: {since: "2017"}, expects: {at_least: 1}, title_es: Desde 2017, title_en: Since 2017}
---*/
// STEP
MATCH (c:Case)
WHERE $since IS NULL OR c.until >= $since
RETURN c.uid AS case, c.fact_date AS fact_date,
       COUNT { MATCH (c)<-[:VICTIM_IN]-(:Victim) } AS victims
ORDER BY victims DESC, case
LIMIT $limit
"""


def template(name: str, language: Language) -> str:
    """Return the text of a new query; its comments are in ``language``."""
    text = _TEXT.replace("NOTE\n", f"{_NOTE[language]}\n")
    for place, words in _PARTS[language].items():
        text = text.replace(f" {place}\n", f" {words}\n")
    return text.replace("NAME", name)
