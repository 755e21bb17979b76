"""Mojibake undone cell by cell, and only where the cell cannot have been meant as it is written."""

import re
from dataclasses import dataclass

import ftfy
from ftfy.badness import is_bad

from trama.ingest.readers.encoding import CP850, WINDOWS_1252, TextForm, stray_read
from trama.values.defects import Defect, DefectCode, Outcome

# What Spanish text has beyond ASCII. A file with nothing else needs no repair and is not looked at.
_ORDINARY = frozenset("ÁÉÍÓÚÑÜáéíóúñü°ºª¿«»–—‘’“”…·€")
_STRANGE = re.compile(f"[^\x01-\x7f{''.join(sorted(_ORDINARY))}]")
_STRAY = re.compile("[\udc80-\udcff]")

# CP850 read as Windows-1252 (MU¥OZ, JOS‚, L¢PEZ, µNGEL, GARC¡A): a sign of money or measure, or a
# control character, where only a letter can stand. A £ before a number, µg and ¡Hola! stay.
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
    """A cell as it was meant, and the defect that says what was done to it."""

    text: str
    defect: Defect


def suspects(form: TextForm) -> re.Pattern[str] | None:
    """Returns what a line must hold for its cells to be looked at; None if no line of the text can.

    Made from the characters that the text really has, so that most texts are not searched at all.
    """
    strange = form.inventory - _ORDINARY
    if not strange:
        return None
    return re.compile(f"[{''.join(re.escape(one) for one in sorted(strange))}]")


def repair(cell: str, code_page: str = WINDOWS_1252) -> Repaired | None:
    """Returns the cell as it was meant, or None where it is well as it is.

    Stray bytes (lone surrogates) are read in ``code_page``.
    """
    if not _STRANGE.search(cell):
        return None
    if "\0" in cell:
        text = cell.replace("\0", "")
        return Repaired(text, Defect(DefectCode.NUL_BYTE, Outcome.CORRECTED, text))
    if _STRAY.search(cell):
        text = _unmixed(stray_read(cell, code_page))
        return Repaired(text, Defect(DefectCode.MIXED_ENCODING, Outcome.CORRECTED, text))
    text = _unmixed(cell)
    if text == cell:
        return None
    return Repaired(text, Defect(DefectCode.MOJIBAKE_REPAIRED, Outcome.CORRECTED, text))


def shown(cell: str) -> str:
    """Returns what a cell said in characters that can be written: stray bytes as ``\\xd1``."""
    return _STRAY.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", cell).replace("\0", "\\x00")


def _unmixed(cell: str) -> str:
    text = ftfy.fix_encoding(cell) if is_bad(cell) else cell
    text = _reread(text, _DOS_AS_WINDOWS, WINDOWS_1252, CP850)
    return _reread(text, _WINDOWS_AS_DOS, CP850, WINDOWS_1252)


def _reread(text: str, signs: re.Pattern[str], wrong: str, right: str) -> str:
    """Returns the text read in the right code page: whole if that makes sense, else its signs."""
    if not signs.search(text):
        return text
    try:
        whole = text.encode(wrong).decode(right)
    except UnicodeEncodeError:
        whole = ""
    if whole and all(one.isascii() or one in _ORDINARY or one in "¡ " for one in whole):
        return whole
    return signs.sub(lambda found: found[0].encode(wrong).decode(right), text)
