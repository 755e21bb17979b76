import csv
import gzip
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import pytest

from trama.core.text import fold
from trama.places.gazetteer import gazetteer
from trama.profiles.shipped_data import shipped_files
from trama.twin import TwinOptions, write_twin
from trama.twin.marginals import YEARS, divergence, reta_marginal
from trama.twin.people import BANDS

POINTS = 3.0
"""Percentage points that a share may differ from the published share."""
Row = dict[str, str]


@pytest.fixture(scope="module")
def victims(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """The victims in the RETA export of a dirty twin, read without Trama's own readers."""
    written = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=10_000, seed=11))
    text = written.reta.read_bytes().decode("cp1252")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    header = [name.upper() for name in next(lines)]
    by_name: dict[tuple[str, ...], Row] = {}
    for line in lines:
        row = dict(zip(header, line, strict=False))
        if row["NRO_REGISTRO"].startswith("SINT-") and len(line) == len(header):
            names = ("NRO_REGISTRO", "APE_PATERNO_VICT", "NOMBRES_VICT", "EDAD_VICT")
            by_name[tuple(row[name] for name in names)] = row
    return list(by_name.values())


def shares(values: Iterable[str], known: Iterable[str]) -> dict[str, float]:
    """Return the percentage of each known value, folded, among the known values."""
    wanted = {fold(name) for name in known}
    counted = Counter(fold(value) for value in values)
    total = sum(count for value, count in counted.items() if value in wanted)
    return {value: 100 * counted[value] / total for value in wanted}


def off(written: Mapping[str, float], name: str) -> dict[str, float]:
    """Return the values whose share is more than POINTS away from the published share."""
    published = reta_marginal(name)
    total = sum(published.values())
    gaps = {
        value: round(written[fold(value)] - 100 * count / total, 1)
        for value, count in published.items()
    }
    return {value: gap for value, gap in gaps.items() if abs(gap) > POINTS}


def first(cell: str) -> str:
    return cell.split(" / ", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("recruitment", "CAPTACION"),
        ("means", "MEDIO_EMPLEADO"),
        ("purpose", "FINALIDAD"),
        ("venue", "LUGAR_EXPLOTACION"),
        ("bond", "VINCULO_TRATANTE"),
        ("education", "INSTRUCCION"),
        ("complainant", "PERSONA_DENUNCIA"),
        ("sex", "SEXO_VICT"),
    ],
)
def test_the_export_keeps_the_published_shares(victims: list[Row], name: str, column: str) -> None:
    read: Callable[[str], str] = first if name == "means" else str

    written = shares((read(row[column]) for row in victims), reta_marginal(name))

    assert off(written, name) == {}


def test_the_export_keeps_the_share_of_each_year_of_registration(victims: list[Row]) -> None:
    written = shares((row["FECHA_REGISTRO"][6:10] for row in victims), reta_marginal("year"))

    assert off(written, "year") == {}


def test_the_export_keeps_the_share_of_each_department_of_the_fact(victims: list[Row]) -> None:
    names = {place.inei: place.name for place in gazetteer().children("PE")}

    def department(row: Row) -> str:
        code = row["UBIGEO"].zfill(6)[:2] if row["UBIGEO"] else ""
        return names.get(code, row["DPTO"])

    written = shares((department(row) for row in victims), reta_marginal("department"))

    assert off(written, "department") == {}


def test_the_export_keeps_the_share_of_each_sex_and_age_band(victims: list[Row]) -> None:
    def band(row: Row) -> str:
        months = "MES" in row["EDAD_VICT"]
        digits = re.sub(r"\D", "", row["EDAD_VICT"])
        years = 0 if months or not digits else int(digits)
        name = next(name for name, (low, high) in BANDS.items() if low <= years <= high)
        return f"{row['SEXO_VICT']} {name}"

    written = shares((band(row) for row in victims), reta_marginal("sex_and_age"))

    assert off(written, "sex_and_age") == {}


@pytest.mark.parametrize("year", YEARS)
def test_the_export_keeps_the_shift_to_victims_from_abroad(victims: list[Row], year: int) -> None:
    of_year = [row for row in victims if row["FECHA_REGISTRO"][6:10] == str(year)]

    written = shares((row["TIPO_RECLUTAMIENTO"] for row in of_year), reta_marginal(f"scope {year}"))

    # A year has about 500 victims here, and the victims of one case have the same scope.
    published = reta_marginal(f"scope {year}")
    share = 100 * published["INTERNACIONAL"] / sum(published.values())
    assert written["INTERNACIONAL"] == pytest.approx(share, abs=8)


def test_the_shares_are_those_of_the_open_data_that_trama_ships() -> None:
    # Arrange
    path = next(file.path for file in shipped_files() if file.profile == "reta_open_data")
    prefixes = {
        "C_": "recruitment",
        "M_": "means",
        "F1_": "purpose",
        "F2_": "venue",
        "P3_": "education",
        "P4_": "bond",
        "P5_": "complainant",
        "D_": "destination",
    }
    sums: dict[str, Counter[str]] = {name: Counter() for name in prefixes.values()}
    years: Counter[str] = Counter()
    departments: Counter[str] = Counter()
    bands: Counter[str] = Counter()

    # Act
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            indicator = row["Denuncias por comisión"].strip()
            value = round(float(row["Valor"] or 0))
            prefix, _, name = indicator.partition("_")
            if indicator in ("EF_SUB TOTAL", "EM_SUB TOTAL"):
                years[row["AÑO"]] += value
                departments[row["lugar"]] += value
            elif prefix in ("EF", "EM") and "TOTAL" not in name:
                bands[f"{prefix[1]} {name}"] += value
            elif f"{prefix}_" in prefixes and name != "TOTAL":
                sums[prefixes[f"{prefix}_"]][name] += value

    # Assert
    assert {name: dict(counted) for name, counted in sums.items()} == {
        name: dict(reta_marginal(name)) for name in sums
    }
    assert dict(years) == dict(reta_marginal("year"))
    assert dict(departments) == dict(reta_marginal("department"))
    women_and_men = {("F" if key[0] == "F" else "M") + key[1:]: n for key, n in bands.items()}
    assert women_and_men == dict(reta_marginal("sex_and_age"))


def test_a_year_looks_like_its_published_victims_in_both_registries() -> None:
    parts = divergence(2017, overlap=0.6, sistra_overlap=None)

    in_reta = parts.both + parts.reta_only
    in_sistra = parts.both + parts.sistra_only
    assert in_sistra / in_reta == pytest.approx(1307 / 725, rel=0.001)
    assert parts.both / in_reta == pytest.approx(0.6)
    assert parts.both + parts.reta_only + parts.sistra_only == pytest.approx(1)


def test_both_overlaps_can_be_given() -> None:
    parts = divergence(2018, overlap=0.5, sistra_overlap=0.25)

    assert parts.both / (parts.both + parts.reta_only) == pytest.approx(0.5)
    assert parts.both / (parts.both + parts.sistra_only) == pytest.approx(0.25)
