"""Answers from the uid of a place alone: which places contain it, and at which level."""

import pytest

from trama.places.gazetteer import LEVELS, gazetteer
from trama.places.nesting import at_level, finest_at_level, is_abroad, is_within, path_to
from trama.places.subdivisions import subdivisions_of

LIMA = "PE-150132"


@pytest.mark.parametrize(
    ("place", "level", "expected"),
    [
        (LIMA, "DISTRITO", LIMA),
        (LIMA, "PROVINCIA", "PE-1501"),
        (LIMA, "DEPARTAMENTO", "PE-15"),
        (LIMA, "PAIS", "PE"),
        ("PE-15", "PROVINCIA", None),
        ("PE-15", "DISTRITO", None),
        ("PE", "DEPARTAMENTO", None),
        ("CO", "PROVINCIA", "CO"),
        ("CO-ANT", "DEPARTAMENTO", "CO-ANT"),
        ("CO-ANT", "PAIS", "CO"),
        ("ES-CT-B", "DISTRITO", "ES-CT-B"),
        ("ES-CT-B", "PROVINCIA", "ES-CT-B"),
        ("ES-CT-B", "DEPARTAMENTO", "ES-CT"),
        (None, "DISTRITO", None),
        (LIMA, "MACRORREGION", "LIMA_CALLAO"),
        ("PE-08", "MACRORREGION", "SUR"),
        ("PE", "MACRORREGION", None),
        ("ES-CT-B", "MACRORREGION", "ES"),
        (None, "MACRORREGION", None),
    ],
)
def test_a_place_on_a_level(place: str | None, level: str, expected: str | None) -> None:
    assert at_level(place, level) == expected


def test_a_uid_alone_gives_the_same_answer_as_the_gazetteer() -> None:
    abroad = [place for country in ("CO", "ES", "EC", "FR") for place in subdivisions_of(country)]

    assert abroad
    for place in (*gazetteer(), *abroad):
        assert path_to(place.uid)[::-1] == gazetteer().within(place.uid)
        for level in set(LEVELS) - {"SUBDIVISION"}:
            assert at_level(place.uid, level) == gazetteer().at_level(place.uid, level)
            assert all(is_within(place.uid, around) for around in gazetteer().within(place.uid))


def test_a_country_of_any_uid_but_peru_is_abroad() -> None:
    assert is_abroad("CO")
    assert is_abroad("ES-CT-B")
    assert not is_abroad("PE-150132")
    assert not is_abroad(None)


def test_to_lie_within_goes_by_the_beginning_of_the_uid() -> None:
    assert is_within("ES-CT-B", "ES-CT")
    assert is_within("ES-CT-B", "ES")
    assert not is_within("EC-SD", "EC-0S")


def test_among_the_districts_of_a_route_the_finest_known_place_counts() -> None:
    assert finest_at_level("PE-15", "DISTRITO") == "PE-15"
    assert finest_at_level("PE-15", "PROVINCIA") is None
    assert finest_at_level(LIMA, "DEPARTAMENTO") == "PE-15"
