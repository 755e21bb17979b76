"""All that a pack or report is made of: what was brought again for whoever makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trama.evidence.asking_again import AskedAgain, NotAsked
from trama.evidence.items import Items
from trama.evidence.manifest import About
from trama.reports.report import Picture
from trama.workspaces.investigation import InvestigationFilter


@dataclass(frozen=True, slots=True)
class Investigated:
    """An investigation as one role sees it now.

    ``numbers`` maps the uid of a case to the numbers by which people know it. ``key`` is the
    fingerprint of the signing key.
    """

    about: About
    items: Items
    filter: InvestigationFilter
    questions: Sequence[AskedAgain | NotAsked]
    pictures: Sequence[Picture]
    numbers: Mapping[str, str]
    key: str

    @property
    def asked(self) -> list[AskedAgain]:
        """The questions that have an answer."""
        return [one for one in self.questions if isinstance(one, AskedAgain)]

    @property
    def not_asked(self) -> list[NotAsked]:
        """The questions that have none."""
        return [one for one in self.questions if isinstance(one, NotAsked)]


def file_of(question: AskedAgain) -> str:
    """Return the name of the files of a question, without their folders and endings."""
    return f"{question.number:02d}-{question.query.name}"
