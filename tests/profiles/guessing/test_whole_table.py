"""The columns of one table together: whose each is, of which moment, and what stays a doubt."""

from trama.profiles.guessing.headings import Subject
from trama.profiles.guessing.whole_table import ColumnGuess, guess_table


def guessed(*headings: str, about: Subject = "") -> dict[str, ColumnGuess]:
    return {guess.heading: guess for guess in guess_table(headings, {}, about)}


def test_neighbours_say_whose_an_age_is() -> None:
    guesses = guessed("Víctima", "Edad", "Imputado", "Alias")

    assert (guesses["Edad"].subject, guesses["Alias"].subject) == ("victim", "suspect")
    assert guesses["Edad"].level == "likely"
    assert "sigue a la víctima" in guesses["Edad"].es


def test_an_age_after_both_names_is_nobody_s_for_certain() -> None:
    guesses = guessed("Exp.", "Agraviada", "Imputado", "Edad", "Sexo")

    assert guesses["Edad"].level == guesses["Sexo"].level == "doubtful"
    assert not guesses["Edad"].read
    assert "¿de la víctima o del imputado?" in guesses["Edad"].es


def test_the_name_of_a_sheet_says_whose_its_rows_are() -> None:
    suspects = guessed("Carpeta", "Nombres", "DNI", about="suspect")

    assert {suspects["Nombres"].subject, suspects["DNI"].subject} == {"suspect"}


def test_without_any_sign_the_people_are_taken_for_victims_and_that_is_told() -> None:
    guesses = guessed("apellidos", "nombres", "dni")

    assert {guess.subject for guess in guesses.values()} == {"victim"}
    assert all("nada dice de quién" in guess.es for guess in guesses.values())
    assert all(guess.level == "likely" for guess in guesses.values())


def test_places_side_by_side_are_one_place() -> None:
    guesses = guessed("Víctima", "Departamento de nacimiento", "Provincia", "Distrito")

    assert [guesses[name].moment for name in ("Provincia", "Distrito")] == ["birth", "birth"]


def test_a_bare_place_is_of_the_fact_if_the_table_tells_of_it_else_of_the_residence() -> None:
    assert guessed("apellidos", "dni", "distrito")["distrito"].moment == "residence"
    assert guessed("Comisaría", "Agraviada", "Distrito")["Distrito"].moment == "fact"


def test_what_trama_does_not_keep_is_told_and_not_read() -> None:
    phone = guessed("Víctima", "Celular víctima", "Imputado")["Celular víctima"]

    assert not phone.read
    assert "no guarda este dato de una víctima" in phone.es


def test_of_two_columns_of_one_thing_the_surer_is_read() -> None:
    cells = {"DNI": ("40000123", "40000124"), "Documento": ("05/03/2010", "S/D")}

    guesses = {g.heading: g for g in guess_table(("Documento", "DNI"), cells)}

    assert guesses["DNI"].read
    assert not guesses["Documento"].read
