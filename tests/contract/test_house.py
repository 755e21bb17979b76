"""Rules of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest
from rooms import ROOMS, ROOT, modules, name_of

LONGEST_OPENING = 24  # words: a signature and its reason, said once
CLAUSE = re.compile(r"(What|Which|Whose|Of|Who|Where|How|That)\b")  # "Whether …" names a flag
WORDS_OF_WRITING = re.compile(r"\b(MERGE|CREATE|DETACH DELETE)\s*\(")


@pytest.mark.parametrize("path", list(modules(*ROOMS)), ids=name_of)
def test_each_module_opens_with_a_noun_phrase_of_one_line(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    opening = docstring.splitlines()[0]

    assert opening.endswith(".")
    assert len(opening.split()) <= LONGEST_OPENING
    assert not CLAUSE.match(opening)


@pytest.mark.parametrize("path", list(modules(*ROOMS)), ids=name_of)
def test_each_first_sentence_is_short_and_names_what_it_is_about(path: Path) -> None:
    openings = [
        docstring.split("\n\n")[0].replace("\n", " ").split(". ")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and (docstring := ast.get_docstring(node))
    ]

    assert [one for one in openings if CLAUSE.match(one)] == []
    assert [one for one in openings if len(one.split()) > LONGEST_OPENING] == []


def test_only_the_graph_folder_writes_cypher_that_writes() -> None:
    writers = [
        name_of(path)
        for path in modules(*(room for room in ROOMS if room != "graph"))
        if WORDS_OF_WRITING.search(path.read_text(encoding="utf-8"))
    ]

    assert writers == []


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
