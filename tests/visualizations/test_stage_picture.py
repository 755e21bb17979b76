"""What the picture of stages draws, without a browser. SINTETICO."""

from trama.visualizations.network_drawing import DrawnNode, Subgraph
from trama.visualizations.stage_picture import Accused, Step, Who, stage_picture

ANA, EVA = Who("P-AAAAAAAAAA", "P-AAAAAAAAAA"), Who("P-EEEEEEEEEE", "P-EEEEEEEEEE")
RAUL = Who("P-RRRRRRRRRR", "QUISPE SINTETICO, RAUL")


def by_label(drawn: Subgraph, beginning: str) -> DrawnNode:
    return next(node for node in drawn.nodes if node.label.startswith(beginning))


def journey(who: Who | None, *phases: str, place: str = "PE-080101") -> list[Step]:
    return [
        Step("RETA:SINT-2017-000001", who, number, phase, "2017", place)
        for number, phase in enumerate(phases, start=1)
    ]


def test_stages_stand_in_the_columns_of_their_order() -> None:
    drawn = stage_picture(journey(ANA, "CAPTACION", "TRANSPORTE", "EXPLOTACION"), "es")

    columns = [by_label(drawn, f"{number}.").x for number in (1, 2, 3)]
    assert columns == sorted(set(columns))
    assert by_label(drawn, "P-AAAAAAAAAA").x < columns[0]


def test_victims_of_the_same_stage_share_its_node() -> None:
    steps = journey(ANA, "CAPTACION", "TRANSPORTE") + journey(EVA, "CAPTACION", "TRANSPORTE")

    drawn = stage_picture(steps, "es")

    assert sum("Captación" in node.label for node in drawn.nodes) == 1
    chained = [edge for edge in drawn.edges if not edge.dashed]
    assert [edge.label for edge in chained] == ["2"]


def test_victims_who_part_get_lanes_of_their_own() -> None:
    steps = journey(ANA, "CAPTACION", "TRANSPORTE")
    steps += journey(EVA, "CAPTACION", "TRANSPORTE", place="PE-150101")

    drawn = stage_picture(steps, "es")

    spots = [(node.x, node.y) for node in drawn.nodes]
    assert len(set(spots)) == len(spots)
    assert sum("Captación" in node.label for node in drawn.nodes) == 2


def test_a_stage_without_a_known_victim_is_chained_to_nobodys() -> None:
    steps = journey(ANA, "CAPTACION") + journey(None, "TRANSPORTE", "EXPLOTACION")

    drawn = stage_picture(steps, "es")

    assert [edge for edge in drawn.edges if not edge.dashed] == []


def test_a_suspect_is_named_with_an_alleged_role_and_tied_to_the_stage() -> None:
    step = Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL, "CAPTADOR")])

    drawn = stage_picture([step], "es")

    suspect = by_label(drawn, "QUISPE")
    assert suspect.label == "QUISPE SINTETICO, RAUL\npresunto captador"
    assert suspect.y > by_label(drawn, "1.").y
    assert (suspect.id, "s0") in {(edge.start, edge.end) for edge in drawn.edges}


def test_a_suspect_without_a_role_is_a_suspect_and_no_trafficker() -> None:
    steps = [Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL)])]

    spanish = by_label(stage_picture(steps, "es"), "QUISPE")
    english = by_label(stage_picture(steps, "en"), "QUISPE")

    assert spanish.label.endswith("presunto tratante")
    assert english.label.endswith("suspect")


def test_two_suspects_of_one_name_stay_two() -> None:
    namesake = Who("P-SSSSSSSSSS", RAUL.name)
    step = Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL), Accused(namesake)])

    drawn = stage_picture([step], "es")

    assert sum(node.label.startswith("QUISPE") for node in drawn.nodes) == 2


def test_a_suspect_of_two_roles_is_one_node_with_both() -> None:
    steps = [
        Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL, "CAPTADOR")]),
        Step("c", ANA, 2, "EXPLOTACION", suspects=[Accused(RAUL, "EXPLOTADOR")]),
    ]

    drawn = stage_picture(steps, "es")

    labels = [node.label for node in drawn.nodes if node.label.startswith("QUISPE")]
    assert labels == ["QUISPE SINTETICO, RAUL\npresunto captador\npresunto explotador"]


def test_a_victim_of_two_cases_is_one_node_and_each_case_says_its_number() -> None:
    steps = [Step("RETA:SINT-1", ANA, 1, "CAPTACION"), Step("RETA:SINT-2", ANA, 1, "CAPTACION")]

    drawn = stage_picture(steps, "es")

    assert sum(node.label == ANA.name for node in drawn.nodes) == 1
    assert {node.label for node in drawn.nodes if node.shape == "text"} == {
        "RETA:SINT-1",
        "RETA:SINT-2",
    }


def test_words_follow_the_language() -> None:
    step = Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL, "CAPTADOR")])

    drawn = stage_picture([step], "en")

    assert by_label(drawn, "1.").label == "1. Capture\nno date"
    assert by_label(drawn, "QUISPE").label.endswith("alleged recruiter")


def test_nothing_is_drawn_of_no_stages() -> None:
    assert stage_picture([], "es").nodes == []
