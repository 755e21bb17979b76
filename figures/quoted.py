"""A number as people quote it: 1,465 · 1.465 · 1 465 · 70 % · +15,5 %."""

import re
from dataclasses import dataclass

from trama.core.errors import BadParameter

_BLANKS = r" \u00a0\u2009\u202f"  # a plain, an unbreakable, a thin and a narrow unbreakable blank
_COUNT = re.compile(rf"[0-9]{{1,9}}|[0-9]{{1,3}}(?:([.,'’{_BLANKS}])[0-9]{{3}})(?:\1[0-9]{{3}})?")
_SHARE = re.compile(
    rf"([+\-−]?)([0-9]{{1,4}})(?:[.,]([0-9]{{1,2}}))?[{_BLANKS}]*(?:%|por[ ]ciento|per[ ]?cent)"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted number: a count of victims, or a share or a growth in hundredths.

    ``decimals`` are the decimals that were written: a share is the same number if it rounds to it.
    ``signed`` is True for a growth that says so: +15 %.
    """

    value: float
    is_share: bool = False
    decimals: int = 0
    signed: bool = False


def read_quoted(text: str) -> Quoted:
    """Return the number of a text.

    Groups of three digits are thousands: 1.465 is 1465, as nobody counts victims in thousandths.

    Raises:
        BadParameter: the text is no count from 1 on and no percentage.
    """
    written = text.strip().casefold()
    if found := _SHARE.fullmatch(written):
        sign, whole, decimals = found.groups()
        value = float(f"{whole}.{decimals or 0}") * (-1 if sign in ("-", "−") else 1)
        return Quoted(value, is_share=True, decimals=len(decimals or ""), signed=bool(sign))
    if written.startswith(("-", "−")):
        raise _refused("un conteo de víctimas no es negativo", "a count of victims is not negative")
    if _COUNT.fullmatch(written) is None:
        raise _refused(
            "se espera un conteo en cifras, como 1465 o 1 465, o un porcentaje, como 70 %",
            "a count in digits is expected, such as 1465 or 1,465, or a percentage, such as 70 %",
        )
    value = int(re.sub(r"[^0-9]", "", written))
    if value == 0:
        raise _refused(
            "cero es el conteo de cualquier mes sin registros: no tiene receta",
            "zero is the count of any month without registrations: it has no recipe",
        )
    return Quoted(value)


def _refused(why_es: str, why_en: str) -> BadParameter:
    return BadParameter(name="number", why_es=why_es, why_en=why_en)
