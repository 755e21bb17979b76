import pytest

from trama.core.text import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Ñuñoa, San-José ", "NUNOA SAN JOSE"),
        ("N° 12/2017", "N 12 2017"),
        ("Straße", "STRASSE"),
        ("...", ""),
    ],
)
def test_ways_of_writing_the_same_words_have_one_key(text: str, key: str) -> None:
    assert fold(text) == key
    assert fold(key) == key
