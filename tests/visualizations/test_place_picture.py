"""The picture of ways, without a browser."""

import pytest

from trama.visualizations.flow_layout import layout, spread
from trama.visualizations.place_picture import MOST_WAYS, Way, drawn_ways, letter, place_picture
from trama.visualizations.scene import Mark, Scene

CUSCO, PUNO, AREQUIPA, MADRE_DE_DIOS = "PE-08", "PE-21", "PE-04", "PE-17"


def of(scene: Scene, kind: str) -> list[Mark]:
    return [mark for mark in scene.marks if mark.kind == kind]


def middles(scene: Scene) -> dict[str, float]:
    return {mark.tip: mark.letters[0].x for mark in of(scene, "place")}


def test_the_origin_stands_left_and_the_destination_right() -> None:
    at = middles(place_picture([Way([CUSCO, PUNO, MADRE_DE_DIOS], 2, 3)], "es"))

    assert at["Cusco"] < at["Puno"] < at["Madre de Dios"]


def test_equal_places_are_one_node() -> None:
    ways = [
        Way([CUSCO, PUNO, MADRE_DE_DIOS], 2, 9),
        Way([CUSCO, PUNO, AREQUIPA, MADRE_DE_DIOS], 1, 1),
        Way([PUNO, CUSCO, MADRE_DE_DIOS], 1, 1),
    ]

    names = [mark.tip for mark in of(place_picture(ways, "es"), "place")]

    assert sorted(names) == ["Arequipa", "Cusco", "Madre de Dios", "Puno"]


def test_a_ribbon_is_as_wide_as_its_victims_and_bears_its_own_numbers() -> None:
    ways = [Way([CUSCO, PUNO, MADRE_DE_DIOS], 2, 9), Way([CUSCO, AREQUIPA, MADRE_DE_DIOS], 1, 1)]

    scene = place_picture(ways, "es")

    widths = {mark.keys[0]: mark.shapes[0].width for mark in of(scene, "way")}
    assert widths["w0"] > widths["w1"]
    full = [[line.text for line in mark.letters] for mark in of(scene, "label")]
    assert ["A", "9 víctimas · 2 casos"] in full
    assert ["B", "1 víctima · 1 caso"] in full


def test_letters_go_on_after_z() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_what_is_not_drawn_is_counted() -> None:
    ways = [Way([CUSCO, f"PE-{number:02}", MADRE_DE_DIOS], 1, 1) for number in range(1, 26)]

    assert drawn_ways(ways) == MOST_WAYS
    assert len(of(place_picture(ways, "es"), "way")) == MOST_WAYS


def test_a_way_that_passes_a_column_has_a_place_of_its_own_there() -> None:
    found = layout([["A", "B", "D"], ["A", "D"]], {}, 20)

    assert [len(column) for column in found.columns] == [1, 2, 1]


def test_a_circle_of_places_gets_columns_too() -> None:
    found = layout([["A", "B", "A", "C"], ["C", "A"]], {}, 20)

    assert sorted(found.column) == ["A", "B", "C"]
    assert len(set(found.column.values())) > 1


@pytest.mark.parametrize(
    ("wanted", "heights", "settled"),
    [([0, 0], [10, 10], [-15, 15]), ([0, 100], [10, 10], [0, 100]), ([], [], [])],
)
def test_things_of_a_column_are_spread(
    wanted: list[float], heights: list[float], settled: list[float]
) -> None:
    assert spread(wanted, heights) == settled


@pytest.mark.parametrize("ways", [[], [Way([CUSCO], 1, 1)], [Way([CUSCO, CUSCO], 1, 1)]])
def test_ways_without_a_leg_do_not_fail(ways: list[Way]) -> None:
    assert of(place_picture(ways, "es"), "label") == []


def test_a_place_leads_to_its_page() -> None:
    scene = place_picture([Way(["PE-08", "PE-15"], 1, 2)], "es", links={"PE-15": "lima.html"})

    assert [(mark.tip, mark.href) for mark in scene.marks if mark.kind == "place"] == [
        ("Cusco", ""),
        ("Lima", "lima.html"),
    ]
