"""The names in one cell: composites parted, known names kept whole, levels and units dropped."""

import pytest

from trama.places.cell_names import names_in, without_level
from trama.places.search import Scope

NOWHERE = Scope()
AMAZONAS = Scope((), ("PE-01",))


@pytest.mark.parametrize(
    ("text", "scope", "names"),
    [
        ("RUPA RUPA-AMARILIS", NOWHERE, ("RUPA RUPA", "AMARILIS")),
        ("LIMA-CERCADO", NOWHERE, ("LIMA CERCADO",)),
        ("ANCO-HUALLO", NOWHERE, ("ANCO HUALLO",)),
        ("Yurimaguas, Tarapoto", NOWHERE, ("YURIMAGUAS", "TARAPOTO")),
        ("BAGUA G BAGUA CHICA", AMAZONAS, ("BAGUA G", "BAGUA CHICA")),
        ("BAGUA G BAGUA CHICA", NOWHERE, ("BAGUA G BAGUA CHICA",)),
        ("DISTRITO DE COMAS", NOWHERE, ("COMAS",)),
        ("DEPINCRI - COMAS", NOWHERE, ("COMAS",)),
        ("DIVINCRI PNP", NOWHERE, ()),
        ("-", NOWHERE, ()),
        ("", NOWHERE, ()),
    ],
)
def test_a_cell_gives_its_names_in_order(text: str, scope: Scope, names: tuple[str, ...]) -> None:
    assert names_in(text, scope) == names


@pytest.mark.parametrize(
    ("key", "bare"),
    [("PROV LIMA", "LIMA"), ("PROVINCIA DE CANETE", "CANETE"), ("LIMA", "LIMA")],
)
def test_a_word_for_the_level_is_cut(key: str, bare: str) -> None:
    assert without_level(key) == bare


def test_a_name_that_begins_with_a_word_for_a_level_stays_whole() -> None:
    # An alias of the Constitutional Province of Callao, as statistics write it.
    assert without_level("PROV CONST DEL CALLAO") == "PROV CONST DEL CALLAO"
