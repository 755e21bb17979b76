"""Letters, colours and shapes of a drawing."""

import pytest

from trama.visualizations.lettering import width_of, wrapped
from trama.visualizations.scene import CONTRAST, Scene, hue, luminance


def test_a_text_breaks_between_words() -> None:
    assert wrapped("San Juan de Lurigancho", 90, 12) == ["San Juan de", "Lurigancho"]


def test_a_case_number_breaks_at_its_dashes_and_no_number_becomes_two() -> None:
    lines = wrapped("SISTRA:9999204505-2017-31-0", 100, 12, bold=True, most=4)

    assert lines == ["SISTRA:", "9999204505-", "2017-31-0"]


@pytest.mark.parametrize("text", ["W" * 300, "陳大文" * 40, "a b " * 100, "\N{GRINNING FACE}" * 50])
def test_no_line_is_wider_than_its_room(text: str) -> None:
    lines = wrapped(text, 100, 12, bold=True)

    assert len(lines) == 3
    assert max(width_of(line, 12, bold=True) for line in lines) <= 100
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_no_text_has_no_lines(text: str) -> None:
    assert wrapped(text, 100, 12) == []


def test_every_hue_can_be_read_on_white_and_neighbours_differ() -> None:
    hues = [hue(number) for number in range(200)]

    parts = [tuple(int(one[n : n + 2], 16) / 255 for n in (1, 3, 5)) for one in hues]
    assert min(1.05 / (luminance((r, g, b)) + 0.05) for r, g, b in parts) >= CONTRAST
    assert len(set(hues[:30])) == 30


def test_a_long_drawing_is_cut_between_its_lanes_and_keeps_every_part() -> None:
    scene = Scene(width=100, height=300, breaks=[80, 160, 240])

    assert scene.form == "high long"
    assert scene.sheets == [(0, 80), (80, 80), (160, 140)]


def test_a_drawing_that_one_sheet_holds_is_not_cut() -> None:
    assert Scene(width=100, height=110, breaks=[50, 100]).sheets == []


def test_a_drawing_is_cut_rather_than_printed_in_letters_that_nobody_can_read() -> None:
    # A sheet of 186 mm by 215 mm below the head would shrink it to the half.
    assert Scene(width=100, height=156, breaks=[70, 110]).sheets == [(0, 70), (70, 86)]


def test_a_lane_longer_than_a_sheet_has_a_sheet_of_its_own() -> None:
    sheets = Scene(width=100, height=500, breaks=[50, 400]).sheets

    assert [top for top, _ in sheets] == [0, 50, 400]
    assert sum(height for _, height in sheets) == 500
