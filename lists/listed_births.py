"""The births and ages of a list's records: each distinct text read once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from trama.compare.identity_fields import ComparedIdentity
from trama.lists.distinct import Distinct, recoded
from trama.values.partial_date import PartialDate

_AGE = re.compile(r"\d{1,3}(?:\.\d+)?").fullmatch


@dataclass(frozen=True, slots=True)
class Births:
    """The distinct births: an identity of each, its year, and the parts of a whole date.

    ``days`` are ordinals, -1 if the date is not whole. The arrays have a place for each code, and
    one for -1 at the end.
    """

    identities: Sequence[ComparedIdentity]
    years: NDArray[np.int32]
    days: NDArray[np.int32]
    month: NDArray[np.int8]
    day: NDArray[np.int8]


def births_and_ages(column: Mapping[str, Distinct]) -> Distinct:
    """Return the column of births, with the age and its date behind each: ``2001|16|2017-03``."""
    parts = [column[name] for name in ("birth", "age", "counted_on")]
    if (parts[1].codes < 0).all():
        return parts[0]
    distinct, codes = np.unique(
        np.column_stack([part.codes for part in parts]), axis=0, return_inverse=True
    )
    texts = [
        "|".join([*part.texts, ""][code] for part, code in zip(parts, row, strict=True))
        for row in distinct.tolist()
    ]
    known = ["" if text.startswith("||") else text for text in texts]
    return recoded(known, codes.astype(np.int32))


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _age(text: str) -> float | None:
    return float(text) if _AGE(text) else None


def births_of(texts: Sequence[str]) -> Births:
    """Return the births and ages; an unreadable date is unknown."""
    identities = []
    years = np.zeros(len(texts) + 1, np.int32)
    days = np.full(len(texts) + 1, -1, np.int32)
    month, day = (np.zeros(len(texts) + 1, np.int8) for _ in range(2))
    for number, text in enumerate(texts):
        written, age, counted_on = [*text.split("|"), "", ""][:3]
        birth = _date(written)
        identity = ComparedIdentity(birth=birth, age=_age(age), counted_on=_date(counted_on))
        identities.append(identity)
        possible, whole = identity.born, identity.born_on
        if possible and sum(possible) > 1:
            years[number] = date.fromordinal(sum(possible) // 2).year
        if whole:
            days[number] = whole.toordinal()
            month[number], day[number] = whole.month, whole.day
    return Births(identities, years, days, month, day)
