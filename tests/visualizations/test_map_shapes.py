"""The projection of the map and its shapes."""

import pytest

from trama.visualizations.map_shapes import (
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


def test_the_way_back_is_bent_to_the_other_side() -> None:
    assert arc((0, 0), (60, 0)) == "M0 0Q30.0 10.0 60 0"
    assert arc((60, 0), (0, 0)) == "M60 0Q30.0 -10.0 0 0"


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
