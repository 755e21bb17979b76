"""The model, its file, and what its file refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from trama.compare.comparison import compare
from trama.compare.identity_fields import ComparedIdentity
from trama.core.errors import BadParameter, InputError
from trama.linkage.model.case_weights import LevelWeight
from trama.linkage.model.explanation import explain_pair
from trama.linkage.model.weights import Model, read_model

LEVELS = {
    "documents": {"SAME": LevelWeight(0.8, 0.1, 3.0), "DIFFERENT": LevelWeight(0.1, 0.8, -3.0)},
    "sexes": {"SAME": LevelWeight(0.5, 0.25, 1.0), "OTHER": LevelWeight(0.25, 0.5, -1.0)},
}
MODEL = Model(LEVELS, prior=0.2, trained_on="SINTETICO")
OF_KIND = [[0.0, 1.0], [0.0, 1.0], [0.0, 1.0]]
LINES: dict[str, Any] = {
    "across": [1.0, 0.9],
    "within": [0.0, 1.0],
    "people": {"victim": OF_KIND, "suspect": OF_KIND},
}
"""A calibration as a file keeps it."""

ONE = ComparedIdentity(documents=("DNI:40000001",), sex="F")


def test_the_weights_of_a_pair_add_up_to_its_probability() -> None:
    pair = compare(ONE, ONE)

    assert MODEL.weights(pair) == {"documents": 3.0, "sexes": 1.0}
    assert MODEL.probability(pair) == pytest.approx(0.2 * 8 * 2 / (0.2 * 8 * 2 + 0.8))


def test_a_level_that_training_never_saw_has_no_weight() -> None:
    pair = compare(ONE, ComparedIdentity(documents=("DNI:40000010",)))

    assert MODEL.weights(pair) == {"documents": 0.0}
    assert MODEL.probability(pair) == pytest.approx(0.2)


def test_an_explanation_puts_the_weight_beside_the_sentence() -> None:
    lines = explain_pair(MODEL, compare(ONE, ONE))

    assert [(line.line.comparator, line.weight) for line in lines] == [
        ("documents", 3.0),
        ("sexes", 1.0),
        ("apart", None),
    ]
    assert lines[0].line.sentence == "El documento es el mismo."
    assert "40000001" not in str(lines)
    assert "40000001" in str(explain_pair(MODEL, compare(ONE, ONE), reveal=True))


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    MODEL.save(tmp_path / "model.json")

    assert read_model(tmp_path / "model.json") == MODEL
    assert read_model(tmp_path / "model.json").hash == MODEL.hash


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 3}, "versión 4"),
        ({"version": "4"}, "versión 4"),
        ({"prior": 0.3}, "hash"),
        ({"prior": 1}, "prior"),
        ({"prior": None}, "prior"),
        ({"levels": {"documents": {"ALIKE": [0.5, 0.5, 0]}}}, "documents.ALIKE"),
        ({"levels": {"colours": {"SAME": [0.5, 0.5, 0]}}}, "colours.SAME"),
        ({"levels": {"sexes": {"SAME": [0.5, 0, 1]}}}, "levels.sexes.SAME"),
        ({"levels": {"sexes": {"SAME": [0.5]}}}, "levels.sexes.SAME"),
        ({"more": 1}, "more"),
        ({"calibration": LINES | {"across": [0, -1]}}, "calibration.across"),
        ({"calibration": LINES | {"within": [0, 0]}}, "calibration.within"),
        ({"calibration": LINES | {"people": {"victim": OF_KIND}}}, "calibration.people.suspect"),
        ({"calibration": LINES | {"people": dict.fromkeys("ab", OF_KIND)}}, "calibration.people.a"),
        ({"calibration": None}, "calibration"),
    ],
)
def test_a_file_that_is_no_such_model_is_refused(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    path = tmp_path / "model.json"
    MODEL.save(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))

    with pytest.raises(InputError) as error:
        read_model(path)
    assert told in error.value.message("es")
    assert error.value.message("en")


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", "\ud800".encode("utf-16-le", "surrogatepass"), "[" * 100_000),
        MODEL.text()[: len(MODEL.text()) // 2],  # cut off
    ],
)
def test_a_file_that_is_no_json_object_is_refused(tmp_path: Path, text: str | bytes) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)

    with pytest.raises(InputError) as error:
        read_model(path)
    assert "entrene otro con trama link train" in error.value.message("es")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"model\.json"):
        read_model(tmp_path / "model.json")


@pytest.mark.parametrize(
    ("ask_at", "same_at"), [(0.9, 0.5), (0, 0.9), (0.5, 1.1), (float("nan"), 0.9)]
)
def test_thresholds_out_of_order_are_refused(ask_at: float, same_at: float) -> None:
    with pytest.raises(BadParameter, match="ask_at"):
        Model(LEVELS, 0.2, "SINTETICO", same_at=same_at, ask_at=ask_at)


def test_thresholds_out_of_order_in_a_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    MODEL.save(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "ask_at": 0.995}))

    with pytest.raises(BadParameter, match="ask_at"):
        read_model(path)
