"""Names: the hand-labelled cases of tests/data/names_pe.csv, and what they cannot say."""

import csv
from pathlib import Path

import pytest

from trama.values.defects import Normalised
from trama.values.names import (
    PersonName,
    initials,
    nickname,
    person_name,
    person_name_parts,
)

CASES = Path(__file__).parents[1] / "data" / "names_pe.csv"
COLUMNS = ("paternal", "maternal", "given", "key", "initials", "nickname", "age", "unknown")


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(case: dict[str, str]) -> Normalised[PersonName]:
    if case["form"] == "three":
        paternal, maternal, given = case["text"].split("|")
        return person_name_parts(paternal, maternal, given)
    return initials(case["text"]) if case["form"] == "initials" else person_name(case["text"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['form']}: {case['text']}")
def test_a_name_is_read_as_a_person_labelled_it(case: dict[str, str]) -> None:
    answer = read(case)

    name = answer.value or PersonName("")
    parts = [str(getattr(name, column)) for column in COLUMNS[:-2]]
    years = "" if name.age is None else f"{name.age:g}"
    assert [*parts, years, answer.unknown or ""] == [case[column] for column in COLUMNS]


def test_there_are_at_least_sixty_labelled_names() -> None:
    assert len(cases()) >= 60


def test_accents_are_kept_for_display_beside_the_folded_key() -> None:
    name = person_name("Ñandú Muñoz, Sintética").value

    assert name is not None
    assert name.display == "ÑANDÚ MUÑOZ, SINTÉTICA"
    assert name.key == "NANDU MUNOZ SINTETICA"


def test_one_cell_and_three_columns_give_the_same_name() -> None:
    assert (
        person_name("DE LA CRUZ FICTICIO, PRUEBA").value
        == person_name_parts("De la Cruz", "Ficticio", "Prueba").value
    )


def test_a_name_is_less_sure_the_less_it_says_of_its_parts() -> None:
    texts = (
        "EJEMPLO FICTICIO, PRUEBA",
        "EJEMPLO FICTICIO PRUEBA",
        "EJEMPLO PRUEBA",
        "PRUEBA",
    )

    sure = [person_name(text).confidence for text in texts]

    assert sure == sorted(sure, reverse=True)
    assert len(set(sure)) == 4


def test_initials_show_dots_and_have_no_key_to_compare_by() -> None:
    name = person_name("abc d").value
    dotted = person_name("j k l").value

    assert name is not None
    assert name.key == "ABC D"
    assert dotted is not None
    assert (dotted.display, dotted.key) == ("J.K.L.", "")


@pytest.mark.parametrize("text", ["12345", "@@@", "XÆ A-12 %"])
def test_what_is_no_name_is_set_aside(text: str) -> None:
    found = person_name(text)

    assert found.value is None
    assert [defect.code for defect in found.defects] == ["unreadable_name"]


@pytest.mark.parametrize("cell", [None, "", "   "])
def test_an_empty_cell_says_nothing(cell: str | None) -> None:
    assert person_name(cell) == Normalised(None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('(a) "Chata"', "CHATA"),
        ('"LA TÍA"', "LA TÍA"),
        ("(A) CHATA", "CHATA"),
        ("a) Chata", "CHATA"),
        ("ALIAS EL CHUECO", "EL CHUECO"),
        ("«La Tía» / Mamá Prueba", "LA TÍA / MAMÁ PRUEBA"),
        ("EL CHUECO", "EL CHUECO"),
        ("", None),
        ("-", None),
        ("N.N.", None),
    ],
)
def test_a_nickname_stands_without_its_signs(text: str, expected: str | None) -> None:
    assert nickname(text).value == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Víctima 1", "VICTIMA 1"),
        ("Víctima 18", "VICTIMA 18"),
        ("Menor 3", "MENOR 3"),
        ("Testigo protegido 15", "TESTIGO PROTEGIDO 15"),
        ("Agraviada N° 2", "AGRAVIADA 2"),
        ("VÍCTIMA #6", "VICTIMA 6"),
        ("V1", "V1"),
        ("V-1", "V 1"),
        ("Sujeto A", "SUJETO A"),
        ("víctima uno", "VICTIMA UNO"),
        ("TP 01-2019", "TP 01 2019"),
        ("MENOR DE EDAD", "MENOR DE EDAD"),
        ("AGRAVIADA 1 (RESERVADO)", "AGRAVIADA 1"),
    ],
)
def test_a_label_is_neither_a_name_nor_an_age(text: str, label: str) -> None:
    answer = person_name(text)

    assert answer.value == PersonName("", label=label)
    assert [defect.code for defect in answer.defects] == ["label_not_name"]


def test_an_age_in_years_beside_a_label_is_an_age() -> None:
    assert person_name("Víctima 1 (15 años)").value == PersonName("", age=15, label="VICTIMA 1")
    assert person_name_parts("VÍCTIMA", "", "1").value == PersonName("", label="VICTIMA 1")


@pytest.mark.parametrize(
    "text", ["A.B.C. (<18)", "A.B.C. (15-17)", "A.B.C. (14+)", "menor de 15 años", "A.B.C. (15?)"]
)
def test_a_bound_beside_a_name_is_no_age(text: str) -> None:
    answer = person_name(text)

    assert answer.value is not None
    assert answer.value.age is None
    assert "age_bound" in [defect.code for defect in answer.defects]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("menor de iniciales A.B.C. (15)", 15),
        ("A.B.C. 15", 15),
        ("R.Q.M. de 14", 14),
        ("menor A.B.C. (15)", 15),
        ("Víctima 1 A.B.C. (15)", 15),
        ("Víctima 1: A.B.C. (15)", 15),
    ],
)
def test_a_number_after_initials_is_an_age(text: str, age: float) -> None:
    value = person_name(text).value

    assert value is not None
    assert value.initials in {"ABC", "RQM"}
    assert value.age == age


def test_a_number_beside_a_name_is_told_and_is_no_age() -> None:
    answer = person_name("EJEMPLO FICTICIO, PRUEBA 15")

    assert answer.value is not None
    assert (answer.value.display, answer.value.age) == ("EJEMPLO FICTICIO, PRUEBA", None)
    assert [defect.code for defect in answer.defects] == ["number_in_name"]


@pytest.mark.parametrize(
    "text",
    [
        *("nan", "None", "NULL", "\\N", "(null)", "(en blanco)", "Se desconoce", "por confirmar"),
        *("sujeto no identificado", "No refiere", "XXXX", "N.N.", "-", "OTROS", "VARIOS"),
        *("NULL, NULL", "nan nan", "DESCONOCIDO, DESCONOCIDO", "NN NN", "N.N. (varón)", "FALSE"),
        *("no registra nombre", "No quiso dar su nombre", "SE RESERVA", "sin info", "QRR"),
        *("por individualizar", "falta identificar", "ver anexo", "dato reservado", "y otros"),
        *("No hay información", "varón de tez morena", "hombre que conducía el bus"),
    ],
)
def test_a_word_for_nothing_names_nobody(text: str) -> None:
    answer = person_name(text)

    assert answer.value is None
    assert answer.unknown is not None


@pytest.mark.parametrize(
    "text",
    [
        *("Clave TP-012", "Código de reserva 15-2020", "NN femenino 3", "Peruana 2", "chica 3"),
        *("Participante 14", "primera víctima", "la segunda agraviada", "menor infractor"),
    ],
)
def test_a_label_of_other_words_is_no_name(text: str) -> None:
    value = person_name(text).value

    assert value is not None
    assert value.label
    assert (value.display, value.age) == ("", None)


@pytest.mark.parametrize("text", ["SIN EJEMPLO, JUNG", "NULL EJEMPLO, ANA", "SENORA EJEMPLO, EVA"])
def test_a_name_with_a_comma_may_begin_with_such_a_word(text: str) -> None:
    value = person_name(text).value

    assert value is not None
    assert value.display == text


@pytest.mark.parametrize(
    "text", ["MENOR VARGAS, ROSA", "NIÑO DE GUZMAN, LUIS", "VARON EJEMPLO, LUIS", "NONE EJEMPLO, A"]
)
def test_a_surname_like_a_label_is_a_surname(text: str) -> None:
    value = person_name(text).value

    assert value is not None
    assert value.display == text


@pytest.mark.parametrize("part", ["<b>EJEMPLO</b>", "=EJEMPLO", "EJEMPLO&nbsp;"])
def test_markup_in_a_part_of_a_name_is_no_name(part: str) -> None:
    answer = person_name_parts(part, "FICTICIO", "PRUEBA")

    assert answer.value is None
    assert [defect.code for defect in answer.defects] == ["unreadable_name"]


def test_a_text_longer_than_any_name_is_set_aside() -> None:
    assert [d.code for d in person_name("EJEMPLO " * 40).defects] == ["cell_too_long"]
    assert [d.code for d in person_name_parts("A" * 150, "B" * 150, "C").defects] == [
        "cell_too_long"
    ]


def test_a_nickname_may_begin_like_a_phrase() -> None:
    assert nickname("Sin Cara").value == "SIN CARA"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("prueba.ficticia@correo.example", None),
        ("https://red.example/prueba.ficticia", None),
        ("EJEMPLO FICTICIO, PRUEBA <prueba@correo.example>", "EJEMPLO FICTICIO, PRUEBA"),
        ("EJEMPLO FICTICIO, PRUEBA - www.red.example/prueba", "EJEMPLO FICTICIO, PRUEBA"),
    ],
)
def test_an_address_of_the_net_is_no_name_and_no_nickname(text: str, shown: str | None) -> None:
    answer = person_name(text)

    assert (answer.value and (answer.value.display, answer.value.nickname)) == (
        shown and (shown, "")
    )
    assert [defect.code for defect in answer.defects] == ["unreadable_name"]


def test_an_address_in_one_of_three_cells_leaves_the_others() -> None:
    answer = person_name_parts("EJEMPLO", "FICTICIO", "prueba@correo.example")

    assert answer.value is not None
    assert (answer.value.display, answer.value.nickname) == ("EJEMPLO FICTICIO", "")


def test_a_sign_before_a_nickname_is_no_address() -> None:
    answer = person_name("EJEMPLO FICTICIO, PRUEBA @chata")

    assert answer.value is not None
    assert answer.value.nickname == "CHATA"


@pytest.mark.parametrize(
    "text", ["TRANSPORTES EJEMPLO S.A.C.", "Ejemplo y Prueba EIRL", "INVERSIONES FICTICIA S.R.L."]
)
def test_a_company_is_no_person(text: str) -> None:
    answer = person_name(text)

    assert answer.value is None
    assert [defect.code for defect in answer.defects] == ["unreadable_name"]


def test_initials_after_surnames_are_no_legal_form() -> None:
    answer = person_name("EJEMPLO FICTICIO, S.A.C.")

    assert answer.value is not None
    assert answer.value.paternal == "EJEMPLO"
