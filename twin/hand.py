"""The hand that types an export: true values in, cells with the defects of real exports out.

A method returns the cell. For dates it also returns the value that a perfect reader can still learn
from the cell.
"""

from datetime import date, timedelta
from functools import lru_cache
from random import Random

from trama.core.text import without_accents
from trama.twin.dirt_rates import DirtRates
from trama.twin.geography import Spot
from trama.twin.marginals import table
from trama.twin.options import TwinOptions
from trama.twin.people import Paper
from trama.twin.sampling import choose, whole

UNKNOWN = ("NO IDENTIFICADO", "NO ESPECIFICA", "NO PRECISA", "SIN DATOS", "S/D", "NN", "-", "")
"""Words for an unknown value of a closed list or an unknown document."""
UNKNOWN_FACT = ("NO PRECISA", "POR DETERMINAR", "SIN DATOS", "S/D", "NO REGISTRA", "-", "")
"""Words for an unknown place or date. NN is missing: it stands for an unknown person."""
MONTHS = "ENERO FEBRERO MARZO ABRIL MAYO JUNIO JULIO AGOSTO SETIEMBRE OCTUBRE NOVIEMBRE DICIEMBRE"
SHORT_MONTHS = "ENE FEB MAR ABR MAY JUN JUL AGO SET OCT NOV DIC"
_LONG, _SHORT = MONTHS.split(), SHORT_MONTHS.split()
_EPOCH = date(1899, 12, 30)
_ROUNDED_FROM = 20  # years: the ages of minors are asked for exactly

Cell = str | int | date
Typed = tuple[Cell, str | None]
"""A date's cell, and the date that a reader can learn from it: partial ISO, or None."""


class Hand:
    """A typist who makes the defects of ``rates``; the same ``random`` makes the same defects."""

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
        """Return the hand that types one registry's export; each registry has its own random."""
        chance = Random(f"{options.seed}/escritura/{registry}")  # noqa: S311 - invents data, guards nothing
        return cls(options.dirt, chance, mojibake=options.encoding != "cp850")

    def slips(self, rate: float) -> bool:
        """Return whether a defect of this rate (0 to 1) happens now."""
        return rate > 0 and self._chance() < rate

    def unknown(self) -> str:
        """Return a word for an unknown value."""
        return choose(self.random, UNKNOWN)

    def closed(self, value: str, *, optional: bool = False) -> str:
        """Return a value of a closed list, perhaps respelt; if ``optional``, perhaps unknown."""
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
        """Return a text, perhaps garbled by a wrong code page."""
        if self._mojibake and not text.isascii() and self.slips(self._mojibake):
            return garbled(text, old_system=self.random.random() < 0.4)
        return text

    def day(self, day: date, *, fact: bool = False) -> Typed:
        """Return a date for a CSV cell; only the date of a ``fact`` may be vague or unknown."""
        if fact:
            if self.slips(self.rates.date_unknown):
                return choose(self.random, UNKNOWN_FACT), None
            if self.slips(self.rates.date_vague):
                return self._vague(day)
        if self.slips(self.rates.date_style):
            return self._styled(day), day.isoformat()
        return plain_day(day), day.isoformat()

    def cell_day(self, day: date, *, fact: bool = False) -> Typed:
        """Return a date for a spreadsheet cell: a real date, or else a serial number or a text."""
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
        """Return the three names of a place, perhaps with a defect in one of them.

        1. Draw the level of the name: the district in three of five cases.
        2. Replace the name with a spelling of the real file (spellings.csv), else with its
           abbreviation, else with a typo.
        3. If the province has a ``^`` line in spellings.csv, half of the defects in a district's
           name are a wrong department instead.

        Example: MADRE DE DIOS / TAMBOPATA / INAMBARI may come out with MAZUKO for INAMBARI.
        """
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
        """Return a place as one text: ``DPTO / PROV / DIST``."""
        return " / ".join(self.names(spot))

    def ubigeo(self, code: str, *, number: bool = False) -> Cell:
        """Return a UBIGEO, perhaps without its leading zero (an int if ``number``)."""
        if code[:1] == "0" and self.slips(self.rates.ubigeo_zero_lost):
            return int(code) if number else str(int(code))
        return code

    def number(self, paper: Paper, *, number: bool = False) -> Cell:
        """Return a document's number, perhaps without its leading zero (an int if ``number``)."""
        zero = paper.number[:1] == "0" and self.slips(self.rates.document_zero_lost)
        if zero:
            return int(paper.number) if number else str(int(paper.number))
        return paper.number

    def paper(self, paper: Paper) -> Paper:
        """Return a document as the registry knows it: perhaps another one, perhaps with a typo."""
        if paper.type not in ("DNI", "") and self.slips(self.rates.document_other):
            paper = paper.other
        if paper.number[:1] == "0" or not paper.number or not self.slips(self.rates.document_typo):
            return paper
        wrong = Paper(paper.type, self._wrong_digits(paper.number))
        return wrong if wrong.is_nobodys else paper

    def _wrong_digits(self, number: str) -> str:
        """Return a number with two of its last six digits transposed, or with one replaced."""
        at = len(number) - whole(self.random, 2, 6)
        if self.random.random() < 0.5:
            return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        return number[:at] + str(whole(self.random, 0, 9)) + number[at + 1 :]

    def born(self, birth: date) -> date | None:
        """Return a birth date as the registry knows it; None if it knows the age alone."""
        if self.slips(self.rates.birth_date_missing):
            return None
        if not self.slips(self.rates.birth_date_wrong):
            return birth
        style = whole(self.random, 0, 2)
        if style == 0 and birth.day <= 12:
            return birth.replace(month=birth.day, day=birth.month)
        return birth - timedelta(days=365 if style == 1 else 1)

    def years(self, age: int) -> int:
        """Return an age in years, perhaps rounded to five or a year off; babies keep theirs."""
        if age >= _ROUNDED_FROM and self.slips(self.rates.age_rounded):
            return round(age / 5) * 5
        if age > 1 and self.slips(self.rates.age_off):
            return age + (1 if self.random.random() < 0.5 else -1)
        return age

    def age(self, true_years: int, born: date, on: date) -> Cell:
        """Return an age: under one year in months, else in years, perhaps with the unit."""
        years = self.years(true_years)
        if years < 1:
            months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
            return f"{max(months, 0)} MESES"
        return f"{years} AÑOS" if self.slips(self.rates.ages_worded) else years

    def typo(self, name: str) -> str:
        """Return a name with two neighbouring letters swapped or one letter doubled."""
        if len(name) < 5:
            return name
        at = whole(self.random, 1, len(name) - 3)
        if self.random.random() < 0.5:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        return name[:at] + name[at] + name[at:]

    def _vague(self, day: date) -> Typed:
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
    """Return ``dd/mm/yyyy``. This takes half the time of ``strftime``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


@lru_cache(maxsize=4096)
def garbled(text: str, *, old_system: bool) -> str:
    """Return ``text`` read in a wrong code page: Windows-1252.

    The bytes are UTF-8 (MUÑOZ → MUÃ‘OZ), or CP850 from an ``old_system`` (MUÑOZ → MU¥OZ). Return
    ``text`` itself if the bytes do not exist there.
    """
    if not old_system:
        try:
            return text.encode("utf-8").decode("cp1252")
        except UnicodeDecodeError:
            pass  # Windows-1252 lacks a byte of Á, Í and Ý
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
    """Return a place's name with its common words abbreviated, as in the real file."""
    words = without_accents(name).split()
    if len(words) < 2:
        return name
    cut = [_CUTS.get(word, word) for word in words]
    return " ".join(cut) if cut != words else name
