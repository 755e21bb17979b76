"""The document about a quoted number, as the command and the API give it."""

from typing import Any

from trama.core.errors import Language
from trama.figures.count_answer import count_document, shipped
from trama.figures.question import Question
from trama.figures.share_answer import share_document


def figure_document(question: Question, language: Language) -> dict[str, Any]:
    """Return the recipes of a quoted number, from the data that come with Trama.

    Raises:
        BadParameter: no data are of the time that the sentence speaks of.
    """
    quoted = question.quoted
    answer = share_document if quoted.is_share else count_document
    return {
        "number": question.written,
        "form": "percentage" if quoted.is_share else "count",
        "near": question.near.text if question.near else None,
        "stated": question.stated.text if question.stated else None,
        **answer(question, shipped(), language),
    }
