"""The pages around a page: links to pages written beside it, and commands for the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trama.visualizations.shell import Part

# The levels of places as commands and questions have them.
LEVELS: Mapping[str, str] = {
    "DISTRITO": "district",
    "PROVINCIA": "province",
    "DEPARTAMENTO": "department",
    "PAIS": "country",
}


@dataclass(frozen=True, slots=True)
class Around:
    """The pages that a page leads to, and the commands for others.

    ``links`` are relative addresses by uid of a case or place, by pseudonym of a suspect and by
    the key of a leg (`leg_key`).
    ``names`` are the numbers of cases by uid, as people know them. ``pages`` stand in the head of
    the page. ``commands`` say what to type for pages that are not written. ``alerts`` stand above
    the picture: how a name was understood, and which pages are not written.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    pages: Sequence[Part] = ()
    commands: Sequence[Part] = ()
    alerts: Sequence[str] = ()


def leg_key(row: Mapping[str, Any], parameters: Mapping[str, Any]) -> str:
    """Return the key of the ways of a leg: its ends, level and period, joined by spaces.

    Example: the leg from Cusco to Lima by department since 2018 is
    ``PE-08 PE-15 department 2018 -``.
    """
    level = str(parameters.get("level") or "department")
    period = (str(parameters.get(end) or "-") for end in ("since", "until"))
    return " ".join([row["origin"], row["destination"], level, *period])


NOTHING_AROUND = Around()
