"""Sub-routes recur in several cases, and legs are counted at each level."""

from made_routes import taken

from trama.routes.subroutes import flows, subroutes

WANCHAQ, CUSCO, SAN_ISIDRO, ATE, TACNA = (
    *("PE-080108", "PE-080101", "PE-150131", "PE-150103", "PE-230101"),
)


def test_a_subroute_of_several_cases_recurs() -> None:
    found = subroutes(
        [
            taken("C-1", (CUSCO, SAN_ISIDRO, TACNA), "2018"),
            taken("C-2", (WANCHAQ, ATE, TACNA), "2019"),
            taken("C-3", (SAN_ISIDRO, TACNA), "2019"),
            taken("C-4", (TACNA, CUSCO), "2019"),
        ],
        "DEPARTAMENTO",
    )
    assert [(places, len(one.victims)) for places, one in found] == [
        (("PE-15", "PE-23"), 3),
        (("PE-08", "PE-15", "PE-23"), 2),
    ]


def test_legs_join_the_places_that_are_known_and_lie_apart() -> None:
    one = taken("C-1", (CUSCO, None, "PE-08", "PE-23", TACNA, "PE"), "2018")
    (leg,) = flows([one])["DISTRITO"]
    assert leg[0] == (CUSCO, TACNA)


def test_legs_are_counted_at_each_level() -> None:
    found = flows([taken("C-1", (WANCHAQ, CUSCO, ATE), "2018")])
    assert {level: [places for places, _ in legs] for level, legs in found.items()} == {
        "DISTRITO": [(CUSCO, ATE), (WANCHAQ, CUSCO)],
        "PROVINCIA": [("PE-0801", "PE-1501")],
        "DEPARTAMENTO": [("PE-08", "PE-15")],
        "PAIS": [],
    }
