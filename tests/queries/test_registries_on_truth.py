"""Registries and quality on a clean twin and on the shipped totals, on both engines."""

import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from engines import EngineUnderTest
from truth_model import TOLD_BY_POLICE, UNKNOWN, Known, on_level, victim_key

from trama.access.policy import Role, Viewer
from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, load
from trama.profiles.shipped_data import shipped_files
from trama.queries.catalog import catalog
from trama.queries.run import Limits, run

if TYPE_CHECKING:
    from conftest import TwinGraph

MOVED = "2021-03-31"
"""Since this day (Ley 31146) trafficking stands under the new numbers."""
NEW_NUMBERS = {
    "153": "129-A",
    "153-A": "129-B",
    "153-B": "129-C",
    "153-C": "129-Ñ",
    "153-D": "129-D",
    "168-B": "129-O",
}
OPEN_DATA_YEAR = "2017"
LIMITS = Limits(60, 1000)


def written(known: Known) -> set[str]:
    return {f"CP-{said['provision']}" for _, said in known.told() if said["provision"]}


def in_force(provision: str, day: str | None) -> str:
    old = {f"CP-{number}": f"CP-{new}" for number, new in NEW_NUMBERS.items()}
    new = {later: before for before, later in old.items()}
    if day is None:
        return provision
    return old.get(provision, provision) if day >= MOVED else new.get(provision, provision)


def test_each_stage_stands_under_the_article_in_force_on_its_day(twin: "TwinGraph") -> None:
    ages: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    expected = []
    for known in twin.known:
        for one in known.true["victims"]:
            ages[known.numbers, known.names[one["person"]]].append(one["age"])
        for person, chain in known.chains.items():
            for number, lived in enumerate(chain, start=1):
                day = lived.since or known.since
                name = known.names[person]
                expected += [
                    (known.numbers, name, number, article, in_force(article, day))
                    for article in written(known)
                ]

    found = twin.rows(
        "stage_provisions",
        *("case", "victim", "position", "written", "in_force", "mismatch", "minor"),
        *("means_required",),
        limit=10_000,
    )

    assert Counter(row[:5] for row in found) == Counter(expected)
    assert {row[5] for row in found} == {False, True}
    for case, victim, _, article, force, mismatch, minor, required in found:
        assert mismatch == (article != force)
        assert required == (not minor)
        assert minor in [age < 18 for age in ages[case, victim]]


def test_only_the_provisions_and_dates_of_a_clean_twin_conflict(twin: "TwinGraph") -> None:
    both = [one for one in twin.known if one.reta and one.sistra]
    expected = [
        (one.numbers, "provision", [f"CP-{first}"], [f"CP-{second}"])
        for one in both
        if one.reta
        and one.sistra
        and (first := one.reta["provision"]) != (second := one.sistra["provision"])
    ]

    found = twin.rows(
        "conflicting_values",
        *("case", "field", "values", "other_values"),
        fields="fact_date,provision,sex,age,document_key,birthplace,residence,nationality",
        limit=10_000,
    )

    assert sorted(found) == sorted(expected)
    assert found


@pytest.mark.parametrize("level", ["district", "department", "country"])
def test_victims_are_counted_once_by_birthplace_and_residence(
    twin: "TwinGraph", level: str
) -> None:
    people = {one["id"]: one for one in twin.truth["people"]}
    told: dict[str, dict[str, str | None]] = defaultdict(dict)
    for known in twin.known:
        for one in known.sistra["victims"] if known.sistra else ():
            places = {"born": one["birthplace"], "lived": one["residence"]}
            told[victim_key(known, one["person"])] |= {k: v for k, v in places.items() if v}
    # SISTRA has no code for a place abroad; RETA writes out every place.
    for known in twin.known:
        for one in known.reta["victims"] if known.reta else ():
            person = people[one["person"].removesuffix(TOLD_BY_POLICE)]
            places = {"born": person["birthplace"], "lived": person["residence"]}
            told[victim_key(known, one["person"])] |= places
    expected = Counter(
        tuple(place and on_level(place, level) for place in (one.get("born"), one.get("lived")))
        for one in told.values()
    )

    found = twin.rows(
        "victims_by_birthplace_and_residence",
        *("birthplace", "residence", "victims"),
        level=level,
        limit=10_000,
    )

    assert {row[:2]: row[2] for row in found} == expected


def test_no_public_query_counts_people_of_the_graph(twin: "TwinGraph") -> None:
    public = Viewer(Role.PUBLIC)

    shown = [one.name for one in catalog() if public.sees(one.header.sensitivity)]

    assert shown == ["registry_totals"]
    analyst = run("registry_totals", {"year": 2018}, twin.graph, Viewer(Role.ANALYST), LIMITS)
    assert {row["basis"] for row in analyst.rows} == {"GRAFO"}
    assert run("registry_totals", {"year": 2018}, twin.graph, public, LIMITS).rows == []


def test_quality_counts_the_records_of_each_registry(twin: "TwinGraph") -> None:
    found = {row[:3]: row[3:5] for row in twin.rows("load_quality")}

    reta = [case["reta"] for case in twin.truth["cases"] if case["reta"]]
    sistra = [case["sistra"] for case in twin.truth["cases"] if case["sistra"]]
    assert found["RETA", "case", "fact_date"] == (len(reta), len(reta))
    assert found["SISTRA", "case", "fact_date"] == (len(sistra), 0)
    assert found["SISTRA", "case", "procedural_status"] == (len(sistra), len(sistra))
    for registry, cases in (("RETA", reta), ("SISTRA", sistra)):
        victims = [one for case in cases for one in case["victims"]]
        written_down = [one for one in victims if one["document"]]
        assert found[registry, "victim", "document_key"] == (len(victims), len(written_down))
    stages = [one for case in sistra for one in case["stages"]]
    assert found["SISTRA", "stage", "date"][0] == len(stages)


def test_the_graphs_own_totals_count_each_victim_of_the_year_once(twin: "TwinGraph") -> None:
    victims: dict[str | None, set[str]] = defaultdict(set)
    for known in twin.known:
        if (known.since or "")[:4] == "2018":
            for registry in (None, *(name for name, _ in known.told())):
                victims[registry] |= {victim_key(known, one) for one in known.people("victims")}

    found = twin.rows("registry_totals", "basis", "registry", "value", year=2018)

    assert found == [
        ("GRAFO", registry, float(len(victims[registry]))) for registry in ("RETA", "SISTRA", None)
    ]


@pytest.fixture(scope="module")
def totals(engine: EngineUnderTest, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The published totals, and the open data's rows of one year on how victims were recruited."""
    graph = engine.as_migrated()
    shipped = {one.profile: one.path for one in shipped_files()}
    small = tmp_path_factory.mktemp("open") / "reta_2017.csv"
    _write_one_year(shipped["reta_open_data"], small)
    key = b"k" * 32
    load([small], graph, LoadOptions(key=key, profile="reta_open_data"))
    load([shipped["published_totals"]], graph, LoadOptions(key=key, profile="published_totals"))
    return graph


def _write_one_year(whole: Path, part: Path) -> None:
    with gzip.open(whole, "rt", encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    kept = [row for row in rows if row[0] == OPEN_DATA_YEAR and row[7][:4] in ("CAPT", "FEME")]
    with part.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *kept])


def test_the_police_count_725_and_the_prosecutors_1307_for_2017(totals: Graph) -> None:
    answer = run("registry_totals", {"year": 2017}, totals, Viewer(Role.PUBLIC), Limits(60, 1000))

    told = {
        (row["basis"], row["registry"]): row
        for row in answer.rows
        if row["measure"] == "VICTIMAS" and row["until"] is None
    }
    (years,) = [row for row in answer.rows if row["measure"] == "VICTIMAS" and row["until"]]
    assert (years["value"], years["since"], years["until"]) == (7463.0, "2009", "2017")
    police, prosecutors = told["RECALCULADO", "RETA"], told["PUBLICADO", "SISTRA"]
    assert (police["value"], police["dimension"]) == (725.0, "recruitment")
    assert prosecutors["value"] == 1307.0
    assert all(row["source"] and row["unit"] for row in told.values())
    assert {row["value"] for row in told.values()} >= {540.0, 1229.0}
    assert all(row["basis"] != "GRAFO" for row in answer.rows)
    assert UNKNOWN not in str(answer.rows)
