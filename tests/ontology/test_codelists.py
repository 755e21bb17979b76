"""The closed lists that Trama ships: their form, and what their search finds."""

import re
from datetime import date

import pytest

from trama.core.errors import UnknownName
from trama.ontology.codelists import code_list, code_list_names, code_name
from trama.values.partial_date import PartialDate

LISTS = re.findall(
    r"\w+",
    """
    registry phase verb means purpose provision aggravating recruitment bond education
    marital_status sex scope entry_form destination complainant procedural_stage
    procedural_status situation role document_type vulnerability venue transport place_level
    unknown_reason network_state network_change
    """,
)

# The closed lists of the RETA open data as the ministry's file writes them, misspellings included.
RETA_WORDS = {
    "recruitment": (
        "INTERNET|OFERTA DE ESTUDIO|OFERTA DE TRABAJO|PADRINAZGO|SEDUCCION|OTRO (ESPECIFICAR)"
    ),
    "means": (
        "ENGAÑO|AMENAZA|CONCESION O RECEPCION DE PAGOS|PRIVACION DE LA LIBERTAD|VIOLENCIA|"
        "ABUSO DE PODER|FRAUDE|OTRO (ESPECIFICAR)"
    ),
    "purpose": (
        "EXPLOTACION SEXUAL|EXPLOTACION LABORAL|NO IDENTIFICADO|TRABAJOS Y SERVICIOS FORZADOS|"
        "MENDICIDAD|VENTA DE NIÑOS|TRAFICO DE ORGANOS TEJIDO HUMANO"
    ),
    "venue": (
        "ACTIVIDAD AGROPECUARIA|ACTIVIDAD PESQUERA|ALBAÑILERIA|CENTRO DE MASAJES|"
        "CENTRO DE PRODUCCION DE PORNOGRAFIA|DISCOTECA|ESTIBADORES|ESTUDIO DE MODELAJE|"
        "FABRICA ARTESANAL DE LADRILOS|MENDICIDAD/ VIA PUBLICA|MINERIA ARTESANAL|NIGHT CLUB|"
        "PROSTIBULO|SEGREGACION DE BASURA|SERVICIO DOMESTICO|TALA ILEGAL DE LA MADERA|"
        "TALLERES PIROTECNICOS|TRABAJO EN MERCADOS|OTRO/ESPECIFICAR"
    ),
    "scope": "NACIONAL|INTERNACIONAL",
    "bond": "CONOCIDO|CONYUGE|FAMILIAR|TUTOR|OTRO (ESPECIFICAR)",
    "education": "PRIMARIA|SECUNDARIA|SUPERIOR|NO ESPECIFICA",
    "complainant": "MADRE|HERMANA|UN FAMILIAR|OTRO",
    "destination": (
        "FISCALIA|PENDIENTE DE INVESTIGACION|OTRAS AUTORIDADES|OTRO|COMISARIA|JUEZ|DESISTIMIENTO"
    ),
}


def test_there_is_exactly_one_file_for_each_list() -> None:
    assert set(code_list_names()) == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_every_code_has_both_languages_and_a_source_or_the_mark_of_none(name: str) -> None:
    codes = code_list(name).codes.values()
    assert codes
    for code in codes:
        assert code.es
        assert code.en
        assert code.verified == bool(code.verified_by)


@pytest.mark.parametrize("name", sorted(RETA_WORDS))
def test_every_word_of_the_ministrys_file_has_one_code_of_its_own(name: str) -> None:
    words = RETA_WORDS[name].split("|")

    codes = [code_list(name).find(word, "RETA") for word in words]

    assert None not in codes
    assert len({code.code for code in codes if code}) == len(words)


def test_the_six_verbs_of_the_law_fall_into_its_three_phases() -> None:
    phases = code_list("phase").codes
    verbs = code_list("verb").codes

    of_the_law = {
        (verb.code, phases[str(verb.extra["phase"])].extra["law_phase"])
        for verb in verbs.values()
        if "law_phase" in phases[str(verb.extra["phase"])].extra
    }

    assert of_the_law == {
        ("CAPTAR", "CAPTACION"),
        ("TRANSPORTAR", "TRANSPORTE"),
        ("TRASLADAR", "TRANSPORTE"),
        ("ACOGER", "RECEPCION"),
        ("RECIBIR", "RECEPCION"),
        ("RETENER", "RECEPCION"),
    }


def test_phases_are_ranked_in_the_order_in_which_they_are_lived() -> None:
    phases = sorted(code_list("phase").codes.values(), key=lambda code: int(code.extra["rank"]))

    assert [code.code for code in phases] == [
        "CAPTACION",
        "TRANSPORTE",
        "RECEPCION",
        "RETENCION",
        "EXPLOTACION",
        "APOYO",
    ]


def test_only_what_ended_without_a_conviction_keeps_a_suspect_out_of_networks() -> None:
    excluded = {
        code.code
        for name in ("procedural_status", "situation")
        for code in code_list(name).codes.values()
        if code.extra.get("excluded")
    }

    assert excluded == {
        "ARCHIVO_PLANO",
        "ARCHIVO_PRELIMINAR",
        "SOBRESEIMIENTO",
        "SENTENCIA_ABSOLUTORIA",
        "ARCHIVADO",
        "SOBRESEIDO",
        "ABSUELTO",
    }


@pytest.mark.parametrize("written", ["SOLTERO", "soltera", "SOLTERO/A", "Soltero(a)"])
def test_both_genders_and_the_slash_between_them_are_read(written: str) -> None:
    code = code_list("marital_status").find(written, "SISTRA")

    assert code is not None
    assert code.code == "SOLTERO"


def test_a_registrys_word_is_not_another_registrys() -> None:
    scope = code_list("scope")

    assert scope.find("Recruitment", "RETA") is None
    assert code_list("phase").find("Recruitment", "RETA") is None
    assert code_list("phase").find("Recruitment", "HTCDS") is not None


def test_without_a_registry_every_registrys_words_are_known() -> None:
    code = code_list("phase").find("Recruitment")

    assert code is not None
    assert code.code == "CAPTACION"


def test_at_large_is_a_situation_and_never_a_reason_for_unknown() -> None:
    assert code_list("situation").find("NO HABIDO", "RETA") is not None
    assert code_list("unknown_reason").find("NO HABIDO") is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("L.Q.R.R.", "RESULTEN_RESPONSABLES"),
        ("LQRR", "RESULTEN_RESPONSABLES"),
        ("N.N.", "NO_IDENTIFICADO"),
        ("S/D", "SIN_DATO"),
        ("S/Art", "SIN_DATO"),
        ("NO REGISTRA", "NO_REGISTRA"),
    ],
)
def test_words_for_unknown_say_why(written: str, reason: str) -> None:
    code = code_list("unknown_reason").find(written)

    assert code is not None
    assert code.code == reason


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 3, 30), None),
        (date(2021, 3, 31), "CP-129-A"),
        (PartialDate.parse("2020"), None),
        (PartialDate.parse("2021"), "CP-129-A"),
    ],
)
def test_a_code_is_found_only_where_the_date_of_the_fact_knows_it(
    on: date | PartialDate, expected: str | None
) -> None:
    code = code_list("provision").find("129-A", on=on)

    assert (code.code if code else None) == expected


def test_an_unknown_list_is_named_in_the_error() -> None:
    with pytest.raises(UnknownName, match="profession"):
        code_list("profession")


def test_a_code_is_named_in_either_language_and_a_strange_one_by_itself() -> None:
    assert code_name("means", "ENGANO") == "Engaño"
    assert code_name("means", "ENGANO", "en") == "Deceit"
    assert code_name("means", "NO_REGISTRA") == "No registra"
    assert code_name("means", "QWERTY") == "QWERTY"
