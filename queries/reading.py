"""From the text of a .cypher file to the header of a saved query, or to the line that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from trama.core import safe_yaml
from trama.core.errors import DeclarationError
from trama.graph.ontology.declare import Sensitivity
from trama.queries.header import (
    Column,
    ColumnType,
    Example,
    Header,
    Parameter,
    ParameterType,
)

OPENING, CLOSING = "/*---\n", "\n---*/"
VIEWS = ("table", "map", "timeline", "flow", "network")

_Choice = TypeVar("_Choice", bound=StrEnum)
_TITLES = frozenset({"title_es", "title_en"})
_HEADER = frozenset(
    {
        *("name", "version", "title_es", "title_en", "question_es", "question_en"),
        *("params", "columns", "sensitivity", "indexes", "views", "examples"),
    }
)
_NOTES = frozenset({"note_es", "note_en"})
_PARAMETER = frozenset(
    {"type", "required", "default", "min", "max", "of", "among", "bound", "level", "apart_from"}
)
_COLUMN = frozenset({"type", "of", "field", "sensitivity"})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values out of the header and names the line of what is wrong."""

    file: str
    lines: Mapping[str, int]

    def wrong(self, path: str, es: str, en: str) -> DeclarationError:
        known = self.lines.get(path)
        while known is None and "/" in path:
            path = path.rpartition("/")[0]
            known = self.lines.get(path)
        return wrong(self.file, known or 1, es, en)

    def mapping(self, value: object, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(path, "se esperaba un mapa", "a mapping was expected")
        return value

    def keys(
        self, value: object, path: str, required: frozenset[str], optional: frozenset[str]
    ) -> dict[str, Any]:
        found = self.mapping(value, path)
        if missing := sorted(required - found.keys()):
            names = ", ".join(missing)
            raise self.wrong(path, f"falta {names}", f"{names} is missing")
        if strange := sorted(found.keys() - required - optional):
            here = f"{path}/{strange[0]}" if path else strange[0]
            raise self.wrong(here, f"clave desconocida: {strange[0]}", f"unknown key: {strange[0]}")
        return found

    def text(self, value: object, path: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(path, "se esperaba un texto", "a text was expected")
        return value.strip()

    def choice(self, value: object, path: str, choices: type[_Choice]) -> _Choice:
        try:
            return choices(str(value))
        except ValueError as error:
            known = ", ".join(choices)
            raise self.wrong(path, f"se esperaba uno de: {known}", f"one of: {known}") from error

    def list(self, value: object, path: str) -> list[Any]:
        if not isinstance(value, list):
            raise self.wrong(path, "se esperaba una lista", "a list was expected")
        return value


def wrong(file: str, line: int, es: str, en: str) -> DeclarationError:
    """Return the error that names a file and a line of it."""
    return DeclarationError(where=f"{file}:{line}", why_es=es, why_en=en)


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
    found, lines = _parse("\n" + text[len(OPENING) : end], file)
    return _header(_Reader(file, lines), found)


def _parse(text: str, file: str) -> tuple[Any, dict[str, int]]:
    try:
        tree = safe_yaml.compose(text)
        found = safe_yaml.load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise wrong(file, line, f"YAML: {error.problem}", f"YAML: {error.problem}") from error
    lines: dict[str, int] = {}
    for path, line in _lines(tree, ""):
        if path in lines:
            name = path.rpartition("/")[2]
            raise wrong(file, line, f"clave repetida: {name}", f"repeated key: {name}")
        lines[path] = line
    return found, lines


def _lines(tree: yaml.Node | None, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(tree, yaml.MappingNode):
        for key, value in tree.value:
            here = f"{path}/{key.value}" if path else str(key.value)
            yield here, key.start_mark.line + 1
            yield from _lines(value, here)
    elif isinstance(tree, yaml.SequenceNode):
        for number, value in enumerate(tree.value):
            yield f"{path}/{number}", value.start_mark.line + 1
            yield from _lines(value, f"{path}/{number}")


def _header(reader: _Reader, found: object) -> Header:
    said = reader.keys(found, "", _HEADER, _NOTES)
    if not isinstance(said["version"], int):
        raise reader.wrong("version", "se esperaba un número", "a number was expected")
    views = tuple(reader.list(said["views"], "views"))
    if strange := [view for view in views if view not in VIEWS]:
        raise reader.wrong("views", f"vista desconocida: {strange}", f"unknown view: {strange}")
    return Header(
        name=reader.text(said["name"], "name"),
        version=said["version"],
        titles=_both(reader, said, "title"),
        questions=_both(reader, said, "question"),
        notes=_both(reader, said, "note") if _NOTES & said.keys() else {},
        parameters={
            str(name): _parameter(reader, str(name), value)
            for name, value in reader.mapping(said["params"], "params").items()
        },
        columns={
            str(name): _column(reader, str(name), value)
            for name, value in reader.mapping(said["columns"], "columns").items()
        },
        sensitivity=reader.choice(said["sensitivity"], "sensitivity", Sensitivity),
        indexes=tuple(
            reader.text(name, "indexes") for name in reader.list(said["indexes"], "indexes")
        ),
        views=views,
        examples=tuple(
            _example(reader, f"examples/{number}", value)
            for number, value in enumerate(reader.list(said["examples"], "examples"))
        ),
        lines=reader.lines,
    )


def _both(reader: _Reader, said: Mapping[str, Any], key: str) -> dict[str, str]:
    names = {language: f"{key}_{language}" for language in ("es", "en")}
    return {
        language: reader.text(said.get(name), name if name in reader.lines else key)
        for language, name in names.items()
    }


def _parameter(reader: _Reader, name: str, value: object) -> Parameter:
    path = f"params/{name}"
    said = reader.keys(value, path, _TITLES | {"type"}, _PARAMETER)
    found = Parameter(
        name=name,
        type=reader.choice(said["type"], f"{path}/type", ParameterType),
        es=reader.text(said["title_es"], f"{path}/title_es"),
        en=reader.text(said["title_en"], f"{path}/title_en"),
        among=tuple(reader.list(said.get("among", []), f"{path}/among")),
        **{key: said[key] for key in _PARAMETER - {"type", "among"} if key in said},
    )
    needs_list = found.type in (ParameterType.CODE, ParameterType.PROPERTIES)
    if needs_list and not found.of:
        raise reader.wrong(path, "falta «of»", "“of” is missing")
    if found.bound not in (None, "first", "last"):
        raise reader.wrong(f"{path}/bound", "es first o last", "it is first or last")
    return found


def _column(reader: _Reader, name: str, value: object) -> Column:
    path = f"columns/{name}"
    said = reader.keys(value, path, _TITLES | {"type"}, _COLUMN)
    stated = said.get("sensitivity")
    return Column(
        name=name,
        type=reader.choice(said["type"], f"{path}/type", ColumnType),
        es=reader.text(said["title_es"], f"{path}/title_es"),
        en=reader.text(said["title_en"], f"{path}/title_en"),
        of=said.get("of"),
        field=said.get("field"),
        sensitivity=reader.choice(stated, f"{path}/sensitivity", Sensitivity) if stated else None,
    )


def _example(reader: _Reader, path: str, value: object) -> Example:
    said = reader.keys(value, path, _TITLES | {"params"}, frozenset())
    return Example(
        parameters=reader.mapping(said["params"], f"{path}/params"),
        es=reader.text(said["title_es"], f"{path}/title_es"),
        en=reader.text(said["title_en"], f"{path}/title_en"),
    )
