"""The page of a route without a browser: who and what stands in it. SINTETICO."""

from typing import Any

from answers import answer, stage

from trama.queries.catalog import catalog
from trama.visualizations.route_page import route_page

ANA = {"pseudonym": "X-AAAAAAAAAA"}
RAUL = {"pseudonym": "X-RRRRRRRRRR", "name": "QUISPE SINTETICO, RAUL", "uid": "P-1"}
NAMESAKE = {"pseudonym": "X-SSSSSSSSSS", "name": "QUISPE SINTETICO, RAUL", "uid": "P-2"}


def page(**values: Any) -> str:  # noqa: ANN401 - cells of any type
    row = stage(victim=ANA, position=1, phase="CAPTACION", place="PE-080101") | values
    return route_page(
        catalog().get("route_of_case"), answer("route_of_case", [row], {"case": "C-1"}), "es"
    )


def test_means_that_a_role_may_not_all_see_are_called_nothing_wrong() -> None:
    # A role that may not see the plate gets one name and two kinds: nobody knows which is which.
    drawn = page(used=["HOSTAL SINTETICO"], used_kinds=["Vehicle", "Establishment"])

    assert "HOSTAL SINTETICO" in drawn
    assert "Vehículo" not in drawn
    assert "Establecimiento: HOSTAL SINTETICO" in page(
        used=["HOSTAL SINTETICO"], used_kinds=["Establishment"]
    )


def test_namesakes_are_told_apart_in_the_picture_and_the_table() -> None:
    drawn = page(suspects=[RAUL, NAMESAKE], roles=["CAPTADOR", ""])

    picture, table = drawn.split("<table>")
    for who in (RAUL, NAMESAKE):
        assert who["pseudonym"] in picture
        assert who["pseudonym"] in table


def test_a_key_in_the_table_never_breaks_and_a_name_is_no_markup() -> None:
    hostile = RAUL | {"name": "<b>RAUL</b> X-<i>"}

    table = page(suspects=[hostile], roles=[""]).split("<table>")[1]

    assert '<span class="key">X-RRRRRRRRRR</span>' in table
    assert "<b>" not in table
    assert "&lt;b&gt;RAUL&lt;/b&gt; X-&lt;i&gt;" in table


def test_a_list_of_many_cases_is_scrolled_in_its_cell() -> None:
    legs = [
        {"origin": "PE-08", "destination": "PE-15", "cases": number, "victims": 1,
         "case_uids": [f"C-{n:024x}" for n in range(number)]}
        for number in (30, 3)
    ]  # fmt: skip
    said = answer("legs_of_place", legs, {"place": "PE-15", "level": "department"})

    drawn = route_page(catalog().get("legs_of_place"), said, "es")

    assert drawn.count('<td class="many"><div class="scroll" tabindex="0">') == 1
    assert drawn.count("C-0000000000000000000000") == 33
