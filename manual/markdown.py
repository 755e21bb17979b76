"""Pieces of Markdown for the generated pages."""

from collections.abc import Iterable, Sequence


def notice(source: str) -> str:
    """Return the first line of a generated page: its source, and the word not to edit it."""
    return f"<!-- Generated from {source}. Do not edit. (trama docs) -->\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; a bar or a line break within a cell cannot break it."""
    return [
        _line(head),
        "|" + "---|" * len(head),
        *(_line([cell.replace("|", "\\|").replace("\n", " ") for cell in row]) for row in rows),
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
