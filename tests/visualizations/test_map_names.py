"""Names and numbers on the map: the strongest first, none over another, fewer on a telephone."""

from dataclasses import replace

from trama.visualizations.lettering import width_of
from trama.visualizations.map_drawing import Arc, Dot, bent
from trama.visualizations.map_names import labelled


def dot(name: str, x: float, y: float, radius: float = 5) -> Dot:
    return Dot(x, y, radius, name, name)


def names(*dots: Dot) -> list[Dot]:
    return labelled(dots, [])[0]


def leg(number: str, start: tuple[float, float], end: tuple[float, float]) -> Arc:
    line = bent(start, end, 2)
    return Arc(line.path, line.head, 2, 1, "", 0, line.spots, number)


def test_a_name_stands_above_its_dot() -> None:
    (lima,) = names(dot("Lima", 300, 300))

    assert lima.label_y < 300 - 5 - 3
    assert (lima.label_x, lima.anchor) == (300, "middle")
    assert lima.small is not None
    # The larger letters of a telephone stand farther from the dot.
    assert lima.small[1] < lima.label_y


def test_names_of_neighbours_do_not_touch() -> None:
    large, small = names(dot("Ate", 300, 300), dot("Lurín", 305, 301, 2))

    assert large.label_y < 300
    assert (small.label_x, small.label_y) != (large.label_x, large.label_y)


def test_a_name_without_room_is_left_out_and_the_dot_stays() -> None:
    drawn = names(*(dot(f"Distrito {n}", 300 + n, 300 + n) for n in range(9)))

    assert len(drawn) == 9
    assert [one.name for one in drawn].count("") >= 2


def test_letters_are_larger_on_a_telephone_so_a_name_may_stand_elsewhere_or_not_at_all() -> None:
    dots = (dot("San Martín", 300, 300), dot("Amazonas", 380, 300), dot("Loreto", 345, 286))

    drawn = names(*dots)

    assert [one.name for one in drawn] == ["San Martín", "Amazonas", "Loreto"]
    assert drawn[0].small is not None
    wide = [(one.label_x, one.label_y, one.anchor) for one in drawn]
    assert [one.small for one in drawn] != wide


def test_a_name_at_the_upper_edge_stands_inside_the_drawing() -> None:
    (venezuela,) = names(dot("Venezuela", 500, 20, 8))

    assert venezuela.label_y > 20
    assert venezuela.small is not None
    assert venezuela.small[1] > 20


def test_a_name_that_would_leave_the_drawing_is_left_out() -> None:
    long = "Coronel Gregorio Albarracín Lanchipa" * 4

    assert names(dot(long, 10, 300))[0].name == ""


def test_the_numbers_of_two_legs_do_not_touch() -> None:
    ends = ((200.0, 300.0), (400.0, 300.0))

    _, (one, other) = labelled([], [leg("24", *ends), leg("11", *ends)])

    assert (one.number, other.number) == ("24", "11")
    assert abs(one.x - other.x) > 15 or abs(one.y - other.y) > 15


def test_numbers_side_by_side_cannot_be_read_as_one() -> None:
    # Two legs from Venezuela to Tumbes, whose numbers 12 and 9 nearly touched on a telephone.
    lines = [bent((470, 20), (110, 200), 2, turn=turn) for turn in range(2)]
    legs = [
        Arc(line.path, line.head, 2, 1, "", 0, line.spots, number)
        for line, number in zip(lines, ("12", "9"), strict=True)
    ]

    _, (one, other) = labelled([], legs)

    assert one.small is not None
    assert other.small is not None
    letters = (width_of("12", 22, bold=True) + width_of("9", 22, bold=True)) / 2
    beside = abs(one.small[0] - other.small[0]) - letters
    assert beside > 0.8 * 22 or abs(one.small[1] - other.small[1]) > 22


def test_a_place_that_the_slider_adds_takes_no_name_from_a_strong_place() -> None:
    strong = dot("Cusco", 300, 300)
    added = [
        replace(dot("", 300 + x, 300 + y, 3), rank=200)
        for x in range(-60, 61, 12)
        for y in range(-30, 31, 10)
        if (x, y) != (0, 0)
    ]

    assert names(strong, *added)[0].name == "Cusco"


def test_a_number_without_room_is_left_out() -> None:
    ends = ((300.0, 300.0), (310.0, 300.0))
    legs = [replace(leg(str(n), *ends), rank=n) for n in range(100, 110)]

    _, drawn = labelled([], legs)

    assert [one.number for one in drawn].count("") >= 5
