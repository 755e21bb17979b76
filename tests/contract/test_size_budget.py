"""Files and functions stay small enough to be read at one go (the size budget of the house)."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from rooms import ROOMS, modules, name_of

OURS = (*ROOMS, "benchmarks", "tests", "tools")
LONGEST_FILE = 350
LONGEST_FUNCTION = 50


def lines_of(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
            assert found.end_lineno is not None
            where = f"{name_of(path)}:{found.lineno} {found.name}"
            yield where, found.end_lineno - found.lineno + 1


def test_no_file_is_longer_than_the_budget() -> None:
    lengths = {name_of(path): lines_of(path) for path in modules(*OURS)}

    assert len(lengths) > 300
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_the_budget() -> None:
    lengths = {where: length for path in modules(*OURS) for where, length in functions_of(path)}

    assert len(lengths) > 1_000
    assert {where: length for where, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_the_median_function_is_short() -> None:
    lengths = [length for path in modules(*ROOMS) for _, length in functions_of(path)]

    assert statistics.median(lengths) <= 12
