"""Tests of the support module that reads a twin's people with their truth."""

from pathlib import Path

from twin_people import twin_people

from trama.twin import TwinOptions


def test_only_the_cases_of_the_truth_are_read(tmp_path: Path) -> None:
    twin = twin_people(tmp_path, TwinOptions(cases=40, seed=43))

    true = {case for cases in twin.cases for case in cases}
    assert len(true) > 40
    assert set(twin.states) == true
