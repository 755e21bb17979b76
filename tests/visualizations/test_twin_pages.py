"""Pages of answers from loaded twins of several seeds, of every subject: readable, true, silent.

Each page is loaded once in Chromium, and looked at as on a screen, a telephone and paper.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from browser import Browser, browser
from engines import environment_for

from trama.access.policy import Role, Viewer
from trama.core.settings import read_settings
from trama.graph.engine import Graph, open_graph, stop_engine
from trama.ingest.load.loader import LoadOptions, load
from trama.ontology.codelists import code_list
from trama.queries.run import Limits
from trama.twin import TwinOptions, write_twin
from trama.visualizations.around import Around
from trama.visualizations.network_page import network_page
from trama.visualizations.page_subjects import Asked, Asker, commands
from trama.visualizations.places_page import places_page
from trama.visualizations.route_page import route_page

SUPPORT = Path(__file__).parents[1] / "support"
READINGS, TIPS, PAPER = (
    (SUPPORT / name).read_text(encoding="utf-8")
    for name in ("readings.js", "tooltips.js", "paper.js")
)
# Seed and cases of the twins: of different sizes, and loaded into one graph.
TWINS = ((3, 12), (5, 30), (17, 70))
EACH = 3  # pages of a kind, from its largest subject to its smallest
# Times between stages are computed from two dates, and groups of people are counted.
COMPUTED = re.compile(r"[≈+−].*|\d+ (víctimas|presuntos tratantes)")
DRAW = {
    "frequent_legs": places_page,
    "recurring_pairs": network_page,
    "suspect_network": network_page,
}


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Load the twins once; one victim of them is a suspect in another case too."""
    folder = tmp_path_factory.mktemp("twins")
    environment = {**environment_for(folder / "home"), "TRAMA_ENGINE_IDLE_SECONDS": "120"}
    settings = read_settings(environment)
    for seed, cases in TWINS:
        write_twin(folder / str(seed), TwinOptions(cases=cases, seed=seed))
    try:
        with open_graph(settings) as graph:
            exports = [folder / str(seed) for seed, _ in TWINS]
            assert not load(exports, graph, LoadOptions(key=b"k" * 32)).failed
            graph.write_rows(BOTH_ROLES)
            yield graph
    finally:
        stop_engine(settings)


BOTH_ROLES = """
MATCH (v:Victim)-[:SUBJECTED_TO]->(:Stage)-[:PART_OF]->(own:Case) WHERE v.name IS NOT NULL
WITH v, own ORDER BY v.uid LIMIT 1
MATCH (:Suspect)-[:COMMITTED]->(s:Stage)-[:PART_OF]->(c:Case) WHERE c.uid <> own.uid
WITH v, s, c ORDER BY c.uid, s.uid LIMIT 1
SET v:Suspect
MERGE (v)-[:SUSPECT_IN]->(c)
MERGE (v)-[:COMMITTED]->(s)
"""
SUBJECTS: Mapping[str, str] = {
    "case": "MATCH (c:Case)<-[:PART_OF]-(s:Stage) RETURN c.uid AS key, count(s) AS n",
    "suspect": "MATCH (p:Suspect)-[:SUSPECT_IN]->(c:Case) WHERE NOT p:Victim "
    "RETURN p.pseudonym AS key, count(c) AS n",
    "victim": "MATCH (p:Victim)-[:SUBJECTED_TO]->(s:Stage) "
    "RETURN p.pseudonym AS key, count(s) AS n",
    "both": "MATCH (p:Victim)-[:SUSPECT_IN]->(c:Case) RETURN p.pseudonym AS key, count(c) AS n",
}
LEGS = (
    "MATCH (a:Location)-[r:ROUTE]->(b:Location) WHERE r.level = $level "
    "RETURN a.uid AS origin, b.uid AS destination, r.victims AS n"
)


def chosen(rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Return some rows, from the one with the largest ``n`` to the one with the smallest."""
    assert rows
    ordered = sorted(rows, key=lambda row: (-int(str(row["n"])), str(row)))
    places = {at * (len(ordered) - 1) // (EACH - 1) for at in range(EACH)}
    return [ordered[place] for place in sorted(places)]


def asked_of(graph: Graph, role: Role) -> Iterator[tuple[str, Asked, Asker]]:
    """Yield the questions of every subject of pages with their answers, as a role sees them."""
    asker = Asker(graph, Limits(60, 10_000), Viewer(role), "es")
    for level in code_list("place_level").codes:
        legs = graph.read(LEGS, {"level": level}, seconds=60, rows=10_000).rows
        if not legs:
            continue
        yield f"map {level}", asker.ask("frequent_legs", level=level), asker
        for leg in chosen(legs):
            ends = {"origin": leg["origin"], "destination": leg["destination"]}
            yield f"ways {ends}", asker.ask("routes_between", level=level, **ends), asker
        place = leg["destination"]
        yield f"place {place}", asker.ask("legs_of_place", place=place, level=level), asker
    yield "pairs", asker.ask("recurring_pairs"), asker
    for kind, text in SUBJECTS.items():
        for row in chosen(graph.read(text, {}, seconds=60, rows=10_000).rows):
            key = row["key"]
            if kind == "case":
                yield f"case {key}", asker.ask("route_of_case", case=key), asker
            if kind in ("victim", "both"):
                yield f"victim {key}", asker.ask("route_of_victim", victim=key), asker
            if kind in ("suspect", "both"):
                yield f"suspect {key}", asker.ask("cases_of_suspect", person=key), asker
                yield f"network {key}", asker.ask("suspect_network", person=key, depth=2), asker


def page_of(asked: Asked, asker: Asker, *, movable: bool = False) -> str:
    numbers = asker.numbers(asked)
    around = Around(names=numbers, commands=commands(asked, numbers, "es"))
    draw = DRAW.get(asked.query.name, route_page)
    draw = partial(draw, movable=True) if movable else draw
    return draw(asked.query, asked.answer, "es", synthetic=True, around=around)


@dataclass(frozen=True, slots=True)
class Looked:
    """Return the faults of a page, and the texts of its drawing with its title."""

    faults: list[str]
    texts: list[str]
    table: str


def looked_at(file: Path, chromium: Browser) -> Looked:
    """Load a page once; look at it on a screen, a telephone and paper."""
    chromium.resize(1400, 1000)
    faults = [f"error: {text}" for text in chromium.open(file).errors]
    faults += [f"screen: {text}" for text in chromium.run(READINGS)]
    faults += [f"tooltip: {text}" for text in chromium.run(TIPS)]
    texts = chromium.run(
        "return [...document.querySelectorAll('#picture text, #picture [data-tip], h1')]"
        ".flatMap(e => (e.dataset.tip || e.textContent).split('\\n'))"
    )
    table = chromium.run("return document.querySelector('table').textContent")
    chromium.resize(390, 844)
    faults += [f"telephone: {text}" for text in chromium.run(READINGS)]
    # A4 without its margins is 1031 pixels wide, upright 703.
    upright = chromium.run("return document.body.classList.contains('high')")
    chromium.resize(703 if upright else 1031, 720)
    chromium.media("print")
    faults += [f"paper: {text}" for text in chromium.run(PAPER)]
    # A table stands on landscape sheets, also below an upright drawing.
    chromium.resize(1031, 720)
    if chromium.run("return document.querySelector('table').getBoundingClientRect().right > 1032"):
        faults.append("paper: the table is wider")
    chromium.media("")
    return Looked(faults, texts, table)


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text.replace(",", "")))


@pytest.mark.browser
@pytest.mark.slow
def test_pages_of_twins_can_be_read_and_hold_only_figures_of_their_rows(
    twins: Graph, tmp_path: Path
) -> None:
    file, looked = tmp_path / "page.html", 0
    with browser() as chromium:
        for name, asked, asker in asked_of(twins, Role.ANALYST):
            if not asked.answer.rows:
                continue
            file.write_text(page_of(asked, asker), encoding="utf-8")

            seen = looked_at(file, chromium)

            assert seen.faults == [], name
            said = json.dumps([asked.answer.rows, asked.answer.parameters], default=str)
            known = figures(seen.table) | figures(said)
            drawn = {
                f for text in seen.texts if not COMPUTED.fullmatch(text) for f in figures(text)
            }
            assert drawn <= known, name
            check_everybody_is_drawn(asked, seen.texts)
            looked += 1
    assert looked >= 25


def check_everybody_is_drawn(asked: Asked, texts: Sequence[str]) -> None:
    """Check that each suspect and victim of a case is named in the picture or its tooltips."""
    if asked.query.name != "route_of_case":
        return
    people = {
        str(person.get("name") or person["pseudonym"])
        for row in asked.answer.rows
        for person in [row["victim"], *(row["suspects"] or [])]
        if person and row["phase"]
    }
    assert people
    drawn = "\n".join(texts)
    assert [name for name in people if name not in drawn] == []


SECRETS = """
MATCH (p:Person) WHERE p:Victim OR $suspects
RETURN p.uid AS uid, p.name AS name, p.document_key AS document, p.birth_date AS birth
"""
NAMES_OF_OTHERS = "MATCH (p:Suspect) WHERE NOT p:Victim RETURN p.name AS name"


@pytest.mark.parametrize("role", [Role.INTEGRATOR, Role.ANALYST, Role.SUPERVISOR])
def test_no_page_holds_who_somebody_is_where_the_role_may_not_see_it(
    role: Role, twins: Graph
) -> None:
    hides_suspects = role is Role.INTEGRATOR
    people = twins.read(SECRETS, {"suspects": hides_suspects}, seconds=60, rows=10_000).rows
    others = twins.read(NAMES_OF_OTHERS, {}, seconds=60, rows=10_000).rows
    seen_by_all = set() if hides_suspects else {row["name"] for row in others}
    secrets = {
        text
        for row in people
        for text in (
            row["uid"],
            row["name"],
            row["document"],
            (row["document"] or ":").split(":")[1],
        )
        if text and text not in seen_by_all
    }
    assert secrets

    pages = 0
    for name, asked, asker in asked_of(twins, role):
        if not asked.answer.rows:
            continue
        forms = [False, True] if DRAW.get(asked.query.name) is network_page else [False]
        for movable in forms:
            page = page_of(asked, asker, movable=movable)
            # The library of movable networks is ours: it holds nobody.
            page = page.split("<script>", 1)[0] + page.rpartition('id="data">')[2]
            assert [secret for secret in secrets if secret in page] == [], name
            pages += 1
    assert pages >= 25


def test_an_investigator_sees_who_a_victim_is(twins: Graph) -> None:
    key = twins.read(SUBJECTS["both"], {}, seconds=60, rows=1).rows[0]["key"]
    known = twins.read(
        "MATCH (p:Victim {pseudonym: $key}) RETURN p.name AS name", {"key": key}, seconds=60, rows=1
    ).rows[0]["name"]
    asker = Asker(twins, Limits(60, 10_000), Viewer(Role.INVESTIGATOR), "es")

    page = page_of(asker.ask("cases_of_suspect", person=key), asker)

    assert known in page
