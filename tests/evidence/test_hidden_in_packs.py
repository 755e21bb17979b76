"""A pack holds nothing that the role of its maker may not read: every byte of every file."""

import io

import httpx
import pytest
from investigated import files_of, investigation, order, picture
from linked_served import Served
from pypdf import PdfReader

from trama.access.policy import Role

MAKERS = (Role.ANALYST, Role.SUPERVISOR, Role.INVESTIGATOR)


def pack_of(served: Served, role: Role) -> bytes:
    """Make a pack of all that is near the people of the graph, as a role can find it."""
    with served.client(role) as asking:
        people = [row["pseudonym"] for row in (*served.victims, *served.suspects)]
        cases = [row["uid"] for row in served.held.rows("MATCH (c:Case) RETURN c.uid AS uid")]
        asked = [("neighbours", {"of": of}) for of in (*people, *cases) if _known(asking, of)]
        asked += [("about", {"of": of}) for of in people[:4]]
        asked += [("recurring_pairs", {}), ("frequent_legs", {"level": "district"})]
        response = asking.post("/evidence", json=order(investigation(asking, asked), picture()))
    assert response.status_code == 200, response.text
    return response.content


def _known(asking: httpx.Client, key: str) -> bool:
    path = "/queries/neighbours/run"
    return asking.post(path, json={"parameters": {"of": key}}).status_code == 200


def texts(files: dict[str, bytes]) -> dict[str, str]:
    """Return what can be read in each file; the letters of a PDF as a reader selects them."""
    read = {
        name: f"{name}\n{content.decode('utf-8', 'replace')}" for name, content in files.items()
    }
    for name, content in files.items():
        if name.endswith(".pdf"):
            opened = PdfReader(io.BytesIO(content))
            pages = [page.extract_text() for page in opened.pages]
            read[name] = "\n".join([str(opened.metadata), *pages, *_without_breaks(pages)])
    return read


def _without_breaks(pages: list[str]) -> list[str]:
    return [page.replace("\n", " ") for page in pages] + [page.replace("\n", "") for page in pages]


@pytest.mark.parametrize("role", MAKERS)
def test_no_file_of_a_pack_holds_what_its_maker_may_not_read(served: Served, role: Role) -> None:
    hidden = served.held.hidden_from(role)
    files = files_of(pack_of(served, role))
    read = texts(files)
    found = {
        (name, kind)
        for name, text in read.items()
        for secret, kind in hidden.items()
        if secret in text
    }

    assert len(files) > 20
    assert role is Role.INVESTIGATOR or len(hidden) > 20
    assert found == set()


def test_the_same_pack_of_an_investigator_names_the_victims(served: Served) -> None:
    hidden = served.held.hidden_from(Role.ANALYST)
    read = texts(files_of(pack_of(served, Role.INVESTIGATOR)))

    for name in ("report.html", "report.pdf", "items.json"):
        assert any(secret in read[name] for secret in hidden), name


def test_nothing_of_an_order_is_printed_by_the_server(served: Served) -> None:
    word = "TITULOSINTETICODEPRUEBA"
    told = {"version": 1, "notes": [{"key": "PE-08", "text": word}], "keys": ["PE-08"]}
    with served.client(Role.ANALYST) as asking:
        response = asking.post("/evidence", json={**order(told), "title": word})
        asking.post("/evidence", json={**order(told), "title": word, "strange": word})
        asking.post("/evidence", json=order(told, workspace=word))

    assert response.status_code == 200
    assert word not in response.headers["content-disposition"]
    assert served.printed.exists()
    assert word not in served.printed.read_text(encoding="utf-8")
