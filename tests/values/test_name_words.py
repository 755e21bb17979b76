"""The likeness of two surnames or two given names."""

import pytest

from trama.values.known_names import known_given_names, known_surnames
from trama.values.name_words import (
    Likeness,
    NameWord,
    folded_name,
    given_word,
    given_words,
    surname_word,
    surname_words,
    word_likeness,
)

SAME_NAME = {Likeness.SAME, Likeness.PARTICLE, Likeness.SOUND, Likeness.SPELLING}


@pytest.mark.parametrize(
    "spellings",
    [
        "HUAMAN UAMAN GUAMAN WAMAN",
        "QUISPE QISPE QUIZPE KISPE QESPI KHESPI QQUISPE",
        "CCAHUANA QHAWANA KAWANA CAGUANA",
        "CUSIHUAMAN KUSIWAMAN CUSIGUAMAN",
        "CCOLQUE QOLQE COLQUE COLLQUE QULLQI",
        "HUARACA WARAQA",
        "CJUIRO KUIRO CUIRO",
        "PHOCCO PFOCCO POCCO",
        "HUILCAPAZA VILCAPAZA WILLKAPASA",
        "TTICA TICA TIKA TTIKA",
        "HILASACA ILASACA JILASACA",
        "JALLO HALLO ALLO",
        "KINCHOKER QUINCHOQUER",
        "SHAWIT SHAHUIT CHAHUIT",
        "TSAPIK SAPIC",
        "WESNA HUESNA",
        "CHAVEZ CHAVES CHABES",
        "ROJAS ROXAS",
    ],
)
def test_the_orthographies_of_a_surname_are_one_name(spellings: str) -> None:
    first, *others = map(surname_word, spellings.split())

    assert others
    assert {word_likeness(first, other) for other in others} <= SAME_NAME


@pytest.mark.parametrize(
    "spellings",
    [
        "GIULIANA YULIANA JULIANA",
        "GIOVANNA YOVANA JOVANA",
        "CHRISTIAN CRISTIAN KRISTIAN",
        "JENNY YENY YENNI GENNY",
        "KIMBERLY KIMBERLEY KIMBERLI QUIMBERLI",
        "YERSON JERSON GERSON",
        "JAZMIN YASMIN JASMIN",
        "WENDY GUENDY",
        "ZENAIDA SENAYDA",
        "EZEQUIEL ESEQUIEL",
    ],
)
def test_the_orthographies_of_a_given_name_are_one_name(spellings: str) -> None:
    first, *others = map(given_word, spellings.split())

    assert others
    assert {word_likeness(first, other) for other in others} <= SAME_NAME


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("PEPITO", "JOSE"),
        ("LUCHITO", "LUIS"),
        ("FLORCITA", "FLOR"),
        ("JUANCITO", "JUAN"),
        ("MILAGRITOS", "MILAGROS"),
        ("PAQUITA", "FRANCISCA"),
        ("MA", "MARIA"),
    ],
)
def test_a_diminutive_or_a_short_form_stands_for_its_name(short: str, full: str) -> None:
    assert word_likeness(given_word(short), given_word(full)) is Likeness.SHORT


@pytest.mark.parametrize(
    "pair",
    ["ROJAS ROSAS", "RAMOS RAMON", "HUAMAN HUAMANI", "PENA PINA", "SILVA SELVA", "CONDORI CONDOR",
     "MARTIN MARIN", "CUEVA CUEVAS", "SALAS SALAZAR", "VILLA VILLAR"],
)  # fmt: skip
def test_two_known_surnames_are_two_names_however_near(pair: str) -> None:
    one, other = map(surname_word, pair.split())

    assert word_likeness(one, other) is Likeness.OTHER


@pytest.mark.parametrize(
    "pair",
    ["MARIO MARIA", "DANIEL DANIELA", "JUAN JUANA", "HILDA NILDA", "JOEL NOEL", "PAULA PAOLA",
     "JOSE JOSUE", "ROBERTO ALBERTO", "JUANITA JUAN", "BRAULIO BRAULIA", "ANA ADA"],
)  # fmt: skip
def test_two_given_names_are_two_names_however_near(pair: str) -> None:
    one, other = map(given_word, pair.split())

    assert word_likeness(one, other) is Likeness.OTHER


def test_a_slip_of_typing_is_no_other_name() -> None:
    assert word_likeness(surname_word("YUPANQUI"), surname_word("YUPAMQUI")) is Likeness.SLIP
    assert word_likeness(surname_word("MAMANI"), surname_word("MAMNI")) is Likeness.SLIP
    assert word_likeness(given_word("MILAGROS"), given_word("MILAGRSO")) is Likeness.SLIP


def test_likeness_does_not_depend_on_the_order() -> None:
    words = [surname_word(text) for text in ("DE LA CRUZ", "CRUZ", "SANTA CRUZ", "KROOZ", "ROJAS")]
    for one in words:
        for other in words:
            assert word_likeness(one, other) is word_likeness(other, one)


def test_a_saint_is_no_particle() -> None:
    assert word_likeness(surname_word("SAN MARTIN"), surname_word("MARTIN")) is Likeness.OTHER
    assert word_likeness(surname_word("SANTA CRUZ"), surname_word("DE LA CRUZ")) is Likeness.OTHER


def test_an_apostrophe_parts_no_word() -> None:
    assert folded_name("Q'espe Ñawi") == "QESPE NAWI"


def test_many_words_at_once_are_those_of_one_after_another() -> None:
    surnames = [*known_surnames(), "DE LA CRUZ", "DEL AGUILA", "QUISPW", "CCOA", "WAMAN Y"]
    given = [*known_given_names(), "JUANITA", "ROZA", "WILIAN", "X"]
    fields = NameWord.__dataclass_fields__

    def told(word: NameWord) -> list[object]:
        return [getattr(word, name) for name in fields]

    assert list(map(told, surname_words(surnames))) == [
        told(surname_word(text)) for text in surnames
    ]
    assert list(map(told, given_words(given))) == [told(given_word(text)) for text in given]
