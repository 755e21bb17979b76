"""Rules of the house that no linter knows."""

import ast
import inspect
import re
from itertools import pairwise
from pathlib import Path

import pytest
from rooms import ROOMS, ROOT, modules, name_of

LONGEST_OPENING = 24  # words: a signature and its reason, said once
CLAUSE = re.compile(  # a sentence that opens so has a clause for its subject, or hides the subject
    r"(What|Whatever|Which|Whose|Of|Who|Whoever|Where|Wherever|Whether|How|Why|That)\b"
)
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z`])|\n\n|\n *\d+\. ")
PROSE = (*ROOMS, "tests", "benchmarks", "tools")
DESCRIBED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
WORDS_OF_WRITING = re.compile(r"\b(MERGE|CREATE|DETACH DELETE)\s*\(")

CLAUSES = '''"""What is here. Which is more.

1. Of two, the first.
"""

LIMIT = 3
"""How many."""


class Flag:
    """A flag."""

    @property
    def up(self):
        """Whether it is up."""
'''


@pytest.mark.parametrize("path", list(modules(*ROOMS)), ids=name_of)
def test_each_module_opens_with_a_noun_phrase_of_one_line(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    opening = docstring.splitlines()[0]

    assert opening.endswith(".")
    assert len(opening.split()) <= LONGEST_OPENING
    assert not CLAUSE.match(opening)


def docstrings(path: Path) -> list[str]:
    """Return the docstrings of a module, also those below a constant or a field."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, DESCRIBED) and (docstring := ast.get_docstring(node)):
            found.append(docstring)
        if isinstance(node, (ast.Module, ast.ClassDef)):
            found += [
                inspect.cleandoc(below.value.value)
                for named, below in pairwise(node.body)
                if isinstance(named, (ast.Assign, ast.AnnAssign)) and isinstance(below, ast.Expr)
                if isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
            ]
    return found


def clauses(path: Path) -> list[str]:
    """Return the sentences of a module's docstrings that open with a clause."""
    sentences = (one for text in docstrings(path) for one in SENTENCE.split(text))
    return [one for one in sentences if CLAUSE.match(one)]


@pytest.mark.parametrize("folder", PROSE)
def test_each_first_sentence_is_short(folder: str) -> None:
    openings = [
        (name_of(path), docstring.split("\n\n")[0].replace("\n", " ").split(". ")[0])
        for path in modules(folder)
        for docstring in docstrings(path)
    ]

    assert openings
    assert [one for one in openings if len(one[1].split()) > LONGEST_OPENING] == []


@pytest.mark.parametrize("folder", PROSE)
def test_no_sentence_of_a_docstring_opens_with_a_clause(folder: str) -> None:
    opened = [(name_of(path), clause) for path in modules(folder) for clause in clauses(path)]

    assert opened == []


def test_clauses_are_found_in_modules_fields_functions_and_lists(tmp_path: Path) -> None:
    module = tmp_path / "clauses.py"
    module.write_text(CLAUSES)

    assert clauses(module) == [
        *("What is here.", "Which is more.", "Of two, the first.", "How many.", "Whether it is up.")
    ]


def test_only_the_graph_folder_writes_cypher_that_writes() -> None:
    writers = [
        name_of(path)
        for path in modules(*(room for room in ROOMS if room != "graph"))
        if WORDS_OF_WRITING.search(path.read_text(encoding="utf-8"))
    ]

    # The writer of networks needs their states, and `graph/` is full.
    assert writers == ["networks/kept.py"]


def test_only_the_engines_speak_to_the_driver() -> None:
    speakers = [
        name_of(path)
        for path in modules(*ROOMS)
        if re.search(r"^\s*(import|from) neo4j\b", path.read_text(encoding="utf-8"), re.MULTILINE)
        and not name_of(path).startswith("graph/engine/")
    ]

    assert speakers == []


def test_tests_never_replace_our_own_functions() -> None:
    patched = [
        name_of(path)
        for path in modules("tests")
        if re.search(r"(patch|setattr)\(\s*[\"']trama\.", path.read_text(encoding="utf-8"))
    ]

    assert patched == []


def test_each_test_file_stands_where_what_it_tests_stands() -> None:
    free = {"contract", "integration", "support", "data"}
    strays = [
        name_of(path)
        for path in modules("tests")
        if path.name.startswith("test_")
        and path.relative_to(ROOT / "tests").parts[0] not in free
        and not (ROOT / path.parent.relative_to(ROOT / "tests")).is_dir()
    ]

    assert strays == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    left = [
        name_of(path)
        for path in modules(*ROOMS, "benchmarks")
        if re.search(
            r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b", path.read_text(encoding="utf-8")
        )
    ]

    assert left == []


def test_nothing_committed_names_a_folder_of_one_machine() -> None:
    own = re.compile(r"/(work|root|tmp)/(main|plan|shared|x)\b")
    named = [
        name_of(path)
        for path in modules(*ROOMS, "tests", "benchmarks")
        if path.name != "test_house.py" and own.search(path.read_text(encoding="utf-8"))
    ]

    assert named == []
