"""A report as PDF: A4, letters that can be selected, a number and the mark on every page.

The same report always gives the same bytes. The letters are DejaVu Sans (``fonts/``): Latin, Greek
and Cyrillic. A sign that they lack stands as its number.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    LongTable,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as Text

from trama.core.safe_cells import visible
from trama.evidence.pictures import Picture
from trama.evidence.report import Block, Facts, Paragraph, Report, Section, Table

_MARGIN = 17 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_HIGHEST_PICTURE = 190 * mm
_PAD = 3.0  # points at each side of a cell
_FACT_TITLE = 42 * mm
_NARROWEST = 12.0  # points of a column for its text, also without any
_LETTERS, _BOLD = "Trama", "Trama-Bold"
_SOFT, _LINE, _HEAD = (colors.HexColor(one) for one in ("#52606d", "#d9e2ec", "#f0f4f8"))


def pdf_of(report: Report) -> bytes:
    """Return the report as PDF."""
    _letters()
    written = io.BytesIO()
    document = BaseDocTemplate(
        written,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=report.title,
        author="Trama",
        lang=report.language,
        invariant=1,
    )
    frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build([*_title(report), *_sections(report)], canvasmaker=_numbered(report))
    return written.getvalue()


@cache
def _letters() -> None:
    """Let ReportLab know the letters, which it embeds as far as they are used."""
    for name, file in ((_LETTERS, "DejaVuSans.ttf"), (_BOLD, "DejaVuSans-Bold.ttf")):
        with as_file(files("trama.evidence") / "fonts" / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))


def _style(size: float, **more: Any) -> ParagraphStyle:  # noqa: ANN401 - what ReportLab takes
    said = {"fontName": _LETTERS, "leading": 1.35 * size, "alignment": TA_LEFT, **more}
    return ParagraphStyle("", fontSize=size, splitLongWords=1, **said)


_BODY = _style(9.5, spaceAfter=5)
_WARNING = _style(
    9.5, spaceBefore=3, spaceAfter=7, backColor="#fff8f3", borderPadding=4, leftIndent=4
)
_SMALL = _style(8, textColor=_SOFT, spaceAfter=5)
_CELL = _style(7.2)
_CELL_HEAD = _style(7.2, fontName=_BOLD)
_HEADINGS = {
    1: _style(14, fontName=_BOLD, spaceBefore=16, spaceAfter=6, keepWithNext=1),
    2: _style(10.5, fontName=_BOLD, spaceBefore=11, spaceAfter=4, keepWithNext=1),
}
_TITLE = _style(22, fontName=_BOLD, spaceBefore=4, spaceAfter=10)
_KIND = _style(9, textColor=_SOFT)
_MARK = _style(11, fontName=_BOLD, textColor="#5f3b00", backColor="#fff3bf", borderPadding=5)


def _text(text: str, style: ParagraphStyle) -> Text:
    """Return a text as it is: no sign of it is markup, and each that the letters lack is told."""
    lines = [_known(visible(line), style.fontName) for line in text.splitlines()]
    return Text("<br/>".join(map(escape, lines)), style)


def _known(text: str, letters: str) -> str:
    held = pdfmetrics.getFont(letters).face.charToGlyph
    return "".join(sign if ord(sign) in held else f"⟨U+{ord(sign):04X}⟩" for sign in text)


def _title(report: Report) -> Iterator[Flowable]:
    yield _text(f"{report.kind} · Trama", _KIND)
    yield _text(report.title, _TITLE)
    if report.mark:
        yield _text(report.mark, _MARK)
        yield Spacer(0, 8)
    yield _facts(report.facts)


def _sections(report: Report) -> Iterator[Flowable]:
    for number, section in enumerate(report.sections):
        yield _Mark(section, number)
        yield _text(section.title, _HEADINGS[section.level])
        for block in section.blocks:
            yield from _block(block)


class _Mark(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """The place of a section in the outline of the document; it takes no room."""

    keepWithNext = 1  # noqa: N815 - ReportLab's name

    def __init__(self, section: Section, number: int) -> None:
        super().__init__()
        self._section = section
        self._key = f"s{number}"

    def draw(self) -> None:
        """Add the section to the outline."""
        self.canv.bookmarkHorizontal(self._key, 0, 0)
        self.canv.addOutlineEntry(visible(self._section.title), self._key, self._section.level - 1)


def _block(block: Block) -> Iterator[Flowable]:
    if isinstance(block, Paragraph):
        yield _text(block.text, _WARNING if block.warning else _SMALL if block.small else _BODY)
    elif isinstance(block, Facts):
        yield _facts(block)
        yield Spacer(0, 5)
    elif isinstance(block, Table):
        yield _table(block)
        yield Spacer(0, 3)
        yield _text(block.note, _SMALL)
    else:
        yield from _picture(block)


def _facts(facts: Facts) -> Flowable:
    rows = [[_text(title, _SMALL), _text(text, _BODY)] for title, text in facts.rows]
    lines = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
    )
    widths = [_FACT_TITLE, _WIDTH - _FACT_TITLE]
    return LongTable(rows, colWidths=widths, style=lines, splitInRow=1)


def _table(table: Table) -> Flowable:
    """Return a table; one with more columns than a page has room for is told row by row."""
    widths = _widths(table)
    rows = [[_text(title, _CELL_HEAD) for title in table.titles]]
    rows += [[_text(text, _CELL) for text in row] for row in table.rows]
    lines = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return LongTable(rows, colWidths=widths, style=lines, repeatRows=1, splitInRow=1)


def _widths(table: Table) -> list[float]:
    """Return the widths of the columns: each gets room for its words, the rest by its text."""
    columns = list(zip(table.titles, *table.rows, strict=True))
    least = [
        min(max(_widest_word(column), _NARROWEST), _WIDTH / 4) + 2 * _PAD for column in columns
    ]
    whole = [min(max(map(_width, column)), _WIDTH / 2) + 2 * _PAD for column in columns]
    room = _WIDTH - sum(least)
    if room <= 0:
        return [_WIDTH * one / sum(least) for one in least]
    wanted = [max(0.0, one - other) for one, other in zip(whole, least, strict=True)]
    share = min(1.0, room / sum(wanted)) if sum(wanted) else 0.0
    return [one + share * other for one, other in zip(least, wanted, strict=True)]


def _widest_word(texts: Sequence[str]) -> float:
    return max(_width(word) for text in texts for word in (text.split() or [""]))


def _width(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, _BOLD, _CELL.fontSize))


def _picture(picture: Picture) -> Iterator[Flowable]:
    scale = min(_WIDTH / picture.width, _HIGHEST_PICTURE / picture.height, 1.0)
    yield Image(io.BytesIO(picture.png), picture.width * scale, picture.height * scale)
    yield _text(picture.caption, _SMALL)


def _numbered(report: Report) -> type[Canvas]:
    """Return the canvas that writes the foot of each page once the number of pages is known."""

    class Numbered(Canvas):  # type: ignore[misc]  # ReportLab ships no types
        def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - what ReportLab gives
            super().__init__(*given, **more)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - ReportLab's name
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self.setFont(_LETTERS, 7.5)
                self.setFillColor(_SOFT)
                self.drawString(_MARGIN, 10 * mm, report.foot)
                self.drawCentredString(A4[0] / 2, 10 * mm, report.mark)
                told = report.page.format(page=number, pages=len(self._pages))
                self.drawRightString(A4[0] - _MARGIN, 10 * mm, told)
                super().showPage()
            super().save()

    return Numbered
