"""Made-up microdata of the databank, in the form that `bank.microdata` returns. SINTETICO."""

import numpy as np
import pandas as pd

from trama.bank.microdata import COLUMNS
from trama.ontology.codelists import code_list
from trama.places.macroregions import region_of_department
from trama.values.age_bands import BANDS


def made_microdata(people: int, seed: int, episodes: float = 1.05) -> pd.DataFrame:
    """Return episodes of invented people: some have a second one, and values are missing."""
    chance = np.random.default_rng(seed)
    departments = [f"{uid}0101" for uid in region_of_department()]
    places = [*departments, "VE", "EC", "CO", "ES-CT", "PE"]
    size = int(people * episodes)

    def drawn(codes: list[str], steepness: float, missing: float) -> list[str | None]:
        weights = 1 / np.arange(1, len(codes) + 1) ** steepness
        found = chance.choice(codes, size, p=weights / weights.sum())
        gone = chance.random(size) < missing
        return [None if none else str(code) for code, none in zip(found, gone, strict=True)]

    numbers = [*range(people), *chance.integers(0, people, size - people)]
    birth = drawn(places, 1.0, 0.15)
    values = {
        "person": [f"P-SINTETICO-{number}" for number in numbers],
        "case": [f"C-SINTETICO-{number // 2}-{place}" for place, number in enumerate(numbers)],
        "registry": drawn(["RETA", "SISTRA", "AMBOS", "HTCDS"], 1.0, 0.01),
        "year": chance.choice([*range(2015, 2026)], size),
        "year_basis": ["HECHO"] * size,
        "sex": drawn(["F", "M"], 2.0, 0.02),
        "age_band": drawn([BANDS[n] for n in (2, 3, 4, 1, 0, 5)], 1.2, 0.1),
        "purpose": drawn([*code_list("purpose").codes], 0.9, 0.1),
        "birth": birth,
        "residence": [own if chance.random() < 0.6 else other
                      for own, other in zip(birth, drawn(places, 1.0, 0.1), strict=True)],
        "origin": birth,
        "transit": drawn(places, 1.0, 0.8),
        "destination": drawn(departments[::-1], 1.1, 0.1),
    }  # fmt: skip
    frame = pd.DataFrame(values, columns=list(COLUMNS))
    types = {name: "Int64" if name == "year" else "string" for name in COLUMNS}
    return frame.astype(types)
