"""The false-discovery rate of networks, from what the same search finds in draws of chance."""

import numpy as np

from trama.networks.chance import Floats

RATE = 0.05
"""The rate up to which a network is called recurrent: one in twenty called so is chance's work."""


def false_discovery_rates(scores: Floats, by_chance: Floats, draws: int) -> Floats:
    """Return the rate of each network (Storey and Tibshirani 2003, PNAS 100:9440-9445).

    ``scores`` are those of the networks, descending; ``by_chance`` those of the networks of all
    draws together. The rate is the mean number of networks of a draw with as high a score, one more
    than were seen since draws never end, by the number of true ones. No network has a higher rate
    than one with a lower score.

    Example: networks with scores 9, 6 and 2, and 100 draws in which no network reaches 9, 4 reach 6
    and 149 reach 2. The rates are 1/100/1 = 0.01, 5/100/2 = 0.025 and 150/100/3 = 0.5.
    """
    false = (_reaching(scores, by_chance) + 1) / draws
    number = np.arange(1, len(scores) + 1)
    rates: Floats = np.minimum.accumulate((false / number)[::-1])[::-1]
    return np.minimum(rates, 1.0)


def least_score(by_chance: Floats, draws: int, networks: int = 1) -> float:
    """Return the score from which the last of some networks is called recurrent.

    It is infinite for one network and fewer than 20 draws: the rate is at least 1 in the draws.
    """
    allowed = int(RATE * draws * networks) - 1  # networks of chance that may reach it
    if allowed < 0:
        return float("inf")
    highest = np.sort(by_chance)[::-1]
    return float(np.nextafter(highest[allowed], np.inf)) if len(highest) > allowed else 0.0


def _reaching(scores: Floats, by_chance: Floats) -> Floats:
    """Return, for each score, how many of chance's scores are as high."""
    below = np.searchsorted(np.sort(by_chance), scores, side="left")
    return np.asarray(len(by_chance) - below, dtype=np.float64)
