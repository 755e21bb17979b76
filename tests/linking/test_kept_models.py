"""The models that judged in a graph: kept beside their judgements, found again by their hash."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from linked import LATER, Linked

from trama.core.errors import BadParameter, InputError, UnknownName
from trama.graph.engine import Graph
from trama.graph.store.link_models import put_model, read_models
from trama.linkage.model.evidence import LEVELS
from trama.linkage.model.shipped import shipped_model
from trama.linkage.model.weights import read_model
from trama.linking.kept_models import chosen_model, keep_model, kept_model
from trama.ontology.internal_layer import LinkModel


def test_a_linkage_is_repeated_by_the_model_that_its_judgements_name(
    linked: Linked, twin: Path, tmp_path: Path
) -> None:
    linked.model = replace(linked.model, same_at=0.97)
    linked.load(twin)
    linked.link()
    expected = linked.state()
    (named,) = {str(row[5]) for row in linked.rows()}

    _, linked.model = chosen_model(Path(named), (None, None), linked.graph)

    assert linked.model.same_at == 0.97
    assert linked.link(home=tmp_path / "elsewhere").stored == {}
    assert linked.state() == expected
    assert [kept.uid for kept in read_models(linked.graph)] == [linked.model.hash]


def test_a_rerun_and_a_dry_run_keep_no_further_model(linked: Linked, twin: Path) -> None:
    linked.load(twin)
    linked.link(dry_run=True)
    assert read_models(linked.graph) == []

    linked.link()
    linked.link()

    assert len(read_models(linked.graph)) == 1


def test_a_kept_model_is_the_file_of_the_model(graph: Graph, tmp_path: Path) -> None:
    model = replace(shipped_model(), ask_at=0.4)
    assert keep_model(graph, model, "mine", LATER)
    assert not keep_model(graph, model, "mine", LATER)

    path = tmp_path / "again.json"
    path.write_text(kept_model(graph, f"mine@{model.hash[:12]}").content, encoding="utf-8")

    assert read_model(path) == model


@pytest.mark.parametrize(
    ("name", "error"),
    [("shipped@0123456789ab", UnknownName), ("shipped@", BadParameter), ("x@12", BadParameter)],
)
def test_a_model_that_nobody_kept_is_told_with_those_that_are(
    graph: Graph, name: str, error: type[Exception]
) -> None:
    keep_model(graph, shipped_model(), "shipped", LATER)

    with pytest.raises(error) as told:
        chosen_model(Path(name), (None, None), graph)

    if error is UnknownName:
        assert f"shipped@{shipped_model().hash[:12]}" in str(told.value)


def test_a_kept_model_of_another_version_says_to_train_another(graph: Graph) -> None:
    content = json.dumps({**json.loads(shipped_model().text()), "version": 1})
    put_model(graph, LinkModel(uid="a" * 64, name="old", content=content))

    with pytest.raises(InputError, match="trama link train"):
        chosen_model(Path("old@aaaaaaaaaaaa"), (None, None), graph)


def test_a_model_holds_levels_and_numbers_alone() -> None:
    content = json.loads(shipped_model().text())

    assert content["levels"]
    for comparator, levels in content["levels"].items():
        assert set(levels) <= set(LEVELS[comparator])
        assert all(isinstance(value, float) for weight in levels.values() for value in weight)
    lines = [content["calibration"]["across"], content["calibration"]["within"]]
    for of_kind in content["calibration"].pop("people").values():
        lines += of_kind
    assert set(content["calibration"]) == {"across", "within"}
    assert all(isinstance(number, float) for line in lines for number in line)
    assert set(content) - {"levels", "cases", "calibration"} == {
        "version",
        "prior",
        "same_at",
        "ask_at",
        "trained_on",
        "hash",
    }
