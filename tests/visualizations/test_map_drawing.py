"""The projection of the map and its shapes."""

import math

import pytest

from trama.charts.boundaries import HEIGHT, WIDTH, departments, project
from trama.visualizations.map_drawing import bent, within_frame

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
    assert bend(bent((300, 300), (360, 300), 1).path) == 310
    assert bend(bent((360, 300), (300, 300), 1).path) == 290


def test_legs_of_one_direction_between_the_same_points_bend_apart() -> None:
    bends = {bend(bent((300, 300), (360, 300), 1, turn=turn).path) for turn in range(5)}

    assert len(bends) == 5


@pytest.mark.parametrize("turn", range(7))
def test_a_leg_at_the_edge_stays_inside_the_drawing(turn: int) -> None:
    line = bent((700, 20), (60, 200), 5, turn=turn)

    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in line.spots)


def test_an_arrowhead_grows_with_its_leg_and_stays_shorter_than_it() -> None:
    def length(width: float, end: float) -> float:
        tip, neck = bent((100, 300), (end, 300), width).head[1:].split("L")[:2]
        return math.dist(map(float, tip.split()), map(float, neck.split()))

    assert length(9, 400) > 1.5 * length(1, 400)
    assert length(9, 115) < 15


def test_a_leg_ends_where_the_dot_of_its_place_begins() -> None:
    tip = bent((300, 300), (360, 300), 1, gap=5).head[1:].partition("L")[0]

    assert math.dist(map(float, tip.split()), (360, 300)) == pytest.approx(5, abs=0.1)


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
