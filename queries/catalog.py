"""The catalog of saved queries: one ``SavedQuery`` a file of `pack/`, checked when it is loaded."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath

from trama.core.errors import UnknownName
from trama.core.problems import Problem, declaration_error
from trama.cypher.checks import problems, text_problems
from trama.cypher.cypher_tokens import tokens
from trama.cypher.draft import draft
from trama.cypher.header import Column, Header, Parameter
from trama.cypher.kept_values import reads_kept_values
from trama.cypher.parameter_text import cut, nearest
from trama.cypher.reading import read_header
from trama.cypher.vocabulary import vocabulary
from trama.queries.shared_parts import with_parts

TOPICS = {
    "routes": ("Rutas", "Routes"),
    "places": ("Lugares", "Places"),
    "cases": ("Casos", "Cases"),
    "victims": ("Víctimas", "Victims"),
    "networks": ("Redes", "Networks"),
    "registries": ("Registros", "Registries"),
    "law": ("Ley", "Law"),
    "quality": ("Calidad", "Quality"),
    "workload": ("Carga", "Workload"),
    "linkage": ("Vínculos", "Linkage"),
    "exploring": ("Exploración", "Exploring"),
}
OWN = "own"
"""The topic of a query that did not come with Trama: its user wrote it."""

SUFFIX = ".cypher"
QUERY_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: its header, its text as the file holds it, its topic and its digest.

    ``reads_kept`` says whether it reads values that a load keeps in brief, so that a graph of an
    older version cannot answer it.
    """

    header: Header
    text: str
    topic: str
    file: str
    reads_kept: bool

    @property
    def name(self) -> str:
        """The name of the query, which is also the name of its file."""
        return self.header.name

    @property
    def version(self) -> int:
        """The version: its author raises it when the answers mean something else."""
        return self.header.version

    @property
    def is_own(self) -> bool:
        """True if a user wrote the query; it did not come with Trama."""
        return self.topic == OWN

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
        """The columns of the answers, in order."""
        return self.header.columns

    @property
    def digest(self) -> str:
        """The SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """The query in a file and its problems; it is None if a part that it needs is wrong."""

    file: str
    query: SavedQuery | None
    problems: tuple[Problem, ...]

    def sound(self) -> SavedQuery:
        """Return the query.

        Raises:
            DeclarationError: the file has problems; lists every problem with its line.
        """
        if self.query is None or self.problems:
            raise declaration_error(self.file, self.problems)
        return self.query


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
        """Return the query of that name.

        Raises:
            UnknownName: no query has that name; the hint lists the names.
        """
        if name not in self.queries:
            raise unknown_query(name, self.queries)
        return self.queries[name]

    def of_topic(self, topic: str) -> tuple[SavedQuery, ...]:
        """Return the queries of a topic (a key of TOPICS)."""
        return tuple(query for query in self if query.topic == topic)


@cache
def catalog() -> Catalog:
    """Return the saved queries that come with Trama.

    Raises:
        DeclarationError: a file contradicts itself or the ontology; names file and line.
    """
    return load_catalog(_pack())


@cache
def saved_query(name: str) -> SavedQuery:
    """Return the shipped query of that name, without reading any other file.

    Raises:
        UnknownName: no query has that name; the hint lists the names.
        DeclarationError: its file contradicts itself or the ontology.
    """
    for topic, entry in _files(_pack()):
        if entry.name == f"{name}{SUFFIX}":
            return read_query(with_parts(entry.read_text(encoding="utf-8")), topic, entry.name)
    raise unknown_query(name, query_names())


def query_names() -> tuple[str, ...]:
    """Return the names of the shipped queries, in the order of topics and files."""
    return tuple(entry.name.removesuffix(SUFFIX) for _, entry in _files(_pack()))


def unknown_query(name: str, names: Iterable[str]) -> UnknownName:
    """Return the error for an unknown query, with what was probably meant, else every name."""
    known = list(names)
    meant = nearest(name, dict.fromkeys(known, ""))
    listed = ", ".join(meant or known)
    return UnknownName(
        kind=("consulta", "query"),
        name=cut(name),
        hint=(f"¿Quiso decir {listed}?", f"Did you mean {listed}?")
        if meant
        else (f"Hay: {listed}.", f"Known: {listed}."),
    )


def load_catalog(folder: Traversable) -> Catalog:
    """Return the saved queries in the topics of a folder, each checked.

    Raises:
        DeclarationError: as :func:`catalog`; also where two queries have one name.
    """
    found: dict[str, SavedQuery] = {}
    for topic, entry in _files(folder):
        query = read_query(with_parts(entry.read_text(encoding="utf-8")), topic, entry.name)
        if query.name in found:
            other = found[query.name].file
            es, en = f"ya la define {other}", f"{other} has it already"
            raise declaration_error(query.file, [Problem(query.header.line("name"), es, en)])
        found[query.name] = query
    return Catalog(found)


def _pack() -> Traversable:
    return files("trama.queries") / "pack"


def _files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """Yield each file of a saved query with its topic, in the order of topics and names."""
    for topic in TOPICS:
        part = folder / topic
        if part.is_dir():
            for entry in sorted(part.iterdir(), key=lambda entry: entry.name):
                if entry.name.endswith(SUFFIX):
                    yield topic, entry


def read_query(text: str, topic: str, name: str) -> SavedQuery:
    """Return the shipped query that ``text`` holds, checked; ``name`` is the name of its file.

    Raises:
        DeclarationError: the text contradicts itself or the ontology; lists every problem.
    """
    return check_query(text, topic, f"queries/pack/{topic}/{name}").sound()


def check_query(text: str, topic: str, file: str) -> CheckedQuery:
    """Return the saved query that ``text`` holds, and every problem in it; ``file`` is its path."""
    header, found = read_header(text)
    if header is None or found:
        found += text_problems(tokens(text), vocabulary())
        return CheckedQuery(file, None, tuple(sorted(found)))
    stem = PurePath(file).stem
    if header.name != stem:
        es = f"«{header.name}» no es el nombre del archivo: escriba {stem}"
        en = f"“{header.name}” is not the name of the file: write {stem}"
        found.append(Problem(header.line("name"), es, en))
    if not QUERY_NAME.fullmatch(header.name):
        es = "el nombre tiene letras minúsculas, cifras y «_», y empieza con una letra"
        en = "the name has small letters, digits and “_”, and begins with a letter"
        found.append(Problem(header.line("name"), es, en))
    drafted = draft(header, tokens(text), vocabulary())
    found += problems(drafted)
    found.sort(key=lambda problem: problem.line)
    reads_kept = reads_kept_values(drafted.patterns, drafted.words)
    return CheckedQuery(file, SavedQuery(header, text, topic, file, reads_kept), tuple(found))
