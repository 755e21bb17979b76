"""Names in a list that cannot be anything else."""

import pytest

from trama.values.sure_names import are_sure_names


@pytest.mark.parametrize(
    ("texts", "by_word"),
    [
        (["SOTO DIAZ, ANA", "ARCE RUIZ, LUIS"], True),
        (["SANTOS ROSAS, MARTÍN", "ROSAS SANTOS, LUIS"], False),  # surnames that are given names
        (["SOTO DIAZ, ANA", "SOTO DIAZ, LUIS", "SOTO DIAZ, EVA"], False),  # siblings
        (["Ana Soto", "Luis Arce"], False),
        (["DE LA CRUZ ARCE ROSA", "VILCA PAZ EVA"], False),
    ],
)
def test_whole_names_of_different_people_are_sure(texts: list[str], by_word: bool) -> None:
    assert are_sure_names(texts, by_word=by_word)


@pytest.mark.parametrize(
    ("texts", "by_word"),
    [
        (["Ana Soto", "Luis Arce"], True),
        (["Ana", "Luis"], False),
        (["Ana María", "Rosa Elena"], False),  # no surname
        (["SAN MARTIN", "SANTA ROSA"], False),  # places
        (["TRANSPORTES JUAN PEREZ", "LUIS ROJAS EIRL"], False),
        (["SOTO DIAZ, ANA", "S.A.C., EXPRESO"], False),
        (["SOTO DIAZ, ANA (madre)", "ARCE RUIZ, LUIS"], False),
        (["SOTO DIAZ, ANA", "SOTO DIAZ, ANA LUZ"], False),
        (["SOTO DIAZ, ANA", "ARCE RUIZ, LUIS Y OTROS"], False),
        (["A.B.C.", "D.E.F."], False),
    ],
)
def test_any_other_text_leaves_a_doubt(texts: list[str], by_word: bool) -> None:
    assert not are_sure_names(texts, by_word=by_word)
