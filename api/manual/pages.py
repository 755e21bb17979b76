"""The generated pages of docs/, from all generators, to write or to compare."""

from collections.abc import Mapping
from pathlib import Path

from trama.api.manual.files import reference_pages as ingest_pages
from trama.api.manual.queries import reference_pages as queries_pages
from trama.api.manual.settings_and_errors import reference_pages as graph_pages


def pages() -> Mapping[str, str]:
    """Return the text of each generated page by its path from the project's root."""
    return {
        **graph_pages(),
        **ingest_pages(),
        **queries_pages(),
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
