"""Closed lists: one text to its code, several in a cell, misspelt ones."""

import pytest

from trama.mapping.codes import CodeMatch, CodeMatcher, splitter
from trama.ontology.codelists import code_list, code_list_names
from trama.values.defects import Outcome

SEPARATORS = ("/", ";", ",", "-", " Y ")


def matcher(list_name: str, *, quiet: bool = False) -> CodeMatcher:
    unknown = {"POR DETERMINAR": "POR_DETERMINAR", "": "SIN_DATO"}
    return CodeMatcher(list_name, "RETA", {"BAJO ENGANO": "ENGANO"}, unknown, SEPARATORS, quiet)


@pytest.mark.parametrize(
    ("list_name", "text", "codes"),
    [
        ("means", "ENGAÑO", ["ENGANO"]),
        ("means", "engano / Amenaza", ["ENGANO", "AMENAZA"]),
        ("means", "ENGAÑO Y AMENAZA, FRAUDE", ["ENGANO", "AMENAZA", "FRAUDE"]),
        ("means", "bajo engaño", ["ENGANO"]),
        ("purpose", "TRABAJOS Y SERVICIOS FORZADOS", ["TRABAJO_SERVICIO_FORZADO"]),
        (
            "purpose",
            "TRABAJOS Y SERVICIOS FORZADOS Y MENDICIDAD",
            ["TRABAJO_SERVICIO_FORZADO", "MENDICIDAD"],
        ),
        ("venue", "MENDICIDAD/ VIA PUBLICA", ["MENDICIDAD_VIA_PUBLICA"]),
        ("venue", "NIGHT CLUB / MENDICIDAD/ VIA PUBLICA", ["NIGHT_CLUB", "MENDICIDAD_VIA_PUBLICA"]),
        ("recruitment", "OTRO (ESPECIFICAR)", ["OTRO"]),
        ("education", "NO ESPECIFICA", ["NO_ESPECIFICA"]),
    ],
)
def test_a_cell_gives_its_codes(list_name: str, text: str, codes: list[str]) -> None:
    matched = matcher(list_name).match(text)

    assert list(matched.codes) == codes
    assert matched.defects == ()


def test_a_misspelt_text_is_corrected_and_noted() -> None:
    matched = matcher("recruitment").match("OFERTA DE TRABJO")

    assert matched.codes == ("OFERTA_TRABAJO",)
    assert [defect.outcome for defect in matched.defects] == [Outcome.CORRECTED]


def test_a_text_far_from_all_is_set_aside() -> None:
    matched = matcher("recruitment").match("ABRACADABRA")

    assert matched.codes == ()
    assert [defect.outcome for defect in matched.defects] == [Outcome.SET_ASIDE]


def test_a_doubtful_text_is_set_aside_with_a_suggestion() -> None:
    (defect,) = matcher("recruitment").match("OFERTAS TRABAJOS").defects

    assert defect.outcome is Outcome.SET_ASIDE
    assert "OFERTA DE TRABAJO" in defect.suggestion


def test_the_known_part_of_a_cell_stays() -> None:
    matched = matcher("means").match("ENGAÑO / ABRACADABRA")

    assert matched.codes == ("ENGANO",)
    assert [defect.code for defect in matched.defects] == ["unknown_code"]


def test_a_word_for_unknown_gives_its_reason() -> None:
    assert matcher("means").match("POR DETERMINAR").unknown == ("POR_DETERMINAR",)
    assert matcher("means").match("--").unknown == ("SIN_DATO",)


def test_a_quiet_list_notes_no_strange_texts() -> None:
    matched = matcher("venue", quiet=True).match("BAR EL SINTETICO")

    assert (matched.codes, matched.defects) == ((), ())


def test_words_separate_only_between_blanks() -> None:
    assert splitter((" Y ", "/")).split("YURI Y ANA/EVA")[::2] == ["YURI ", " ANA", "EVA"]


def test_a_sign_that_is_written_between_blanks_parts_only_there() -> None:
    text = "facebook.com/a / facebook.com/b"

    parts = splitter((" / ", ";")).split(text)[::2]

    assert [part.strip() for part in parts] == ["facebook.com/a", "facebook.com/b"]


@pytest.mark.parametrize(
    ("list_name", "text", "code"),
    [
        ("phase", "Traslado", "TRANSPORTE"),
        ("phase", "Acogida", "RECEPCION"),
        ("purpose", "Trabajo forzoso", "TRABAJO_SERVICIO_FORZADO"),
        ("recruitment", "OFERTA DE TRABAJO", "OFERTA_TRABAJO"),
    ],
)
def test_a_new_registry_is_understood_in_the_words_of_all_known_ones(
    list_name: str, text: str, code: str
) -> None:
    new = CodeMatcher(list_name, "UPE_SINTETICA", {}, {}, SEPARATORS)

    assert new.match(text).codes == (code,)


def test_a_known_registry_is_not_read_in_the_words_of_another() -> None:
    assert CodeMatcher("phase", "RETA", {}, {}, SEPARATORS).match("ACOGIMIENTO").codes == ()


def test_no_two_registries_mean_different_codes_by_one_text() -> None:
    names = code_list_names()

    assert names
    for name in names:
        meant: dict[str, set[str]] = {}
        for (registry, text), codes in code_list(name).words.items():
            if registry:
                meant.setdefault(text, set()).add(codes[0].code)
        assert [text for text, codes in meant.items() if len(codes) > 1] == [], name


@pytest.mark.parametrize(
    "text",
    [
        "OTRO (ESPECIFICAR)",
        "otro/especificar",
        "Otros: circo",
        "OTRO ESPECIFICAR",
        "Otro (especificar): venta ambulante",
        "OTRA (ESPECIFIQUE)",
    ],
)
@pytest.mark.parametrize(
    "list_name", ["recruitment", "means", "bond", "complainant", "destination", "venue"]
)
def test_other_is_a_value_of_each_list_of_the_open_data(list_name: str, text: str) -> None:
    assert matcher(list_name).match(text) == CodeMatch(("OTRO",))


def test_a_value_after_other_is_a_value() -> None:
    assert matcher("means").match("OTRO (ESPECIFICAR) / ENGAÑO").codes == ("OTRO", "ENGANO")


@pytest.mark.parametrize("text", ["INVESTIGADO", "Investigada", "EN INVESTIGACION"])
def test_a_suspect_may_be_under_investigation(text: str) -> None:
    assert matcher("situation").match(text) == CodeMatch(("INVESTIGADO",))


@pytest.mark.parametrize("separator", ["/", " / "])
def test_aggravating_circumstances_may_be_joined_by_a_slash(separator: str) -> None:
    text = f"PLURALIDAD DE VICTIMAS{separator}VICTIMA DE 14 A 17 AÑOS"

    assert matcher("aggravating").match(text).codes == ("PLURALIDAD_VICTIMAS", "VICTIMA_14_17")


def test_a_reason_for_unknown_stays_if_no_part_is_a_value() -> None:
    matched = matcher("means").match("POR DETERMINAR / ABRACADABRA")

    assert matched.codes == ()
    assert matched.unknown == ("POR_DETERMINAR",)
    assert [defect.code for defect in matched.defects] == ["unknown_code"]
    assert matcher("means").match("POR DETERMINAR / POR DETERMINAR").defects == ()


def test_a_word_for_nothing_is_unknown_and_told() -> None:
    matched = matcher("means").match("nan")

    assert matched.unknown == ("SIN_DATO",)
    assert [defect.code for defect in matched.defects] == ["filler_value"]
    assert matcher("means").match("--") == CodeMatch(unknown=("SIN_DATO",))
    assert matcher("means").match("?").defects
