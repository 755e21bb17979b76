"""The route language on a clean twin finds what truth.json tells, on both engines.

It stands here for the twin of this folder: loading another takes longer than the tests.
"""

from typing import TYPE_CHECKING, Any

import pytest
from random_chains import Row, routes_by_trying
from truth_model import victim_key

from trama.access.policy import Role, Viewer
from trama.queries.lookups.lookup import Lookup
from trama.routes.answer import Asked, find_routes

if TYPE_CHECKING:
    from conftest import TwinGraph

ANY = "CAPTACION|TRANSPORTE|RECEPCION|RETENCION|EXPLOTACION|APOYO"


def victims(twin: "TwinGraph") -> list[Row]:
    return [
        {
            "uid": victim_key(known, person),
            "case": known.numbers,
            "since": known.since,
            "until": known.until,
            "stages": [
                {
                    "uid": f"{known.numbers} {person} {at}",
                    "phase": one.phase,
                    "place": one.place,
                    "since": one.since,
                    "until": one.until,
                    "registries": [],
                }
                for at, one in enumerate(chain)
            ],
        }
        for known in twin.known
        for person, chain in known.chains.items()
    ]


@pytest.mark.parametrize(
    ("text", "steps", "period"),
    [
        ("captar en Cusco", [("CAPTACION", ("PE-08",), 1, 1)], {}),
        (
            "captar > transportar{0,3} > recibir en Lima",
            [("CAPTACION", (), 1, 1), ("TRANSPORTE", (), 0, 3), ("RECEPCION", ("PE-15",), 1, 1)],
            {},
        ),
        (
            "* en Loreto|Cusco > *{0,2} > explotar ; 2018..2021",
            [(ANY, ("PE-16", "PE-08"), 1, 1), (ANY, (), 0, 2), ("EXPLOTACION", (), 1, 1)],
            {"since": "2018-01-01", "until": "2021-12-31"},
        ),
        ("captar > transportar{2,4}", [("CAPTACION", (), 1, 1), ("TRANSPORTE", (), 2, 4)], {}),
    ],
)
def test_the_routes_of_a_pattern_are_those_of_the_truth(
    twin: "TwinGraph",
    text: str,
    steps: list[tuple[str, tuple[str, ...], int, int]],
    period: dict[str, Any],
) -> None:
    lookup = Lookup(twin.graph, Viewer(Role.INVESTIGATOR), 60)
    answer = find_routes(Asked(text, {"limit": 5_000, "level": "department"}), lookup, 5_000)

    found = {
        tuple(zip(row["phases"], row["places"], strict=True)): (
            *(row[name] for name in ("victims", "sure_victims", "cases", "first", "last")),
            {twin.numbers[uid] for uid in row["case_uids"]} if row["cases"] <= 30 else None,
        )
        for row in answer.rows
    }

    expected = {
        route: (
            *(len(row[name]) for name in ("victims", "sure", "cases")),
            *(min(row["days"]), max(row["days"])),
            row["cases"] if len(row["cases"]) <= 30 else None,
        )
        for route, row in routes_by_trying(victims(twin), steps, **period).items()
    }
    assert expected
    assert found == expected
