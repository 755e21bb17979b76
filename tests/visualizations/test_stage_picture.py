"""The picture of stages, without a browser. SINTETICO."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from trama.visualizations.scene import Mark, Scene
from trama.visualizations.stage_lanes import MOST_MARKS, Accused, Means, Step, Who
from trama.visualizations.stage_picture import stage_picture

ANA, EVA = Who("X-AAAAAAAAAA", "X-AAAAAAAAAA"), Who("X-EEEEEEEEEE", "X-EEEEEEEEEE")
RAUL = Who("X-RRRRRRRRRR", "QUISPE SINTETICO, RAUL")


def journey(who: Who | None, *phases: str, place: str = "PE-080101") -> list[Step]:
    return [
        Step("RETA:SINT-2017-000001", who, number, phase, "2017", place)
        for number, phase in enumerate(phases, start=1)
    ]


def drawn(steps: list[Step]) -> Scene:
    return stage_picture(steps, "es")[0]


def of(scene: Scene, kind: str) -> list[Mark]:
    return [mark for mark in scene.marks if mark.kind == kind]


def words(mark: Mark) -> str:
    return "\n".join(line.text for line in mark.letters)


def left(mark: Mark) -> float:
    return min(line.x for line in mark.letters)


def test_stages_stand_in_the_columns_of_their_order() -> None:
    scene = drawn(journey(ANA, "CAPTACION", "TRANSPORTE", "EXPLOTACION"))

    stages = of(scene, "stage")
    assert [words(stage).split("\n")[0][:4] for stage in stages] == ["1 · ", "2 · ", "3 · "]
    lefts = [left(stage) for stage in stages]
    assert lefts == sorted(set(lefts))
    assert left(of(scene, "lane")[0]) < lefts[0]


def test_each_victim_has_a_lane_and_a_hue() -> None:
    scene = drawn(journey(ANA, "CAPTACION", "TRANSPORTE") + journey(EVA, "CAPTACION"))

    lanes = of(scene, "lane")
    assert [words(lane) for lane in lanes] == [ANA.name, EVA.name]
    assert len({lane.letters[0].colour for lane in lanes}) == 2
    assert len(of(scene, "stage")) == 3


def test_the_place_and_the_means_stand_in_the_box_of_the_stage() -> None:
    used = [Means("SIN-123", "Vehicle"), Means("HOSTAL SINTETICO", "Establishment")]
    step = Step("c", ANA, 1, "RECEPCION", "2017-03-05", "PE-080101", used=used)

    (stage,) = of(drawn([step]), "stage")

    assert {"Cusco (distrito)", "05/03/2017", "SIN-123", "HOSTAL SINTETICO"} <= set(
        words(stage).split("\n")
    )
    assert "Vehículo: SIN-123" in stage.tip


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2017-03-02", "2017-03-05", "+3 días"),
        ("2017-03-02", "2017-03-03", "+1 día"),
        ("2017-03-02", "2017-03-02", "el mismo día"),
        ("2017-03-05", "2017-03-02", "−3 días"),
        ("2017-03-02", "2017-03-05/2017-03-09", "+3 a 7 días"),
        ("2017-12", "2018-01", "≈ +1 mes"),
        ("2017-03-02", "2019", "≈ +2 años"),
    ],
)
def test_the_time_between_two_stages_is_written(before: str, after: str, said: str) -> None:
    steps = [Step("c", ANA, 1, "CAPTACION", before), Step("c", ANA, 2, "TRANSPORTE", after)]

    (order,) = of(drawn(steps), "order")

    assert [line.text for line in order.letters] == [said]


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, "2017"), ("2017", "2017"), ("2017-03/2017-06", "2018"), ("ayer", "2017-03-05"),
     ("2017-03-01/2017-03-09", "2017-03-04")],
)  # fmt: skip
def test_no_time_is_written_where_nobody_knows_it(before: str | None, after: str) -> None:
    steps = [Step("c", ANA, 1, "CAPTACION", before), Step("c", ANA, 2, "TRANSPORTE", after)]

    assert of(drawn(steps), "order")[0].letters == []


def test_a_stage_without_a_known_victim_is_chained_to_nobodys() -> None:
    scene = drawn(journey(ANA, "CAPTACION") + journey(None, "TRANSPORTE", "EXPLOTACION"))

    assert len(of(scene, "order")) == 1
    assert "Sin víctima conocida" in {words(lane).replace("\n", " ") for lane in of(scene, "lane")}


def test_a_suspect_is_named_with_an_alleged_role_and_tied_to_the_stage() -> None:
    step = Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL, "CAPTADOR")])

    scene = drawn([step])

    (suspect,) = of(scene, "suspect")
    assert suspect.tip == "QUISPE SINTETICO, RAUL: presunto captador"
    assert set(suspect.keys) <= set(of(scene, "stage")[0].keys)


def test_a_suspect_without_a_role_is_a_suspect_and_no_trafficker() -> None:
    steps = [Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL)])]

    spanish, english = (of(stage_picture(steps, said)[0], "suspect")[0] for said in ("es", "en"))

    assert spanish.letters[-1].text.endswith("tratante")
    assert english.letters[-1].text == "suspect"


def test_two_suspects_of_one_name_stay_two_and_one_of_two_roles_stays_one() -> None:
    namesake = Who("X-SSSSSSSSSS", RAUL.name)
    steps = [
        Step("c", ANA, 1, "CAPTACION", suspects=[Accused(RAUL, "CAPTADOR"), Accused(namesake)]),
        Step("c", ANA, 2, "EXPLOTACION", suspects=[Accused(RAUL, "EXPLOTADOR")]),
    ]

    tips = [suspect.tip for suspect in of(drawn(steps), "suspect")]

    assert sorted(tips) == [
        "QUISPE SINTETICO, RAUL: presunto captador, presunto explotador",
        "QUISPE SINTETICO, RAUL: presunto tratante",
    ]


def test_each_case_of_a_victim_says_its_number() -> None:
    steps = [Step("RETA:SINT-1", ANA, 1, "CAPTACION"), Step("RETA:SINT-2", ANA, 1, "CAPTACION")]

    assert [words(case) for case in of(drawn(steps), "case")] == ["RETA:SINT-1", "RETA:SINT-2"]


def test_a_case_of_110_victims_drops_nobody() -> None:
    steps = [
        step
        for number in range(110)
        for step in journey(
            Who(f"X-{number}", f"X-{number}"),
            *("CAPTACION", "EXPLOTACION", "RETENCION")[: 2 + number % 2],
            place=("PE-080101", "PE-170101", "PE-150101")[number % 3],
        )
    ]

    scene, joined = stage_picture(steps, "es")

    assert joined
    lanes = of(scene, "lane")
    assert sum(int(re.findall(r"(\d+) víctimas", words(lane))[0]) for lane in lanes) == 110
    assert {who for lane in lanes for who in lane.tip.split("\n")} == {f"X-{n}" for n in range(110)}
    assert len(lanes) + len(of(scene, "stage")) <= MOST_MARKS


def test_a_suspect_of_some_victims_of_a_joined_lane_says_of_how_many() -> None:
    steps = [
        replace(step, suspects=[Accused(RAUL)] if number < 37 else [])
        for number in range(110)
        for step in journey(Who(f"X-{number}", f"X-{number}"), "CAPTACION", "EXPLOTACION")
    ]
    whole = [replace(step, suspects=[Accused(RAUL)]) for step in steps]

    assert "con 37 de 110" in words(of(drawn(steps), "suspect")[0]).replace("\n", " ")
    assert "110" not in words(of(drawn(whole), "suspect")[0])


def test_boxes_of_a_lane_do_not_touch_each_other() -> None:
    scene = drawn(journey(ANA, *["TRANSPORTE"] * 9))

    lefts = [left(stage) for stage in of(scene, "stage")]
    assert len(lefts) == 9
    assert min(after - before for before, after in pairwise(lefts)) > 192


def test_nothing_is_drawn_of_no_stages() -> None:
    assert drawn([]).marks == []


def test_the_number_of_a_case_takes_one_line_where_no_line_of_a_suspect_runs() -> None:
    numbers = "RETA:SINT-2021-000302, SISTRA:9999214505-2021-302-0"
    steps = [
        Step(case, ANA, position, "CAPTACION")
        for case in (numbers, "RETA:SINT-2022-000001")
        for position in (1, 2)
    ]
    accused = [replace(step, suspects=[Accused(RAUL)]) for step in steps]

    free, beside_a_line = (of(drawn(own), "case")[0] for own in (steps, accused))

    assert [line.text for line in free.letters] == [numbers]
    assert len(beside_a_line.letters) > 1


def test_groups_of_one_case_are_told_apart_by_their_places() -> None:
    steps = [
        Step("c", Who(f"X-{number}", f"X-{number}"), position, "CAPTACION", place=place)
        for number in range(60)
        for position, place in enumerate(("PE-08" if number % 2 else "PE-16", "PE-17"), start=1)
    ]

    titles = [crowd.title for crowd in drawn(steps).crowds]

    assert titles == [
        "30 víctimas · Loreto → Madre de Dios",
        "30 víctimas · Cusco → Madre de Dios",
    ]
