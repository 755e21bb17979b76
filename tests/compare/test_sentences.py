"""The sentences of the levels."""

import pytest
from labelled_identities import COMPARATORS, labelled_pairs

from trama.compare.comparison import Comparison, compare, explain
from trama.compare.names import NameLevel
from trama.compare.sentences import Level, sentence, title

LEVELS = sorted(Level.__subclasses__(), key=lambda levels: levels.__name__)


@pytest.mark.parametrize("levels", LEVELS, ids=lambda levels: levels.__name__)
def test_each_level_has_a_sentence_in_both_languages(levels: type[Level]) -> None:
    for level in levels:
        spanish, english = (sentence(level, reveal=False, lang=lang) for lang in ("es", "en"))

        assert spanish.endswith(".")
        assert spanish != english
        assert "{" not in spanish + english


@pytest.mark.parametrize("levels", LEVELS, ids=lambda levels: levels.__name__)
def test_the_levels_end_with_nothing_to_compare(levels: type[Level]) -> None:
    assert [level.name for level in levels][-1] == "NOTHING_TO_COMPARE"


def test_values_stand_in_a_sentence_only_for_whoever_may_see_them() -> None:
    swapped = NameLevel.SURNAMES_SWAPPED

    assert sentence(swapped, reveal=True, one="QUISPE MAMANI", other="MAMANI QUISPE") == (
        "Los dos apellidos están en orden cambiado: QUISPE MAMANI / MAMANI QUISPE."
    )
    assert sentence(swapped, reveal=False, one="QUISPE MAMANI", other="MAMANI QUISPE") == (
        "Los dos apellidos están en orden cambiado."
    )


def test_a_value_with_braces_or_a_colon_stays_as_it_is() -> None:
    told = sentence(NameLevel.SAME, reveal=True, one="{one}: {other}", other="")

    assert told == "El nombre completo es igual: {one}: {other} / —."


def test_each_comparator_has_a_title_in_both_languages() -> None:
    names = [name for name in Comparison.__dataclass_fields__ if name not in {"one", "other"}]

    assert set(COMPARATORS) < set(names)
    assert all(title(name, "es") and title(name, "en") for name in names)


def test_no_explanation_without_the_right_to_see_names_has_a_value() -> None:
    pairs = list(labelled_pairs("identities"))
    assert pairs
    for pair in pairs:
        comparison = compare(pair.one, pair.other)
        hidden = " ".join(line.sentence for line in explain(comparison))
        values = [value for key, value in pair.row.items() if key[:2] in {"a_", "b_"}]
        words = {word for value in values for word in value.replace(",", " ").split()}

        assert not {word for word in words if len(word) > 3 and word in hidden.split()}
        assert not any(character.isdigit() for character in hidden.replace("50 km", ""))


def test_an_explanation_tells_each_comparator_that_had_something_to_compare() -> None:
    pair = next(labelled_pairs("identities"))
    lines = explain(compare(pair.one, pair.other), "en", reveal=True)

    told = {line.comparator: line.sentence for line in lines}
    assert told["documents"] == "The document is the same: DNI:96123478 / DNI:96123478."
    assert told["births"] == "The birth date is the same: 2001-03-05 / 2001-03-05."
    assert "initials" not in told
    assert "aliases" not in told
