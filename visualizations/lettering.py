"""The room that letters need: widths of text in units of the drawing, and line breaks.

Widths are those of DejaVu Sans, the widest letters that a page may be shown in. So a text that fits
here fits in every browser.
"""

from collections.abc import Mapping, Sequence
from functools import cache

# Advance widths of DejaVu Sans in thousandths of the size of the letters.
_WIDTHS: Mapping[int, str] = {
    278: "'ijlíìîï",
    320: " ,.·",
    340: "/:;\\|¦",
    370: "fſ-",
    400: "()[]t!¡",
    411: "r",
    470: '"ªº',
    521: "s*_`",
    531: "z?¿",
    557: "cçLJ",
    580: "Fk",
    592: "vxyýÿ",
    612: "PTYÝo",
    616: "aeàáâãäåèéêëóòôõö«»",
    636: "EÈÉÊËbdghnpquñSùúûü0123456789$",
    686: "AÁÀÂÄVXZKB",
    698: "RC",
    750: "UÚÜÙNÑH",
    790: "DGOQÓÒÔÖ&",
    838: "w+<=>^~±×→#",
    990: "mMW%@",
}
# A sign that the table lacks: as wide as the widest signs of other scripts.
_UNKNOWN = 1050
# Signs of a text that are looked at: no drawing shows more of it.
LONGEST = 2000
# Bold letters of DejaVu Sans are at most an eighth wider.
_BOLD = 1.14


@cache
def _advances() -> Mapping[str, int]:
    return {sign: width for width, signs in _WIDTHS.items() for sign in signs}


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text with letters of ``size``, in the same unit."""
    advances = _advances()
    wide = sum(advances.get(sign, _UNKNOWN) for sign in text) * size / 1000
    return wide * _BOLD if bold else wide


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 3) -> list[str]:
    """Return the lines of a text, none wider than ``room``; at most ``most`` lines.

    A word wider than the room breaks inside. A text that needs more lines ends with "…". Example:
    ``wrapped("San Juan de Lurigancho", 90, 12)`` gives "San Juan de" and "Lurigancho".
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(text[:LONGEST], room, size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines += [line] if line else []
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(f"{last}…", size, bold=bold) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(text: str, room: float, size: float, *, bold: bool) -> Sequence[str]:
    """Return the words of a text, a word wider than the room in several pieces.

    A word breaks after a sign such as a dash, so that no number is cut into two numbers, and
    between letters only where it has no such sign.
    """
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while width_of(rest, size, bold=bold) > room:
            most = 1
            while most < len(rest) and width_of(rest[: most + 1], size, bold=bold) <= room:
                most += 1
            at = max((at + 1 for at in range(most) if rest[at] in "-:/._"), default=most)
            pieces.append(rest[:at])
            rest = rest[at:]
        if rest:
            pieces.append(rest)
    return pieces
