"""`trama bank` on a loaded twin: tables, files, changes, roles."""

import json
from pathlib import Path

from installation import Installation


def test_a_table_names_its_unit_and_its_total(installation: Installation) -> None:
    ran = installation.trama("bank", "--by", "registro,sexo")

    assert ran.returncode == 0, ran.stderr
    assert "personas" in ran.stdout
    assert "Total: " in ran.stdout
    assert "SISTRA, Ministerio Público" in ran.stdout


def test_files_come_with_a_codebook(installation: Installation, tmp_path: Path) -> None:
    for name in ("celdas.csv", "celdas.parquet", "celdas.xlsx", "celdas.json"):
        ran = installation.trama("bank", "--by", "destino,año", "-o", str(tmp_path / name))
        assert ran.returncode == 0, ran.stderr

    made = {path.name for path in tmp_path.iterdir()}
    assert made == {
        *("celdas.csv", "celdas.parquet", "celdas.xlsx", "celdas.json"),
        *("celdas.csv.codebook.csv", "celdas.parquet.codebook.csv"),
    }
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_changes_balance(installation: Installation) -> None:
    ran = installation.trama("--json", "bank", "--by", "registry,year", "--since", "2020-01-01")

    assert ran.returncode == 0, ran.stderr
    rows = json.loads(ran.stdout)["rows"]
    assert rows
    assert all(row["before"] + sum(row["causes"].values()) == row["after"] for row in rows)


def test_a_page_is_written(installation: Installation, tmp_path: Path) -> None:
    ran = installation.trama("bank", "--page", str(tmp_path / "banco.html"))

    assert ran.returncode == 0, ran.stderr
    assert "Banco de víctimas" in (tmp_path / "banco.html").read_text(encoding="utf-8")


def test_the_estimate_says_what_is_missing(installation: Installation) -> None:
    ran = installation.trama("bank", "--estimate")
    refused = installation.trama("bank", "--by", "sex", "--estimate")

    assert ran.returncode == 0, ran.stderr
    assert "Sin estimar" in ran.stderr or "Estimado: de" in ran.stdout
    assert refused.returncode == 2
    assert "--by year" in refused.stderr


def test_the_cells_of_the_registries_have_the_estimate_beside_them(
    installation: Installation,
) -> None:
    ran = installation.trama("--json", "bank", "--by", "registry,year", "--estimate")

    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    years = [row["year"] for row in told["estimated"]["rows"]]
    assert years == sorted(set(years))
    assert years or told["estimated"]["total"] is None


def test_since_stands_alone(installation: Installation, tmp_path: Path) -> None:
    ran = installation.trama("bank", "--since", "2020-01-01", "-o", str(tmp_path / "x.csv"))

    assert ran.returncode == 2
    assert "--since" in ran.stderr
    assert list(tmp_path.iterdir()) == []
