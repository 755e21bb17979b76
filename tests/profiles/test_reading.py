"""The words of a profile: those allowed, and a line for each that is not."""

import textwrap

import pytest

from trama.profiles.reading import read_profile

GOOD = """\
profile: prueba_sintetica
registry: RETA
es: Prueba (SINTETICO)
en: Test (SINTETICO)
dates: {order: dmy, pivot: 30}
tables:
  CASOS:
    key: NUMERO
    columns:
      NUMERO: [N°, NRO]
      FECHA: []
      SEXO: []
      EDAD: []
    accounts:
      - about: case
        fields:
          case_number: {read: case_number, from: NUMERO}
          fact_date: {read: date, from: FECHA}
      - about: victim
        key:
          - any_of: [sex, age]
        fields:
          sex: {read: sex, from: SEXO}
          age: {read: age, from: EDAD}
"""


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.es) for problem in read_profile(text)[1]]


def test_a_good_profile_has_no_problems() -> None:
    profile, found = read_profile(GOOD)

    assert found == []
    assert profile is not None
    assert profile.tables[0].key == ("NUMERO",)
    assert profile.tables[0].columns[0].needed
    assert not profile.holds_observations


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("registry: RETA", "registry: RETTA", 2, "«RETTA» no existe; ¿quiso decir «RETA»?"),
        ("registry: RETA", "registry: BRASIL", 2, "{new: NOMBRE}"),
        ("registry: RETA", "registry: {new: RETA}", 2, "«RETA» ya existe"),
        ("registry: RETA", "registry: {new: mi registro}", 2, "letras mayúsculas"),
        ("dates: {order: dmy", "dates: {order: dym", 5, "«dym» no existe"),
        ("pivot: 30", "pivot: 130", 5, "«pivot» debe ser un número de 0 a 99"),
        ("dates:", "places: {country: ATLANTIDA}\ndates:", 5, "no hay un país «ATLANTIDA»"),
        ("dates:", "datse:", 5, "¿quiso decir «dates»?"),
        ("key: NUMERO", "key: NUMEROS", 8, "¿quiso decir «NUMERO»?"),
        ("FECHA: []", "FECHA: [NRO]", 11, "«NRO» ya es la columna «NUMERO»"),
        ("from: FECHA", "from: FECHAS", 18, "¿quiso decir «FECHA»?"),
        ("fact_date:", "fact_dates:", 18, "¿quiso decir «fact_date»?"),
        ("read: date", "read: dates", 18, "¿quiso decir «date»?"),
        ("read: date", "read: age", 18, "«age» no da lo que guarda «fact_date»"),
        ("read: date, from: FECHA", "read: date", 18, "falta «from»"),
        ("from: FECHA}", "from: FECHA, codes: {a: b}}", 18, "«codes» no existe"),
        ("about: victim", "about: victima", 19, "¿quiso decir «victim»?"),
        ("any_of: [sex, age]", "any_of: [sexo]", 21, "¿quiso decir «sex»?"),
        ("{read: sex, from: SEXO}", "{read: sex, from: SEXO, codes: {H: X}}", 23, "«X» no existe"),
        ("{read: sex, from: SEXO}", "{read: constant, value: X}", 23, "«X» no existe"),
        ("es: Prueba (SINTETICO)\n", "", 1, "falta «es»"),
        ("registry: RETA", "registry: {}", 2, "falta una de: code, new"),
        ("registry: RETA", "registry: [RETA]", 2, "«registry» debe ser un texto"),
        ("dates:", "header_within: mucho\ndates:", 5, "«header_within» debe ser un número entero"),
        ("dates:", "numbers: {decimal: ',', thousands: ','}\ndates:", 5, "no pueden ser el mismo"),
        ("dates:", "unknown: {X: SIN_DATOS}\ndates:", 5, "¿quiso decir «SIN_DATO»?"),
        ("dates: {", "dates: {earliest: 1900, ", 5, "«earliest» debe ser una fecha AAAA-MM-DD"),
        ("NUMERO: [N°, NRO]", "NUMERO: {alias: [NRO]}", 10, "¿quiso decir «aliases»?"),
        ("NUMERO: [N°, NRO]", "NUMERO: {needed: tal vez}", 10, "«needed» debe ser true o false"),
        ("key: NUMERO\n", "key: {}\n", 8, "falta una de: columns, line"),
        ("about: victim", "about: stage", 19, "una etapa necesita el campo «phase»"),
        ("about: victim", "about: case", 20, "«key» no existe"),
        ("about: victim", "called: case\n        about: victim", 19, "se llaman «case»"),
        ("any_of: [sex, age]", "columna: NUMERO", 21, "¿quiso decir «column»?"),
        ("any_of: [sex, age]", "any_of: []", 21, "falta una de: column, all_of, any_of"),
        ("key:\n          - any_of: [sex, age]", "unless: {}", 19, "falta «key»"),
        ("{read: sex, from: SEXO}", "{read: text, from: SEXO, not_in: sexo}", 23, "«sex»"),
        ("{read: sex, from: SEXO}", "{read: name}", 23, "no da lo que guarda"),
        ("{read: sex, from: SEXO}", "{read: constant}", 23, "falta «value»"),
        ("{read: age, from: EDAD}", "{read: constant, value: X}", 24, "debe ser un número"),
    ],
)
def test_a_bad_profile_is_explained_by_line(old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))

    assert [number for number, _ in found if number == line], found
    assert any(said in why for number, why in found if number == line), found


def test_the_words_that_begin_so_are_all_named() -> None:
    status = "procedural_status: {read: constant, value: SENTENCIA}"
    text = GOOD.replace("fact_date: {read: date, from: FECHA}", status)

    assert [said for _, said in problems(text) if "SENTENCIA" in said] == [
        "«SENTENCIA» no existe; ¿quiso decir «SENTENCIA_CONDENATORIA» o «SENTENCIA_ABSOLUTORIA»?"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("key: NUMERO", "key: NUMEROS"),
        ("key: NUMERO", "key: [[NUMERO]]"),
        ("from: FECHA", "from: {FECHA: x}"),
        ("- any_of: [sex, age]", "- any_of: {sex: age}"),
    ],
)
def test_a_key_that_is_wrong_is_not_missing_too(old: str, new: str) -> None:
    assert old in GOOD
    assert len(problems(GOOD.replace(old, new))) == 1


def test_every_problem_is_told_at_once() -> None:
    text = GOOD.replace("read: sex", "read: sexo").replace("from: FECHA", "from: DIA")

    assert [line for line, _ in problems(text)] == [18, 23]


def test_what_is_no_yaml_is_said_with_its_line() -> None:
    ((line, said),) = problems("profile: x\ntables: [a, b\n")

    assert line >= 2
    assert "no es YAML" in said


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "solo un texto"])
def test_a_text_that_is_no_mapping_is_no_profile(text: str) -> None:
    profile, found = read_profile(text)

    assert profile is None
    assert [problem.line for problem in found] == [1]


def test_a_key_that_stands_twice_is_a_problem() -> None:
    assert problems(GOOD.replace("es: Prueba", "es: Otra\nes: Prueba"))[0] == (
        4,
        "«es» está dos veces",
    )


def test_a_text_in_a_profile_is_data_and_never_code() -> None:
    text = GOOD.replace("es: Prueba (SINTETICO)", "es: !!python/object/apply:os.getcwd []")
    profile, found = read_profile(text)

    assert [(problem.line, problem.es) for problem in found] == [(3, "«es» debe ser un texto")]
    assert profile is None


def test_scalars_stay_what_is_written() -> None:
    codes = "codes: {01: F, NO: M, 1.0: M}"
    text = GOOD.replace("{read: sex, from: SEXO}", f"{{read: sex, from: SEXO, {codes}}}")
    profile, found = read_profile(text)

    assert found == []
    assert profile is not None
    assert profile.tables[0].mentions[1].fields[0].codes == (("01", "F"), ("NO", "M"), ("1 0", "M"))


def test_cases_and_statistics_do_not_stand_in_one_profile() -> None:
    observations = textwrap.indent(
        textwrap.dedent("""\
            OTRA:
              columns: {A: [], B: []}
              observations:
                indicator: VICTIMAS/TOTAL
                key: [A]
                fields:
                  period: {read: date, from: A}
                  value: {read: number, from: B}
            """),
        "  ",
    )
    indicators = "indicators:\n  - {measure: VICTIMAS, es: Víctimas, total: [TOTAL]}\n"
    text = GOOD.replace("tables:", indicators + "tables:") + observations

    assert any("no ambos" in why for _, why in problems(text))


def test_a_closed_list_that_does_not_exist_is_a_problem() -> None:
    indicators = """\
indicators:
  - measure: VICTIMAS
    dimension: recruitement
    es: Víctimas
    codes: {INTERNET: [a]}
"""
    found = problems(GOOD.replace("tables:", indicators + "tables:"))

    assert found[0][0] == 8
    assert "lista cerrada" in found[0][1]
