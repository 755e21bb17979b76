"""The pages around a page: links to pages written beside it, and commands for the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trama.visualizations.shell import Part


@dataclass(frozen=True, slots=True)
class Around:
    """The pages that a page leads to, and the commands for others.

    ``links`` are relative addresses by uid of a case or place and by pseudonym of a suspect.
    ``names`` are the numbers of cases by uid, as people know them. ``pages`` stand in the head of
    the page. ``commands`` say what to type for pages that are not written. ``alerts`` stand above
    the picture: how a name was understood, and which pages are not written.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    pages: Sequence[Part] = ()
    commands: Sequence[Part] = ()
    alerts: Sequence[str] = ()


NOTHING_AROUND = Around()
