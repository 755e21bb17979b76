"""The search for one name: which candidates count, and how the rest of the row weighs them."""

import pytest

from trama.places.search import Hit, Scope, search

NOWHERE = Scope()
LIMA = Scope(("PE-1501",), ("PE-15",))
HUANUCO = Scope((), ("PE-10",))


@pytest.mark.parametrize(
    ("key", "scope", "hit"),
    [
        ("MIRAFLORES", LIMA, Hit("PE-150122", 1.0, "name")),
        ("SJ LURIGANCHO", LIMA, Hit("PE-150132", 0.93, "abbreviation")),
        ("SJL", LIMA, Hit("PE-150132", 0.97, "alias")),
        ("CERCADO", LIMA, Hit("PE-150101", 0.95, "alias")),
        ("CERCAD9O", LIMA, Hit("PE-150101", 0.95, "alias")),
        ("TINGO MARIA", HUANUCO, Hit("PE-100601", 0.92, "capital")),
        ("RUPA", HUANUCO, Hit("PE-100601", 0.75, "part")),
        ("SAN JUAN DE LURIGANCHOO", NOWHERE, Hit("PE-150132", 0.96, "fuzzy")),
    ],
)
def test_each_kind_of_spelling_has_its_method_and_its_fit(key: str, scope: Scope, hit: Hit) -> None:
    assert search(key, scope) == hit


@pytest.mark.parametrize("key", ["CERCADO", "RUPA", "QWERTYUIOP", "ABCD"])
def test_without_other_names_a_part_of_a_name_is_no_place(key: str) -> None:
    assert search(key, NOWHERE) is None


def test_namesakes_share_the_confidence_and_are_all_rivals() -> None:
    hit = search("MIRAFLORES", NOWHERE)

    assert hit is not None
    assert hit.confidence == 0.25
    assert hit.rivals == ("PE-040110", "PE-100506", "PE-150122", "PE-151021")


@pytest.mark.parametrize(
    ("scope", "confidence"),
    [
        (Scope(("PE-1501",), ("PE-15",)), 1.0),
        (Scope(("PE-1510",), ("PE-15",)), 0.9),
        (Scope(("PE-1701",), ("PE-17",)), 0.6),
    ],
)
def test_a_place_weighs_less_the_further_it_is_from_the_stated_province(
    scope: Scope, confidence: float
) -> None:
    # San Juan de Lurigancho lies in the province of Lima (PE-1501) and has no namesake.
    hit = search("SAN JUAN DE LURIGANCHO", scope)

    assert hit is not None
    assert (hit.uid, hit.confidence) == ("PE-150132", confidence)


def test_of_equal_namesakes_the_nearest_to_the_stated_province_wins() -> None:
    # From the province of Puno, Santa Rosa of El Collao is 105 km away, and of Melgar 159 km.
    hit = search("SANTA ROSA", Scope(("PE-2101",), ("PE-21",)))

    assert hit == Hit("PE-210504", 0.81, "name", ("PE-210504", "PE-210808"))
