"""Sheets that offices keep by hand: raids with counts, old programs, forms. Nobody is misread."""

import pytest
import yaml

from trama.profiles.draft import Draft, draft
from trama.profiles.guessing.columns import ColumnGuess
from trama.profiles.reading import read_profile

RAIDS: dict[str, tuple[str, ...]] = {
    "Operativo N°": ("OP-1", "OP-2", "OP-3"),
    "Fecha del operativo": ("13/01/2024", "14/02/2024", "15/03/2024"),
    "Local": ("BAR SINTETICO", "NIGHT CLUB SINTETICO", "BAR SINTETICO"),
    "Dirección": ("JR. LIMA 100", "JR. LIMA 200", "JR. LIMA 300"),
    "Distrito": ("INAMBARI", "JULIACA", "INAMBARI"),
    "Provincia": ("TAMBOPATA", "SAN ROMAN", "TAMBOPATA"),
    "Departamento": ("MADRE DE DIOS", "PUNO", "MADRE DE DIOS"),
    "Víctimas mujeres": ("4", "0", "2"),
    "Víctimas varones": ("0", "1", "0"),
    "Menores": ("1", "", "2"),
    "Detenidos": ("0", "3", "1"),
}
OLD_PROGRAM: dict[str, tuple[str, ...]] = {
    "NRO_EXP": ("1/2022", "2/2022", "3/2022"),
    "APE_PAT": ("QUISPE", "MAMANI", "CONDORI"),
    "APE_MAT": ("FLORES", "HUAMAN", "TAPIA"),
    "NOMB": ("ROSA", "YESENIA", "FLOR DE MARIA"),
    "NRO_DOC": ("40000123", "40000124", "S/D"),
    "EDAD": ("15", "MENOR", "17"),
    "TIP_EXPL": ("SEXUAL", "LABORAL", "MENDICIDAD"),
    "IMPUTADO": ("ROJAS DIAZ, LUIS", "SOTO RUIZ, JUAN CARLOS", "ROJAS DIAZ, LUIS"),
    "DNI_IMP": ("40000125", "40000126", "40000125"),
}


def drafted(cells: dict[str, tuple[str, ...]]) -> Draft:
    made = draft("mio", {"": tuple(cells)}, {"": cells})
    assert read_profile(made.text)[1] == []
    return made


def guessed(cells: dict[str, tuple[str, ...]]) -> dict[str, ColumnGuess]:
    return {guess.heading: guess for guess in drafted(cells).guesses[""]}


def accounts(cells: dict[str, tuple[str, ...]]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load(drafted(cells).text)["tables"]["DATOS"][
        "accounts"
    ]
    return found


def test_bare_names_beside_the_suspect_s_own_column_are_never_the_suspect_s() -> None:
    guesses = guessed(OLD_PROGRAM)

    victim = ("APE_PAT", "APE_MAT", "NOMB", "NRO_DOC", "EDAD", "TIP_EXPL")
    assert {guesses[heading].subject for heading in victim} == {"victim"}
    assert {guesses[heading].level for heading in victim[:3]} == {"likely"}
    assert {guesses[heading].subject for heading in ("IMPUTADO", "DNI_IMP")} == {"suspect"}
    assert all(guesses[heading].read for heading in OLD_PROGRAM)


def test_bare_names_after_the_suspect_s_name_are_a_doubt() -> None:
    guesses = guessed(dict(reversed(OLD_PROGRAM.items())))

    names = [guesses[heading] for heading in ("APE_PAT", "APE_MAT", "NOMB")]
    assert {guess.level for guess in names} == {"doubtful"}
    assert not any(guess.read for guess in names)


def test_women_and_men_are_both_counted_and_nobody_twice() -> None:
    counted = [each for each in accounts(RAIDS) if "count" in each]

    assert [(each["count"], each["fields"]) for each in counted] == [
        ({"column": "Víctimas mujeres"}, {"sex": {"read": "constant", "value": "F"}}),
        ({"column": "Víctimas varones"}, {"sex": {"read": "constant", "value": "M"}}),
    ]
    assert "ya lo cuentan otras columnas" in guessed(RAIDS)["Menores"].es


@pytest.mark.parametrize("total", ["Total víctimas", "Cantidad"])
def test_a_total_beside_one_sex_is_counted_alone(total: str) -> None:
    cells = {"Expediente": ("E-1", "E-2"), "Mujeres": ("1", "0"), total: ("3", "2")}

    assert [each["count"] for each in accounts(cells) if "count" in each] == [{"column": total}]


def test_a_table_of_raids_has_the_place_of_the_fact_and_nobody_s_home() -> None:
    case = accounts(RAIDS)[0]

    assert case["about"] == "case"
    assert case["fields"] == {
        "case_number": {"read": "case_number", "from": "Operativo N°"},
        "fact_date": {"read": "date", "from": "Fecha del operativo"},
        "place": {
            "read": "place",
            "department": "Departamento",
            "province": "Provincia",
            "district": "Distrito",
        },
    }


def test_a_nought_is_no_code_of_a_person() -> None:
    guess = guessed(RAIDS)["Detenidos"]

    assert (guess.level, guess.read) == ("doubtful", False)


def test_marks_of_a_form_are_no_accounts_and_no_places() -> None:
    cells = {
        "caso/N° de caso": ("K-1", "K-2", "K-3"),
        "imputado/Redes sociales": ("1", "0", "1"),
        "captacion/Lugar de captación": ("no la ubica", "su amiga", "otra amiga"),
    }

    assert not any(guessed(cells)[heading].read for heading in list(cells)[1:])


def test_the_first_day_of_a_group_of_a_form_is_that_of_its_stage() -> None:
    cells = {
        "caso/N° de caso": ("K-1", "K-2"),
        "victima/Nombre completo": ("ROSA QUISPE FLORES", "YESENIA MAMANI TAPIA"),
        "explotacion/Fecha de inicio": ("2024-03-14", "2024-03-15"),
    }

    (stage,) = (each for each in accounts(cells) if each["about"] == "stage")
    assert stage["fields"] == {
        "phase": {"read": "constant", "value": "EXPLOTACION"},
        "date": {"read": "date", "from": "explotacion/Fecha de inicio"},
    }


def test_a_footer_below_the_last_key_fills_no_key_down() -> None:
    cells = {
        "N°": ("1", "2", "TOTAL", "Fuente: cuaderno de la unidad"),
        "Carpeta": ("001-2024", "002-2024", "2", ""),
        "Fecha de ingreso": ("03/01/2024", "04/01/2024", "", ""),
    }

    assert yaml.safe_load(drafted(cells).text)["tables"]["DATOS"]["key"] == "Carpeta"


FORM = {
    "Ficha": {
        "caso/N° de caso": ("K-1", "K-2", "K-3"),
        "victima/Nombre completo": ("ROSA QUISPE FLORES", "EVA MAMANI TAPIA", "LUZ CONDORI RUIZ"),
        "victima/Edad": ("15", "16", "17"),
        "_id": ("501", "502", "503"),
        "_index": ("1", "2", "3"),
    },
    "investigados": {
        "investigados/Nombre del presunto tratante": ("LUIS ROJAS DIAZ", "ANA SOTO RUIZ"),
        "investigados/Celular": ("951000001", "951000002"),
        "_index": ("1", "2"),
        "_parent_table_name": ("Ficha", "Ficha"),
        "_parent_index": ("1", "1"),
        "_submission__id": ("501", "501"),
    },
}


def form_tables(form: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, dict[str, object]]:
    made = draft("mio", {sheet: tuple(its) for sheet, its in form.items()}, form)
    assert read_profile(made.text)[1] == []
    found: dict[str, dict[str, object]] = yaml.safe_load(made.text)["tables"]
    return found


def test_a_repeated_group_of_a_form_hangs_on_its_submission() -> None:
    tables = form_tables(FORM)

    assert {name: its["key"] for name, its in tables.items()} == {
        "Ficha": "_id",
        "investigados": "_submission__id",
    }
    case, victim = tables["Ficha"]["accounts"]  # type: ignore[misc]
    assert case["fields"]["case_number"]["from"] == "caso/N° de caso"
    assert victim["about"] == "victim"
    (suspect,) = tables["investigados"]["accounts"]  # type: ignore[misc]
    assert suspect["about"] == "suspect"
    assert suspect["key"] == [{"all_of": ["name_key"]}]


def test_what_a_form_adds_by_itself_is_nobody_s_and_of_no_stage() -> None:
    added = ("_uuid", "_index", "_parent_table_name", "_submission__submission_time",
             "victima/etapa/_punto_latitude", "_validation_status")  # fmt: skip
    cells = dict.fromkeys(added, ("2024-03-01T15:20:11", "ROSA QUISPE FLORES"))

    guesses = guessed({"caso": ("K-1", "K-2"), "Etapa": ("captación", "traslado"), **cells})

    assert {guesses[name].use for name in added} == {""}


def test_a_case_of_two_submissions_is_not_parted() -> None:
    ficha = {**FORM["Ficha"], "caso/N° de caso": ("K-1", "K-1", "K-3")}

    tables = form_tables({**FORM, "Ficha": ficha})

    assert {name: its["key"] for name, its in tables.items()} == {"Ficha": "caso/N° de caso"}
