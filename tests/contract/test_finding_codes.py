"""Every finding that the code can notice is explained in findings.yaml, and nothing else is."""

import ast
from collections.abc import Iterator
from pathlib import Path

from trama.values.findings import explanations

ROOT = Path(__file__).parents[2]
ROOMS = ("ingest", "values")


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            yield call.func.id, call


def _argument(call: ast.Call, name: str, position: int) -> ast.expr | None:
    named = next((word.value for word in call.keywords if word.arg == name), None)
    return named or (call.args[position] if position < len(call.args) else None)


def _literals(expression: ast.expr | None) -> set[str]:
    """Returns the texts that an expression can be: a literal, or either side of a choice."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return {expression.value}
    if isinstance(expression, ast.IfExp):
        return _literals(expression.body) | _literals(expression.orelse)
    return set()


def _codes_in(path: Path) -> tuple[set[str], list[str]]:
    """Returns the codes that a module gives to Finding, and where it gives something untraceable.

    A function that hands a parameter on to Finding is a helper: its callers' literals count.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    codes: set[str] = set()
    untraced: list[str] = []
    helpers: dict[str, tuple[str, int]] = {"Finding": ("code", 0)}
    traced: set[int] = set()
    grown = True
    while grown:
        grown = False
        for function in _functions(tree):
            parameters = [argument.arg for argument in function.args.args]
            for name, call in _calls(function):
                if name not in helpers:
                    continue
                given = _argument(call, *helpers[name])
                if isinstance(given, ast.Name) and given.id in parameters:
                    traced.add(id(call))
                    if function.name not in helpers:
                        helpers[function.name] = (given.id, parameters.index(given.id))
                        grown = True
                elif isinstance(given, ast.Name):
                    values = _assigned(function, given.id)
                    codes |= values
                    if values or _read_back(function, given.id):
                        traced.add(id(call))
    for name, call in _calls(tree):
        if name in helpers and id(call) not in traced:
            found = _literals(_argument(call, *helpers[name]))
            codes |= found
            if not found:
                untraced.append(f"{path.name}:{call.lineno}")
    return codes, untraced


def _read_back(function: ast.FunctionDef, name: str) -> bool:
    """Returns whether a loop fills the name: a finding that was kept is made again."""
    return any(
        isinstance(part, ast.Name) and part.id == name
        for node in ast.walk(function)
        if isinstance(node, ast.For)
        for part in ast.walk(node.target)
    )


def _assigned(function: ast.FunctionDef, name: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in node.targets
        ):
            found |= _literals(node.value)
    return found


def _all_codes() -> tuple[set[str], list[str]]:
    codes: set[str] = set()
    untraced: list[str] = []
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        found, lost = _codes_in(path)
        codes |= found
        untraced += lost
    return codes, untraced


def test_every_code_is_written_where_it_can_be_traced() -> None:
    _, untraced = _all_codes()

    assert untraced == []


def test_every_finding_of_the_code_is_explained() -> None:
    codes, _ = _all_codes()

    assert codes - set(explanations()) == set()
    assert len(codes) > 20, "the scan found hardly any finding: it has gone blind"


def test_no_explanation_is_left_over() -> None:
    codes, _ = _all_codes()

    assert set(explanations()) - codes == set()


def test_explanations_are_sentences_in_both_languages() -> None:
    for code, said in explanations().items():
        assert said.es.endswith("."), code
        assert said.en.endswith("."), code
        assert said.es != said.en, code
