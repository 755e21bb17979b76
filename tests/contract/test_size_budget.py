"""Files and functions stay small enough to be read at one go (the size budget of the house)."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = (
    "benchmarks",
    "tests",
    "tools",
    "access",
    "api",
    "core",
    "graph",
    "ingest",
    "linkage",
    "queries",
    "twin",
    "values",
    "visualizations",
)
LONGEST_FILE = 350
LONGEST_FUNCTION = 50


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def lines_of(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
            assert found.end_lineno is not None
            where = f"{path.relative_to(ROOT)}:{found.lineno} {found.name}"
            yield where, found.end_lineno - found.lineno + 1 - lines_of_inner_functions(found)


def lines_of_inner_functions(outer: ast.AST) -> int:
    """The commands that a function registers are functions of their own, counted for themselves."""
    inner = [
        found
        for found in ast.iter_child_nodes(outer)
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return sum((found.end_lineno or 0) - found.lineno + 1 for found in inner)


def test_no_file_is_longer_than_the_budget() -> None:
    long = {str(path): lines_of(path) for path in sources(*OURS) if lines_of(path) > LONGEST_FILE}

    assert long == {}


def test_no_function_is_longer_than_the_budget() -> None:
    long = {
        where: length
        for path in sources(*OURS)
        for where, length in functions_of(path)
        if length > LONGEST_FUNCTION
    }

    assert long == {}


def test_the_median_function_is_short() -> None:
    lengths = [
        length
        for path in sources("api", "graph", "ingest", "queries", "visualizations")
        for _, length in functions_of(path)
    ]

    assert statistics.median(lengths) <= 12
