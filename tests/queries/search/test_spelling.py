import pytest

from trama.queries.search.spelling import beginnings, likeness, words_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("KISPE ROSA", "QUISPE MAMANI ROSA ELENA"),
        ("BASQUES", "VASQUEZ"),
        ("GUAMAN", "HUAMAN"),
        ("YUPANKI", "LLUPANQUI"),
        ("SANCHES", "SANCHEZ"),
        ("GIMENEZ", "JIMENEZ"),
        ("ESPINOSA", "ESPINOZA"),
        ("MAMANY", "MAMANI"),
        ("QISPE", "QUISPE"),
        ("ROSA Q", "QUISPE MAMANI ROSA"),
    ],
)
def test_a_name_is_known_in_another_spelling_or_order(written: str, name: str) -> None:
    assert likeness(written.split(), name.split()) > 0.85


@pytest.mark.parametrize(("one", "other"), [("ROJAS", "RAMOS"), ("RAMIREZ", "RAMOS"), ("A", "BE")])
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert likeness([one], [other]) == 0.0


def test_each_word_of_a_name_serves_for_one_word_asked() -> None:
    assert likeness(["QUISPE", "QUISPE"], ["QUISPE", "MAMANI"]) == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("KISPE", "QUISPE"), ("VARGAS", "BARGAS"), ("UAMAN", "HUAMAN")]
)
def test_beginnings_hold_those_of_words_that_sound_alike(one: str, other: str) -> None:
    assert other[:2] in beginnings(one)


def test_particles_count_only_where_nothing_else_is_written() -> None:
    assert words_of("Rosa de la Cruz") == ("ROSA", "CRUZ")
    assert words_of("de la") == ("DE", "LA")


def test_words_are_read_whatever_their_accents_and_signs() -> None:
    assert words_of("Núñez\u202e, José\x1b") == words_of("NUN\u0303EZ JOSE") == ("NUNEZ", "JOSE")
