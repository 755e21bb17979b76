"""The factors whose association with victims is measured, each with its unit and its form.

Poverty, human development and food insecurity tell nearly the same of a province (correlations
beyond 0.8), so only poverty is in the model. The other two take its place in the sensitivity.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from trama.core.study_errors import BadCovariates
from trama.places.gazetteer import gazetteer
from trama.study.territory import Territory

HIGHEST_INFLATION = 5.0
"""The variance inflation (VIF) beyond which two factors cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Factor:
    """A measure of a place.

    ``step`` is the difference that the estimate speaks of, in the unit of the measure. For ``log``
    the step is a ratio: 2 says "where it is twice as much".
    """

    code: str
    es: str
    en: str
    step: float
    step_es: str
    step_en: str
    log: bool = False

    def values(self, territory: Territory) -> pd.Series:
        """Return the measure in steps."""
        raw = territory.frame[self.code].astype(float)
        if self.log:
            return np.log(raw) / np.log(self.step)
        return raw / self.step


POVERTY = Factor(
    "poverty", "Pobreza", "Poverty", 10.0, "10 puntos más de pobreza", "10 points more poverty"
)
MODEL = (
    POVERTY,
    Factor("altitude", "Altitud", "Altitude", 1000.0, "1.000 m más alto", "1,000 m higher"),
    Factor(
        "density",
        "Densidad",
        "Population density",
        2.0,
        "el doble de habitantes por km²",
        "twice the people per km²",
        log=True,
    ),
    Factor(
        "state_density",
        "Presencia del Estado",
        "Presence of the State",
        0.1,
        "0,1 más en el índice de densidad del Estado",
        "0.1 more in the index of state density",
    ),
    Factor(
        "border",
        "Frontera",
        "Border",
        1.0,
        "limita con otro país",
        "touches another country",
    ),
    Factor(
        "to_lima",
        "Distancia a Lima",
        "Distance to Lima",
        100.0,
        "100 km más lejos de Lima",
        "100 km farther from Lima",
    ),
    Factor(
        "to_capital",
        "Distancia a la capital del departamento",
        "Distance to the department's capital",
        100.0,
        "100 km más lejos de la capital del departamento",
        "100 km farther from the department's capital",
    ),
)
INSTEAD_OF_POVERTY = (
    Factor(
        "idh",
        "Desarrollo humano",
        "Human development",
        0.1,
        "0,1 más en el índice de desarrollo humano",
        "0.1 more in the human development index",
    ),
    Factor(
        "food_vulnerability",
        "Vulnerabilidad alimentaria",
        "Food vulnerability",
        0.1,
        "0,1 más en el índice de vulnerabilidad alimentaria",
        "0.1 more in the index of food vulnerability",
    ),
)


def factor_of(code: str) -> Factor:
    """Return a factor by its code. A measure of a file (``own_mining``) has its column's name."""
    shipped = {factor.code: factor for factor in (*MODEL, *INSTEAD_OF_POVERTY)}
    if code in shipped:
        return shipped[code]
    name = code.removeprefix("own_")
    return Factor(code, name, name, 1.0, "una desviación más alto", "one deviation higher")


def own_factors(path: Path, territory: Territory) -> tuple[Territory, tuple[Factor, ...]]:
    """Return the territory with the measures of a file, and their factors.

    The file is a CSV with the column ``ubigeo`` (INEI, of provinces or departments) and one column
    of numbers for each measure.

    Raises:
        BadCovariates: codes are unknown, repeated or missing, or a cell is no number.
    """
    try:
        table = pd.read_csv(path, dtype=str, sep=None, engine="python", encoding="utf-8-sig")
    except (OSError, ValueError, pd.errors.ParserError) as error:
        raise _bad(path, "no se lee como CSV", "it cannot be read as CSV") from error
    if "ubigeo" not in table or len(table.columns) < 2:
        raise _bad(path, "falta la columna ubigeo o una medida", "no column ubigeo, or no measure")
    digits = 4 if territory.level == "PROVINCIA" else 2
    width = digits if table["ubigeo"].str.len().max() <= digits else 6
    uids = "PE-" + table["ubigeo"].str.strip().str.zfill(width).str[:digits]
    unknown = sorted({str(code) for code in table["ubigeo"][~uids.isin(territory.frame.index)]})
    if unknown:
        listed = ", ".join(unknown[:10])
        es = f"{len(unknown)} códigos que no son INEI de {territory.level.lower()}: {listed}"
        raise _bad(path, es, f"{len(unknown)} codes that are no INEI code of the level: {listed}")
    if uids.duplicated().any():
        raise _bad(path, "un lugar sale dos veces", "a place stands twice")
    return _joined(path, table.set_index(uids).drop(columns="ubigeo"), territory)


def _joined(
    path: Path, table: pd.DataFrame, territory: Territory
) -> tuple[Territory, tuple[Factor, ...]]:
    missing = [uid for uid in territory.frame.index if uid not in table.index]
    if missing:
        names = ", ".join(str(_name(uid)) for uid in missing[:5])
        es = f"faltan {len(missing)} lugares, como {names}; escriba 0 donde no hay"
        raise _bad(
            path, es, f"{len(missing)} places are missing, such as {names}; write 0 for none"
        )
    numbers = table.apply(pd.to_numeric, errors="coerce").loc[territory.frame.index]
    if numbers.isna().to_numpy().any() or (numbers.std() == 0).any():
        es = "una medida tiene celdas sin número, o el mismo valor en todas partes"
        raise _bad(path, es, "a measure has cells without a number, or one value everywhere")
    spread = numbers.std()
    factors = tuple(replace(factor_of(f"own_{name}"), step=float(spread[name])) for name in numbers)
    frame = territory.frame.join(numbers.add_prefix("own_"))
    return Territory(territory.level, frame, territory.pairs), factors


def _name(uid: str) -> str:
    place = gazetteer().get(uid)
    return place.name if place else uid


def _bad(path: Path, es: str, en: str) -> BadCovariates:
    return BadCovariates(file=path.name, why_es=es, why_en=en)


def design(territory: Territory, factors: Sequence[Factor]) -> pd.DataFrame:
    """Return the measures of the places in steps, a column for each factor, centred."""
    columns = {factor.code: factor.values(territory) for factor in factors}
    table = pd.DataFrame(columns, index=territory.frame.index)
    return table - table.mean()


def told_apart(territory: Territory, factors: Sequence[Factor]) -> tuple[Factor, ...]:
    """Return the factors without those that the ones before them tell already (VIF beyond 5).

    The last of the factors with too high an inflation goes first, until none is left.
    """
    kept = list(factors)
    while len(kept) > 1:
        inflation = np.diag(np.linalg.pinv(np.corrcoef(design(territory, kept).T)))
        high = [at for at, value in enumerate(inflation) if value > HIGHEST_INFLATION]
        if not high:
            break
        kept.pop(high[-1])
    return tuple(kept)
