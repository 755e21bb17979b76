"""Reasons for a refused part of a request, in the language of the caller."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from trama.api.problem_words import reason
from trama.core.errors import Language
from trama.values.partial_date import PARTIAL_DATE

KINDS: dict[str, TypeAdapter[Any]] = {
    "float": TypeAdapter(float),
    "odds": TypeAdapter(Annotated[float, Field(ge=0.5)]),
    "day": TypeAdapter(Annotated[str, Field(pattern=PARTIAL_DATE)]),
    "registry": TypeAdapter(Annotated[str, Field(pattern="^(RETA|SISTRA)$")]),
    "month": TypeAdapter(Annotated[str, Field(pattern="^[12][0-9]{3}-[01][0-9]$")]),
    "choice": TypeAdapter(Literal["cases", "people", "pairs"]),
}


@pytest.mark.parametrize(
    ("kind", "value", "es", "en"),
    [
        ("float", "mucho", "debe ser un número, con punto decimal", "it must be a number"),
        (
            "day",
            "15/03/2020",
            "debe ser una fecha: 2017, 2017-03 o 2017-03-05",
            "it must be a date",
        ),
        ("registry", "PNP", "uno de: RETA, SISTRA", "one of: RETA, SISTRA"),
        ("month", "marzo", "no tiene la forma pedida; openapi.json da un ejemplo", "it does not"),
        ("odds", 0.2, "mínimo 0,5", "at least 0.5"),
        ("choice", "x", "uno de: 'cases', 'people' o 'pairs'", "one of: 'cases', 'people' or "),
    ],
)
def test_limits_and_choices_stand_as_people_write_them(
    kind: str, value: object, es: str, en: str
) -> None:
    def told(language: Language) -> str:
        with pytest.raises(ValidationError) as refused:
            KINDS[kind].validate_python(value)
        (found,) = refused.value.errors()
        return reason(found["type"], found.get("ctx") or {}, language)

    assert told("es") == es
    assert told("en").startswith(en)
