"""Two written addresses."""

import pytest

from trama.compare.addresses import AddressLevel, address_level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("JR PUNO 120 LIMA", "LIMA 120 JR PUNO", AddressLevel.SAME),
        ("AV LOS OLIVOS 1450 SAN MARTIN", "AV LOS OLIVOS 1450 SAN MARTNI", AddressLevel.SLIPS),
        ("AV LOS OLIVOS 1450 SAN MARTIN", "LOS OLIVOS 1450", AddressLevel.PARTLY),
        ("JR PUNO 120 LIMA", "CALLE BOLOGNESI 87 TACNA", AddressLevel.OTHER),
        ("JR PUNO 120 LIMA", "", AddressLevel.NOTHING_TO_COMPARE),
    ],
)
def test_addresses_agree_in_their_words_whatever_their_order(
    one: str, other: str, level: AddressLevel
) -> None:
    assert address_level(one, other) is level
    assert address_level(other, one) is level
