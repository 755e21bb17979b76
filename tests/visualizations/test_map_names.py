"""Names on the map: those of larger places first, none over another, fewer on a telephone."""

from trama.visualizations.map_drawing import Dot
from trama.visualizations.map_names import named


def dot(name: str, x: float, y: float, radius: float = 5) -> Dot:
    return Dot(x, y, radius, name, name)


def test_a_name_stands_above_its_dot() -> None:
    (lima,) = named([dot("Lima", 300, 300)])

    assert lima.label_y == 300 - 5 - 3
    assert lima.first


def test_the_name_of_the_smaller_of_two_neighbours_goes_below() -> None:
    large, small = named([dot("Ate", 300, 300), dot("Lurín", 305, 301, 2)])

    assert large.label_y < 300 < small.label_y
    assert not small.first


def test_a_name_without_room_is_left_out_and_the_dot_stays() -> None:
    drawn = named([dot(f"Distrito {n}", 300 + n, 300 + n) for n in range(5)])

    assert len(drawn) == 5
    assert [one.name for one in drawn].count("") >= 2


def test_letters_are_larger_on_a_telephone_so_fewer_names_have_room() -> None:
    east, west = named([dot("San Martín", 300, 300), dot("Amazonas", 390, 300)])

    assert west.name == "Amazonas"
    assert east.first
    assert not west.first


def test_a_name_that_would_leave_the_drawing_is_left_out() -> None:
    assert named([dot("Coronel Gregorio Albarracín Lanchipa", 10, 300)])[0].name == ""
