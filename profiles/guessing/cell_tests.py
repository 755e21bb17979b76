"""The tests of cells: the share of a column's written cells that are a value of one kind.

A cell that says that nothing is known (``S/D``, ``-``) counts as blank. Shares are from 0 to 1.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trama.core.text import fold
from trama.ontology.codelists import code_list
from trama.ontology.provisions import read_article
from trama.places.countries import country
from trama.places.find import PlaceNames, place_by_names, place_by_text
from trama.places.gazetteer import gazetteer
from trama.profiles.guessing.headings import subject_of
from trama.values.ages import age
from trama.values.contacts import account, phone, plate
from trama.values.dates import DateForm, partial_date, year_month
from trama.values.documents import document
from trama.values.fillers import reason_for_nothing
from trama.values.identifiers import identifier, is_missing_key
from trama.values.known_names import known_given_names, known_surnames
from trama.values.least_count import least_count
from trama.values.times import time_of_day
from trama.values.words import sex, yes_or_no

Column = Sequence[str]

_FORMS = tuple(DateForm(order=order) for order in ("dmy", "mdy", "ymd"))
_LETTERS = re.compile(r"[^\W\d_][^\d]*")
_DIGITS = re.compile(r"\d{5,6}")
_OF_YEAR = re.compile(r"\d{1,6} ?[-/] ?(?:19|20)\d\d")  # «3/2022», which is no March of a case
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_AGED = 110  # years
_LEVELS = {"department": "DEPARTAMENTO", "province": "PROVINCIA", "district": "DISTRITO"}
_MOST_WORDS = 6  # of a person's name; a longer text is a description


@dataclass(frozen=True, slots=True)
class Share:
    """The number of a column's written cells, and of those that fit a test."""

    fit: int
    written: int

    @property
    def part(self) -> float:
        """The share of the written cells that fit, from 0 to 1; 0 if none is written."""
        return self.fit / self.written if self.written else 0.0


def written_cells(column: Column) -> list[str]:
    """Return the cells that may be values."""
    return [cell for cell in column if cell and not reason_for_nothing(cell)]


def share(kind: str, column: Column) -> Share | None:
    """Return the share of cells of a kind. Return None if the kind has no test."""
    test = TESTS.get(kind)
    if test is None:
        return None
    cells = written_cells(column)
    return Share(sum(map(test, cells)), len(cells))


@lru_cache(maxsize=4096)  # names of places repeat, and a search is dear
def _is_place(level: str, cell: str) -> bool:
    if gazetteer().named(fold(cell), _LEVELS[level]):
        return True
    match = place_by_names(PlaceNames(**{level: cell})).value
    return match is not None and match.level == _LEVELS[level] and match.confidence >= 0.6


@lru_cache(maxsize=4096)
def _is_place_text(cell: str) -> bool:
    if not any(map(str.isalpha, cell)):
        return False
    match = place_by_text(cell).value
    return match is not None and match.level != "PAIS"


def _is_ubigeo(cell: str) -> bool:
    if not _DIGITS.fullmatch(cell):
        return False
    code = cell.zfill(6)
    return any(gazetteer().by_code(code, scheme) for scheme in ("INEI", "RENIEC"))


def _is_date(cell: str) -> bool:
    # Eight digits in a row may be a day, and a DNI: they prove nothing.
    return not cell.isdigit() and any(partial_date(cell, form).value for form in _FORMS)


def _is_age(cell: str) -> bool:
    value = age(cell).value
    return value is not None and value <= _MOST_AGED and not _is_date(cell)


def _words(cell: str) -> list[str]:
    return fold(cell).split()


def _is_named(cell: str) -> bool:
    """Return whether a cell could be a name: letters, few words, and no closed word."""
    if yes_or_no(cell).value is not None or sex(cell).value is not None:
        return False
    return bool(_LETTERS.fullmatch(cell)) and 0 < len(_words(cell)) <= _MOST_WORDS


def _is_known_name(cell: str) -> bool:
    """Return whether a cell is a person's whole name: given names and surnames that are known."""
    words = _words(cell)
    given = sum(word in known_given_names() for word in words)
    surnames = sum(word in known_surnames() for word in words)
    return 1 < len(words) <= _MOST_WORDS and bool(given) and bool(surnames)


def _is_comma_name(cell: str) -> bool:
    """Return whether a comma parts surnames from given names, known or not."""
    surnames, _, given = cell.partition(",")
    return cell.count(",") == 1 and _is_surname(surnames) and _is_named(given.strip())


def _is_given(cell: str) -> bool:
    """Return whether no word of a cell is a surname alone."""
    return _is_named(cell) and not any(
        word in known_surnames() and word not in known_given_names() for word in _words(cell)
    )


def _is_surname(cell: str) -> bool:
    """Return whether no word of a cell is a given name alone."""
    return _is_named(cell) and not any(
        word in known_given_names() and word not in known_surnames() for word in _words(cell)
    )


def _is_whole_name(cell: str) -> bool:
    return _is_named(cell) and len(_words(cell)) > 1


def _is_code(cell: str) -> bool:
    return (
        len(cell.split()) <= 3
        and any(map(str.isdigit, cell))
        and identifier(cell).value is not None
        and not is_missing_key(cell)
        and not _is_date(cell)
    )


def _is_case_number(cell: str) -> bool:
    return bool(_OF_YEAR.fullmatch(cell)) or _is_code(cell)


def _is_initials(cell: str) -> bool:
    letters = fold(cell).replace(" ", "")
    return 2 <= len(letters) <= 6 and letters.isalpha()


def _in_list(name: str) -> Callable[[str], bool]:
    codes = code_list(name)
    return lambda cell: any(
        codes.find(part) is not None for part in [cell, *re.split(r"[/;,|+]", cell)]
    )


def is_dni(cell: str) -> bool:
    """Return whether a cell is a DNI: eight digits."""
    found = document(cell).value
    return found is not None and found.type == "DNI" and found.key is not None


def is_mobile(cell: str) -> bool:
    """Return whether a cell is a Peruvian mobile: nine digits, the first a 9."""
    return any(
        (phone(part).value or "").startswith("+519") for part in re.split(r"[/;,]", cell) if part
    )


COUNTS = ("count", "count_women", "count_men")
"""The uses of columns that count victims."""

TESTS: Mapping[str, Callable[[str], bool]] = {
    "document": lambda cell: document(cell).value is not None and any(map(str.isdigit, cell)),
    "document_type": _in_list("document_type"),
    "phones": lambda cell: any(phone(part).value for part in re.split(r"[/;,]", cell) if part),
    "date": _is_date,
    "year": lambda cell: bool(_YEAR.fullmatch(cell)),
    "month": lambda cell: not year_month("2020", cell).defects,
    "hour": lambda cell: time_of_day(cell) is not None,
    "sex": lambda cell: sex(cell).value is not None,
    "age": _is_age,
    "department": lambda cell: _is_place("department", cell),
    "province": lambda cell: _is_place("province", cell),
    "district": lambda cell: _is_place("district", cell),
    "place_text": _is_place_text,
    "ubigeo": _is_ubigeo,
    "country": lambda cell: country(cell).value is not None,
    "nationality": lambda cell: country(cell).value is not None,
    "name": _is_named,
    "whole_name": _is_whole_name,
    "known_name": _is_known_name,
    "comma_name": _is_comma_name,
    "given": _is_given,
    "given_2": _is_given,
    "surnames": _is_surname,
    "paternal": _is_surname,
    "maternal": _is_surname,
    "initials": _is_initials,
    "identity_reserved": lambda cell: yes_or_no(cell).value is not None,
    "plates": lambda cell: any(plate(p).value for p in re.split(r"[/;,]", cell) if p.strip()),
    "accounts": lambda cell: account(cell).value is not None,
    "provision": lambda cell: any(read_article(p) for p in re.split(r"[/,;]", cell) if p.strip()),
    "case_number": _is_case_number,
    "police_report": _is_case_number,
    "person_code": _is_code,
    **dict.fromkeys(COUNTS, lambda cell: least_count(cell).value is not None),
    "line": str.isdigit,
    "person_kind": lambda cell: subject_of(cell) != "",
    "phase": _in_list("phase"),
    "role": _in_list("role"),
    "situation": _in_list("situation"),
    "education": _in_list("education"),
    "marital_status": _in_list("marital_status"),
    "bond": _in_list("bond"),
    "recruitment": _in_list("recruitment"),
    "means": _in_list("means"),
    "purposes": _in_list("purpose"),
    "vulnerability": _in_list("vulnerability"),
    "aggravating": _in_list("aggravating"),
    "procedural_stage": _in_list("procedural_stage"),
    "procedural_status": _in_list("procedural_status"),
    "entry_form": _in_list("entry_form"),
    "venue": _in_list("venue"),
    "transport": _in_list("transport"),
}

# Kinds whose cells may be words that the closed list lacks: a low share contradicts no heading.
OPEN_KINDS = frozenset(
    {
        "role",
        "situation",
        "education",
        "marital_status",
        "bond",
        "recruitment",
        "means",
        "purposes",
        "vulnerability",
        "aggravating",
        "procedural_stage",
        "procedural_status",
        "entry_form",
        "venue",
        "transport",
        "accounts",
        "plates",
        "place_text",
    }
)
