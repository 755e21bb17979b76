"""The guess of one column: what it holds, how sure that is, and why, in words.

A guess is made from the heading, from the cells, or from both. The surety is from 0 to 1.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from trama.core.errors import Language
from trama.profiles.guessing.cell_tests import (
    OPEN_KINDS,
    Share,
    is_dni,
    is_mobile,
    share,
    written_cells,
)
from trama.profiles.guessing.headings import (
    GROUP_JOINT,
    Candidate,
    HeadingReading,
    Subject,
    read_heading,
    use_name,
)

Level = Literal["sure", "likely", "doubtful", "none"]

SURE_AT = 0.85  # surety of a guess that a person may only glance at
LIKELY_AT = 0.6  # surety from which a draft reads the column
_FITS_AT = 0.8  # share of cells that confirms a heading
_CONTRADICTS_AT = 0.3  # share of cells below which they contradict a heading
_LEAST_CELLS = 3  # cells that can tell alone what a column holds
_ALONE_AT = 0.9  # share of the cells that tell alone what a column holds
_KNOWN_AT = 0.6  # share of known whole names: the tables of names hold the usual ones only
_UNTESTED = 0.85  # factor for a heading without a written cell
_OPEN = 0.8  # factor for a closed list whose words the cells do not use

# What KoboToolbox and ODK add: the hour of a submission is that of no stage.
_OF_A_FORM = re.compile(
    r"_(?:uuid|index|parent_\w+|submission_\w+|validation_status|notes|status|submitted_by|tags"
    r"|\w+_(?:latitude|longitude|altitude|precision))|__version__"
)

NAMES = frozenset({"name", "surnames", "paternal", "maternal", "given", "given_2", "initials"})
# The kinds that cells show alone, with their surety: a heading that says nothing stays a doubt.
_ALONE: tuple[tuple[str, float], ...] = (
    ("person_kind", 0.75),
    ("sex", 0.75),
    ("department", 0.65),
    ("district", 0.62),
    ("province", 0.62),
    ("date", 0.4),
    ("known_name", 0.65),
)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """The guess of what a column holds.

    ``use`` is a key of the uses in heading_words.yaml, '' if nothing is guessed. ``moment``,
    ``subject`` and ``number`` are as in `HeadingReading`. ``read`` tells whether a draft reads the
    column, ``headed`` whether its heading says its use. ``es`` and ``en`` say why.
    """

    heading: str
    use: str = ""
    moment: str = ""
    subject: Subject = ""
    number: int = 0
    sure: float = 0.0
    es: str = ""
    en: str = ""
    read: bool = False
    headed: bool = True

    @property
    def level(self) -> Level:
        """The surety of the guess, in words."""
        if not self.use:
            return "none"
        if self.sure >= SURE_AT:
            return "sure"
        return "likely" if self.sure >= LIKELY_AT else "doubtful"

    @property
    def group(self) -> str:
        """The group above the column, of headings of two rows; '' if there is none."""
        group, joined, _ = self.heading.rpartition(GROUP_JOINT)
        return group if joined else ""

    def capped(self, subject: Subject, most: float, es: str, en: str) -> "ColumnGuess":
        """Return the guess with a subject, at most so sure, and a further reason."""
        return replace(
            self,
            subject=subject,
            sure=min(self.sure, most),
            es=f"{self.es}; {es}",
            en=f"{self.en}; {en}",
        )

    def why(self, language: Language) -> str:
        """Return why, in a language."""
        return self.es if language == "es" else self.en


def guess_column(heading: str, column: Sequence[str]) -> ColumnGuess:
    """Return the guess of a column from its heading and its first cells as text.

    1. Weigh each use that the heading may mean against the cells, and take the surest.
    2. For a heading without a known word, take what the cells show alone.

    The heading ``Doc.`` over ``40000123`` and ``40000124`` gives ``document``, sure.
    """
    if _OF_A_FORM.fullmatch(heading.rpartition("/")[2]):
        es, en = "la agrega el formulario", "the form adds it"
        return ColumnGuess(heading, es=es, en=en)
    said = read_heading(heading)
    if said.subject == "other":
        return ColumnGuess(
            heading, "", es="es de otra persona: no se lee", en="it is about someone else: not read"
        )
    special = _of_bare_subject(heading, said, column)
    if special is not None:
        return special
    candidates = [*_whole_names(said, column), *said.candidates]  # the first of equally sure ones
    weighed = [_weighed(heading, said, candidate, column) for candidate in candidates]
    if weighed:
        return max(weighed, key=lambda guess: guess.sure)
    return _by_cells(heading, said, column)


def _of_bare_subject(
    heading: str, said: HeadingReading, column: Sequence[str]
) -> ColumnGuess | None:
    """Return the guess of a heading like «Víctima» over counts or codes. Return None otherwise."""
    uses = {candidate.use for candidate in said.candidates}
    if uses - {"name", "count", "person_code"}:
        return None
    # «Detenidos: 0» counts: no code of a person is nought.
    coded = said.subject and "0" not in column
    for use in (said.counts, "person_code" if coded else ""):
        found = share(use, column)
        if found and found.written and found.part >= _FITS_AT:
            es, en = _of_cells(use, found)
            return ColumnGuess(heading, use, "", said.subject, said.number, 0.9, es, en)
    return None


def _whole_names(said: HeadingReading, column: Sequence[str]) -> list[Candidate]:
    """Return the candidate of whole names for «Nombre de la víctima» over names with surnames.

    A comma after the surnames tells, and so do known names.
    """
    tests = (("comma_name", _FITS_AT), ("known_name", _KNOWN_AT))
    if not any((found := share(kind, column)) and found.part >= at for kind, at in tests):
        return []
    return [replace(c, use="name") for c in said.candidates if c.use == "given"]


def _weighed(
    heading: str, said: HeadingReading, candidate: Candidate, column: Sequence[str]
) -> ColumnGuess:
    """Return a candidate of the heading as a guess, weighed by its cells."""
    found = share(candidate.use, column)
    sure = _surety(candidate, found, column)
    es, en = "lo dice el encabezado", "the heading says so"
    if candidate.corrected:
        es = f"el encabezado se parece a {candidate.corrected}"
        en = f"the heading resembles {candidate.corrected}"
    elif candidate.score < LIKELY_AT:
        es, en = "el encabezado lo dice a medias", "the heading says so in part"
    if found is not None:
        of_es, of_en = _of_cells(candidate.use, found)
        es, en = f"{es}; {of_es}", f"{en}; {of_en}"
    return ColumnGuess(
        heading, candidate.use, candidate.moment, said.subject, said.number, sure, es, en
    )


def _surety(candidate: Candidate, found: Share | None, column: Sequence[str]) -> float:
    """Return how sure a candidate is, from its score and the share of cells that fit."""
    score = candidate.score
    if found is None:
        return round(0.95 * score, 2)
    if not found.written:
        return round(_UNTESTED * score, 2)
    if candidate.score < LIKELY_AT and _tests_little(candidate):
        return round(score, 2)  # «Nombre del bar»: any letters are a name
    if found.part >= _FITS_AT:
        return round(min(0.99, score + (1 - score) * 0.5 * found.part), 2)
    if found.part >= _CONTRADICTS_AT:
        return round(0.7 * score, 2)
    return round((_OPEN if _may_be_other_words(candidate, found, column) else 0.4) * score, 2)


def _may_be_other_words(candidate: Candidate, found: Share, column: Sequence[str]) -> bool:
    """Return whether cells that fit no list may be its other words, as they never are numbers.

    Some places are always known: a column without any is of something else.
    """
    if candidate.use not in OPEN_KINDS or (candidate.use == "place_text" and not found.fit):
        return False
    return any(any(map(str.isalpha, cell)) for cell in column)


def _tests_little(candidate: Candidate) -> bool:
    """Return whether cells that fit say little: whose a name is, or what a date is of."""
    return candidate.use in NAMES or (candidate.use == "date" and not candidate.moment)


def _by_cells(heading: str, said: HeadingReading, column: Sequence[str]) -> ColumnGuess:
    """Return what the cells of a column show alone, if its heading does not say another thing."""
    cells = written_cells(column)
    if len(cells) < _LEAST_CELLS:
        es, en = "el encabezado no dice qué es", "the heading does not say what it is"
        return ColumnGuess(heading, es=es, en=en)
    alone: dict[str, Share] = {
        "document": Share(sum(map(is_dni, cells)), len(cells)),
        "phones": Share(sum(map(is_mobile, cells)), len(cells)),
    }
    for kind, _ in _ALONE:
        alone[kind] = share(kind, column) or Share(0, 0)
    sureties = {"document": 0.7, "phones": 0.7, **dict(_ALONE)}
    for kind, found in alone.items():
        needed = _KNOWN_AT if kind == "known_name" else _ALONE_AT
        if found.part >= needed:
            use = "name" if kind == "known_name" else kind
            es, en = _of_cells(use, found)
            sure = sureties[kind] * (0.6 if said.known else 1.0)
            return ColumnGuess(
                heading,
                use,
                "",
                said.subject,
                0,
                round(sure, 2),
                f"el encabezado no lo dice; {es}",
                f"the heading does not say so; {en}",
                headed=False,
            )
    es, en = "ni el encabezado ni las celdas lo dicen", "neither heading nor cells tell"
    return ColumnGuess(heading, es=es, en=en)


def _of_cells(use: str, found: Share) -> tuple[str, str]:
    """Return what the cells say of a use, in Spanish and English. No cell is quoted."""
    if not found.written:
        return "ninguna celda escrita", "no cell is written"
    es, en = use_name(use, "es"), use_name(use, "en")
    return (
        f"{found.fit} de {found.written} celdas lo son ({es})",
        f"{found.fit} of {found.written} cells are ({en})",
    )
