"""YAML checked against pydantic models: every problem with its line, in Spanish and in English.

A format is a class that derives from ``Declared``; ``compose(text).read(Format)`` returns the
model. Every scalar reaches the model as its text in the file: ``NO`` and ``01`` stay what they are.
The type of a field says what the text means: ``Text``, ``Parsed[date]``, ``Many[Text]``. An empty
scalar is None.
"""

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

from trama.core.problems import Problem, unknown_word
from trama.core.safe_yaml import SafeLoader

_Type = TypeVar("_Type")
_Model = TypeVar("_Model", bound="Declared")
Step = int | str
"""A key or a position on the path to a part of a document."""

_Entry = tuple[Any, Any]  # a mapping or list of the file, and a key or position in it

_QUOTED = re.compile(r"'([^']*)'")  # the choices in pydantic's message: 'dmy', 'mdy' or 'ymd'
_NULL = "tag:yaml.org,2002:null"
_CONSTRUCTOR = yaml.constructor.SafeConstructor()

# By the first word of the type of pydantic's error: string_type, string_too_short, int_parsing.
_EXPECTED = {
    "string": ("un texto", "a text"),
    "is": ("un texto", "a text"),
    "literal": ("un texto", "a text"),
    "enum": ("un texto", "a text"),
    "int": ("un número entero", "a whole number"),
    "bool": ("true o false", "true or false"),
    "date": ("una fecha AAAA-MM-DD", "a date YYYY-MM-DD"),
    "tuple": ("una lista", "a list"),
    "dict": ("un mapa «clave: valor»", "a mapping “key: value”"),
    "model": ("un mapa «clave: valor»", "a mapping “key: value”"),
}


class Marked(str):
    """The text of a scalar in the file, and its line (from 1)."""

    __slots__ = ("line", "node")
    line: int
    node: yaml.Node


class _Marks:
    """The line of a mapping or a list, the lines of its entries, its model and its wrong keys."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[Step, int] = {}
        self.model: type[Declared] | None = None
        self.wrong: set[str] = set()


class MarkedMapping(_Marks, dict[str, Any]):
    """A mapping of the file."""


class MarkedSequence(_Marks, list[Any]):
    """A list of the file."""


class Declared(BaseModel):
    """A mapping of a format. A key that the class does not declare is a problem."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True
    )

    @model_validator(mode="before")
    @classmethod
    def _note_model(cls, value: object) -> object:
        """Store the class in the mapping: the problem of an unknown key names the known keys."""
        if isinstance(value, MarkedMapping):
            value.model = cls
        return value

    @classmethod
    def known_keys(cls) -> list[str]:
        """Return the keys of the class as a file writes them."""
        return [field.alias or name for name, field in cls.model_fields.items()]


def resolved(value: object) -> Any:  # noqa: ANN401 - YAML holds whatever its author wrote
    """Return a part of a document with numbers, dates and flags where YAML itself reads them."""
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
"""A number, a flag, a date or a member of an enumeration: pydantic reads it from the text."""

Many = Annotated[tuple[_Type, ...], Strict(False)]
"""A list of the file."""

Resolved = Annotated[_Type, BeforeValidator(resolved)]
"""A value of any type: YAML reads it from the text."""


@dataclass(slots=True)
class Document:
    """A YAML text as mappings, lists and texts that know their lines, and its problems so far."""

    root: Any
    problems: list[Problem]

    def read(self, model: type[_Model]) -> _Model | None:
        """Return the document as a model; None if a part that the model needs is wrong or missing.

        1. Pydantic validates the whole document.
        2. Each of its errors becomes a problem, with the line of the part that is wrong.
        3. The wrong parts are removed and the rest is validated again. So the caller can check what
           the rest means, and a person reads every problem at once.

        ``{name: Nube, colour: [x], size: 28}`` gives one problem, of the colour, and a model whose
        colour is the default.
        """
        if self.root is None and self.problems:
            return None
        try:
            return model.model_validate(self.root, context=self)
        except ValidationError as error:
            mistakes = error.errors(include_url=False)
        places = [self._entries(mistake["loc"]) for mistake in mistakes]
        self.problems += map(self._problem, mistakes, places)
        for mistake, entries in zip(mistakes, places, strict=True):
            if mistake["type"] != "missing":
                _remove(entries)
        try:
            return model.model_validate(self.root, context=self)
        except ValidationError:
            return None

    def line(self, *path: Step) -> int:
        """Return the line of the entry at ``path``, or of the nearest entry around it."""
        return self._line(self._entries(path))

    def complain(self, line: int, es: str, en: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(line, es, en))

    def lack(self, path: Sequence[Step], keys: Iterable[str], es: str, en: str) -> None:
        """Add a problem of the mapping at ``path``, unless a value of ``keys`` in it was wrong."""
        entries = self._entries(path)
        if not (entries and entries[-1][0][entries[-1][1]].wrong.intersection(keys)):
            self.complain(self._line(entries), es, en)

    def member(self, word: Marked, known: Iterable[str]) -> str | None:
        """Return the word as plain text; None, and add a problem, if ``known`` does not hold it."""
        known = list(known)
        if word in known:
            return str(word)
        self.complain(word.line, *unknown_word(word, known))
        return None

    def members(self, words: Iterable[Marked], known: Iterable[str]) -> tuple[str, ...]:
        """Return those of the words that ``known`` holds; each of the others is a problem."""
        known = list(known)
        return tuple(str(word) for word in words if self.member(word, known))

    def _entries(self, path: Sequence[Step]) -> list[_Entry]:
        """Return the entries from the root to ``path``, as far as the file has them."""
        place, entries = self.root, []
        for key in path:
            if key not in getattr(place, "lines", ()):
                break
            entries.append((place, key))
            place = place[key]
        return entries

    def _line(self, entries: list[_Entry]) -> int:
        container, key = entries[-1] if entries else (None, 0)
        return int(getattr(self.root, "line", 1) if container is None else container.lines[key])

    def _problem(self, error: ErrorDetails, entries: list[_Entry]) -> Problem:
        model = entries[-1][0].model if entries else None
        path = error["loc"] if error["type"] == "missing" else [key for _, key in entries]
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        sentence = _sentence(error, key, model.known_keys() if model else [])
        return Problem(self._line(entries), *sentence)


def _remove(entries: list[_Entry]) -> None:
    """Remove the last entry; if it is an item of a list, remove the list."""
    for container, key in reversed(entries):
        if isinstance(container, MarkedMapping):
            container.wrong.add(key)
            container.pop(key, None)
            container.lines.pop(key, None)
            return


def compose(text: str) -> Document:
    """Return the document of a YAML text. If the text is no YAML, the document holds one problem.

    A repeated key is a problem; its first value counts.
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
    """Return the error that a validator of a format raises: what is wrong, in both languages."""
    return PydanticCustomError("refusal", "{en}", {"es": es, "en": en})


def between(least: int, most: int) -> AfterValidator:
    """Return the validator of a whole number from ``least`` to ``most``, both included."""

    def check(value: int, info: ValidationInfo) -> int:
        if least <= value <= most:
            return value
        raise refusal(
            f"«{info.field_name}» debe ser un número de {least} a {most}",
            f"“{info.field_name}” must be a number from {least} to {most}",
        )

    return AfterValidator(check)


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
        case "literal_error" | "enum" if isinstance(error["input"], str):
            return unknown_word(error["input"], _QUOTED.findall(facts["expected"]))
    es, en = _EXPECTED.get(error["type"].partition("_")[0], (error["msg"], error["msg"]))
    if not key:
        return f"debe ser {es}", f"it must be {en}"
    return f"«{key}» debe ser {es}", f"“{key}” must be {en}"


def _marked(node: yaml.Node | None, problems: list[Problem], made: dict[int, Any]) -> Any:  # noqa: ANN401 - as YAML
    """Return a node as mappings, lists and texts that know their lines; add repeated keys.

    ``made`` holds each value by the identity of its node, so that an anchor may even hold itself.
    """
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
            es, en = f"«{key}» está dos veces", f"“{key}” is repeated"
            problems.append(Problem(key.line, es, en))
        else:
            entries.lines[key] = key.line
            entries[key] = _marked(item, problems, made)
    return entries


def _scalar(node: yaml.Node) -> Marked:
    mark = Marked(node.value if isinstance(node, yaml.ScalarNode) else "?")
    mark.line, mark.node = node.start_mark.line + 1, node
    return mark
