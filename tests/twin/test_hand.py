from dataclasses import replace
from datetime import date
from random import Random

import pytest

from trama.core.text import without_accents
from trama.twin.dirt_rates import DirtRates
from trama.twin.geography import Atlas, Spot
from trama.twin.hand import Hand, abbreviated, garbled
from trama.twin.people import Paper
from trama.values.dates import partial_date

CLEAN = DirtRates.none()
SUNDAY = date(2017, 3, 5)


def hand(seed: int = 1, **rates: float) -> Hand:
    return Hand(replace(CLEAN, **rates), Random(seed))


def spot(code: str) -> Spot:
    return Atlas().spot(code, Random(1))


def test_a_clean_hand_types_what_is_true() -> None:
    clean = hand()

    assert clean.day(SUNDAY, fact=True) == ("05/03/2017", "2017-03-05")
    assert clean.cell_day(SUNDAY, fact=True) == (SUNDAY, "2017-03-05")
    assert clean.closed("OFERTA DE TRABAJO", optional=True) == "OFERTA DE TRABAJO"
    assert clean.place(spot("170102")) == "MADRE DE DIOS / TAMBOPATA / INAMBARI"
    assert clean.ubigeo("080101", number=True) == "080101"
    assert clean.number(Paper("DNI", "09900001")) == "09900001"


def test_every_style_of_a_date_can_be_read_back() -> None:
    for seed in range(60):
        for cell, known in (
            hand(seed, date_style=1.0).day(SUNDAY),
            hand(seed, date_style=1.0).cell_day(SUNDAY),
        ):
            date_read = partial_date(cell).value
            assert date_read is not None
            assert date_read.text == known == "2017-03-05"


def test_a_serial_is_the_number_that_spreadsheets_have_for_the_day() -> None:
    cells = [hand(seed, date_style=1.0).cell_day(SUNDAY)[0] for seed in range(40)]

    assert 42799 in cells


def test_a_vague_date_says_no_more_than_it_writes() -> None:
    dates = {hand(seed, date_vague=1.0).day(SUNDAY, fact=True) for seed in range(40)}

    assert {known for _, known in dates} == {"2017-03", "2017"}
    assert ("MARZO 2017", "2017-03") in dates


def test_dates_that_are_no_facts_are_never_vague() -> None:
    assert hand(date_vague=1.0, date_unknown=1.0).day(SUNDAY)[1] == "2017-03-05"


def test_leading_zeros_are_lost_as_spreadsheets_lose_them() -> None:
    careless = hand(ubigeo_zero_lost=1.0, document_zero_lost=1.0)

    assert careless.ubigeo("080101", number=True) == 80101
    assert careless.ubigeo("080101") == "80101"
    assert careless.ubigeo("170102") == "170102"
    assert careless.number(Paper("DNI", "09900001"), number=True) == 9900001


def test_places_are_spelt_in_the_ways_of_the_real_file() -> None:
    written = {hand(seed, place_spelling=1.0).place(spot("170102")) for seed in range(80)}

    assert "MADRE DE DIOS / TAMBOPATA / MAZUKO" in written
    assert "M. DE DIOS / TAMBOPATA / INAMBARI" in written


def test_a_place_abroad_is_left_as_it_is() -> None:
    abroad = Spot("VE-V", ("VENEZUELA", "ZULIA", "MARACAIBO"))

    assert hand(place_spelling=1.0).place(abroad) == "VENEZUELA / ZULIA / MARACAIBO"


@pytest.mark.parametrize(
    ("text", "old_system", "shown"),
    [("MUÑOZ", False, "MUÃ‘OZ"), ("MUÑOZ", True, "MU¥OZ"), ("ROJAS", False, "ROJAS")],
)
def test_a_wrong_code_page_shows_what_it_shows(text: str, old_system: bool, shown: str) -> None:
    assert garbled(text, old_system=old_system) == shown


def test_a_clean_twin_never_goes_through_a_wrong_code_page() -> None:
    assert hand().text("MUÑOZ") == "MUÑOZ"


def test_accents_and_long_names_are_cut() -> None:
    assert without_accents("ÑAUPA JOSÉ") == "NAUPA JOSE"
    assert abbreviated("SAN JUAN DE LURIGANCHO") == "S JUAN DE LURIGANCHO"
    assert abbreviated("CORONEL PORTILLO") == "CRNL PORTILLO"
    assert abbreviated("ATE") == "ATE"


@pytest.mark.parametrize(
    ("years", "born", "cell"),
    [
        (15, date(2002, 1, 1), 15),
        (0, date(2016, 7, 5), "8 MESES"),
        (0, date(2017, 3, 1), "0 MESES"),
    ],
)
def test_the_age_of_a_baby_is_written_in_months(years: int, born: date, cell: object) -> None:
    assert hand().age(years, born, SUNDAY) == cell


def test_rates_can_be_turned_down_for_all_defects_at_once() -> None:
    assert DirtRates().scaled(0) == DirtRates.none()
    assert DirtRates().scaled(2).place_spelling == DirtRates().place_spelling * 2
    assert DirtRates().scaled(100).repeated_row == 1.0


def test_a_wrong_number_is_nobodys_and_has_the_digits_of_its_type() -> None:
    paper = Paper("DNI", "97234567")
    written = {hand(seed, document_typo=1.0).paper(paper).number for seed in range(200)}

    wrong = written - {paper.number}
    assert len(wrong) > 5
    assert all(len(number) == 8 and Paper("DNI", number).is_nobodys for number in wrong)
    assert hand(document_typo=1.0).paper(Paper("DNI", "09900001")).number == "09900001"


def test_a_foreigner_may_show_another_document() -> None:
    cedula = Paper("CEDULA DE IDENTIDAD", "V-91234567")

    assert hand(document_other=1.0).paper(cedula) == Paper("PTP", "891234567")
    assert hand(document_other=1.0).paper(Paper("DNI", "97234567")).type == "DNI"


def test_ages_are_a_year_off_or_rounded_to_five() -> None:
    assert {hand(seed, age_off=1.0).years(17) for seed in range(20)} == {16, 18}
    assert hand(age_off=1.0).years(1) == 1
    assert hand(age_rounded=1.0).years(33) == 35
    assert hand(age_rounded=1.0).years(17) == 17


def test_a_birth_date_is_known_wrong_or_not_at_all() -> None:
    wrong = {hand(seed, birth_date_wrong=1.0).born(SUNDAY) for seed in range(40)}

    assert wrong == {date(2017, 5, 3), date(2016, 3, 5), date(2017, 3, 4)}
    assert hand(birth_date_missing=1.0).born(SUNDAY) is None
    assert hand().born(SUNDAY) == SUNDAY
