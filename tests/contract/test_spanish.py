"""Spanish texts of all rooms: no English word, and no number with a decimal point."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rooms import ROOMS, modules, name_of

SPANISH = re.compile(
    r"[áéíóúñ¿¡]|\b(de|del|la|el|los|las|que|un|una|no|se|con|por|para|es|son|hay|en)\b"
)
ENGLISH = re.compile(
    r"\b(the|of|with|and|for|from|is|are|not|which|that|this|same|different|unsure|score|people|rows?"
    r"|files?|records?|cases?|by|to|in|or|be|must|cannot|has|have|was|were|will|unknown|missing"
    r"|first|second|all|only|both|pairs?|its?)\b"
)
# What a person types, and what a call fills in, is no Spanish sentence.
TYPED = re.compile(r"`[^`]*`|trama [a-z ]+|--[a-z-]+|<[^>]*>|\{[^}]*\}")
DECIMAL_POINT = re.compile(r"\d\.\d")
FILLED_IN = "{}"


def text_of(node: ast.expr | None) -> str | None:
    """Returns a text or the text of an f-string, in which ``{}`` stands for each value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or FILLED_IN for part in node.values)
    return None


def spanish_texts(tree: ast.Module) -> Iterator[ast.expr]:
    """Yields each text before another that reads as Spanish, and each ``…_es`` of a call."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Call, ast.Tuple)):
            told = node.args if isinstance(node, ast.Call) else node.elts
            for one, other in pairwise(told):
                spanish = text_of(one)
                if spanish and text_of(other) is not None and SPANISH.search(spanish):
                    yield one
        if isinstance(node, ast.Call):
            for word in node.keywords:
                if word.arg and (word.arg == "es" or word.arg.endswith("_es")):
                    yield word.value


def faults(node: ast.expr) -> list[str]:
    """Returns the English words, decimal points and formats with a decimal point of a text."""
    plain = TYPED.sub("", text_of(node) or "")
    formats = [
        text_of(value.format_spec) or ""
        for value in ast.walk(node)
        if isinstance(value, ast.FormattedValue) and value.format_spec is not None
    ]
    floats = [one for one in formats if one[-1:] in {"f", "g", "e", "%"}]
    return [*ENGLISH.findall(plain), *DECIMAL_POINT.findall(plain), *floats]


@pytest.mark.parametrize("room", ROOMS)
def test_no_spanish_text_has_an_english_word_or_a_decimal_point(room: str) -> None:
    found = {
        f"{name_of(path)}:{node.lineno}": faults(node)
        for path in modules(room)
        for node in spanish_texts(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert {place: fault for place, fault in found.items() if fault} == {}


def test_the_search_sees_calls_pairs_keywords_and_formats(tmp_path: Path) -> None:
    module = tmp_path / "texts.py"
    module.write_text(
        'say("no se guarda the file", "it is not stored")\n'
        'WORDS = ("tarda 1.5 s de más", "it takes 1.5 s more")\n'
        'Error(why_es=f"son {share:.1f} de cien", why_en="")\n'
        'say(f"con trama review same: {count}", "with trama review same")\n'
    )

    texts = list(spanish_texts(ast.parse(module.read_text())))

    assert [faults(node) for node in texts] == [["the", "file"], ["1.5"], [".1f"], []]
