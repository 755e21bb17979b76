"""The evidence of two people that stops a link of a list."""

import pytest

from trama.compare.apart import ApartLevel
from trama.compare.births import BirthLevel
from trama.compare.documents import DocumentLevel
from trama.compare.given_names import GivenLevel
from trama.compare.names import NameLevel
from trama.compare.rarity import RarityLevel
from trama.compare.residences import PlaceLevel
from trama.compare.sentences import Level
from trama.lists.levels import ENUMS
from trama.lists.patterns import vetoed

NOTHING = {name: list(enum)[-1] for name, enum in ENUMS.items()}
TWO_DOCUMENTS = {
    "apart": ApartLevel.TWO_DOCUMENTS,
    "documents": DocumentLevel.DIFFERENT,
    "births": BirthLevel.SAME_DAY,
    "names": NameLevel.SAME,
    "given_names": GivenLevel.SAME,
    "rarity": RarityLevel.COMMON,
}


@pytest.mark.parametrize(
    ("said", "stopped"),
    [
        ({}, True),
        ({"rarity": RarityLevel.RARE}, False),
        ({"residences": PlaceLevel.SAME_PLACE}, False),
        ({"birthplaces": PlaceLevel.SAME_PLACE}, False),
        ({"birthplaces": PlaceLevel.SAME_DEPARTMENT}, True),
        ({"residences": PlaceLevel.SAME_PLACE, "births": BirthLevel.YEAR_AGREES}, True),
        ({"residences": PlaceLevel.SAME_PLACE, "names": NameLevel.GIVEN_PART}, True),
    ],
)
def test_of_two_documents_one_is_wrong_if_day_name_and_a_place_agree(
    said: dict[str, Level], stopped: bool
) -> None:
    assert vetoed({**NOTHING, **TWO_DOCUMENTS, **said}) is stopped
