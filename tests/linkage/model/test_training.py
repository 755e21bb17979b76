"""Training without a known truth, on pairs whose classes differ."""

from itertools import product

import numpy as np
import pytest

from trama.core.errors import BadParameter
from trama.linkage.compare.comparison import Comparison, compare
from trama.linkage.compare.identity_fields import ComparedIdentity
from trama.linkage.model.training import train


def pairs(number: int) -> list[Comparison]:
    """Return pairs drawn from known chances, a third of them of one person."""
    random = np.random.default_rng(10)
    side = {"documents": ("DNI:40000001",), "nationality": "PE", "sex": "F", "birthplace": None}
    other = {"documents": ("DNI:49999999",), "nationality": "VE", "sex": "M"}
    one = ComparedIdentity(**side)  # type: ignore[arg-type]
    kinds = {
        agree: compare(
            one,
            ComparedIdentity(
                **{
                    name: (side if holds else other)[name]  # type: ignore[arg-type]
                    for name, holds in zip(other, agree, strict=True)
                }
            ),
        )
        for agree in product((True, False), repeat=3)
    }
    same = random.random(number) < 1 / 3
    chance = np.where(same[:, None], [0.95, 0.9, 0.98], [0.02, 0.3, 0.5])
    agree = random.random((number, 3)) < chance
    return [kinds[tuple(map(bool, row))] for row in agree]


def test_training_finds_the_chances_that_made_the_pairs() -> None:
    model = train(pairs(20_000), "SINTETICO")

    assert model.prior == pytest.approx(1 / 3, abs=0.03)
    assert model.levels["documents"]["SAME"] == pytest.approx((0.95, 0.02), abs=0.03)
    assert model.levels["nationalities"]["SAME"] == pytest.approx((0.9, 0.3), abs=0.03)
    assert model.levels["sexes"]["SAME"] == pytest.approx((0.98, 0.5), abs=0.03)
    assert model.trained_on == "SINTETICO"


def test_the_same_pairs_give_the_same_model() -> None:
    some = pairs(2_000)

    assert train(some, "SINTETICO").hash == train(some[::-1], "SINTETICO").hash


def test_rarer_names_weigh_more_whatever_the_pairs() -> None:
    chances = train(pairs(2_000), "SINTETICO").levels["rarity"]
    ratios = [m / u for m, u in chances.values()]

    assert list(chances) == ["VERY_RARE", "RARE", "UNCOMMON", "COMMON", "VERY_COMMON"]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[1] / ratios[2] == pytest.approx(10, rel=0.01)


def test_too_few_pairs_train_nothing() -> None:
    with pytest.raises(BadParameter, match="500"):
        train(pairs(499), "SINTETICO")
