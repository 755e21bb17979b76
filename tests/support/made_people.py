"""Made-up people for tests of publication: a number and random leaves. SINTETICO."""

import numpy as np
import pandas as pd

from trama.disclosure.cell_keys import record_keys
from trama.disclosure.cubes import UNKNOWN, Axis, Layout

HOME_KEY = b"a key of tests, 32 bytes long..."

PLACES = Axis("place", {f"D{n}": ("NORTE" if n < 4 else "SUR",) for n in range(8)} | {UNKNOWN: ()})
TOWARDS = Axis("towards", PLACES.groups)
SEX = Axis("sex", {"F": (), "M": (), UNKNOWN: ()})
AGE = Axis("age", {"MENOR": (), "ADULTO": (), UNKNOWN: ()})
YEAR = Axis("year", {"2023": (), "2024": (), "2025": (), UNKNOWN: ()})
LAYOUTS = (
    Layout("place_year", (PLACES, YEAR)),
    Layout("place_sex_age", (PLACES, SEX, AGE)),
    Layout("ways", (PLACES, TOWARDS)),
)


def made_people(number: int, seed: int, first: int = 0) -> pd.DataFrame:
    """Return people of whom many are in few places, as in any real register."""
    chance = np.random.default_rng(seed)

    def leaves(axis: Axis, steepness: float) -> list[str]:
        weights = 1 / np.arange(1, len(axis.leaves) + 1) ** steepness
        return [*chance.choice(axis.leaves, number, p=weights / weights.sum())]

    keys = record_keys((f"P-{n}" for n in range(first, first + number)), HOME_KEY)
    steep = ((PLACES, 1.2), (TOWARDS, 1.5), (SEX, 2.0), (AGE, 0.8), (YEAR, 0.3))
    columns = {axis.name: leaves(axis, steepness) for axis, steepness in steep}
    return pd.DataFrame({"key": keys, **columns})
