"""The graph of a synthetic twin, against what is true of the twin."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trama.graph.engine import Graph
from trama.ingest.load.loader import LoadOptions, LoadReport, load
from trama.twin import TwinOptions, write_twin

Truth = dict[str, Any]


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, list[Path]]:
    summary = write_twin(tmp_path_factory.mktemp("twin"), TwinOptions(cases=220, seed=11))
    truth = json.loads(summary.truth.read_text(encoding="utf-8"))
    return truth, [summary.reta, *summary.sistra]


@pytest.fixture
def account(twin: tuple[Truth, list[Path]], migrated_graph: Graph) -> LoadReport:
    return load(twin[1], migrated_graph, LoadOptions(key=b"k" * 32))


@pytest.fixture
def truth(twin: tuple[Truth, list[Path]]) -> Truth:
    return twin[0]


def test_every_row_comes_to_what_the_twin_knows_of_it(account: LoadReport, truth: Truth) -> None:
    found = {
        Path(file.file).name: {
            name: (sheet.rows, sheet.loaded, sheet.merged, sheet.rejected)
            for name, sheet in file.sheets.items()
            if sheet.rows
        }
        for file in account.files
    }
    expected = {
        file: {
            sheet: tuple(counts[name] for name in ("rows", "loaded", "merged", "rejected"))
            for sheet, counts in sheets.items()
        }
        for file, sheets in truth["account"].items()
    }

    assert found == expected


def test_registries_are_one_case_where_the_carpeta_says_so_and_only_there(
    account: LoadReport, truth: Truth, migrated_graph: Graph
) -> None:
    assert not account.failed
    found = {
        frozenset(row["numbers"])
        for row in migrated_graph.stream("MATCH (c:Case) RETURN c.numbers AS numbers")
    }
    expected = {frozenset(group) for case in truth["cases"] for group in case["joined"]}

    assert found == expected


def true_people(truth: Truth) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    """Yields for each account in the files its key, the true person, and the document in it."""
    for person in truth["people"]:
        for one in person["records"]:
            about = (one["registry"], one["case"], one["kind"])
            if one["entity"] is not None:
                yield (*about, one["entity"]), person["id"], one["document"]
            else:
                for line in one["lines"]:
                    yield (*about, str(line)), person["id"], one["document"]


def found_people(graph: Graph) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yields for each record of a person the same key, and the person in the graph."""
    text = (
        "MATCH (p:Person)-[:ATTESTED_BY]->(r:Record)-[f:FROM]->(:SourceFile) "
        "RETURN p.uid AS uid, r.registry AS registry, r.case_key AS number, r.kind AS kind, "
        "r.entity_key AS entity, f.line AS line"
    )
    for row in graph.stream(text):
        own = row["entity"] if row["registry"] == "SISTRA" else str(row["line"])
        yield (row["registry"], row["number"], row["kind"], own), row["uid"]


def test_nobody_is_two_people_and_a_document_tells_who_is_one(
    account: LoadReport, truth: Truth, migrated_graph: Graph
) -> None:
    assert not account.failed
    who = {key: (person, document) for key, person, document in true_people(truth)}
    inside: dict[str, set[str]] = defaultdict(set)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, uid in found_people(migrated_graph):
        if key in who:
            person, document = who[key]
            inside[uid].add(person)
            if document is not None:
                known[person, document].add(uid)

    assert len(inside) > 300
    assert {uid: people for uid, people in inside.items() if len(people) > 1} == {}
    # Names or births that contradict each other may keep two records with one document apart.
    parted = [key for key, uids in known.items() if len(uids) > 1]
    assert len(parted) <= 0.01 * len(known)


def test_stages_stand_in_the_order_lived(
    account: LoadReport, truth: Truth, migrated_graph: Graph
) -> None:
    assert not account.failed
    text = (
        "MATCH (c:Case)<-[:PART_OF]-(s:Stage)<-[:SUBJECTED_TO]-(v:Victim) "
        "MATCH (v)-[:ATTESTED_BY]->(r:Record {registry: 'SISTRA'}) "
        "WHERE size(c.numbers) = 1 AND c.numbers[0] = 'SISTRA:' + r.case_key "
        "RETURN r.case_key AS number, r.entity_key AS cod, s.position AS position, "
        "s.phase AS phase ORDER BY number, cod, position"
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in migrated_graph.stream(text):
        found[row["number"], row["cod"]].append(row["phase"])
    compared = right = 0
    for case in truth["cases"]:
        if case["sistra"] is None or case["linked"]:
            continue
        described = [one["stage"] for one in case["sistra"]["stages"]]
        for victim in case["sistra"]["victims"]:
            lived = [
                case["stages"][at]["phase"]
                for at in sorted(described)
                if victim["person"] in case["stages"][at]["victims"]
            ]
            compared += 1
            right += found[case["sistra"]["number"], victim["cod"]] == lived

    assert compared > 100
    assert right / compared >= 0.97
