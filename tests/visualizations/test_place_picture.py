"""What the picture of ways draws, without a browser."""

from trama.visualizations.place_picture import MOST_WAYS, Way, place_picture

CUSCO, PUNO, AREQUIPA, MADRE_DE_DIOS = "PE-08", "PE-21", "PE-04", "PE-17"


def test_the_origin_stands_left_and_the_destination_right() -> None:
    drawn = place_picture([Way([CUSCO, PUNO, MADRE_DE_DIOS], 2, 3)], "es")

    by_label = {node.label: node for node in drawn.nodes}
    assert by_label["Cusco"].x < by_label["Puno"].x < by_label["Madre de Dios"].x


def test_each_way_has_a_lane_and_is_as_wide_as_its_victims() -> None:
    ways = [Way([CUSCO, PUNO, MADRE_DE_DIOS], 2, 9), Way([CUSCO, AREQUIPA, MADRE_DE_DIOS], 1, 1)]

    drawn = place_picture(ways, "es")

    between = [node for node in drawn.nodes if node.pale]
    assert len({node.y for node in between}) == 2
    widths = {edge.label: edge.width for edge in drawn.edges if edge.label}
    assert widths["9 víctimas\n2 casos"] > widths["1 víctima\n1 caso"]


def test_a_direct_way_keeps_the_middle_lane() -> None:
    ways = [Way([CUSCO, PUNO, MADRE_DE_DIOS], 2, 9), Way([CUSCO, MADRE_DE_DIOS], 1, 1)]

    drawn = place_picture(ways, "es")

    heights = {node.label: node.y for node in drawn.nodes}
    assert heights["Cusco"] == heights["Madre de Dios"] != heights["Puno"]


def test_ways_from_several_states_of_a_country_begin_one_under_the_other() -> None:
    ways = [
        Way(["VE-V", "PE-24", "PE-15"], 3, 9),
        Way(["VE-S", "PE-24", "PE-15"], 2, 5),
        Way(["VE-V", "PE-15"], 1, 4),
    ]

    drawn = place_picture(ways, "es")

    heights = {node.label: node.y for node in drawn.nodes if not node.pale}
    assert heights["Zulia (Venezuela)"] < heights["Lima"] < heights["Táchira (Venezuela)"]
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.nodes)


def test_what_is_not_drawn_is_counted() -> None:
    ways = [Way([CUSCO, f"PE-{number:02}", MADRE_DE_DIOS], 1, 1) for number in range(1, 26)]

    drawn = place_picture(ways, "es")

    assert drawn.left_out == len(ways) - MOST_WAYS


def test_no_ways_draw_nothing() -> None:
    assert place_picture([], "es").nodes == []
