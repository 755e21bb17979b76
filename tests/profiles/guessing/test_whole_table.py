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


def test_the_names_of_two_people_that_nothing_tells_apart_are_not_read() -> None:
    guesses = guessed(
        "Expediente", "Apellidos", "Nombres", "Apellidos y nombres", "Situación jurídica"
    )

    names = [guess for guess in guesses.values() if guess.use in ("surnames", "given", "name")]
    assert len(names) == 3
    assert not any(guess.read for guess in names)
    assert all("dos personas" in guess.es for guess in names)


def test_a_column_that_only_its_cells_show_to_be_names_is_nobody_s_beside_other_names() -> None:
    cells = {"Persona que estuvo": ("ROSA QUISPE MAMANI", "JUAN FLORES SOTO", "LUIS ROJAS DIAZ")}
    headings = ("Expediente", "Nombre de la víctima", "Persona que estuvo")

    guess = {g.heading: g for g in guess_table(headings, cells)}["Persona que estuvo"]

    assert guess.use == "name"
    assert not guess.read


def test_questions_of_a_form_are_headings() -> None:
    guesses = guessed("Código de atención", "Persona atendida", "¿Qué pasó?", "¿Dónde?", "¿Cuándo?")

    assert [guess.use for guess in guesses.values()] == [
        "case_number", "name", "phase", "place_text", "date"
    ]  # fmt: skip
    assert guessed("¿Quién la llevó?")["¿Quién la llevó?"].subject == "suspect"


def test_dates_beside_a_doubtful_phase_are_of_no_other_moment() -> None:
    cells = {"¿Qué pasó?": ("la engañaron", "huyó", "volvió")}
    guesses = guess_table(("Caso", "Víctima", "¿Qué pasó?", "Fecha"), cells)

    assert {g.heading: g.moment for g in guesses}["Fecha"] == "stage"


def test_a_lone_word_of_registration_over_dates_is_its_date() -> None:
    cells = {"Registro": ("10/01/2024", "11/03/2024", "12/03/2024")}

    (_, guess) = guess_table(("Caso", "Registro"), cells)

    assert (guess.use, guess.moment, guess.read) == ("date", "registered", True)


def test_whole_names_under_a_heading_of_a_name_are_names() -> None:
    cells = {"Nombre de la víctima": ("ROSA QUISPE MAMANI", "JUANA FLORES SOTO")}

    (_, guess) = guess_table(("Caso", "Nombre de la víctima"), cells)

    assert (guess.use, guess.subject, guess.read) == ("name", "victim", True)


def test_a_police_number_beside_the_number_of_the_case_is_not_the_case_s() -> None:
    guesses = guessed("Carpeta fiscal", "Agraviada", "Atestado")

    assert guesses["Atestado"].use == "police_report"
    assert guesses["Atestado"].read
    assert guessed("Atestado", "Agraviada")["Atestado"].use == "case_number"


def test_beside_a_number_of_the_case_a_column_that_counts_the_rows_is_none() -> None:
    cells = {"EXPEDIENTE / N°": ["1", "2", "3", "TOTAL"], "EXPEDIENTE / Expediente": ["A-1", "A-2"]}

    by_name = {guess.heading: guess for guess in guess_table([*cells], cells)}
    (alone,) = guess_table(["N° Expediente"], {"N° Expediente": ["1", "2", "3"]})

    assert not by_name["EXPEDIENTE / N°"].read
    assert by_name["EXPEDIENTE / Expediente"].read
    assert (alone.use, alone.read) == ("case_number", True)


def test_a_situation_beside_a_victim_and_a_suspect_says_of_neither_that_the_row_is_theirs() -> None:
    cells = {"Situación": ["INVESTIGADO", "ACUSADO", ""]}

    both = guess_table(["Agraviada", "Género", "Denunciado", "Situación"], cells)
    one = guess_table(["Nombre", "Género", "Situación"], cells)

    assert (both[3].use, both[3].read) == ("", False)
    assert (both[1].subject, one[2].use) == ("victim", "person_kind")
