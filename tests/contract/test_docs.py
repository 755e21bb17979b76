"""The written pages of docs/ name files that exist, and link to pages that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "README.es.md"])
OF_OURS = re.compile(
    r"`((?:access|api|benchmarks|compare|core|docs|findings|graph|incoming|ingest|linkage|queries|tests|tools|twin|"
    r"values|visualizations)/[a-z0-9_./-]*)`"
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_pages() -> None:
    assert len(PAGES) >= 8


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = OF_OURS.findall(page.read_text(encoding="utf-8"))

    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    linked = LINK.findall(page.read_text(encoding="utf-8"))

    assert [path for path in linked if not (page.parent / path).exists()] == []
