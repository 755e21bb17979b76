"""Recommendations of a graph: what each role gets, and that no person shapes a ranking."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from made_travels import Travel, write_travels

from trama.access.policy import Role, Viewer
from trama.core.errors import AccessDenied, BadParameter, UnknownName
from trama.core.question_errors import NothingObserved
from trama.graph.engine import Graph
from trama.prevention.question import read_question
from trama.prevention.recommending import recommend
from trama.queries.lookups.lookup import Lookup

ANALYST, INVESTIGATOR = Role.ANALYST, Role.INVESTIGATOR
CUSCO, ABANCAY, LIMA, IQUITOS = "PE-080101", "PE-030101", "PE-150101", "PE-160101"
RANKING = ("place", "victims", "cases", "low", "high", "first", "tier")


def travels() -> list[Travel]:
    """Return 47 victims from Cusco by Abancay to Lima, and 9 of Iquitos; twelve are minors."""
    some = [
        Travel(
            number,
            CUSCO,
            LIMA,
            (ABANCAY,),
            since=f"20{17 + number % 5}-0{1 + number % 9}-05",
            until=f"20{17 + number % 5}-0{1 + number % 9}-05",
            age=15.0 if number <= 12 else 20.0,
            company="EMPRESA SINTETICA",
        )
        for number in range(1, 48)
    ]
    return [*some, *(Travel(100 + number, IQUITOS, IQUITOS, age=15.0) for number in range(9))]


def answer(graph: Graph, office: Role = Role.ANALYST, **given: object) -> dict[str, Any]:
    lookup = Lookup(graph, Viewer(office), 30)
    return recommend(read_question({"draws": 100, **given}, lookup), lookup, "es")


def by_place(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["place"]: row for row in document["places"]}


@pytest.mark.every_engine
def test_places_have_their_counts_roles_reasons_and_tasks(graph: Graph) -> None:
    write_travels(graph, travels())

    document = answer(graph)

    places = by_place(document)
    assert [*places] == ["PE-03", "PE-08", "PE-15", "PE-16"]
    cusco = places["PE-08"]
    assert (cusco["victims"], cusco["origin"], cusco["transit"], cusco["destination"]) == (
        *(47, 47, 0, 0),
    )
    assert cusco["recruitment"] == {
        "code": "OFERTA_TRABAJO",
        "name": "Oferta de trabajo",
        "victims": 40,
        "of": 40,
    }
    assert cusco["minors"] == {"victims": 10, "of": 40}
    assert "schools" in cusco["tasks"]
    assert "road_checks" in places["PE-03"]["tasks"]
    assert "labour" in places["PE-15"]["tasks"]
    assert document["basis"]["victims"] == 56
    assert document["checks"]["routes"] == 47
    assert document["checks"]["met"] == 47
    assert document["companies"]["rows"][0]["company"] == "EMPRESA SINTETICA"
    assert document["way"]["identified"] == 50
    assert document["way"]["reintegrated"] == {"no_data": 50}
    assert sum(row["victims"] for row in document["months"]["rows"]) == 56


def test_minors_are_told_only_if_both_parts_are_ten_or_more(graph: Graph) -> None:
    write_travels(graph, travels())

    places = by_place(answer(graph))

    assert places["PE-16"]["minors"] is None  # nine, and nobody else
    assert places["PE-16"]["recruitment"] is None


@pytest.mark.parametrize("level", ["department", "district"])
def test_who_the_victims_are_changes_no_ranking_and_no_choice(graph: Graph, level: str) -> None:
    some = travels()
    other = [
        replace(one, age=None if one.number % 2 else 70.0, sex="M" if one.number % 3 else "F")
        for one in some
    ]

    first, second = (_ranked(graph, group, level) for group in (some, other))

    assert first == second


def _ranked(graph: Graph, some: Sequence[Travel], level: str) -> tuple[object, ...]:
    graph.write_rows("MATCH (n) DETACH DELETE n")
    write_travels(graph, some)
    document = answer(graph, level=level)
    rows = [{name: row[name] for name in RANKING} for row in document["places"]]
    return (
        rows,
        document["checks"],
        document["companies"],
        document["terminals"],
        document["months"],
    )


def test_the_public_gets_no_count_of_the_graph(graph: Graph) -> None:
    write_travels(graph, travels())

    with pytest.raises(AccessDenied):
        answer(graph, Role.PUBLIC)


def test_a_company_called_after_a_victim_is_hidden_and_changes_nothing_of_the_others(
    graph: Graph,
) -> None:
    named = "VICTIMA SINTETICA V-200 S.A.C."
    hers = [Travel(200 + number, CUSCO, LIMA, company=named) for number in range(12)]
    write_travels(graph, [*travels(), *hers])

    shown, whole = (answer(graph, office)["companies"] for office in (ANALYST, INVESTIGATOR))

    assert [row["company"] for row in shown["rows"]] == ["EMPRESA SINTETICA"]
    assert [row["company"] for row in whole["rows"]] == ["EMPRESA SINTETICA", named]
    assert shown["rows"][0]["low"] == shown["rows"][0]["high"] == 1


def test_a_company_called_by_the_surnames_of_a_passenger_is_hidden(graph: Graph) -> None:
    named = "TRANSPORTES SINTETICA VICTIMA"
    hers = [Travel(200 + number, CUSCO, LIMA, company=named) for number in range(12)]
    write_travels(graph, [*travels(), *hers])

    shown, whole = (answer(graph, office)["companies"] for office in (ANALYST, INVESTIGATOR))

    assert [row["company"] for row in shown["rows"]] == ["EMPRESA SINTETICA"]
    assert [row["company"] for row in whole["rows"]] == ["EMPRESA SINTETICA", named]


def test_companies_and_terminals_of_fewer_than_ten_victims_are_counted_and_not_named(
    graph: Graph,
) -> None:
    spellings = ("TERMINAL TERRESTRE PLAZA SINTETICA", "GRAN TERMINAL PLAZA SINTETICA")
    some = [
        Travel(n, CUSCO, LIMA, company="EMPRESA CHICA", terminal=spellings[n % 2])
        for n in range(1, 6)
    ]
    some += [Travel(n, CUSCO, LIMA, terminal=spellings[0]) for n in range(6, 13)]
    some += [Travel(n, CUSCO, IQUITOS, terminal=spellings[0]) for n in range(13, 17)]
    some += [Travel(n, CUSCO, LIMA, terminal="BAR EL TERMINAL") for n in range(17, 40)]
    write_travels(graph, some)

    document = answer(graph)

    assert document["companies"] == {"rows": [], "few": 1, "victims": 5}
    terminals = document["terminals"]
    assert (terminals["few"], terminals["victims"]) == (1, 16)  # that of Iquitos is another
    (row,) = terminals["rows"]
    assert (row["terminal"], row["place"], row["victims"]) == (spellings[0], LIMA, 12)
    assert "EMPRESA CHICA" not in str(document)


@pytest.mark.parametrize("name", ["minors", "recruitment", "targets"])
def test_no_two_questions_tell_of_one_victim(graph: Graph, name: str) -> None:
    """Periods that differ by a day, and every role, tell the same of people."""
    some = [
        Travel(
            number,
            CUSCO,
            LIMA if number % 2 else IQUITOS,
            (ABANCAY,) if number % 3 else (),
            since=f"2020-01-{1 + number % 28:02}",
            until=f"2020-01-{1 + number % 28:02}",
            age=15.0 if number % 3 else 20.0,
            recruitment="OFERTA_TRABAJO" if number % 2 else "SEDUCCION",
        )
        for number in range(1, 60)
    ]
    write_travels(graph, some)
    questions: list[dict[str, object]] = [
        *({"role": role} for role in ("any", "origin", "transit", "destination")),
        *({"since": f"2020-01-{day:02}"} for day in (2, 3, 4)),
        *({"until": f"2020-01-{day:02}"} for day in (25, 26)),
    ]

    told: dict[str, set[str]] = {}
    for question in questions:
        document = answer(graph, **question)
        rows = {"": document["way"]} if name == "targets" else by_place(document)
        for place, row in rows.items():
            told.setdefault(place, set()).add(str(row[name]))

    assert any(told.values())
    assert {place: len(values) for place, values in told.items()} == dict.fromkeys(told, 1)
    assert told != {place: {"None"} for place in told}


def test_the_same_question_has_the_same_answer(graph: Graph) -> None:
    write_travels(graph, travels())

    assert answer(graph) == answer(graph)
    assert answer(graph)["receipt"] != answer(graph, Role.SUPERVISOR)["receipt"]


def test_a_period_without_victims_says_which_years_there_are(graph: Graph) -> None:
    write_travels(graph, travels())

    with pytest.raises(NothingObserved) as empty:
        answer(graph, since="1990", until="1991")

    assert "2017–2021" in empty.value.message("es")


def test_a_place_is_asked_by_its_name_and_shows_what_lies_in_it(graph: Graph) -> None:
    write_travels(graph, travels())

    document = answer(graph, within="Cusco")

    assert document["question"]["level"] == "province"
    assert [row["place"] for row in document["places"]] == ["PE-0801"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"within": "Xyqqzw"}, UnknownName),
        ({"within": "VE"}, BadParameter),
        ({"level": "country"}, BadParameter),
        ({"level": "barrio"}, BadParameter),
        ({"most": 0}, BadParameter),
        ({"role": "victim"}, BadParameter),
        ({"since": "2020", "until": "2019"}, BadParameter),
        ({"age": "12"}, BadParameter),
    ],
)
def test_what_cannot_be_asked_is_refused(
    graph: Graph, given: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        answer(graph, **given)


def test_a_period_of_one_month_makes_no_year_stand_in_it(graph: Graph) -> None:
    march, june = "2017-03-05", "2017-06-05"
    days = [march] * 14 + [june] * 2
    some = [Travel(number, CUSCO, LIMA, since=day, until=day) for number, day in enumerate(days, 1)]
    write_travels(graph, some)

    months = answer(graph, since="2017-03", until="2017-03")["months"]

    assert months["left_out"] == []
    assert [row["month"] for row in months["rows"]] == ["03"]
