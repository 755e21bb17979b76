"""Measures of places from a file of one's own: its forms, and what is wrong with it."""

import codecs
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from trama.core.errors import InputError
from trama.core.study_errors import BadCovariates
from trama.study.factors import design
from trama.study.own_measures import MOST_MEASURES, own_factors
from trama.study.territory import territory

LAND = territory("PROVINCIA")
PLACES = len(LAND.frame)


def table(**columns: object) -> pd.DataFrame:
    codes = [uid.removeprefix("PE-") for uid in LAND.frame.index]
    return pd.DataFrame({"ubigeo": codes, **columns})


def mines() -> pd.DataFrame:
    return table(minas=range(PLACES))


def written(folder: Path, frame: pd.DataFrame) -> Path:
    path = folder / "medidas.csv"
    frame.to_csv(path, index=False)
    return path


def test_a_file_adds_its_measures(tmp_path: Path) -> None:
    land, factors = own_factors(written(tmp_path, table(minas=np.arange(PLACES) % 7)), LAND)

    assert [factor.code for factor in factors] == ["own_minas"]
    assert design(land, factors)["own_minas"].std() == pytest.approx(1.0)


@pytest.mark.parametrize(
    "form",
    [
        lambda frame: frame.assign(ubigeo=frame["ubigeo"].astype(int)),
        lambda frame: frame.assign(ubigeo=frame["ubigeo"].astype(float)),
        lambda frame: frame.assign(ubigeo=frame["ubigeo"] + "00"),
        lambda frame: frame.assign(ubigeo="PE-" + frame["ubigeo"]),
        lambda frame: frame.rename(columns={"ubigeo": " UBIGEO "}),
        lambda frame: frame.assign(provincia=list(LAND.frame["name"])),
        lambda frame: frame.sample(frac=1, random_state=1),
        lambda frame: frame.assign(minas=frame["minas"].astype(str) + " %"),
        lambda frame: frame.assign(vacia=""),
    ],
)
def test_forms_of_one_table_are_read_alike(
    tmp_path: Path, form: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    land, factors = own_factors(written(tmp_path, form(mines())), LAND)

    assert list(land.frame["own_minas"]) == list(range(PLACES))
    assert len(factors) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_spanish_spreadsheet_s_csv_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    frame = table(minería=np.arange(PLACES) + 0.5, provincia=list(LAND.frame["name"]))
    text = frame.to_csv(index=False, sep=";", decimal=",")
    path = tmp_path / "medidas.csv"
    path.write_bytes(codecs.encode(text, encoding))

    land, factors = own_factors(path, LAND)

    assert [factor.code for factor in factors] == ["own_minería"]
    assert land.frame["own_minería"]["PE-0101"] == 0.5


def test_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "medidas.xlsx"
    with pd.ExcelWriter(path, engine="xlsxwriter") as writer:
        mines().to_excel(writer, index=False)

    land, _ = own_factors(path, LAND)

    assert land.frame["own_minas"]["PE-0102"] == 1


def changed(frame: pd.DataFrame, column: str, at: int, value: object) -> pd.DataFrame:
    frame = frame.astype(object)
    frame.loc[at, column] = value
    return frame


RENIEC_CALLAO = list(LAND.frame.index).index("PE-2401")  # Tumbes by INEI


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda f: pd.concat([f, pd.DataFrame({"ubigeo": ["9901"], "minas": [1]})]), "9901"),
        (lambda f: changed(f, "ubigeo", 3, ""), "«» (línea 5)"),
        (lambda f: changed(f, "ubigeo", 3, "Cusco"), "«Cusco»"),
        (lambda f: f.assign(ubigeo=f["ubigeo"].str[:2]), "cuatro dígitos"),
        (lambda f: f.iloc[1:], "Chachapoyas"),
        (lambda f: pd.concat([f, f.iloc[:1]]), "más de una fila: Chachapoyas"),
        (lambda f: f.assign(minas="muchas"), "ningún número"),
        (lambda f: f.assign(minas=""), "de números"),
        (lambda f: changed(f, "minas", 3, "s/d"), "minas, línea 5: «s/d»"),
        (lambda f: changed(f, "minas", 3, ""), "minas, línea 5"),
        (lambda f: changed(f, "minas", 3, "inf"), "línea 5"),
        (lambda f: changed(f, "minas", 3, "3 %"), "mezcla celdas con %"),
        (lambda f: f.assign(minas=[f"{1 + n},250" for n in range(PLACES)]), "1,250 puede ser"),
        (lambda f: f.assign(minas=1), "mismo valor"),
        (lambda f: f.rename(columns={"ubigeo": "codigo"}), "columna ubigeo"),
        (lambda f: f.rename(columns={"minas": ""}), "no tiene nombre"),
        (lambda f: f.drop(columns="minas"), "0 columnas de números"),
        (
            lambda f: f.assign(**{f"m{n}": range(PLACES) for n in range(MOST_MEASURES)}),
            f"{MOST_MEASURES + 1} columnas",
        ),
        (
            lambda f: changed(
                f.assign(provincia=list(LAND.frame["name"])), "provincia", RENIEC_CALLAO, "Callao"
            ),
            "RENIEC",
        ),
    ],
)
def test_a_file_that_does_not_fit_says_why_and_what_can_be_had(
    tmp_path: Path, spoil: Callable[[pd.DataFrame], pd.DataFrame], told: str
) -> None:
    path = written(tmp_path, spoil(mines()))

    with pytest.raises(BadCovariates) as caught:
        own_factors(path, LAND)

    assert told in caught.value.message("es")
    assert "sin el archivo" in caught.value.message("es")
    assert caught.value.message("en") != caught.value.message("es")


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_a_file_that_nobody_can_read_says_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "medidas.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputError):
        own_factors(path, LAND)


def test_a_file_of_one_column_is_no_measure(tmp_path: Path) -> None:
    path = tmp_path / "medidas.csv"
    path.write_text("ubigeo\n0101\n0102\n", encoding="utf-8")

    with pytest.raises(BadCovariates):
        own_factors(path, LAND)
