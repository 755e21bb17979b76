"""The bounds of what names can tell, beside what comparing them tells."""

from itertools import product

import numpy as np
import pyarrow as pa

from trama.compare.names import NameLevel
from trama.lists.columns import People, read_people
from trama.lists.levels import place_of
from trama.lists.name_bounds import NameBounds
from trama.lists.name_keys import NameKeys
from trama.lists.name_levels import name_levels, rows_of_names
from trama.values.name_shares import package_shares

SURNAMES = (
    "QUISPE", "QISPI", "QUISPW", "MAMANI", "DE LA CRUZ", "ROSA", "ROSA LUZ", "CHUQUIMAMANI",
    "CHUQIMAMANY", "HUAMAN", "WAMAN", "",
)  # fmt: skip
GIVEN = ("ROSA", "ROZA LUZ", "QUISPE", "JOSE", "PEPE", "")


def people() -> People:
    """Return people (SINTETICO) of all names of these words."""
    rows = [
        {"uid": str(number), "paternal": paternal, "maternal": maternal, "given": given}
        for number, (paternal, maternal, given) in enumerate(product(SURNAMES, SURNAMES, GIVEN))
    ]
    return read_people(pa.Table.from_pylist(rows))


def test_names_never_agree_more_than_their_bound_allows() -> None:
    everybody = people()
    keys = NameKeys(everybody, package_shares())
    draw = np.random.default_rng(3)
    one, other = draw.integers(0, len(everybody), (2, 20_000))

    most = NameBounds(keys).surnames(one, other)
    told = name_levels(rows_of_names(keys, one, other)).levels["names"]
    in_part = told == place_of(NameLevel.ONE_SURNAME_DIFFERS)
    apart = told == place_of(NameLevel.DIFFERENT)

    assert (np.bincount(most) > len(most) / 20).all()
    assert apart[most == 0].all()
    assert (apart | in_part)[most == 1].all()
    assert in_part[most == 1].any()
