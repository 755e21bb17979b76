"""The generated pages of docs/, from all generators, to write or to compare."""

from collections.abc import Mapping
from pathlib import Path

from trama.api.manual.generated import defects_page, profiles_page
from trama.api.manual.ontology import ontology_page
from trama.api.manual.queries import queries_page
from trama.api.manual.settings_and_errors import errors_page, settings_page


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
    for name, text in pages().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


def stale_pages(root: Path) -> tuple[str, ...]:
    """Return the paths of the pages under ``root`` that are missing or stale."""
    return tuple(
        name
        for name, text in pages().items()
        if not (root / name).is_file() or (root / name).read_text(encoding="utf-8") != text
    )
