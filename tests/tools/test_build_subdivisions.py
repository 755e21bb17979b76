"""The shipped table of subdivisions is what the pinned release of pycountry makes of it."""

from importlib.metadata import version
from pathlib import Path

from build_subdivisions import BUILT_FROM, build

TABLE = Path(__file__).parents[2] / "values" / "places" / "data" / "subdivisions.csv"


def test_the_table_is_built_from_the_installed_release() -> None:
    assert version("pycountry") == BUILT_FROM


def test_the_shipped_table_is_rebuilt_letter_by_letter() -> None:
    assert build() == TABLE.read_text(encoding="utf-8")
