"""The generated pages say what the code says."""

from pathlib import Path

import pytest

from trama.core.settings import SETTINGS
from trama.manual.markdown import table
from trama.manual.ontology import UNVERIFIED
from trama.manual.pages import pages, stale_pages, with_table
from trama.ontology.codelists import code_list, code_list_names
from trama.ontology.lookup import nodes, relationships
from trama.queries.catalog import catalog

ROOT = Path(__file__).parents[2]
PAGES = pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_committed_page_is_the_generated_one(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name], "run: trama docs"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_says_first_that_it_is_generated(name: str) -> None:
    first = PAGES[name].splitlines()[0]

    assert first.startswith("<!-- Generated from the ")
    assert "Do not edit." in first


def test_the_ontology_page_has_every_label_type_list_and_code() -> None:
    page = PAGES["docs/ontology.md"]

    for word in (*nodes(), *relationships()):
        assert f"`{word}`" in page or f":{word}`" in page
    assert code_list_names()
    for name in code_list_names():
        assert f"\n### {name}\n" in page
        assert all(f"| `{code}` |" in page for code in code_list(name).codes)


def test_what_nobody_checked_is_marked_on_the_page_and_nothing_else() -> None:
    (unchecked,) = [line for line in PAGES["docs/ontology.md"].splitlines() if "`CP-129-M`" in line]
    (checked,) = [line for line in PAGES["docs/ontology.md"].splitlines() if "| `CP-129-A`" in line]

    assert unchecked.endswith(f"{UNVERIFIED} |")
    assert UNVERIFIED not in checked


def test_every_row_of_a_page_has_the_cells_of_its_table() -> None:
    assert PAGES
    for text in PAGES.values():
        width = 0
        for line in text.splitlines():
            cells = line.replace("\\|", "").count("|")
            if line.startswith("|") and width:
                assert cells == width
            width = cells if line.startswith("|") else 0


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert table(("a",), [("x|y\nz",)]) == ["| a |", "|---|", "| x\\|y z |"]


def test_every_setting_is_on_its_page_with_its_default() -> None:
    assert SETTINGS
    for setting in SETTINGS:
        assert f"| `{setting.name}` |" in PAGES["docs/settings.md"]


def test_each_readme_has_the_table_of_all_saved_queries() -> None:
    assert {"README.md", "README.es.md"}.isdisjoint(stale_pages(ROOT)), "run: trama docs"
    assert len(catalog()) > 0
    for name in ("README.md", "README.es.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [one.name for one in catalog() if f"`{one.name}`" not in text] == []


def test_a_table_replaces_what_stands_between_its_marks_and_nothing_else() -> None:
    text = "before\n<!-- queries: trama docs -->\nold\n<!-- /queries -->\nafter\n"

    assert with_table(text, "| new |") == (
        "before\n<!-- queries: trama docs -->\n\n| new |\n\n<!-- /queries -->\nafter\n"
    )
    assert with_table("no marks", "| new |") == "no marks"
