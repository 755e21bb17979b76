"""The keys to count by: what each registry says of a unit, as a code that both registries share."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from trama.overlap.entries import HANDED_OVER, POLICE, WITHDRAWN, Entry

UNKNOWN = ""
"""The key of a unit of which the registry does not say it."""


class By(StrEnum):
    """The keys that a ledger is broken down by."""

    YEAR = "year"
    CAUSE = "cause"
    SEX = "sex"
    AGE = "age"
    DEPARTMENT = "department"
    UNIT = "unit"
    DISTRICT = "district"


class Cause(StrEnum):
    """The way of a case between the registries, as each registry states it for itself.

    HANDED_OVER: RETA says that it went to the prosecutor; SISTRA that the police brought it.
    NOT_HANDED_OVER: RETA names another destination. DISCARDED: RETA says that it was withdrawn.
    DIRECT: SISTRA says that somebody lodged it with the prosecutor.
    """

    HANDED_OVER = "HANDED_OVER"
    NOT_HANDED_OVER = "NOT_HANDED_OVER"
    DISCARDED = "DISCARDED"
    DIRECT = "DIRECT"
    UNKNOWN = "UNKNOWN"


def cause(entry: Entry) -> Cause:
    """Return the way of an entry's case between the registries."""
    case = entry.of
    if case.registry == POLICE:
        if not case.destination:
            return Cause.UNKNOWN
        if case.destination == WITHDRAWN:
            return Cause.DISCARDED
        handed = case.destination == HANDED_OVER
        return Cause.HANDED_OVER if handed else Cause.NOT_HANDED_OVER
    if case.says_police:
        return Cause.HANDED_OVER
    return Cause.DIRECT if case.entry_form else Cause.UNKNOWN


_OF_ENTRY: Mapping[By, Callable[[Entry], str]] = {
    By.CAUSE: lambda entry: cause(entry).value,
    By.SEX: lambda entry: entry.sex,
    By.AGE: lambda entry: entry.age_band,
    By.DEPARTMENT: lambda entry: entry.of.department,
    By.UNIT: lambda entry: entry.of.unit,
    By.DISTRICT: lambda entry: entry.of.fiscal_district,
}


def key_order(key: str) -> tuple[float, str]:
    """Return the place of a key among others: years and ages by number, then all texts.

    Example: 0-5, 6-11, 12-17, not 0-5, 12-17, 6-11.
    """
    begins = re.match("[0-9]+", key)
    return (float(begins[0]) if begins else math.inf, key)


def key_of(
    entries: Sequence[Entry], by: By | None, year: str | None, *, of_fact: bool
) -> str | None:
    """Return the key of a unit: of the first of its entries that is counted and gives the key.

    Return None if the registry counts no entry of the unit in ``year``. ``of_fact``: by the year
    of the fact instead of the year in which the registry entered the case.
    """
    counted = [entry for entry in entries if year is None or entry.year(of_fact=of_fact) == year]
    if not counted:
        return None
    if by is None:
        return UNKNOWN
    if by is By.YEAR:
        return min((y for entry in counted if (y := entry.year(of_fact=of_fact))), default=UNKNOWN)
    if by is By.CAUSE:
        return cause(counted[0]).value
    return next((key for entry in counted if (key := _OF_ENTRY[by](entry))), UNKNOWN)
