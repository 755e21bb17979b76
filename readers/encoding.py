"""The encoding of a text, decided on the whole text and not on its beginning.

1. A mark of the byte order decides: UTF-8 or UTF-16.
2. NULs in every second byte of the first 64 KiB mean UTF-16.
3. A survey of the whole text counts the characters beyond ASCII that are sound UTF-8, and the
   *strays*: the bytes beyond ASCII that are not.
4. The text is UTF-8 if it has at least as many such characters as strays.
5. Windows-1252 and CP850 each read the strays, and have two means. Kind: a Spanish letter is 1, a
   Spanish sign 0.5, another letter 0, the rest -1. Case: a letter in the case of its neighbours is
   0.5, a letter in the other case -0.5, a sign inside a word -0.5.
6. The higher sum of both means wins; a tie goes to Windows-1252. Sums under 0.25 apart are a guess.

Example: Windows-1252 reads the stray of ``MU\\xa5OZ`` as ¥: -1 and -0.5, in sum -1.5. CP850 reads
Ñ: 1 and 0.5, in sum 1.5. The text is CP850, and this is no guess.

No library serves: charset-normalizer 3.5.3 takes a CP850 text of one MARÍA for Windows-1252.
"""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TextIO

import ftfy.bad_codecs  # registers sloppy-windows-1252, which reads all 256 bytes

from trama.readers import limits
from trama.readers.refusals import refused
from trama.readers.sources import Cut, Source, blocks

WINDOWS_1252 = "sloppy-windows-1252"
CP850 = "cp850"
ftfy.bad_codecs.ok()

# Marks of the byte order, and the encoding that each means.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))
# Strays whose neighbours are kept for the vote: a bound on the time that the vote takes.
_ENOUGH_CONTEXT = 20_000
_LETTERS = frozenset("ÁÉÍÓÚÑÜáéíóúñü")
_SIGNS = frozenset("°ºª¿¡«»–—‘’“”…·´€\u00a0")
_STRAY = re.compile("[\udc80-\udcff]")
_ASCII_OR_STRAY = re.compile("[\x00-\x7f\udc80-\udcff]+")
_STRAY_IN_WORD = re.compile("[A-Za-z]?[\udc80-\udcff][A-Za-z]?")
# First bytes in UTF-8 of the letters, signs and quotation marks of Spanish.
_UTF8_LEADS = (b"\xc3", b"\xc2", b"\xe2\x80")
# Control characters that no text has.
_CONTROL = bytes(set(range(32)) - set(b"\0\t\n\v\f\r\x1a\x1b"))


@dataclass(frozen=True, slots=True)
class TextForm:
    """The way to decode a text.

    ``encoding`` is the name of a Python codec, and ``skip`` the length in bytes of the mark of the
    byte order. The strays of a UTF-8 text are decoded as lone surrogates; ``fallback`` is their
    code page. ``guessed`` is True if both code pages are about as likely. ``inventory`` contains
    every character beyond ASCII, and NUL, that may occur.
    """

    encoding: str
    skip: int = 0
    fallback: str = WINDOWS_1252
    guessed: bool = False
    inventory: frozenset[str] = frozenset()

    @property
    def code_page(self) -> str:
        """The name by which people know the code page of the strays."""
        return "CP850" if self.fallback == CP850 else "Windows-1252"

    @property
    def errors(self) -> str:
        """The decoder's treatment of bytes that the encoding does not know."""
        return "surrogateescape" if self.encoding == "utf-8" else "replace"


def text_form(source: Source) -> TextForm:
    """Return the way to decode the source. Reads the whole source once.

    Raises:
        InputError: a line is longer than any table's, or the bytes are no text.
    """
    start = b"".join(blocks(source, limits.MIB // 16, enough=limits.MIB // 16))
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return _survey(source, encoding, len(mark))
    return _survey(source, _utf16_by_nuls(source, start) or "", 0)


def opened_text(source: Source, form: TextForm) -> TextIO:
    """Return the source as text, whose lines end as in an editor: CR, LF or CRLF."""
    stream = source.open()
    stream.read(form.skip)
    return io.TextIOWrapper(stream, form.encoding, form.errors, newline="")


def beginning(source: Source, form: TextForm, characters: int) -> str:
    """Return about this many ``characters`` from the start of the source, in whole lines."""
    lines: list[str] = []
    with opened_text(source, form) as text:
        try:
            for line in text:
                lines.append(line)
                characters -= len(line)
                if characters < 0:
                    break
        except Cut:
            pass
    return "".join(lines)


def _utf16_by_nuls(source: Source, start: bytes) -> str | None:
    """Return the kind of UTF-16 that ``start`` is in, or None if it has few NULs.

    An ASCII character in UTF-16 has one NUL: the second byte if the order is little-endian. The
    shares of NULs leave room for other characters.
    """
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) * 0.15 and even < odd * 0.1:
        return "utf-16-le"
    if even > len(start) * 0.15 and odd < even * 0.1:
        return "utf-16-be"
    control = len(start) - len(start.translate(None, _CONTROL))
    if even + odd > len(start) * 0.1 or control > len(start) * 0.05:
        raise refused(
            source.name,
            "no es texto ni una hoja de cálculo conocida",
            "it is neither text nor a known spreadsheet",
        )
    return None


def _survey(source: Source, encoding: str, skip: int) -> TextForm:
    """Return the form of a text; the survey decides an ``encoding`` that is ''."""
    survey = _Survey()
    if encoding.startswith("utf-16"):
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        for block in _lines_watched(source, encoding):
            survey.add(decoder.decode(block).encode("utf-8", "replace"))
        return TextForm(encoding, skip, inventory=survey.characters())
    for block in _lines_watched(source, encoding):
        survey.add(block)
    return survey.form(is_utf8=encoding == "utf-8", skip=skip)


def _lines_watched(source: Source, encoding: str) -> Iterator[bytes]:
    """Yield the source's blocks, and refuse the source if a line has no end."""
    ends = b"\n", b"\r"
    length = 0
    for block in blocks(source, limits.MIB):
        last = max(block.rfind(end) for end in ends)
        length = length + len(block) if last < 0 else len(block) - last
        if length > limits.LONGEST_LINE * (2 if encoding.startswith("utf-16") else 1):
            raise refused(
                source.name,
                "tiene una línea de más de 16 MiB; no es una tabla",
                "it has a line of over 16 MiB; it is no table",
            )
        yield block


@dataclass(slots=True)
class _Survey:
    """The content of a text beyond ASCII, gathered block by block.

    ``strays`` counts each stray, and ``contexts`` each stray with the letters beside it. ``sound``
    counts the characters beyond ASCII that are UTF-8; ``seen`` contains each of them, and NUL.
    """

    strays: Counter[int] = field(default_factory=Counter)
    contexts: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    sound: int = 0
    _rest: bytes = b""

    def add(self, block: bytes, *, final: bool = False) -> None:
        """Count the content of the next block of the text."""
        if b"\0" in block:
            self.seen.add("\0")
        data = self._rest + block
        if data.isascii():
            self._rest = b""
            return
        try:
            _, used = codecs.utf_8_decode(data, "strict", final)
            characters = data[:used].translate(None, _ASCII).decode()
        except UnicodeDecodeError:
            characters, used = self._add_strays(data, final=final)
        self._rest = data[used:]
        self.sound += len(characters)
        self.seen.update(characters)

    def _add_strays(self, data: bytes, *, final: bool) -> tuple[str, int]:
        """Count the strays. Return the characters that are UTF-8, and the number of bytes read.

        Decoding by character is thirty times as slow: only data that may contain UTF-8 needs it.
        """
        wanted = max(0, _ENOUGH_CONTEXT - sum(self.contexts.values()))
        if any(lead in data for lead in _UTF8_LEADS):
            text, used = codecs.utf_8_decode(data, "surrogateescape", final)
            characters = _ASCII_OR_STRAY.sub("", text)
            strays = "".join(_STRAY.findall(text)).encode("ascii", "surrogateescape")
        else:
            characters, used = "", len(data)
            strays = data.translate(None, _ASCII)
            text = data.decode("ascii", "surrogateescape") if wanted else ""
        self.strays.update({byte: strays.count(byte) for byte in set(strays)})
        contexts = _STRAY_IN_WORD.finditer(text)
        self.contexts.update(context[0] for context in islice(contexts, wanted))
        return characters, used

    def characters(self) -> frozenset[str]:
        """Return the characters beyond ASCII, and NUL, seen so far."""
        return frozenset(self.seen) - {"\ufeff"}

    def form(self, *, is_utf8: bool, skip: int) -> TextForm:
        """Return the way to decode the whole text. No block may be added afterwards."""
        self.add(b"", final=True)
        code_page, guessed = self._code_page()
        if is_utf8 or self.sound >= sum(self.strays.values()):
            inventory = self.characters() | {chr(0xDC00 + byte) for byte in self.strays}
            return TextForm("utf-8", skip, code_page, guessed and bool(self.strays), inventory)
        sound = "".join(self.seen - {"\0"}).encode("utf-8")
        used = (bytes(self.strays) + sound).decode(code_page)
        return TextForm(code_page, skip, code_page, guessed, frozenset(used) | self.seen & {"\0"})

    def _code_page(self) -> tuple[str, bool]:
        """Return the likelier code page, and whether the other code page is about as likely."""
        windows, dos = self._score(WINDOWS_1252), self._score(CP850)
        return (CP850 if dos > windows else WINDOWS_1252), abs(dos - windows) < 0.25

    def _score(self, code_page: str) -> float:
        """Return how Spanish the strays are in a code page, from -1.5 to 1.5; 0 without strays."""
        total = sum(self.strays.values())
        if not total:
            return 0.0
        points = sum(
            number * _points(bytes((byte,)).decode(code_page))
            for byte, number in self.strays.items()
        )
        fits = sum(
            number * _case_fits(strays_decoded(context, code_page))
            for context, number in self.contexts.items()
        )
        return points / total + fits / sum(self.contexts.values())


def strays_decoded(text: str, code_page: str) -> str:
    """Return the text with its strays (lone surrogates) decoded in a code page."""
    return _STRAY.sub(lambda stray: bytes((ord(stray[0]) - 0xDC00,)).decode(code_page), text)


def _points(character: str) -> float:
    """Return how usual a character is in Spanish, from -1 to 1."""
    if character in _LETTERS:
        return 1.0
    if character in _SIGNS:
        return 0.5
    return 0.0 if character.isalpha() else -1.0


def _case_fits(context: str) -> float:
    """Return 0.5 if a letter has the case of its neighbours, -0.5 if not, 0 if nothing shows."""
    letters = [character for character in context if character.isascii()]
    character = next(character for character in context if not character.isascii())
    if not letters:
        return 0.0
    if not character.isalpha():
        # Inside a word only a letter is likely: G¡A is a wrong reading.
        return -0.5 if len(letters) == 2 else 0.0
    if len(letters) == 1 and context[0].isascii():
        # JOSé proves nothing: a program that knows only ASCII made its capitals.
        return 0.5 if letters[0].isupper() == character.isupper() else 0.0
    return 0.5 if letters[-1].isupper() == character.isupper() else -0.5
