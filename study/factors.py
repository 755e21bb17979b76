"""The factors whose association with victims is measured, each with its unit and its form.

Poverty, human development and food insecurity tell nearly the same of a province (correlations
beyond 0.8), so only poverty is in the model. The other two take its place in the sensitivity.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

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
