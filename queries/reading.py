"""The format of the header of a saved query: the YAML in the first comment of a .cypher file."""

from typing import Literal, Self

from pydantic import Field, model_validator

from trama.core.checked_yaml import (
    Declared,
    Many,
    Parsed,
    Problem,
    Resolved,
    Text,
    compose,
    declaration_error,
    refusal,
)
from trama.core.errors import DeclarationError
from trama.graph.ontology.declare import Sensitivity
from trama.queries.header import Column, ColumnType, Example, Header, Parameter, ParameterType

OPENING, CLOSING = "/*---\n", "\n---*/"


class _Titled(Declared):
    es: Text = Field(alias="title_es")
    en: Text = Field(alias="title_en")


class _Parameter(_Titled):
    type: Parsed[ParameterType]
    required: Parsed[bool] = False
    default: Resolved[object] = None
    min: Parsed[int] | None = None
    max: Parsed[int] | None = None
    of: Text | None = None
    among: Many[Text] = ()
    bound: Literal["first", "last"] | None = None
    level: Text | None = None
    apart_from: Text | None = None

    @model_validator(mode="after")
    def _names_its_list(self) -> Self:
        if self.type in (ParameterType.CODE, ParameterType.PROPERTIES) and not self.of:
            raise refusal("falta «of»", "“of” is missing")
        return self


class _Column(_Titled):
    type: Parsed[ColumnType]
    of: Text | None = None
    field: Text | None = None
    sensitivity: Parsed[Sensitivity] | None = None


class _Example(_Titled):
    params: dict[str, Resolved[object]]


class _Header(_Titled):
    name: Text
    version: Parsed[int]
    question_es: Text
    question_en: Text
    note_es: Text | None = None
    note_en: Text | None = None
    params: dict[str, _Parameter]
    columns: dict[str, _Column]
    sensitivity: Parsed[Sensitivity]
    indexes: Many[Text]
    views: Many[Literal["table", "map", "timeline", "flow", "network"]]
    examples: Many[_Example]

    @model_validator(mode="after")
    def _notes_in_both_languages(self) -> Self:
        if bool(self.note_es) != bool(self.note_en):
            raise refusal("falta «note_es» o «note_en»", "“note_es” or “note_en” is missing")
        return self


def wrong(file: str, line: int, es: str, en: str) -> DeclarationError:
    """Return the error that names a file and a line of it."""
    return declaration_error(file, [Problem(line, es, en)])


def read_header(text: str, file: str) -> Header:
    """Return the header of a saved query; ``file`` is how errors name it.

    Raises:
        DeclarationError: no header, no valid YAML, a key unknown, missing or of another type.
    """
    end = text.find(CLOSING)
    if not text.startswith(OPENING) or end < 0:
        raise wrong(
            file,
            1,
            "falta la cabecera /*--- … ---*/ al comienzo",
            "the header /*--- … ---*/ is missing at the beginning",
        )
    # The opening line stays as an empty one, so that YAML counts the lines of the file.
    document = compose("\n" + text[len(OPENING) : end])
    written = document.read(_Header)
    if written is None or document.problems:
        raise declaration_error(file, document.problems)
    notes = {"es": written.note_es, "en": written.note_en}
    return Header(
        name=written.name,
        version=written.version,
        titles={"es": written.es, "en": written.en},
        questions={"es": written.question_es, "en": written.question_en},
        notes={language: note for language, note in notes.items() if note},
        parameters={name: Parameter(name, **dict(it)) for name, it in written.params.items()},
        columns={name: Column(name, **dict(it)) for name, it in written.columns.items()},
        sensitivity=written.sensitivity,
        indexes=written.indexes,
        views=written.views,
        examples=tuple(Example(it.params, it.es, it.en) for it in written.examples),
        document=document,
    )
