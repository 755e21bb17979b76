"""What a twin is asked to be: how many cases, which seed, how much overlap and how much dirt."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

from trama.core.errors import BadParameter

Progress = Callable[[int, int], None]
"""Told now and then how many cases are written, and of how many."""

ENCODINGS = ("cp1252", "cp850", "utf-8-sig")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirtRates:
    """How often each defect of the real exports is made: the one place where it is decided.

    Every rate is the share of the things named (rows, people, cases) that get the defect, 0 to 1.
    Magnitudes follow what the real RETA file shows (domain.md 1.2: 61 % of its place triples match
    no gazetteer entry as written, 9 % of the education cells are NO ESPECIFICA) and are otherwise
    guesses on the cautious side.
    """

    place_spelling: float = 0.22
    """Places: an abbreviation, an old spelling, a town for its district, a wrong parent."""
    accents_lost: float = 0.45
    """RETA rows of a case or person typed without accents and Ñ."""
    mojibake: float = 0.02
    """Texts with Ñ or accents that went through a wrong code page (MUÃ‘OZ, MU¥OZ)."""
    ubigeo_zero_lost: float = 0.10
    """UBIGEO cells that a spreadsheet made a number of: 80101 for 080101."""
    ubigeo_missing: float = 0.04
    """UBIGEO cells of RETA left empty; its names still say the place."""
    document_zero_lost: float = 0.60
    """Documents with a leading zero that lost it."""
    document_missing: float = 0.12
    """People whose document a registry did not write down, in one of many ways."""
    document_missing_minor: float = 0.35
    """The same for victims under 18."""
    document_hidden: float = 0.15
    """SISTRA victims whose number is hidden; their type stays, and with it the place scheme."""
    name_typo: float = 0.05
    """People of whom one registry has a slip of one letter in a name."""
    surnames_swapped: float = 0.02
    """People whose two surnames stand in each other's place in RETA."""
    given_name_dropped: float = 0.08
    """People of whom one registry has only the first given name."""
    initials_for_minors: float = 0.15
    """RETA victims under 18 of whom only initials are written."""
    date_style: float = 0.20
    """Dates not written as the others of their column: 05-MAR-17, a serial, 5 de marzo de 2017."""
    date_vague: float = 0.06
    """Dates of facts of which only the month or the year is known."""
    date_unknown: float = 0.03
    """Dates of facts that are empty or a word for unknown."""
    dates_differ: float = 0.15
    """Cases in both registries whose fact dates differ by one to six days."""
    ages_worded: float = 0.08
    """Ages written with their unit: 15 AÑOS, 8 MESES."""
    value_unknown: float = 0.04
    """Closed values (bond, marital status, occupation) replaced by a word for unknown."""
    value_respelt: float = 0.06
    """Closed values in other case, without accents, with blanks around."""
    place_unknown: float = 0.02
    """Places of capture that nobody wrote down."""
    several_values: float = 0.03
    """RETA means that name two values joined with a slash."""
    law_outdated: float = 0.06
    """Cases that cite the article by the number it no longer had."""
    report_respelt: float = 0.25
    """SISTRA's police report numbers written with a prefix, a blank or in lower case."""
    line_break: float = 0.004
    """RETA addresses with a line break inside the cell."""
    repeated_row: float = 0.010
    """Rows that stand a second time, exactly."""
    header_repeated: float = 0.0006
    """Rows after which the header is repeated."""
    blank_row: float = 0.004
    """Rows after which a blank row follows."""
    keyless_row: float = 0.003
    """Rows that are followed by another one without a case key."""
    orphan_row: float = 0.003
    """SISTRA child rows that are followed by one of a carpeta that nobody knows."""
    ragged_row: float = 0.002
    """RETA rows that are followed by one with more cells than the header has columns."""
    layout: float = 1.0
    """Above 0: columns in another order and case, extra columns, a hidden sheet, TOTAL rows."""

    @classmethod
    def none(cls) -> "DirtRates":
        """Returns the rates of a clean export."""
        return cls(**{rate.name: 0.0 for rate in fields(cls)})

    def scaled(self, factor: float) -> "DirtRates":
        """Returns these rates times ``factor``, none above 1."""
        return DirtRates(
            **{rate.name: min(1.0, getattr(self, rate.name) * factor) for rate in fields(self)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinOptions:
    """What to write.

    ``cases`` counts true cases; each is in RETA, in SISTRA or in both. ``overlap`` is the share of
    the RETA cases that have a carpeta fiscal. ``sistra_overlap`` is the share of the carpetas that
    have a RETA registration; None: whatever makes each year look like the published victims of
    the prosecutors against the police's (2017: 1,307 against 725). ``report_filled`` is the share
    of the carpetas with a RETA registration that name it. ``encoding`` is RETA's code page.
    """

    cases: int
    seed: int = 1
    overlap: float = 0.6
    sistra_overlap: float | None = None
    report_filled: float = 0.3
    encoding: str = "cp1252"
    dirt: DirtRates = field(default_factory=DirtRates)

    @property
    def stem(self) -> str:
        """What the names of both exports end in."""
        return f"SINTETICO_{self.cases}_{self.seed}"

    def __post_init__(self) -> None:
        _require(self.cases >= 1, "cases", "debe ser al menos 1", "it must be at least 1")
        for name in ("overlap", "sistra_overlap", "report_filled"):
            share = getattr(self, name)
            within = share is None or 0 <= share <= 1
            _require(within, name, "va de 0 a 1", "it goes from 0 to 1")
        if self.sistra_overlap is not None:
            both = (self.overlap > 0) == (self.sistra_overlap > 0)
            _require(
                both,
                "sistra_overlap",
                "es 0 si y solo si overlap es 0",
                "it is 0 if and only if overlap is 0",
            )
        known = self.encoding in ENCODINGS
        names = ", ".join(ENCODINGS)
        _require(known, "encoding", f"uno de {names}", f"one of {names}")


@dataclass(frozen=True, slots=True)
class TwinSummary:
    """What was written: the files, and how many true cases, victims, suspects and rows."""

    reta: Path
    sistra: tuple[Path, ...]
    truth: Path
    cases: int
    reta_cases: int
    sistra_cases: int
    both: int
    victims: int
    suspects: int
    reta_rows: int
    sistra_rows: int


def _require(holds: bool, name: str, why_es: str, why_en: str) -> None:
    if not holds:
        raise BadParameter(name=name, why_es=why_es, why_en=why_en)
