"""YAML checked against pydantic models: every problem with its line, in Spanish and in English.

A format is a model that derives from ``Declared``, and ``compose(text).read(Format)`` returns the
model. A scalar reaches the model as the text that stands in the file: ``NO`` and ``01`` stay so.
The type of each field says what the text means; an empty scalar is None.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from trama.core.errors import DeclarationError
from trama.core.safe_yaml import SafeLoader

_Type = TypeVar("_Type")
_Model = TypeVar("_Model", bound="Declared")
_Path = Sequence[int | str]

_FEWEST_LETTERS = 4  # of a beginning that is taken for the word
_QUOTED = re.compile(r"'([^']*)'")
_NULL = "tag:yaml.org,2002:null"
_CONSTRUCTOR = yaml.constructor.SafeConstructor()

# What pydantic expected, by the first word of the type of its error.
_EXPECTED = {
    "string": ("un texto", "a text"),
    "is": ("un texto", "a text"),
    "int": ("un número entero", "a whole number"),
    "bool": ("true o false", "true or false"),
    "date": ("una fecha AAAA-MM-DD", "a date YYYY-MM-DD"),
    "tuple": ("una lista", "a list"),
    "dict": ("un mapa «clave: valor»", "a mapping “key: value”"),
    "model": ("un mapa «clave: valor»", "a mapping “key: value”"),
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in a file that breaks its format: the line (from 1), and why."""

    line: int
    es: str
    en: str


class Marked(str):
    """A scalar as the file writes it, and its line (from 1)."""

    __slots__ = ("line", "node")
    line: int
    node: yaml.Node


class _Marks:
    """The line of a part of the file, the line of each entry in it, and the keys it may have."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[int | str, int] = {}
        self.known: tuple[str, ...] = ()


class MarkedMapping(_Marks, dict[str, Any]):
    """A mapping of the file."""


class MarkedSequence(_Marks, list[Any]):
    """A list of the file."""


class Declared(BaseModel):
    """A mapping of a format; a key that the class does not declare is a problem."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _note_known_keys(cls, value: object) -> object:
        """Store the model's keys in the mapping, for the hint of an unknown key."""
        if isinstance(value, MarkedMapping):
            fields = cls.model_fields.items()
            value.known = tuple(field.alias or name for name, field in fields)
        return value


def resolved(value: object) -> Any:  # noqa: ANN401 - YAML holds whatever its author wrote
    """Return a part of a document with the numbers, dates and flags that YAML reads in it."""
    if isinstance(value, Marked):
        construct = _CONSTRUCTOR.yaml_constructors.get(value.node.tag)
        return construct(_CONSTRUCTOR, value.node) if construct else str(value)
    if isinstance(value, MarkedMapping):
        return {str(key): resolved(item) for key, item in value.items()}
    if isinstance(value, MarkedSequence):
        return [resolved(item) for item in value]
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that is not blank."""

Parsed = Annotated[_Type, Strict(False)]
"""A number, a flag, a date or a member of an enumeration, from its text."""

Many = Annotated[tuple[_Type, ...], Strict(False)]
"""A list."""

Resolved = Annotated[_Type, BeforeValidator(resolved)]
"""A value whose type the file decides."""


@dataclass(slots=True)
class Document:
    """A composed YAML text, and the problems found in it so far."""

    root: Any
    problems: list[Problem]

    def read(self, model: type[_Model]) -> _Model | None:
        """Return the document as a model, or None if a part that the model needs is wrong.

        Each part that breaks the format becomes a problem. The rest is read without these parts, so
        that the caller can check what it means at the same time.
        """
        if self.root is None and self.problems:
            return None
        try:
            return model.model_validate(self.root, context=self)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        self.problems += [self._problem(mistake) for mistake in errors]
        for mistake in errors:
            if mistake["type"] != "missing":
                self._drop(mistake["loc"])
        try:
            return model.model_validate(self.root, context=self)
        except ValidationError:
            return None

    def line(self, *path: int | str) -> int:
        """Return the line of the entry at ``path``, or of the nearest entry around it."""
        line = int(getattr(self.root, "line", 1))
        for container, key in self._entries(path):
            line = container.lines[key]
        return line

    def complain(self, line: int, es: str, en: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(line, es, en))

    def member(self, word: Marked, known: Iterable[str]) -> str | None:
        """Return the word as plain text; None, and a problem, if it is not among ``known``."""
        known = list(known)
        if word in known:
            return str(word)
        self.complain(word.line, *unknown_word(word, known))
        return None

    def _entries(self, path: _Path) -> list[tuple[Any, Any]]:
        """Return the way to ``path`` as far as the file goes: each container and the key in it."""
        place, entries = self.root, []
        for key in path:
            if key not in getattr(place, "lines", ()):
                break
            entries.append((place, key))
            place = place[key]
        return entries

    def _problem(self, error: ErrorDetails) -> Problem:
        """Return an error of pydantic in our words."""
        path = error["loc"]
        entries = self._entries(path)
        known = entries[-1][0].known if entries else ()
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        return Problem(self.line(*path), *_sentence(error, key, known))

    def _drop(self, path: _Path) -> None:
        """Remove the entry at ``path``; of an item of a list, the whole list."""
        for container, key in reversed(self._entries(path)):
            if isinstance(container, MarkedMapping):
                del container[key], container.lines[key]
                return


def compose(text: str) -> Document:
    """Return the YAML text as a document; its problems say if the text is no YAML.

    A key that a mapping repeats is a problem, and its first value counts.
    """
    problems: list[Problem] = []
    try:
        return Document(_marked(yaml.compose(text, Loader=SafeLoader), problems, {}), problems)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or type(error).__name__
        line = mark.line + 1 if mark else 1
        return Document(None, [Problem(line, f"no es YAML ({why})", f"it is no YAML ({why})")])


def refusal(es: str, en: str) -> PydanticCustomError:
    """Return the error that a validator of a format raises, in Spanish and in English."""
    return PydanticCustomError("refusal", "{en}", {"es": es, "en": en})


def between(least: int, most: int) -> AfterValidator:
    """Return the validator of a whole number of a field from ``least`` to ``most``."""

    def check(value: int, info: ValidationInfo) -> int:
        if least <= value <= most:
            return value
        raise refusal(
            f"«{info.field_name}» debe ser un número de {least} a {most}",
            f"“{info.field_name}” must be a number from {least} to {most}",
        )

    return AfterValidator(check)


def declaration_error(file: str, problems: Iterable[Problem]) -> DeclarationError:
    """Return the error that names every problem of a file, each with its line."""
    first, *others = sorted(problems)
    return DeclarationError(
        where=f"{file}:{first.line}",
        why_es="; ".join([first.es, *(f"{file}:{one.line}: {one.es}" for one in others)]),
        why_en="; ".join([first.en, *(f"{file}:{one.line}: {one.en}" for one in others)]),
    )


def unknown_word(word: str, known: Iterable[str]) -> tuple[str, str]:
    """Return the Spanish and the English complaint about a word that does not exist."""
    words = list(known)
    begun = [one for one in words if len(word) >= _FEWEST_LETTERS and one.startswith(word)]
    close = begun[:3] or difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        meant = " o ".join(f"«{one}»" for one in close), " or ".join(f"“{one}”" for one in close)
        return (
            f"«{word}» no existe; ¿quiso decir {meant[0]}?",
            f"“{word}” does not exist; did you mean {meant[1]}?",
        )
    some = ", ".join(words[:30])
    return f"«{word}» no existe; se espera: {some}", f"“{word}” does not exist; expected: {some}"


def _sentence(error: ErrorDetails, key: str, known: Iterable[str]) -> tuple[str, str]:
    """Return what is wrong at ``key``, in Spanish and in English."""
    facts = error.get("ctx", {})
    match error["type"]:
        case "refusal":
            return facts["es"], facts["en"]
        case "missing":
            return f"falta «{key}»", f"“{key}” is missing"
        case "extra_forbidden":
            return unknown_word(key, known)
        case "literal_error" | "enum":
            return unknown_word(str(error["input"]), _QUOTED.findall(facts["expected"]))
    es, en = _EXPECTED.get(error["type"].partition("_")[0], (error["msg"], error["msg"]))
    if not key:
        return f"debe ser {es}", f"it must be {en}"
    return f"«{key}» debe ser {es}", f"“{key}” must be {en}"


def _marked(node: yaml.Node | None, problems: list[Problem], made: dict[int, Any]) -> Any:  # noqa: ANN401 - as YAML
    """Return the value of a node; ``made`` holds the values of the nodes that anchors repeat."""
    if node is None or node.tag == _NULL:
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if id(node) in made:
        return made[id(node)]
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        items = made[id(node)] = MarkedSequence(line)
        for position, item in enumerate(node.value):
            items.lines[position] = item.start_mark.line + 1
            items.append(_marked(item, problems, made))
        return items
    entries = made[id(node)] = MarkedMapping(line)
    for key_node, item in node.value:
        key = _scalar(key_node)
        if key in entries:
            es, en = f"«{key}» está dos veces", f"“{key}” stands twice"
            problems.append(Problem(key.line, es, en))
        else:
            entries.lines[key] = key.line
            entries[key] = _marked(item, problems, made)
    return entries


def _scalar(node: yaml.Node) -> Marked:
    mark = Marked(node.value if isinstance(node, yaml.ScalarNode) else "?")
    mark.line, mark.node = node.start_mark.line + 1, node
    return mark
