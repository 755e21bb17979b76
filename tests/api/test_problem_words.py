"""Reasons for a refused part of a request, in the language of the caller."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from trama.api.problem_words import reason
from trama.core.errors import Language

KINDS: dict[str, TypeAdapter[Any]] = {
    "float": TypeAdapter(float),
    "odds": TypeAdapter(Annotated[float, Field(ge=0.5)]),
    "choice": TypeAdapter(Literal["cases", "people", "pairs"]),
}


@pytest.mark.parametrize(
    ("kind", "value", "es", "en"),
    [
        ("float", "mucho", "debe ser un número, con punto decimal", "it must be a number"),
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
