"""The estimated number of distinct people beside the cells of the databank (`trama overlap`)."""

from typing import Any

from trama.bank.cube import Question as BankQuestion
from trama.bank.cube import Unit
from trama.core.errors import BadParameter, Language
from trama.overlap.answers.ledger_answer import Question, count, ledger_document
from trama.overlap.answers.reckoner import Reckoner
from trama.queries.lookups.lookup import Lookup

_MOST_YEARS = 40
_ABSENT = {
    "es": "Sin estimar: ningún modelo enlazó RETA y SISTRA en este grafo (trama link).",
    "en": "Not estimated: no model linked RETA and SISTRA in this graph (trama link).",
}
_HOW = {
    "es": "Personas distintas entre RETA y SISTRA: {part} % central de {draws} enlaces completos, "
    "con los pares sin decidir; por año, el del comienzo del hecho. Las celdas ponen un hecho que "
    "no está entero en un año en el de su registro.",
    "en": "Distinct people over RETA and SISTRA: the central {part}% of {draws} whole linkages, "
    "undecided pairs included; by year, that in which the fact began. The cells put a fact that is "
    "not whole in one year into that of its registration.",
}


def check_estimable(question: BankQuestion) -> None:
    """Check that the distinct people of a question can be estimated.

    Raises:
        BadParameter: they are estimated for all people of now, whole or by year; beside the
            cells of each registry too, which no estimate parts.
    """
    names = {dimension.name for dimension in question.by}
    whole = question.unit is Unit.PERSON and not question.where and question.as_of is None
    if not whole or not names <= {"year", "registry"}:
        raise BadParameter(
            name="estimate",
            why_es="se estiman personas de hoy, sin filtros: en total, --by year, registry o ambos",
            why_en="people of now are estimated, unfiltered: in total, --by year, registry or both",
        )


def estimated(
    question: BankQuestion, years: list[int], reckoner: Reckoner, lookup: Lookup, language: Language
) -> dict[str, Any]:
    """Return the ranges of distinct people, in total and of each year, or why there are none.

    Raises:
        BadParameter: as `check_estimable`. EngineError: the engine failed. MissingPart: numba.
    """
    check_estimable(question)
    held = reckoner.held()
    if held.absent or not held.scored:
        return {"rows": [], "total": None, "note": _ABSENT[language]}
    lookup.viewer.admit_counts()

    def distinct(year: int | None) -> dict[str, Any]:
        counted = count(reckoner, Question(year=year, of_fact=True))
        document = ledger_document(counted, lookup, language)
        return dict(document["distinct"])

    by_year = sorted(set(years))[-_MOST_YEARS:]
    usual = Question()
    how = _HOW[language].format(part=90, draws=usual.draws)
    rows = [{"year": year, **distinct(year)} for year in by_year]
    return {"rows": rows, "total": distinct(None), "note": how}
