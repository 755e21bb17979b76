"""The options of a twin (cases, seed, overlap, rates of defects) and the summary of its files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from trama.core.errors import BadParameter
from trama.twin.dirt_rates import DirtRates

Progress = Callable[[int, int], None]
"""A function that is called now and then with the number of written cases and of all cases."""

ENCODINGS = ("cp1252", "cp850", "utf-8-sig")
"""The code pages of a RETA export: Windows, old DOS systems, and UTF-8 with a byte order mark."""


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
