"""Whether cells have slipped: what tells a shifted row from a dirty one."""

import pytest

from trama.ingest.mapping.cells import Note
from trama.ingest.mapping.steps import slipped
from trama.values.defects import Defect, DefectCode, Outcome


def notes(wrong: int, outcome: Outcome = Outcome.SET_ASIDE) -> list[Note]:
    return [Note(f"C{n}", Defect(DefectCode.UNKNOWN_CODE, outcome), "x") for n in range(wrong)]


@pytest.mark.parametrize(
    ("wrong", "typed", "far_fewer", "is_slipped"),
    [
        (3, 5, False, True),
        (2, 4, False, False),
        (1, 1, False, False),
        (0, 0, True, True),
        (1, 1, True, True),
        (1, 3, True, False),
        (0, 3, True, False),
    ],
)
def test_a_row_has_slipped_when_most_of_its_typed_cells_are_wrong(
    wrong: int, typed: int, *, far_fewer: bool, is_slipped: bool
) -> None:
    assert slipped(notes(wrong), typed, far_fewer=far_fewer) is is_slipped


def test_corrected_cells_are_no_sign_of_a_slip() -> None:
    assert not slipped(notes(5, Outcome.CORRECTED), 5, far_fewer=False)


def test_two_defects_in_one_cell_count_once() -> None:
    assert not slipped(notes(1) + notes(1), 3, far_fewer=False)
