"""Texts for people and places: namesakes are told apart by their keys and levels."""

from trama.visualizations.signs import keyed_text, place_text, place_title, told_apart

RAUL = {"pseudonym": "X-RRRRRRRRRR", "name": "QUISPE SINTETICO, RAUL", "uid": "P-1"}
NAMESAKE = {"pseudonym": "X-SSSSSSSSSS", "name": "QUISPE SINTETICO, RAUL", "uid": "P-2"}
EVA = {"pseudonym": "X-EEEEEEEEEE", "name": "SINTETICO, EVA", "uid": "P-3"}
HIDDEN = {"pseudonym": "X-HHHHHHHHHH"}


def test_people_of_one_name_bear_their_keys_and_others_do_not() -> None:
    assert told_apart([RAUL, EVA, RAUL, NAMESAKE, HIDDEN]) == {
        "X-RRRRRRRRRR": "QUISPE SINTETICO, RAUL (X-RRRRRRRRRR)",
        "X-SSSSSSSSSS": "QUISPE SINTETICO, RAUL (X-SSSSSSSSSS)",
        "X-EEEEEEEEEE": "SINTETICO, EVA",
        "X-HHHHHHHHHH": "X-HHHHHHHHHH",
    }


def test_a_person_who_is_hidden_is_the_key_alone() -> None:
    assert keyed_text(HIDDEN) == "X-HHHHHHHHHH"
    assert keyed_text(EVA) == "SINTETICO, EVA (X-EEEEEEEEEE)"


def test_a_department_its_capital_and_their_province_are_told_apart() -> None:
    texts = [place_text(uid, "es") for uid in ("PE-08", "PE-0801", "PE-080101", "PE-080108")]

    assert texts == ["Cusco", "Cusco (provincia)", "Cusco (distrito)", "Wanchaq (Cusco)"]
    assert place_title("PE-0801", "es") == "Cusco (provincia, PE-0801)"
