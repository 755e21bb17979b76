"""The catalogue of defects, in both languages."""

from trama.values.defects import explain, explanations


def test_a_defect_is_explained_in_spanish_unless_english_is_asked_for() -> None:
    assert explain("no_case_key") == (
        "La fila no dice de qué caso es y no se cargó. "
        "Escriba el número del caso en el archivo de origen."
    )
    assert explain("no_case_key", "en") == (
        "The row does not say which case it is about and was not loaded. "
        "Write the number of the case in the source file."
    )


def test_every_explanation_has_both_languages() -> None:
    assert explanations()
    assert all(text.es and text.en for text in explanations().values())
