"""Pairs compared in one process and in several."""

import numpy as np

from trama.compare.identity_fields import ComparedIdentity
from trama.linkage.model.shipped import shipped_model
from trama.linking.scoring import bits_of

GIVEN = ("ROSA", "LUZ", "ANA", "EVA", "INES", "MARIA", "ELENA")


def test_the_number_of_processes_changes_no_bit_of_a_pair() -> None:
    people = [
        ComparedIdentity(paternal="QUISPE", maternal="MAMANI", given=(name,), sex="F")
        for name in GIVEN
    ]
    chance = np.random.default_rng(3)
    one, other = chance.integers(0, len(people), (2, 9_000)).astype(np.int32)
    counted: list[int] = []

    alone = bits_of(people, one, other, shipped_model(), worth=10**9)
    shared = bits_of(people, one, other, shipped_model(), counted.append, worth=0)

    assert len(set(alone.tolist())) > 2
    assert np.array_equal(alone, shared)
    assert sum(counted) == 9_000
