"""The pages around a page, on a loaded twin: all rows, links that lead on, and what has no page."""

import re
from collections.abc import Iterator

import pytest
from installation import Installation

from trama.access.policy import Role, Viewer
from trama.exchange.linked_pages import linked_pages
from trama.graph.engine import open_graph
from trama.queries.run import Limits
from trama.visualizations.page_subjects import (
    MOST_COMMANDS,
    Asked,
    Asker,
    file_name,
    reached_from,
    subject_of,
)

RECURRING = (
    "MATCH (p:Suspect)-[:SUSPECT_IN]->(c:Case)<-[:SUSPECT_IN]-(o:Suspect) WHERE NOT p:Victim "
    "WITH p, count(DISTINCT c) AS cases ORDER BY cases DESC, p.pseudonym LIMIT 1 "
    "RETURN p.pseudonym AS pseudonym, p.name AS name"
)
MOST = 12  # pages: enough to reach each kind of subject, and few enough to be fast


@pytest.fixture(scope="module")
def asker(installation: Installation) -> Iterator[Asker]:
    with open_graph(installation.settings) as graph:
        yield Asker(graph, Limits(60, 10_000), Viewer(Role.ANALYST), "es")


def pages_around(asked: Asked, asker: Asker) -> dict[str, str]:
    """Return the pages from an answer on by file name, the first first."""
    first = subject_of(asked)
    assert first is not None
    reached = reached_from(first, asked, asker, MOST)
    return dict(linked_pages(reached, asker, lambda one: file_name("p", one), synthetic=True))


@pytest.mark.parametrize("query", ["cases_of_suspect", "suspect_network", "recurring_pairs"])
def test_suspects_cases_and_networks_lead_to_each_other(
    query: str, asker: Asker, installation: Installation
) -> None:
    (found,) = installation.rows(RECURRING)
    # The caller may name a person by key or name; the person has one page all the same.
    asked = asker.ask(query, person=None if query == "recurring_pairs" else found["name"])

    pages = pages_around(asked, asker)

    assert len(pages) == MOST
    titles = [page.split("<title>")[1].split("</title>")[0] for page in pages.values()]
    starts = {title.split(":")[0] for title in titles}
    assert {"Casos de un presunto tratante", "Ruta de un caso"} <= starts
    assert starts & {"Red de un presunto tratante", "Parejas que se repiten"}
    assert len(titles) == len(set(titles))
    for page in pages.values():
        links = re.findall(r'href="([^"#]+)"', page)  # without the links inside the page
        assert links
        assert set(links) <= pages.keys()


def test_what_has_no_page_is_told_above_the_picture_with_what_to_type(
    asker: Asker, installation: Installation
) -> None:
    (found,) = installation.rows(RECURRING)
    asked = asker.ask("cases_of_suspect", person=found["pseudonym"])

    pages = pages_around(asked, asker)

    told = [
        (int(number), page)
        for page in pages.values()
        for number in re.findall(r"Sin página enlazada quedan (\d+)", page.split("<main")[0])
    ]
    kinds = [
        sum(int(count) for count in re.findall(r"(\d+) [a-z]", told))
        for page in pages.values()
        for told in re.findall(r"nombra esta página \(([^)]*)\)", page)
    ]
    assert told
    assert kinds == [number for number, _ in told]
    for number, page in told:
        assert len(re.findall("<code>trama page (?!route X-)", page)) == min(number, MOST_COMMANDS)


def test_the_legs_of_the_map_lead_to_their_ways(
    asker: Asker,
) -> None:
    asked = asker.ask("frequent_legs", level="department")
    strongest = asked.answer.rows[0]

    pages = pages_around(asked, asker)

    page = next(iter(pages.values()))
    ways = f"p.caminos-{strongest['origin']}-{strongest['destination']}-department----.html"
    drawn, table = page.split('id="tabla"')
    assert f'href="{ways}"' in drawn
    assert f'href="{ways}"' in table
    assert "Rutas entre dos lugares" in pages[ways]
    titles = [text.split("<title>")[1].split("</title>")[0] for text in pages.values()]
    assert len(titles) == len(set(titles)) == MOST
    left_out = [leg for leg in asked.answer.rows if leg["origin"] != leg["destination"]]
    assert len(left_out) > MOST
    assert "trama page route" in page


def test_more_pages_are_written_if_asked(asker: Asker, installation: Installation) -> None:
    (found,) = installation.rows(RECURRING)
    asked = asker.ask("cases_of_suspect", person=found["pseudonym"])
    first = subject_of(asked)
    assert first is not None

    few, more = (reached_from(first, asked, asker, most) for most in (3, 9))

    assert (len(few.found), len(more.found)) == (3, 9)
    assert list(more.found)[:3] == list(few.found)


def test_a_page_asks_for_as_many_rows_as_its_query_allows(
    asker: Asker, installation: Installation
) -> None:
    (found,) = installation.rows(RECURRING)

    asked = asker.ask("cases_of_suspect", person=found["pseudonym"])

    assert asked.answer.parameters["limit"] == asked.query.parameters["limit"].max == 5000


def test_a_place_named_by_text_is_asked_at_its_own_level(asker: Asker) -> None:
    asked = asker.ask("legs_of_place", place="San Juan de Lurigancho")

    assert asked.answer.parameters["place"] == "PE-150132"
    assert asked.answer.parameters["level"] == "district"
