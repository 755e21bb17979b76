"""Surveys of routes, places and victims give what plain Python counts over all cases of a twin.

The counting reads who suffered what in which case, and no value that a load derived but the way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from truth_model import on_level

if TYPE_CHECKING:
    from conftest import TwinGraph

CONDITIONS = """
MATCH (v:Victim)-[l:VICTIM_IN]->(c:Case)
RETURN v.uid AS victim, v.sex AS sex, c.uid AS case, c.since AS since, c.until AS until,
       l.age AS age, coalesce(l.way, []) AS way, coalesce(l.purposes, []) AS purposes,
       l.recruitment AS recruitment, coalesce(l.means, []) AS means
"""
STAGES = """
MATCH (v:Victim)-[:SUBJECTED_TO]->(s:Stage)-[:PART_OF]->(c:Case)
RETURN v.uid AS victim, c.uid AS case, s.phase AS phase, s.date AS date, s.since AS since,
       s.until AS until, s.recruitment AS recruitment, coalesce(s.purposes, []) AS purposes,
       coalesce(s.means, []) AS means, s.transport AS transport, s.leg_district AS leg,
       s.leg_department AS leg_department, s.leg_country AS leg_country
"""
ARRIVED = ("RECEPCION", "RETENCION", "EXPLOTACION")
OFFERS = {"OFERTA_TRABAJO", "OFERTA_ESTUDIO", "PADRINAZGO"}
WORK = {"EXPLOTACION_LABORAL", "TRABAJO_SERVICIO_FORZADO"}
VAGUE = {"OTRA_ANALOGA", "NO_IDENTIFICADO"}

Row = tuple[Any, ...]
Legs = dict[str, list[tuple[str | None, str | None, str]]]
"""The first day, the last day and the case of each arrival, by leg."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A victim in one case, with the stages of hers that are part of it."""

    said: dict[str, Any]
    stages: list[dict[str, Any]]

    @property
    def minor(self) -> bool:
        """Return whether she was surely under 18."""
        return self.said["age"] is not None and self.said["age"] < 18

    @property
    def year(self) -> int | None:
        """The year of the fact. None if it is not known."""
        since, until = self.said["since"], self.said["until"]
        return int(since[:4]) if since and since[:4] == until[:4] else None

    def told(self, name: str) -> set[str]:
        """Return the values of a list that her records or those of her stages have."""
        return {one for said in (self.said, *self.stages) for one in said[name]}

    def forms(self) -> set[str]:
        """Return the forms of recruitment written."""
        return {said["recruitment"] for said in (self.said, *self.stages)} - {None}

    def ends(self, level: str) -> tuple[str | None, str | None]:
        """Return the place of capture and the last one of arrival."""
        origin, destination = (on_level(place, level) or None for place in self.said["way"][:2])
        return origin, destination


class Cells:
    """Sets of people and cases by the key of a row and the name of a count."""

    def __init__(self) -> None:
        self._cells: dict[Row, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))

    def add(self, key: Row, one: Condition, *names: str) -> None:
        """Count a victim and her case in a row; she also counts under other names."""
        cell = self._cells[key]
        cell["victims"].add(one.said["victim"])
        cell["cases"].add(one.said["case"])
        for name in (*names, *(["minors"] if one.minor else [])):
            cell[name].add(one.said["victim"])

    def rows(self, *names: str) -> list[Row]:
        """Return the key of each row and the size of its counts, sorted."""
        rows = [(*key, *(len(cell[n]) for n in names)) for key, cell in self._cells.items()]
        return by_text(rows)


def by_text(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=str)


@pytest.fixture(scope="module")
def conditions(twin: "TwinGraph") -> list[Condition]:
    stages: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for stage in twin.graph.stream(STAGES):
        stages[stage["victim"], stage["case"]].append(dict(stage))
    found = [
        Condition(dict(said), stages[said["victim"], said["case"]])
        for said in twin.graph.stream(CONDITIONS)
    ]
    assert any(one.minor for one in found)
    return found


@pytest.mark.parametrize("level", ["department", "country"])
def test_routes_by_kind_count_each_victim_under_each_kind(
    twin: "TwinGraph", conditions: list[Condition], level: str
) -> None:
    purposes, forms = Cells(), Cells()
    for one in (one for one in conditions if one.said["way"]):
        for purpose in one.told("purposes") or {None}:
            purposes.add((purpose, *one.ends(level)), one)
        for form in one.forms() or {None}:
            forms.add((form, *one.ends(level)), one)
    counts = ("cases", "victims", "minors")
    ends = ("origin", "destination")

    for name, kind, cells in (
        ("routes_by_purpose", "purpose", purposes),
        ("routes_by_recruitment", "recruitment", forms),
    ):
        found = twin.rows(name, kind, *ends, *counts, level=level, limit=5000)
        assert by_text(found) == cells.rows(*counts)


def test_places_count_victims_by_role_and_year(
    twin: "TwinGraph", conditions: list[Condition]
) -> None:
    cells = Cells()
    for one in (one for one in conditions if one.said["way"]):
        origin, destination, *passed = (on_level(p, "department") for p in one.said["way"])
        for place in {origin, destination, *passed} - {""}:
            roles = [
                name
                for name, end in (("origin", origin), ("destination", destination))
                if place == end
            ]
            cells.add((place, one.year), one, *(roles or ["transit"]))
    counts = ("origin", "transit", "destination", "victims", "cases")

    found = twin.rows("place_roles", "place", "year", *counts, by_year=True, limit=10_000)

    assert by_text(found) == cells.rows(*counts)


@pytest.mark.parametrize(
    ("name", "column", "place", "end"),
    [
        ("capture_places", "capture_place", "PE-15", 1),
        ("destinations_of_capture", "destination", "PE-08", 0),
    ],
)
def test_one_end_of_a_way_leads_to_the_other(
    twin: "TwinGraph", conditions: list[Condition], name: str, column: str, place: str, end: int
) -> None:
    cells = Cells()
    for one in (one for one in conditions if one.said["way"]):
        if one.said["way"][end].startswith(place):
            cells.add((one.ends("province")[1 - end],), one)
    counts = ("victims", "minors", "cases")

    found = twin.rows(name, column, *counts, place=place, level="province", limit=5000)

    assert len(found) > 1
    assert by_text(found) == cells.rows(*counts)


def test_an_offer_that_ended_in_something_else_is_counted(
    twin: "TwinGraph", conditions: list[Condition]
) -> None:
    cells = Cells()
    for one in conditions:
        deceit = ["deceived"] if one.told("means") & {"ENGANO", "FRAUDE"} else []
        for offer in one.forms() & OFFERS:
            for purpose in one.told("purposes") - VAGUE:
                if offer != "OFERTA_TRABAJO" or purpose not in WORK:
                    cells.add((offer, purpose), one, *deceit)
    counts = ("victims", "minors", "deceived", "cases")

    found = twin.rows("deceptive_recruitment", "offer", "purpose", *counts)

    assert found
    assert by_text(found) == cells.rows(*counts)


def test_the_days_of_an_exploitation_fall_into_bands(
    twin: "TwinGraph", conditions: list[Condition]
) -> None:
    cells = Cells()
    for one in conditions:
        cells.add((_band(_days(one)),), one)
    counts = ("victims", "minors", "cases")

    found = twin.rows("time_in_exploitation", "days_from", *counts)

    assert len(found) > 2
    assert by_text(found) == cells.rows(*counts)


def _days(one: Condition) -> int:
    """Return the days from the first to the last day written of her stay; 0 if there are none."""
    written = [
        (date.fromisoformat(stage["since"]), date.fromisoformat(stage["until"]))
        for stage in one.stages
        if stage["phase"] in ARRIVED and stage["date"]
        if len(stage["date"]) == 10 or "/" in stage["date"]
    ]
    if not written:
        return 0
    return (max(last for _, last in written) - min(first for first, _ in written)).days


def _band(days: int) -> int | None:
    return next((least for least in (731, 366, 181, 31, 1) if days >= least), None)


def _legs(conditions: list[Condition]) -> Legs:
    """Return the arrivals of each leg of departments."""
    legs: Legs = defaultdict(list)
    for one in conditions:
        for stage in one.stages:
            if stage["leg_department"]:
                days = (stage["since"] or one.said["since"], stage["until"] or one.said["until"])
                legs[stage["leg_department"]].append((*days, one.said["case"]))
    return legs


@pytest.mark.parametrize("year", [2018, 2021])
def test_legs_begin_and_end_with_their_first_and_last_possible_day(
    twin: "TwinGraph", conditions: list[Condition], year: int
) -> None:
    legs = _legs(conditions)

    new, dried = list(_new(legs, year)), list(_dried(legs, year))

    ends = ("origin", "destination")
    assert new
    assert by_text(twin.rows("new_routes", *ends, "first", "cases", year=year)) == by_text(new)
    found = twin.rows("dried_up_routes", *ends, "last", "cases", year=year, min_cases=1)
    assert dried
    assert by_text(found) == by_text(dried)


def _new(legs: Legs, year: int) -> Iterator[Row]:
    for leg, arrivals in legs.items():
        first = min((since for since, _, _ in arrivals if since), default="")
        if first[:4] == str(year):
            cases = {case for since, _, case in arrivals if since and since[:4] == str(year)}
            yield (*leg.split(">"), first, len(cases))


def _dried(legs: Legs, year: int) -> Iterator[Row]:
    for leg, arrivals in legs.items():
        last = max((until for _, until, _ in arrivals if until), default="")
        if last and last[:4] < str(year):
            yield (*leg.split(">"), last, len({case for _, _, case in arrivals}))


def test_crossings_are_the_legs_between_countries(
    twin: "TwinGraph", conditions: list[Condition]
) -> None:
    cells = Cells()
    for one in conditions:
        for stage in (stage for stage in one.stages if stage["leg_country"]):
            inside = [end for end in stage["leg"].split(">") if end.startswith("PE")]
            place = on_level(inside[0], "department") if inside else None
            cells.add((*stage["leg_country"].split(">"), place), one)
    counts = ("victims", "minors", "cases")

    found = twin.rows("border_crossings", "origin", "destination", "place", *counts)

    assert found
    assert by_text(found) == cells.rows(*counts)
