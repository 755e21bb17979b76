"""The legs that appear in a period and in no earlier year, and those that ended. SINTETICO."""

from asked import asked
from legs_graph import OneLeg, write_legs

from trama.graph.engine import Graph

LEGS: tuple[OneLeg, ...] = (
    ("A1", "PE-08>PE-15", "2016-05-01", "2016-05-01"),
    ("A2", "PE-08>PE-15", "2017-05-01", "2017-05-01"),
    # From the same origin, after the last of the legs above.
    ("B1", "PE-08>PE-04", "2019-02-01", "2019-02-01"),
    ("B2", "PE-08>PE-04", "2020-02-01", "2020-02-01"),
    ("B3", "PE-08>PE-04", None, None),
    # Somewhen from December 2018 to January 2019.
    ("C1", "PE-16>PE-24", "2018-12-01", "2019-01-31"),
    # To the same destination as the first; one case is older, and only the fact says so.
    ("D1", "PE-16>PE-15", "2019-03-03", "2019-03-03"),
    ("D2", "PE-16>PE-15", "2018-03-03", "2018-03-03"),
)
ENDS = ("origin", "destination")


def test_a_leg_is_new_if_no_arrival_may_have_happened_earlier(graph: Graph) -> None:
    write_legs(graph, LEGS, undated=["D2"])

    assert asked(graph, "new_routes", year=2019) == [
        (
            *("PE-08", "Cusco", "PE-04", "Arequipa"),
            *(1, 1, 1, 1),  # cases and victims of 2019, a case of 2020, and one without a date
            *(True, False),  # Cusco had a leg before, Arequipa had none
            *("2019-02-01", "2020-02-01", ["B2", "B1", "B3"]),
        )
    ]


def test_a_date_that_is_not_precise_belongs_to_the_first_year_it_may_mean(graph: Graph) -> None:
    write_legs(graph, LEGS, undated=["D2"])

    assert asked(graph, "new_routes", *ENDS, year=2018) == [("PE-16", "PE-15"), ("PE-16", "PE-24")]


def test_several_years_are_one_period(graph: Graph) -> None:
    write_legs(graph, LEGS, undated=["D2"])
    columns = (*ENDS, "cases", "later_cases")

    assert asked(graph, "new_routes", *columns, year=2019, years=2) == [("PE-08", "PE-04", 2, 0)]
    assert asked(graph, "new_routes", *columns, year=2019, min_cases=2) == []


def test_a_level_without_legs_has_nothing_new(graph: Graph) -> None:
    write_legs(graph, LEGS)

    assert asked(graph, "new_routes", year=2019, level="country") == []


def test_a_leg_dried_up_if_no_arrival_may_have_happened_since(graph: Graph) -> None:
    write_legs(graph, LEGS, undated=["D2"])

    assert asked(graph, "dried_up_routes", year=2018) == [
        (
            *("PE-08", "Cusco", "PE-15", "Lima", 2, 2, 0, "2016-05-01", "2017-05-01"),
            # From Cusco one began to go to Arequipa; to Lima one began to come from Loreto.
            *(["PE-04"], ["PE-16"], ["A2", "A1"]),
        )
    ]


def test_a_fact_of_that_year_keeps_a_leg_alive_though_its_stage_has_no_date(graph: Graph) -> None:
    write_legs(graph, LEGS, undated=["A2"])
    legs = (("PE-08", "PE-15"),)

    assert asked(graph, "dried_up_routes", *ENDS, year=2017) == []
    assert asked(graph, "dried_up_routes", *ENDS, year=2018) == [*legs]


def test_a_date_that_may_still_be_in_the_year_keeps_a_leg_alive(graph: Graph) -> None:
    write_legs(graph, LEGS)

    alone = asked(graph, "dried_up_routes", *ENDS, year=2020, min_cases=1)

    assert ("PE-16", "PE-24") in alone
    assert ("PE-16", "PE-24") not in asked(graph, "dried_up_routes", *ENDS, year=2019, min_cases=1)
    assert ("PE-08", "PE-04") not in alone
