"""The shipped table of subdivisions is what the pinned release of pycountry makes of it."""

import doctest
from pathlib import Path

import build_subdivisions

TABLE = Path(__file__).parents[2] / "places" / "data" / "subdivisions.csv"


def test_the_shipped_table_is_rebuilt_letter_by_letter() -> None:
    assert build_subdivisions.build() == TABLE.read_text(encoding="utf-8")


def test_the_examples_of_its_docstrings_hold() -> None:
    examples = doctest.testmod(build_subdivisions)

    assert examples.attempted
    assert not examples.failed
