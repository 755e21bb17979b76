"""Routes and cases on a clean twin: the answers are what truth.json tells, on both engines."""

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest
from truth_model import (
    PHASES,
    UNKNOWN,
    Known,
    Lived,
    bounds,
    days,
    folded,
    moves,
    on_level,
    victim_key,
    ways,
)

from trama.ontology.codelists import code_list

if TYPE_CHECKING:
    from conftest import TwinGraph


def told_twice(truth: "TwinGraph") -> list[Known]:
    return [one for one in truth.known if one.reta and one.sistra]


def test_the_graph_holds_the_cases_and_people_of_the_truth(twin: "TwinGraph") -> None:
    """Not a query: what the other tests stand on."""
    people = {one["id"] for one in twin.truth["people"]}

    assert sorted(twin.numbers.values()) == sorted(one.numbers for one in twin.known)
    assert len({name for name in twin.names.values() if name != UNKNOWN}) <= len(people)
    assert told_twice(twin)


def test_the_timeline_of_a_case_has_every_dated_fact_of_both_registries(twin: "TwinGraph") -> None:
    assert told_twice(twin)[:8]
    for known in told_twice(twin)[:8]:
        found = twin.rows(
            "case_timeline", "event", "date", "phase", "victim", "status", case=known.numbers[0]
        )

        reta, sistra = known.reta, known.sistra
        assert reta is not None
        assert sistra is not None
        status = code_list("procedural_status").find(sistra["status"], "SISTRA")
        assert status is not None
        stages = [
            ("ETAPA", one.date, one.phase, known.names[person], None)
            for person, chain in known.chains.items()
            for one in chain
        ]
        assert Counter(row for row in found if row[0] == "ETAPA") == Counter(stages)
        assert [row[1] for row in found if row[0] == "HECHO"] == [reta["fact_date"]]
        assert {row[1] for row in found if row[0] == "REGISTRO"} == {
            reta["registered_on"],
            sistra["registered_on"],
        }
        assert [row[4] for row in found if row[0] == "ESTADO"] == [status.code]
        dated = [row for row in found if row[1] is not None]
        assert dated == sorted(dated, key=lambda row: row[1])
        lived = twin.rows("route_of_case", "victim", "phase", case=known.numbers[0])
        # People without a document have one name here: the stages of two of them would mix.
        for person in {victim for victim, _ in lived} - {UNKNOWN}:
            own = [row[2] for row in found if row[0] == "ETAPA" and row[3] == person]
            assert own == [phase for victim, phase in lived if victim == person]


def test_the_route_of_a_case_has_each_victims_stages_in_the_order_lived(
    twin: "TwinGraph",
) -> None:
    columns = ("victim", "position", "phase", "place", "date", "came_from", "suspects")
    assert twin.known[::6]
    for known in twin.known[::6]:
        found = twin.rows("route_of_case", *columns, case=known.numbers[-1])

        expected = []
        for person, chain in known.chains.items():
            came = {index: before for index, before, _ in moves(chain)}
            expected += [
                (known.names[person], number, one.phase, one.place, one.date, came.get(number - 1))
                for number, one in enumerate(chain, start=1)
            ]
        assert Counter(row[:6] for row in found) == Counter(expected)
        named = [one.suspects for chain in known.chains.values() for one in chain]
        assert Counter(frozenset(row[6]) for row in found) == Counter(named)


def test_the_route_of_a_victim_goes_through_every_case_of_hers(twin: "TwinGraph") -> None:
    assert twin.truth["repeated_victims"]
    for person in twin.truth["repeated_victims"]:
        cases = [one for one in twin.known if person in one.people("victims")]
        name = cases[0].names[person]
        if name == UNKNOWN:
            continue

        found = twin.rows("route_of_victim", "case", "position", "phase", victim=twin.uid_of(name))

        expected = [
            (one.numbers, number, lived.phase)
            for one in cases
            for number, lived in enumerate(one.chains[person], start=1)
        ]
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("origin", "destination", "level", "since", "until"),
    [
        ("PE-08", "PE-15", "department", None, None),
        ("PE-08", "PE-17", "district", None, None),
        ("PE-16", "PE-15", "province", "2018", "2022-06"),
        ("VE", "PE", "country", None, None),
        ("VE", "PE-15", "department", None, None),
        ("CO-ANT", "PE", "district", None, None),
        ("PE-15", "PE-08", "department", "2019", None),
        ("PE", "VE", "department", None, None),
        ("PE-1501", "PE-17", "province", None, None),
    ],
)
def test_routes_between_are_the_ways_that_a_search_of_every_chain_finds(
    twin: "TwinGraph", origin: str, destination: str, level: str, since: str, until: str
) -> None:
    begin = {"2018": "2018-01-01", "2019": "2019-01-01", None: ""}[since]
    end = {"2022-06": "2022-06-30", None: "9999"}[until]
    expected: dict[tuple[str, ...], list[tuple[Known, str, tuple[str | None, str | None]]]]
    expected = defaultdict(list)
    for known in twin.known:
        for person, chain in known.chains.items():
            for places, stages in ways(chain, origin, destination):
                first, last = days(stages, known)
                if (first or "9999") <= end and (last or "") >= begin:
                    row = tuple(folded(places, level))
                    expected[row].append((known, person, (first, last)))

    asked = {"origin": origin, "destination": destination, "level": level, "limit": 5000}
    found = twin.rows(
        "routes_between",
        *("places", "cases", "victims", "first", "last"),
        **asked,
        since=since,
        until=until,
    )

    assert {tuple(row[0]): row[1:] for row in found} == {
        row: (
            len({one[0].numbers for one in told}),
            len({victim_key(one[0], one[1]) for one in told}),
            *bounds(one[2] for one in told),
        )
        for row, told in expected.items()
    }
    assert found == sorted(found, key=lambda row: (-row[2], -row[1], row[0]))


def test_some_of_the_routes_asked_for_exist(twin: "TwinGraph") -> None:
    """Else the test above could not fail."""
    assert twin.rows("routes_between", origin="PE-08", destination="PE-15", limit=5000)
    assert twin.rows("routes_between", origin="VE", destination="PE", level="country")


@pytest.mark.parametrize("level", ["district", "province", "department", "country"])
@pytest.mark.parametrize("period", [None, ("2018", "2018-01-01", "2018-12-31")])
def test_frequent_legs_count_cases_and_victims_of_each_leg(
    twin: "TwinGraph", level: str, period: tuple[str, str, str] | None
) -> None:
    counted: dict[tuple[str, str], list[tuple[Known, str, Lived]]] = defaultdict(list)
    for known in twin.known:
        for person, chain in known.chains.items():
            for index, before, after in moves(chain):
                one, other = on_level(before, level), on_level(after, level)
                lived = chain[index]
                first, last = days([lived], known)
                inside = period is None or (first and first <= period[2] and last >= period[1])
                if one != other and inside:
                    counted[one, other].append((known, person, lived))
    given = {"since": period[0], "until": period[0]} if period else {}

    found = twin.rows(
        "frequent_legs",
        *("origin", "destination", "cases", "victims", "first", "last"),
        level=level,
        limit=5000,
        **given,
    )

    assert {row[:2]: row[2:] for row in found} == {
        leg: (
            len({known.numbers for known, _, _ in told}),
            len({victim_key(known, who) for known, who, _ in told}),
            min((one.since for _, _, one in told if one.since), default=None),
            max((one.until for _, _, one in told if one.until), default=None),
        )
        for leg, told in counted.items()
    }


def test_origin_transit_and_destination_are_those_of_each_chain(twin: "TwinGraph") -> None:
    expected: dict[tuple[str | None, tuple[str, ...], str | None], set[str]] = defaultdict(set)
    for known in twin.known:
        for person, chain in known.chains.items():
            places = defaultdict(list)
            for one in chain:
                if one.place:
                    places[one.phase].append(on_level(one.place, "department"))
            origin = next(iter(places["CAPTACION"]), None)
            last = [
                on_level(one.place, "department")
                for one in chain
                if one.place and one.phase in ("RECEPCION", "RETENCION", "EXPLOTACION")
            ]
            destination = last[-1] if last else None
            transit = [one for one in places["TRANSPORTE"] if one not in (origin, destination)]
            row = (origin, tuple(dict.fromkeys(transit)), destination)
            expected[row].add(victim_key(known, person))

    found = twin.rows(
        "origin_transit_destination", "origin", "transit", "destination", "victims", limit=5000
    )

    assert {(row[0], tuple(row[1]), row[2]): row[3] for row in found} == {
        row: len(victims) for row, victims in expected.items()
    }


def test_incomplete_routes_are_those_that_lack_a_phase_or_a_place(twin: "TwinGraph") -> None:
    expected = []
    for known in twin.known:
        for person, chain in known.chains.items():
            phases = {"RECEPCION" if one.phase == "RETENCION" else one.phase for one in chain}
            missing = [phase for phase in PHASES[:3] if phase not in phases]
            placeless = {one.phase for one in chain if one.place is None}
            without = [phase for phase in PHASES if phase in placeless]
            if missing or without:
                name = known.names[person]
                expected.append((known.numbers, name, len(chain), missing, without))

    found = twin.rows(
        "incomplete_routes",
        *("case", "victim", "stages", "missing", "without_place"),
        limit=10_000,
    )

    assert sorted(found) == sorted(expected)
    lacking = [len(row[3]) + len(row[4]) for row in found]
    assert lacking == sorted(lacking, reverse=True)
