"""Texts for people: namesakes are told apart by their keys."""

from trama.visualizations.signs import keyed_text, told_apart

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
