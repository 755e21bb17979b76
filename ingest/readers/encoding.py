"""Which encoding a text is written in, decided on the whole of it and not on its beginning.

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

from trama.ingest.readers import limits
from trama.ingest.readers.refusals import refused
from trama.ingest.readers.sources import Cut, Source, blocks

WINDOWS_1252 = "sloppy-windows-1252"
CP850 = "cp850"
ftfy.bad_codecs.ok()

# Marks of the byte order, and what they say.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))
_ENOUGH_CONTEXT = 20_000
_LETTERS = frozenset("ÁÉÍÓÚÑÜáéíóúñü")
_SIGNS = frozenset("°ºª¿¡«»–—‘’“”…·´€\u00a0")
_STRAY = re.compile("[\udc80-\udcff]")
_ASCII_OR_STRAY = re.compile("[\x00-\x7f\udc80-\udcff]+")
_STRAY_IN_WORD = re.compile("[A-Za-z]?[\udc80-\udcff][A-Za-z]?")
# How the letters, signs and quotation marks of Spanish begin in UTF-8.
_UTF8_LEADS = (b"\xc3", b"\xc2", b"\xe2\x80")
_CONTROL = bytes(set(range(32)) - set(b"\0\t\n\v\f\r\x1a\x1b"))


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text is decoded.

    ``fallback`` is the code page of the stray bytes of a text that otherwise is UTF-8 (they are
    read as lone surrogates). ``guessed`` says that the code page is a guess between near equals.
    ``inventory`` has every character beyond ASCII, and NUL, that may occur.
    """

    encoding: str
    skip: int = 0
    fallback: str = WINDOWS_1252
    guessed: bool = False
    inventory: frozenset[str] = frozenset()

    @property
    def code_page(self) -> str:
        """The name by which people know the code page of the bytes that are no UTF-8."""
        return "CP850" if self.fallback == CP850 else "Windows-1252"

    @property
    def errors(self) -> str:
        """What the decoder does with bytes that the encoding does not know."""
        return "surrogateescape" if self.encoding == "utf-8" else "replace"


def text_form(source: Source) -> TextForm:
    """Returns how the source is decoded, having read all of it once.

    A mark of the byte order decides; then UTF-16 shows by its NULs; then the text is UTF-8 if most
    of its bytes beyond ASCII are, else Windows-1252 or CP850, whichever makes more Spanish of it.

    Raises:
        InputError: a line is longer than any table's, or the bytes are no text.
    """
    start = b"".join(blocks(source, limits.MIB // 16, enough=limits.MIB // 16))
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return _survey(source, encoding, len(mark))
    return _survey(source, _utf16_by_nuls(source, start) or "", 0)


def opened_text(source: Source, form: TextForm) -> TextIO:
    """Returns the source as text whose lines end where an editor ends them: CR, LF or CRLF."""
    stream = source.open()
    stream.read(form.skip)
    return io.TextIOWrapper(stream, form.encoding, form.errors, newline="")


def beginning(source: Source, form: TextForm, characters: int) -> str:
    """Returns about so many characters of the source, in whole lines."""
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
    """Yields the source's blocks, and refuses it when a line has no end."""
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
    """What is beyond ASCII in a text, gathered block by block.

    ``strays`` counts the bytes that are no UTF-8, ``contexts`` them with the letters beside them.
    """

    strays: Counter[int] = field(default_factory=Counter)
    contexts: Counter[str] = field(default_factory=Counter)
    found: set[str] = field(default_factory=set)
    good: int = 0
    _rest: bytes = b""

    def add(self, block: bytes, *, final: bool = False) -> None:
        """Takes in the next block of the text."""
        if b"\0" in block:
            self.found.add("\0")
        data = self._rest + block
        if data.isascii():
            self._rest = b""
            return
        try:
            _, used = codecs.utf_8_decode(data, "strict", final)
            kept = data[:used].translate(None, _ASCII).decode()
        except UnicodeDecodeError:
            kept, used = self._add_strays(data, final=final)
        self._rest = data[used:]
        self.good += len(kept)
        self.found.update(kept)

    def _add_strays(self, data: bytes, *, final: bool) -> tuple[str, int]:
        """Counts the bytes that are no UTF-8; returns the letters that are, and how much it read.

        Told letter by letter only where there is UTF-8 at all: that is thirty times as slow.
        """
        wanted = max(0, _ENOUGH_CONTEXT - sum(self.contexts.values()))
        if any(lead in data for lead in _UTF8_LEADS):
            text, used = codecs.utf_8_decode(data, "surrogateescape", final)
            kept = _ASCII_OR_STRAY.sub("", text)
            strays = "".join(_STRAY.findall(text)).encode("ascii", "surrogateescape")
        else:
            kept, used = "", len(data)
            strays = data.translate(None, _ASCII)
            text = data.decode("ascii", "surrogateescape") if wanted else ""
        self.strays.update({byte: strays.count(byte) for byte in set(strays)})
        found = _STRAY_IN_WORD.finditer(text)
        self.contexts.update(context[0] for context in islice(found, wanted))
        return kept, used

    def characters(self) -> frozenset[str]:
        """Returns the characters beyond ASCII, and NUL, seen so far."""
        return frozenset(self.found) - {"\ufeff"}

    def form(self, *, is_utf8: bool, skip: int) -> TextForm:
        """Returns how the whole text is decoded; nothing may be added after it."""
        self.add(b"", final=True)
        code_page, guessed = self._code_page()
        if is_utf8 or self.good >= sum(self.strays.values()):
            return TextForm("utf-8", skip, code_page, guessed and bool(self.strays), self._all())
        valid = "".join(self.found - {"\0"}).encode("utf-8")
        used = (bytes(self.strays) + valid).decode(code_page)
        return TextForm(code_page, skip, code_page, guessed, frozenset(used) | self.found & {"\0"})

    def _all(self) -> frozenset[str]:
        return self.characters() | {chr(0xDC00 + byte) for byte in self.strays}

    def _code_page(self) -> tuple[str, bool]:
        """Returns the likelier code page, and whether the other one is about as likely."""
        windows, dos = self._spanish(WINDOWS_1252), self._spanish(CP850)
        return (CP850 if dos > windows else WINDOWS_1252), abs(dos - windows) < 0.25

    def _spanish(self, code_page: str) -> float:
        """Returns how Spanish the bytes beyond ASCII are in a code page: 1 all letters, -1 none."""
        total = sum(self.strays.values())
        if not total:
            return 0.0
        points = sum(
            number * _points(bytes((byte,)).decode(code_page))
            for byte, number in self.strays.items()
        )
        fits = sum(
            number * _case_fits(stray_read(context, code_page))
            for context, number in self.contexts.items()
        )
        return points / total + fits / sum(self.contexts.values())


def stray_read(text: str, code_page: str) -> str:
    """Returns the text with its stray bytes (lone surrogates) read in a code page."""
    return _STRAY.sub(lambda found: bytes((ord(found[0]) - 0xDC00,)).decode(code_page), text)


def _points(character: str) -> float:
    if character in _LETTERS:
        return 1.0
    if character in _SIGNS:
        return 0.5
    return 0.0 if character.isalpha() else -1.0


def _case_fits(context: str) -> float:
    """Returns 0.5 where a letter has the case of its neighbours, -0.5 where it has not."""
    letters = [character for character in context if character.isascii()]
    character = next(one for one in context if not one.isascii())
    if not letters:
        return 0.0
    if not character.isalpha():
        # Inside a word only a letter is likely: G-¡-A is read wrongly.
        return -0.5 if len(letters) == 2 else 0.0
    if len(letters) == 1 and context[0].isascii():
        # The last letter of JOSé, capitals made by a program that knows only ASCII, tells nothing.
        return 0.5 if letters[0].isupper() == character.isupper() else 0.0
    return 0.5 if letters[-1].isupper() == character.isupper() else -0.5
