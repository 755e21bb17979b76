"""The two reasons for which a registry has one case twice, and what victims tell in either.

The case was registered twice, with the same victims; or it was parted: two offices share its
victims out, or one hands some on to the other. A part names other victims than its other part, as
any other case does: of a parted case its victims tell nothing. The suspects are those of both.
"""

import math

import numpy as np

from trama.linkage.joint.matching import Floats

PARTED = 0.2
"""Share of the parted cases among those that a registry has twice. Nobody has published one: the
twin parts 30 % of the second filings with several victims."""


def twice_or_parted(bits: Floats) -> Floats:
    """Return what the victims of two cases of a registry tell of one case, whatever its reason.

    ``bits`` are what they tell if one case is registered twice.

    Example: two carpetas name different victims. Registered twice (0.8) they tell -8 bits, parted
    (0.2) 0 bits: together -2.3 bits. The same victims, 12 bits, tell 11.7 bits.
    """
    told: Floats = np.logaddexp2(math.log2(1 - PARTED) + bits, math.log2(PARTED))
    return told


def chance_of_parted(told: Floats) -> Floats:
    """Return the chance that one case is parted, by what ``twice_or_parted`` tells of it.

    Example: its victims differ, and tell -2.3 bits: 0.985. They are the same, 11.7 bits: 0.0001.
    """
    chance: Floats = np.exp2(math.log2(PARTED) - told)
    return chance
