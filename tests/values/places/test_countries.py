"""Countries by name, demonym and code, and the codes that are words in a cell."""

import pytest

from trama.values.defects import Normalised
from trama.values.places.countries import country
from trama.values.places.data_files import yaml_table
from trama.values.places.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("Perú", "PE"),
        ("Germany", "DE"),
        ("ALEMANA", "DE"),
        ("española", "ES"),
        ("EE.UU.", "US"),
        ("VEN", "VE"),
        ("ve", "VE"),
    ],
)
def test_a_country_is_known_by_name_demonym_and_code(text: str, uid: str) -> None:
    assert country(text) == Normalised(uid)


@pytest.mark.parametrize("text", ["NO", "SI", "NA", "S", "PE-LIM", "ATLANTIDA"])
def test_a_word_that_only_looks_like_a_code_is_no_country(text: str) -> None:
    answer = country(text)

    assert answer.value is None
    assert [defect.code for defect in answer.defects] == ["unknown_country"]


def test_every_further_name_and_demonym_is_of_a_country_of_the_gazetteer() -> None:
    table = yaml_table("nationalities.yaml")
    uids = {*table["names"], *table["demonyms"]}

    assert uids
    assert uids <= {place.uid for place in gazetteer().places("PAIS")}
