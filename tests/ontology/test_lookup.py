"""The ontology by name: it agrees with itself, and answers what other rooms ask."""

import dataclasses

import pytest

from trama.core.errors import UnknownName
from trama.ontology import lookup as ontology
from trama.ontology import source_layer
from trama.ontology.codelists import code_list, code_list_names
from trama.ontology.declare import Sensitivity
from trama.ontology.lookup import (
    indexed,
    legend,
    nodes,
    openapi_components,
    phase_colours,
    properties,
    relationships,
    sensitivity,
    unique_keys,
)
from trama.ontology.plain_relationships import PLAIN_RELATIONSHIPS

VIS_SYMBOLS = {"box", "ellipse", "dot", "text", "diamond", "square", "triangle", "hexagon"}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ontology_does_not_contradict_itself() -> None:
    assert list(ontology.problems()) == []


def test_every_exception_to_one_name_one_meaning_is_needed_and_has_its_reason() -> None:
    declared = {
        name
        for shape in (*nodes().values(), *relationships().values())
        for name in shape.properties
    }
    assert 0 < len(ontology.HOMONYMS) <= 6
    for name, reason in ontology.HOMONYMS.items():
        assert reason
        assert name in declared


def test_every_label_that_the_layers_declare_is_a_node() -> None:
    assert {
        "Record",
        "SourceFile",
        "Revision",
        "Case",
        "Person",
        "Victim",
        "Suspect",
        "Stage",
    } < set(nodes())
    assert nodes()["Victim"].parents == ("Person",)
    assert nodes()["Case"].layer == "canonical_layer"


def test_a_label_with_several_classes_has_the_properties_of_all() -> None:
    record = nodes()["Record"]

    assert record.classes == (
        source_layer.Record,
        source_layer.CaseRecord,
        source_layer.VictimRecord,
        source_layer.SuspectRecord,
        source_layer.StageRecord,
    )
    for cls in record.classes:
        assert {field.name for field in dataclasses.fields(cls)} <= set(record.properties)


def test_relationships_without_properties_are_relationships_too() -> None:
    plain = {name for name, *_ in PLAIN_RELATIONSHIPS}

    assert plain | {"FROM", "VICTIM_IN", "SUSPECT_IN", "ROUTE"} <= set(relationships())
    assert relationships()["AT"].start == ("Stage", "Case")
    assert relationships()["ROUTE"].derived


@pytest.mark.parametrize(
    ("owner", "name", "expected"),
    [
        ("Person", "name", Sensitivity.IDENTITY),
        ("Victim", "name", Sensitivity.IDENTITY),
        ("Person", "pseudonym", Sensitivity.RESTRICTED),
        ("Location", "name", Sensitivity.PUBLIC),
        ("SUSPECT_IN", "role", Sensitivity.RESTRICTED),
        ("Record", "originals", Sensitivity.IDENTITY),
    ],
)
def test_each_property_says_who_may_see_it(owner: str, name: str, expected: Sensitivity) -> None:
    assert sensitivity(owner, name) is expected


def test_the_stricter_sensitivity_wins_where_classes_of_one_label_differ() -> None:
    # A case's place as written is restricted; a stage's may be somebody's address.
    assert sensitivity("Record", "place_text") is Sensitivity.IDENTITY


@pytest.mark.parametrize(("owner", "name"), [("Person", "qwerty"), ("Qwerty", "name")])
def test_what_is_not_declared_has_no_sensitivity_to_rely_on(owner: str, name: str) -> None:
    with pytest.raises(UnknownName):
        sensitivity(owner, name)


def test_kinds_of_value_are_read_from_the_python_types() -> None:
    victim_in = properties("VICTIM_IN")

    assert (victim_in["age"].kind, victim_in["age"].optional) == ("number", True)
    assert (victim_in["means"].kind, victim_in["means"].optional) == ("texts", False)
    assert properties("Observation")["year"].kind == "integer"
    assert properties("PenalProvision")["verified"].kind == "flag"


def test_keys_and_indexes_are_declared_once_on_the_label_that_owns_them() -> None:
    assert ("Person", "uid") in unique_keys()
    assert not {"Victim", "Suspect"} & {label for label, _ in (*unique_keys(), *indexed())}
    assert not set(unique_keys()) & set(indexed())


def test_notes_of_the_internal_layer_have_their_keys_and_indexes_too() -> None:
    assert {("Judgement", "uid"), ("LoadFence", "uid")} <= set(unique_keys())
    wanted = {("Judgement", name) for name in ("one", "other", "score", "applied")}
    assert wanted <= set(indexed())


def test_every_label_is_drawn_and_none_like_another() -> None:
    drawn = [(entry.colour, entry.symbol) for entry in legend().values()]

    assert set(legend()) == set(nodes())
    assert len(set(drawn)) == len(drawn)
    assert {symbol for _, symbol in drawn} <= VIS_SYMBOLS


def test_every_colour_bears_white_text() -> None:
    colours = {entry.colour for entry in legend().values()} | set(phase_colours().values())

    assert colours
    for colour in colours:
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_every_phase_has_its_own_colour() -> None:
    assert set(phase_colours()) == set(code_list("phase").codes)
    assert len(set(phase_colours().values())) == len(phase_colours())


def test_openapi_has_every_label_and_every_list_and_no_loose_reference() -> None:
    components = openapi_components()

    assert set(nodes()) <= set(components)
    assert len(components) == len(nodes()) + len(code_list_names())
    referred = [name for label in nodes() for name in references(components[label])]
    assert referred
    assert set(referred) <= set(components)
    assert components["MeansCode"]["enum"] == list(code_list("means").codes)
    assert components["Person"]["properties"]["name"]["x-sensitivity"] == "identity"


def test_openapi_says_which_codes_nobody_has_verified() -> None:
    names = openapi_components()["DocumentTypeCode"]["x-names"]

    assert names["DNI"]["verified"] is False
    assert openapi_components()["MeansCode"]["x-names"]["ENGANO"]["verified"] is True


def references(schema: object) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["$ref"].rpartition("/")[2]] if "$ref" in schema else []
        return own + [name for part in schema.values() for name in references(part)]
    if isinstance(schema, list):
        return [name for part in schema for name in references(part)]
    return []
