"""Boxes that stand for several people lead to all of them; cases and titles of long pages."""

import re

import random_answers
from answers import answer, stage

from trama.queries.catalog import catalog
from trama.queries.run import QueryAnswer
from trama.visualizations.around import Around
from trama.visualizations.network_page import network_page
from trama.visualizations.route_page import route_page


def people_of(made: QueryAnswer) -> set[str]:
    return {str(row[end]["pseudonym"]) for row in made.rows for end in ("one", "other")}


def listed(page: str) -> list[tuple[str, str]]:
    """Returns the address and the text of each item of the lists that unfold."""
    folds = re.findall(r'<details id="personas-.*?</details>', page, re.DOTALL)
    plain = re.sub(r'<span class="key">(.*?)</span>', r"\1", "".join(folds))
    return re.findall(r'<li><a href="([^"]*)"[^>]*>([^<]*)</a>', plain)


def test_everybody_of_a_group_of_a_network_is_listed_with_the_key_and_the_way_to_a_page() -> None:
    made = next(made for made in map(random_answers.pairs, range(40)) if len(people_of(made)) > 60)
    somebody = sorted(people_of(made))
    links = {key: f"p.{key}.html" for key in somebody[::2]}

    page = network_page(catalog().get("recurring_pairs"), made, "es", around=Around(links=links))

    items = listed(page)
    told = re.search(r">(\d+) presuntos tratantes</summary>", page)
    assert told is not None
    assert len(items) == int(told[1]) > 10
    for address, text in items:
        (key,) = [key for key in somebody if key in text]
        assert address == links.get(key, "#tabla")
    assert '<a href="#personas-1"><g class="mark person"' in page
    assert "Con alguien de un grupo, sin número" in page
    few = {"one": made.rows[0]["one"], "other": made.rows[0]["other"], "cases": 2}
    alone = network_page(catalog().get("recurring_pairs"), answer("recurring_pairs", [few]), "es")
    assert "Con alguien de un grupo" not in alone


def test_the_victims_of_a_joined_lane_are_listed_as_the_role_sees_them() -> None:
    keys = [f"X-{'ABCDEFGHJK'[:9]}{letter}" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ"]
    rows = [
        stage(victim={"pseudonym": key}, position=position, phase="CAPTACION", place="PE-08")
        for key in keys
        for position in (1, 2, 3)
    ]

    page = route_page(
        catalog().get("route_of_case"), answer("route_of_case", rows, {"case": "C-1"}), "es"
    )

    assert [text for _, text in listed(page)] == keys
    assert '<a href="#personas-1"><g class="mark lane"' in page


def suspect_page(cases: int, links: dict[str, str] | None = None) -> str:
    suspect = {"pseudonym": "X-RRRRRRRRRR", "name": "QUISPE SINTETICO, RAUL", "uid": "P-1"}
    rows = [
        {
            "suspect": suspect,
            "case": f"C-{number}",
            "case_numbers": [f"RETA:SINT-2017-{number:06}"],
            "role": "CAPTADOR",
            "victim": {"pseudonym": f"X-{number:0>10}"},
            "position": position,
            "phase": "CAPTACION",
            "date": f"2017-03-{position:02}",
        }
        for number in range(cases)
        for position in (1, 2)
    ]
    made = answer("cases_of_suspect", rows, {"person": "P-1"})
    return route_page(
        catalog().get("cases_of_suspect"), made, "es", around=Around(links=links or {})
    )


def test_a_page_of_many_cases_begins_with_each_case_and_its_way() -> None:
    page = suspect_page(31, {"C-3": "p.caso-C-3.html"})

    head = page.split('<section class="legend"')[0]
    assert head.count("data-search=") == 31
    told = head.replace('<span class="key">', "").replace("</span>", "")
    assert "RETA:SINT-2017-000003 · 01/03/2017 … 02/03/2017 · 1 víctima · presunto captador" in told
    assert head.count('href="p.caso-C-3.html"') == 1
    assert "data-search" not in suspect_page(1).split('<section class="legend"')[0]


def title_of(page: str) -> str:
    return page.split("<title>")[1].split("</title>", maxsplit=1)[0]


def test_namesakes_and_places_of_one_name_have_titles_of_their_own() -> None:
    assert title_of(suspect_page(1)).endswith("QUISPE SINTETICO, RAUL (X-RRRRRRRRRR)")
    query = catalog().get("legs_of_place")
    rows = [{"origin": "PE-08", "destination": "PE-15", "cases": 1, "victims": 2}]
    # A department, a province and a district are all called Cusco.
    titles = {
        title_of(route_page(query, answer("legs_of_place", rows, {"place": place}), "es"))
        for place in ("PE-08", "PE-0801", "PE-080101")
    }
    assert len(titles) == 3
    assert any("Cusco (provincia, PE-0801)" in title for title in titles)
