"""Maps in shades: each department once, colours in order, nothing unsaid."""

import re

import pytest

from trama.charts.boundaries import areas, departments, project
from trama.charts.choropleth import choropleth
from trama.charts.classes import SHADES, UNKNOWN_COLOUR, classes_of, of_classes
from trama.charts.drawing import map_file, map_svg
from trama.places.gazetteer import gazetteer


def test_boundaries_are_those_of_the_gazetteers_departments() -> None:
    known = {place.uid for place in gazetteer().places("DEPARTAMENTO")}

    assert {area.uid for area in departments()} == known
    assert len(departments()) == 25


def test_every_province_of_the_gazetteer_has_an_outline_in_its_department() -> None:
    box_of = {area.uid: box(area.path) for area in (*departments(), *areas("PROVINCIA"))}
    provinces = [place.uid for place in gazetteer().places("PROVINCIA")]

    assert len(provinces) == 196
    for uid in provinces:
        west, north, east, south = box_of[uid]
        around = box_of[uid[: len("PE-15")]]
        assert west >= around[0] - 1, uid
        assert north >= around[1] - 1, uid
        assert east <= around[2] + 1, uid
        assert south <= around[3] + 1, uid


def box(path: str) -> tuple[float, float, float, float]:
    """Return the west, north, east and south ends of a path."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def test_the_seat_of_a_province_lies_where_its_outline_is() -> None:
    for area in areas("PROVINCIA"):
        point = gazetteer().coordinates(area.uid)
        assert point is not None
        x, y = project(*point)
        west, north, east, south = box(area.path)
        assert west - 1 <= x <= east + 1, area.name
        assert north - 1 <= y <= south + 1, area.name


def test_provinces_are_shaded_within_the_borders_of_their_departments() -> None:
    drawn = choropleth(
        {"PE-1501": 2.6, "PE-1701": 5.0}, "Tasa", "es", level="PROVINCIA", unknown="ninguna"
    )

    texts = {shape.text: shape.colour for shape in drawn.shapes}
    assert texts["Tambopata, Madre de Dios: 5"] == SHADES[-1]
    assert texts["Manu, Madre de Dios: ninguna"] == UNKNOWN_COLOUR
    assert drawn.legend[-1].text == "ninguna"
    assert map_file(drawn).count("<path") == 196 + 25
    assert map_svg(drawn).count("<path") == 196 + 25


def test_a_greater_value_is_never_paler() -> None:
    values = {area.uid: float(number) for number, area in enumerate(departments())}

    drawn = choropleth(values, "Víctimas", "es")

    colours = [SHADES.index(shape.colour) for shape in drawn.shapes]
    assert colours == sorted(colours)
    assert set(colours) == set(range(len(SHADES)))


def test_a_place_without_a_value_is_grey_and_said() -> None:
    drawn = choropleth({"PE-15": 3, "PE-08": None}, "Víctimas", "es")

    colour_of = {shape.text: shape.colour for shape in drawn.shapes}
    assert colour_of["Lima: 3"] != UNKNOWN_COLOUR
    assert colour_of["Cusco: sin dato"] == UNKNOWN_COLOUR
    assert drawn.legend[-1].text == "sin dato"


def test_places_that_the_map_cannot_show_are_counted() -> None:
    drawn = choropleth({"PE-15": 3, "VE": 7, "CO": None}, "Victims", "en")

    assert drawn.left_out == 1


def test_all_departments_of_a_region_have_its_colour() -> None:
    def region(uid: str) -> str:
        return "SUR" if uid in ("PE-08", "PE-21") else "OTRA"

    drawn = choropleth({"SUR": 9, "OTRA": 1}, "Víctimas", "es", region=region)

    colours = {shape.text.partition(":")[0]: shape.colour for shape in drawn.shapes}
    assert colours["Cusco"] == colours["Puno"] != colours["Lima"] == colours["Piura"]


def test_districts_are_shaded_and_those_of_lima_are_drawn_again_larger() -> None:
    values = {"PE-150101": 400, "PE-080101": 100, "VE": 5, "PE-210101": None}

    drawn = choropleth(values, "V", "es", level="DISTRITO")

    shaded = {shape.text: shape.colour for shape in drawn.shapes if ":" in shape.text}
    assert shaded == {"Cusco, Cusco: 100": SHADES[0], "Lima, Lima: 400": SHADES[-1]}
    assert [shape.text for shape in drawn.inset] == ["Lima, Lima: 400"]
    assert drawn.left_out == 1
    assert not drawn.dots
    assert map_svg(drawn).count("<path") == 25 + 2 + 25 + 1
    assert "<path" not in map_svg(drawn, shared=True)


def test_a_district_without_a_known_outline_is_a_dot_in_its_department() -> None:
    outlined = {area.uid for area in areas("DISTRITO")}
    bare = [one.uid for one in gazetteer().places("DISTRITO") if one.uid not in outlined]
    assert len(bare) == 66

    drawn = choropleth(dict.fromkeys(bare, 1.0), "V", "es", level="DISTRITO")

    assert len(drawn.dots) + drawn.left_out == 66
    assert len(drawn.dots) > 60
    box_of = {area.name: box(area.path) for area in departments()}
    wrong = "Santa Lucia, San Martín: 1"  # the table of places has 73° W, and it lies at 76° W
    for dot in drawn.dots:
        if dot.text == wrong:
            continue
        west, north, east, south = box_of[dot.text.partition(": ")[0].rpartition(", ")[2]]
        assert west - 1 <= dot.x <= east + 1, dot.text
        assert north - 1 <= dot.y <= south + 1, dot.text


def test_all_of_lima_and_callao_lies_within_the_frame_of_the_inset() -> None:
    svg = map_svg(choropleth({"PE-150101": 1.0}, "V", "es", level="DISTRITO"))
    frame = re.search(r'viewBox="(\d+) (\d+) (\d+) (\d+)"><rect', svg)
    assert frame is not None
    west, north, width, height = map(int, frame.groups())

    inside = [one for one in areas("DISTRITO") if one.uid.startswith(("PE-1501", "PE-0701"))]
    assert len(inside) == 47
    for area in inside:
        ends = box(area.path)
        assert west <= ends[0] <= ends[2] <= west + width, area.name
        assert north <= ends[1] <= ends[3] <= north + height, area.name


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], ()),
        ([4.0], (4.0,)),
        ([1.0, 1.0, 1.0, 2.0, 9.0], (1.0, 2.0, 9.0)),
        ([float(n) for n in range(100)], (0.0, 20.0, 40.0, 60.0, 80.0)),
    ],
)
def test_classes_hold_about_as_many_places_each(
    values: list[float], bounds: tuple[float, ...]
) -> None:
    found = classes_of(values)

    assert found.bounds == bounds
    assert len(of_classes(found)) == len(bounds)
    for value in values:
        assert found.colour(value) in SHADES


def test_whole_numbers_stand_in_one_class_of_the_legend() -> None:
    values = {area.uid: float(number) for number, area in enumerate(departments(), 1)}

    texts = [key.text for key in choropleth(values, "V", "es").legend]

    assert texts == ["1 a 5", "6 a 10", "11 a 15", "16 a 20", "21 a 25"]


def test_the_legend_says_only_values_that_occur() -> None:
    texts = [key.text for key in choropleth({"PE-15": 9478, "PE-08": 1185}, "V", "es").legend]

    assert texts == ["1185", "9478", "sin dato"]


def test_markup_escapes_every_text() -> None:
    hostile = "<script>alert(1)</script>"

    text = map_svg(choropleth({"PE-15": 1}, hostile, "es", write=lambda _: hostile))

    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert len(re.findall("<path", text)) == 25
