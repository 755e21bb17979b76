"""The factors whose association with victims is measured, each with its unit and its form.

Poverty, human development and food insecurity tell nearly the same of a province (correlations
beyond 0.8), so only poverty is in the model. The other two take its place in the sensitivity.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
    """A measure of a place; `words.yaml` has its name.

    ``step`` is the difference that the estimate speaks of, in the unit of the measure. For ``log``
    the step is a ratio: 2 says "where it is twice as much".
    """

    code: str
    step: float
    log: bool = False

    def values(self, territory: Territory) -> pd.Series:
        """Return the measure in steps."""
        raw = territory.frame[self.code].astype(float)
        return np.log(raw) / np.log(self.step) if self.log else raw / self.step


POVERTY = Factor("poverty", 10.0)
MODEL = (
    POVERTY,
    Factor("altitude", 1000.0),
    Factor("density", 2.0, log=True),
    Factor("state_density", 0.1),
    Factor("border", 1.0),
    Factor("to_lima", 100.0),
    Factor("to_capital", 100.0),
)
INSTEAD_OF_POVERTY = (Factor("idh", 0.1), Factor("food_vulnerability", 0.1))
OWN = "own_"
"""The beginning of the code of a measure that a file brings; its column's name follows."""


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
    factors = tuple(Factor(f"{OWN}{name}", float(spread[name])) for name in numbers)
    frame = territory.frame.join(numbers.add_prefix(OWN))
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
