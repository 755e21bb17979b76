"""A pattern is read back as sentences that say what will be searched, and what cannot be."""

from trama.routes.language.pattern import read_pattern
from trama.routes.language.sentence import sentence


def test_a_pattern_as_a_sentence_in_both_languages() -> None:
    pattern = read_pattern(
        "captar en 0809 > transporte{0,3} > recibir|acoger en 17 ; menor ; 2017..2021 ; por fluvial"
    )
    assert sentence(pattern) == (
        "Víctimas menores de 18 años con estas etapas, una tras otra y ninguna entre ellas: "
        "(1) captar en La Convención, Cusco; "
        "(2) transportar o trasladar (de 0 a 3 etapas seguidas); "
        "(3) recibir o acoger en Madre de Dios. "
        "Período en que pudieron vivirse: del 2017-01-01 al 2021-12-31. "
        "Alguna de estas etapas por: embarcación fluvial."
    )
    assert sentence(pattern, "en").startswith("Victims under 18 with these stages")


def test_a_verb_that_records_do_not_tell_from_another_says_so() -> None:
    assert "«trasladar» busca también «transportar»" in sentence(read_pattern("trasladar"))
    assert "busca también" not in sentence(read_pattern("transportar|trasladar"))
