"""The keys by which a text may tell who somebody is. SINTETICO."""

import pytest

from trama.values.known_by import known_by, name_words, whole_keys


def test_a_name_tells_by_its_words_but_particles_and_initials() -> None:
    assert name_words("De la Ficción Ñ., María J.") == {"FICCION", "MARIA"}


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("DNI:0000 0001", {"00000001"}),
        ("Phone:+51 900 000 001", {"51900000001", "900000001"}),
        ("+51 900 000 01", {"5190000001"}),
        ("Jr. Inventado 123", {"JRINVENTADO123"}),
        ("XY", set()),
    ],
)
def test_anything_else_tells_without_blanks_and_a_telephone_also_without_its_country(
    written: str, keys: set[str]
) -> None:
    assert whole_keys(written) == keys


def test_somebody_is_known_by_both_each_key_once_and_in_order() -> None:
    found = known_by(["SINT, ROSA", "SINT ROSA"], ["la Sint", "DNI:00000001"])

    assert found == ("00000001", "LASINT", "ROSA", "SINT")
