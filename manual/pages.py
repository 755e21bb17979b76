"""The generated pages of docs/ and the generated parts of the READMEs, to write or to compare."""

from collections.abc import Mapping
from pathlib import Path

from trama.manual.generated import defects_page, profiles_page
from trama.manual.ontology import ontology_page
from trama.manual.queries import queries_page, queries_table
from trama.manual.settings_and_errors import errors_page, settings_page

OPENING, CLOSING = "<!-- queries: trama docs -->\n", "<!-- /queries -->"
"""The marks in a README around the table of saved queries."""


def pages() -> Mapping[str, str]:
    """Return the text of each generated page by its path from the project's root."""
    return {
        "docs/ontology.md": ontology_page(),
        "docs/settings.md": settings_page(),
        "docs/errors.md": errors_page(),
        "docs/defects.md": defects_page(),
        "docs/profiles.md": profiles_page(),
        "docs/queries.md": queries_page(),
    }


def write_pages(root: Path) -> tuple[Path, ...]:
    """Write the pages under ``root`` and return their paths."""
    written = []
    for name, text in _all(root).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


def stale_pages(root: Path) -> tuple[str, ...]:
    """Return the paths of the pages under ``root`` that are missing or stale."""
    return tuple(
        name
        for name, text in _all(root).items()
        if not (root / name).is_file() or (root / name).read_text(encoding="utf-8") != text
    )


def _all(root: Path) -> Mapping[str, str]:
    """Return the generated pages, and each README under ``root`` with its table as it should be."""
    tables = {"README.md": queries_table("en"), "README.es.md": queries_table("es")}
    readmes = {
        name: with_table((root / name).read_text(encoding="utf-8"), table)
        for name, table in tables.items()
        if (root / name).is_file()
    }
    return {**pages(), **readmes}


def with_table(text: str, table: str) -> str:
    """Return a text with the table between its marks; a text without marks stays as it is."""
    before, opening, rest = text.partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    return f"{before}{opening}\n{table}\n\n{closing}{after}" if closing else text
