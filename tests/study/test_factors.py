"""Measures of places: a file of one's own, and what is wrong with it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from trama.core.study_errors import BadCovariates
from trama.study.factors import INSTEAD_OF_POVERTY, MODEL, design, own_factors, told_apart
from trama.study.territory import territory

LAND = territory("PROVINCIA")


def table(**columns: object) -> pd.DataFrame:
    codes = [uid.removeprefix("PE-") for uid in LAND.frame.index]
    return pd.DataFrame({"ubigeo": codes, **columns})


def written(folder: Path, frame: pd.DataFrame) -> Path:
    path = folder / "medidas.csv"
    frame.to_csv(path, index=False)
    return path


def test_a_file_adds_its_measures(tmp_path: Path) -> None:
    mines = np.arange(len(LAND.frame)) % 7

    land, factors = own_factors(written(tmp_path, table(minas=mines)), LAND)

    assert [factor.code for factor in factors] == ["own_minas"]
    assert design(land, factors)["own_minas"].std() == pytest.approx(1.0)


def test_codes_that_lost_their_zero_are_read(tmp_path: Path) -> None:
    frame = table(minas=range(len(LAND.frame)))
    frame["ubigeo"] = frame["ubigeo"].astype(int)

    land, _ = own_factors(written(tmp_path, frame), LAND)

    assert land.frame["own_minas"]["PE-0101"] == 0


def unknown(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, pd.DataFrame({"ubigeo": ["9901"], "minas": [1]})])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (unknown, "9901"),
        (lambda frame: frame.iloc[1:], "Chachapoyas"),
        (lambda frame: pd.concat([frame, frame.iloc[:1]]), "dos veces"),
        (lambda frame: frame.assign(minas="muchas"), "sin número"),
        (lambda frame: frame.assign(minas=1), "mismo valor"),
        (lambda frame: frame.rename(columns={"ubigeo": "codigo"}), "columna ubigeo"),
    ],
)
def test_a_file_that_does_not_fit_says_why_and_what_can_be_had(
    tmp_path: Path, spoil: object, told: str
) -> None:
    assert callable(spoil)
    path = written(tmp_path, spoil(table(minas=range(len(LAND.frame)))))

    with pytest.raises(BadCovariates) as caught:
        own_factors(path, LAND)

    assert told in caught.value.message("es")
    assert "sin el archivo" in caught.value.message("es")


def test_of_factors_that_tell_the_same_the_later_goes() -> None:
    kept = told_apart(LAND, (*MODEL, *INSTEAD_OF_POVERTY))

    codes = [factor.code for factor in kept]
    assert codes[0] == "poverty"
    assert "food_vulnerability" not in codes
    assert told_apart(LAND, MODEL) == MODEL
