"""YAML read as nodes that know their line, so that each complaint says where it stands."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

from trama.core import safe_yaml

_FEWEST_LETTERS = 4  # of a beginning that is taken for the word


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a profile says that cannot be: the line (from 1), and why in both languages."""

    line: int
    es: str
    en: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One scalar of the file, as text, and its line."""

    text: str
    line: int

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class Section:
    """A mapping of the file; what cannot be used is noted in ``problems`` and left out.

    Scalars are text as written: ``NO`` and ``01`` stay what they are.
    """

    node: yaml.MappingNode
    problems: list[Problem]
    entries: dict[str, tuple[Marked, yaml.Node]] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = {}
        for key, value in self.node.value:
            mark = Marked(str(key.value), key.start_mark.line + 1)
            if mark.text in self.entries:
                self.complain(mark.line, f"«{mark}» está dos veces", f"“{mark}” stands twice")
            else:
                self.entries[mark.text] = (mark, value)

    @property
    def line(self) -> int:
        """The line at which the mapping begins."""
        return self.node.start_mark.line + 1

    def complain(self, line: int, es: str, en: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(line, es, en))

    def only(self, allowed: Iterable[str]) -> None:
        """Complains of keys that are not ``allowed``, with the one that was probably meant."""
        known = sorted(allowed)
        for text, (mark, _) in self.entries.items():
            if text not in known:
                self.complain(mark.line, *unknown_word(text, known))

    def text(self, key: str) -> Marked | None:
        """Returns the scalar at ``key``, or None where there is none."""
        if key not in self.entries:
            return None
        return self._scalar(self.entries[key][1], key)

    def needed(self, key: str) -> Marked:
        """Returns the scalar at ``key``; complains where it is missing."""
        found = self.text(key)
        if found is None and key not in self.entries:
            self.complain(self.line, f"falta «{key}»", f"“{key}” is missing")
        return found or Marked("", self.line)

    def texts(self, key: str) -> tuple[Marked, ...]:
        """Returns the list of scalars at ``key``; one scalar is a list of one."""
        if key not in self.entries:
            return ()
        node = self.entries[key][1]
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = (self._scalar(item, key) for item in items)
        return tuple(item for item in found if item is not None)

    def whole(self, key: str, default: int, bounds: tuple[int, int]) -> int:
        """Returns the whole number at ``key``; complains where it is out of its bounds."""
        mark = self.text(key)
        if mark is None:
            return default
        least, most = bounds
        if mark.text.isdigit() and least <= int(mark.text) <= most:
            return int(mark.text)
        self.complain(
            mark.line,
            f"«{key}» debe ser un número de {least} a {most}",
            f"“{key}” must be a number from {least} to {most}",
        )
        return default

    def flag(self, key: str) -> bool:
        """Returns whether ``key`` says ``true``; complains of other words than true and false."""
        mark = self.text(key)
        if mark is None or mark.text in ("true", "false"):
            return mark is not None and mark.text == "true"
        self.complain(mark.line, f"«{key}» es true o false", f"“{key}” is true or false")
        return False

    def choice(self, key: str, known: Iterable[str], default: str) -> str:
        """Returns the word at ``key``; complains where it is none of ``known``."""
        mark = self.text(key)
        if mark is None:
            return default
        words = list(known)
        if mark.text in words:
            return mark.text
        self.complain(mark.line, *unknown_word(mark.text, words))
        return default

    def section(self, key: str) -> "Section | None":
        """Returns the mapping at ``key``, or None where there is none."""
        if key not in self.entries:
            return None
        return self._mapping(self.entries[key][1], key)

    def sections(self, key: str) -> Iterator["Section"]:
        """Yields the mappings of the list at ``key``."""
        if key not in self.entries:
            return
        node = self.entries[key][1]
        if not isinstance(node, yaml.SequenceNode):
            self.complain(
                node.start_mark.line + 1, f"«{key}» debe ser una lista", f"“{key}” must be a list"
            )
            return
        for item in node.value:
            section = self._mapping(item, key)
            if section is not None:
                yield section

    def pairs(self, key: str) -> dict[str, Marked]:
        """Returns the mapping of scalars at ``key``, empty where there is none."""
        section = self.section(key)
        if section is None:
            return {}
        found = {name: section.text(name) for name in section.entries}
        return {name: mark for name, mark in found.items() if mark is not None}

    def holds_mapping(self, key: str) -> bool:
        """Returns whether a mapping stands at ``key``, and not a scalar or a list."""
        return key in self.entries and isinstance(self.entries[key][1], yaml.MappingNode)

    def _scalar(self, node: yaml.Node, key: str) -> Marked | None:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return Marked(node.value, line)
        self.complain(line, f"«{key}» debe ser un texto", f"“{key}” must be a text")
        return None

    def _mapping(self, node: yaml.Node, key: str) -> "Section | None":
        if isinstance(node, yaml.MappingNode):
            return Section(node, self.problems)
        line = node.start_mark.line + 1
        self.complain(line, f"«{key}» debe tener «clave: valor»", f"“{key}” must hold “key: value”")
        return None


def open_section(text: str, problems: list[Problem]) -> Section | None:
    """Returns the mapping that a YAML text is; None, and a problem, where it is none."""
    try:
        node = safe_yaml.compose(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        why = getattr(error, "problem", None) or "?"
        problems.append(Problem(line, f"no es YAML ({why})", f"it is no YAML ({why})"))
        return None
    if isinstance(node, yaml.MappingNode):
        return Section(node, problems)
    problems.append(Problem(1, "debe tener «clave: valor»", "it must hold “key: value”"))
    return None


def unknown_word(word: str, known: Iterable[str]) -> tuple[str, str]:
    """Returns the Spanish and the English complaint about a word that does not exist."""
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
