"""The lines under the report of a load: where the issues are, and what to type next."""

from pathlib import Path

import pytest

from trama.cli.load import lead_on
from trama.ingest.load.loader import LoadOptions

FILE = Path("mi archivo.csv")


def lines(*, dry_run: bool = False, issues: Path | None = None, found: int = 0) -> list[str]:
    options = LoadOptions(key=b"k", profile="mio.yaml", dry_run=dry_run, issues=issues)
    return [spanish for spanish, _ in lead_on([FILE], options, found)]


def test_a_dry_run_leads_to_the_load() -> None:
    assert lines(dry_run=True) == ["Sigue: trama load 'mi archivo.csv' --profile mio.yaml"]


def test_a_load_leads_to_the_search() -> None:
    assert lines() == ["Sigue: trama find NOMBRE_O_NÚMERO"]


@pytest.mark.parametrize(
    ("issues", "told"),
    [
        (Path("obs.csv"), "Los avisos (3), con su línea y columna, están en obs.csv."),
        (
            None,
            (
                "Los avisos (3), uno por línea: trama load 'mi archivo.csv' --profile mio.yaml "
                "--dry-run --issues avisos.csv"
            ),
        ),
    ],
)
def test_issues_are_never_only_a_number(issues: Path | None, told: str) -> None:
    assert lines(issues=issues, found=3)[0] == told
