"""Department, province and district in words: the hand-labelled triples of RETA, sets, guesses."""

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from trama.places.by_columns import find_in_columns
from trama.places.find import PlaceNames, place_by_names, place_by_text
from trama.places.gazetteer import gazetteer
from trama.values.defects import Outcome

LABELS = Path(__file__).parents[1] / "data" / "reta_places.csv"


def labelled() -> Iterator[tuple[PlaceNames, tuple[str, ...], str]]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = PlaceNames(row["department"], row["province"], row["district"])
            yield names, tuple(row["expected"].split()), row["note"]


def test_at_least_95_per_cent_of_the_hand_labelled_triples_are_exactly_right() -> None:
    # Arrange
    rows = list(labelled())

    # Act
    answers = [place_by_names(names).value for names, _, _ in rows]

    # Assert
    misses = [
        f"{names} is {expected}, not {answer.places if answer else ()} ({note})"
        for (names, expected, note), answer in zip(rows, answers, strict=True)
        if answer is None or answer.places != expected
    ]
    sys.stdout.write("\n".join(misses))  # pytest -rP shows them
    assert len(rows) == 316
    assert len(misses) <= 316 * 0.05, f"{len(misses)} of 316 wrong"


def test_the_labels_are_sorted_distinct_and_known_to_the_gazetteer() -> None:
    rows = list(labelled())

    triples = [(names.department, names.province, names.district) for names, _, _ in rows]
    assert triples
    assert triples == sorted(set(triples))
    for _, expected, _ in rows:
        assert expected == tuple(sorted(expected))
        assert all(gazetteer().get(uid) for uid in expected)


def test_a_wrong_answer_among_the_labelled_triples_is_never_sure() -> None:
    answers = [(place_by_names(names), expected) for names, expected, _ in labelled()]
    wrong = [a for a, expected in answers if a.value is None or a.value.places != expected]

    assert len(answers) == 316
    for answer in wrong:
        assert answer.confidence <= 0.6
        assert answer.defects


def test_every_district_is_found_by_its_own_three_names() -> None:
    known = gazetteer()

    assert len(districts()) == 1891
    for district in districts():
        names = names_of(district)
        place = place_by_names(names).value
        assert place is not None
        namesakes = [p.uid for p in known.children(district[:7]) if p.name == names.district]
        assert place.uid in namesakes


def test_a_letter_lost_in_the_district_is_mended_and_reported() -> None:
    # Arrange: long names only; a letter less makes a short name another name
    chance = random.Random(20170305)
    sample = [uid for uid in districts() if len(names_of(uid).district) >= 7]
    sample = chance.sample(sample, 300)

    # Act
    right = 0
    for uid in sample:
        names = names_of(uid)
        position = chance.randrange(1, len(names.district))
        damaged = names.district[:position] + names.district[position + 1 :]
        found = place_by_names(PlaceNames(names.department, names.province, damaged))
        right += found.value is not None and found.value.uid == uid

    # Assert
    assert right >= 0.97 * len(sample)


def districts() -> list[str]:
    return [place.uid for place in gazetteer() if place.level == "DISTRITO" and place.current]


def names_of(uid: str) -> PlaceNames:
    known = gazetteer()
    names = [known.get(around) for around in (uid[:5], uid[:7], uid)]
    return PlaceNames(*(place.name for place in names if place))


@pytest.mark.parametrize(
    ("department", "province", "district", "uid"),
    [
        ("LIMA METROPOLITANA", "LIMA", "SURCO", "PE-150140"),
        ("LIMA METROPOLITANA", "", "", "PE-1501"),
        ("REGION LIMA", "CAÑETE", "MALA", "PE-150509"),
        ("PROV. CONST. DEL CALLAO", "CALLAO", "VENTANILLA", "PE-070106"),
        ("AREQUIPA", "AREQUIPA", "CERCADO", "PE-040101"),
        ("APURIMA", "ABANCAY", "ABANCAY", "PE-030101"),
        ("DPTO. DE LIMA", "PROV. LIMA", "DISTRITO DE COMAS", "PE-150110"),
        ("lima", "lima", "san juan de lurigancho", "PE-150132"),
        ("MADRE DE DIOS", "TAMBOPATA", "", "PE-1701"),
        ("LIMA", "", "", "PE-15"),
    ],
)
def test_names_as_other_registries_write_them(
    department: str, province: str, district: str, uid: str
) -> None:
    found = place_by_names(PlaceNames(department, province, district)).value

    assert found is not None
    assert found.uid == uid


def test_a_set_of_places_is_told_by_the_finest_place_that_holds_them() -> None:
    names = PlaceNames("LIMA", "LIMA", "PTE PIEDRA-INDEPENDENCIA-LIMA CERCADO")

    found = place_by_names(names).value

    assert found is not None
    assert found.places == ("PE-150101", "PE-150112", "PE-150125")
    assert (found.uid, found.level, found.method) == ("PE-1501", "PROVINCIA", "set")


def test_a_set_over_two_departments_is_only_in_the_country() -> None:
    found = place_by_names(PlaceNames("SAN MARTÍN", "ALTO AMAZONAS", "YURIMAGUAS-TARAPOTO")).value

    assert found is not None
    assert found.uid == "PE"
    assert found.places == ("PE-160201", "PE-220901")


def test_a_province_of_another_department_is_found_and_reported() -> None:
    found = place_by_names(PlaceNames("JUNÍN", "OXAPAMPA", "OXAPAMPA"))

    assert found.value is not None
    assert found.value.uid == "PE-190301"
    assert "place_outside_parent" in {defect.code for defect in found.defects}


def test_a_district_that_cannot_be_found_leaves_its_province_with_low_confidence() -> None:
    found = place_by_names(PlaceNames("JUNÍN", "SATIPO", "QWERTYUIOP"))

    assert found.value is not None
    assert (found.value.uid, found.value.method) == ("PE-1206", "parent")
    assert found.value.confidence <= 0.5
    assert [defect.outcome for defect in found.defects] == [Outcome.SET_ASIDE]


def test_a_name_that_ten_districts_bear_is_set_aside_with_the_candidates() -> None:
    found = place_by_names(PlaceNames(district="SANTA ROSA"))

    assert found.value is None
    (defect,) = found.defects
    assert defect.code == "place_ambiguous"
    assert "010610 Santa Rosa" in defect.suggestion


def test_a_guess_says_what_the_text_was_taken_for() -> None:
    found = place_by_names(PlaceNames("JUNÍN", "SATIPO", "MAZAMAI"))

    assert found.value is not None
    assert 0.5 <= found.value.confidence < 1
    pair = place_by_names(PlaceNames("HUÁNUCO", "HUANUCO", "AMARILIS-RUPA"))
    assert pair.value is not None
    assert (pair.value.uid, pair.value.confidence) == ("PE-10", 0.68)
    assert pair.value.places == ("PE-100102", "PE-100601")
    (defect,) = pair.defects
    assert defect.outcome is Outcome.CORRECTED
    assert defect.suggestion == "RUPA: ¿100601 Rupa-Rupa?"


def test_nothing_written_is_nothing_found_and_nothing_to_report() -> None:
    assert place_by_names(PlaceNames()).value is None
    assert place_by_names(PlaceNames()).defects == ()
    assert place_by_text("  ").defects == ()
    assert place_by_text("-").defects == ()


def test_a_place_text_that_comes_again_is_not_searched_again() -> None:
    find_in_columns.cache_clear()

    for _ in range(3):
        place_by_names(PlaceNames("LIMA", "LIMA", "VILLA EL SALVADO"))

    assert find_in_columns.cache_info().misses == 1
    assert find_in_columns.cache_info().hits == 2


@pytest.mark.parametrize(
    ("names", "uid", "codes"),
    [
        (PlaceNames("LIMA", "", "JULIACA"), "PE-211101", ["place_outside_parent"]),
        (PlaceNames("", "CUSCO", "JULIACA"), "PE-211101", ["place_outside_parent"]),
        (PlaceNames("LIMA", "LIMA", "ANTIOQUIA"), "PE-150702", ["place_outside_parent"]),
        (PlaceNames("LIMA", "CUSCO"), "PE-0801", ["place_outside_parent"]),
        (PlaceNames("QWERTYUIOP", "", "JULIACA"), "PE-211101", ["place_unknown"]),
        (PlaceNames("CHICLAYO"), "PE-1401", ["place_guessed"]),
        (PlaceNames("LIMA", "LIMA", "SURCO"), "PE-150140", []),
        (PlaceNames("PERÚ", "LIMA", "ATE"), "PE-150103", []),
    ],
)
def test_columns_that_contradict_one_another_are_reported(
    names: PlaceNames, uid: str, codes: list[str]
) -> None:
    found = place_by_names(names)

    assert found.value is not None
    assert found.value.uid == uid
    assert [defect.code for defect in found.defects] == codes


@pytest.mark.parametrize(
    ("names", "uid", "rivals"),
    [
        (PlaceNames(district="LA PAMPA"), None, ("020905 La Pampa", "170102 Inambari")),
        (PlaceNames(district="CONCEPCIÓN"), None, ("051104 Concepción", "120201 Concepción")),
        (PlaceNames("LIMA", "", "MIRAFLORES"), "PE-15", ("150122", "151021")),
        (PlaceNames("LIMA", "", "SURCO"), "PE-15", ("150140", "150732")),
        (PlaceNames("PUNO", "", "SANTA ROSA"), "PE-21", ("210504", "210808")),
    ],
)
def test_a_name_of_several_places_is_not_taken_for_one_of_them(
    names: PlaceNames, uid: str | None, rivals: tuple[str, ...]
) -> None:
    found = place_by_names(names)

    assert (found.value.uid if found.value else None) == uid
    (defect,) = found.defects
    assert defect.code == "place_ambiguous"
    assert all(rival in defect.suggestion for rival in rivals)


@pytest.mark.parametrize(
    ("names", "uid"),
    [
        (PlaceNames(district="San Miguel, Lima"), "PE-150136"),
        (PlaceNames(district="Ate, Lima, Perú"), "PE-150103"),
        (PlaceNames("PUNO", "SAN ROMAN", "Juliaca (Puno)"), "PE-211101"),
        (PlaceNames(district="Amazonas, Brasil"), "BR-AM"),
        (PlaceNames("VENEZUELA", "ZULIA"), "VE-V"),
    ],
)
def test_a_cell_may_name_its_own_parents_or_country(names: PlaceNames, uid: str) -> None:
    found = place_by_names(names)

    assert found.value is not None
    assert (found.value.uid, found.defects) == (uid, ())
