"""Drafts of profiles: sound as they are, and right about the headings that everybody uses."""

import pytest
import yaml

from trama.profiles.draft import draft
from trama.profiles.reading import read_profile

USUAL = ("Nro. Expediente", "Víctima", "Sexo", "Edad", "Etapa", "Fecha", "Dpto", "Imputado", "Nota")


def table(*headings: str) -> dict[str, object]:
    document = yaml.safe_load(draft("mio", {"": headings}).text)
    found: dict[str, object] = document["tables"]["DATOS"]
    return found


def mention(about: str, *headings: str) -> dict[str, object]:
    accounts = table(*headings)["accounts"]
    assert isinstance(accounts, list)
    return next(account for account in accounts if account["about"] == about)


@pytest.mark.parametrize(
    "columns",
    [
        {"": USUAL},
        {"CASOS": USUAL, "PERSONAS": ("Caso", "Nombre")},
        {"": ("FECHA", "LUGAR")},
        {"": ("Edad",)},
        {"Hoja 1": ("sí", "no: tal vez", "#", "'")},
        {"": ("q/otro", "q_otro", "Víctima", "Victima")},
        {"": ("Caso", "N° de víctimas", "Actos", "Fecha", "Hora", "Lugar")},
    ],
    ids=["usual", "two sheets", "no case", "one column", "odd headings", "nearly alike", "acts"],
)
def test_a_draft_is_a_sound_profile(columns: dict[str, tuple[str, ...]]) -> None:
    profile, problems = read_profile(draft("mio", columns).text)

    assert problems == []
    assert profile is not None
    assert [[column.name for column in spec.columns] for spec in profile.tables] == [
        list(headings) for headings in columns.values()
    ]


def test_of_headings_that_are_alike_the_first_is_a_column() -> None:
    assert table("Edad", "EDAD", "Sexo")["columns"] == {"Edad": [], "Sexo": []}


def test_the_columns_that_everybody_uses_are_read() -> None:
    assert table(*USUAL)["key"] == "Nro. Expediente"
    assert mention("victim", *USUAL)["fields"] == {
        "name": {"read": "name", "from": "Víctima"},
        "sex": {"read": "sex", "from": "Sexo"},
        "age": {"read": "age", "from": "Edad"},
    }
    assert mention("suspect", *USUAL)["if_written"] == ["Imputado"]
    assert mention("stage", *USUAL)["fields"] == {
        "phase": {"read": "code", "from": "Etapa"},
        "date": {"read": "date", "from": "Fecha"},
        "place": {"read": "place", "department": "Dpto"},
    }


def test_lines_without_a_case_are_a_case_each() -> None:
    assert table("FECHA", "LUGAR")["key"] == {"line": True}


def test_the_sex_of_a_victim_is_no_name_and_a_birthday_no_date_of_a_stage() -> None:
    headings = ("Caso", "Sexo víctima", "Etapa", "Fecha de nacimiento")

    assert mention("victim", *headings)["fields"] == {
        "sex": {"read": "sex", "from": "Sexo víctima"},
        "birth_date": {"read": "date", "from": "Fecha de nacimiento"},
    }
    assert mention("stage", *headings)["fields"] == {"phase": {"read": "code", "from": "Etapa"}}


@pytest.mark.parametrize(
    ("name", "registry"),
    [
        ("x", "REGISTRO_X"),
        ("2024 mesa", "REGISTRO_2024_MESA"),
        ("Unidad Ñ", "UNIDAD_N"),
        ("reta", "REGISTRO_RETA"),
    ],
)
def test_any_name_of_a_file_gives_a_sound_registry(name: str, registry: str) -> None:
    profile, problems = read_profile(draft(name, {"": USUAL}).text)

    assert problems == []
    assert profile is not None
    assert profile.registry == registry


CELLS: dict[str, tuple[str, ...]] = {
    "Nro. Expediente": ("S-1", "", "S-2", "S-3"),
    "Víctima": ("Rosa Elena Quispe Mamani", "", "Eva Condori Huamán", "A.B.C."),
    "Edad": ("15", "", "14", "13"),
    "Cantidad": ("15+", "", "2", "al menos 3"),
    "Etapa": ("captación / transporte", "explotación", "captación", "captación"),
    "Fecha": ("03/01/2024", "", "04/01/2024", "05/01/2024"),
    "Hora": ("10:30", "", "", "22:00"),
    "Imputado": ("Luis Rojas Díaz / Ana Soto Ruiz", "Juan Sánchez Pérez", "Juan Sánchez Pérez", ""),
    "Código imputado": ("P-1 / P-3", "P-2", "P-2", ""),
}


def drafted(**changed: tuple[str, ...]) -> dict[str, object]:
    """Return the table that is drafted of CELLS with some columns changed."""
    cells = {**CELLS, **changed}
    text = draft("mio", {"": tuple(cells)}, {"": cells}).text
    assert read_profile(text)[1] == []
    found: dict[str, object] = yaml.safe_load(text)["tables"]["DATOS"]
    return found


def account(table: dict[str, object], called: str) -> dict[str, object]:
    accounts = table["accounts"]
    assert isinstance(accounts, list)
    return next(each for each in accounts if each.get("called", each["about"]) == called)


def test_the_cells_show_the_options_of_the_draft() -> None:
    cells = {"Código imputado": ("P-1", "P-2", "P-2", "")}
    table = drafted(**cells)

    assert table["key"] == {"columns": "Nro. Expediente", "fill_down": True}
    victim, suspect = account(table, "v"), account(table, "s")
    assert victim["fill_down"] is True
    assert account(table, "n")["count"] == {"column": "Cantidad", "at_least": True}
    assert victim["fields"]["name"] == {  # type: ignore[index]
        "read": "name",
        "from": "Víctima",
        "order": "given_first",
    }
    assert suspect["separators"] == ["/"]
    assert suspect["key"] == [
        {"column": "Código imputado", "across_cases": True},
        {"all_of": ["name_key"]},
    ]
    stage = account(table, "stage")
    assert stage["separators"] == ["/"]
    assert stage["fields"]["date"]["time"] == "Hora"  # type: ignore[index]


def test_cells_without_such_signs_ask_for_no_option() -> None:
    table = drafted(
        **{
            "Nro. Expediente": ("S-1", "S-1", "S-2", "S-3"),
            "Víctima": ("QUISPE MAMANI, ROSA", "SOTO RUIZ, ANA", "ROJAS DIAZ, EVA", "A.B.C."),
            "Cantidad": ("15", "1", "2", "3"),
            "Etapa": ("captación", "explotación", "captación", "captación"),
            "Imputado": ("ROJAS DIAZ, LUIS", "SOTO RUIZ, ANA", "SOTO RUIZ, ANA", ""),
            "Código imputado": ("1", "1", "2", ""),
        }
    )

    assert table["key"] == "Nro. Expediente"
    assert account(table, "n")["count"] == {"column": "Cantidad"}
    for called in ("v", "s", "stage"):
        assert "separators" not in account(table, called)
        assert "fill_down" not in account(table, called)
    suspect = account(table, "s")
    assert suspect["key"] == [{"column": "Código imputado"}, {"all_of": ["name_key"]}]
    assert "order" not in suspect["fields"]["name"]  # type: ignore[index]


def test_names_that_begin_with_the_surname_keep_the_usual_order() -> None:
    names = ("QUISPE MAMANI ROSA", "", "CONDORI HUAMAN EVA", "SOTO RUIZ ANA")
    table = drafted(Víctima=names, Imputado=("", "", "", ""))

    assert "order" not in account(table, "v")["fields"]["name"]  # type: ignore[index]


def test_a_key_on_every_row_is_not_filled_down() -> None:
    cells = {"Caso": ("E-1", "E-1", "E-2", ""), "Víctima": ("ANA", "EVA", "LUZ", "OLGA")}

    made = draft("mio", {"": ("Caso", "Víctima")}, {"": cells}).text

    assert "fill_down" not in made


def test_a_year_and_a_month_are_the_date_of_the_fact() -> None:
    cells = {"ANIO": ("2022", "2022"), "MES": ("1", "SETIEMBRE"), "SEXO": ("MUJER", "HOMBRE")}

    made = draft("mio", {"": ("ANIO", "MES", "SEXO")}, {"": cells}).text

    assert "fact_date: {read: year_month, year: ANIO, month: MES}" in made
