"""Dates and moments as people read them, in the language of the reader.

Spanish writes the day first, as Peru's forms do: 15/03/2020. English keeps the ISO form. Files and
JSON keep ISO in either language.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from trama.core.errors import Language

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
        *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
}
"""The names of the months, as people write them."""

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def day_text(value: str, language: Language) -> str:
    """Return a partial date as people write it; English keeps the ISO form.

    >>> day_text("2020-03-15", "es"), day_text("2020-03", "es"), day_text("2020-03/2020-05", "es")
    ('15/03/2020', '03/2020', '03/2020 a 05/2020')
    """
    begins, slash, ends = value.partition("/")
    if slash:
        to = " a " if language == "es" else " to "
        return to.join(day_text(part, language) for part in (begins, ends))
    found = _ISO_DAY.fullmatch(value)
    if language == "en" or found is None:
        return value
    return "/".join(part for part in (found[3], found[2], found[1]) if part)


def moment_text(value: str, language: Language) -> str:
    """Return an ISO moment to the minute, by the clock of this machine; a day stays a day.

    A text that is no moment is returned as it is.

    >>> moment_text("2020-03-15", "es"), moment_text("2020-03-15T08:30:59", "es")
    ('15/03/2020', '15/03/2020 08:30')
    """
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if "T" not in value and " " not in value:
        return day_text(value, language)
    here = moment.astimezone() if moment.tzinfo else moment
    return f"{day_text(here.date().isoformat(), language)} {here:%H:%M}"
