"""Facts that no reader should pass over in silence: each is told with its line and its column.

Each fact stands on a line of its own in a file of sound rows, whose profile is the drafted one.
Facts that only several rows show are in ``tests/incoming`` and ``tests/ingest``.
"""

import csv

import pytest

from trama.mapping.files import map_file
from trama.mapping.guess import first_cells, headings
from trama.profiles.draft import draft
from trama.profiles.library import load_profile
from trama.values.defects import Issue

SOUND = {
    "Exp": "EXP-801-2024", "Fecha denuncia": "20/03/2024", "Víctima": "SINTETICA ACHO INCA, DORIS",
    "Doc víctima": "", "Sexo": "F", "Edad": "15", "Nacimiento": "", "Nacionalidad": "Peruana",
    "Etapa": "Captación", "Fecha": "13/03/2024", "Hora": "08:30", "Ubigeo": "",
    "Departamento": "PUNO", "Provincia": "PUNO", "Distrito": "PUNO",
    "Transporte": "Bus", "Finalidad": "Explotación sexual",
    "Tratante": "SINTETICO LAZO MEZA, LUIS", "Doc tratante": "", "Celular": "", "Cuenta": "",
    "Placa": "", "Artículo": "129-A",
}  # fmt: skip
FACTS = [
    ("a registration in the future", "Fecha denuncia", {"Fecha denuncia": "15/08/2033"}),
    ("a registration at the end of time", "Fecha denuncia", {"Fecha denuncia": "31/12/9999"}),
    ("a birth in the future", "Nacimiento", {"Nacimiento": "22/02/2031"}),
    ("a birth after the fact", "Nacimiento", {"Nacimiento": "20/03/2024", "Edad": ""}),
    ("a birth in the year after", "Nacimiento", {"Nacimiento": "2025", "Edad": ""}),
    ("1900-01-01", "Nacimiento", {"Nacimiento": "1900-01-01"}),
    ("0000-00-00", "Nacimiento", {"Nacimiento": "0000-00-00"}),
    ("the day before a spreadsheet's first", "Fecha", {"Fecha": "30/12/1899"}),
    ("a day that no month has", "Fecha", {"Fecha": "31/02/2024"}),
    ("a stage in the future", "Fecha", {"Fecha": "13/12/2030"}),
    ("a stage a thousand years ago", "Fecha", {"Fecha": "15/03/1024"}),
    ("an interval that ends before it begins", "Fecha", {"Fecha": "21/03/2024 - 18/03/2024"}),
    ("a broken reference", "Fecha", {"Fecha": "#¡REF!"}),
    ("an hour of no day", "Hora", {"Hora": "25:70"}),
    ("an hour of no day beside the day", "Fecha", {"Fecha": "13/03/2024 25:61", "Hora": ""}),
    ("a sex that is asked", "Sexo", {"Sexo": "¿?"}),
    ("a sex that is a cross", "Sexo", {"Sexo": "X"}),
    ("a sex that is a number", "Sexo", {"Sexo": "3"}),
    ("both sexes", "Sexo", {"Sexo": "F/M"}),
    ("an age of six days", "Edad", {"Edad": "0,017"}),
    ("an age of a quarter", "Edad", {"Edad": "0.25"}),
    ("an age of nobody", "Edad", {"Edad": "160"}),
    ("an age below zero", "Edad", {"Edad": "-4"}),
    ("of age", "Edad", {"Edad": "mayor"}),
    ("a minor", "Edad", {"Edad": "<18"}),
    ("a band", "Edad", {"Edad": "14-17"}),
    ("an age in doubt", "Edad", {"Edad": "16?"}),
    ("an age of about", "Edad", {"Edad": "aprox. 16"}),
    ("an error as an age", "Edad", {"Edad": "#VALUE!"}),
    ("an age that the birth contradicts", "Edad", {"Edad": "31", "Nacimiento": "15/05/2008"}),
    ("seven digits", "Doc víctima", {"Doc víctima": "7333000"}),
    ("nine digits of a Peruvian", "Doc víctima", {"Doc víctima": "733300019"}),
    ("only zeros", "Doc víctima", {"Doc víctima": "00000000"}),
    ("a day as a document", "Doc víctima", {"Doc víctima": "05/03/2010"}),
    ("a document that lost digits", "Doc víctima", {"Doc víctima": "7.33E+07"}),
    ("two documents", "Doc víctima", {"Doc víctima": "73330002 / 73330003"}),
    ("an article before its time", "Artículo",
     {"Fecha": "13/03/2015", "Fecha denuncia": "20/03/2015"}),
    ("an article after its time", "Artículo", {"Artículo": "153-A"}),
    ("an article of theft", "Artículo", {"Artículo": "188"}),
    ("no article", "Artículo", {"Artículo": "ABC"}),
    ("a vertical tab", "Víctima", {"Víctima": "SINTETICA\x0b NOA PAZ, RITA"}),
    ("a mark of direction", "Tratante", {"Tratante": "SINTETICO \u202eARCE, LUIS"}),
    ("a blank without width", "Exp", {"Exp": "EXP-\u200b901-2024"}),
    ("a sum", "Tratante", {"Tratante": "=1+1"}),
    ("a function", "Tratante", {"Tratante": "@SUM(A1)"}),
    ("a command", "Víctima", {"Víctima": "+cmd|' /C calc'!A0"}),
    ("a script", "Tratante", {"Tratante": "<script>x</script> SINTETICO"}),
    ("an entity", "Tratante", {"Tratante": "SINTETICO NU&ntilde;EZ, LUIS"}),
    ("letters of another encoding", "Tratante", {"Tratante": "SINTETICO PEÃ‘A, LUIS"}),
    ("a lost letter", "Tratante", {"Tratante": "SINTETICO PE\ufffdA, LUIS"}),
    ("a statement", "Tratante", {"Tratante": "SINTETICO " + "declaró que " * 400}),
    ("a name with digits", "Víctima", {"Víctima": "SINTETICA 4589 ROSA"}),
    ("a label", "Víctima", {"Víctima": "Víctima 1"}),
    ("the same again", "Tratante", {"Tratante": "El mismo"}),
    ("a district elsewhere", "Distrito",
     {"Departamento": "TACNA", "Provincia": "TACNA", "Distrito": "MIRAFLORES"}),
    ("a province elsewhere", "Provincia",
     {"Departamento": "LORETO", "Provincia": "CUSCO", "Distrito": ""}),
    ("no department", "Departamento",
     {"Departamento": "PACHAMAMA", "Provincia": "", "Distrito": ""}),
    ("an ubigeo of four digits", "Ubigeo", {"Ubigeo": "2101"}),
    ("an ubigeo of seven digits", "Ubigeo", {"Ubigeo": "2101011"}),
    ("an ubigeo of nowhere", "Ubigeo", {"Ubigeo": "990101"}),
    ("an ubigeo of another place", "Ubigeo", {"Ubigeo": "080101"}),
    ("a registration a century ago", "Fecha denuncia", {"Fecha denuncia": "20/03/1924"}),
    ("a fact before the offence", "Fecha", {"Fecha": "13/03/1938"}),
    ("an age of nought", "Edad", {"Edad": "0"}),
    ("an age of over a hundred", "Edad", {"Edad": "109"}),
    ("a district as a suspect", "Tratante", {"Tratante": "EL AGUSTINO"}),
    ("a department as a suspect", "Tratante", {"Tratante": "LIMA"}),
    ("a whole place as a suspect", "Tratante", {"Tratante": "PUNO - PUNO - PUNO"}),
    ("a country as a victim", "Víctima", {"Víctima": "Venezuela"}),
    ("a stage as a suspect", "Tratante", {"Tratante": "CAPTACIÓN"}),
    ("one name in both roles", "Tratante", {"Tratante": "SINTETICA ACHO INCA, DORIS"}),
    ("a nationality in doubt", "Nacionalidad", {"Nacionalidad": "Peruana?"}),
    ("no stage", "Etapa", {"Etapa": "Fuga"}),
    ("eight digits of a telephone", "Celular", {"Celular": "95511223"}),
    ("nines", "Celular", {"Celular": "999999999"}),
    ("the name of a network", "Cuenta", {"Cuenta": "FACEBOOK"}),
    ("no plate", "Placa", {"Placa": "SIN PLACA VISIBLE 12"}),
    ("no country", "Nacionalidad", {"Nacionalidad": "Atlante"}),
    ("no purpose", "Finalidad", {"Finalidad": "Turismo"}),
    ("a purpose in doubt", "Finalidad", {"Finalidad": "¿Explotación sexual?"}),
    ("a stage in doubt", "Etapa", {"Etapa": "Captación (?)"}),
    ("a sentence in the place of an account", "Cuenta",
     {"Cuenta": "se comunicaba por facebook con la menor"}),
    ("a number of letters alone", "Exp", {"Exp": "DERIVADO A LIMA"}),
    ("a grouped decimal", "Doc víctima", {"Doc víctima": "73,330,019.5"}),
    ("no vehicle", "Transporte", {"Transporte": "Alfombra"}),
    ("no case", "Exp", {"Exp": ""}),
    ("a number that lost digits", "Exp", {"Exp": "5.06E+13"}),
    ("a total", "Exp", {"Exp": "TOTAL GENERAL", "Víctima": "", "Edad": ""}),
]  # fmt: skip
_FIRST = 42  # line of the first fact: a header and forty sound rows stand above


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> list[Issue]:
    folder = tmp_path_factory.mktemp("facts")
    path = folder / "hechos.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, list(SOUND), delimiter=";")
        rows.writeheader()
        for at in range(_FIRST - 2):
            rows.writerow(
                SOUND
                | {
                    "Exp": f"EXP-{600 + at}-2024",
                    "Nacimiento": f"{13 + at % 15}/05/2008",
                    "Doc víctima": f"{72000000 + at * 13}",
                    "Ubigeo": "210101",
                    "Celular": f"9551{10000 + at * 37}",
                    "Cuenta": f"facebook.com/sint.{at}x",
                    "Placa": f"ABC-{100 + at}",
                }
            )
        rows.writerows(
            SOUND | {"Exp": f"EXP-{at:03}-2024"} | changes
            for at, (_, _, changes) in enumerate(FACTS)
        )
    own = folder / "mio.yaml"
    own.write_text(draft("mio", headings(path), first_cells(path)).text, encoding="utf-8")
    told: list[Issue] = []
    with map_file(path, load_profile(own), told.append) as (table,):
        assert list(table.rows)
    return told


def test_sound_rows_have_no_notice(issues: list[Issue]) -> None:
    assert [issue for issue in issues if 1 < issue.line < _FIRST] == []


@pytest.mark.parametrize(("at", "fact"), list(enumerate(FACTS)), ids=[name for name, _, _ in FACTS])
def test_a_fact_is_told_with_its_line_and_its_column(
    issues: list[Issue], at: int, fact: tuple[str, str, dict[str, str]]
) -> None:
    _, column, _ = fact

    told = [issue for issue in issues if issue.line == _FIRST + at]

    assert column in {issue.column for issue in told}
    assert {issue.file for issue in told} == {"hechos.csv"}
