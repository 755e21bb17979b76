"""Repairs of mojibake, cell by cell, only where nobody can have meant the cell as written."""

import re
from dataclasses import dataclass

import ftfy
from ftfy.badness import is_bad

from trama.readers.encoding import CP850, WINDOWS_1252, TextForm, strays_decoded
from trama.values.defects import Defect, DefectCode, Outcome

# Characters of Spanish beyond ASCII. A file with no other character needs no repair.
_ORDINARY = frozenset("ÁÉÍÓÚÑÜáéíóúñü°ºª¿«»–—‘’“”…·€")
_STRANGE = re.compile(f"[^\x01-\x7f{''.join(sorted(_ORDINARY))}]")
_STRAY = re.compile("[\udc80-\udcff]")

# CP850 read as Windows-1252 (MU¥OZ, JOS‚, L¢PEZ, µNGEL, GARC¡A): a sign of money or measure, or a
# control character, in the place of a letter. A £ before a number, µg and ¡Hola! stay.
_DOS_AS_WINDOWS = re.compile(
    r"(?<=[^\W\d_])[¥¤¢£‚\x81\x90]|[¥¤\x81\x90](?=[^\W\d_])"
    r"|(?<=[A-Za-z])¡(?=[A-Za-z])|(?<=[A-Z])[µš](?=[A-Z])|\bµ(?=[A-Z]{2})"
)
# Windows-1252 read as CP850 (MUÐOZ, P╔REZ, GARC═A, pe±a).
_WINDOWS_AS_DOS = re.compile(
    r"(?<=[A-Za-z])[Ð┴╔═┌┐▄](?=[A-Za-z\b])|(?<=[A-Za-z])[Ð╔═┌]|[┴╔═┌Ð](?=[A-Z])"
    r"|(?<=[a-z])[±¾ßÝ·³](?=[a-z])"
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A cell as it was meant, and the defect of the repair."""

    text: str
    defect: Defect


def suspects(form: TextForm) -> re.Pattern[str] | None:
    """Return a pattern of the lines whose cells may need a repair, or None if no line may.

    The pattern contains only characters that the text really has: most texts are not searched.
    """
    strange = form.inventory - _ORDINARY
    if not strange:
        return None
    return re.compile(f"[{''.join(re.escape(character) for character in sorted(strange))}]")


def repair(cell: str, code_page: str = WINDOWS_1252) -> Repaired | None:
    """Return the cell as it was meant, or None if the cell is sound.

    Strays (lone surrogates) are decoded in ``code_page``.
    """
    if not _STRANGE.search(cell):
        return None
    if "\0" in cell:
        text = cell.replace("\0", "")
        return Repaired(text, Defect(DefectCode.NUL_BYTE, Outcome.CORRECTED, text))
    if _STRAY.search(cell):
        text = _unmixed(strays_decoded(cell, code_page))
        return Repaired(text, Defect(DefectCode.MIXED_ENCODING, Outcome.CORRECTED, text))
    text = _unmixed(cell)
    if text == cell:
        return None
    return Repaired(text, Defect(DefectCode.MOJIBAKE_REPAIRED, Outcome.CORRECTED, text))


def shown(cell: str) -> str:
    """Return a cell as characters that can be written: strays as ``\\xd1``, NUL as ``\\x00``."""
    return _STRAY.sub(lambda stray: f"\\x{ord(stray[0]) - 0xDC00:02x}", cell).replace("\0", "\\x00")


def _unmixed(cell: str) -> str:
    """Return the text with each kind of mojibake undone."""
    text = ftfy.fix_encoding(cell) if is_bad(cell) else cell
    text = _reread(text, _DOS_AS_WINDOWS, WINDOWS_1252, CP850)
    return _reread(text, _WINDOWS_AS_DOS, CP850, WINDOWS_1252)


def _reread(text: str, signs: re.Pattern[str], wrong: str, right: str) -> str:
    """Return the text in the right code page: all of it if that makes sense, else its signs."""
    if not signs.search(text):
        return text
    try:
        whole = text.encode(wrong).decode(right)
    except UnicodeEncodeError:
        whole = ""
    if whole and all(char.isascii() or char in _ORDINARY or char in "¡ " for char in whole):
        return whole
    return signs.sub(lambda sign: sign[0].encode(wrong).decode(right), text)
