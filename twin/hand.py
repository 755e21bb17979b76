"""The hand that types an export: how what is known comes to be written, defects included.

Every function returns the cell and, where it matters to the truth, what a perfect reader could
still learn from it.
"""

import unicodedata
from datetime import date
from functools import lru_cache
from random import Random

from trama.twin.geography import Spot
from trama.twin.marginals import table
from trama.twin.options import DirtRates, TwinOptions
from trama.twin.people import Paper
from trama.twin.sampling import choose, whole

UNKNOWN = ("NO IDENTIFICADO", "NO ESPECIFICA", "NO PRECISA", "SIN DATOS", "S/D", "NN", "-", "")
# Words that a place or a date may be replaced by; NN names nobody and stays with names.
UNKNOWN_FACT = ("NO PRECISA", "POR DETERMINAR", "SIN DATOS", "S/D", "NO REGISTRA", "-", "")
MONTHS = "ENERO FEBRERO MARZO ABRIL MAYO JUNIO JULIO AGOSTO SETIEMBRE OCTUBRE NOVIEMBRE DICIEMBRE"
SHORT_MONTHS = "ENE FEB MAR ABR MAY JUN JUL AGO SET OCT NOV DIC"
_LONG, _SHORT = MONTHS.split(), SHORT_MONTHS.split()
_EPOCH = date(1899, 12, 30)

Cell = str | int | date
Said = tuple[Cell, str | None]


class Hand:
    """Types cells with the defects of ``rates``; the same ``random`` makes the same ones."""

    def __init__(self, rates: DirtRates, random: Random, *, mojibake: bool = True) -> None:
        self.rates = rates
        self.random = random
        self._chance = random.random
        self._mojibake = rates.mojibake if mojibake else 0.0
        self._spellings: dict[str, list[str]] = {}
        for row in table("spellings"):
            self._spellings.setdefault(row["place"], []).append(row["written"])

    @classmethod
    def of(cls, options: TwinOptions, registry: str) -> "Hand":
        """Returns the hand that types one registry's export; each has a chance of its own."""
        chance = Random(f"{options.seed}/escritura/{registry}")  # noqa: S311 - invents data, guards nothing
        return cls(options.dirt, chance, mojibake=options.encoding != "cp850")

    def slips(self, rate: float) -> bool:
        """Returns whether a defect of that rate happens now."""
        return rate > 0 and self._chance() < rate

    def unknown(self) -> str:
        """Returns one of the ways to say that a value is not known."""
        return choose(self.random, UNKNOWN)

    def closed(self, value: str, *, optional: bool = False) -> str:
        """Returns a value of a closed list; of an ``optional`` one perhaps a word for unknown."""
        if optional and self.slips(self.rates.value_unknown):
            return self.unknown()
        if not value or not self.slips(self.rates.value_respelt):
            return value
        style = whole(self.random, 0, 3)
        styles = (
            value.capitalize(),
            f" {value} ",
            value.replace(" ", "  "),
            without_accents(value),
        )
        return styles[style]

    def text(self, text: str) -> str:
        """Returns a text, perhaps after a wrong code page."""
        if self._mojibake and not text.isascii() and self.slips(self._mojibake):
            return garbled(text, old_system=self.random.random() < 0.4)
        return text

    def day(self, day: date, *, fact: bool = False) -> Said:
        """Returns a date for a CSV cell; dates of a fact may be vague or unknown."""
        if fact:
            if self.slips(self.rates.date_unknown):
                return choose(self.random, UNKNOWN_FACT), None
            if self.slips(self.rates.date_vague):
                return self._vague(day)
        if self.slips(self.rates.date_style):
            return self._styled(day), day.isoformat()
        return plain_day(day), day.isoformat()

    def cell_day(self, day: date, *, fact: bool = False) -> Said:
        """Returns a date for a spreadsheet cell: mostly a real date, else a serial or a text."""
        if fact:
            if self.slips(self.rates.date_unknown):
                return choose(self.random, UNKNOWN_FACT), None
            if self.slips(self.rates.date_vague):
                return self._vague(day)
        if self.slips(self.rates.date_style):
            style = whole(self.random, 0, 2)
            if style == 0:
                return (day - _EPOCH).days, day.isoformat()
            written = self._styled(day) if style == 1 else plain_day(day)
            return written, day.isoformat()
        return day, day.isoformat()

    def names(self, spot: Spot) -> tuple[str, str, str]:
        """Returns the three names of a place, at most one of them spelt in another way."""
        parts = spot.parts
        if spot.abroad or not self.slips(self.rates.place_spelling):
            return parts
        level = choose(self.random, (2, 2, 2, 1, 0))
        code = spot.inei[: 2 * (level + 1)]
        spellings = self._spellings.get(code)
        if spellings:
            written = choose(self.random, spellings)
        else:
            short = abbreviated(parts[level])
            written = short if short != parts[level] else self.typo(parts[level])
        if level == 2 and f"^{spot.inei[:4]}" in self._spellings and self.random.random() < 0.5:
            level, written = 0, self._spellings[f"^{spot.inei[:4]}"][0]
        return (*parts[:level], written, *parts[level + 1 :])  # type: ignore[return-value]

    def place(self, spot: Spot) -> str:
        """Returns a place as one text: ``DPTO / PROV / DIST``."""
        return " / ".join(self.names(spot))

    def ubigeo(self, code: str, *, number: bool = False) -> Cell:
        """Returns a UBIGEO, perhaps without its leading zero; as a ``number`` in a spreadsheet."""
        if code[:1] == "0" and self.slips(self.rates.ubigeo_zero_lost):
            return int(code) if number else str(int(code))
        return code

    def number(self, paper: Paper, *, number: bool = False) -> Cell:
        """Returns a document's number, perhaps without its leading zero."""
        zero = paper.number[:1] == "0" and self.slips(self.rates.document_zero_lost)
        if zero:
            return int(paper.number) if number else str(int(paper.number))
        return paper.number

    def age(self, years: int, born: date, on: date) -> Cell:
        """Returns an age; of babies in months, of some with the unit."""
        if years < 1:
            months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
            return f"{max(months, 0)} MESES"
        return f"{years} AÑOS" if self.slips(self.rates.ages_worded) else years

    def typo(self, name: str) -> str:
        """Returns a name with two neighbouring letters swapped or one doubled."""
        if len(name) < 5:
            return name
        at = whole(self.random, 1, len(name) - 3)
        if self.random.random() < 0.5:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        return name[:at] + name[at] + name[at:]

    def _vague(self, day: date) -> Said:
        month = _LONG[day.month - 1]
        if self.random.random() < 0.25:
            return str(day.year), str(day.year)
        written = choose(
            self.random, (f"{month} {day.year}", f"{month} DE {day.year}", f"{day:%m/%Y}")
        )
        return written, f"{day:%Y-%m}"

    def _styled(self, day: date) -> str:
        short = _SHORT[day.month - 1]
        style = whole(self.random, 0, 4)
        if style == 0:
            return f"{day.day:02d}-{short}-{day.year % 100:02d}"
        if style == 1:
            return f"{day.day:02d}-{short.lower()}-{day.year}"
        if style == 2:
            return f"{day.day} de {_LONG[day.month - 1].lower()} de {day.year}"
        return plain_day(day).replace("/", ".") if style == 3 else day.isoformat()


def plain_day(day: date) -> str:
    """Returns ``dd/mm/yyyy``, in half the time that a format code takes."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


@lru_cache(maxsize=4096)
def without_accents(text: str) -> str:
    """Returns ``text`` without accents, Ñ as N: as typed on a keyboard that has none."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def garbled(text: str, *, old_system: bool) -> str:
    """Returns what is shown of UTF-8 read as Windows-1252, or of CP850 from an ``old_system``."""
    if not old_system:
        try:
            return text.encode("utf-8").decode("cp1252")
        except UnicodeDecodeError:
            pass  # Á, Í and Ý have bytes that Windows-1252 does not know
    try:
        return text.encode("cp850").decode("cp1252")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


_CUTS = {
    "SANTA": "STA",
    "SANTO": "STO",
    "SAN": "S",
    "VILLA": "V",
    "NUEVO": "NVO",
    "NUEVA": "NVA",
    "CORONEL": "CRNL",
    "PUENTE": "PTE",
    "PUERTO": "PTO",
    "GENERAL": "GRAL",
    "MARISCAL": "MCAL",
}


@lru_cache(maxsize=4096)
def abbreviated(name: str) -> str:
    """Returns a place's name with its common words cut short, as the real file does."""
    words = without_accents(name).split()
    if len(words) < 2:
        return name
    cut = [_CUTS.get(word, word) for word in words]
    return " ".join(cut) if cut != words else name
