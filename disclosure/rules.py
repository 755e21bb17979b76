"""The rules by which a count becomes a number that anybody may read.

A cell with fewer people than the minimum is hidden; so is a cell that noise takes below it. Every
other cell is shown as a multiple of the base: its people, plus noise, rounded. So whatever anybody
adds or subtracts is a multiple of the base, and the numbers of people that stand behind a shown or
a hidden cell are an interval: `possible`.
"""

from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from trama.disclosure.cubes import Numbers

HIDDEN = -1
"""Stands for a hidden cell in arrays of published numbers."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The parameters of a publication, all of them public; only the key is secret.

    ``scale``: the chance of a noise of ``k`` people falls as ``exp(-|k| / scale)``.
    ``largest_noise``: no noise is larger.
    """

    minimum: int = 10
    base: int = 10
    largest_noise: int = 9
    scale: float = 3.0

    def __post_init__(self) -> None:
        if self.minimum % self.base or self.largest_noise < 1:
            raise ValueError(self)

    def distribution(self) -> tuple[Numbers, npt.NDArray[np.float64]]:
        """Return the possible noises and their chances; the mean is 0."""
        steps = np.arange(-self.largest_noise, self.largest_noise + 1, dtype=np.int64)
        weights = np.exp(-np.abs(steps) / self.scale)
        return steps, weights / weights.sum()

    def published(self, people: Numbers, noise: Numbers) -> Numbers:
        """Return the published number of each cell, `HIDDEN` for a hidden cell.

        >>> Rules().published(np.array([9, 12, 12, 47]), np.array([3, -3, 1, 2])).tolist()
        [-1, -1, 10, 50]
        """
        noised = people + noise
        rounded = (noised + self.base // 2) // self.base * self.base
        shown = (people >= self.minimum) & (noised >= self.minimum)
        return np.where(shown, np.maximum(rounded, self.minimum), HIDDEN)

    def possible(self, published: Numbers, drift: int = 0) -> tuple[Numbers, Numbers]:
        """Return the least and the most people who may stand behind each published number.

        ``drift`` is the number of people who may have entered or left since it was computed.

        >>> [bound.tolist() for bound in Rules().possible(np.array([-1, 10, 50]))]
        [[0, 10, 36], [18, 23, 63]]
        """
        half, noise = self.base // 2, self.largest_noise
        hidden = published == HIDDEN
        least = np.maximum(self.minimum, published - half - noise)
        most = published + (self.base - half - 1) + noise
        least = np.where(hidden, 0, least) - drift
        most = np.where(hidden, self.minimum - 1 + noise, most) + drift
        return np.maximum(least, 0), most

    def as_document(self) -> dict[str, float]:
        """Return the parameters by name, as a manifest holds them."""
        return asdict(self)

    @property
    def largest_drift(self) -> int:
        """The most people who may have entered or left a cell whose number is repeated."""
        return self.minimum + self.base - 2

    @property
    def largest_error(self) -> int:
        """The most people by which a shown number may differ from the count behind it."""
        return self.largest_noise + self.base // 2
