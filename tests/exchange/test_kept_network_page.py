"""The page of a stored network, from answers made by hand. SINTETICO."""

import re
from typing import Any

from answers import answer, pseudonym

from trama.exchange.kept_network_page import kept_network_page
from trama.queries.run import QueryAnswer

ANA = {"pseudonym": "X-AAAAAAAAAA", "uid": "P-1", "name": "ANA SINTETICA"}
EVIL = {"pseudonym": "X-BBBBBBBBBB", "uid": "P-2", "name": "<script>alert(1)</script>"}
VICTIM = pseudonym("V")
NUMBERS = {"C-1": "RETA:SINT-1", "C-2": "RETA:SINT-2"}
NETWORK = {
    "network": "N-1",
    "state": "ACTIVA",
    "people": [ANA, EVIL, VICTIM],
    "members": 3,
    "cases": 2,
    "expected": 0.05,
    "rate": 0.004,
    "survives": 0.875,
    "overturned_by": 1,
    "first": "2017-03-05",
    "last": "2019-04-01",
}


def answers(**parts: list[dict[str, Any]]) -> dict[str, QueryAnswer]:
    case = {"first": "2017-03-05", "last": "2017-03-05", "place": "PE-15", "registries": ["RETA"]}
    rows: dict[str, list[dict[str, Any]]] = {
        "network": [NETWORK],
        "members": [
            {"suspect": one, "roles": ["CAPTADOR"], "cases": 2, "partners": 2, "weight": 1.5,
             "case_uids": ["C-1", "C-2"]}
            for one in (ANA, EVIL, VICTIM)
        ],
        "cases": [
            {**case, "case": "C-1", "people": [ANA, EVIL], "suspects": 2, "victims": 1},
            {**case, "case": "C-2", "people": [ANA, EVIL, VICTIM], "suspects": 3, "victims": 2},
        ],
        "routes": [{"origin": "PE-08", "destination": "PE-15", "cases": 1, "victims": 1}],
        "bridges": [],
        "changes": [{"network": "N-1", "number": 1, "change": "NUEVA", "calculated": "2026-11-30",
                     "gained": 3, "lost": 0, "members": 3, "cases": 2, "others": []}],
    } | parts  # fmt: skip
    names = {
        "network": "recurring_networks",
        "members": "network_members",
        "cases": "network_cases",
        "routes": "network_routes",
        "bridges": "bridges_between_networks",
        "changes": "network_changes",
    }
    return {part: answer(name, rows[part]) for part, name in names.items()}


def page(**parts: list[dict[str, Any]]) -> str:
    return kept_network_page(answers(**parts), NUMBERS, ["Calculado hoy."], "es", synthetic=True)


def test_the_page_says_both_numbers_beside_the_network() -> None:
    text = page()

    assert "<h1>Red N-1</h1>" in text
    assert "0,4 % de falsas" in text.replace("\xa0", " ")
    assert "87,5 % de los sorteos" in text.replace("\xa0", " ")
    assert "Sin 1 de sus casos no se la llamaría recurrente" in text


def test_people_legs_and_changes_each_have_a_table_and_so_have_cases() -> None:
    text = page()

    titles = re.findall(r"<h2>(.*?)</h2>", text)
    assert {"Personas de una red", "Tramos de una red", "Cambios de las redes"} < set(titles)
    assert "Puentes entre redes" not in text
    assert "RETA:SINT-1" in text
    assert "Captador" in text
    assert "Cusco" in text


def test_a_line_joins_two_people_with_the_cases_that_they_share() -> None:
    tips = re.findall(r'data-tip="([^"]*)"', page())

    assert any("ANA SINTETICA" in tip and "2" in tip for tip in tips)


def test_a_name_is_never_markup() -> None:
    text = page()

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_page_runs_its_own_scripts_only_and_fetches_nothing() -> None:
    text = page()

    assert "default-src &#39;none&#39;" in text
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", text)


def test_a_network_that_is_found_no_more_has_no_picture() -> None:
    text = page(members=[], cases=[], routes=[])

    assert "<h1>Red N-1</h1>" in text
    assert 'class="nothing"' in text


def test_a_case_stands_at_its_date_on_the_lane_of_each_of_its_people() -> None:
    text = page()

    lanes = re.findall(r'class="mark lane" data-keys="([^"]*)"', text)
    cases = re.findall(r'class="mark case" data-keys="([^"]*)"[^>]*data-tip="([^"]*)"', text)
    assert len(lanes) == 3
    assert [keys.split() for keys, _ in cases] == [lanes[:2], lanes]
    assert cases[0][1].splitlines()[:2] == ["RETA:SINT-1", "05/03/2017"]
    assert ">2017</text>" in text


def test_cases_without_a_date_have_no_lanes() -> None:
    case = {"case": "C-1", "people": [ANA, VICTIM], "first": None, "last": None, "place": None,
            "registries": [], "suspects": 2, "victims": 0}  # fmt: skip

    assert 'class="mark case"' not in page(cases=[case])


def test_cases_that_count_as_one_are_told_where_all_are_drawn() -> None:
    counted = {**NETWORK, "cases": 1}

    assert "2 casos, no 1" in page(network=[counted])
    assert "casos, no" not in page()
