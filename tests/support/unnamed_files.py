"""The mentions of a file that no profile is named for: the profile is recognised."""

from pathlib import Path

from trama.graph.records import Mention
from trama.mapping.files import map_tables
from trama.mapping.guess import fitting_profile
from trama.mapping.mapped import MappedRow
from trama.mapping.plan import opened_file
from trama.values.defects import Issue


def mentions_of(path: Path, profile: str) -> tuple[list[Mention], list[Issue]]:
    """Return all mentions and issues of a file, which is to be recognised as one of ``profile``."""
    issues: list[Issue] = []
    with opened_file(path, 30) as file:
        fitting = fitting_profile(file)
        assert fitting.name == profile
        rows = [row for table in map_tables(file, fitting, issues.append) for row in table.rows]
    return [m for row in rows if isinstance(row, MappedRow) for m in row.mentions], issues
