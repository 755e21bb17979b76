"""The projection of the map and its shapes."""

import math

import pytest

from trama.visualizations.map_drawing import (
    HEIGHT,
    WIDTH,
    arc,
    departments,
    project,
    within_frame,
)

LIMA, IQUITOS, TACNA, CARACAS = (-12.05, -77.04), (-3.75, -73.25), (-18.01, -70.25), (10.5, -66.9)


def test_north_is_up_and_east_is_right() -> None:
    lima, iquitos, tacna = project(*LIMA), project(*IQUITOS), project(*TACNA)

    assert iquitos[1] < lima[1] < tacna[1]
    assert lima[0] < iquitos[0] < tacna[0]


@pytest.mark.parametrize("place", [LIMA, IQUITOS, TACNA])
def test_a_place_in_peru_stays_where_it_is(place: tuple[float, float]) -> None:
    assert within_frame(project(*place)) == (project(*place), False)


def test_a_place_abroad_is_drawn_at_the_frame() -> None:
    (x, y), moved = within_frame(project(*CARACAS))

    assert moved
    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT / 4


def bend(path: str) -> float:
    """Returns how far south the middle of an arc is drawn."""
    return float(path.partition("Q")[2].split()[1])


def test_the_way_back_is_bent_to_the_other_side() -> None:
    assert bend(arc((0, 0), (60, 0))) == 10
    assert bend(arc((60, 0), (0, 0))) == -10


def test_a_leg_ends_where_the_dot_of_its_place_begins() -> None:
    x, y = map(float, arc((0, 0), (60, 0), gap=5).split()[-2:])

    assert math.hypot(60 - x, y) == pytest.approx(5, abs=0.1)


def test_all_departments_have_an_outline_inside_the_drawing() -> None:
    areas = departments()

    assert len(areas) == 25
    for area in areas:
        points = [
            tuple(map(float, point.split()))
            for point in area.path.replace("M", "L").replace("Z", "").split("L")
            if point
        ]
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
