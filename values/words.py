"""Sex, yes and no: small closed lists that every source writes its own way."""

from collections.abc import Mapping

from trama.core.text import fold
from trama.values.cells import Cell, text_of
from trama.values.defects import Defect, DefectCode, Normalised, Outcome
from trama.values.word_tables import meanings

_DOUBT = frozenset("?¿*")


def sex(cell: Cell) -> Normalised[str]:
    """Return a code of the list sex: F or M."""
    return _find(cell, meanings("sex"), DefectCode.UNKNOWN_SEX)


def yes_or_no(cell: Cell) -> Normalised[bool]:
    """Return whether a cell means yes."""
    if isinstance(cell, bool):
        return Normalised(cell)
    answer = _find(cell, meanings("truth"), DefectCode.NEITHER_YES_NOR_NO)
    value = None if answer.value is None else answer.value == "yes"
    return Normalised(value, answer.defects)


def _find(cell: Cell, known: Mapping[str, str], code: DefectCode) -> Normalised[str]:
    written = text_of(cell)
    text = fold(written)
    if not written:
        return Normalised(None)
    # «F?» is a doubt of who wrote it: folding would make it an F.
    if text not in known or _DOUBT & set(written):
        return Normalised(None, (Defect(code, Outcome.SET_ASIDE),))
    return Normalised(known[text])
