"""An answer in the terminal: names for people, and what all rows share said once."""

from answers import answer, pseudonym, stage

from trama.exchange.answer_table import answer_table
from trama.queries.catalog import catalog


def test_places_and_codes_stand_by_name_and_what_maps_need_is_left_out() -> None:
    row = stage(
        victim=pseudonym("A"),
        position=1,
        phase="CAPTACION",
        place="PE-080108",
        place_name="Wanchaq",
        level="DISTRITO",
        latitude=-13.5,
        longitude=-71.9,
    )

    table = answer_table(catalog().get("route_of_case"), answer("route_of_case", [row]), "es", {})

    said = dict(zip(table.titles, table.rows[0], strict=True))
    assert said == {
        "Víctima": "P-AAAAAAAAAA",
        "Orden": "1",
        "Fase": "Captación",
        "Lugar": "Wanchaq (Cusco)",
        "Quién lo dice": "RETA",
    }


def test_what_every_row_says_is_said_once() -> None:
    rows = [
        stage(
            case_numbers=["RETA:SINT-2017-000001"],
            victim=pseudonym(letter),
            position=number,
            phase="CAPTACION",
            place="PE-080108",
            date="2017",
            transport="BUS",
        )
        for letter in "AB"
        for number in (1, 2)
    ]

    table = answer_table(catalog().get("route_of_case"), answer("route_of_case", rows), "en", {})

    assert ("Numbers of the case", "RETA:SINT-2017-000001") in table.same
    assert table.titles == ["Victim", "Order"]
    assert len(table.rows) == 4


def test_an_empty_answer_keeps_its_columns() -> None:
    table = answer_table(catalog().get("routes_between"), answer("routes_between", []), "es", {})

    assert table.titles[0] == "Lugares en orden"
    assert table.rows == []


def test_what_stands_beside_a_stage_is_named_in_spanish_and_unknown_roles_leave_no_line() -> None:
    rows = [
        stage(
            case_numbers=["RETA:SINT-2017-000001"],
            victim=pseudonym("A"),
            position=number,
            used=["EXPRESO SINTETICO, SAC", "ABC123"],
            used_kinds=["Organisation", "Vehicle"],
            roles=[None, None],
            place="PE-080108",
            phase="CAPTACION",
            date="2017",
            transport="BUS",
        )
        for number in (1, 2)
    ]

    table = answer_table(catalog().get("route_of_case"), answer("route_of_case", rows), "es", {})

    same = dict(table.same)
    assert same["Qué es cada uno"] == "Organización; Vehículo"
    assert same["Con"] == "EXPRESO SINTETICO, SAC; ABC123"
    assert all(text for _, text in table.same)
