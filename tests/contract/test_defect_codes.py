"""Every defect that the code can notice is explained in defects.yaml, and nothing else is."""

import re

import pytest
from rooms import modules

from trama.values.defects import DefectCode, explanations

ROOMS = (
    "incoming",
    "ingest",
    "linkage",
    "mapping",
    "places",
    "profiles",
    "readers",
    "review",
    "values",
)
SOURCES = [path.read_text(encoding="utf-8") for path in modules(*ROOMS)]


def test_every_code_is_explained_and_nothing_else_is() -> None:
    assert set(explanations()) == set(DefectCode)


@pytest.mark.parametrize("code", DefectCode)
def test_every_code_is_noticed_somewhere(code: DefectCode) -> None:
    name = re.compile(rf"\bDefectCode\.{code.name}\b")

    assert any(name.search(source) for source in SOURCES)


@pytest.mark.parametrize("code", DefectCode)
def test_an_explanation_is_a_sentence_in_each_language(code: DefectCode) -> None:
    explained = explanations()[code]

    assert explained.es.endswith(".")
    assert explained.en.endswith(".")
    assert explained.es != explained.en
