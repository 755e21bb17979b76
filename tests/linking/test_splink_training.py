"""Training without a known truth, on pairs whose classes differ."""

import math
from itertools import product

import numpy as np
import pytest

from trama.compare.comparison import Comparison, compare
from trama.compare.identity_fields import ComparedIdentity
from trama.core.errors import BadParameter
from trama.linkage.model.beliefs import beliefs
from trama.linkage.model.evidence import LEVELS
from trama.linkage.model.weights import Model
from trama.linking.splink_training import train


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


@pytest.fixture(scope="module")
def some() -> list[Comparison]:
    return pairs(6_000)


@pytest.fixture(scope="module")
def model(some: list[Comparison]) -> Model:
    return train(some, "SINTETICO")


def test_training_finds_the_chances_that_made_the_pairs(model: Model) -> None:
    assert model.prior == pytest.approx(1 / 3, abs=0.04)
    assert model.levels["documents"]["SAME"][:2] == pytest.approx((0.95, 0.02), abs=0.04)
    assert model.levels["nationalities"]["SAME"][:2] == pytest.approx((0.9, 0.3), abs=0.04)
    assert model.levels["sexes"]["SAME"][:2] == pytest.approx((0.98, 0.5), abs=0.04)
    assert model.trained_on == "SINTETICO"


def test_the_order_of_the_pairs_changes_nothing(some: list[Comparison], model: Model) -> None:
    assert train(some[::-1], "SINTETICO").hash == model.hash


def test_rarer_names_weigh_more_whatever_the_pairs(model: Model) -> None:
    chances = model.levels["rarity"]
    ratios = [m / u for m, u, _ in chances.values()]

    assert list(chances) == ["VERY_RARE", "RARE", "UNCOMMON", "COMMON", "VERY_COMMON"]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[1] / ratios[2] == pytest.approx(10, rel=0.01)


def test_many_pairs_outweigh_a_belief(model: Model) -> None:
    same = model.levels["nationalities"]["SAME"]

    assert beliefs()["nationalities"]["SAME"] == 0
    assert same.bits == pytest.approx(math.log2(same.m / same.u), abs=0.1)
    assert same.bits > 1


def test_what_the_pairs_do_not_tell_stays_as_believed(model: Model) -> None:
    assert model.levels["births"]["ONE_PART_OFF"].bits == pytest.approx(3, abs=0.5)
    assert model.levels["names"]["MARRIED_NAME"].bits == pytest.approx(5, abs=0.6)


def test_every_belief_is_of_a_level(model: Model) -> None:
    assert set(beliefs()) == set(LEVELS) - {"rarity"}
    for name, of in beliefs().items():
        assert set(of) <= set(LEVELS[name])


def test_too_few_pairs_train_nothing(some: list[Comparison]) -> None:
    with pytest.raises(BadParameter, match="500"):
        train(some[:499], "SINTETICO")
