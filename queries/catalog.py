"""The saved queries that come with Trama, each checked when it is loaded."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from trama.core.errors import UnknownName
from trama.core.problems import Problem, declaration_error
from trama.queries.checks import draft, problems
from trama.queries.cypher_tokens import tokens
from trama.queries.header import Column, Header, Parameter
from trama.queries.reading import read_header
from trama.queries.vocabulary import vocabulary

TOPICS = {
    "routes": ("Rutas", "Routes"),
    "cases": ("Casos", "Cases"),
    "networks": ("Redes", "Networks"),
    "registries": ("Registros", "Registries"),
    "quality": ("Calidad", "Quality"),
}
_SUFFIX = ".cypher"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: its header, its text as the file holds it, its topic and its digest."""

    header: Header
    text: str
    topic: str
    file: str

    @property
    def name(self) -> str:
        """The name that it is run by, which is the name of its file."""
        return self.header.name

    @property
    def version(self) -> int:
        """The number that its author raises when its answers mean something else."""
        return self.header.version

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters that a caller may give, in the order declared."""
        return {
            name: parameter
            for name, parameter in self.header.parameters.items()
            if parameter.is_asked
        }

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of its answers, in order."""
        return self.header.columns

    @property
    def digest(self) -> str:
        """The SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Catalog:
    """Saved queries by name, in the order of their topics and names."""

    queries: Mapping[str, SavedQuery]

    def __iter__(self) -> Iterator[SavedQuery]:
        return iter(self.queries.values())

    def __len__(self) -> int:
        return len(self.queries)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the queries."""
        return tuple(self.queries)

    def get(self, name: str) -> SavedQuery:
        """Returns the query of that name.

        Raises:
            UnknownName: there is none; the hint says which there are.
        """
        if name not in self.queries:
            raise unknown_query(name, self.queries)
        return self.queries[name]

    def of_topic(self, topic: str) -> tuple[SavedQuery, ...]:
        """Returns the queries of a topic (a key of TOPICS)."""
        return tuple(query for query in self if query.topic == topic)


@cache
def catalog() -> Catalog:
    """Returns the saved queries that come with Trama.

    Raises:
        DeclarationError: a file contradicts itself or the ontology; says the file and the line.
    """
    return load_catalog(_pack())


@cache
def saved_query(name: str) -> SavedQuery:
    """Returns the query of that name that comes with Trama; no other file is read.

    Raises:
        UnknownName: there is none; the hint says which there are.
        DeclarationError: its file contradicts itself or the ontology.
    """
    for topic, entry in _files(_pack()):
        if entry.name == f"{name}{_SUFFIX}":
            return read_query(entry.read_text(encoding="utf-8"), topic, entry.name)
    raise unknown_query(name, query_names())


def query_names() -> tuple[str, ...]:
    """Returns the names of the queries that come with Trama, in order: those of their files."""
    return tuple(entry.name.removesuffix(_SUFFIX) for _, entry in _files(_pack()))


def unknown_query(name: str, names: Iterable[str]) -> UnknownName:
    """Returns the error that no query has that name, but these have."""
    known = ", ".join(names)
    return UnknownName(
        kind=("consulta", "query"), name=name, hint=(f"Hay: {known}.", f"Known: {known}.")
    )


def load_catalog(folder: Traversable) -> Catalog:
    """Returns the saved queries in the topics of a folder, each checked.

    Raises:
        DeclarationError: as ``catalog``; or two queries of one name.
    """
    found: dict[str, SavedQuery] = {}
    for topic, entry in _files(folder):
        query = read_query(entry.read_text(encoding="utf-8"), topic, entry.name)
        if query.name in found:
            other = found[query.name].file
            es, en = f"ya la define {other}", f"{other} has it already"
            raise declaration_error(query.file, [Problem(query.header.line("name"), es, en)])
        found[query.name] = query
    return Catalog(found)


def _pack() -> Traversable:
    return files("trama.queries") / "pack"


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """Yields the files of saved queries, each with its topic, by topics and names."""
    for topic in TOPICS:
        part = folder / topic
        if part.is_dir():
            for entry in sorted(part.iterdir(), key=lambda entry: entry.name):
                if entry.name.endswith(_SUFFIX):
                    yield topic, entry


def read_query(text: str, topic: str, name: str) -> SavedQuery:
    """Returns the saved query that ``text`` is, checked; ``name`` is the name of its file.

    Raises:
        DeclarationError: it contradicts itself or the ontology; names all that is wrong.
    """
    file = f"queries/pack/{topic}/{name}"
    header = read_header(text, file)
    if header.name != name.removesuffix(".cypher"):
        es, en = "el nombre no es el del archivo", "the name is not the file's"
        raise declaration_error(file, [Problem(header.line("name"), es, en)])
    if found := problems(draft(header, tokens(text), vocabulary())):
        raise declaration_error(file, found)
    return SavedQuery(header, text, topic, file)
