"""The document about a quoted number, as the command and the API give it."""

from typing import Any

from trama.core.errors import Language
from trama.figures.count_answer import count_document, shipped
from trama.figures.graph_answer import graph_figures
from trama.figures.graph_counts import GraphSeries
from trama.figures.question import Question
from trama.figures.share_answer import share_document


def figure_document(
    question: Question, language: Language, own: list[GraphSeries] | None = None
) -> dict[str, Any]:
    """Return the recipes of a quoted number, from the data that come with Trama.

    With ``own``, the series of a graph, a count is searched in them too.

    Raises:
        BadParameter: no data are of the time that the sentence speaks of.
    """
    quoted = question.quoted
    asked = {
        "number": question.written,
        "form": "percentage" if quoted.is_share else "count",
        "near": question.near.text if question.near else None,
        "stated": question.stated.text if question.stated else None,
    }
    if quoted.is_share:
        return {**asked, **share_document(question, shipped(), language)}
    found = None if own is None else graph_figures(question, own, language)
    return {**asked, **count_document(question, shipped(), language, found)}
