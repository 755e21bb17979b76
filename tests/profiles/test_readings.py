"""The readings, and the guide that explains how to write a profile."""

import re
from pathlib import Path

import pytest

from trama.graph.records import Kind
from trama.profiles.reading import KEYS, read_profile
from trama.profiles.readings import READINGS, RECORD_CLASSES, targets

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-a-profile.md").read_text(encoding="utf-8")


EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)


def test_the_guide_has_examples_without_problems() -> None:
    assert len(EXAMPLES) == 2
    assert [read_profile(example)[1] for example in EXAMPLES] == [[], []]


def test_the_guide_s_first_example_has_its_mentions() -> None:
    profile, problems = read_profile(EXAMPLES[0])

    assert problems == []
    assert profile is not None
    assert [mention.called for mention in profile.tables[0].mentions] == [
        "case",
        "women",
        "men",
        "stage",
    ]


def test_the_guide_names_every_reading_with_its_roles_and_options() -> None:
    assert READINGS
    for name, reading in READINGS.items():
        assert f"`{name}`" in GUIDE, name
        for word in (*reading.roles, *reading.options):
            assert re.search(rf"`{word}\b", GUIDE), word


def test_the_guide_names_every_key_of_a_profile() -> None:
    assert [key for key in KEYS if not re.search(rf"\b{key}\b", GUIDE)] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_keys_people_and_digests_are_never_read_from_a_profile(kind: Kind) -> None:
    known = targets(RECORD_CLASSES[kind])

    assert {"uid", "content", "originals", "case_key", "entity_key"}.isdisjoint(known)
    assert {"victims", "suspects", "name_key", "place_confidence", "unknown"}.isdisjoint(known)
