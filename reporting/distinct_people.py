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
    "con los pares sin decidir; por año, el del hecho.",
    "en": "Distinct people over RETA and SISTRA: the central {part}% of {draws} whole linkages, "
    "undecided pairs included; by year, that of the fact.",
}


def check_estimable(question: BankQuestion) -> None:
    """Check that the distinct people of a question can be estimated.

    Raises:
        BadParameter: they are estimated for all people of now, whole or by year.
    """
    names = [dimension.name for dimension in question.by]
    whole = question.unit is Unit.PERSON and not question.where and question.as_of is None
    if not whole or names not in ([], ["year"]):
        raise BadParameter(
            name="estimate",
            why_es="se estiman personas de hoy, en total o con --by year, sin filtros",
            why_en="people of now are estimated, in total or with --by year, without filters",
        )


def estimated(
    question: BankQuestion, years: list[int], reckoner: Reckoner, lookup: Lookup, language: Language
) -> dict[str, Any]:
    """Return the ranges of distinct people, in total and by year; or why there are none.

    Raises:
        BadParameter: as `check_estimable`. EngineError: the engine failed. MissingPart: numba.
    """
    check_estimable(question)
    held = reckoner.held()
    if held.absent or not held.scored:
        return {"rows": [], "total": None, "note": _ABSENT[language]}

    def distinct(year: int | None) -> dict[str, Any]:
        lookup.viewer.admit_counts()
        asked = Question(year=year, of_fact=True)
        document = ledger_document(count(reckoner, asked), lookup, language)
        return dict(document["distinct"])

    by_year = years[-_MOST_YEARS:] if question.by else []
    usual = Question()
    how = _HOW[language].format(part=90, draws=usual.draws)
    rows = [{"year": year, **distinct(year)} for year in by_year]
    return {"rows": rows, "total": distinct(None), "note": how}
