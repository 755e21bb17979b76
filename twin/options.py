"""The options of a twin (cases, seed, overlap, rates of defects) and the summary of its files."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

from trama.core.errors import BadParameter

Progress = Callable[[int, int], None]
"""A function that is called now and then with the number of written cases and of all cases."""

ENCODINGS = ("cp1252", "cp850", "utf-8-sig")
"""The code pages of a RETA export: Windows, old DOS systems, and UTF-8 with a byte order mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirtRates:
    """The rate of each defect of the real exports; no other module holds a rate.

    Every rate is a share, 0 to 1, of the things that its line names: rows, people, cases. Rates
    follow the real RETA file where it shows them (domain.md 1.2: 61 % of its place triples match no
    gazetteer entry as written; 9 % of the education cells are NO ESPECIFICA). The other rates are
    cautious guesses.
    """

    place_spelling: float = 0.22
    """Places with an abbreviation, an old spelling, a town for its district or a wrong parent."""
    accents_lost: float = 0.45
    """RETA registrations typed without accents and Ñ."""
    mojibake: float = 0.02
    """Texts with Ñ or accents read in a wrong code page (MUÃ‘OZ, MU¥OZ)."""
    ubigeo_zero_lost: float = 0.10
    """UBIGEO cells with a leading zero that a spreadsheet turned into a number: 80101."""
    ubigeo_missing: float = 0.04
    """UBIGEO cells left empty; names still give the place."""
    document_zero_lost: float = 0.60
    """Documents with a leading zero, written without the zero."""
    document_missing: float = 0.12
    """People whose document a registry did not write down: an empty cell or a word for unknown."""
    document_missing_minor: float = 0.35
    """The same for victims under 18."""
    document_hidden: float = 0.15
    """SISTRA victims whose number is hidden. The type stays: it gives the scheme of the places."""
    name_typo: float = 0.05
    """People with a typo of one letter in their name in one registry."""
    surnames_swapped: float = 0.02
    """RETA victims whose two surnames are swapped."""
    given_name_dropped: float = 0.08
    """People with only their first given name in one registry."""
    initials_for_minors: float = 0.15
    """RETA victims under 18 with initials for their names."""
    date_style: float = 0.20
    """Dates written in another style than their column: 05-MAR-17, a serial, 5 de marzo de 2017."""
    date_vague: float = 0.06
    """Dates of facts that give the month or the year alone."""
    date_unknown: float = 0.03
    """Dates of facts that are empty or a word for unknown."""
    dates_differ: float = 0.15
    """Cases in both registries whose fact dates differ, by one to six days."""
    ages_worded: float = 0.08
    """Ages of one year and more that are written with their unit: 15 AÑOS."""
    value_unknown: float = 0.04
    """Optional values of closed lists (bond, marital status, occupation) written as unknown."""
    value_respelt: float = 0.06
    """Values of closed lists in another case, without accents or with extra blanks."""
    place_unknown: float = 0.02
    """Places of capture written as unknown."""
    several_values: float = 0.03
    """RETA cells of the means (MEDIO_EMPLEADO) with two values joined by a slash."""
    law_outdated: float = 0.06
    """Cases since 31 March 2021 that cite the article by its former number."""
    report_respelt: float = 0.25
    """SISTRA's police report numbers with another dash, with blanks or in lower case."""
    line_break: float = 0.004
    """RETA addresses with a line break inside the cell."""
    repeated_row: float = 0.010
    """Rows followed by an exact copy."""
    header_repeated: float = 0.0006
    """Rows followed by the header again."""
    blank_row: float = 0.004
    """Rows followed by a blank row."""
    keyless_row: float = 0.003
    """Rows followed by a copy without its case key."""
    orphan_row: float = 0.003
    """SISTRA child rows followed by a copy under the number of an unknown carpeta."""
    ragged_row: float = 0.002
    """RETA rows followed by a copy with more cells than the header has columns."""
    layout: float = 1.0
    """A switch. Above 0: another order and case of columns, an extra column, a hidden sheet, TOTAL
    rows."""

    @classmethod
    def none(cls) -> "DirtRates":
        """Return the rates of a clean export."""
        return cls(**{rate.name: 0.0 for rate in fields(cls)})

    def scaled(self, factor: float) -> "DirtRates":
        """Return these rates times ``factor``, each at most 1."""
        return DirtRates(
            **{rate.name: min(1.0, getattr(self, rate.name) * factor) for rate in fields(self)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinOptions:
    """The options of one twin.

    ``cases`` is the number of true cases; each is in RETA, in SISTRA or in both. ``overlap`` is the
    share of the RETA cases that have a carpeta fiscal. ``sistra_overlap`` is the share of the
    carpetas that have a RETA registration. If it is None, each year keeps the published ratio of
    the prosecutors' victims to the police's (2017: 1,307 to 725). ``report_filled`` is the share of
    the carpetas with a RETA registration that name it. ``encoding`` is RETA's code page.
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
        """The end of both exports' names."""
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
    """The files of a written twin, and the numbers of its true cases, victims, suspects and rows.

    ``reta_rows`` and ``sistra_rows`` count the junk rows too, but no header and no blank row.
    """

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
