"""The lines of a calibration."""

import pytest

from trama.linkage.model.calibration import AS_TOLD, Calibration, Line


def test_a_line_is_read_both_ways() -> None:
    line = Line(start=2.0, slope=0.5)

    assert line.bits(6.0) == pytest.approx(5.0)
    assert line.told(5.0) == pytest.approx(6.0)


def test_a_model_without_truth_changes_no_odds() -> None:
    assert AS_TOLD.of_cases(same_registry=True).bits(3.5) == 3.5
    assert AS_TOLD.people["victim"].two.bits(-7.0) == -7.0


def test_two_registries_have_another_line_than_one() -> None:
    calibration = Calibration(across=Line(4.0, 1.0))

    assert calibration.of_cases(same_registry=False).bits(0.0) == 4.0
    assert calibration.of_cases(same_registry=True).bits(0.0) == 0.0
